//! 退回重制：a ruling that the signer sent back is made anew, and only then does its measure go to the bank.

use zhixing_app::{
    effect::{self, Stored},
    error::Error,
};
use zhixing_connectors::simulator::search_network::Weather;
use zhixing_domain::{
    command::Command, ground::field::Text, ground::id::CaseId, ground::refusal::Refusal,
    ground::word::Word, matter::effect::Effect, papers::document::DocumentState,
    papers::document::remake::RemakeDocument, papers::kind::DocumentKind,
    property::measure::MeasureState, work::approval::send_back::ReturnApproval,
};
use zhixing_law::day::Day;
use zhixing_sim::{court::COURT, people::Register, story::Story};

use crate::support::{Court, at, must_be_sound, sqlite};

/// The story until the bank has frozen the account.
async fn frozen() -> (Court, CaseId) {
    let court = sqlite(3, Weather::CALM, at("2026-11-09T00:30:00Z")).await;
    let day0: Day = "2026-11-09".parse().unwrap();
    let mut register = Register::new(5289);
    let mut story = Story::new(day0).unwrap();
    for day in 0..2 {
        story.day(&court.desk, &mut register, day0.plus_days(day).unwrap()).await.unwrap();
    }
    (court, story.case.unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ruling_that_was_sent_back_is_made_anew_about_the_same_measure() {
    let (court, case) = frozen().await;
    let desk = &court.desk;
    desk.release(case, "申请执行人书面同意解除").await.unwrap();
    desk.settle().await.unwrap();
    let file = desk.file(case).await.unwrap();
    let of_release = DocumentKind::ReleaseRuling;
    let draft = file.documents.iter().rfind(|d| d.kind == of_release).unwrap();
    assert_eq!(draft.state, DocumentState::Drafted);
    let again = RemakeDocument { document: draft.id };
    let organisation = desk.app.organisation(COURT).await.unwrap();
    let judge = organisation.person(file.handler.as_ref().unwrap().0).unwrap().account.clone();
    let early = desk.by(&judge, RemakeDocument::NAME).await.unwrap();
    let early = desk.app.send(&early, case, &again).await;
    let state = Word::from(DocumentState::Drafted);
    assert!(
        matches!(early, Err(Error::Refused(Refusal::WrongState { state: s, .. })) if s == state)
    );
    let meta = desk.by(&judge, "return_approval").await.unwrap();
    let approval = file.approval_of(draft.id.into()).unwrap().id;
    let reason = Text::try_new("理由写得不明").unwrap();
    desk.app.send(&meta, case, &ReturnApproval { approval, reason }).await.unwrap();

    let clerk = desk.on_duty("document_maker", RemakeDocument::NAME).await.unwrap();
    desk.app.send(&clerk, case, &again).await.unwrap();
    let file = desk.file(case).await.unwrap();
    let anew = file.documents.iter().rfind(|d| d.kind == of_release).unwrap();
    assert_ne!(anew.id, draft.id);
    assert_eq!((anew.state, &anew.subject), (DocumentState::Drafted, &draft.subject));
    assert_eq!(anew.made.staff, clerk.actor.id);
    assert!(!file.tasks.iter().any(|t| t.key == "remake_document" && t.state.is_live()));
    let twice = desk.on_duty("document_maker", RemakeDocument::NAME).await.unwrap();
    let twice = desk.app.send(&twice, case, &again).await;
    assert!(matches!(twice, Err(Error::Refused(Refusal::Duplicate { .. }))));
    assert_eq!(file.measures[0].state, MeasureState::Live, "nothing goes out before it is signed");

    desk.sign(case).await.unwrap();
    let file = desk.file(case).await.unwrap();
    assert_eq!(file.measures[0].state, MeasureState::Released);
    must_be_sound(&court).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_that_the_bank_refused_is_ordered_again_with_a_ruling_and_a_number_of_its_own() {
    let (court, case) = frozen().await;
    let desk = &court.desk;
    desk.outside.refuse(100);
    for round in 1..3 {
        desk.release(case, "申请执行人书面同意解除").await.unwrap();
        desk.sign(case).await.unwrap();
        let file = desk.file(case).await.unwrap();
        let measure = &file.measures[0];
        assert_eq!((measure.state, measure.pending), (MeasureState::Live, None), "refused");
        assert_eq!(measure.spent_numbers, round);
    }
    desk.outside.refuse(0);
    desk.release(case, "申请执行人书面同意解除").await.unwrap();
    desk.sign(case).await.unwrap();
    let file = desk.file(case).await.unwrap();
    assert_eq!(file.measures[0].state, MeasureState::Released);
    let rulings = file.documents.iter().filter(|d| d.kind == DocumentKind::ReleaseRuling);
    assert_eq!(rulings.map(|d| d.state).collect::<Vec<_>>(), [DocumentState::Issued; 3]);
    must_be_sound(&court).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_left_for_later_is_made_once_for_every_occasion() {
    let (court, case) = frozen().await;
    let desk = &court.desk;
    let kind = DocumentKind::SearchSummary;
    let later = Effect::MakeDocument { kind, party: None, subject: None };
    let stored = Stored { case, effect: later };
    let made = async || {
        let file = desk.file(case).await.unwrap();
        file.documents.iter().filter(|d| d.kind == kind).count()
    };
    let before = made().await;
    let ids = [1_u128, 1, 2].map(uuid::Uuid::from_u128);
    for (id, expected) in ids.into_iter().zip([1, 1, 2]) {
        effect::perform(&desk.app, COURT, &stored, id).await.unwrap();
        assert_eq!(made().await, before + expected);
    }
    desk.settle().await.unwrap();
    must_be_sound(&court).await;
}
