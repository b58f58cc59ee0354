//! What can be done: one name per act; the permission door, the routes and the role table use the same names.

use crate::ground::word::words;

words! {
    /// 操作. Every read and write of the product is one of these.
    Act {
        ViewCase = "view_case", "查看案件";
        ListCases = "list_cases", "查看案件清单";
        ListTasks = "list_tasks", "查看事项清单";
        ViewWall = "view_wall", "查看指挥大屏";
        Unmask = "unmask", "显示脱敏信息";
        /// 导出清单
        ExportCases = "export_cases", "导出案件清单";
        FileCase = "file_case", "收件立案";
        SupplementFiling = "supplement_filing", "补充立案材料";
        RecordInterview = "record_interview", "登记执前谈话";
        /// 登记申请执行人的份额
        DeclareShares = "declare_shares", "登记申请执行人份额";
        CorrectAccount = "correct_account", "更正收款账户";
        /// 更正当事人信息、执行依据和标的；身份、金额的更正须签批
        CorrectFiling = "correct_filing", "更正立案信息";
        AddMaterial = "add_material", "登记材料";
        RaiseTask = "raise_task", "派出事项";
        AcceptTask = "accept_task", "签收事项";
        CompleteTask = "complete_task", "办结事项";
        ReturnTask = "return_task", "退回事项";
        AssignTask = "assign_task", "指派事项";
        /// 登记到场可能遇到的危险
        NoteRisk = "note_risk", "登记风险提示";
        /// 外勤回填；只限事项的办理人
        ReportFromField = "report_from_field", "外勤回填";
        /// 事项已不由本人办理的，转为情况记录
        NoteFromField = "note_from_field", "登记外勤情况";
        /// 运行分流
        RunTriage = "run_triage", "运行繁简分流";
        OverrideTriage = "override_triage", "调整分流结果";
        /// 登记扣除期间、申请延长期限；须签批的，看办案模式的签批链
        AdjustDeadline = "adjust_deadline", "扣除、延长期限";
        MakeDocument = "make_document", "制作文书";
        /// 签批文书、发放等须签批的事项；由哪些人签，看办案模式的签批链
        SignApproval = "sign_approval", "签批";
        /// 撤回本人提请的签批
        WithdrawApproval = "withdraw_approval", "撤回提请";
        RecordService = "record_service", "登记送达";
        StartSearch = "start_search", "发起网络查控";
        ImportFeedback = "import_feedback", "导入查控反馈";
        ScreenAsset = "screen_asset", "甄别财产";
        /// 冻结查封
        OrderMeasure = "order_measure", "采取控制措施";
        /// 续行
        RenewMeasure = "renew_measure", "续行控制措施";
        /// 解除
        ReleaseMeasure = "release_measure", "解除控制措施";
        AcknowledgeExpiry = "acknowledge_expiry", "确认到期预警";
        /// 扣划
        OrderDeduction = "order_deduction", "扣划存款";
        ViewFunds = "view_funds", "查看案款";
        ImportStatement = "import_statement", "导入银行流水";
        ClaimReceipt = "claim_receipt", "认领不明款";
        ConfirmReceipt = "confirm_receipt", "复核认领";
        /// 把误入本案的款项退回不明款；须签批
        TakeBackReceipt = "take_back_receipt", "撤销入案";
        /// 提出发放
        ProposePayout = "propose_payout", "提出案款发放";
        /// 撤回发放
        WithdrawPayout = "withdraw_payout", "撤回案款发放";
        ExportBatch = "export_batch", "导出付款批次";
        ImportReturn = "import_return", "导入付款回单";
        RecordWaiver = "record_waiver", "登记放弃剩余债权";
        RecordPerformance = "record_performance", "登记行为的履行";
        CloseCase = "close_case", "结案";
        /// 须签批
        StrikeOff = "strike_off", "销案";
        /// 收取异议申请
        FileObjection = "file_objection", "登记执行异议";
        AcceptObjection = "accept_objection", "异议立案";
        HearObjection = "hear_objection", "异议听证";
        /// 裁定、审结
        DecideObjection = "decide_objection", "审查执行异议";
        RecordVisit = "record_visit", "登记来访";
        AnswerVisit = "answer_visit", "答复来访";
        ViewPeople = "view_people", "查看人员与岗位";
        ManagePeople = "manage_people", "管理人员与岗位";
        /// 确认由管理员申请的账号变动
        ConfirmAccess = "confirm_access", "确认账号变动";
        ViewModes = "view_modes", "查看办案模式";
        /// 导入、启用办案模式，把案件转入另一模式
        ManageModes = "manage_modes", "管理办案模式";
        /// 说明逾期的原因
        ExplainLateness = "explain_lateness", "说明逾期原因";
        IssueDirective = "issue_directive", "发出督办";
        AnswerDirective = "answer_directive", "答复督办";
        SettleDirective = "settle_directive", "审核督办答复";
        /// 组成、撤销合议庭
        ConvenePanel = "convene_panel", "组成合议庭";
        /// 发表意见、作出结论、签署笔录；须为合议庭成员
        DeliberatePanel = "deliberate_panel", "合议评议";
        /// 重发或者放弃没有办成的后台任务
        ManageJobs = "manage_jobs", "处理后台任务";
        MoveClock = "move_clock", "推进演示时钟";
    }
}

impl Act {
    /// Whether the act is a step that law or mode keep apart from the step before it, or decides who may take one:
    /// whoever is let in as somebody who may do it does alone what takes two.
    pub fn is_entrusted(self) -> bool {
        matches!(
            self,
            Act::SignApproval
                | Act::ConfirmReceipt
                | Act::ExportBatch
                | Act::ManagePeople
                | Act::ConfirmAccess
        )
    }

    /// Whether whoever holds a post does it, whatever the post is for: looking, and what belongs to one's own tasks.
    pub fn comes_with_any_post(self) -> bool {
        self.is_look()
            || matches!(
                self,
                Act::AcceptTask
                    | Act::CompleteTask
                    | Act::ReturnTask
                    | Act::ExplainLateness
                    | Act::AnswerDirective
                    | Act::DeliberatePanel
                    | Act::NoteRisk
                    | Act::ReportFromField
                    | Act::NoteFromField
                    | Act::AddMaterial
                    | Act::WithdrawApproval
                    | Act::MoveClock
            )
    }

    /// Whether the act only looks: a court above may be granted it over the courts below, and nothing else.
    pub fn is_look(self) -> bool {
        matches!(
            self,
            Act::ViewCase
                | Act::ListCases
                | Act::ListTasks
                | Act::ViewWall
                | Act::ViewFunds
                | Act::ViewPeople
                | Act::ViewModes
                | Act::ExportCases
                | Act::Unmask
        )
    }
}
