//! 法源：one constructor per law, so that names and editions are written once.

use crate::basis::{Basis, BasisMark};

impl Basis {
    /// The same source, seen only as an excerpt.
    pub(crate) const fn excerpt(self) -> Self {
        Self { mark: BasisMark::Web, ..self }
    }

    /// The same source, quoted from memory.
    pub(crate) const fn recalled(self) -> Self {
        Self { mark: BasisMark::Memory, ..self }
    }
}

/// 民事诉讼法。
pub(crate) const fn cpl(article: &'static str) -> Basis {
    Basis::text("民事诉讼法", "2023修正", article)
}

/// 民事诉讼法解释。
pub(crate) const fn cpl_note(article: &'static str) -> Basis {
    Basis::text("民事诉讼法解释", "2022修正", article)
}

/// 民法典。
pub(crate) const fn civil_code(article: &'static str) -> Basis {
    Basis::text("民法典", "2020", article)
}

/// 执行工作规定。
pub(crate) const fn enforcement(article: &'static str) -> Basis {
    Basis::text("执行工作若干问题的规定(试行)", "2020修正", article)
}

/// 执行程序解释。
pub(crate) const fn procedure(article: &'static str) -> Basis {
    Basis::text("执行程序若干问题的解释", "2020修正", article)
}

/// 查封扣押冻结规定。
pub(crate) const fn sealing(article: &'static str) -> Basis {
    Basis::text("查封、扣押、冻结财产的规定", "2020修正", article)
}

/// 财产调查规定。
pub(crate) const fn inquiry(article: &'static str) -> Basis {
    Basis::text("执行中财产调查的规定", "2020修正", article)
}

/// 网络司法拍卖规定。
pub(crate) const fn net_auction(article: &'static str) -> Basis {
    Basis::text("网络司法拍卖的规定", "2016", article)
}

/// 规范合议庭运行机制的意见。
pub(crate) const fn panel_conduct(article: &'static str) -> Basis {
    Basis::text("规范合议庭运行机制的意见", "法发〔2022〕31号", article)
}

/// 拍卖、变卖规定。
pub(crate) const fn auction(article: &'static str) -> Basis {
    Basis::text("拍卖、变卖财产的规定", "2020修正", article)
}

/// 参考价规定。
pub(crate) const fn reference_price(article: &'static str) -> Basis {
    Basis::web("确定财产处置参考价的规定", "2018", article)
}

/// 执行异议和复议规定。
pub(crate) const fn objection(article: &'static str) -> Basis {
    Basis::text("执行异议和复议案件的规定", "2020修正", article)
}

/// 变更、追加当事人规定。
pub(crate) const fn add_party(article: &'static str) -> Basis {
    Basis::text("变更、追加当事人的规定", "2020修正", article)
}

/// 委托执行规定。
pub(crate) const fn delegation(article: &'static str) -> Basis {
    Basis::text("委托执行的规定", "2020修正", article)
}

/// 执行和解规定。
pub(crate) const fn settlement(article: &'static str) -> Basis {
    Basis::text("执行和解的规定", "2020修正", article)
}

/// 执行担保规定。
pub(crate) const fn guarantee(article: &'static str) -> Basis {
    Basis::text("执行担保的规定", "2020修正", article)
}

/// 迟延履行债务利息解释。
pub(crate) const fn delay_interest(article: &'static str) -> Basis {
    Basis::text("迟延履行期间债务利息的解释", "2014", article)
}

/// 审限规定 2000。
pub(crate) const fn trial_limits(article: &'static str) -> Basis {
    Basis::text("严格执行案件审理期限制度的规定", "2000", article)
}

/// 办理执行案件期限规定 2006。
pub(crate) const fn limits_2006(article: &'static str) -> Basis {
    Basis::web("办理执行案件若干期限的规定", "法发〔2006〕35号", article)
}

/// 执行公开规定 2006。
pub(crate) const fn openness(article: &'static str) -> Basis {
    Basis::web("执行公开的若干规定", "2006", article)
}

/// 立案、结案意见 2014。
pub(crate) const fn filing_closing(article: &'static str) -> Basis {
    Basis::memory("执行案件立案、结案若干问题的意见", "法发〔2014〕26号", article)
}

/// 终本规定 2016。
pub(crate) const fn terminate_round(article: &'static str) -> Basis {
    Basis::web("终结本次执行程序的规定(试行)", "法〔2016〕373号", article)
}

/// 执行款物管理规定 2017。
pub(crate) const fn case_funds(article: &'static str) -> Basis {
    Basis::memory("执行款物管理工作的规定", "法发〔2017〕6号", article)
}

/// 善意文明执行意见 2019。
pub(crate) const fn good_faith(article: &'static str) -> Basis {
    Basis::web("善意文明执行理念的意见", "法发〔2019〕35号", article)
}

/// 执行权制约机制意见 2021。
pub(crate) const fn no_322(article: &'static str) -> Basis {
    Basis::web("完善执行权制约机制的意见", "法〔2021〕322号", article)
}

/// 失信名单规定。
pub(crate) const fn dishonest(article: &'static str) -> Basis {
    Basis::web("公布失信被执行人名单信息的规定", "2017修正", article)
}

/// 限制消费规定。
pub(crate) const fn spending(article: &'static str) -> Basis {
    Basis::web("限制被执行人高消费及有关消费的规定", "2015修正", article)
}

/// 首封处置权批复 2016。
pub(crate) const fn first_seal(article: &'static str) -> Basis {
    Basis::web("首先查封法院与优先债权执行法院处分查封财产的批复", "法释〔2016〕6号", article)
}

/// 执行转破产意见 2017。
pub(crate) const fn to_bankruptcy(article: &'static str) -> Basis {
    Basis::web("执行案件移送破产审查的意见", "法发〔2017〕2号", article)
}

/// 股权执行规定 2021。
pub(crate) const fn equity(article: &'static str) -> Basis {
    Basis::text("强制执行股权的规定", "法释〔2021〕20号", article)
}

/// 刑事裁判涉财产部分执行规定 2014。
pub(crate) const fn criminal(article: &'static str) -> Basis {
    Basis::text("刑事裁判涉财产部分执行的规定", "法释〔2014〕13号", article)
}

/// 财产保全规定。
pub(crate) const fn preservation(article: &'static str) -> Basis {
    Basis::text("办理财产保全案件的规定", "2020修正", article)
}

/// 诉讼费用交纳办法 2006。
pub(crate) const fn costs(article: &'static str) -> Basis {
    Basis::text("诉讼费用交纳办法", "2006", article)
}

/// 行政强制法。
pub(crate) const fn admin_coercion(article: &'static str) -> Basis {
    Basis::text("行政强制法", "2011", article)
}

/// 行政诉讼法解释。
pub(crate) const fn admin_note(article: &'static str) -> Basis {
    Basis::text("行政诉讼法解释", "2018", article)
}

/// 仲裁裁决执行规定 2018。
pub(crate) const fn arbitration(article: &'static str) -> Basis {
    Basis::text("办理仲裁裁决执行案件的规定", "2018", article)
}

/// 公证债权文书执行规定 2018。
pub(crate) const fn notarial(article: &'static str) -> Basis {
    Basis::text("公证债权文书执行的规定", "2018", article)
}

/// 网络查询、冻结存款规定 2013。
pub(crate) const fn net_query(article: &'static str) -> Basis {
    Basis::text("网络查询、冻结被执行人存款的规定", "2013", article)
}
