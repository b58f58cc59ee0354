//! 字段名：the Chinese label of a field, by its path in the request.

use zhixing_domain::ground::field::{Field, Shape};

/// The label of a path like `parties[2].identity_number`.
pub fn label(path: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    for segment in path.split('.') {
        let (name, place) = match segment.split_once('[') {
            Some((name, place)) => (name, place.trim_end_matches(']').parse::<usize>().ok()),
            None => (segment, None),
        };
        let known = one(name).map_or_else(|| name.to_owned(), str::to_owned);
        parts.push(match place {
            Some(index) => format!("第{}项{known}", index + 1),
            None => known,
        });
    }
    parts.join("的")
}

fn one(name: &str) -> Option<&'static str> {
    person(name)
        .or_else(|| claim(name))
        .or_else(|| work(name))
        .or_else(|| list(name))
        .or_else(|| mode(name))
        .or_else(|| bulk(name))
        .or_else(|| calc(name))
        .or_else(|| of_command(name))
        .or_else(|| zhixing_app::list::filter_title(name))
}

/// Fields of commands say themselves what they are called.
fn of_command(name: &str) -> Option<&'static str> {
    let fields = zhixing_domain::roof::ALL.iter().map(|kind| kind.fields);
    let begins = zhixing_domain::roof::BEGINNINGS.iter().map(|kind| kind.fields);
    fields.chain(begins).find_map(|fields| within(fields, name))
}

/// A field of this name, or in what one of them consists of.
fn within(fields: &'static [Field], name: &str) -> Option<&'static str> {
    fields.iter().find_map(|field| match field.shape {
        _ if field.name == name => Some(field.label),
        Shape::Part(inner) | Shape::Rows { of: inner, .. } => within(inner, name),
        _ => None,
    })
}

/// Of a run over many rows.
fn bulk(name: &str) -> Option<&'static str> {
    Some(match name {
        "list" => "清单",
        "command" => "办理事项",
        "fields" => "办理内容",
        "rows" => "选中的行",
        "case_id" => "案件",
        "id" => "行的编号",
        "sheet" => "上传的表",
        "take" => "立案范围",
        _ => return None,
    })
}

fn mode(name: &str) -> Option<&'static str> {
    Some(match name {
        "files" => "模式文件",
        "text" => "文件内容",
        "in_flight" => "在办案件",
        "with_key" => "所比较模式的代码",
        "with_version" => "所比较模式的版本",
        _ => return None,
    })
}

fn person(name: &str) -> Option<&'static str> {
    Some(match name {
        "account" => "账号",
        "old_password" => "原密码",
        "new_password" => "新密码",
        "password" => "密码",
        "name" => "姓名或名称",
        "department" => "部门",
        "roles" => "角色",
        "teams" => "团队",
        "holders" => "任职人员",
        "stand_ins" => "代班人员",
        "from" => "开始日期",
        "to" => "结束日期",
        "parties" => "当事人",
        "role" => "诉讼地位",
        "kind" => "类型",
        "identity_number" => "证件号码",
        "phone" => "电话",
        "address" => "地址",
        "identity_kind" => "证件种类",
        "agents" => "委托诉讼代理人",
        "representative" => "法定代表人",
        "service_address" => "送达地址",
        "bank" => "开户行",
        "bank_code" => "联行号",
        "shares" => "各申请执行人的份额",
        "applicants" => "申请执行人",
        "refund_accounts" => "退款账户",
        "payer" => "付款人",
        "court_name" => "法院名称",
        "full_name" => "文书上的法院全称",
        "parent" => "上级法院代字",
        "fund_account" => "案款专户",
        "treasury_account" => "执行费缴款账户",
        "mode" => "办案模式",
        "to_id" | "staff" => "人员",
        _ => return None,
    })
}

fn claim(name: &str) -> Option<&'static str> {
    Some(match name {
        "claim" => "执行请求",
        "cause" => "案由",
        "title" => "名称",
        "issuer" => "作出机关",
        "number" => "文号",
        "effective_on" => "生效日期",
        "due_on" => "履行届满日",
        "operative_part" => "主文",
        "items" => "标的明细",
        "amount" | "amount_fen" => "金额",
        "materials" => "材料",
        "pages" => "页数",
        "file" => "文件",
        "jurisdiction" => "管辖依据",
        "received_on" => "收件日期",
        "category" => "执行依据的类别",
        "performed" => "是否已经履行",
        "by_agent" => "是否由代理人申请",
        "claim_share_fen" => "份额",
        "risk_notice_given" => "风险告知",
        "delay_interest" => "迟延履行利息",
        "livelihood" => "涉民生",
        "respondent_contacts" => "被执行人联系方式",
        "respondent_property" => "被执行人财产线索",
        "respondent_work" => "被执行人工作情况",
        "willingness" => "履行意愿",
        "credit" => "信用状况",
        "antagonism" => "双方对立情绪激烈",
        "plan" => "执行方案",
        "place" => "谈话地点",
        "hours" => "谈话起止时间",
        "recorder" => "记录人",
        _ => return None,
    })
}

fn work(name: &str) -> Option<&'static str> {
    Some(match name {
        "reason" => "理由",
        "purpose" => "查看目的",
        "original" => "查看原件",
        "happened_at" => "补录的发生时间",
        "remark" => "备注",
        "ground" => "依据",
        "words" => "陈述内容",
        "material" => "笔录或者书面材料",
        "deed" => "已履行的行为",
        "lateness" => "逾期事项",
        "why" => "原因",
        "planned_on" => "计划办结日",
        "directive" => "督办",
        "asks" => "要求",
        "reply" => "办理情况",
        "reply_by" => "答复期限",
        "how" => "履行方式",
        "result" => "办理结果",
        "task" => "事项",
        "outcome" => "办理情况",
        "risks" => "风险种类",
        "evidence" => "照片、录音",
        "written_at" => "填写时间",
        "taken_at" => "拍摄、录制时间",
        "position" => "位置",
        "no_position" => "未取得位置的原因",
        "sha256" => "校验码",
        "detail" => "签收人或说明",
        "note" => "说明",
        "opinion" => "审批意见",
        "on" => "日期",
        "ends_on" => "届满日",
        "asset" => "财产",
        "measure" => "控制措施",
        "document" => "文书",
        "party" => "当事人",
        "method" => "送达方式",
        "succeeded" => "是否送达",
        "proof" => "凭证",
        "keys" => "看过的提醒",
        "payouts" => "进入本批次的发放",
        "pinned" => "固定在案头",
        "verdict" => "甄别结论",
        "round" => "分流轮次",
        "lane" => "办理通道",
        "case_no" => "案号",
        "subject" => "对象",
        "field" => "显示的字段",
        "found" => "反馈的财产",
        "filter" => "筛选条件",
        "columns" => "显示的列",
        "court" => "法院",
        "advance_days" => "推进天数",
        "limit" => "每页条数",
        "after" => "页码",
        "q" => "检索词",
        "state" => "状态",
        "format" => "格式",
        "duplicate_search" => "重复立案核查",
        _ => return None,
    })
}

fn list(name: &str) -> Option<&'static str> {
    Some(match name {
        "asked" => "协助单位",
        "filed_from" => "立案日期（起）",
        "filed_to" => "立案日期（止）",
        "from_on" => "开始日期",
        "until_on" => "结束日期",
        "handler" => "承办人",
        "team" => "团队",
        "node" => "节点",
        "light" => "时限灯",
        "tag" => "标签",
        "sort" => "排序",
        "due" => "到期时间",
        "days" => "天数",
        "mine" => "本人的事项",
        "hidden" => "不显示的列",
        "download" => "下载方式",
        "doubts" => "疑点",
        "returned" => "是否退汇",
        "way" => "结案方式",
        _ => return None,
    })
}

fn calc(name: &str) -> Option<&'static str> {
    Some(match name {
        "claims" => "债权",
        "class" => "债权的性质",
        "pool" => "可供分配的款项",
        "rule" => "规则",
        "costs" => "实现债权的费用",
        "exclusions" => "扣除的期间",
        "general" => "一般债务利息",
        "instalments" => "分期履行",
        "payments" => "已清偿的款项",
        "principal" => "本金",
        "rate" => "年利率",
        "lpr" => "贷款市场报价利率",
        "tier" => "贷款基准利率的期限档次",
        "times" => "倍数",
        "until" => "止算日",
        "year_base" => "年基数",
        "old_year_base" => "2014 年 7 月 31 日及以前的年基数",
        "start_inclusive" => "届满日当天是否计息",
        "length" => "期间的长度",
        "unit" => "期间的单位",
        "rolls" => "末日是否顺延",
        _ => return None,
    })
}
