//! 传输：a directory that a file transfer program empties and fills; polled.
//!
//! Writing is atomic: the file appears under its name only when it is complete and on the disk. Reading
//! never deletes: the caller keeps a durable register of what it has taken (by name and SM3 digest), in
//! the same transaction as the content, and may then archive the file.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use super::package::{PACKAGE_BYTES_MAX, PackageFile, PackageName};
use crate::digest::sm3_hex;
use crate::fault::Fault;

/// 收到的文件：one file waiting in the incoming folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// 文件名.
    pub file_name: String,
    /// SM3 of the content, 64 hexadecimal digits.
    pub digest: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// 查控网络的传输：send a package, list what has come.
pub trait SearchNetwork: Send + Sync {
    /// Sends a package. Sending the same file again is harmless.
    fn send(&self, file: &PackageFile) -> Result<(), Fault>;

    /// Names of the files that wait, in order; files still being written are left out.
    fn waiting(&self) -> Result<Vec<String>, Fault>;

    /// Fetches one waiting file; `None` if it is gone.
    fn fetch(&self, file_name: &str) -> Result<Option<Arrived>, Fault>;

    /// Puts a file aside once it is registered; harmless if it is gone.
    fn archive(&self, file_name: &str) -> Result<(), Fault>;
}

/// 交换目录：`outgoing/`, `incoming/` and `archive/` below one directory.
#[derive(Debug, Clone)]
pub struct DropDirectory {
    outgoing: PathBuf,
    incoming: PathBuf,
    archive: PathBuf,
}

impl DropDirectory {
    /// Opens the exchange directory, making the three folders if need be.
    pub fn open(root: &Path) -> Result<Self, Fault> {
        let drop = Self {
            outgoing: root.join("outgoing"),
            incoming: root.join("incoming"),
            archive: root.join("archive"),
        };
        for folder in [&drop.outgoing, &drop.incoming, &drop.archive] {
            make_folder(folder).map_err(|error| fault(folder, &error))?;
        }
        Ok(drop)
    }

    /// The same directory seen from the other side (for the counterparty simulator).
    #[must_use]
    pub fn other_side(&self) -> Self {
        Self {
            outgoing: self.incoming.clone(),
            incoming: self.outgoing.clone(),
            archive: self.archive.clone(),
        }
    }
}

impl SearchNetwork for DropDirectory {
    fn send(&self, file: &PackageFile) -> Result<(), Fault> {
        check(&file.file_name)?;
        let target = self.outgoing.join(&file.file_name);
        let partial = self.outgoing.join(format!(".{}.part", file.file_name));
        write_durably(&partial, &file.bytes)
            .and_then(|()| fs::rename(&partial, &target))
            .and_then(|()| File::open(&self.outgoing)?.sync_all())
            .map_err(|error| fault(&target, &error))
    }

    fn waiting(&self) -> Result<Vec<String>, Fault> {
        let mut names = Vec::new();
        let entries =
            fs::read_dir(&self.incoming).map_err(|error| fault(&self.incoming, &error))?;
        for entry in entries {
            let entry = entry.map_err(|error| fault(&self.incoming, &error))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            // Transfer programs write under a hidden or temporary name and rename when done.
            let complete = !name.starts_with('.') && name.to_ascii_lowercase().ends_with(".zip");
            if complete && entry.file_type().is_ok_and(|kind| kind.is_file()) {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    fn fetch(&self, file_name: &str) -> Result<Option<Arrived>, Fault> {
        let path = self.incoming.join(plain(file_name)?);
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(fault(&path, &error)),
        };
        // One byte more than allowed is enough for the reader to refuse it.
        let most = u64::try_from(PACKAGE_BYTES_MAX).unwrap_or(u64::MAX).saturating_add(1);
        let mut bytes = Vec::new();
        file.take(most).read_to_end(&mut bytes).map_err(|error| fault(&path, &error))?;
        Ok(Some(Arrived { file_name: file_name.to_owned(), digest: sm3_hex(&bytes), bytes }))
    }

    fn archive(&self, file_name: &str) -> Result<(), Fault> {
        let name = plain(file_name)?;
        let from = self.incoming.join(name);
        match fs::rename(&from, self.archive.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(fault(&from, &error)),
            _ => Ok(()),
        }
    }
}

fn write_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // The transfer program of the search network may share the group; nobody else reads names and accounts.
    let mut file =
        OpenOptions::new().write(true).create(true).truncate(true).mode(0o640).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn make_folder(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o750).create(folder)
}

fn check(file_name: &str) -> Result<(), Fault> {
    PackageName::parse(file_name)
        .map(|_| ())
        .map_err(|finding| Fault::reject(finding.code.as_str(), finding.problem))
}

/// A name without any path in it.
fn plain(file_name: &str) -> Result<&str, Fault> {
    let bad =
        file_name.is_empty() || file_name.starts_with('.') || file_name.contains(['/', '\\', '\0']);
    if bad { Err(Fault::reject("PACKAGE_NAME", "文件名含有路径")) } else { Ok(file_name) }
}

fn fault(path: &Path, error: &io::Error) -> Fault {
    Fault::retry(format!("{}: {error}", path.display()))
}
