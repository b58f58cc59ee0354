//! 锚：each day's heads are pinned under one root, and the anchor leaves the machine by itself, because whoever can
//! write the database can write its anchors.

use std::{
    fs::{File, OpenOptions},
    io::{self, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::Path,
};

use zhixing_law::day::Day;
use zhixing_store::anchor::Anchor;

use crate::{error::Error, settings::App};

/// Anchors read at once.
const PAGE: i64 = 200;

/// Pins the heads of a day that has ended, once. An anchor of a day that has not come yet was made by a clock that
/// ran ahead, and keeps nobody from the next.
pub async fn make(app: &App, court: &str, day: Day) -> Result<bool, Error> {
    let (today, mut tx) = (app.clock.today(), app.db.begin().await?);
    let last = tx.last_anchor(court).await?.map(|last| last.anchor_day);
    if last.is_some_and(|last| day <= last && last < today) {
        return Ok(false);
    }
    tx.make_anchor(court, day, app.clock.now()).await?;
    tx.commit().await?;
    Ok(true)
}

/// Writes every anchor that is not there yet into the directory outside, one file each, and notes how it went: `doctor`
/// tells who looks after the machine. Returns how many were written.
///
/// # Errors
/// [`Error::Unavailable`] when the directory cannot be written to, or holds another anchor of the same number: one of
/// the two was changed.
pub async fn keep_outside(app: &App, court: &str) -> Result<u32, Error> {
    let Some(dir) = &app.settings.anchors else { return Ok(0) };
    let kept = copy(app, court, dir).await;
    let now = app.clock.now();
    let said = kept.as_ref().map(|_| dir.display().to_string()).map_err(ToString::to_string);
    let mut tx = app.db.begin().await?;
    tx.note_kept_outside(court, now, &said).await?;
    tx.commit().await?;
    kept
}

async fn copy(app: &App, court: &str, dir: &Path) -> Result<u32, Error> {
    let (mut written, mut after) = (0, 0);
    loop {
        let page = app.db.read().await?.anchors(Some((court, after)), PAGE).await?;
        let ours: Vec<&Anchor> = page.iter().filter(|anchor| anchor.court_id == court).collect();
        for anchor in &ours {
            let text = format!("{}\n", anchor.export()?);
            let path = dir.join(format!("{court}-{:06}.json", anchor.anchor_no));
            let fault = |error: io::Error| {
                Error::Unavailable("anchors", format!("{}: {error}", path.display()))
            };
            written += u32::from(write_once(&path, &text).map_err(fault)?);
        }
        match ours.last() {
            Some(last) if ours.len() == page.len() => after = last.anchor_no,
            _ => return Ok(written),
        }
    }
}

/// Writes a file unless it is there with the same text. True when it was written.
fn write_once(path: &Path, text: &str) -> io::Result<bool> {
    match std::fs::read_to_string(path) {
        Ok(known) if known == text => return Ok(false),
        Ok(_) => return Err(io::Error::other("holds another anchor of this number")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let partial = path.with_extension("part");
    let mut file =
        OpenOptions::new().write(true).create(true).truncate(true).mode(0o640).open(&partial)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    std::fs::rename(&partial, path)?;
    if let Some(dir) = path.parent() {
        File::open(dir)?.sync_all()?;
    }
    Ok(true)
}
