//! 事项、文书、送达、分流、查控：who may do what, once.

use serde_json::json;
use uuid::Uuid;
use zhixing_domain::{
    ground::id::{AssetId, DocumentId, MessageId, SearchId, StaffId, TaskId},
    ground::refusal::{FieldProblem, Need, Refusal},
    ground::word::Word,
    matter::effect::Effect,
    papers::document::{Document, make},
    papers::kind::DocumentKind,
    papers::message::{
        MessageState,
        report::{self, Report},
    },
    property::asset::Verdict,
    property::search::{self, SearchState},
    work::task::{TaskState, Urgency},
    work::triage::{Round, change, run},
};
use zhixing_law::approval::ASKING_APART;
use zhixing_law::service::Method;

use crate::{court::*, samples::*};

fn filed_only() -> Court {
    let mut court = Court::on("2026-03-02");
    court.file_case(&application()).unwrap();
    court
}

#[test]
fn a_task_is_accepted_by_its_post_and_by_no_other() {
    let mut court = filed_only();
    let id = court.task_id("receive_case");
    let refused = court.send(&searcher(), "accept_task", json!({ "task": id }));
    assert_eq!(refused, Err(Refusal::NotYourPost { post: "案件接收岗".to_owned() }));
    court.send(&clerk(), "accept_task", json!({ "task": id })).unwrap();
    let again = court.send(&clerk(), "accept_task", json!({ "task": id }));
    assert!(matches!(again, Err(Refusal::WrongState { state: Word { code: "accepted", .. }, .. })));
    let missing = TaskId(Uuid::from_u128(1));
    let refused = court.send(&clerk(), "accept_task", json!({ "task": missing }));
    assert_eq!(refused, Err(Refusal::Missing("事项")));
}

#[test]
fn a_task_that_an_event_completes_cannot_be_ticked_off() {
    let mut court = filed_only();
    let id = court.task_id("interview");
    let refused = court.send(&window(), "complete_task", json!({ "task": id, "result": "谈过了" }));
    assert_eq!(refused, Err(Refusal::needs(Need::TaskWork)));
    let id = court.task_id("receive_case");
    let blank = court.send(&clerk(), "complete_task", json!({ "task": id, "result": " " }));
    assert_eq!(blank, Err(Refusal::field("result", FieldProblem::Required)));
    court.send(&clerk(), "complete_task", json!({ "task": id, "result": "已接收" })).unwrap();
    let again = court.send(&clerk(), "complete_task", json!({ "task": id, "result": "已接收" }));
    assert!(matches!(again, Err(Refusal::WrongState { state: Word { code: "done", .. }, .. })));
}

#[test]
fn a_returned_task_waits_to_be_assigned_to_somebody_else() {
    let mut court = filed_only();
    let id = court.task_id("receive_case");
    let blank = court.send(&clerk(), "return_task", json!({ "task": id, "reason": "" }));
    assert_eq!(blank, Err(Refusal::field("reason", FieldProblem::Required)));
    court.send(&clerk(), "return_task", json!({ "task": id, "reason": "材料不全" })).unwrap();
    assert_eq!(court.file.task(id).unwrap().state, TaskState::Returned);
    let again = court.send(&clerk(), "return_task", json!({ "task": id, "reason": "再退" }));
    assert!(matches!(again, Err(Refusal::WrongState { state: Word { code: "returned", .. }, .. })));
    let me = chief().id;
    let own = court.send(&chief(), "assign_task", json!({ "task": id, "to": me, "reason": "" }));
    assert!(matches!(own, Err(Refusal::SecondPerson { what: "指派事项", .. })));
    let to = searcher().id;
    court
        .send(&chief(), "assign_task", json!({ "task": id, "to": to, "reason": "代接收" }))
        .unwrap();
    let refused = court.send(&clerk(), "complete_task", json!({ "task": id, "result": "已接收" }));
    assert_eq!(refused, Err(Refusal::NotYourPost { post: "王查控".to_owned() }));
    court.send(&searcher(), "complete_task", json!({ "task": id, "result": "已接收" })).unwrap();
    assert_eq!(court.nodes(), ["notice"]);
}

#[test]
fn a_task_of_the_handler_is_the_next_posts_before_there_is_one() {
    let mut court = Court::filed(&application());
    court.income(1, yuan("10.00"), true);
    let id = court.task_id("propose_payout");
    let refused = court.send(&judge(), "accept_task", json!({ "task": id }));
    assert_eq!(refused, Err(Refusal::NotYourPost { post: "案款专管岗".to_owned() }));
    court.send(&fund_clerk(), "accept_task", json!({ "task": id })).unwrap();
}

fn visit(due_on: Option<&str>) -> serde_json::Value {
    json!({ "template": "site_visit", "asks": "核实住所有无车辆", "urgency": "urgent", "due_on": due_on })
}

#[test]
fn people_raise_tasks_of_the_kinds_that_their_mode_lets_them() {
    let mut court = Court::on("2026-03-02");
    let early = court.send(&judge(), "raise_task", visit(None));
    assert!(matches!(early, Err(Refusal::WrongState { .. })), "{early:?}");
    court.file_case(&application()).unwrap();
    assert_eq!(court.send(&judge(), "raise_task", visit(None)).unwrap(), ["task.raised"]);
    let task = court.file.task(court.task_id("site_visit")).unwrap();
    assert_eq!(
        (task.post.as_str(), task.due_on),
        ("server", Some(day("2026-03-09"))),
        "five workdays"
    );
    let raised = task.raised.as_ref().unwrap();
    assert_eq!((raised.by.name.as_str(), raised.urgency), ("李法官", Urgency::Urgent));
    // Asked for twice it is two tasks, and no rule of the mode ends either.
    court.send(&judge(), "raise_task", visit(Some("2026-03-04"))).unwrap();
    court.receive_and_interview();
    assert_eq!(court.tasks().iter().filter(|key| **key == "site_visit").count(), 2);
    let id = court.task_id("site_visit");
    assert_eq!(court.file.task(id).unwrap().due_on, Some(day("2026-03-04")));
    let done = json!({ "task": id, "result": "院内停有一辆轿车，已拍照" });
    let refused = court.send(&judge(), "complete_task", done.clone());
    assert_eq!(refused, Err(Refusal::NotYourPost { post: "送达岗".to_owned() }));
    court.send(&server(), "complete_task", done).unwrap();
    assert_eq!(court.file.task(id).unwrap().state, TaskState::Done);
}

#[test]
fn a_task_is_raised_of_a_known_kind_and_within_its_limit() {
    let mut court = filed_only();
    for key in ["no_such_kind", "receive_case"] {
        let mut asked = visit(None);
        asked["template"] = json!(key);
        let refused = court.send(&judge(), "raise_task", asked);
        assert_eq!(refused, Err(Refusal::field("template", FieldProblem::Unknown)), "{key}");
    }
    for day in ["2026-03-01", "2026-03-10"] {
        let refused = court.send(&judge(), "raise_task", visit(Some(day)));
        assert!(matches!(refused, Err(Refusal::Field { .. })), "{day}: {refused:?}");
    }
    assert!(!court.tasks().contains(&"site_visit"));
}

#[test]
fn limits_of_tasks_and_nodes_count_workdays_from_the_next_day() {
    let mut court = Court::on("2026-09-30");
    let mut application = application();
    application.received_on = day("2026-09-30");
    court.file_case(&application).unwrap();
    let task = court.file.task(court.task_id("interview")).unwrap();
    assert_eq!(task.due_on, Some(day("2026-10-08")), "the National Day holidays are over");
    let node = court.file.nodes.iter().find(|node| node.key == "handover").unwrap();
    assert_eq!(
        node.due_on,
        Some(day("2026-10-08")),
        "three days end in the holidays and roll forward"
    );
}

#[test]
fn a_draft_is_signed_by_whoever_the_chain_names_and_never_by_its_maker() {
    let mut court = Court::on("2026-03-02");
    court.file_case(&application()).unwrap();
    let id = court.document(DocumentKind::EnforcementNotice);
    let refused = court.sign(&clerk(), id);
    assert_eq!(refused, Err(Refusal::NotYourPost { post: "执行法官、执行局局长".to_owned() }));
    let blank = court.send_back(&judge(), id, "");
    assert_eq!(blank, Err(Refusal::field("reason", FieldProblem::Required)));
    court.send_back(&judge(), id, "金额有误").unwrap();
    assert!(court.tasks().contains(&"remake_document"));
    let party = court.respondent();
    let make = |court: &mut Court, actor: &zhixing_domain::ground::actor::Actor| {
        court.act(actor, |file, ctx| {
            let kind = DocumentKind::EnforcementNotice;
            make::make(file, kind, Some(party), None, serde_json::Value::Null, ctx)
        })
    };
    make(&mut court, &judge()).unwrap();
    assert!(!court.tasks().contains(&"remake_document"));
    let twice = make(&mut court, &clerk());
    assert!(matches!(twice, Err(Refusal::Duplicate { what: "文书", .. })));
    let id = court.document(DocumentKind::EnforcementNotice);
    let own = court.sign(&judge(), id);
    assert!(matches!(own, Err(Refusal::Separated { rule: &ASKING_APART, .. })));
    court.sign(&other_judge(), id).unwrap();
    assert!(court.effects.contains(&Effect::RenderDocument { document: id }));
    let again = court.sign(&other_judge(), id);
    assert!(matches!(again, Err(Refusal::WrongState { state: Word { code: "signed", .. }, .. })));
}

#[test]
fn a_document_goes_to_parties_of_the_case() {
    let mut court = filed_only();
    let stranger = zhixing_domain::ground::id::PartyId(Uuid::from_u128(1));
    let refused = court.act(&clerk(), |file, ctx| {
        let kind = DocumentKind::ClosingNotice;
        make::make(file, kind, Some(stranger), None, serde_json::Value::Null, ctx)
    });
    assert_eq!(refused, Err(Refusal::Missing("当事人")));
}

#[test]
fn one_visit_serves_all_that_waits_for_somebody_or_nothing_of_it() {
    let mut court = filed_only();
    court.sign_all();
    let respondent = court.respondent();
    let waiting = |court: &Court| -> Vec<_> {
        let waits = |d: &&Document| {
            court.file.service_targets(d).contains(&respondent)
                && court.file.served(d.id, respondent).is_none()
        };
        court.file.documents.iter().filter(waits).map(|d| d.id).collect()
    };
    let papers = waiting(&court);
    assert!(2 <= papers.len(), "{papers:?}");
    let visit = |also: Vec<_>| {
        json!({
            "document": papers[0], "also": also, "party": respondent, "method": Method::Direct,
            "on": "2026-03-02", "succeeded": true, "detail": "本人",
        })
    };
    // One paper among them that cannot be served on them: nothing is written down.
    let receipt = court.document(DocumentKind::AcceptanceNotice);
    let wrong = court.send(&server(), "record_service", visit(vec![papers[1], receipt]));
    assert!(matches!(wrong, Err(Refusal::Field { field, .. }) if field == "party"));
    assert_eq!(waiting(&court), papers);
    // The same paper twice is one paper.
    let rest = [&papers[1..], &papers[..1], &papers[1..]].concat();
    let happened = court.send(&server(), "record_service", visit(rest)).unwrap();
    let served = happened.iter().filter(|kind| *kind == "service.served").count();
    assert_eq!((served, waiting(&court).len()), (papers.len(), 0));
    assert_eq!(court.folded(), court.file);
}

#[test]
fn service_is_recorded_on_its_addressee_after_issue_and_once() {
    let mut court = filed_only();
    let draft = court.document(DocumentKind::EnforcementNotice);
    let (respondent, applicant) = (court.respondent(), court.applicant());
    let early = court.serve(draft, respondent);
    assert!(matches!(early, Err(Refusal::WrongState { state: Word { code: "drafted", .. }, .. })));
    court.sign_all();
    let wrong = court.serve(draft, applicant);
    assert!(matches!(wrong, Err(Refusal::Field { field, .. }) if field == "party"));
    let attempt = |on: &str, succeeded: bool, detail: &str, method: Method| {
        json!({
            "document": draft, "party": respondent, "method": method, "on": on,
            "succeeded": succeeded, "detail": detail,
        })
    };
    let mut record = |attempt| court.send(&server(), "record_service", attempt);
    let future = record(attempt("2026-03-03", true, "本人", Method::Direct));
    assert_eq!(future, Err(Refusal::field("on", FieldProblem::InFuture)));
    let before = record(attempt("2026-03-01", true, "本人", Method::Direct));
    assert!(matches!(before, Err(Refusal::Field { field, .. }) if field == "on"));
    let nobody = record(attempt("2026-03-02", true, "", Method::Direct));
    assert_eq!(nobody, Err(Refusal::field("detail", FieldProblem::Required)));
    let why = record(attempt("2026-03-02", false, "", Method::Post));
    assert_eq!(why, Err(Refusal::field("detail", FieldProblem::Required)));
    record(attempt("2026-03-02", false, "查无此人", Method::Post)).unwrap();
    record(attempt("2026-03-02", true, "", Method::Announcement)).unwrap();
    let twice = record(attempt("2026-03-02", true, "本人", Method::Direct));
    assert!(matches!(twice, Err(Refusal::Duplicate { what: "送达", .. })));
    let served = court.file.served(draft, respondent).unwrap();
    assert_eq!(served.effective_on, Some(day("2026-04-01")), "thirty days after the announcement");
    assert!(court.file.changed_since(0, draft.into()));
    let unknown = DocumentId(Uuid::from_u128(1));
    assert_eq!(court.serve(unknown, respondent), Err(Refusal::Missing("文书")));
}

#[test]
fn a_search_needs_bodies_a_filed_case_and_a_known_respondent() {
    let mut court = Court::on("2026-03-02");
    assert_eq!(court.start_search(), Err(Refusal::CaseNotFiled));
    let mut court = Court::filed(&application());
    let asked = std::mem::take(&mut court.bodies);
    let nobody = court.start_search();
    assert_eq!(nobody, Err(Refusal::field("asked", FieldProblem::Required)));
    court.bodies = vec![asked[0].clone(), asked[0].clone()];
    let refused = court.start_search();
    assert!(matches!(refused, Err(Refusal::Duplicate { what: "协助单位", .. })));
    court.bodies = asked;
    court.start_search().unwrap();
    let twice = court.start_search();
    assert!(matches!(twice, Err(Refusal::Duplicate { what: "网络查控", .. })));
}

#[test]
fn the_same_package_twice_is_one_answer_and_a_later_one_corrects_balances() {
    let mut court = Court::filed(&application());
    court.start_search().unwrap();
    let id = court.file.searches[0].id;
    court.act(&system(), |file, ctx| search::sent::sent(file, id, "P1", ctx)).unwrap();
    let again = court.act(&system(), |file, ctx| search::sent::sent(file, id, "P1", ctx)).unwrap();
    assert!(again.is_empty());
    court.answer(id, 0, "a", vec![deposit("001", "10.00")]).unwrap();
    assert!(court.answer(id, 0, "a", vec![deposit("001", "99.00")]).unwrap().is_empty());
    court.answer(id, 0, "a2", vec![deposit("001", "7.00")]).unwrap();
    assert_eq!(court.file.assets.len(), 1);
    assert_eq!(court.file.deposits_available(), yuan("7.00"));
    assert_eq!(court.file.searches[0].waiting().len(), 2);
    let missing = court.answer(SearchId(Uuid::from_u128(1)), 0, "x", Vec::new());
    assert_eq!(missing, Err(Refusal::Missing("查询")));
    let flood = court.answer(id, 1, "flood", vec![deposit("002", "1.00"); 2001]);
    assert_eq!(flood, Err(Refusal::field("found", FieldProblem::TooLong { max: 2000 })));
}

#[test]
fn a_search_given_up_with_a_reason_still_takes_a_late_answer() {
    let mut court = Court::filed(&application());
    court.start_search().unwrap();
    let id = court.file.searches[0].id;
    let blank = court.send(&searcher(), "close_search", json!({ "search": id, "reason": "" }));
    assert_eq!(blank, Err(Refusal::field("reason", FieldProblem::Required)));
    court.answer(id, 0, "a", Vec::new()).unwrap();
    court
        .send(&searcher(), "close_search", json!({ "search": id, "reason": "两家逾期未反馈" }))
        .unwrap();
    assert_eq!(court.file.searches[0].state, SearchState::Closed);
    assert_eq!(court.file.triage.len(), 2, "the second triage does not wait any longer");
    assert_eq!(court.file.triage[1].rule, "S6");
    let again =
        court.send(&searcher(), "close_search", json!({ "search": id, "reason": "再结束" }));
    assert!(matches!(again, Err(Refusal::WrongState { state: Word { code: "closed", .. }, .. })));
    court.answer(id, 1, "late", vec![deposit("003", "6000.00")]).unwrap();
    assert_eq!(court.file.searches[0].state, SearchState::Closed);
    assert!(court.tasks().contains(&"screen_assets"));
}

#[test]
fn two_respondents_are_searched_each_and_triaged_when_both_are_answered() {
    let mut application = application();
    application.parties.push(second_respondent());
    let mut court = Court::filed(&application);
    let from = court.docket.len();
    court.start_search().unwrap();
    assert_eq!(court.file.searches.len(), 2);
    assert_eq!(court.told(from).len(), 1, "the applicant is told once");
    let (one, two) = (court.file.searches[0].id, court.file.searches[1].id);
    for (search, bank) in [(one, 0), (one, 1), (one, 2), (two, 0), (two, 1)] {
        court.answer(search, bank, &format!("{search}{bank}"), Vec::new()).unwrap();
        assert_eq!(court.file.triage.len(), 1);
    }
    court.answer(two, 2, "last", Vec::new()).unwrap();
    assert_eq!(court.file.triage.len(), 2);
}

#[test]
fn assets_are_screened_with_a_reason_and_not_away_from_under_a_freeze() {
    let (mut court, _) = Court::frozen(yuan("5000.00"));
    let id = court.file.assets[0].id;
    let mut screen = |id, verdict, reason: &str| {
        let body = json!({ "asset": id, "verdict": verdict, "reason": reason });
        court.send(&searcher(), "screen_asset", body)
    };
    let held = screen(id, Verdict::NotEnforceable, "工资账户");
    assert_eq!(held, Err(Refusal::needs(Need::MeasureReleased)));
    let blank = screen(id, Verdict::Enforceable, "");
    assert_eq!(blank, Err(Refusal::field("reason", FieldProblem::Required)));
    let missing = screen(AssetId(Uuid::from_u128(1)), Verdict::Enforceable, "有");
    assert_eq!(missing, Err(Refusal::Missing("财产")));
}

#[test]
fn triage_waits_for_a_handler_who_can_take_the_case() {
    let mut court = Court::filed(&application());
    court.candidates.clear();
    court.start_search().unwrap();
    let id = court.file.searches[0].id;
    for bank in 0..3 {
        court.answer(id, bank, &bank.to_string(), Vec::new()).unwrap();
    }
    let refused = Refusal::NoCandidate { team: "ordinary".to_owned() };
    assert_eq!(court.left_for_later, [(Effect::RunTriage { round: Round::Second }, refused)]);
    assert_eq!(court.file.triage.len(), 1, "nothing is half decided");
}

#[test]
fn a_round_runs_by_itself_once_and_again_only_by_a_person() {
    let mut court = Court::searched(&application(), vec![deposit("1", "6000.00")]);
    let again = court.act(&system(), |file, ctx| run::run(file, Round::Second, ctx)).unwrap();
    assert!(again.is_empty());
    court.act(&chief(), |file, ctx| run::run(file, Round::Second, ctx)).unwrap();
    assert_eq!(court.file.triage.len(), 3);
    let back = court.act(&chief(), |file, ctx| run::run(file, Round::First, ctx));
    assert!(matches!(back, Err(Refusal::WrongState { what: "分流", .. })));
}

#[test]
fn a_lane_is_changed_with_a_reason_and_brings_its_own_handler() {
    let mut court = Court::searched(&application(), vec![deposit("1", "6000.00")]);
    let mut to = |lane: &str, reason: &str| {
        court.act(&chief(), |file, ctx| change::change(file, lane, reason, clerk().id, ctx))
    };
    assert!(matches!(to("fast", "同"), Err(Refusal::Duplicate { what: "办理通道", .. })));
    assert!(matches!(to("slow", "慢"), Err(Refusal::Mode(_))));
    to("complex", "当事人冲突").unwrap();
    assert_eq!(court.file.team.as_deref(), Some("complex"));
    assert_eq!(court.file.triage.last().unwrap().reason, "当事人冲突");
}

#[test]
fn antagonism_makes_a_case_complex_at_once() {
    let mut court = filed_only();
    let mut hot = interview();
    hot.antagonism = true;
    court.interview(&hot).unwrap();
    let id = court.task_id("receive_case");
    court.send(&clerk(), "complete_task", json!({ "task": id, "result": "已接收" })).unwrap();
    assert_eq!((court.file.triage.len(), court.file.triage[0].rule.as_str()), (1, "F1"));
}

#[test]
fn the_interview_after_the_search_lets_both_rounds_run_in_their_order() {
    let mut court = filed_only();
    court.start_search().unwrap();
    let id = court.file.searches[0].id;
    for bank in 0..3 {
        court.answer(id, bank, &bank.to_string(), Vec::new()).unwrap();
    }
    assert!(court.file.triage.is_empty(), "the second round waits for the first");
    court.receive_and_interview();
    let rounds: Vec<Round> = court.file.triage.iter().map(|result| result.round).collect();
    assert_eq!(rounds, [Round::First, Round::Second]);
    assert!(court.file.handler.is_some());
}

#[test]
fn reports_of_the_gateway_move_a_message_forward_only() {
    let mut court = filed_only();
    let id = court.file.messages[0].id;
    let mut report = |id, report: Report| {
        court.act(&system(), |file, ctx| report::report(file, id, &report, ctx))
    };
    report(id, Report::Sent { reference: "G1".to_owned() }).unwrap();
    assert!(report(id, Report::Sent { reference: "G1".to_owned() }).unwrap().is_empty());
    report(id, Report::Delivered).unwrap();
    assert!(report(id, Report::Failed { reason: "晚到".to_owned() }).unwrap().is_empty());
    let missing = report(MessageId(Uuid::from_u128(1)), Report::Delivered);
    assert_eq!(missing, Err(Refusal::Missing("消息")));
    assert_eq!(court.file.messages[0].state, MessageState::Delivered);
}

#[test]
fn whoever_runs_the_triage_cannot_give_the_case_to_themselves() {
    let mut court = Court::searched(&application(), vec![deposit("1", "6000.00")]);
    court.candidates.retain(|candidate| candidate.staff != other_judge().id);
    court.by_hand().handler = Some((StaffId(Uuid::from_u128(77)), "调走的法官".to_owned()));
    court.by_hand().team = Some("gone".to_owned());
    let refused = court.act(&judge(), |file, ctx| run::run(file, Round::Second, ctx));
    assert_eq!(refused, Err(Refusal::NoCandidate { team: "fast".to_owned() }));
}

#[test]
fn a_lane_of_several_teams_gives_the_case_to_whoever_of_them_has_the_least_to_do() {
    let mut court = Court::searched(&application(), vec![deposit("1", "6000.00")]);
    let fast = court.mode.lane.iter_mut().find(|lane| lane.key == "fast").unwrap();
    fast.team = vec!["fast".to_owned(), "ordinary".to_owned()];
    let least = zhixing_domain::matter::context::Candidate {
        staff: StaffId(Uuid::from_u128(88)),
        name: "闲法官".to_owned(),
        team: "ordinary".to_owned(),
        open_load: 0,
    };
    for known in &mut court.candidates {
        known.open_load = 5;
    }
    court.candidates.push(least.clone());
    court.by_hand().handler = None;
    court.by_hand().team = None;
    court.act(&judge(), |file, ctx| run::run(file, Round::Second, ctx)).unwrap();
    assert_eq!(court.file.handler, Some((least.staff, least.name)));
    assert_eq!(court.file.team.as_deref(), Some("ordinary"), "the team is that of the chosen");
    court.by_hand().lane = Some("other".to_owned());
    let again = court.act(&judge(), |file, ctx| run::run(file, Round::Second, ctx)).unwrap();
    assert!(!again.iter().any(|kind| kind == "triage.assigned"), "the handler is kept");
}
