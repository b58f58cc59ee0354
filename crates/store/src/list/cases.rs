//! 案件清单

mod narrow;

use zhixing_domain::ground::act::Act;
use zhixing_domain::ground::id::CaseId;
use zhixing_domain::ground::refusal::Refusal;

use self::narrow::narrow;
use super::asked::{Asked, Scope};
use super::description::{
    Ask, Choice, Column, Filter, KeyKind, Kind, Light, List, Names, Order, Shape, View, Word,
};
use super::sql::Prepared;
use crate::db::Conn;
use crate::error::StoreError;
use crate::query::Sql;
use crate::query::text::{self, Wanted};
use crate::value::V;

/// What [`Ask::Cases`] reads of the filters by itself.
const BY_HAND: &str = "";

const STATES: &[Word] = &[
    Word::of("received", "待补正", Light::Soon),
    Word::of("open", "在办", Light::Normal),
    Word::of("closed", "已结", Light::Idle),
];

const fn choice(code: &'static str, title: &'static str) -> Choice {
    Choice::of(code, title, BY_HAND)
}

const TAGS: &str = "(CASE WHEN c.livelihood THEN '涉民生' ELSE '' END) || \
    (CASE WHEN c.livelihood AND c.warned_key <> '' THEN '、' ELSE '' END) || \
    (CASE WHEN c.warned_key <> '' THEN '控制措施' || c.warned_key || '到期待答复' ELSE '' END)";

pub(super) static LIST: List = List {
    key: "cases",
    title: "案件列表",
    unit: "件案件",
    act: Act::ListCases,
    menu: false,
    from: "case_file c",
    always: "",
    id: "c.case_id",
    about: Some("matter"),
    case: Some("c.case_id"),
    opens: "''",
    by: None,
    offers: &[],
    columns: &[
        Column::of("case_no", "案号", "c.number", Shape::Number).always(),
        Column::of("next_due_on", "最近期限", "c.next_due_on", Shape::Due).sorted("due_on"),
        Column::of("node", "当前节点", "c.node_name", Shape::Text).wide(104),
        Column::of("applicants", "申请执行人", "c.applicants", Shape::Text),
        Column::of("respondents", "被执行人", "c.respondents", Shape::Text),
        Column::of("cause", "案由", "c.cause", Shape::Text).wide(120),
        Column::of("claim_fen", "标的额（元）", "c.claim_fen", Shape::Money).sorted("-claim"),
        Column::of("received_fen", "已到位（元）", "c.received_fen", Shape::Money),
        Column::of("balance_fen", "账户余额（元）", "c.balance_fen", Shape::Money).hidden(),
        Column::of("lane", "通道", "c.lane", Shape::Named(Names::Lane)),
        Column::of("tags", "标记", TAGS, Shape::Tags),
        Column::of("team", "团队", "c.team", Shape::Named(Names::Team)),
        Column::of("handler", "承办人", "c.handler_name", Shape::Text).wide(90),
        Column::of("state", "状态", "c.stage", Shape::State(STATES)),
        Column::of("filed_on", "立案日期", "c.filed_on", Shape::Day).sorted("-filed_on"),
        Column::of("closed_on", "结案日期", "c.closed_on", Shape::Day).hidden(),
        Column::of("open_tasks", "未办结事项", "c.open_tasks", Shape::Count).hidden(),
    ],
    filters: &[
        Filter::of("q", "关键字", Kind::Case),
        Filter::of(
            "state",
            "状态",
            Kind::Choice(&[
                choice("open", "在办"),
                choice("received", "待补正"),
                choice("closed", "已结"),
            ]),
        ),
        Filter::of(
            "light",
            "期限",
            Kind::Choice(&[
                choice("overdue", "已逾期"),
                choice("today", "今日到期"),
                choice("soon", "即将到期"),
                choice("normal", "期限尚远"),
                choice("idle", "没有期限"),
            ]),
        ),
        Filter::of(
            "tag",
            "标签",
            Kind::Choice(&[
                choice("livelihood", "涉民生"),
                choice("measure_expiring", "控制措施将到期"),
            ]),
        ),
        Filter::of("node", "节点", Kind::Named(Names::Node, BY_HAND)),
        Filter::of("lane", "通道", Kind::Named(Names::Lane, BY_HAND)),
        Filter::of("team", "团队", Kind::Named(Names::Team, BY_HAND)),
        Filter::of("handler", "承办人", Kind::Person(BY_HAND)),
        Filter::of(
            "kind",
            "类型",
            Kind::Choice(&[
                choice("执", "首次执行"),
                choice("执恢", "恢复执行"),
                choice("执异", "执行异议"),
                choice("执复", "执行复议"),
                choice("执监", "执行监督"),
                choice("执协", "执行协调"),
                choice("执保", "财产保全"),
                choice("执他", "其他执行"),
            ]),
        ),
        Filter::of("filed_from", "立案日期起", Kind::From(BY_HAND)),
        Filter::of("filed_to", "立案日期止", Kind::To(BY_HAND)),
    ],
    orders: &[
        Order { name: "due_on", key: "c.due_key", kind: KeyKind::Text, ids: ID },
        Order { name: "-filed_on", key: "c.filed_key", kind: KeyKind::Text, ids: ID },
        Order { name: "-claim", key: "c.claim_fen", kind: KeyKind::Int, ids: ID },
    ],
    views: &[
        View { name: "全部在办", filter: &[("state", "open")] },
        View { name: "已逾期", filter: &[("state", "open"), ("light", "overdue")] },
        View { name: "即将到期", filter: &[("state", "open"), ("light", "soon")] },
        View { name: "控制措施将到期", filter: &[("tag", "measure_expiring")] },
        View { name: "我承办的", filter: &[("state", "open"), ("handler", "me")] },
        View { name: "待补正", filter: &[("state", "received")] },
        View { name: "已结", filter: &[("state", "closed")] },
    ],
    sum: Some("claim_fen"),
    ask: Ask::Cases,
};

/// What tells rows of the same place in an order apart.
pub(super) const ID: &[&str] = &["c.case_id"];

/// By the limit, in lists of a single kind of matter.
pub(super) const LATE: Filter = Filter::of(
    "light",
    "期限",
    Kind::Choice(&[
        Choice::of("overdue", "已逾期", "c.next_due_on < :today"),
        Choice::of("today", "今日到期", "c.next_due_on = :today"),
    ]),
);

/// The order of a search by a part of a name: as the pairs of characters lie, the newest filing first.
static AS_FOUND: Order =
    Order { name: "-found", key: "p.filed_key", kind: KeyKind::Text, ids: &["p.case_id"] };

/// The orders of [`LIST`] for a search that means few cases: their keys are expressions, so that no database walks the
/// whole list in its order to look for the few.
static OF_FEW: [Order; 3] = [
    Order { name: "due_on", key: "c.due_key || ''", kind: KeyKind::Text, ids: ID },
    Order { name: "-filed_on", key: "c.filed_key || ''", kind: KeyKind::Text, ids: ID },
    Order { name: "-claim", key: "c.claim_fen + 0", kind: KeyKind::Int, ids: ID },
];

/// As [`OF_FEW`] has it; an order that is not there stays as it is.
fn of_few(order: &'static Order) -> &'static Order {
    OF_FEW.iter().find(|few| few.name == order.name).unwrap_or(order)
}

impl Conn {
    /// Which cases. A search by a part of a name is in the order of filing, newest first, unless handler or node narrow
    /// it.
    pub(super) async fn prepare_cases(&mut self, asked: &Asked) -> Result<Prepared, StoreError> {
        let court = &asked.scope.court;
        let wanted: Option<Wanted> = asked.value("q").and_then(text::read);
        let Some(wanted) = wanted else {
            let mut sql = Sql::default();
            sql.push(" FROM case_file c WHERE c.court_id = ?", [V::from(court)]);
            narrow(&mut sql, asked, asked.order, true)?;
            return Ok(Prepared { parts: vec![sql], order: asked.order, capped: false });
        };
        if let Wanted::Fragment(folded) = &wanted
            && (asked.value("handler").is_some() || asked.value("node").is_some())
            && self.is_common(court, folded).await?
        {
            // Few cases fit the filter and many the name: the filter leads.
            let mut sql = Sql::default();
            sql.push(" FROM case_file c WHERE c.court_id = ?", [V::from(court)]);
            narrow(&mut sql, asked, asked.order, true)?;
            text::holds_name(&mut sql, folded);
            return Ok(Prepared { parts: vec![sql], order: asked.order, capped: false });
        }
        let mut source = self.search_source(court, &wanted, asked.scope.person_numbers).await?;
        narrow(&mut source.sql, asked, asked.order, false)?;
        let order = if source.by_filing { &AS_FOUND } else { of_few(asked.order) };
        Ok(Prepared { parts: vec![source.sql], order, capped: false })
    }

    /// The cases that a search text means, the newest filing first where it is a part of a name; at most `limit`, and
    /// whether there are more.
    pub async fn cases_of_text(
        &mut self,
        scope: &Scope,
        text: &str,
        limit: i64,
    ) -> Result<(Vec<CaseId>, bool), StoreError> {
        let asked =
            Asked::read(&LIST, scope.clone(), [("q", text)]).map_err(|refusal| bad(&refusal))?;
        let Prepared { parts, order, .. } = self.prepare_cases(&asked).await?;
        let mut sql = Sql::default();
        sql.push("SELECT c.case_id AS found", []);
        parts.into_iter().for_each(|part| sql.append(part));
        let order = if std::ptr::eq(order, &AS_FOUND) {
            " ORDER BY p.filed_key DESC, p.case_id DESC"
        } else {
            ""
        };
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
}

fn bad(refusal: &Refusal) -> StoreError {
    StoreError::BadValue(refusal.code().to_owned())
}
