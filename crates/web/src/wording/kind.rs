//! 流水用语：the name of each kind of docket entry.

/// The name of an entry's kind, for example `measure.renewed`.
pub fn title(kind: &str) -> &'static str {
    case(kind)
        .or_else(|| property(kind))
        .or_else(|| money(kind))
        .or_else(|| court(kind))
        .unwrap_or("其他变动")
}

fn case(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "filing.received" => "收件",
        "filing.supplement_asked" => "一次性告知补正",
        "filing.supplemented" => "补正材料",
        "filing.accepted" => "立案",
        "filing.interviewed" => "执前谈话",
        "filing.material_added" => "材料入卷",
        "party.added" => "登记当事人",
        "party.corrected" => "更正当事人信息",
        "party.removed" => "删去当事人",
        "triage.decided" => "繁简分流",
        "triage.overridden" => "调整分流结果",
        "triage.assigned" => "分案",
        "task.opened" => "派出事项",
        "task.accepted" => "签收事项",
        "task.assigned" => "指派事项",
        "task.completed" => "办结事项",
        "task.returned" => "退回事项",
        "task.withdrawn" => "撤回事项",
        "node.started" => "进入节点",
        "node.ended" => "节点办结",
        "document.made" => "制作文书",
        "document.issued" => "签发文书",
        "document.sent_back" => "文书退回重制",
        "service.served" => "送达",
        "service.failed" => "未能送达",
        "closing.closed" => "结案",
        "closing.waived" => "申请执行人放弃剩余债权",
        "message.queued" => "告知当事人",
        "message.sent" => "告知已发出",
        "message.delivered" => "告知已到达",
        "message.failed" => "告知未到达",
        _ => return None,
    })
}

fn property(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "search.requested" => "发起网络查控",
        "search.sent" => "查控请求已发送",
        "search.answered" => "收到查控反馈",
        "search.completed" => "查控反馈齐全",
        "search.closed" => "终止查询",
        "asset.found" => "发现财产",
        "asset.updated" => "财产情况更新",
        "asset.screened" => "甄别财产",
        "measure.ordered" => "决定冻结",
        "measure.confirmed" => "冻结生效",
        "measure.refused" => "控制请求被拒绝",
        "measure.renewal_ordered" => "决定续行",
        "measure.renewed" => "续行生效",
        "measure.release_ordered" => "决定解除",
        "measure.released" => "已解除",
        "measure.spent" => "冻结款已扣划",
        "measure.lapsed" => "控制届满失效",
        "measure.warned" => "控制措施到期预警",
        "measure.acknowledged" => "确认到期预警",
        "deduction.ordered" => "决定扣划",
        "deduction.deducted" => "扣划成功",
        "deduction.refused" => "扣划被拒绝",
        "deduction.arrived" => "扣划款到账",
        _ => return None,
    })
}

fn money(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "fund.received" => "案款到账",
        "payout.proposed" => "提出发放",
        "payout.approved" => "批准发放",
        "payout.refused" => "不同意发放",
        "payout.withdrawn" => "撤回发放",
        "payout.exported" => "发放送银行",
        "payout.line_settled" => "银行回单",
        "payout.paid" => "发放完成",
        "payout.bounced" => "付款退回",
        "payout.line_returned" => "退汇",
        "payout.rejection_booked" => "拒付款回到专户",
        "statement.imported" => "导入银行流水",
        "statement.matched" => "款项匹配到案",
        "statement.claimed" => "认领款项",
        "statement.confirmed" => "复核认领",
        "statement.claim_refused" => "退回认领",
        "batch.created" => "生成付款批次",
        "batch.returned" => "导入付款回单",
        "batch.line_returned" => "退汇",
        _ => return None,
    })
}

fn court(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "staff.court_described" => "登记法院信息",
        "staff.mode_adopted" => "启用办案模式",
        "staff.joined" => "新增人员",
        "staff.roles_changed" => "调整角色",
        "staff.post_filled" => "定岗定人",
        "staff.leave_recorded" => "登记请假",
        "staff.left" => "停用人员",
        "staff.returned" => "重新启用人员",
        "attempt.refused" => "操作未获准",
        "access.unmasked" => "查看脱敏信息",
        "access.password_reset" => "重置密码",
        "access.unlocked" => "解锁账号",
        "access.account_given" => "设立登录账号",
        "access.account_stopped" => "停用登录账号",
        "access.password_changed" => "修改密码",
        "access.clock_accepted" => "确认时钟",
        _ => return None,
    })
}
