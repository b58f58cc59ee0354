//! 案件：the row of one case, found by what names it; load for assignment.

use zhixing_domain::ground::id::{CaseId, StaffId};
use zhixing_domain::matter::Stage;
use zhixing_law::day::Day;
use zhixing_law::money::Fen;
use zhixing_law::number::CaseNumber;

use crate::db::Conn;
use crate::error::StoreError;
use crate::projection::gram;
use crate::query::Sql;
use crate::row::Row;
use crate::value::V;

/// 三日内到期: the days from tomorrow that it covers.
pub const SOON_DAYS: i64 = 3;

/// What the projection holds of a case.
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
    /// Code of how an objection was decided, or empty.
    pub result: String,
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
            result: row.text("result")?,
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
        })
    }
}

/// A case of a title, with one of its applicants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Titled {
    /// The key of its title.
    pub title: String,
    pub number: String,
    /// As it is searched for.
    name: String,
    identity: String,
}

impl Titled {
    fn from_row(row: &Row) -> Result<Titled, StoreError> {
        Ok(Titled {
            title: row.text("title")?,
            number: row.text("number")?,
            name: row.text("name")?,
            identity: row.text("identity")?,
        })
    }

    /// Whether one of these, by name and number, is its applicant.
    pub fn is_of(&self, applicants: &[(String, String)]) -> bool {
        applicants.iter().any(|(known, number)| {
            gram::folded(known) == self.name || !number.is_empty() && *number == self.identity
        })
    }
}

fn filed_under(court_id: &str, titles: &[String]) -> Sql {
    let mut sql = Sql::default();
    let head = "SELECT DISTINCT c.title_key AS title, c.number AS number, p.search_name AS name, \
        p.identity_number AS identity FROM case_file c \
        JOIN case_party p ON p.court_id = c.court_id AND p.case_id = c.case_id \
        WHERE c.court_id = ? AND c.title_key <> '' AND c.number <> '' \
        AND c.closing_way <> 'struck_off' AND p.role = 'applicant' AND c.title_key IN ";
    sql.push(head, [V::from(court_id)]);
    sql.any_of(titles.iter().map(|title| V::from(title.as_str())));
    sql
}

impl Conn {
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

    /// Cases by their ids, in no order; those that are not there are not among them.
    pub async fn cases_of(
        &mut self,
        court_id: &str,
        cases: &[CaseId],
    ) -> Result<Vec<CaseRow>, StoreError> {
        if cases.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::default();
        sql.push("SELECT * FROM case_file WHERE court_id = ? AND case_id IN ", [V::from(court_id)]);
        sql.any_of(cases.iter().map(|case| V::from(case.0)));
        let rows = self.all(sql.text, &sql.values).await?;
        rows.iter().map(CaseRow::from_row).collect()
    }

    /// 在先的同一申请：the numbers of the cases of one title and one of these applicants, by identity number or by name,
    /// those left out that were struck off.
    pub async fn filed_before(
        &mut self,
        court_id: &str,
        case: CaseId,
        title: &str,
        applicants: &[(String, String)],
    ) -> Result<Vec<String>, StoreError> {
        let mut sql = filed_under(court_id, &[gram::title_key(title)]);
        sql.push(" AND c.case_id <> ? ORDER BY c.number", [V::from(case.0)]);
        let mut numbers = Vec::new();
        for row in self.all(sql.text, &sql.values).await? {
            let case = Titled::from_row(&row)?;
            if case.is_of(applicants) && !numbers.contains(&case.number) {
                numbers.push(case.number);
            }
        }
        Ok(numbers)
    }

    /// The numbered cases of these titles, by their keys, with each of their applicants; those left out that were struck
    /// off.
    pub async fn filed_under(
        &mut self,
        court_id: &str,
        titles: &[String],
    ) -> Result<Vec<Titled>, StoreError> {
        if titles.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = filed_under(court_id, titles);
        sql.push(" ORDER BY c.number", []);
        let rows = self.all(sql.text, &sql.values).await?;
        rows.iter().map(Titled::from_row).collect()
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

    /// The matters that are about one, the latest first.
    pub async fn matters_about(
        &mut self,
        court_id: &str,
        case: CaseId,
    ) -> Result<Vec<CaseRow>, StoreError> {
        let sql = "SELECT * FROM case_file WHERE court_id = $1 AND about_id = $2 \
            AND about_id IS NOT NULL ORDER BY case_id DESC LIMIT 200";
        let rows = self.all(sql, &[V::from(court_id), V::from(case.0)]).await?;
        rows.iter().map(CaseRow::from_row).collect()
    }

    /// Open cases per handler and team, for assignment.
    pub async fn open_load(&mut self, court_id: &str) -> Result<Vec<OpenLoad>, StoreError> {
        // What is no case (来访) is few and taken off again, so that counting the cases reads an index only.
        let sql = "SELECT handler_id, team, CAST(SUM(n) AS BIGINT) AS n FROM (\
            SELECT handler_id, team, COUNT(*) AS n FROM case_file \
            WHERE court_id = $1 AND stage = 'open' AND handler_id IS NOT NULL \
            GROUP BY handler_id, team UNION ALL \
            SELECT handler_id, team, -COUNT(*) FROM case_file \
            WHERE court_id = $1 AND kind = '来访' AND kind <> '执' AND stage || '' = 'open' \
            AND handler_id IS NOT NULL GROUP BY handler_id, team) AS counted \
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
