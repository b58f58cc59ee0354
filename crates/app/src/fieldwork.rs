//! 外勤：the tasks that are done outside, for those who have them; and evidence, sent ahead of the report that names it.

use std::sync::Arc;

use sha2::{Digest as _, Sha256};
use zhixing_domain::{
    ground::{act::Act, id::TaskId},
    matter::Matter,
    mode::Mode,
    work::{
        fieldwork::{EvidenceKind, Received},
        task::Task,
    },
};
use zhixing_store::{list::Found, query::Page};

use crate::{
    at::At,
    error::{Error, refuse_file},
    handed_in,
    material::{FILE_BYTES_MAX, sniff, sniff_sound},
    settings::App,
    work::Meta,
};

/// So many tasks one person takes along.
pub const TASKS_MAX: usize = 100;

/// Live tasks of a person that are looked through for those outside.
const LOOKED_AT: usize = 1_000;

/// A task that is done outside, in its matter as it stands.
pub struct Outside {
    pub file: Arc<Matter>,
    pub mode: Arc<Mode>,
    pub task: Task,
}

/// What a person takes along.
pub struct TakenAlong {
    pub tasks: Vec<Outside>,
    /// There are more than one person takes along.
    pub more: bool,
}

/// The live tasks outside that are the reader's own, or of a post that the reader holds and nobody has taken.
pub async fn tasks(app: &App, at: At<'_>) -> Result<TakenAlong, Error> {
    let asked = app.ask(at, "tasks", [("scope", "mine"), ("state", "live")]).await?;
    let organisation = app.organisation(at.court).await?;
    let (mut tasks, mut cursor, mut seen) = (Vec::new(), None, 0);
    loop {
        let Found { rows, next, .. } = app.list(&asked, &Page { cursor, limit: 200 }).await?;
        seen += rows.len();
        for row in rows {
            let Some(case) = row.case else { continue };
            // What cannot be seen any more is nobody's to take along.
            let Ok(file) = app.case(at, case).await else { continue };
            let mode = app.matter_mode(&organisation, &file)?;
            let Some(task) = file.task(TaskId(row.id)).cloned() else { continue };
            if mode.task(&task.key).is_some_and(|rule| rule.outside) {
                tasks.push(Outside { file, mode, task });
            }
            if tasks.len() == TASKS_MAX {
                return Ok(TakenAlong { tasks, more: true });
            }
        }
        match next {
            Some(next) if seen < LOOKED_AT => cursor = Some(next),
            next => return Ok(TakenAlong { tasks, more: next.is_some() }),
        }
    }
}

/// Takes a photograph or a recording in, if it is what the device said that it took. Sent twice it is kept once.
///
/// # Errors
/// It is neither, it is too large, or something changed it on the way.
pub async fn receive(
    app: &App,
    meta: &Meta,
    name: &str,
    sha256: &str,
    bytes: &[u8],
) -> Result<Received, Error> {
    let result = try_receive(app, meta, name, sha256, bytes).await;
    app.leave_attempt(meta, None, &result).await;
    result
}

async fn try_receive(
    app: &App,
    meta: &Meta,
    name: &str,
    sha256: &str,
    bytes: &[u8],
) -> Result<Received, Error> {
    app.allow_court(meta.at(), Act::ReportFromField)?;
    if FILE_BYTES_MAX < bytes.len() {
        return Err(refuse_file(
            "TOO_LARGE",
            format!("{name}：超过20兆字节，请重新拍摄或者分段录制"),
        ));
    }
    let found = hex(&Sha256::digest(bytes));
    if found != sha256 {
        let why = "收到的内容与拍摄、录制时的校验码不符，传输中可能受损，请重新上传";
        return Err(refuse_file("HASH", format!("{name}：{why}")));
    }
    let photo = sniff(bytes).filter(|media| media.is_picture());
    let photo = photo.map(|media| (EvidenceKind::Photo, media));
    let sound = || sniff_sound(bytes).map(|media| (EvidenceKind::Sound, media));
    let kinds =
        "不是JPEG、PNG照片，也不是WebM、Ogg、M4A、MP3、WAV、AMR录音，请改用平板自带的相机、录音机";
    let (kind, media) =
        photo.or_else(sound).ok_or_else(|| refuse_file("KIND", format!("{name}：{kinds}")))?;
    let mut tx = app.db.begin().await?;
    let file = tx.put_file(&meta.actor.court, bytes, media.code()).await?.to_string();
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let received = Received { file, sha256: found, kind, size };
    handed_in::keep_evidence(&mut tx, &meta.actor, &received, app.clock.now()).await?;
    tx.commit().await?;
    Ok(received)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
