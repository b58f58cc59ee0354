use super::*;

#[test]
fn ten_characters_of_two_kinds_are_enough_and_nine_are_not() {
    assert!(is_fit("kaixin2026", "lishu"));
    assert!(!is_fit("kaixin202", "lishu"));
    assert!(!is_fit("kaixinkaixin", "lishu"));
    assert!(is_fit("开心的办案人员每天学习ab", "lishu"));
}

#[test]
fn the_account_and_runs_are_not_passwords() {
    assert!(!is_fit("lishu-20261", "LiShu"));
    assert!(!is_fit("1234567890a", "lishu"));
    assert!(!is_fit("aaaaaaaaaaa1", "lishu"));
    assert!(!is_fit(&"a1".repeat(65), "lishu"));
}

#[test]
fn one_time_passwords_fit_their_own_rules_and_do_not_print() {
    let ids = Ids::seeded(1);
    let first = OneTimePassword::draw(&ids);
    assert_eq!(first.reveal().len(), 19);
    assert!(is_fit(first.reveal(), "admin"), "{}", first.reveal());
    assert_ne!(first, OneTimePassword::draw(&ids));
    assert!(!format!("{first:?}").contains(first.reveal()));
}

#[tokio::test]
async fn a_hash_is_argon2id_and_verifies_only_its_password() {
    let ids = Ids::seeded(2);
    let phc = hash(&ids, "kaixin2026").await.unwrap();
    assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{phc}");
    assert!(verify("kaixin2026", &phc).await.unwrap());
    assert!(!verify("kaixin2027", &phc).await.unwrap());
}
