//! Lists, counts and look-ups for the pages, each through the door.

use std::str::FromStr as _;

use uuid::Uuid;
use zhixing_domain::{
    ground::act::Act,
    ground::actor::Actor,
    ground::id::{BatchId, CaseId, PayoutId, ReceiptId, StaffId},
    ground::refusal::{FieldProblem, Refusal},
    money::payout::PayoutState,
};
use zhixing_law::{day::Day, money::Fen, number::CaseNumber};
use zhixing_store::StoreError;
pub use zhixing_store::{
    docket::Entry,
    job::{Job, JobState},
    query::{
        Listing, Page,
        case::{CaseFilter, CaseRow, CaseSort, CaseSummary, Light, SOON_DAYS},
        funds::{
            Age, BatchLineRow, BatchRow, FundSummary, PayoutRow, ReceiptFilter, ReceiptRow,
            StatementRow, Sum,
        },
        measure::MeasureRow,
        task::{Mine, TaskCounts, TaskDue, TaskFilter, TaskRow, TaskStates},
        wall::{Limit, LimitKind, NodeLoad, TeamLoad, Wall},
    },
};

use crate::{at::At, error::Error, settings::App};

/// Totals stop counting here and say so.
const COUNT_MAX: i64 = 100_000;

/// Cases that a search text among tasks may mean; beyond them, the answer says that there are more.
const TEXT_CASES_MAX: i64 = 200;

/// Saved views of one person at most.
pub const VIEWS_MAX: usize = 50;

/// A cursor of another list is the caller's mistake.
fn listed<T>(result: Result<T, StoreError>) -> Result<T, Error> {
    result.map_err(|error| match error {
        StoreError::BadValue(_) => Refusal::field("after", FieldProblem::Unknown).into(),
        other => other.into(),
    })
}

/// A filter is of the court that the door was asked about.
fn of_court(at: At<'_>, court: &str) -> Result<(), Error> {
    if at.court == court { Ok(()) } else { Err(Error::NotFound("清单")) }
}

impl App {
    /// 案件清单
    pub async fn list_cases<'a>(
        &self,
        at: impl Into<At<'a>>,
        filter: &CaseFilter,
        page: &Page,
    ) -> Result<Listing<CaseRow>, Error> {
        let at = at.into();
        self.allow_court(at, Act::ListCases)?;
        of_court(at, &filter.court)?;
        listed(self.db.read().await?.list_cases(filter, page).await)
    }

    /// 案件合计
    pub async fn summarise_cases<'a>(
        &self,
        at: impl Into<At<'a>>,
        filter: &CaseFilter,
    ) -> Result<CaseSummary, Error> {
        let at = at.into();
        self.allow_court(at, Act::ListCases)?;
        of_court(at, &filter.court)?;
        listed(self.db.read().await?.summarise_cases(filter, COUNT_MAX).await)
    }

    /// 事项清单
    pub async fn list_tasks<'a>(
        &self,
        at: impl Into<At<'a>>,
        filter: &TaskFilter,
        page: &Page,
    ) -> Result<Listing<TaskRow>, Error> {
        let at = at.into();
        self.allow_court(at, Act::ListTasks)?;
        of_court(at, &filter.court)?;
        listed(self.db.read().await?.list_tasks(filter, page).await)
    }

    /// 事项计数
    pub async fn count_tasks<'a>(
        &self,
        at: impl Into<At<'a>>,
        filter: &TaskFilter,
    ) -> Result<TaskCounts, Error> {
        let at = at.into();
        self.allow_court(at, Act::ListTasks)?;
        of_court(at, &filter.court)?;
        listed(self.db.read().await?.count_tasks(filter, COUNT_MAX).await)
    }

    /// Narrows a task filter to the cases that a search text means. True when it means more cases than are
    /// looked at: the text should be longer.
    pub async fn search_tasks<'a>(
        &self,
        at: impl Into<At<'a>>,
        filter: &mut TaskFilter,
        text: &str,
    ) -> Result<bool, Error> {
        let at = at.into();
        self.allow_court(at, Act::ListTasks)?;
        of_court(at, &filter.court)?;
        let mut conn = self.db.read().await?;
        let found = conn.case_ids_of_text(&filter.court, filter.today, text, TEXT_CASES_MAX).await;
        let (cases, more) = listed(found)?;
        filter.cases = Some(cases);
        Ok(more)
    }

    /// 控制措施届满清单, until a day.
    pub async fn expiring_measures<'a>(
        &self,
        at: impl Into<At<'a>>,
        until: Day,
        page: &Page,
    ) -> Result<Listing<MeasureRow>, Error> {
        let at = at.into();
        self.allow_court(at, Act::ListCases)?;
        listed(self.db.read().await?.expiring_measures(at.court, until, page).await)
    }

    /// 案款概况
    pub async fn fund_summary<'a>(&self, at: impl Into<At<'a>>) -> Result<FundSummary, Error> {
        let at = at.into();
        self.allow_court(at, Act::ViewFunds)?;
        let today = self.clock.today();
        listed(self.db.read().await?.fund_summary(at.court, today).await)
    }

    /// 对账: what the books say lies at the bank, and whether the unknown money in the books is the unknown
    /// money in the list.
    pub async fn reconcile<'a>(&self, at: impl Into<At<'a>>) -> Result<Reconciled, Error> {
        let at = at.into();
        self.allow_court(at, Act::ViewFunds)?;
        // Of one moment: a receipt that comes in between is in both or in neither.
        let mut conn = self.db.snapshot().await?;
        let summary = listed(conn.fund_summary(at.court, self.clock.today()).await)?;
        let pool = conn.balance(at.court, "pool").await?;
        let bank = conn.balance(at.court, "bank").await?;
        let unmatched = summary.unknown.sum.checked_add(summary.claimed.sum)?;
        Ok(Reconciled { bank: summary_bank(&summary, bank), agrees: pool == unmatched })
    }

    /// 到账款项
    pub async fn list_receipts<'a>(
        &self,
        at: impl Into<At<'a>>,
        state: ReceiptFilter,
        page: &Page,
    ) -> Result<Listing<ReceiptRow>, Error> {
        let at = at.into();
        self.allow_court(at, Act::ViewFunds)?;
        listed(self.db.read().await?.list_receipts(at.court, state, page).await)
    }

    /// One receipt; which statement it came in is part of the row.
    pub async fn receipt<'a>(
        &self,
        at: impl Into<At<'a>>,
        id: ReceiptId,
    ) -> Result<ReceiptRow, Error> {
        let at = at.into();
        self.allow_court(at, Act::ViewFunds)?;
        let found = self.db.read().await?.receipt_row(at.court, id).await?;
        found.ok_or(Error::NotFound("款项"))
    }

    /// Cases with money that has not been paid out.
    pub async fn list_case_funds<'a>(
        &self,
        at: impl Into<At<'a>>,
        handler: Option<StaffId>,
        page: &Page,
    ) -> Result<Listing<CaseRow>, Error> {
        let at = at.into();
        self.allow_court(at, Act::ViewFunds)?;
        listed(self.db.read().await?.list_case_funds(at.court, handler, page).await)
    }

    /// 发放清单
    pub async fn list_payouts<'a>(
        &self,
        at: impl Into<At<'a>>,
        state: PayoutState,
        page: &Page,
    ) -> Result<Listing<PayoutRow>, Error> {
        let at = at.into();
        self.allow_court(at, Act::ViewFunds)?;
        listed(self.db.read().await?.list_payouts(at.court, state, page).await)
    }

    /// Every approved payout, for the next batch.
    pub async fn payable(&self, actor: &Actor) -> Result<Vec<(CaseId, PayoutId)>, Error> {
        self.allow_court(actor, Act::ExportBatch)?;
        let page = Page::first(200);
        let mut conn = self.db.read().await?;
        let found = conn.list_payouts(&actor.court, PayoutState::Approved, &page).await?;
        Ok(found.rows.into_iter().map(|row| (row.case, row.payout)).collect())
    }

    /// 付款批次清单
    pub async fn list_batches<'a>(
        &self,
        at: impl Into<At<'a>>,
        page: &Page,
    ) -> Result<Listing<BatchRow>, Error> {
        let at = at.into();
        self.allow_court(at, Act::ViewFunds)?;
        listed(self.db.read().await?.list_batches(at.court, page).await)
    }

    /// 批次明细
    pub async fn batch_lines<'a>(
        &self,
        at: impl Into<At<'a>>,
        batch: BatchId,
    ) -> Result<Vec<BatchLineRow>, Error> {
        let at = at.into();
        self.allow_court(at, Act::ViewFunds)?;
        let lines = self.db.read().await?.batch_lines(at.court, batch).await?;
        if lines.is_empty() { Err(Error::NotFound("付款批次")) } else { Ok(lines) }
    }

    /// 银行流水清单
    pub async fn list_statements<'a>(
        &self,
        at: impl Into<At<'a>>,
        page: &Page,
    ) -> Result<Listing<StatementRow>, Error> {
        let at = at.into();
        self.allow_court(at, Act::ViewFunds)?;
        listed(self.db.read().await?.list_statements(at.court, page).await)
    }

    /// 指挥大屏
    pub async fn wall<'a>(&self, at: impl Into<At<'a>>) -> Result<Wall, Error> {
        let at = at.into();
        self.allow_court(at, Act::ViewWall)?;
        let today = self.clock.today();
        listed(self.db.read().await?.wall(at.court, today).await)
    }

    /// 已存视图 of the person: name and canonical JSON.
    pub async fn views(&self, actor: &Actor) -> Result<Vec<(String, String)>, Error> {
        self.allow_court(actor, Act::ListCases)?;
        let mut conn = self.db.read().await?;
        let all = conn.preferences_of(&actor.court, actor.id.0).await?;
        Ok(all
            .into_iter()
            .filter_map(|(name, value)| {
                name.strip_prefix("view:cases:").map(|name| (name.to_owned(), value))
            })
            .collect())
    }

    /// Saves a view of the person's own.
    pub async fn save_view(&self, actor: &Actor, name: &str, value: &str) -> Result<(), Error> {
        let known = self.views(actor).await?;
        if VIEWS_MAX <= known.len() && !known.iter().any(|(known, _)| known == name) {
            return Err(Refusal::field("name", FieldProblem::TooLong { max: VIEWS_MAX }).into());
        }
        let key = format!("view:cases:{name}");
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        tx.set_preference(&actor.court, actor.id.0, &key, value, now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Forgets a view of the person's own.
    pub async fn forget_view(&self, actor: &Actor, name: &str) -> Result<(), Error> {
        self.allow_court(actor, Act::ListCases)?;
        let key = format!("view:cases:{name}");
        let mut tx = self.db.begin().await?;
        tx.clear_preference(&actor.court, actor.id.0, &key).await?;
        tx.commit().await?;
        Ok(())
    }

    /// The person's own jobs, newest first.
    pub async fn jobs(&self, actor: &Actor, limit: i64) -> Result<Vec<Job>, Error> {
        let mut conn = self.db.read().await?;
        let limit = limit.clamp(1, 100);
        Ok(conn.jobs_of(&actor.court, actor.id.0, Uuid::max(), limit).await?)
    }

    /// One job of the person's own.
    pub async fn job(&self, actor: &Actor, id: Uuid) -> Result<Job, Error> {
        let key = zhixing_store::job::JobKey { court_id: actor.court.clone(), job_id: id };
        let found = self.db.read().await?.job(&key).await?;
        found.filter(|job| job.owner_id == Some(actor.id.0)).ok_or(Error::NotFound("后台任务"))
    }

    /// Asks one of the person's own jobs to stop.
    pub async fn cancel_job(&self, actor: &Actor, id: Uuid) -> Result<(), Error> {
        let job = self.job(actor, id).await?;
        let mut tx = self.db.begin().await?;
        tx.cancel_job(&job.key, self.clock.now()).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// 对账结果
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reconciled {
    /// What the books say lies at the bank; none before the first statement.
    pub bank: Option<Fen>,
    /// The unknown money in the books is the unknown money in the list.
    pub agrees: bool,
}

/// A court without a statement and without money has nothing to reconcile.
fn summary_bank(summary: &FundSummary, bank: Fen) -> Option<Fen> {
    let never = bank == Fen::ZERO && summary.oldest_unknown.is_none();
    (!never).then_some(bank)
}

/// A case's number as people type it, with either kind of brackets.
pub fn case_number(text: &str) -> Result<CaseNumber, Error> {
    CaseNumber::from_str(text.trim()).map_err(|_| {
        Refusal::field("case_no", FieldProblem::Invalid { expected: "完整的案号" }).into()
    })
}
