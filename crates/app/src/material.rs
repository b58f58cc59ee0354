//! Uploaded files: sniffed by content, stored by digest before a command names them.

use zhixing_domain::{actor::Actor, refusal::Refusal};
use zhixing_store::digest::Digest;

use crate::{error::Error, settings::App};

/// Largest upload, in bytes.
pub const FILE_BYTES_MAX: usize = 20 << 20;

/// What a file is, by its first bytes; the name says nothing.
pub fn sniff(bytes: &[u8]) -> Option<&'static str> {
    let starts = |prefix: &[u8]| bytes.starts_with(prefix);
    if starts(b"%PDF-") {
        Some("application/pdf")
    } else if starts(&[0xff, 0xd8, 0xff]) {
        Some("image/jpeg")
    } else if starts(&[0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a]) {
        Some("image/png")
    } else {
        None
    }
}

/// Stores an upload. The same bytes are stored once.
pub async fn store(app: &App, actor: &Actor, name: &str, bytes: &[u8]) -> Result<Digest, Error> {
    let refuse = |code: &str, message: String| {
        Error::Refused(Refusal::File { code: code.to_owned(), message, problems: Vec::new() })
    };
    if bytes.is_empty() {
        return Err(refuse("EMPTY", format!("{name}：文件是空的，请重新选择")));
    }
    if FILE_BYTES_MAX < bytes.len() {
        return Err(refuse("TOO_LARGE", format!("{name}：超过20兆字节，请拆分后上传")));
    }
    let unknown = || refuse("KIND", format!("{name}：不是PDF、JPEG或PNG文件，请转换后上传"));
    let media = sniff(bytes).ok_or_else(unknown)?;
    let mut tx = app.db.begin().await?;
    let digest = tx.put_file(&actor.court, bytes, media).await?;
    tx.commit().await?;
    Ok(digest)
}

/// A stored file with its media type.
pub async fn fetch(app: &App, actor: &Actor, digest: Digest) -> Result<(String, Vec<u8>), Error> {
    let mut conn = app.db.read().await?;
    let info = conn.file_info(&actor.court, digest).await?.ok_or(Error::NotFound("文件"))?;
    let bytes = conn.read_file(&actor.court, digest).await?.ok_or(Error::NotFound("文件"))?;
    Ok((info.media_type, bytes))
}
