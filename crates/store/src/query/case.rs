//! 案件清单：filter, sort, search, count.

mod narrow;

use zhixing_domain::ground::id::{CaseId, StaffId};
use zhixing_domain::matter::Stage;
use zhixing_law::day::Day;
use zhixing_law::money::Fen;
use zhixing_law::number::{CaseKind, CaseNumber};

use self::narrow::narrow;
use super::text::{self, Wanted};
use super::{Cursor, Listing, Page, Sql};
use crate::db::Conn;
use crate::error::StoreError;
use crate::row::Row;
use crate::value::V;

/// 时限灯：how near the next limit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Light {
    /// 已逾期：before today.
    Overdue,
    /// 今日到期
    DueToday,
    /// 三日内到期：from tomorrow to the third day.
    Soon,
    /// 期限尚远：after the third day.
    Normal,
    /// 没有期限
    Idle,
}

/// The days from tomorrow that [`Light::Soon`] covers.
pub const SOON_DAYS: i64 = 3;

/// The order of the case list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CaseSort {
    /// The next limit first; cases without one last.
    #[default]
    Due,
    /// The newest filing first; unfiled cases last.
    Filed,
    /// The largest claim first.
    Claim,
}

impl CaseSort {
    fn letter(self) -> char {
        match self {
            Self::Due => 'd',
            Self::Filed => 'f',
            Self::Claim => 'c',
        }
    }
}

/// Which cases. Every field narrows; `None` leaves it open.
#[derive(Debug, Clone)]
pub struct CaseFilter {
    /// Court.
    pub court: String,
    /// Civil date that [`CaseFilter::light`] is measured from.
    pub today: Day,
    /// 阶段
    pub stage: Option<Stage>,
    /// 办理通道
    pub lane: Option<String>,
    /// 团队
    pub team: Option<String>,
    /// 承办人
    pub handler: Option<StaffId>,
    /// 流程节点
    pub node: Option<String>,
    /// 案件类型
    pub kind: Option<CaseKind>,
    /// 立案日 not before.
    pub filed_from: Option<Day>,
    /// 立案日 not after.
    pub filed_to: Option<Day>,
    /// 时限灯
    pub light: Option<Light>,
    /// 涉民生
    pub livelihood: Option<bool>,
    /// 控制措施将到期：only cases with a warning that nobody has answered.
    pub warned: bool,
    /// 案号 in any notation, its digits or last four, a name or a part of one of two characters or
    /// more, an identity number, a phone.
    pub text: Option<String>,
    /// Order; a search by a part of a name is in the order of filing, newest first, unless handler
    /// or node narrow it.
    pub sort: CaseSort,
}

impl CaseFilter {
    /// Every case of a court, the next limit first.
    pub fn of(court: &str, today: Day) -> Self {
        Self {
            court: court.to_owned(),
            today,
            stage: None,
            lane: None,
            team: None,
            handler: None,
            node: None,
            kind: None,
            filed_from: None,
            filed_to: None,
            light: None,
            livelihood: None,
            warned: false,
            text: None,
            sort: CaseSort::Due,
        }
    }
}

/// One line of the case list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// Court.
    pub court: String,
    /// Case.
    pub case: CaseId,
    /// 案号, empty while there is none.
    pub number: String,
    /// 类型代字
    pub kind: String,
    /// 一案一账号
    pub account_no: String,
    /// Stage.
    pub stage: Stage,
    /// Key of the lane, or empty.
    pub lane: String,
    /// Key of the team, or empty.
    pub team: String,
    /// 承办人
    pub handler: Option<StaffId>,
    /// 承办人姓名
    pub handler_name: String,
    /// 案由
    pub cause: String,
    /// Names joined with 、.
    pub applicants: String,
    /// Names joined with 、.
    pub respondents: String,
    /// 涉民生
    pub livelihood: bool,
    /// 申请执行标的额
    pub claim: Fen,
    /// 已到账
    pub received: Fen,
    /// 已发放
    pub paid: Fen,
    /// 付款在途
    pub in_flight: Fen,
    /// 账户余额
    pub balance: Fen,
    /// 可供发放
    pub undistributed: Fen,
    /// Since when money has lain undistributed.
    pub waiting_since: Option<Day>,
    /// Key of the node the case stands at, or empty.
    pub node: String,
    /// Its name.
    pub node_name: String,
    /// Its limit.
    pub node_due_on: Option<Day>,
    /// The earliest limit that runs.
    pub next_due_on: Option<Day>,
    /// 收件日
    pub received_on: Option<Day>,
    /// The earliest end of a measure that nobody has answered for.
    pub warned_end: Option<Day>,
    /// 立案日
    pub filed_on: Option<Day>,
    /// 结案日
    pub closed_on: Option<Day>,
    /// Code of the way of closing, or empty.
    pub closing_way: String,
    /// Live tasks.
    pub open_tasks: i64,
    /// Drafts waiting for a signature.
    pub unsigned_documents: i64,
    /// Issued documents still to be served.
    pub unserved_documents: i64,
    /// Searches still open.
    pub open_searches: i64,
    /// Measures ordered or live.
    pub live_measures: i64,
    due_key: String,
    filed_key: String,
}

impl CaseRow {
    pub(crate) fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            court: row.text("court_id")?,
            case: CaseId(row.uuid("case_id")?),
            number: row.text("number")?,
            kind: row.text("kind")?,
            account_no: row.text("account_no")?,
            stage: row.word("stage", Stage::from_code)?,
            lane: row.text("lane")?,
            team: row.text("team")?,
            handler: row.uuid_opt("handler_id")?.map(StaffId),
            handler_name: row.text("handler_name")?,
            cause: row.text("cause")?,
            applicants: row.text("applicants")?,
            respondents: row.text("respondents")?,
            livelihood: row.bool("livelihood")?,
            claim: row.fen("claim_fen")?,
            received: row.fen("received_fen")?,
            paid: row.fen("paid_fen")?,
            in_flight: row.fen("in_flight_fen")?,
            balance: row.fen("balance_fen")?,
            undistributed: row.fen("undistributed_fen")?,
            waiting_since: row.day_opt("waiting_since")?,
            node: row.text("node_key")?,
            node_name: row.text("node_name")?,
            node_due_on: row.day_opt("node_due_on")?,
            next_due_on: row.day_opt("next_due_on")?,
            received_on: row.day_opt("received_on")?,
            warned_end: row.text("warned_key")?.parse().ok(),
            filed_on: row.day_opt("filed_on")?,
            closed_on: row.day_opt("closed_on")?,
            closing_way: row.text("closing_way")?,
            open_tasks: row.int("open_tasks")?,
            unsigned_documents: row.int("unsigned_documents")?,
            unserved_documents: row.int("unserved_documents")?,
            open_searches: row.int("open_searches")?,
            live_measures: row.int("live_measures")?,
            due_key: row.text("due_key")?,
            filed_key: row.text("filed_key")?,
        })
    }

    fn cursor(&self, sort: CaseSort) -> Cursor {
        let key = match sort {
            CaseSort::Due => self.due_key.clone(),
            CaseSort::Filed => self.filed_key.clone(),
            CaseSort::Claim => self.claim.get().to_string(),
        };
        Cursor::new(sort.letter(), key, &[self.case.0])
    }
}

/// How many cases a filter finds and what they claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseSummary {
    /// Cases counted.
    pub count: i64,
    /// Sum of their claims.
    pub claim: Fen,
    /// True when there are more: count and sum cover only the first `cap`.
    pub capped: bool,
}

/// The query of a filter, without columns, order and limit; and the order it is read in.
struct Prepared {
    sql: Sql,
    sort: CaseSort,
    by_filing: bool,
}

impl Conn {
    /// One page of the cases a filter finds.
    ///
    /// # Errors
    /// [`StoreError::BadValue`] for a cursor of another list or order.
    pub async fn list_cases(
        &mut self,
        filter: &CaseFilter,
        page: &Page,
    ) -> Result<Listing<CaseRow>, StoreError> {
        let mut prepared = self.prepare(filter).await?;
        let sort = prepared.sort;
        let sql = &mut prepared.sql;
        sql.text.insert_str(0, "SELECT c.*");
        let key = if prepared.by_filing { "p.filed_key, p.case_id" } else { sort_key(sort) };
        if let Some(cursor) = Cursor::of(page, sort.letter(), 1)? {
            let value = match sort {
                CaseSort::Due | CaseSort::Filed => V::from(&cursor.key),
                CaseSort::Claim => V::from(cursor.key_as::<i64>()?),
            };
            let side = if sort == CaseSort::Due { '>' } else { '<' };
            sql.push(&format!(" AND ({key}) {side} (?, ?)"), [value, cursor.id(0)]);
        }
        let direction = if sort == CaseSort::Due { "" } else { " DESC" };
        let order = key.replace(", ", &format!("{direction}, "));
        let limit = V::from(page.rows() + 1);
        sql.push(&format!(" ORDER BY {order}{direction} LIMIT ?"), [limit]);
        let rows = self.all(sql.text.clone(), &sql.values).await?;
        let rows: Result<Vec<CaseRow>, StoreError> = rows.iter().map(CaseRow::from_row).collect();
        Ok(Listing::cut(rows?, page, |row| row.cursor(sort)))
    }

    /// Counts the cases a filter finds and adds up their claims, looking at most at `cap` of them.
    pub async fn summarise_cases(
        &mut self,
        filter: &CaseFilter,
        cap: i64,
    ) -> Result<CaseSummary, StoreError> {
        let mut prepared = self.prepare(filter).await?;
        let sql = &mut prepared.sql;
        let head = "SELECT COUNT(*) AS n, CAST(COALESCE(SUM(claim_fen), 0) AS BIGINT) AS claim \
            FROM (SELECT c.claim_fen";
        sql.text.insert_str(0, head);
        sql.push(" LIMIT ?) AS found", [V::from(cap)]);
        let row = self.one(sql.text.clone(), &sql.values).await?;
        let (count, claim) = (row.int("n")?, row.fen("claim")?);
        // Only when the cap was reached is it asked whether there is one more.
        let capped = count == cap && self.has_more(filter, cap).await?;
        Ok(CaseSummary { count, claim, capped })
    }

    /// The cases that a search text means, the newest filing first where it is a part of a name; at most
    /// `limit`, and whether there are more.
    pub async fn case_ids_of_text(
        &mut self,
        court_id: &str,
        today: Day,
        text: &str,
        limit: i64,
    ) -> Result<(Vec<CaseId>, bool), StoreError> {
        let filter = CaseFilter { text: Some(text.to_owned()), ..CaseFilter::of(court_id, today) };
        let Prepared { mut sql, by_filing, .. } = self.prepare(&filter).await?;
        sql.text.insert_str(0, "SELECT c.case_id AS found");
        let order = if by_filing { " ORDER BY p.filed_key DESC, p.case_id DESC" } else { "" };
        sql.push(&format!("{order} LIMIT ?"), [V::from(limit + 1)]);
        let rows = self.all(sql.text, &sql.values).await?;
        let found: Result<Vec<CaseId>, StoreError> =
            rows.iter().map(|row| Ok(CaseId(row.uuid("found")?))).collect();
        let mut found = found?;
        let most = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = most < found.len();
        found.truncate(most);
        Ok((found, more))
    }

    async fn has_more(&mut self, filter: &CaseFilter, cap: i64) -> Result<bool, StoreError> {
        let mut sql = self.prepare(filter).await?.sql;
        sql.text.insert_str(0, "SELECT c.case_id");
        sql.push(" LIMIT 1 OFFSET ?", [V::from(cap)]);
        Ok(self.optional(sql.text, &sql.values).await?.is_some())
    }

    async fn prepare(&mut self, filter: &CaseFilter) -> Result<Prepared, StoreError> {
        let wanted: Option<Wanted> = filter.text.as_deref().and_then(text::read);
        let Some(wanted) = wanted else {
            let mut sql = Sql::default();
            sql.push(" FROM case_file c WHERE c.court_id = ?", [V::from(&filter.court)]);
            narrow(&mut sql, filter, true)?;
            return Ok(Prepared { sql, sort: filter.sort, by_filing: false });
        };
        if let Wanted::Fragment(folded) = &wanted
            && (filter.handler.is_some() || filter.node.is_some())
            && self.is_common(&filter.court, folded).await?
        {
            // Few cases fit the filter and many the name: the filter leads.
            let mut sql = Sql::default();
            sql.push(" FROM case_file c WHERE c.court_id = ?", [V::from(&filter.court)]);
            narrow(&mut sql, filter, true)?;
            text::holds_name(&mut sql, folded);
            return Ok(Prepared { sql, sort: filter.sort, by_filing: false });
        }
        let mut source = self.search_source(&filter.court, &wanted).await?;
        narrow(&mut source.sql, filter, false)?;
        let by_filing = source.by_filing;
        let sort = if by_filing { CaseSort::Filed } else { filter.sort };
        Ok(Prepared { sql: source.sql, sort, by_filing })
    }

    /// The case of a number, whatever ruling of it is named.
    pub async fn find_case_by_number(
        &mut self,
        court_id: &str,
        number: &CaseNumber,
    ) -> Result<Option<CaseRow>, StoreError> {
        let sql = "SELECT * FROM case_file WHERE court_id = $1 AND number = $2 AND number <> ''";
        let values = [V::from(court_id), V::from(number.case().to_string())];
        self.optional(sql, &values).await?.as_ref().map(CaseRow::from_row).transpose()
    }

    /// The case with this account of its own (一案一账号).
    pub async fn find_case_by_account_no(
        &mut self,
        court_id: &str,
        account_no: &str,
    ) -> Result<Option<CaseRow>, StoreError> {
        let sql = "SELECT * FROM case_file WHERE court_id = $1 AND account_no = $2 \
            AND account_no <> '' ORDER BY case_id LIMIT 1";
        let values = [V::from(court_id), V::from(account_no)];
        self.optional(sql, &values).await?.as_ref().map(CaseRow::from_row).transpose()
    }

    /// The list's line of one case.
    pub async fn case_row(
        &mut self,
        court_id: &str,
        case: CaseId,
    ) -> Result<Option<CaseRow>, StoreError> {
        let sql = "SELECT * FROM case_file WHERE court_id = $1 AND case_id = $2";
        let row = self.optional(sql, &[V::from(court_id), V::from(case.0)]).await?;
        row.as_ref().map(CaseRow::from_row).transpose()
    }

    /// Open cases per handler and team, for assignment.
    pub async fn open_load(&mut self, court_id: &str) -> Result<Vec<OpenLoad>, StoreError> {
        let sql = "SELECT handler_id, team, COUNT(*) AS n FROM case_file \
            WHERE court_id = $1 AND stage = 'open' AND handler_id IS NOT NULL \
            GROUP BY handler_id, team ORDER BY handler_id, team";
        let rows = self.all(sql, &[V::from(court_id)]).await?;
        let load = |row: &Row| -> Result<OpenLoad, StoreError> {
            let handler = StaffId(row.uuid("handler_id")?);
            Ok(OpenLoad { handler, team: row.text("team")?, cases: row.int("n")? })
        };
        rows.iter().map(load).collect()
    }
}

/// Open cases of a handler in a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenLoad {
    /// 承办人
    pub handler: StaffId,
    /// Key of the team.
    pub team: String,
    /// Open cases.
    pub cases: i64,
}

fn sort_key(sort: CaseSort) -> &'static str {
    match sort {
        CaseSort::Due => "c.due_key, c.case_id",
        CaseSort::Filed => "c.filed_key, c.case_id",
        CaseSort::Claim => "c.claim_fen, c.case_id",
    }
}
