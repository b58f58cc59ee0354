//! 前提：what must be done first, and where.

use zhixing_domain::ground::refusal::{Need, PanelNeed};

/// What must be done first.
pub(super) fn sentence(needs: Need) -> &'static str {
    match needs {
        Need::CourtDescribed => COURT_DESCRIBED,
        Need::ModeAdopted => {
            "本院还没有启用办案模式，案件没有可依的流程。请系统管理员先在“人员”页的“法院信息”栏启用，再收案。"
        }
        Need::AssetScreened => "请先甄别该财产，认定可供执行后再采取措施。",
        Need::HandlerAssigned => HANDLER_ASSIGNED,
        Need::MeasureReleased => "该财产仍在控制之中，请先解除控制措施，再改变甄别结论。",
        Need::SearchableRespondent => {
            "被执行人的证件查控网都不能查询（号码不详、境外登记号或者其他证件）。请以传统方式查找财产；查到境内证件号码后先更正，再发起网络查控。"
        }
        Need::MoneyAsset => "此类财产不适用网络冻结，请选择存款或网络资金。",
        Need::EnforcementNotice => "尚未发出执行通知书，请先签发执行通知书。",
        Need::PendingRequest => "没有正在等待答复的请求，可能对方刚刚答复。请刷新页面查看。",
        Need::RequestSent => "请求还没有发出，签发裁定后才会发出。请先签发裁定。",
        Need::NoticeOver => {
            "限制消费须在被执行人未按执行通知书指定的期间履行之后：执行通知书尚未送达该被执行人，或者指定的期间还没有届满。"
        }
        Need::ApplicantShares => APPLICANT_SHARES,
        Need::SeveralApplicants => "本案只有一名申请执行人，全部款项归其所有，不需要登记份额。",
        Need::MoneyToPay => "没有可供发放的案款。款项到账后再核算提出。",
        Need::PayoutDecided => {
            "有一笔发放正在审批或者待付款，是按现在登记的份额和收款账户提出的。请先办结、撤回或者不予批准该笔发放，再作更正。"
        }
        Need::NothingHeld => NOTHING_HELD,
        Need::NotDeducted => NOT_DEDUCTED,
        Need::NoCaseMoney => NO_CASE_MONEY,
        Need::NothingPaidOut => NOTHING_PAID_OUT,
        Need::CorrectedSince => CORRECTED_SINCE,
        Need::PaperWithNobody => PAPER_WITH_NOBODY,
        Need::DeedLeft => DEED_LEFT,
        Need::LateReason => LATE_REASON,
        Need::Panel(of) => panel(of),
        Need::MobilePhone => MOBILE_PHONE,
        Need::SomethingToCorrect => "填写的内容与现在登记的相同，没有可更正的。请填写要改的一项。",
        Need::PaymentToReturn => PAYMENT_TO_RETURN,
        Need::PartialEnforcement => {
            "本案还没有执行款到位。申请执行人放弃全部债权的，请按撤回执行申请办理。"
        }
        Need::DeductionDone => "还有扣划没有办完，请等银行答复后再登记放弃。",
        Need::AllApplicants => "放弃须由全体申请执行人作出，请补齐其他申请执行人的陈述。",
        Need::SpecialAuthority => {
            "代理人放弃债权须有特别授权，卷内没有授权委托书。请先把授权委托书登记入卷。"
        }
        Need::DebtLeft => "债权已经全部实现，没有可以放弃的部分。",
        Need::KindHandled => {
            "本案所用的办案模式没有写明这一种事怎样办理（没有为它写节点）。请系统管理员在模式中写明，再登记。"
        }
        Need::OutsideObjector => OUTSIDE_OBJECTOR,
        Need::ObjectionAssigned => "异议还没有分案，请先由没有办理本案执行实施的人承办。",
        Need::ObjectionUnderReview => "异议已经作出裁定，不能再办理此项。请刷新页面查看裁定。",
        Need::ObjectionDecided => "异议还没有作出裁定，请先审查并作出裁定。",
        Need::ObjectionRulingServed => {
            "异议裁定书还没有签发，或者还没有送达各方当事人。请先在“文书”栏签发、送达，再审结。"
        }
        Need::OtherThanImplementer => OTHER_THAN_IMPLEMENTER,
        Need::ObjectionConcluded => {
            "案外人对该财产提出的执行异议正在审查，审查期间不得处分。请等异议审结后再办理。"
        }
        Need::ObjectionSuitTime => {
            "案外人异议已经驳回，自裁定送达之日起十五日内不得处分。请等期限届满、没有提起诉讼的，再办理。"
        }
        Need::DeadlineRunning => "没有正在计算的法定期限，不能扣除或延长。",
        Need::DeadlineExtendable => "正在计算的期限，法律没有规定可以延长。",
        Need::DeadlineNotOver => "期限已经届满，不能再申请延长。",
        Need::StayLifted => "已经裁定中止对该财产的执行，不得处分。",
        Need::TaskWork => "此事项随办理结果自动办结，请到对应栏目办理，不需要手工勾销。",
    }
}

/// Of panels.
fn panel(needs: PanelNeed) -> &'static str {
    match needs {
        PanelNeed::Odd => "合议庭成员须为单数，至少三人。请增减成员。",
        PanelNeed::LeaderPresides => {
            "院长、局长参加合议庭的，由其担任审判长。请改由其担任审判长，或者换成其他审判人员。"
        }
        PanelNeed::HandlerSits => "承办法官须在合议庭之内。请把承办法官列为审判长或者成员。",
        PanelNeed::Confided => {
            "评议过程不公开，评议笔录只供合议庭成员、承办人和承办团队的记录人查看。"
        }
        PanelNeed::Member => "您不是这个合议庭的成员。",
        PanelNeed::NotYetSpoken => {
            "您已经发表过意见；意见一经发表不能更改，需要另行评议的，请撤销后重新组成合议庭。"
        }
        PanelNeed::TurnToSpeak => {
            "还没有轮到您发表意见：承办法官先发表，其他成员依次发表，审判长最后发表。"
        }
        PanelNeed::AllSpoken => "还有成员没有发表意见。全体成员发表意见以后，才能作出结论。",
        PanelNeed::NotYetSigned => "您已经在这份笔录上签名。",
        PanelNeed::ClerkOnDuty => {
            "承办团队的书记员岗今天没有人记录。请管理员在“人员与岗位”中为该岗定人；书记员不能同时是合议庭成员。"
        }
        PanelNeed::Minuted => PANEL_MINUTED,
    }
}

const OUTSIDE_OBJECTOR: &str =
    "对执行标的主张实体权利的异议由案外人提出；本案当事人认为执行行为违法的，请改为执行行为异议。";
const OTHER_THAN_IMPLEMENTER: &str =
    "您办理过所涉案件的执行实施，不得审查对它的异议。请由其他审判人员办理。";
const DEED_LEFT: &str = "本案没有待履行的行为：没有请求履行行为，或者都已登记履行。";
const LATE_REASON: &str =
    "已经逾期，还没有说明原因。请先在“事项”页的“逾期”栏说明原因和计划办结日，再办理。";
const PANEL_MINUTED: &str =
    "还没有合议。请先由合议庭评议，多数同意处理意见，并由全体成员在评议笔录上签名，再作出裁定。";
const MOBILE_PHONE: &str =
    "当事人现在登记的电话不是手机号码，收不到短信。请先更正其电话，再重新发送。";
const PAPER_WITH_NOBODY: &str = "已经送达的文书和裁定不能作废：裁定的笔误另行裁定补正，\
    其他文书的错误另行制作并送达，向受送达人说明。";
const HANDLER_ASSIGNED: &str = "本案还没有承办人，裁定书要写明承办法官。请先分案；\
    有单位迟迟不反馈的，先终止查询，再按已有反馈分案。";
const NOTHING_HELD: &str = "还有生效或者待生效的控制措施，请先在“财产”页解除或者撤回，再销案。";
const NOT_DEDUCTED: &str =
    "这笔款项是本案扣划所得，不能退回不明款；扣划有误的，请核算后退还被执行人。";
const NO_CASE_MONEY: &str = "本案有案款往来：尚在本案的请先撤销入案或者退还，\
    已经付出的不能销案，请按终结或者执行完毕结案。";
const NOTHING_PAID_OUT: &str = "本案已经提出过发放，应付数额已经据此核算，不能再改执行标的。\
    尚未付款的请先撤回该笔发放；已经付款的，多付部分依法执行回转，少付部分另行主张。";
const CORRECTED_SINCE: &str = "提请之后，这一项已经另作更正。请退回，按现在的内容重新提请。";
const COURT_DESCRIBED: &str = "本院的信息还没有登记，文书和付款文件无法写明法院名称和案款专户。\
    请系统管理员先在“人员”页的“法院信息”栏登记，再收案。";
const PAYMENT_TO_RETURN: &str = "该案没有与这笔退汇金额相同的已付款项，也没有合计等于它的几笔（或者不止一种合法）。请核对案号；不是退汇的，请退回认领后按到账重新认领。";
const APPLICANT_SHARES: &str = "本案有数名申请执行人，案款按份额分配，但各人的份额还没有登记。\
    请先在案件“当事人”页登记各申请执行人的份额，再核算发放。";
