//! 演示法院的一个季度：hundreds of cases from a seed, each worked on by the people of the court on working days,
//! at its own pace; some rest, some are forgotten, some go wrong.

use std::collections::BTreeMap;

use zhixing_app::error::Error;
use zhixing_connectors::{
    search_network::query::{IdKind, Person},
    simulator::chance::Chance,
};
use zhixing_domain::{
    ground::id::CaseId,
    intake::party::{PartyDetails, PartyKind, PartyRole},
    matter::{Matter, Stage},
    money::payout::{PayoutState, account},
};
use zhixing_law::{calendar::Calendar, day::Day, instant::Instant, money::Fen, service::Method};

pub mod application;
mod payers;

use crate::{
    court,
    desk::{Desk, broken},
    people::Register,
    story::{self, Story},
};

/// Weeks that a demo court looks back on.
const WEEKS: i64 = 13;

/// What is generated.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    pub seed: u64,
    pub cases: u32,
    /// 今天, a working day; the court stands at ten in the morning.
    pub today: Day,
}

impl Plan {
    /// The first working day of the quarter.
    pub fn begins_on(&self) -> Result<Day, Error> {
        let first = self.today.plus_days(-7 * WEEKS)?;
        Ok(Calendar::builtin().next_workday(first)?)
    }
}

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    pub cases: u32,
    /// 怀集的5289元, which is told at the court where it happened.
    pub story: Option<CaseId>,
}

/// The next thing to be done in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    File,
    Supplement,
    Interview,
    TakeOver,
    Search,
    Sign,
    Serve,
    Screen,
    Freeze,
    Ruling,
    Deduct,
    Pay,
    Propose,
    Approve,
    Export,
    Close,
    Rest,
}

/// Of what is late, how much is explained on a day. %
const EXPLAINED: u8 = 25;

/// Of a hundred cases so many are left lying somewhere; a court where most is done in time has no more.
const LEFT_LYING: u8 = 6;

/// Every so manieth case lies with what it has found frozen and not deducted, so that some freezes always end soon.
const FROZEN_EVERY: u32 = 20;

/// Steps at which a case may be left lying.
const STALLS: &[Step] = &[
    Step::Interview,
    Step::TakeOver,
    Step::Search,
    Step::Sign,
    Step::Serve,
    Step::Screen,
    Step::Ruling,
    Step::Propose,
    Step::Approve,
    Step::Export,
    Step::Close,
];

struct Item {
    chance: Chance,
    step: Step,
    next_on: Day,
    case: Option<CaseId>,
    application: Option<zhixing_domain::intake::filing::Application>,
    /// Pays by themselves.
    pays: bool,
    /// Left lying from this step on.
    stall: Option<Step>,
}

/// The court over the quarter.
struct Quarter<'d> {
    desk: &'d Desk,
    plan: Plan,
    register: Register,
    chance: Chance,
    items: Vec<Item>,
    imported_to: Day,
    to_pay: Vec<CaseId>,
    by_name: BTreeMap<String, CaseId>,
    payments: u64,
}

/// Generates the quarter. Afterwards the clock stands at ten in the morning of the plan's day.
///
/// # Errors
/// What the court refused, or a step that did not come out: nothing is left out silently.
pub async fn generate(desk: &Desk, plan: Plan) -> Result<Made, Error> {
    let from = plan.begins_on()?;
    let mut quarter = Quarter {
        desk,
        plan,
        register: Register::new(plan.seed),
        chance: Chance::for_name(plan.seed, "quarter"),
        items: Vec::new(),
        imported_to: from.plus_days(-1)?,
        to_pay: Vec::new(),
        by_name: BTreeMap::new(),
        payments: 0,
    };
    quarter.arrivals(from)?;
    let told = desk.court() == court::COURT;
    let mut story = if told { Some(Story::new(story_day(plan.today)?)?) } else { None };
    let mut day = from;
    while day <= plan.today {
        if Calendar::builtin().is_workday(day) {
            quarter.workday(day, &mut story).await?;
        }
        day = day.plus_days(1)?;
    }
    desk.at(plan.today, 10, 0).await?;
    let story = match story {
        Some(Story { case: None, .. }) => return Err(broken("the story did not begin")),
        story => story.and_then(|story| story.case),
    };
    let cases = quarter.items.iter().filter(|item| item.case.is_some()).count();
    Ok(Made { cases: u32::try_from(cases).unwrap_or(u32::MAX) + u32::from(told), story })
}

/// The last day on which the story can begin and still end before today.
fn story_day(today: Day) -> Result<Day, Error> {
    for back in 10..60 {
        let day = today.plus_days(-back)?;
        if story::can_begin(day) {
            return Ok(day);
        }
    }
    Err(broken("no nine days for the story"))
}

impl Quarter<'_> {
    /// When each case comes to the window, and how it will go.
    fn arrivals(&mut self, from: Day) -> Result<(), Error> {
        let days = u64::try_from(from.days_until(self.plan.today)).unwrap_or(1);
        let others = self.plan.cases.saturating_sub(u32::from(self.desk.court() == court::COURT));
        for number in 0..others {
            let mut chance = Chance::for_name(self.plan.seed, &format!("case {number}"));
            // A few on the last day, so that something always lies on the window's desk.
            let back = if number % 40 == 0 { 0 } else { chance.below(days) };
            let day = self.plan.today.plus_days(-i64::try_from(back).unwrap_or(0))?;
            let next_on = Calendar::builtin().next_workday(day)?.min(self.plan.today);
            let lies = chance.percent(LEFT_LYING).then(|| chance.pick(STALLS).copied()).flatten();
            let stall = if number % FROZEN_EVERY == 7 { Some(Step::Deduct) } else { lies };
            let pays = chance.percent(15);
            let (case, application) = (None, None);
            self.items.push(Item {
                chance,
                step: Step::File,
                next_on,
                case,
                application,
                pays,
                stall,
            });
        }
        self.items.sort_by_key(|item| item.next_on);
        Ok(())
    }

    async fn workday(&mut self, day: Day, story: &mut Option<Story>) -> Result<(), Error> {
        self.desk.at(day, 8, 30).await?;
        self.look(day).await?;
        self.import(day).await?;
        // The story is told as it happened; of the other payments some are rejected, some come back.
        self.desk.outside.reject(0);
        self.desk.outside.bounce(0);
        if let Some(story) = story {
            story.day(self.desk, &mut self.register, day).await?;
        }
        self.desk.outside.reject(4);
        self.desk.outside.bounce(4);
        self.pool().await?;
        let mut items = std::mem::take(&mut self.items);
        for item in &mut items {
            // Several steps of a case may fall on one day.
            for _ in 0..6 {
                if day < item.next_on || item.step == Step::Rest || item.stall == Some(item.step) {
                    break;
                }
                self.step(item, day).await?;
            }
        }
        self.items = items;
        self.strangers(day)?;
        self.pay(day).await?;
        self.desk.settle().await
    }

    /// 每日例行, and what people say in the morning of what they are late with; of some they say nothing.
    async fn look(&mut self, day: Day) -> Result<(), Error> {
        self.desk.day(day).await?;
        for (place, item) in self.items.iter().enumerate() {
            let (Some(case), true) = (item.case, item.stall == Some(item.step)) else { continue };
            if Chance::for_name(self.plan.seed, &format!("late {place} {day}")).percent(EXPLAINED) {
                self.desk.explain(case, None).await?;
            }
        }
        Ok(())
    }

    /// The statement since the last one, in one of the two formats: with the day of the last one once more, since what
    /// moved after it was made is only in this.
    async fn import(&mut self, day: Day) -> Result<(), Error> {
        self.desk.import(self.imported_to, day, day.day() % 2 == 0).await?;
        self.imported_to = day;
        Ok(())
    }

    /// Most unknown receipts are found out; the newest wait.
    async fn pool(&mut self) -> Result<(), Error> {
        for receipt in self.desk.unknown().await? {
            let Some(case) = self.by_name.get(&receipt.payer).copied() else { continue };
            let file = self.desk.file(case).await?;
            // Each receipt has its own chance on each day: the order of the pool decides nothing.
            let name = format!("{} {} {}", receipt.payer, receipt.amount, self.desk.today());
            let mut chance = Chance::for_name(self.plan.seed, &name);
            if let Some(number) = file.number.clone().filter(|_| chance.percent(55)) {
                let confirm = chance.percent(85);
                self.desk.claim(&receipt, &number, confirm).await?;
            }
        }
        Ok(())
    }

    /// The day's batch goes to the bank and its answer comes back.
    async fn pay(&mut self, day: Day) -> Result<(), Error> {
        if self.to_pay.is_empty() || (day == self.plan.today) {
            return Ok(());
        }
        let cases = std::mem::take(&mut self.to_pay);
        let batch = self.desk.export(&cases).await?;
        // The last two days' answers have not come yet.
        if day.plus_days(2)? <= self.plan.today {
            self.desk.pay(batch).await?;
        }
        Ok(())
    }

    async fn step(&mut self, item: &mut Item, day: Day) -> Result<(), Error> {
        let Some(case) = item.case else { return self.file(item, day).await };
        let desk = self.desk;
        let (next, wait) = match item.step {
            Step::File | Step::Rest => (Step::Rest, 0),
            Step::Supplement => {
                let application = item.application.take();
                if let Some(application) = application {
                    desk.supplement(case, &application).await?;
                }
                (Step::Interview, 0)
            }
            Step::Interview => {
                desk.interview(case, &application::interview(&mut item.chance, item.pays)?).await?;
                (Step::TakeOver, item.chance.below(2))
            }
            Step::TakeOver => {
                desk.take_over(case).await?;
                (Step::Search, 0)
            }
            Step::Search => {
                desk.search(case).await?;
                (Step::Sign, item.chance.below(2))
            }
            Step::Sign => {
                desk.sign(case).await?;
                (Step::Serve, 1 + item.chance.below(3))
            }
            Step::Serve => {
                let method = item.chance.pick(&[Method::Direct, Method::Post, Method::Electronic]);
                desk.serve(case, method.copied().unwrap_or(Method::Direct)).await?;
                desk.legwork(case).await?;
                (if item.pays { Step::Pay } else { Step::Screen }, item.chance.below(2))
            }
            Step::Screen => {
                desk.screen(case).await?;
                desk.plan(case, "先行处置存款；其余财产查明后依法处置").await?;
                (Step::Freeze, 0)
            }
            _ => return self.later_step(item, case, day).await,
        };
        item.step = next;
        self.wait(item, day, wait)
    }

    async fn later_step(&mut self, item: &mut Item, case: CaseId, day: Day) -> Result<(), Error> {
        let desk = self.desk;
        let (next, wait) = match item.step {
            Step::Freeze => {
                // Some of the freezes that are left lying are short, so that some end soon.
                let days = 2 + i64::try_from(item.chance.below(25)).unwrap_or(0);
                let soon = self.plan.today.plus_days(days)?;
                let left_lying = item.stall == Some(Step::Deduct);
                let ends_on = (left_lying && item.chance.percent(50)).then_some(soon);
                let frozen = desk.freeze(case, None, ends_on).await?;
                (if frozen == 0 { Step::Rest } else { Step::Ruling }, item.chance.below(2))
            }
            Step::Ruling => {
                desk.sign(case).await?;
                (Step::Deduct, 1 + item.chance.below(4))
            }
            Step::Deduct => {
                desk.serve(case, Method::Electronic).await?;
                desk.deduct(case, None).await?;
                desk.sign(case).await?;
                desk.serve(case, Method::Electronic).await?;
                (Step::Propose, 1)
            }
            Step::Pay => {
                // What the search found is looked through whoever pays.
                desk.screen(case).await?;
                desk.plan(case, "被执行人表示自动履行；财产已查明，逾期即处置").await?;
                self.voluntary(item, case, day).await?;
                (Step::Propose, 1)
            }
            Step::Propose => {
                if desk.file(case).await?.undistributed().is_positive() {
                    desk.propose(case).await?;
                    (Step::Approve, item.chance.below(3))
                } else {
                    (Step::Propose, 1)
                }
            }
            Step::Approve => {
                desk.approve(case).await?;
                (Step::Export, item.chance.below(2))
            }
            Step::Export => {
                self.to_pay.push(case);
                (Step::Close, 1 + item.chance.below(3))
            }
            _ => self.finish(&mut item.chance, case).await?,
        };
        item.step = next;
        self.wait(item, day, wait)
    }

    /// What comes next is done so many working days later; under a mode whose first five days are fixed, the next day.
    fn wait(&self, item: &mut Item, day: Day, workdays: u64) -> Result<(), Error> {
        let fixed = self.desk.court() != court::COURT && item.step <= Step::Freeze;
        let workdays = if fixed { workdays.min(1) } else { workdays };
        let count = u32::try_from(workdays).unwrap_or(0);
        item.next_on = Calendar::builtin().plus_workdays(day, count)?;
        Ok(())
    }

    /// After the payout: closed when nothing is owed any more, otherwise the case goes on.
    async fn finish(&self, chance: &mut Chance, case: CaseId) -> Result<(Step, u64), Error> {
        let desk = self.desk;
        let file = desk.file(case).await?;
        match file.payouts.last().map(|payout| payout.state) {
            Some(PayoutState::Paid) => {}
            Some(PayoutState::Bounced) if chance.percent(97) => {
                desk.correct_accounts(case).await?;
                return Ok((Step::Propose, 1));
            }
            Some(PayoutState::Exported | PayoutState::Approved) => return Ok((Step::Close, 1)),
            _ => return Ok((Step::Rest, 0)),
        }
        let owed = account::account(&file, desk.today())?.left;
        // What is still owed, a day's interest or more, is taken from what was found; where nothing is, the case rests.
        if owed.is_positive() {
            return Ok((Step::Freeze, 1));
        }
        if !file.undistributed().is_zero() {
            return Ok((Step::Rest, 0));
        }
        desk.release(case, "债务已经清偿").await?;
        desk.sign(case).await?;
        desk.screen(case).await?;
        desk.serve(case, Method::Electronic).await?;
        desk.plan(case, "已执行完毕").await?;
        desk.close(case, "").await?;
        desk.serve(case, Method::Electronic).await?;
        Ok((Step::Rest, 0))
    }

    /// The application comes to the window; some lack something and come again, or not.
    async fn file(&mut self, item: &mut Item, day: Day) -> Result<(), Error> {
        let complete = application::draw(&mut item.chance, &mut self.register, day)?;
        for party in complete.parties.iter().filter(|party| party.role == PartyRole::Respondent) {
            // Richer than life, so that many cases reach their end.
            let total = complete.claim.total()?;
            let around = total.checked_add(total)?.checked_add(total)?;
            self.desk.outside.draw(self.plan.seed, &person(party), around, day);
        }
        let lacking = item.chance.percent(9);
        let mut first = complete.clone();
        if lacking {
            let gone = usize::try_from(item.chance.below(2)).unwrap_or(0);
            first.materials.drain(..=gone);
        }
        let place = usize::from(!item.chance.percent(50));
        let clerk = self.desk.account("intake", place).await?;
        let case = self.desk.receive(&clerk, &first).await?;
        item.case = Some(case);
        item.step = Step::Interview;
        let mut wait = 0;
        if self.desk.file(case).await?.stage == Stage::Received {
            item.application = Some(complete);
            item.step = if item.chance.percent(85) { Step::Supplement } else { Step::Rest };
            wait = 1 + item.chance.below(5);
        }
        self.wait(item, day, wait)
    }
}

fn respondent(file: &Matter) -> Option<&PartyDetails> {
    file.parties_of(PartyRole::Respondent).next().map(|party| &party.details)
}

/// A party as the search network asks about them.
pub fn person(party: &PartyDetails) -> Person {
    let id_kind = match party.kind {
        PartyKind::Person => IdKind::IdentityCard,
        _ => IdKind::CreditCode,
    };
    Person { name: party.name.clone(), id_kind, id_number: party.identity_number.clone() }
}

/// Half past eight on the first day of the quarter: when a demo court begins.
pub fn begins_at(plan: &Plan) -> Result<Instant, Error> {
    Ok(Instant::local_at(plan.begins_on()?, 8, 0)?)
}

/// 演示法院的今天: a Tuesday at the end of a quarter without long holidays at its end.
pub fn today() -> Result<Day, Error> {
    Ok(Day::new(2026, 9, 22)?)
}

/// What a claim of a demo court may be: from eight hundred yuan to three million, most of them small.
fn amount(chance: &mut Chance) -> Fen {
    // The sum of six draws is nearly normal; as an exponent of two it is nearly log-normal.
    let drawn: u64 = (0..6).map(|_| chance.below(1_984)).sum();
    let (whole, part) = (drawn / 1_000, drawn % 1_000);
    let floor = 80_000_i64 << whole.min(11);
    let fen = floor + floor * i64::try_from(part).unwrap_or(0) / 1_000;
    Fen::new(fen - fen % 100)
}
