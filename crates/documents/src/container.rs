//! 文件容器：which document a ZIP archive is, found by what its parts say and not by its name.
//!
//! Only the directory and one small part are read, each within a bound, so that an archive which unpacks without
//! end, or lists parts without end, costs nothing.

use std::io::{Cursor, Read};

use zip::ZipArchive;

/// Most parts an archive may list.
const PARTS_MAX: usize = 5_000;

/// Most bytes of the part that says what the archive is.
const PART_MAX: u64 = 256 * 1024;

/// 容器里的文书
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    /// 文字处理文件（GB/T 42133、ISO/IEC 29500），不含宏
    Docx,
    /// 版式文件（GB/T 33190-2016）
    Ofd,
}

/// What a ZIP archive is; none for every other archive and for what is no archive.
pub fn container(bytes: &[u8]) -> Option<Container> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    if PARTS_MAX < archive.len() {
        return None;
    }
    let has = |archive: &ZipArchive<_>, name| archive.index_for_name(name).is_some();
    if has(&archive, "word/document.xml") {
        let types = part(&mut archive, "[Content_Types].xml")?;
        // A document with macros says `ms-word.document.macroEnabled.main+xml` instead.
        let plain = types.contains("wordprocessingml.document.main+xml");
        let macros = has(&archive, "word/vbaProject.bin");
        return (plain && !macros).then_some(Container::Docx);
    }
    let root = part(&mut archive, "OFD.xml")?;
    root.contains("http://www.ofdspec.org/").then_some(Container::Ofd)
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let file = archive.by_name(name).ok()?;
    let mut text = Vec::new();
    let read = file.take(PART_MAX + 1).read_to_end(&mut text).ok()?;
    if PART_MAX < u64::try_from(read).unwrap_or(u64::MAX) {
        return None;
    }
    String::from_utf8(text).ok()
}

#[cfg(test)]
mod tests;
