//! 状态与前提：codes of states and of what is needed first, in words.

/// A state's name.
pub fn state(code: &str) -> &'static str {
    match code {
        "received" => "已收件",
        "open" => "待办",
        "closed" => "已结束",
        "accepted" => "已签收",
        "done" => "已办结",
        "returned" => "已退回",
        "withdrawn" => "已撤回",
        "drafted" => "待签发",
        "issued" => "已签发",
        "sent_back" => "已退回重制",
        "requested" => "待发送",
        "sent" => "已发送",
        "answered" => "已反馈",
        "ordered" => "待回执",
        "live" => "生效中",
        "refused" => "被拒绝",
        "released" => "已解除",
        "spent" => "已扣划",
        "lapsed" => "已届满失效",
        "deducted" => "已扣划在途",
        "arrived" => "已到账",
        "proposed" => "待审批",
        "approved" => "已批准",
        "exported" => "付款中",
        "paid" => "已发放",
        "bounced" => "付款退回",
        "unknown" => "待认领",
        "claimed" => "待复核",
        "matched" => "已入案",
        "outgoing" => "支出",
        "queued" => "待发送",
        "delivered" => "已送达",
        "failed" => "未送达",
        "active" => "在用",
        "disabled" => "已停用",
        _ => "其他状态",
    }
}

/// A case's stage.
pub fn stage(code: &str) -> &'static str {
    match code {
        "received" => "已收件",
        "open" => "在办",
        "closed" => "已结案",
        _ => "其他",
    }
}

/// What must be done first.
pub fn prerequisite(needs: &str) -> String {
    let said = match needs {
        "court_described" => {
            "本院的信息还没有登记，文书和付款文件无法写明法院名称和案款专户。\
             请系统管理员先在“人员”页的“法院信息”栏登记，再收案。"
        }
        "screen_asset" => "请先甄别该财产，认定可供执行后再采取措施。",
        "release_measure" => "该财产仍在控制之中，请先解除控制措施，再改变甄别结论。",
        "money_asset" => "此类财产不适用网络冻结，请选择存款或网络资金。",
        "enforcement_notice" => "尚未发出执行通知书，请先签发执行通知书。",
        "applicant_shares" => {
            "本案有数名申请执行人，案款按份额分配，但各人的份额还没有登记。\
             请先在案件“当事人”页登记各申请执行人的份额，再核算发放。"
        }
        "several_applicants" => "本案只有一名申请执行人，全部款项归其所有，不需要登记份额。",
        "payout_decided" => {
            "有一笔发放正在审批或者待付款，是按现在登记的份额和收款账户提出的。请先办结、撤回或者不予批准该笔发放，再作更正。"
        }
        "payment_to_return" => {
            "该案没有与这笔退汇金额相同的已付款项，也没有合计等于它的几笔（或者不止一种合法）。请核对案号；不是退汇的，请退回认领后按到账重新认领。"
        }
        "partial_enforcement" => {
            "本案还没有执行款到位。申请执行人放弃全部债权的，请按撤回执行申请办理。"
        }
        "deduction_done" => "还有扣划没有办完，请等银行答复后再登记放弃。",
        "all_applicants" => "放弃须由全体申请执行人作出，请补齐其他申请执行人的陈述。",
        "special_authority" => {
            "代理人放弃债权须有特别授权，卷内没有授权委托书。请先把授权委托书登记入卷。"
        }
        "debt_left" => "债权已经全部实现，没有可以放弃的部分。",
        "task_work" => "此事项随办理结果自动办结，请到对应栏目办理，不需要手工勾销。",
        _ => "前一步尚未办理，请按流程先办理前一步。",
    };
    said.to_owned()
}
