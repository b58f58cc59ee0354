//! Directories and files for their owner only: they hold what people told the court, and the mask of
//! whoever starts the program decides nothing.

use std::fs::{DirBuilder, File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

/// Makes a directory and what is missing above it; one that is there stays as it is.
pub fn create_dir(dir: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(dir)
}

/// Makes a file, or empties the one that is there.
pub fn create_file(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    close_to_others(path)?;
    Ok(file)
}

/// Makes an empty file unless it is there, and takes everybody else's right to it.
pub(crate) fn make_file(path: &Path) -> io::Result<()> {
    OpenOptions::new().append(true).create(true).mode(0o600).open(path)?;
    close_to_others(path)
}

/// Takes everybody else's right to a file; one that is not there is none.
pub(crate) fn close_to_others(path: &Path) -> io::Result<()> {
    match is_open_to(path, 0o077) {
        Ok(true) => std::fs::set_permissions(path, Permissions::from_mode(0o600)),
        Ok(false) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Whether any of these rights is given.
pub(crate) fn is_open_to(path: &Path, rights: u32) -> io::Result<bool> {
    Ok(std::fs::metadata(path)?.permissions().mode() & rights != 0)
}
