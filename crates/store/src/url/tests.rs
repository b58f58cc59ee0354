use super::*;

#[test]
fn a_directory_holds_the_file_of_the_house() {
    let url: DatabaseUrl = "sqlite:/srv/court".parse().unwrap();
    assert_eq!(url, DatabaseUrl::Sqlite("/srv/court/zhixing.db".into()));
    assert_eq!(url.dir(), Some(Path::new("/srv/court")));
}

#[test]
fn a_file_is_taken_as_it_is() {
    let url: DatabaseUrl = "sqlite:court.db".parse().unwrap();
    assert_eq!(url, DatabaseUrl::Sqlite("court.db".into()));
    assert_eq!(url.dir(), Some(Path::new(".")));
}

#[test]
fn a_password_is_never_shown() {
    let url: DatabaseUrl = "postgres://u:s3cret@db:5432/court?password=other".parse().unwrap();
    assert_eq!(format!("{url:?}"), "postgres://…@db:5432/court");
    assert_eq!(url.to_string(), "postgres://…@db:5432/court");
    assert_eq!(url.dir(), None);
}

#[test]
fn other_addresses_are_refused() {
    for bad in ["mysql://x", "sqlite:", "sqlite::memory:", "court.db"] {
        assert!(bad.parse::<DatabaseUrl>().is_err(), "{bad}");
    }
}
