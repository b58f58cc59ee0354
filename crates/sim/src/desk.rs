//! 办公：each step of the work as the person whose post it is would do it, through the use cases.

use std::sync::Arc;

use zhixing_app::{
    App,
    error::Error,
    fund, payout, staff,
    work::{Done, Meta},
};
use zhixing_domain::{
    begin::Begins,
    closing::closure::close::CloseCase,
    command::Command,
    ground::actor::Actor,
    ground::field::{Note, PastDay, Positive, Text},
    ground::id::{BatchId, CaseId, PartyId, PayoutId, StaffId, TaskId},
    ground::subject::Subject,
    intake::{
        filing::{
            Application, interview::RecordInterview, receive::FileCase,
            supplement::SupplementFiling,
        },
        party::account::CorrectAccount,
    },
    matter::Matter,
    mode::{HANDLER, TaskRule},
    money::payout::{LineResult, PayoutState, propose::ProposePayout},
    papers::document::DocumentState,
    papers::service::record::RecordService,
    property::asset::Verdict,
    property::{
        asset::screen::ScreenAsset,
        deduction::{self, order::OrderDeduction},
        measure::{self, MeasureState, order::OrderMeasure, release::ReleaseMeasure},
        search::start::StartSearch,
    },
    work::approval::sign::SignApproval,
    work::panel::PanelTopic,
    work::task::{Task, accept::AcceptTask, complete::CompleteTask},
};
use zhixing_jobs::{Ran, Runner};
use zhixing_law::{day::Day, instant::Instant, money::Fen, service::Method};

use crate::outside::Outside;

mod late;
mod panel;
mod pool;

/// The court at work.
#[derive(Clone)]
pub struct Desk {
    pub app: App,
    pub runner: Runner,
    pub outside: Arc<Outside>,
}

/// A step of the simulation that did not come out as it must.
pub fn broken(what: impl std::fmt::Display) -> Error {
    Error::Internal(format!("simulation: {what}"))
}

/// What a panel on measures is asked.
const MEASURES: &str = "被执行人未按执行通知履行，是否采取强制措施。承办人意见：先行限制消费，视财产查控结果再定其他措施";

impl Desk {
    pub fn new(app: App, outside: Arc<Outside>) -> Desk {
        let runner = Runner::new(app.clone(), &[app.settings.court.as_str()]);
        Desk { app, runner, outside }
    }

    /// 法院代字
    pub fn court(&self) -> &str {
        &self.app.settings.court
    }

    /// The account of the `place`-th of those who hold a post or stand in for it.
    pub async fn account(&self, post: &str, place: usize) -> Result<String, Error> {
        let organisation = self.app.organisation(self.court()).await?;
        let held = organisation.posts.iter().find(|holding| holding.post == post);
        let people = held.into_iter().flat_map(|held| held.holders.iter().chain(&held.stand_ins));
        let person = people.cycle().nth(place).and_then(|id| organisation.person(*id));
        let person = person.ok_or_else(|| broken(format!("nobody at {post}")))?;
        Ok(person.account.clone())
    }

    pub fn today(&self) -> Day {
        self.app.clock.today()
    }

    /// Moves the court and the world to a time of a day; what comes in at that moment is taken in.
    pub async fn at(&self, day: Day, hour: i8, minute: i8) -> Result<(), Error> {
        let to = Instant::local_at(day, hour, minute)?;
        self.app.clock.advance_to(to);
        self.outside.advance(to);
        self.settle().await
    }

    /// Runs jobs and takes answers in until there is nothing left to do now.
    pub async fn settle(&self) -> Result<(), Error> {
        let Ran { dead, .. } = self.runner.settle().await?;
        match dead.first() {
            Some(error) => Err(broken(format!("{} jobs given up: {error}", dead.len()))),
            None => Ok(()),
        }
    }

    /// Somebody by account, as an actor today.
    pub async fn actor(&self, account: &str) -> Result<Actor, Error> {
        staff::actor(&self.app, self.court(), account).await
    }

    fn meta(&self, actor: Actor, name: &'static str) -> Meta {
        let command = self.app.ids.next(self.app.clock.now());
        Meta::by(actor, command, name)
    }

    /// A command by account.
    pub async fn by(&self, account: &str, name: &'static str) -> Result<Meta, Error> {
        Ok(self.meta(self.actor(account).await?, name))
    }

    /// A command by whoever is on duty at a post.
    pub async fn on_duty(&self, post: &str, name: &'static str) -> Result<Meta, Error> {
        let organisation = self.app.organisation(self.court()).await?;
        let here = organisation.on_duty(post, self.today());
        let id = here.first().copied().ok_or_else(|| broken(format!("nobody at {post}")))?;
        self.by_id(id, name).await
    }

    async fn by_id(&self, id: StaffId, name: &'static str) -> Result<Meta, Error> {
        let organisation = self.app.organisation(self.court()).await?;
        let actor = organisation.actor(id, self.today()).ok_or_else(|| broken("nobody"))?;
        Ok(self.meta(actor, name))
    }

    async fn by_handler(&self, file: &Matter, name: &'static str) -> Result<Meta, Error> {
        let handler = file.handler.as_ref().map(|(id, _)| *id);
        self.by_id(handler.ok_or_else(|| broken("the case has no handler"))?, name).await
    }

    /// The case as it stands.
    pub async fn file(&self, case: CaseId) -> Result<Arc<Matter>, Error> {
        self.app.case(&Actor::system(self.court()), case).await
    }

    /// 收件立案
    pub async fn receive(&self, account: &str, application: &Application) -> Result<CaseId, Error> {
        let meta = self.by(account, FileCase::NAME).await?;
        let done = self.app.begin(&meta, &FileCase(application.clone())).await?;
        done.case.ok_or_else(|| broken("no case"))
    }

    /// 补正
    pub async fn supplement(&self, case: CaseId, application: &Application) -> Result<(), Error> {
        let meta = self.on_duty("intake", SupplementFiling::NAME).await?;
        self.app.send(&meta, case, &SupplementFiling(application.clone())).await.map(drop)
    }

    /// 执前谈话
    pub async fn interview(&self, case: CaseId, said: &RecordInterview) -> Result<(), Error> {
        let meta = self.on_duty("intake", RecordInterview::NAME).await?;
        self.app.send(&meta, case, said).await.map(drop)
    }

    /// 接收案件: accepted and reported back.
    pub async fn take_over(&self, case: CaseId) -> Result<(), Error> {
        let file = self.file(case).await?;
        let task = file.tasks.iter().find(|t| t.key == "receive_case" && t.state.is_live());
        let task = task.ok_or_else(|| broken("nothing to receive"))?.id;
        let meta = self.on_duty("receiver", "task.accept").await?;
        self.app.send(&meta, case, &AcceptTask { task }).await?;
        self.explain(case, Some(task)).await?;
        let meta = self.on_duty("receiver", "task.complete").await?;
        let result = Text::try_new("材料齐全，已接收")?;
        self.app.send(&meta, case, &CompleteTask { task, result }).await.map(drop)
    }

    /// 外勤、传统查控等由各岗位办理的事项: accepted and reported back by whoever is on duty.
    pub async fn legwork(&self, case: CaseId) -> Result<(), Error> {
        for (task, post) in self.by_hand(case).await? {
            if post == HANDLER || post == "receiver" {
                continue;
            }
            let meta = self.on_duty(&post, "task.accept").await?;
            self.app.send(&meta, case, &AcceptTask { task }).await?;
            self.explain(case, Some(task)).await?;
            let meta = self.on_duty(&post, "task.complete").await?;
            let result = Text::try_new("已办理，结果已入卷")?;
            self.app.send(&meta, case, &CompleteTask { task, result }).await?;
        }
        self.settle().await
    }

    /// 制定执行方案 and whatever else the handler reports back by hand.
    pub async fn plan(&self, case: CaseId, text: &str) -> Result<(), Error> {
        for (task, post) in self.by_hand(case).await? {
            if post != HANDLER {
                continue;
            }
            self.explain(case, Some(task)).await?;
            let meta = self.by_handler(&*self.file(case).await?, "task.complete").await?;
            let done = CompleteTask { task, result: Text::try_new(text)? };
            self.app.send(&meta, case, &done).await?;
        }
        let file = self.file(case).await?;
        let wanted = |task: &Task| task.key == "panel_measures" && task.state.is_live();
        if !file.tasks.iter().any(wanted) {
            return Ok(());
        }
        self.deliberate(case, PanelTopic::Measures, MEASURES).await
    }

    /// The live tasks of a case that are ended by hand, each with its post.
    async fn by_hand(&self, case: CaseId) -> Result<Vec<(TaskId, String)>, Error> {
        let file = self.file(case).await?;
        let shipped = file.mode.as_ref().and_then(|of| self.app.modes.shipped_version(of));
        let shipped = shipped.ok_or_else(|| broken("a mode that does not ship"))?;
        let by_hand = |key: &str| shipped.mode.task(key).is_some_and(TaskRule::by_hand);
        let live = file.tasks.iter().filter(|task| task.state.is_live() && by_hand(&task.key));
        Ok(live.map(|task| (task.id, task.post.clone())).collect())
    }

    /// 发起网络查控
    pub async fn search(&self, case: CaseId) -> Result<(), Error> {
        let meta = self.on_duty("searcher", "start_search").await?;
        self.app.send(&meta, case, &StartSearch {}).await?;
        self.settle().await
    }

    /// 签发: every draft, by the handler or, before there is one, by whoever signs.
    pub async fn sign(&self, case: CaseId) -> Result<u32, Error> {
        let file = self.file(case).await?;
        let mut count = 0;
        for draft in file.documents.iter().filter(|d| d.state == DocumentState::Drafted) {
            let meta = match &file.handler {
                Some(_) => self.by_handler(&file, "sign_approval").await?,
                None => self.on_duty("signer", "sign_approval").await?,
            };
            self.sign_one(&meta, case, draft.id.into(), "").await?;
            count += 1;
        }
        self.settle().await?;
        Ok(count)
    }

    /// 送达: everything issued and not served yet, by a method.
    pub async fn serve(&self, case: CaseId, method: Method) -> Result<u32, Error> {
        let file = self.file(case).await?;
        let mut wanted: Vec<RecordService> = Vec::new();
        for issued in file.documents.iter().filter(|d| d.state == DocumentState::Issued) {
            if !issued.kind.needs_service() || file.service_complete(issued) {
                continue;
            }
            let unserved = |party: &PartyId| file.served(issued.id, *party).is_none();
            for party in file.service_targets(issued).into_iter().filter(unserved) {
                let name = file.party(party).map(|p| p.details.name.clone()).unwrap_or_default();
                wanted.push(RecordService {
                    also: None,
                    document: issued.id,
                    party,
                    method,
                    on: PastDay::new(self.today()),
                    succeeded: true,
                    detail: Note::try_new(&name)?,
                    proof: Note::default(),
                });
            }
        }
        for attempt in &wanted {
            let meta = self.on_duty("server", RecordService::NAME).await?;
            self.app.send(&meta, case, attempt).await?;
        }
        Ok(u32::try_from(wanted.len()).unwrap_or(u32::MAX))
    }

    /// 甄别: money with something in it is enforceable, an emptied account is left alone, the rest is kept for
    /// the judge.
    pub async fn screen(&self, case: CaseId) -> Result<u32, Error> {
        let file = self.file(case).await?;
        let mut count = 0;
        for found in file.assets.iter().filter(|asset| asset.verdict.is_none()) {
            let (verdict, reason) = match (found.kind.is_money(), found.available.is_positive()) {
                (true, true) => (Verdict::Enforceable, "被执行人名下存款，无例外情形"),
                (true, false) => (Verdict::NotNeeded, "余额为零或者已被在先冻结"),
                (false, _) => (Verdict::NotNeeded, "登记信息已核对，先行处置存款"),
            };
            let meta = self.on_duty("searcher", "screen_asset").await?;
            let reason = Text::try_new(reason)?;
            let command = ScreenAsset { asset: found.id, verdict, reason };
            self.app.send(&meta, case, &command).await?;
            count += 1;
        }
        Ok(count)
    }

    /// 冻结: enforceable money, the largest account first, as far as it is owed and not above `most`.
    pub async fn freeze(
        &self,
        case: CaseId,
        most: Option<Fen>,
        ends_on: Option<Day>,
    ) -> Result<u32, Error> {
        let file = self.file(case).await?;
        let system = Actor::system(self.court());
        let mut count = 0;
        let mut left = most.unwrap_or(Fen::new(i64::MAX));
        let mut assets: Vec<_> = file.assets.iter().collect();
        assets.sort_by_key(|asset| std::cmp::Reverse(asset.available));
        for asset in assets {
            let enforceable = matches!(&asset.verdict, Some((Verdict::Enforceable, _, _)));
            let held = file.measures.iter().any(|measure| measure.asset == asset.id);
            if !enforceable || held {
                continue;
            }
            let limit = self
                .app
                .look(&system, case, |file, ctx| measure::order::limit(file, ctx))
                .await??;
            let amount = limit.min(asset.available).min(left);
            if !amount.is_positive() {
                continue;
            }
            left = left.checked_sub(amount)?;
            let meta = self.on_duty("searcher", "order_measure").await?;
            let reason = Text::try_new("被执行人逾期未履行，冻结其存款")?;
            let amount_fen = Positive::try_new(amount)?;
            let command = OrderMeasure { asset: asset.id, amount_fen, ends_on, reason };
            self.app.send(&meta, case, &command).await?;
            count += 1;
        }
        Ok(count)
    }

    /// 扣划: from every live freeze, as far as is owed; `most` when only a part is wanted.
    pub async fn deduct(&self, case: CaseId, most: Option<Fen>) -> Result<u32, Error> {
        let system = Actor::system(self.court());
        let file = self.file(case).await?;
        let mut count = 0;
        for measure in file.measures.iter().filter(|m| m.state == MeasureState::Live) {
            let limit = self
                .app
                .look(&system, case, |file, ctx| deduction::order::limit(file, ctx))
                .await??;
            let amount = limit.min(measure.left()).min(most.unwrap_or(limit));
            if !amount.is_positive() {
                continue;
            }
            let meta = self.by_handler(&file, "order_deduction").await?;
            let amount_fen = Positive::try_new(amount)?;
            let command = OrderDeduction { measure: measure.id, amount_fen };
            self.app.send(&meta, case, &command).await?;
            count += 1;
        }
        Ok(count)
    }

    /// 解除: every live measure.
    pub async fn release(&self, case: CaseId, reason: &str) -> Result<u32, Error> {
        let file = self.file(case).await?;
        let mut count = 0;
        for measure in file.measures.iter().filter(|m| m.state == MeasureState::Live) {
            if measure.pending.is_some() {
                continue;
            }
            let meta = self.by_handler(&file, "release_measure").await?;
            let reason = Text::try_new(reason)?;
            let command = ReleaseMeasure { measure: measure.id, reason };
            self.app.send(&meta, case, &command).await?;
            count += 1;
        }
        Ok(count)
    }

    /// 导入流水 of a period. Returns how many receipts went to the pool.
    pub async fn import(&self, from: Day, to: Day, csv: bool) -> Result<u64, Error> {
        if self.outside.statement(from, to).lines.is_empty() {
            return Ok(0);
        }
        let outside = &self.outside;
        let (name, bytes) = if csv { outside.csv(from, to) } else { outside.camt053(from, to) };
        let meta = self.on_duty("fund_clerk", "fund.import").await?;
        let done = fund::import(&self.app, &meta, &name, &bytes).await?;
        self.settle().await?;
        Ok(done.note.get("unknown").and_then(serde_json::Value::as_u64).unwrap_or(0))
    }

    /// 提出发放
    pub async fn propose(&self, case: CaseId) -> Result<(), Error> {
        let file = self.file(case).await?;
        let meta = self.by_handler(&file, ProposePayout::NAME).await?;
        let propose = ProposePayout { refund_accounts: None, remark: Note::default() };
        self.app.send(&meta, case, &propose).await.map(drop)
    }

    /// 更正收款账户 of everybody to whom the last payout did not get through: the last digit had been misread.
    pub async fn correct_accounts(&self, case: CaseId) -> Result<(), Error> {
        let file = self.file(case).await?;
        let Some(payout) = file.payouts.last() else { return Ok(()) };
        for (line, result) in payout.lines.iter().zip(&payout.results) {
            let back = result.as_ref().is_some_and(LineResult::is_back);
            let Some(party) = line.party.filter(|_| back) else { continue };
            let mut account = line.account.clone();
            let last = account.account.pop().and_then(|digit| digit.to_digit(10)).unwrap_or(0);
            account.account.push_str(&((last + 1) % 10).to_string());
            let meta = self.on_duty("fund_clerk", CorrectAccount::NAME).await?;
            let correct = CorrectAccount {
                party,
                name: Note::try_new(&account.name)?,
                bank: Text::try_new(&account.bank)?,
                account: Text::try_new(&account.account)?,
                bank_code: Note::try_new(&account.bank_code)?,
                ground: Text::try_new("收款账户确认书")?,
            };
            self.app.send(&meta, case, &correct).await?;
        }
        Ok(())
    }

    /// The case's payout in a state.
    pub async fn payout(&self, case: CaseId, state: PayoutState) -> Result<PayoutId, Error> {
        let file = self.file(case).await?;
        let found = file.payouts.iter().rev().find(|payout| payout.state == state);
        found.map(|payout| payout.id).ok_or_else(|| broken(format!("no payout {}", state.code())))
    }

    /// 批准发放
    pub async fn approve(&self, case: CaseId) -> Result<(), Error> {
        let id = self.payout(case, PayoutState::Proposed).await?;
        let meta = self.on_duty("approver", "sign_approval").await?;
        self.sign_one(&meta, case, id.into(), "同意发放").await
    }

    /// 签批 what waits about one thing of a case.
    pub async fn sign_one(
        &self,
        meta: &Meta,
        case: CaseId,
        about: Subject,
        opinion: &str,
    ) -> Result<(), Error> {
        let file = self.file(case).await?;
        let waits = file.approval_of(about).ok_or_else(|| broken("nothing to sign"))?;
        let sign = SignApproval { approval: waits.id, opinion: Note::try_new(opinion)? };
        self.app.send(meta, case, &sign).await.map(drop)
    }

    /// 导出付款批次 with every approved payout of these cases.
    pub async fn export(&self, cases: &[CaseId]) -> Result<BatchId, Error> {
        let mut wanted = Vec::new();
        for case in cases {
            wanted.push((*case, self.payout(*case, PayoutState::Approved).await?));
        }
        let meta = self.on_duty("cashier", "payout.export").await?;
        let done = payout::export(&self.app, &meta, &wanted).await?;
        self.settle().await?;
        batch(&done)
    }

    /// The bank executes a batch; its answer is imported.
    pub async fn pay(&self, batch: BatchId) -> Result<(), Error> {
        let cashier = self.on_duty("cashier", "payout.file").await?.actor;
        let format = payout::BatchFormat::Pain001;
        let (name, bytes) = payout::file(&self.app, &cashier, batch, format).await?;
        let now = self.app.clock.now();
        let answer = self.outside.pay(now, &name, &bytes).map_err(broken)?;
        let meta = self.on_duty("cashier", "payout.return").await?;
        let name = name.replace(".xml", "-回单.xml");
        payout::import_return(&self.app, &meta, batch, &name, &answer).await?;
        self.settle().await
    }

    /// 结案
    pub async fn close(&self, case: CaseId, remark: &str) -> Result<(), Error> {
        self.explain(case, None).await?;
        let file = self.file(case).await?;
        let meta = self.by_handler(&file, CloseCase::NAME).await?;
        let close = CloseCase { remark: Note::try_new(remark)? };
        self.app.send(&meta, case, &close).await?;
        self.settle().await
    }
}

fn batch(done: &Done) -> Result<BatchId, Error> {
    let id = done.note.get("batch").cloned().ok_or_else(|| broken("no batch"))?;
    Ok(serde_json::from_value(id)?)
}
