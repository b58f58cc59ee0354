//! The drop directory on a real file system.

use zhixing_connectors::digest::sm3_hex;
use zhixing_connectors::fault::Fault;
use zhixing_connectors::search_network::package::{Content, PackageFile, PackageKind, write};
use zhixing_connectors::search_network::transport::{DropDirectory, SearchNetwork};

use crate::samples::*;

fn file() -> PackageFile {
    let content = Content::QueryRequests(vec![query("CX0001")]);
    write(&package(PackageKind::QueryRequest, content)).unwrap()
}

#[test]
fn what_one_side_sends_the_other_finds_fetches_and_archives() {
    let folder = tempfile::tempdir().unwrap();
    let ours = DropDirectory::open(folder.path()).unwrap();
    let theirs = ours.other_side();
    let file = file();
    ours.send(&file).unwrap();
    ours.send(&file).unwrap();
    assert_eq!(ours.waiting().unwrap(), Vec::<String>::new());
    assert_eq!(theirs.waiting().unwrap(), std::slice::from_ref(&file.file_name));
    let arrived = theirs.fetch(&file.file_name).unwrap().unwrap();
    assert_eq!(arrived.digest, sm3_hex(&file.bytes));
    assert_eq!(arrived.bytes, file.bytes);
    theirs.archive(&file.file_name).unwrap();
    theirs.archive(&file.file_name).unwrap();
    assert_eq!(theirs.waiting().unwrap(), Vec::<String>::new());
    assert_eq!(theirs.fetch(&file.file_name).unwrap(), None);
}

#[test]
fn files_being_written_and_other_files_are_not_seen() {
    let folder = tempfile::tempdir().unwrap();
    let ours = DropDirectory::open(folder.path()).unwrap();
    for name in [".CXFK1.zip.part", ".CXFK1.zip", "CXFK1.zip.tmp", "notes.txt"] {
        std::fs::write(folder.path().join("incoming").join(name), b"x").unwrap();
    }
    std::fs::create_dir(folder.path().join("incoming/folder.zip")).unwrap();
    assert_eq!(ours.waiting().unwrap(), Vec::<String>::new());
    let leftovers: Vec<_> = std::fs::read_dir(folder.path().join("outgoing")).unwrap().collect();
    assert!(leftovers.is_empty());
}

#[test]
fn a_name_with_a_path_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let ours = DropDirectory::open(folder.path()).unwrap();
    for name in ["../secret.zip", "a/b.zip", "", ".hidden", "a\\b.zip"] {
        assert!(matches!(ours.fetch(name), Err(Fault::Reject { .. })), "{name}");
        assert!(matches!(ours.archive(name), Err(Fault::Reject { .. })), "{name}");
    }
    let file = PackageFile { file_name: "../x.zip".to_owned(), bytes: Vec::new() };
    assert!(matches!(ours.send(&file), Err(Fault::Reject { .. })));
}

#[test]
fn nobody_else_on_the_machine_reads_names_and_accounts() {
    use std::os::unix::fs::PermissionsExt as _;
    let house = tempfile::tempdir().unwrap();
    let root = house.path().join("exchange");
    DropDirectory::open(&root).unwrap().send(&file()).unwrap();
    let outgoing = root.join("outgoing");
    let sent = std::fs::read_dir(&outgoing).unwrap().map(|entry| entry.unwrap().path());
    let mut seen = 0;
    for path in sent.chain([root, outgoing]) {
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o007, 0, "{path:?} {mode:o}");
        seen += 1;
    }
    assert_eq!(seen, 3);
}
