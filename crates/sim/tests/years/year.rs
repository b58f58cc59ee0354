//! 一个法院年: what comes in day by day, what people do about it, the bank's files, the weather and the kills.

use std::collections::BTreeMap;

use zhixing_app::{error::Error, fund, list::Page};
use zhixing_connectors::simulator::{chance::Chance, search_network::Weather};
use zhixing_domain::{
    ground::{
        id::{CaseId, ReceiptId},
        refusal::Refusal,
    },
    intake::party::PartyRole,
    matter::{Matter, Stage},
    money::payout::PayoutState,
};
use zhixing_law::{calendar::Calendar, day::Day, instant::Instant};
use zhixing_sim::{Desk, people::Register};

use crate::{
    clerk::{self, Step},
    court::{self, Arrival},
    house::{House, Mortal},
};

/// Cases that come to the window in a year.
const CASES: u64 = 16;

/// A kill comes at one of so many first steps of a day's work.
const KILL_WITHIN: u64 = 160;

/// Steps that a person takes in one case on one day.
const STEPS: u32 = 3;

/// Working days at the end on which nothing new comes in and nothing goes wrong any more.
const QUIET_DAYS: i64 = 45;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn first() -> Day {
    day("2026-01-05")
}

fn last() -> Day {
    day("2026-12-31")
}

/// Half past seven on the first day.
pub(crate) fn begins() -> Instant {
    Instant::local_at(first(), 7, 30).unwrap()
}

/// The year of a seed, as far as it has come.
pub(crate) struct Year {
    seed: u64,
    arrivals: Vec<Arrival>,
    imported_to: Day,
    kills: u32,
    /// What the court refused, by code.
    pub(crate) refused: BTreeMap<String, u32>,
    pub(crate) taken: BTreeMap<String, u32>,
}

impl Year {
    pub(crate) fn new(seed: u64) -> Year {
        let mut register = Register::new(seed);
        let mut chance = Chance::for_name(seed, "arrivals");
        let days = first().days_until(last()) - QUIET_DAYS;
        let mut arrivals: Vec<Arrival> = (0..CASES)
            .map(|number| {
                let after = chance.below(u64::try_from(days).unwrap());
                let on = first().plus_days(i64::try_from(after).unwrap()).unwrap();
                Arrival::draw(seed, number, on, &mut register).unwrap()
            })
            .collect();
        arrivals.sort_by_key(|arrival| arrival.on);
        let imported_to = first().plus_days(-1).unwrap();
        let (refused, taken) = (BTreeMap::new(), BTreeMap::new());
        Year { seed, arrivals, imported_to, kills: 0, refused, taken }
    }

    pub(crate) fn seed(&self) -> u64 {
        self.seed
    }

    /// What became of it, in a line.
    pub(crate) fn told(&self) -> String {
        format!("{} kills, taken {:?}, refused {:?}", self.kills, self.taken, self.refused)
    }

    /// The whole year, day by day; on some the process dies in the middle and whoever was at work begins again.
    pub(crate) async fn live(&mut self, house: &mut House) {
        let mut today = first();
        while today <= last() {
            let quiet = today.days_until(last()) < QUIET_DAYS;
            house.storm.dawns(today, quiet);
            if quiet {
                house.outside.weather(Weather::CALM);
            }
            let bank = if quiet { 0 } else { 6 };
            house.outside.reject(bank);
            house.outside.bounce(bank);
            let mut chance = Chance::for_name(self.seed, &format!("kill {today}"));
            while chance.percent(5) {
                let steps = 1 + chance.below(KILL_WITHIN);
                let lived = Mortal::new(self.day(house.desk(), today), steps).await;
                match lived {
                    Some(done) => done.unwrap_or_else(|error| self.breaks(today, &error)),
                    None => self.kills += 1,
                }
                house.die().await;
            }
            let done = Box::pin(self.day(house.desk(), today)).await;
            done.unwrap_or_else(|error| self.breaks(today, &error));
            today = today.plus_days(1).unwrap();
        }
        assert!(0 < self.kills, "seed {}: nothing was killed", self.seed);
    }

    fn breaks(&self, today: Day, error: &Error) {
        panic!("seed {} on {today}: {error:?}\n{}", self.seed, self.told());
    }

    async fn day(&mut self, desk: &Desk, today: Day) -> Result<(), Error> {
        desk.at(today, 8, 0).await?;
        desk.runner.see_to_the_day().await?;
        desk.settle().await?;
        if !Calendar::builtin().is_workday(today) {
            return Ok(());
        }
        desk.at(today, 8, 30).await?;
        Box::pin(self.import(desk, today)).await?;
        Box::pin(self.pool(desk)).await?;
        Box::pin(self.window(desk, today)).await?;
        desk.at(today, 10, 0).await?;
        let matters = matters(desk).await?;
        for (place, id) in matters.iter().enumerate() {
            Box::pin(self.work(desk, *id, today, place)).await?;
        }
        desk.at(today, 15, 0).await?;
        Box::pin(self.batch(desk, &matters)).await?;
        Box::pin(self.answers(desk, &matters, today)).await?;
        Box::pin(self.others(desk, &matters, today)).await
    }

    /// The statement since the last one, with that one's day once more; some days nobody comes to it, some days it overlaps with what is
    /// known, and some files are imported a second time.
    async fn import(&mut self, desk: &Desk, today: Day) -> Result<(), Error> {
        let mut chance = Chance::for_name(self.seed, &format!("import {today}"));
        let near_the_end = today.days_until(last()) < QUIET_DAYS;
        if chance.percent(12) && !near_the_end {
            return Ok(());
        }
        let back = if chance.percent(15) { 6 } else { 0 };
        let from = self.imported_to.plus_days(-back)?.max(first());
        let csv = chance.percent(50);
        for _ in 0..=u32::from(chance.percent(10)) {
            let done = desk.import(from, today, csv).await.map(drop);
            self.note("import", done)?;
        }
        self.imported_to = today;
        Ok(())
    }

    /// 不明款: claimed by whoever finds the case, and confirmed by another, today or some other day.
    async fn pool(&mut self, desk: &Desk) -> Result<(), Error> {
        let payers = self.payers(desk).await?;
        for receipt in desk.unknown().await? {
            let Some(case) = payers.get(&receipt.payer) else { continue };
            let file = desk.file(*case).await?;
            if let Some(number) = &file.number {
                let done = desk.claim(&receipt, number, false).await;
                self.note("claim", done)?;
            }
        }
        let second = desk.account("fund_clerk", 1).await?;
        let reader = desk.actor(&second).await?;
        let asked = desk.app.ask(&reader, "receipts", [("state", "claimed")]).await?;
        for row in desk.app.list(&asked, &Page::first(200)).await?.rows {
            let receipt = desk.app.receipt(&reader, ReceiptId(row.id)).await?;
            let meta = desk.by(&second, "fund.confirm").await?;
            let done = fund::confirm(&desk.app, &meta, receipt.statement, receipt.receipt).await;
            self.note("confirm", done.map(drop))?;
        }
        Ok(())
    }

    /// Who may have paid, by name.
    async fn payers(&self, desk: &Desk) -> Result<BTreeMap<String, CaseId>, Error> {
        let mut payers = BTreeMap::new();
        for case in self.arrivals.iter().filter_map(|arrival| arrival.case) {
            let file = desk.file(case).await?;
            for party in file.parties_of(PartyRole::Respondent) {
                payers.insert(party.details.name.clone(), case);
            }
        }
        Ok(payers)
    }

    async fn window(&mut self, desk: &Desk, today: Day) -> Result<(), Error> {
        for place in 0..self.arrivals.len() {
            let Some(arrival) = self.arrivals.get_mut(place) else { continue };
            match arrival.case {
                None if arrival.on <= today => {
                    arrival.endow(self.seed, desk)?;
                    arrival.file(desk).await?;
                }
                None => {}
                Some(case) => {
                    let file = desk.file(case).await?;
                    arrival.pay(self.seed, desk, &file)?;
                    arrival.supplement(desk, &file).await?;
                }
            }
        }
        Ok(())
    }

    /// Some of the things that can be done in a matter, in any order.
    async fn work(
        &mut self,
        desk: &Desk,
        id: CaseId,
        today: Day,
        place: usize,
    ) -> Result<(), Error> {
        let mut chance = Chance::for_name(self.seed, &format!("work {today} {place}"));
        for _ in 0..STEPS {
            if !chance.percent(70) {
                return Ok(());
            }
            let file = desk.file(id).await?;
            let statement = desk.outside.statement(first(), today);
            let paid = |account: &str, since: Day| {
                statement.lines.iter().any(|line| {
                    let from = line.counterparty_account.as_deref();
                    from == Some(account) && since <= line.booked_on
                })
            };
            let mut steps = clerk::steps(&file, today, paid);
            // What is only there to see that it is refused, or does nothing twice, is rare.
            let rare = |step: &Step| matches!(step, Step::CloseTooEarly | Step::AcceptTwice);
            if !chance.percent(3) {
                steps.retain(|step| !rare(step));
            }
            let Some(step) = chance.pick(&steps).copied() else { return Ok(()) };
            let done = Box::pin(clerk::take(desk, &file, step, &mut chance)).await;
            let name = format!("{step:?}");
            self.note(name.split('(').next().unwrap_or_default(), done)?;
        }
        Ok(())
    }

    /// What is approved goes to the bank in one file.
    async fn batch(&mut self, desk: &Desk, matters: &[CaseId]) -> Result<(), Error> {
        let mut approved = Vec::new();
        for id in matters {
            let file = desk.file(*id).await?;
            if file.payouts.iter().any(|payout| payout.state == PayoutState::Approved) {
                approved.push(*id);
            }
        }
        if approved.is_empty() {
            return Ok(());
        }
        let done = desk.export(&approved).await.map(drop);
        self.note("export", done)
    }

    /// The bank's answers to batches: some days later, some of them twice.
    async fn answers(&mut self, desk: &Desk, matters: &[CaseId], today: Day) -> Result<(), Error> {
        let mut open = Vec::new();
        for id in matters {
            let file = desk.file(*id).await?;
            let sent = file.payouts.iter().filter(|p| p.state == PayoutState::Exported);
            open.extend(sent.filter_map(|payout| payout.batch));
        }
        open.sort_unstable();
        open.dedup();
        for (place, batch) in open.into_iter().enumerate() {
            let mut chance = Chance::for_name(self.seed, &format!("answer {place} {today}"));
            if !chance.percent(50) {
                continue;
            }
            for _ in 0..=u32::from(chance.percent(20)) {
                let done = desk.pay(batch).await;
                self.note("answer", done)?;
            }
        }
        Ok(())
    }

    /// 来访、执行异议
    async fn others(&mut self, desk: &Desk, matters: &[CaseId], today: Day) -> Result<(), Error> {
        let mut chance = Chance::for_name(self.seed, &format!("others {today}"));
        let (visits, objects) = (chance.percent(4), chance.percent(3));
        let Some(id) = chance.pick(matters) else { return Ok(()) };
        let file: &Matter = &*desk.file(*id).await?;
        if file.number.is_none() || file.stage != Stage::Open {
            return Ok(());
        }
        let quiet = today.days_until(last()) < QUIET_DAYS;
        if visits {
            let done = court::visit(desk, file).await.map(drop);
            self.note("visit", done)?;
        }
        if objects && !quiet {
            let done = court::object(desk, file, &mut chance).await;
            self.note("object", done)?;
        }
        desk.settle().await
    }

    /// A refusal is the court's right and is counted; anything else means that something is broken.
    fn note(&mut self, what: &str, done: Result<(), Error>) -> Result<(), Error> {
        match done {
            Ok(()) => *self.taken.entry(what.to_owned()).or_default() += 1,
            Err(Error::Refused(refusal)) => self.refuse(what, &refusal),
            Err(Error::Repeated) => self.refuse(what, &Refusal::Missing("同一命令")),
            Err(other) => {
                return Err(Error::Internal(format!("{what}: {other:?}")));
            }
        }
        Ok(())
    }

    fn refuse(&mut self, what: &str, refusal: &Refusal) {
        let code = match refusal {
            Refusal::ClosingConditions { findings } => {
                let open = findings.iter().filter(|finding| finding.blocks());
                open.map(|finding| finding.id.to_string()).collect::<Vec<_>>().join("+")
            }
            other => other.code().to_owned(),
        };
        *self.refused.entry(format!("{what} {code}")).or_default() += 1;
    }
}

/// Every matter of the court, in the order in which they began.
pub(crate) async fn matters(desk: &Desk) -> Result<Vec<CaseId>, Error> {
    let mut conn = desk.app.db.read().await?;
    let streams = conn.streams(None, i64::MAX).await?;
    let cases = streams.iter().filter(|head| head.kind == zhixing_store::docket::StreamKind::Case);
    Ok(cases.map(|head| CaseId(head.stream_id)).collect())
}
