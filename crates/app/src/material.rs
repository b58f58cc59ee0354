//! Uploaded files: sniffed by content, stored by digest before a command names them, and read again only
//! through the case that names them.

use std::collections::BTreeMap;

use zhixing_documents::container::{Container, container};
use zhixing_domain::{
    ground::act::Act, ground::actor::Actor, ground::id::CaseId, ground::refusal::Refusal,
    matter::Matter,
};
use zhixing_store::{StoreError, digest::Digest};

use crate::{
    at::At,
    error::{Error, FileProblem, refuse_file},
    handed_in,
    reading::{self, Original},
    settings::App,
    work::Meta,
};

/// Largest upload, in bytes.
pub const FILE_BYTES_MAX: usize = 20 << 20;

/// What an upload can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    Pdf,
    Jpeg,
    Png,
    Tiff,
    Docx,
    Ofd,
    Webm,
    Ogg,
    M4a,
    Mp3,
    Wav,
    Amr,
}

impl Media {
    /// Every kind that is taken: papers, photographs, recordings.
    pub const ALL: [Media; 12] = [
        Media::Pdf,
        Media::Jpeg,
        Media::Png,
        Media::Tiff,
        Media::Docx,
        Media::Ofd,
        Media::Webm,
        Media::Ogg,
        Media::M4a,
        Media::Mp3,
        Media::Wav,
        Media::Amr,
    ];

    /// Media type on the wire.
    pub fn code(self) -> &'static str {
        match self {
            Media::Pdf => "application/pdf",
            Media::Jpeg => "image/jpeg",
            Media::Png => "image/png",
            Media::Tiff => "image/tiff",
            Media::Docx => {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            }
            Media::Ofd => "application/ofd",
            Media::Webm => "audio/webm",
            Media::Ogg => "audio/ogg",
            Media::M4a => "audio/mp4",
            Media::Mp3 => "audio/mpeg",
            Media::Wav => "audio/wav",
            Media::Amr => "audio/amr",
        }
    }

    /// The ending of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Media::Pdf => "pdf",
            Media::Jpeg => "jpg",
            Media::Png => "png",
            Media::Tiff => "tif",
            Media::Docx => "docx",
            Media::Ofd => "ofd",
            Media::Webm => "webm",
            Media::Ogg => "ogg",
            Media::M4a => "m4a",
            Media::Mp3 => "mp3",
            Media::Wav => "wav",
            Media::Amr => "amr",
        }
    }

    /// The kind of a media type.
    pub fn from_code(code: &str) -> Option<Media> {
        Media::ALL.into_iter().find(|media| media.code() == code)
    }

    /// Whether it is a photograph as cameras take them.
    pub fn is_picture(self) -> bool {
        matches!(self, Media::Jpeg | Media::Png)
    }

    /// Whether every browser shows it by itself; the others are handed over to be kept.
    pub fn opens(self) -> bool {
        matches!(self, Media::Pdf | Media::Jpeg | Media::Png)
    }
}

/// Brands of the container that recorders put speech into; pictures and films have others.
const SPOKEN: [&[u8]; 4] = [b"M4A", b"mp4", b"iso", b"3gp"];

/// What a recording is, by its content.
pub fn sniff_sound(bytes: &[u8]) -> Option<Media> {
    let starts = |prefix: &[u8]| bytes.starts_with(prefix);
    let at = |place: usize, text: &[u8]| bytes.get(place..).is_some_and(|b| b.starts_with(text));
    if starts(&[0x1a, 0x45, 0xdf, 0xa3]) {
        Some(Media::Webm)
    } else if starts(b"OggS") {
        Some(Media::Ogg)
    } else if at(4, b"ftyp") && SPOKEN.iter().any(|brand| at(8, brand)) {
        Some(Media::M4a)
    } else if starts(b"ID3") || starts(&[0xff, 0xfb]) || starts(&[0xff, 0xf3]) {
        Some(Media::Mp3)
    } else if starts(b"RIFF") && at(8, b"WAVE") {
        Some(Media::Wav)
    } else if starts(b"#!AMR") {
        Some(Media::Amr)
    } else {
        None
    }
}

/// What a paper or a picture is, by its content; the name says nothing.
pub fn sniff(bytes: &[u8]) -> Option<Media> {
    let starts = |prefix: &[u8]| bytes.starts_with(prefix);
    if starts(b"%PDF-") {
        Some(Media::Pdf)
    } else if starts(&[0xff, 0xd8, 0xff]) {
        Some(Media::Jpeg)
    } else if starts(&[0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a]) {
        Some(Media::Png)
    } else if starts(b"II*\0") || starts(b"MM\0*") {
        Some(Media::Tiff)
    } else {
        container(bytes).map(|kind| match kind {
            Container::Docx => Media::Docx,
            Container::Ofd => Media::Ofd,
        })
    }
}

/// The door for a file that comes with a command, before its bytes are kept: nobody stores files in a case that is not
/// theirs.
pub async fn may_send(app: &App, meta: &Meta, case: CaseId, act: Act) -> Result<(), Error> {
    let result = match app.case(meta.at(), case).await {
        Ok(file) if app.may(meta.at(), act, &file) => Ok(()),
        Ok(file) if !file.kind.takes(act) => {
            Err(Refusal::WrongKind { act: act.into(), kind: file.kind.into() }.into())
        }
        Ok(_) => Err(Error::Forbidden(act)),
        Err(error) => Err(error),
    };
    app.leave_attempt(meta, Some(case), &result).await;
    result
}

/// By what name a file is stored: its SM3.
pub fn name(bytes: &[u8]) -> String {
    Digest::of(bytes).to_string()
}

/// Stores an upload. The same bytes are stored once.
pub async fn store(app: &App, actor: &Actor, name: &str, bytes: &[u8]) -> Result<Digest, Error> {
    if bytes.is_empty() {
        return Err(refuse_file("EMPTY", format!("{name}：文件是空的，请重新选择")));
    }
    if FILE_BYTES_MAX < bytes.len() {
        return Err(refuse_file("TOO_LARGE", format!("{name}：超过20兆字节，请拆分后上传")));
    }
    let kinds = "不是PDF、JPEG、PNG、TIFF、DOCX（不含宏）或OFD文件，请转换后上传";
    let media = sniff(bytes).ok_or_else(|| refuse_file("KIND", format!("{name}：{kinds}")))?;
    let mut tx = app.db.begin().await?;
    let digest = tx.put_file(&actor.court, bytes, media.code()).await?;
    tx.commit().await?;
    Ok(digest)
}

/// Keeps a scan that is to be filed with an application, before there is a case that it belongs to: until one names it,
/// only whoever handed it in can.
pub async fn hand_in(app: &App, meta: &Meta, name: &str, bytes: &[u8]) -> Result<Digest, Error> {
    let may = app.allow_court(meta.at(), Act::FileCase);
    app.leave_attempt(meta, None, &may).await;
    may?;
    let digest = store(app, &meta.actor, name, bytes).await?;
    let mut tx = app.db.begin().await?;
    handed_in::keep(&mut tx, &meta.actor, digest, app.clock.now()).await?;
    tx.commit().await?;
    Ok(digest)
}

/// A material, or what was brought from outside, with its bytes.
#[derive(Debug, Clone)]
pub struct Fetched {
    pub title: String,
    /// By its content, not by what was noted when it was stored; none when it is nothing that is taken.
    pub media: Option<Media>,
    pub bytes: Vec<u8>,
}

/// A file that a case holds, compared with the digest in the docket before it is handed out.
pub async fn fetch<'a>(
    app: &App,
    at: impl Into<At<'a>>,
    case: CaseId,
    file: &str,
) -> Result<Fetched, Error> {
    let at = at.into();
    let held = app.case(at, case).await?;
    let title = held.file_title(file).ok_or(Error::NotFound("材料"))?;
    let digest: Digest = file.parse().map_err(|_| Error::File(FileProblem::Missing))?;
    reading::must_be_open(app, at, &held, Original::Scan(digest)).await?;
    let mut conn = app.db.read().await?;
    let bytes = match conn.read_file(at.court, digest).await {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return Err(Error::File(FileProblem::Missing)),
        Err(StoreError::Corrupt { .. }) => return Err(Error::File(FileProblem::Changed)),
        Err(other) => return Err(other.into()),
    };
    let media = sniff(&bytes).or_else(|| sniff_sound(&bytes));
    Ok(Fetched { title: title.to_owned(), media, bytes })
}

/// What is known of a scan without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    /// As noted when it was stored; for showing only.
    pub media: Option<Media>,
    /// Bytes.
    pub size: i64,
}

/// What is stored of the scans that a case holds, by digest as the docket writes it.
pub async fn stored(app: &App, file: &Matter) -> Result<BTreeMap<String, Stored>, Error> {
    let names = file.filing.materials.iter().filter_map(|(material, _)| material.file.as_deref());
    let digests: Vec<Digest> = names.filter_map(|name| name.parse().ok()).collect();
    if digests.is_empty() {
        return Ok(BTreeMap::new());
    }
    let known = app.db.read().await?.file_infos(&file.court, &digests).await?;
    let stored = known.into_iter().map(|(digest, info)| {
        let media = Media::from_code(&info.media_type);
        (digest.to_string(), Stored { media, size: info.size })
    });
    Ok(stored.collect())
}

#[cfg(test)]
mod tests;
