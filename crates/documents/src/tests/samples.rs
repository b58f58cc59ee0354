//! One complete input of each kind: the story of （2026）粤1224执1号.

use serde_json::{Value, json};

use zhixing_domain::papers::kind::DocumentKind;

pub(crate) fn applicant() -> Value {
    json!({
        "name": "李四", "identity_number": "441224198001010018",
        "address": "广东省怀集县怀城街道解放路1号", "phone": "13800138000"
    })
}

pub(crate) fn respondent() -> Value {
    json!({
        "name": "王五", "identity_number": "441224197902020032",
        "address": "广东省怀集县冷坑镇人民路2号"
    })
}

fn company() -> Value {
    json!({
        "name": "怀集县绿源木业有限公司", "organization": true,
        "identity_number": "91441224MA4UQ1234X",
        "address": "广东省怀集县工业大道8号", "representative": "赵六"
    })
}

fn matter() -> Value {
    json!({
        "court": "广东省怀集县人民法院", "number": "（2026）粤1224执1号", "cause": "买卖合同纠纷",
        "applicants": [applicant()], "respondents": [respondent()],
        "title": {
            "kind": "民事判决书", "issuer": "广东省怀集县人民法院",
            "number": "（2025）粤1224民初1024号"
        },
        "filed_on": "2026-01-05"
    })
}

fn ruling_matter(series: u32) -> Value {
    let mut matter = matter();
    matter["series"] = json!(series);
    matter
}

fn contact() -> Value {
    json!({
        "handler": "陈明", "clerk": "周小敏", "phone": "0758-5520000",
        "address": "广东省怀集县怀城街道法院路1号"
    })
}

fn account() -> Value {
    json!({
        "holder": "广东省怀集县人民法院执行案款专户",
        "bank": "中国农业银行怀集县支行", "number": "44621201040009999"
    })
}

fn payee() -> Value {
    json!({ "holder": "李四", "bank": "中国工商银行怀集支行", "number": "6222022017000123456" })
}

fn panel() -> Value {
    json!({
        "judges": [
            { "role": "审判长", "name": "陈明" },
            { "role": "审判员", "name": "欧阳文" },
            { "role": "审判员", "name": "黄志强" }
        ],
        "clerk": "周小敏"
    })
}

fn deposit() -> Value {
    json!({
        "owner": "王五", "bank": "中国建设银行怀集支行",
        "number": "6217003170001234567", "amount_fen": 533_900
    })
}

pub(crate) fn sample(kind: DocumentKind) -> Value {
    match kind {
        DocumentKind::SupplementNotice => json!({
            "court": "广东省怀集县人民法院", "addressee": applicant(), "respondents": [respondent()],
            "cause": "买卖合同纠纷", "received_on": "2026-01-04",
            "items": [
                { "item": "生效证明", "reason": "由作出判决的审判庭出具，证明判决书已经生效",
                  "copies": 1 },
                { "item": "申请人身份证复印件", "reason": "核对原件后留存复印件", "copies": 1 },
                { "item": "收款账户确认书" }
            ],
            "due_on": "2026-01-11", "contact": contact(), "dated_on": "2026-01-04"
        }),
        DocumentKind::AcceptanceNotice => json!({
            "matter": matter(), "addressee": applicant(), "payee": payee(),
            "contact": contact(), "dated_on": "2026-01-05"
        }),
        DocumentKind::ServiceAddress => json!({
            "court": "广东省怀集县人民法院", "number": null, "cause": "买卖合同纠纷",
            "party": applicant(), "role": "申请执行人",
            "address": "广东省怀集县怀城街道解放路1号", "receiver": "李四（本人）",
            "phone": "13800138000", "electronic": true, "electronic_address": "13800138000（短信）",
            "dated_on": "2026-01-05"
        }),
        DocumentKind::InterviewRecord => interview(),
        DocumentKind::EnforcementNotice => json!({
            "matter": matter(), "addressee": respondent(), "within_days": 3,
            "obligations": [
                { "item": "货款", "amount_fen": 500_000, "note": "判决主文第一项" },
                { "item": "案件受理费", "amount_fen": 28_900, "note": "判决确定由你负担" },
                { "item": "加倍支付迟延履行期间的债务利息", "amount_fen": null,
                  "note": "自2025年12月2日起计算至实际清偿之日止" },
                { "item": "执行申请费", "amount_fen": 5_000 }
            ],
            "account": account(), "contact": contact(), "dated_on": "2026-01-05"
        }),
        DocumentKind::PropertyReportOrder => json!({
            "matter": matter(), "addressee": respondent(), "within_days": 7,
            "contact": contact(), "dated_on": "2026-01-05"
        }),
        DocumentKind::SearchSummary => json!({
            "matter": matter(), "sent_on": "2026-01-05", "asked": 21, "answered": 21,
            "findings": [
                { "respondent": "王五", "kind": "银行存款", "source": "中国建设银行",
                  "description": "6217003170001234567", "amount_fen": 1_286_532,
                  "answered_on": "2026-01-06", "state": "未冻结" },
                { "respondent": "王五", "kind": "网络资金", "source": "财付通支付科技有限公司",
                  "description": "微信零钱", "amount_fen": 8_830,
                  "answered_on": "2026-01-06", "state": "未冻结" },
                { "respondent": "王五", "kind": "车辆", "source": "公安部交通管理局",
                  "description": "粤H12345 小型轿车", "answered_on": "2026-01-06",
                  "state": "已抵押" }
            ],
            "nothing_found": ["中国工商银行", "中国邮政储蓄银行"],
            "refused": ["某某证券（户名不符）"], "waiting": [],
            "prepared_by": "周小敏", "dated_on": "2026-01-06"
        }),
        other => later(other),
    }
}

fn later(kind: DocumentKind) -> Value {
    match kind {
        DocumentKind::FreezeRuling => json!({
            "matter": ruling_matter(1), "deposits": [deposit()], "months": 12,
            "panel": panel(), "dated_on": "2026-01-07"
        }),
        DocumentKind::FreezeAssistance => json!({
            "matter": matter(), "bank": "中国建设银行股份有限公司怀集支行",
            "respondent": respondent(), "deposit": deposit(),
            "ruling_number": "（2026）粤1224执1号之一", "months": 12,
            "contact": contact(), "dated_on": "2026-01-07"
        }),
        DocumentKind::RenewalRuling => json!({
            "matter": ruling_matter(4), "deposits": [deposit()],
            "ruling_number": "（2026）粤1224执1号之一", "ended_on": "2027-01-07",
            "ends_on": "2028-01-04", "panel": panel(), "dated_on": "2027-01-04"
        }),
        DocumentKind::RenewalAssistance => json!({
            "matter": matter(), "bank": "中国建设银行股份有限公司怀集支行",
            "respondent": respondent(), "deposit": deposit(),
            "ruling_number": "（2026）粤1224执1号之四", "ended_on": "2027-01-07",
            "ends_on": "2028-01-04", "contact": contact(), "dated_on": "2027-01-04"
        }),
        DocumentKind::DeductionRuling => json!({
            "matter": ruling_matter(2), "deposits": [deposit()], "account": account(),
            "panel": panel(), "dated_on": "2026-01-09"
        }),
        DocumentKind::DeductionAssistance => json!({
            "matter": matter(), "bank": "中国建设银行股份有限公司怀集支行",
            "respondent": respondent(), "deposit": deposit(),
            "ruling_number": "（2026）粤1224执1号之二", "account": account(),
            "contact": contact(), "dated_on": "2026-01-09"
        }),
        DocumentKind::ReleaseRuling => json!({
            "matter": ruling_matter(3), "deposits": [deposit()],
            "ruling_number": "（2026）粤1224执1号之一",
            "ground": "生效法律文书确定的义务已经全部履行完毕",
            "panel": panel(), "dated_on": "2026-01-13"
        }),
        DocumentKind::ReleaseAssistance => json!({
            "matter": matter(), "bank": "中国建设银行股份有限公司怀集支行",
            "respondent": respondent(), "deposit": deposit(),
            "ruling_number": "（2026）粤1224执1号之三",
            "contact": contact(), "dated_on": "2026-01-13"
        }),
        DocumentKind::ConsumptionOrder => {
            let mut matter = matter();
            matter["respondents"] = json!([company()]);
            json!({
                "matter": matter, "addressee": company(),
                "persons": [{ "name": "赵六（法定代表人）" }],
                "contact": contact(), "dated_on": "2026-01-12"
            })
        }
        DocumentKind::ReceiptNotice => json!({
            "matter": matter(), "addressee": applicant(), "amount_fen": 533_900,
            "received_on": "2026-01-12", "source": "扣划被执行人银行存款",
            "payee_account": "6222********3456",
            "contact": contact(), "dated_on": "2026-01-12"
        }),
        DocumentKind::ObjectionRuling => json!({
            "court": "广东省怀集县人民法院", "number": "（2026）粤1224执异1号", "series": 0,
            "claim": "right", "outsider": true,
            "objector": { "name": "何家明", "identity_number": "11010519491231002X",
                "address": "广东省怀集县怀城街道解放中路8号" },
            "applicants": [applicant()], "respondents": [respondent()],
            "case_number": "（2026）粤1224执1号", "cause": "买卖合同纠纷",
            "received_on": "2026-01-08", "heard_on": "2026-01-12",
            "request": "解除对王五名下账户存款的冻结",
            "reasons": "该账户由异议人实际使用，账户内的存款属于异议人所有",
            "result": "dismissed",
            "found": "本院查明，涉案账户的户名为王五。本院认为，货币属于种类物，账户内的资金以账户名义人判断权属，异议人提交的证据不足以排除执行。",
            "operative": "驳回何家明的异议请求",
            "presiding": "邝美珍", "others": ["梁伟东", "谢建红"], "clerk": "温静仪",
            "dated_on": "2026-01-14"
        }),
        DocumentKind::PanelRecord => json!({
            "court": "广东省怀集县人民法院", "number": "（2026）粤1224执异1号",
            "cause": "买卖合同纠纷", "topic": "objection",
            "question": "异议人何家明对冻结的存款是否享有足以排除执行的权益。承办人意见：驳回异议请求。",
            "from_on": "2026-01-12", "to_on": "2026-01-13",
            "members": [
                { "role": "审判长", "name": "邝美珍", "handles": true, "vote": "同意",
                  "opinion": "账户户名为被执行人，货币为种类物，以账户名义人判断权属，应予驳回。",
                  "signed": "2026-01-13 10:20" },
                { "role": "审判员", "name": "梁伟东", "handles": false, "vote": "同意",
                  "opinion": "同意承办人意见。", "signed": "2026-01-13 10:25" },
                { "role": "审判员", "name": "谢建红", "handles": false, "vote": "不同意",
                  "opinion": "应先向异议人释明，要求补充资金来源的证据，再作判断。",
                  "signed": "2026-01-13 10:40" }
            ],
            "clerk": "温静仪", "carried": true, "conclusion": "驳回何家明的异议请求。",
            "dated_on": "2026-01-13"
        }),
        other => last(other),
    }
}

fn last(kind: DocumentKind) -> Value {
    match kind {
        DocumentKind::CostStatement => json!({
            "matter": matter(),
            "items": [
                { "item": "执行申请费", "due_fen": 5_000, "received_fen": 5_000,
                  "basis": "执行金额不超过1万元，每件50元" },
                { "item": "案件受理费", "due_fen": 28_900, "received_fen": 28_900,
                  "basis": "判决确定由被执行人负担" }
            ],
            "prepared_by": "周小敏", "checked_by": "陈明", "dated_on": "2026-01-13"
        }),
        DocumentKind::PayoutApproval => json!({
            "matter": matter(), "claim_fen": 528_900, "received_fen": 533_900, "paid_fen": 0,
            "lines": [
                { "payee": "李四", "bank": "中国工商银行怀集支行",
                  "number": "6222022017000123456", "purpose": "货款及案件受理费",
                  "amount_fen": 528_900 },
                { "payee": "怀集县财政局", "bank": "中国农业银行怀集县支行",
                  "number": "44621201040001111", "purpose": "执行申请费", "amount_fen": 5_000 }
            ],
            "ground": "到账5,339.00元，扣除执行申请费50.00元后，余款足以清偿货款及案件受理费，应付申请执行人5,289.00元。",
            "opinions": [
                { "step": "承办人意见", "opinion": "提请发放。", "name": "陈明", "on": "2026-01-12" },
                { "step": "执行局局长意见", "opinion": "同意发放。", "name": "欧阳文", "on": "2026-01-13" },
                { "step": "财务复核" }
            ],
            "dated_on": "2026-01-12"
        }),
        DocumentKind::ServiceReceipt => json!({
            "matter": matter(), "recipient": respondent(),
            "place": "广东省怀集县冷坑镇人民路2号", "method": "直接送达",
            "served": [
                { "name": "（2026）粤1224执1号执行通知书", "copies": 1 },
                { "name": "（2026）粤1224执1号报告财产令", "copies": 1 }
            ],
            "issued_by": "周小敏", "server": "陈明、周小敏", "dated_on": "2026-01-05"
        }),
        DocumentKind::ClosingNotice => json!({
            "matter": matter(),
            "settled": [
                { "item": "发还申请执行人李四（货款及案件受理费）", "amount_fen": 528_900, "on": "2026-01-13" },
                { "item": "执行申请费（上缴国库）", "amount_fen": 5_000, "on": "2026-01-13" }
            ],
            "performed": "本院依法扣划被执行人银行存款5,339.00元，全部债务及执行费用已经清偿",
            "closed_on": "2026-01-14",
            "lifted": "本案采取的冻结措施已经全部解除",
            "contact": contact(), "dated_on": "2026-01-14"
        }),
        _ => json!({
            "matter": matter(),
            "entries": [
                { "name": "申请执行书", "on": "2026-01-04", "pages": 2 },
                { "name": "（2025）粤1224民初1024号民事判决书及生效证明", "on": "2025-11-20", "pages": 6 },
                { "name": "执行通知书", "on": "2026-01-05", "pages": 2 },
                { "name": "结案通知书", "on": "2026-01-14", "pages": 1, "note": "电子" }
            ],
            "prepared_by": "周小敏", "dated_on": "2026-01-14"
        }),
    }
}

fn interview() -> Value {
    json!({
        "court": "广东省怀集县人民法院", "number": null, "cause": "买卖合同纠纷",
        "time": "2026年1月5日9时30分至9时50分", "place": "执行事务中心1号窗口",
        "asked_by": "林芳", "recorded_by": "周小敏", "person": applicant(), "role": "申请执行人",
        "exchanges": [
            { "question": "被执行人现在何处，如何联系？",
              "answer": "住冷坑镇人民路2号，手机号码已经提供给法院。" },
            { "question": "你是否掌握被执行人的财产线索？",
              "answer": "他在建设银行怀集支行有账户，平时用来收货款。" },
            { "question": "本院已向你送交执行风险告知书，内容是否清楚？", "answer": "清楚。" }
        ],
        "dated_on": "2026-01-05"
    })
}
