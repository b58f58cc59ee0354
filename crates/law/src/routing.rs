//! 异议分流：which procedure an objection takes, and until when it may be raised (§5.3).

use serde::{Deserialize, Serialize};

use crate::basis::Basis;
use crate::limits::{self, LimitRule};
use crate::sources::{cpl, objection};

/// 异议所针对的事项。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// 执行行为违反法律规定。
    Conduct,
    /// 对执行标的主张实体权利。
    Right,
    /// 两者兼有，行为异议与实体权利有关。
    ConductForRight,
    /// 两者兼有，行为异议与实体权利无关：分别审查。
    BothSeparately,
    /// 认为法院消极执行。
    Inaction,
    /// 请求不予执行仲裁裁决。
    DenyAward,
    /// 请求不予执行公证债权文书。
    DenyNotarial,
}

/// 适用的程序。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// 执行行为异议（民诉法 236）：裁定后可申请复议。
    ConductObjection,
    /// 案外人异议（民诉法 238）：裁定后可提起执行异议之诉。
    ThirdPartyObjection,
    /// 两种程序分别审查。
    Both,
    /// 及时处理，一般不立异议案件。
    HandleDirectly,
    /// 不予执行的审查。
    DenialReview,
}

/// 分流的结果。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Routing {
    /// 程序。
    pub route: Route,
    /// 审查期限；不立案的没有。
    pub review: Option<&'static LimitRule>,
    /// 最晚何时提出。
    pub until: &'static str,
    /// 依据。
    pub basis: Basis,
}

/// 分流：the procedure for an objection on this subject.
pub fn route(subject: Subject) -> Routing {
    const CONDUCT_UNTIL: &str = "执行程序终结之前（对终结执行措施的除外）";
    const RIGHT_UNTIL: &str = "异议指向的执行标的执行终结之前；由当事人受让的，执行程序终结之前";
    let of = |route, review, until, basis| Routing { route, review, until, basis };
    match subject {
        Subject::Conduct => {
            of(Route::ConductObjection, Some(&limits::H2), CONDUCT_UNTIL, cpl("236"))
        }
        Subject::Right => {
            of(Route::ThirdPartyObjection, Some(&limits::H6), RIGHT_UNTIL, cpl("238"))
        }
        Subject::ConductForRight => {
            of(Route::ThirdPartyObjection, Some(&limits::H6), RIGHT_UNTIL, objection("8"))
        }
        Subject::BothSeparately => {
            of(Route::Both, Some(&limits::H2), CONDUCT_UNTIL, objection("8"))
        }
        Subject::Inaction => of(
            Route::HandleDirectly,
            None,
            "随时",
            Basis::web("办理申请执行监督案件的意见", "法发〔2023〕4号", "2"),
        ),
        Subject::DenyAward => of(
            Route::DenialReview,
            Some(&limits::H9C),
            "执行通知书送达之日起15日内（特定事由自知道之日）",
            cpl("248"),
        ),
        Subject::DenyNotarial => {
            of(Route::DenialReview, Some(&limits::H10B), "执行通知书送达之日起15日内", cpl("249"))
        }
    }
}

/// 撤销网络司法拍卖的事由 (网拍 31)。
pub const ANNUL_AUCTION: [&str; 6] = [
    "文字说明、视频或照片展示以及瑕疵说明严重失实，致使买受人产生重大误解",
    "系统故障、病毒、黑客攻击等致使拍卖结果错误，严重损害利益",
    "竞买人之间、竞买人与网络服务提供者之间恶意串通",
    "买受人不具备规定的竞买资格",
    "违法限制竞买人参加竞买或者对同等竞买权利的人规定不同条件",
    "其他严重违反拍卖程序且损害当事人或者竞买人利益",
];

#[cfg(test)]
mod tests;
