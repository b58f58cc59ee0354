//! 执行异议、来访：many at once about one case, each with a number of its own; one from the window to its end, and what
//! the case that it is about hears of it.

use serde_json::{Value, json};
use zhixing_app::error::Error;
use zhixing_connectors::simulator::search_network::Weather;
use zhixing_domain::{
    command::Command,
    ground::field::{Note, PastDay},
    ground::id::CaseId,
    ground::refusal::{Need, PanelNeed, Refusal},
    matter::{Stage, kind::MatterKind},
    papers::service::record::RecordService,
    remedy::objection::ObjectionResult,
    roof,
    work::panel::PanelTopic,
};
use zhixing_law::{day::Day, service::Method};
use zhixing_sim::{Desk, court::COURT, people::Register, story::Story};

use crate::{
    databases::on_each,
    support::{Court, at, must_be_sound, on},
};

const AT_ONCE: usize = 9;

async fn send(desk: &Desk, by: &str, case: CaseId, name: &str, body: Value) -> Result<(), Error> {
    let kind = roof::find(name).unwrap();
    let command = kind.read(body).unwrap();
    let meta = desk.by(by, kind.name).await?;
    desk.app.send(&meta, case, &*command).await.map(drop)
}

fn objection(on: Day, place: usize, claim: &str) -> Value {
    json!({
        "route": claim, "asset": null, "party": null, "outsider_kind": "person",
        "outsider": format!("何家{place}"), "outsider_identity": "11010519491231002X",
        "address": "怀集县怀城街道解放中路8号", "phone": "13800138000",
        "request": "停止对账户存款的执行", "reasons": "该账户的存款属于异议人所有",
        "received_on": on, "application": "yes", "identity": "yes", "evidence": "yes"
    })
}

async fn visit(desk: &Desk, on: Day, about: &str) -> Result<CaseId, Error> {
    let kind = roof::beginning("record_visit").unwrap();
    let body = json!({
        "visitor": "", "identity_number": "", "phone": "", "about": about, "topic": "progress",
        "request": "询问案款何时发放", "on": on
    });
    let beginning = kind.read(body).unwrap();
    let meta = desk.by("liujiaqi", kind.name).await?;
    Ok(desk.app.begin(&meta, &*beginning).await?.case.unwrap())
}

/// What begins about one case at the same moment, some of it refused: no number is lost and none comes twice.
async fn race(court: Court) {
    let day0: Day = "2026-11-09".parse().unwrap();
    let mut story = Story::new(day0).unwrap();
    story.day(&court.desk, &mut Register::new(5289), day0).await.unwrap();
    let case = story.case.unwrap();
    let number = court.desk.file(case).await.unwrap().number_text();
    let mut at_once = Vec::new();
    for place in 0..AT_ONCE {
        let (desk, number) = (court.desk.clone(), number.clone());
        at_once.push(tokio::spawn(async move {
            match place % 3 {
                // Nobody objects: refused after the number would have been taken.
                0 if place == 3 => {
                    let mut body = objection(day0, place, "right");
                    body["outsider"] = json!("");
                    let sent = send(&desk, "chenxiaoyan", case, "file_objection", body).await;
                    assert!(matches!(sent, Err(Error::Refused(_))), "{sent:?}");
                }
                0 => drop(visit(&desk, day0, &number).await.unwrap()),
                _ => {
                    let body = objection(day0, place, "conduct");
                    send(&desk, "chenxiaoyan", case, "file_objection", body).await.unwrap();
                }
            }
        }));
    }
    for one in at_once {
        one.await.unwrap();
    }
    court.desk.settle().await.unwrap();
    let file = court.desk.file(case).await.unwrap();
    for (kind, wanted) in [(MatterKind::Objection, 6), (MatterKind::Visit, 2)] {
        let links = file.opening.links.iter().filter(|link| link.kind == kind);
        let mut serials = Vec::new();
        for link in links {
            let other = court.desk.file(link.matter).await.unwrap();
            assert_eq!(other.opening.about.as_ref().unwrap().case, case, "linked both ways");
            let register = other.register.as_ref().map(|number| number.serial);
            serials.extend(other.number.as_ref().map(|number| number.serial).or(register));
        }
        serials.sort_unstable();
        assert_eq!(serials, (1..=wanted).collect::<Vec<u32>>(), "{}", kind.title());
    }
    must_be_sound(&court).await;
}

#[test]
fn numbers_have_no_gap_and_no_double_when_matters_begin_at_once() {
    on_each(|store| async move {
        race(on(store.db.clone(), 21, Weather::CALM, at("2026-11-09T00:30:00Z")).await).await;
    });
}

/// Whoever was given the matter, by account.
async fn handler(desk: &Desk, matter: CaseId) -> String {
    let file = desk.file(matter).await.unwrap();
    let (id, _) = file.handler.clone().expect("somebody was given it");
    let organisation = desk.app.organisation(COURT).await.unwrap();
    organisation.staff.iter().find(|person| person.id == id).unwrap().account.clone()
}

async fn from_window_to_end(court: Court) {
    let desk = &court.desk;
    let day0: Day = "2026-11-09".parse().unwrap();
    let (mut story, mut register) = (Story::new(day0).unwrap(), Register::new(5289));
    for day in 0..4 {
        story.day(desk, &mut register, day0.plus_days(day).unwrap()).await.unwrap();
    }
    let today = desk.today();
    let case = story.case.unwrap();
    let body = objection(today, 1, "right");
    send(desk, "chenxiaoyan", case, "file_objection", body).await.unwrap();
    let file = desk.file(case).await.unwrap();
    let matter = file.opening.links[0].matter;
    let asset = file.assets.first().map(|asset| asset.id);
    if let Some(asset) = asset {
        let refused = file.must_be_disposable(asset, today).unwrap_err();
        let pending = Need::ObjectionConcluded;
        assert!(matches!(refused, Refusal::Prerequisite { needs, .. } if needs == pending));
    }
    let judge = handler(desk, matter).await;
    assert_ne!(Some(judge.as_str()), account_of(desk, &file).await.as_deref());
    let wrong = send(desk, &judge, matter, "start_search", json!({})).await;
    assert!(matches!(wrong, Err(Error::Refused(Refusal::WrongKind { .. }) | Error::Forbidden(_))));
    let ruling = json!({
        "outcome": "dismissed", "operative": "驳回何家1的异议请求", "reasons": "账户户名为被执行人"
    });
    let early = send(desk, &judge, matter, "decide_objection", ruling.clone()).await.unwrap_err();
    let needs = Need::Panel(PanelNeed::Minuted);
    assert!(
        matches!(early, Error::Refused(Refusal::Prerequisite { needs: found, .. }) if found == needs)
    );
    desk.deliberate(matter, PanelTopic::Objection, "异议能否成立。承办人意见：驳回").await.unwrap();
    send(desk, &judge, matter, "decide_objection", ruling).await.unwrap();
    let drafted = desk.file(matter).await.unwrap().documents[1].id;
    let meta = desk.by(&judge, "sign_approval").await.unwrap();
    desk.sign_one(&meta, matter, drafted.into(), "").await.unwrap();
    let parties = desk.file(matter).await.unwrap().parties.clone();
    for party in &parties {
        let attempt = RecordService {
            also: None,
            document: drafted,
            party: party.id,
            method: Method::Direct,
            on: PastDay::new(today),
            succeeded: true,
            detail: Note::try_new("本人签收").unwrap(),
            proof: Note::default(),
        };
        let meta = desk.on_duty("server", RecordService::NAME).await.unwrap();
        desk.app.send(&meta, matter, &attempt).await.unwrap();
    }
    send(desk, &judge, matter, "close_objection", json!({ "remark": "" })).await.unwrap();
    assert_eq!(desk.file(matter).await.unwrap().stage, Stage::Closed);
    let file = desk.file(case).await.unwrap();
    let concluded = file.raised[0].concluded.as_ref().expect("the case was told");
    assert_eq!(concluded.result, ObjectionResult::Dismissed);
    assert_eq!(concluded.free_after, Some(today.plus_days(15).unwrap()));
    let told = file.tasks.iter().any(|task| task.key == "carry_out_ruling" && task.state.is_live());
    assert!(told || file.handler.is_none(), "{:?}", file.tasks.last());

    let came = visit(desk, today, &file.number_text()).await.unwrap();
    let by = if file.handler.is_some() { handler(desk, came).await } else { "liujiaqi".to_owned() };
    let answer = json!({ "way": "phone", "on": today, "answer": "案款到账后十个工作日内发放" });
    send(desk, &by, came, "answer_visit", answer).await.unwrap();
    assert_eq!(desk.file(came).await.unwrap().stage, Stage::Closed);
    desk.settle().await.unwrap();
    must_be_sound(&court).await;
}

async fn account_of(desk: &Desk, file: &zhixing_domain::matter::Matter) -> Option<String> {
    let id = file.handler.as_ref().map(|(id, _)| *id)?;
    let organisation = desk.app.organisation(COURT).await.unwrap();
    organisation.staff.iter().find(|person| person.id == id).map(|person| person.account.clone())
}

#[test]
fn an_objection_goes_from_the_window_to_its_end_and_the_case_hears_of_it() {
    on_each(|store| async move {
        let court = on(store.db.clone(), 22, Weather::CALM, at("2026-11-09T00:30:00Z")).await;
        from_window_to_end(court).await;
    });
}
