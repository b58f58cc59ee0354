//! 合议：who may sit, in which order they speak, what the majority decides, and what rests on the signed minutes.

use serde_json::{Value, json};
use zhixing_domain::{
    closing::closure::ClosingEvent,
    ground::actor::Actor,
    ground::id::PanelId,
    ground::refusal::{FieldProblem, Need, PanelNeed, Refusal},
    intake::opening::OpeningEvent,
    matter::outcome::Outcome,
    papers::kind::DocumentKind,
    work::panel::{PanelState, Vote, confide, seated},
};
use zhixing_law::{closing::StrikeOffGround, panel as law};

use crate::{court::*, samples::*};

fn of(panel: &[&Actor], topic: &str) -> Value {
    let ids: Vec<_> = panel.iter().map(|actor| actor.id).collect();
    let (presiding, members) = ids.split_first().unwrap();
    json!({ "topic": topic, "question": "是否限制出境。承办人意见：限制",
        "presiding": presiding, "members": members })
}

fn convene(court: &mut Court, panel: &[&Actor]) -> Result<PanelId, Refusal> {
    court.send(&chief(), "convene_panel", of(panel, "measures"))?;
    Ok(court.file.panels.last().unwrap().id)
}

fn speak(court: &mut Court, by: &Actor, panel: PanelId, vote: &str) -> Result<(), Refusal> {
    let body = json!({ "panel": panel, "vote": vote, "view": "符合条件" });
    court.send(by, "speak_in_panel", body).map(drop)
}

fn conclude(court: &mut Court, by: &Actor, panel: PanelId) -> Result<(), Refusal> {
    court.send(by, "conclude_panel", json!({ "panel": panel, "text": "限制出境" })).map(drop)
}

fn sign(court: &mut Court, by: &Actor, panel: PanelId) -> Result<(), Refusal> {
    court.send(by, "sign_minutes", json!({ "panel": panel })).map(drop)
}

fn state(court: &Court) -> PanelState {
    court.file.panels.last().unwrap().state
}

fn needed(result: Result<impl std::fmt::Debug, Refusal>) -> Need {
    match result {
        Err(Refusal::Prerequisite { needs, .. }) => needs,
        other => panic!("{other:?}"),
    }
}

/// A case of 李法官's.
fn handled() -> Court {
    let (court, _) = Court::frozen(yuan("5000.00"));
    assert_eq!(court.file.handler.as_ref().unwrap().0, judge().id);
    court
}

#[test]
fn from_the_composition_to_the_last_signature() {
    let mut court = handled();
    let (presiding, own, third) = (other_judge(), judge(), third_judge());
    let panel = convene(&mut court, &[&presiding, &own, &third]).unwrap();
    // The handler first, the presiding judge last.
    assert_eq!(
        needed(speak(&mut court, &third, panel, "agree")),
        Need::Panel(PanelNeed::TurnToSpeak)
    );
    assert_eq!(
        needed(speak(&mut court, &presiding, panel, "agree")),
        Need::Panel(PanelNeed::TurnToSpeak)
    );
    speak(&mut court, &own, panel, "agree").unwrap();
    assert_eq!(
        needed(speak(&mut court, &own, panel, "agree")),
        Need::Panel(PanelNeed::NotYetSpoken)
    );
    assert_eq!(
        needed(speak(&mut court, &presiding, panel, "agree")),
        Need::Panel(PanelNeed::TurnToSpeak)
    );
    assert_eq!(needed(conclude(&mut court, &presiding, panel)), Need::Panel(PanelNeed::AllSpoken));
    speak(&mut court, &third, panel, "differ").unwrap();
    speak(&mut court, &presiding, panel, "agree").unwrap();
    let other = conclude(&mut court, &third, panel);
    assert_eq!(other, Err(Refusal::NotYourPost { post: "审判长".to_owned() }));
    conclude(&mut court, &presiding, panel).unwrap();
    let known = court.file.panels.last().unwrap();
    assert!(known.conclusion.as_ref().unwrap().carried, "two of three");
    assert_eq!(known.members[2].said.as_ref().unwrap().vote, Vote::Differ, "kept as it was said");
    sign(&mut court, &own, panel).unwrap();
    assert_eq!(needed(sign(&mut court, &own, panel)), Need::Panel(PanelNeed::NotYetSigned));
    sign(&mut court, &presiding, panel).unwrap();
    assert_eq!(state(&court), PanelState::Concluded);
    assert!(!court.file.documents.iter().any(|d| d.kind == DocumentKind::PanelRecord));
    sign(&mut court, &third, panel).unwrap();
    assert_eq!(state(&court), PanelState::Minuted);
    let made = court.file.documents.iter().filter(|d| d.kind == DocumentKind::PanelRecord);
    let about: Vec<_> = made.map(|document| document.subject).collect();
    assert_eq!(about, [Some(panel.into())], "the minutes are made when all have signed");
    assert_eq!(court.folded(), court.file);
}

#[test]
fn an_even_panel_a_small_one_and_one_without_the_handler_cannot_sit() {
    let mut court = handled();
    let (a, b, c, d) = (judge(), other_judge(), third_judge(), chief());
    assert_eq!(needed(convene(&mut court, &[&b, &a])), Need::Panel(PanelNeed::Odd));
    assert_eq!(needed(convene(&mut court, &[&d, &a, &b, &c])), Need::Panel(PanelNeed::Odd));
    assert_eq!(needed(convene(&mut court, &[&d, &b, &c])), Need::Panel(PanelNeed::HandlerSits));
    assert_eq!(needed(convene(&mut court, &[&a, &b, &d])), Need::Panel(PanelNeed::LeaderPresides));
    let twice = convene(&mut court, &[&a, &b, &b]);
    let expected = "每人只列一次";
    assert_eq!(twice, Err(Refusal::field("members", FieldProblem::Invalid { expected })));
    let nobody = convene(&mut court, &[&a, &b, &window()]);
    assert_eq!(nobody, Err(Refusal::Missing("在岗的审判人员")), "a clerk is no judge");
    convene(&mut court, &[&d, &a, &b]).unwrap();
    let again = convene(&mut court, &[&d, &a, &b]);
    assert!(matches!(again, Err(Refusal::Duplicate { .. })), "{again:?}");
    let basis = |result| match result {
        Err(Refusal::Prerequisite { basis, .. }) => basis,
        _ => None,
    };
    let mut court = handled();
    assert_eq!(basis(convene(&mut court, &[&b, &a])), Some(law::ODD));
}

#[test]
fn whoever_does_not_lead_convenes_nothing_and_whoever_does_not_sit_says_nothing() {
    let mut court = handled();
    let (a, b, c) = (judge(), other_judge(), third_judge());
    let body = of(&[&b, &a, &c], "measures");
    let own = court.send(&other_judge(), "convene_panel", body.clone());
    assert!(matches!(own, Err(Refusal::NotYourPost { .. })), "{own:?}");
    court.send(&president(), "convene_panel", body).unwrap();
    let panel = court.file.panels[0].id;
    assert_eq!(needed(speak(&mut court, &chief(), panel, "agree")), Need::Panel(PanelNeed::Member));
}

#[test]
fn a_minority_decides_nothing_and_a_panel_that_cannot_sit_is_dissolved() {
    let mut court = handled();
    let (a, b, c) = (judge(), other_judge(), third_judge());
    let panel = convene(&mut court, &[&b, &a, &c]).unwrap();
    let body = json!({ "panel": panel, "reason": "成员出差" });
    court.send(&chief(), "dissolve_panel", body.clone()).unwrap();
    assert!(matches!(speak(&mut court, &a, panel, "agree"), Err(Refusal::WrongState { .. })));
    assert!(matches!(
        court.send(&chief(), "dissolve_panel", body),
        Err(Refusal::WrongState { .. })
    ));
    let panel = convene(&mut court, &[&b, &a, &c]).unwrap();
    for (who, vote) in [(&a, "agree"), (&c, "differ"), (&b, "differ")] {
        speak(&mut court, who, panel, vote).unwrap();
    }
    conclude(&mut court, &b, panel).unwrap();
    assert!(!court.file.panels[1].conclusion.as_ref().unwrap().carried);
    for who in [&a, &b, &c] {
        sign(&mut court, who, panel).unwrap();
    }
    assert_eq!(state(&court), PanelState::Minuted);
    // The question may be put anew with another proposal.
    convene(&mut court, &[&b, &a, &c]).unwrap();
}

#[test]
fn what_was_said_is_for_those_who_sat_and_who_keep_the_record() {
    let mut court = handled();
    let (a, b, c) = (judge(), other_judge(), third_judge());
    convene(&mut court, &[&b, &a, &c]).unwrap();
    let panel = &court.file.panels[0];
    let may = |actor: &Actor| confide::may_read(&court.file, panel, actor);
    assert!(may(&a) && may(&b) && may(&c));
    for stranger in [window(), clerk(), chief(), president(), fund_clerk(), searcher()] {
        assert!(!may(&stranger), "{}", stranger.name);
    }
    let elsewhere = Actor { court: "粤1226".to_owned(), ..a };
    assert!(!may(&elsewhere));
}

#[test]
fn a_panel_sits_on_what_belongs_to_the_matter_and_falls_silent_when_it_is_closed() {
    let mut court = handled();
    let (a, b, c) = (judge(), other_judge(), third_judge());
    let foreign = court.send(&chief(), "convene_panel", of(&[&b, &a, &c], "objection"));
    assert!(matches!(foreign, Err(Refusal::Field { field, .. }) if field == "topic"));
    let panel = convene(&mut court, &[&b, &a, &c]).unwrap();
    let silent = |court: &Court| seated::awaited(&court.file, &court.file.panels[0]);
    assert_eq!(silent(&court), [a.id]);
    let (on, reason) = (court.today(), "当事人撤回".to_owned());
    let ended = ClosingEvent::StruckOff { ground: StrikeOffGround::FiledElsewhere, on, reason };
    court.act(&chief(), |_, _| Ok(Outcome::of(ended))).unwrap();
    assert_eq!(silent(&court), []);
    assert!(matches!(speak(&mut court, &a, panel, "agree"), Err(Refusal::CaseClosed { .. })));
}

#[test]
fn whoever_comes_to_have_a_hand_in_the_enforcement_says_nothing_more() {
    let mut court = handled();
    let (a, b, c) = (judge(), other_judge(), third_judge());
    let panel = convene(&mut court, &[&b, &a, &c]).unwrap();
    speak(&mut court, &a, panel, "agree").unwrap();
    let barred = OpeningEvent::Barred { staff: c.id, name: c.name.clone() };
    court.act(&chief(), |_, _| Ok(Outcome::of(barred))).unwrap();
    assert_eq!(needed(speak(&mut court, &c, panel, "agree")), Need::OtherThanImplementer);
    speak(&mut court, &b, panel, "agree").unwrap_err();
    let body = json!({ "panel": panel, "reason": "成员参与了执行" });
    court.send(&chief(), "dissolve_panel", body).unwrap();
}
