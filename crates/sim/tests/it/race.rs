//! Two people, two clicks: commands about one case at the same time, each sent twice, on both databases.

use std::{collections::BTreeMap, sync::Arc};

use zhixing_app::{
    error::Error,
    fund, payout,
    work::{Done, Meta},
};
use zhixing_connectors::simulator::search_network::{Transfer, Weather};
use zhixing_domain::{
    ground::field::{Note, Text},
    ground::id::{CaseId, StaffId, TaskId},
    ground::refusal::Refusal,
    work::task::{accept::AcceptTask, assign::AssignTask, give_back::ReturnTask},
};
use zhixing_law::{day::Day, money::Fen};
use zhixing_sim::{
    Desk,
    court::{COURT, fund_account},
    people::Register,
    story::Story,
};

use crate::{
    databases::on_each,
    support::{Court, at, must_be_sound, on},
};

const PEOPLE: usize = 6;
const TURNS: usize = 40;

/// What one of the people does at a turn: takes the task, gives it back, or hands it on.
async fn act(
    desk: &Desk,
    meta: &Meta,
    place: usize,
    (case, task, to): (CaseId, TaskId, StaffId),
) -> Result<Done, Error> {
    match place % 3 {
        0 => desk.app.send(meta, case, &AcceptTask { task }).await,
        1 => {
            let reason = Text::try_new("材料不全，请补充").unwrap();
            desk.app.send(meta, case, &ReturnTask { task, reason }).await
        }
        _ => {
            let reason = Note::try_new("继续办理").unwrap();
            desk.app.send(meta, case, &AssignTask { task, to, reason }).await
        }
    }
}

/// Forty turns of one person; every command is sent twice at once. Which commands were applied.
async fn works(desk: Arc<Desk>, person: usize, what: (CaseId, TaskId, StaffId)) -> Vec<uuid::Uuid> {
    let mut applied = Vec::new();
    for turn in 0..TURNS {
        let place = person + turn;
        let account = if place % 3 == 2 { "luoyongqiang" } else { "huangmeiling" };
        let name = ["task.accept", "task.return", "task.assign"][place % 3];
        let meta = desk.by(account, name).await.unwrap();
        let (one, other) =
            tokio::join!(act(&desk, &meta, place, what), act(&desk, &meta, place, what));
        if let (Ok(one), Ok(other)) = (&one, &other) {
            assert_eq!(one, other, "one command has one answer");
        }
        for result in [&one, &other] {
            if let Err(error) = result {
                assert!(matches!(error, Error::Refused(_)), "{error:?}");
            }
        }
        if one.is_ok() || other.is_ok() {
            applied.push(meta.command);
        }
    }
    applied
}

async fn race(court: Court) {
    let day0: Day = "2026-11-09".parse().unwrap();
    let mut story = Story::new(day0).unwrap();
    story.day(&court.desk, &mut Register::new(5289), day0).await.unwrap();
    let case = story.case.unwrap();
    let file = court.desk.file(case).await.unwrap();
    let task = file.tasks.iter().find(|task| task.state.is_live()).unwrap().id;
    let to = court.desk.actor("huangmeiling").await.unwrap().id;
    let desk = Arc::new(court.desk);
    let people: Vec<_> = (0..PEOPLE)
        .map(|person| tokio::spawn(works(Arc::clone(&desk), person, (case, task, to))))
        .collect();
    let mut applied = Vec::new();
    for person in people {
        applied.extend(person.await.unwrap());
    }
    assert!(PEOPLE * TURNS / 20 < applied.len(), "only {} were applied", applied.len());

    let mut conn = court.db.read().await.unwrap();
    let mut entries: BTreeMap<uuid::Uuid, usize> = BTreeMap::new();
    for entry in conn.entries(COURT, case.0, 0, i64::MAX).await.unwrap() {
        if entry.kind != zhixing_store::docket::ATTEMPT {
            *entries.entry(entry.command_id).or_default() += 1;
        }
    }
    drop(conn);
    for command in &applied {
        assert_eq!(entries.get(command), Some(&1), "an applied command is in the docket once");
    }
    let desk = Arc::into_inner(desk).unwrap();
    must_be_sound(&Court { desk, ..court }).await;
}

/// The bank's answer to a batch is imported by two people at the same moment, again and again.
async fn answer_twice(court: Court) {
    let desk = &court.desk;
    let day0: Day = "2026-11-09".parse().unwrap();
    let (mut story, mut register) = (Story::new(day0).unwrap(), Register::new(5289));
    for day in 0..8 {
        story.day(desk, &mut register, day0.plus_days(day).unwrap()).await.unwrap();
    }
    let case = story.case.unwrap();
    desk.approve(case).await.unwrap();
    let batch = desk.export(&[case]).await.unwrap();
    let cashier = desk.on_duty("cashier", "payout.file").await.unwrap().actor;
    let format = payout::BatchFormat::Pain001;
    let (name, bytes) = payout::file(&desk.app, &cashier, batch, format).await.unwrap();
    let answer = desk.outside.pay(desk.app.clock.now(), &name, &bytes).unwrap();
    let mut imports = Vec::new();
    for _ in 0..8 {
        let meta = desk.on_duty("cashier", "payout.return").await.unwrap();
        let (app, answer, name) = (desk.app.clone(), answer.clone(), name.clone());
        imports.push(tokio::spawn(async move {
            payout::import_return(&app, &meta, batch, &name, &answer).await
        }));
    }
    for import in imports {
        import.await.unwrap().unwrap();
    }
    desk.settle().await.unwrap();
    let mut conn = court.db.read().await.unwrap();
    let entries = conn.entries(COURT, batch.0, 0, i64::MAX).await.unwrap();
    let kinds: Vec<&str> = entries.iter().map(|entry| entry.kind.as_str()).collect();
    assert_eq!(kinds, ["batch.created", "batch.returned"], "one answer is written down once");
    drop(conn);
    must_be_sound(&court).await;
}

/// One statement of the bank is imported by several people at the same moment.
async fn import_at_once(court: Court) {
    let desk = &court.desk;
    let day0: Day = "2026-11-09".parse().unwrap();
    let (mut story, mut register) = (Story::new(day0).unwrap(), Register::new(5289));
    let mut last = day0;
    // Until the day on which the bank has something to show that nobody has imported.
    for day in 0..8 {
        last = day0.plus_days(day).unwrap();
        story.day(desk, &mut register, last).await.unwrap();
    }
    let transfer = Transfer {
        reference: "R1".to_owned(),
        to_account: fund_account().account,
        payer_name: "王某".to_owned(),
        payer_account: "6228480999000000001".to_owned(),
        payer_bank: "农业银行怀集支行".to_owned(),
        amount: Fen::new(12_345),
        remittance: "货款".to_owned(),
        on: last,
    };
    desk.outside.pay_in(last, &transfer);
    // The bank gives it as XML and as CSV: other bytes, the same money.
    let files = [desk.outside.camt053(day0, last), desk.outside.csv(day0, last)];
    let mut imports = Vec::new();
    for (name, bytes) in files.iter().cycle().take(8) {
        let meta = desk.on_duty("fund_clerk", "fund.import").await.unwrap();
        let (app, bytes, name) = (desk.app.clone(), bytes.clone(), name.clone());
        imports.push(tokio::spawn(async move { fund::import(&app, &meta, &name, &bytes).await }));
    }
    let mut imported = 0;
    for import in imports {
        match import.await.unwrap() {
            Ok(_) => imported += 1,
            Err(error) => {
                let same =
                    matches!(&error, Error::Refused(Refusal::Duplicate { what: "银行流水", .. }));
                assert!(same, "as when it is imported again later: {error:?}");
            }
        }
    }
    assert_eq!(imported, 1, "the statement has been imported once");
    desk.settle().await.unwrap();
    must_be_sound(&court).await;
}

#[test]
fn one_statement_imported_by_several_at_once_is_refused_to_all_but_the_first() {
    on_each(|store| async move {
        let now = at("2026-11-09T00:30:00Z");
        import_at_once(on(store.db.clone(), 13, Weather::CALM, now).await).await;
    });
}

#[test]
fn one_answer_of_the_bank_imported_by_several_at_once_is_one_answer() {
    on_each(|store| async move {
        answer_twice(on(store.db.clone(), 12, Weather::CALM, at("2026-11-09T00:30:00Z")).await)
            .await;
    });
}

#[test]
fn commands_about_one_case_at_once_are_each_applied_once_or_not_at_all() {
    on_each(|store| async move {
        race(on(store.db.clone(), 11, Weather::CALM, at("2026-11-09T00:30:00Z")).await).await;
    });
}
