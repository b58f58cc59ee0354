//! Lists, counts and look-ups for the pages, each through the door.

use std::collections::BTreeMap;
use std::str::FromStr as _;

use uuid::Uuid;
use zhixing_domain::{
    ground::act::Act,
    ground::actor::Actor,
    ground::id::{BatchId, CaseId, PayoutId, ReceiptId},
    ground::refusal::{FieldProblem, Refusal},
    money::agreement::{self, Agreement},
    money::payout::PayoutState,
    policy::Reach,
};
use zhixing_law::number::CaseNumber;
use zhixing_store::StoreError;
use zhixing_store::list::Scope;
pub use zhixing_store::{
    docket::Entry,
    job::{Job, JobState, Lane},
    list::{
        ALL, Asked, Cell, Choice, Column, Filter, Found, Kind, Light, List, ListRow, Names, Offer,
        Place, Shape, Total, View, Word, filter_title, find,
    },
    query::{
        Listing, Page,
        case::{CaseRow, SOON_DAYS},
        funds::{
            Age, BatchLineRow, Compared, FundSummary, PayoutRow, ReceiptRow, StrangePayment, Sum,
        },
        wall::{Limit, LimitKind, NodeLoad, TeamLoad, Wall},
    },
};

use crate::{asked, at::At, error::Error, settings::App, view::Rows};

/// Totals stop counting here and say so.
const COUNT_MAX: i64 = 100_000;

/// Saved views of one person at most.
pub const VIEWS_MAX: usize = 50;

/// A cursor of another list is the caller's mistake.
fn listed<T>(result: Result<T, StoreError>) -> Result<T, Error> {
    result.map_err(|error| match error {
        StoreError::BadValue(_) => Refusal::field("after", FieldProblem::Unknown).into(),
        other => other.into(),
    })
}

impl App {
    /// The lists that a reader may open at all.
    pub fn lists<'a>(&self, at: impl Into<At<'a>>) -> impl Iterator<Item = &'static List> {
        let at = at.into();
        ALL.iter().copied().filter(move |list| self.reach_list(at, list).is_ok())
    }

    /// A list by its key, through the door of its act.
    pub fn list_of<'a>(&self, at: impl Into<At<'a>>, key: &str) -> Result<&'static List, Error> {
        let list = find(key).ok_or(Error::NotFound("清单"))?;
        self.reach_list(at.into(), list)?;
        Ok(list)
    }

    /// How far a reader sees in a list. One who sees no more than cases of his own sees only their rows; a list whose
    /// rows belong to no case is then closed.
    fn reach_list(&self, at: At<'_>, list: &List) -> Result<Reach, Error> {
        self.allow_rows(at, list.act)?;
        let reach =
            at.actor.roles.iter().filter_map(|role| self.roles.reach(*role, list.act)).max();
        match reach {
            Some(Reach::Own) if !list.has_cases() => Err(Error::Forbidden(list.act)),
            Some(reach) => Ok(reach),
            None => Err(Error::Forbidden(list.act)),
        }
    }

    /// Asks an address's question of a list of the court that is looked at. A question for somebody's number needs the
    /// right to it, and is written down.
    pub async fn ask<'a, 'v>(
        &self,
        at: impl Into<At<'a>>,
        key: &str,
        values: impl IntoIterator<Item = (&'v str, &'v str)>,
    ) -> Result<Asked, Error> {
        let at = at.into();
        let mut asked = self.understood(at, key, values)?;
        asked.scope.person_numbers = asked::allowed(self, at, asked.text()).await?;
        Ok(asked)
    }

    /// Reads what an address says of a list, without asking it.
    pub fn understood<'a, 'v>(
        &self,
        at: impl Into<At<'a>>,
        key: &str,
        values: impl IntoIterator<Item = (&'v str, &'v str)>,
    ) -> Result<Asked, Error> {
        let at = at.into();
        let list = find(key).ok_or(Error::NotFound("清单"))?;
        let own = self.reach_list(at, list)? == Reach::Own;
        // The posts of another court have the same keys and other holders.
        let reader = Actor { posts: at.posts().to_vec(), ..at.actor.clone() };
        let (court, today) = (at.court.to_owned(), self.clock.today());
        let scope = Scope { court, today, reader, own, person_numbers: false };
        Ok(Asked::read(list, scope, values)?)
    }

    /// 清单的一页
    pub async fn list(&self, asked: &Asked, page: &Page) -> Result<Found, Error> {
        listed(self.db.read().await?.list(asked, page).await)
    }

    /// 清单的合计
    pub async fn total(&self, asked: &Asked) -> Result<Total, Error> {
        listed(self.db.read().await?.total(asked, COUNT_MAX).await)
    }

    /// 案款概况
    pub async fn fund_summary<'a>(&self, at: impl Into<At<'a>>) -> Result<FundSummary, Error> {
        let at = at.into();
        self.allow_court(at, Act::ViewFunds)?;
        let today = self.clock.today();
        listed(self.db.read().await?.fund_summary(at.court, today).await)
    }

    /// 账实核对: what the bank says of the court's account against the books, and what is there that no payment of ours
    /// explains. `None` before the first statement.
    pub async fn agreement<'a>(
        &self,
        at: impl Into<At<'a>>,
    ) -> Result<Option<(Agreement, Compared)>, Error> {
        let at = at.into();
        self.allow_court(at, Act::ViewFunds)?;
        let account = self.organisation(at.court).await?.court.fund_account.account.clone();
        // Of one moment: a receipt that comes in between is in both or in neither.
        let mut conn = self.db.snapshot().await?;
        let summary = listed(conn.fund_summary(at.court, self.clock.today()).await)?;
        let unmatched = summary.unknown.sum.checked_add(summary.claimed.sum)?;
        let found = conn.compared(at.court, &account, unmatched).await?;
        let agreement = agreement::compare(&found.stated, &found.moved, &found.books)?;
        Ok(agreement.map(|agreement| (agreement, found)))
    }

    /// One receipt that the actor may see; which statement it came in is part of the row.
    pub async fn receipt<'a>(
        &self,
        at: impl Into<At<'a>>,
        id: ReceiptId,
    ) -> Result<ReceiptRow, Error> {
        let at = at.into();
        let rows = self.allow_rows(at, Act::ViewFunds)?;
        let found = self.db.read().await?.receipt_row(at.court, id).await?;
        let row = found.ok_or(Error::NotFound("款项"))?;
        match row.case {
            Some(case) if !self.has_row(at, Act::ViewFunds, rows, case).await? => {
                Err(Error::NotFound("款项"))
            }
            _ => Ok(row),
        }
    }

    /// Whether the actor may be shown the whole account of money: as the account of the case that it is of; while it
    /// is of none, as whoever may claim it.
    pub async fn may_unmask(&self, at: At<'_>, case: Option<CaseId>) -> Result<bool, Error> {
        let Ok(rows) = self.allow_rows(at, Act::Unmask) else { return Ok(false) };
        match case {
            Some(case) => self.has_row(at, Act::Unmask, rows, case).await,
            None => Ok(self.allow_rows(at, Act::ClaimReceipt).is_ok()),
        }
    }

    /// A page without the rows of cases that are not the actor's own.
    async fn own_rows<T>(
        &self,
        at: At<'_>,
        rows: Rows,
        listing: Listing<T>,
        case: impl Fn(&T) -> CaseId,
    ) -> Result<Listing<T>, Error> {
        let mut kept = Vec::with_capacity(listing.rows.len());
        for row in listing.rows {
            if self.has_row(at, Act::ViewFunds, rows, case(&row)).await? {
                kept.push(row);
            }
        }
        Ok(Listing { rows: kept, ..listing })
    }

    /// 发放清单
    pub async fn list_payouts<'a>(
        &self,
        at: impl Into<At<'a>>,
        state: PayoutState,
        page: &Page,
    ) -> Result<Listing<PayoutRow>, Error> {
        let at = at.into();
        let rows = self.allow_rows(at, Act::ViewFunds)?;
        let listing = listed(self.db.read().await?.list_payouts(at.court, state, page).await)?;
        self.own_rows(at, rows, listing, |row| row.case).await
    }

    /// Every approved payout, for the next batch.
    pub async fn payable(&self, actor: &Actor) -> Result<Vec<(CaseId, PayoutId)>, Error> {
        self.allow_court(actor, Act::ExportBatch)?;
        let page = Page::first(200);
        let mut conn = self.db.read().await?;
        let found = conn.list_payouts(&actor.court, PayoutState::Approved, &page).await?;
        Ok(found.rows.into_iter().map(|row| (row.case, row.payout)).collect())
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

    /// 指挥大屏
    pub async fn wall<'a>(&self, at: impl Into<At<'a>>) -> Result<Wall, Error> {
        let at = at.into();
        self.allow_court(at, Act::ViewWall)?;
        let today = self.clock.today();
        listed(self.db.read().await?.wall(at.court, today).await)
    }

    /// 已存视图 of a list, the person's own: name and canonical JSON.
    pub async fn views(&self, actor: &Actor, key: &str) -> Result<BTreeMap<String, String>, Error> {
        let list = self.list_of(actor, key)?;
        let mut conn = self.db.read().await?;
        let all = conn.preferences_of(&actor.court, actor.id.0).await?;
        let prefix = view_key(list, "");
        let own = all.into_iter().filter_map(|(name, value)| {
            name.strip_prefix(&prefix).map(|name| (name.to_owned(), value))
        });
        Ok(own.collect())
    }

    /// Saves a view of the person's own.
    pub async fn save_view(
        &self,
        actor: &Actor,
        key: &str,
        name: &str,
        value: &str,
    ) -> Result<(), Error> {
        let list = self.list_of(actor, key)?;
        let known = self.views(actor, key).await?;
        if VIEWS_MAX <= known.len() && !known.contains_key(name) {
            return Err(Refusal::field("name", FieldProblem::TooLong { max: VIEWS_MAX }).into());
        }
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let key = view_key(list, name);
        tx.set_preference(&actor.court, actor.id.0, &key, value, now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Forgets a view of the person's own.
    pub async fn forget_view(&self, actor: &Actor, key: &str, name: &str) -> Result<(), Error> {
        let list = self.list_of(actor, key)?;
        let mut tx = self.db.begin().await?;
        tx.clear_preference(&actor.court, actor.id.0, &view_key(list, name)).await?;
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

fn view_key(list: &List, name: &str) -> String {
    format!("view:{}:{name}", list.key)
}

/// A case's number as people type it, with either kind of brackets.
pub fn case_number(text: &str) -> Result<CaseNumber, Error> {
    CaseNumber::from_str(text.trim()).map_err(|_| {
        Refusal::field("case_no", FieldProblem::Invalid { expected: "完整的案号" }).into()
    })
}
