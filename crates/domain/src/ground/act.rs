//! What can be done: one name per act; the permission door, the routes and the role table use the same names.

use serde::{Deserialize, Serialize};

macro_rules! acts {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $title:literal;)*) => {
        /// 操作. Every read and write of the product is one of these.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Act { $($(#[$doc])* #[serde(rename = $code)] $name,)* }

        impl Act {
            /// Every act, in declaration order.
            pub const ALL: &'static [Act] = &[$(Act::$name,)*];

            /// The stable code used in data files, on the wire and in the docket.
            pub fn code(self) -> &'static str { match self { $(Act::$name => $code,)* } }

            /// 操作的中文名
            pub fn title(self) -> &'static str { match self { $(Act::$name => $title,)* } }
        }
    };
}

impl Act {
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
                | Act::ExportCases
                | Act::Unmask
        )
    }
}

acts! {
    /// 查看案件
    ViewCase = "view_case", "查看案件";
    /// 查看案件清单
    ListCases = "list_cases", "查看案件清单";
    /// 查看事项清单
    ListTasks = "list_tasks", "查看事项清单";
    /// 查看指挥大屏
    ViewWall = "view_wall", "查看指挥大屏";
    /// 显示脱敏信息
    Unmask = "unmask", "显示脱敏信息";
    /// 导出清单
    ExportCases = "export_cases", "导出案件清单";
    /// 收件立案
    FileCase = "file_case", "收件立案";
    /// 补充立案材料
    SupplementFiling = "supplement_filing", "补充立案材料";
    /// 登记执前谈话
    RecordInterview = "record_interview", "登记执前谈话";
    /// 登记申请执行人的份额
    DeclareShares = "declare_shares", "登记申请执行人份额";
    /// 更正收款账户
    CorrectAccount = "correct_account", "更正收款账户";
    /// 登记材料
    AddMaterial = "add_material", "登记材料";
    /// 签收事项
    AcceptTask = "accept_task", "签收事项";
    /// 办结事项
    CompleteTask = "complete_task", "办结事项";
    /// 退回事项
    ReturnTask = "return_task", "退回事项";
    /// 指派事项
    AssignTask = "assign_task", "指派事项";
    /// 运行分流
    RunTriage = "run_triage", "运行繁简分流";
    /// 调整分流结果
    OverrideTriage = "override_triage", "调整分流结果";
    /// 制作文书
    MakeDocument = "make_document", "制作文书";
    /// 签发文书
    SignDocument = "sign_document", "签发文书";
    /// 登记送达
    RecordService = "record_service", "登记送达";
    /// 发起网络查控
    StartSearch = "start_search", "发起网络查控";
    /// 导入查控反馈
    ImportFeedback = "import_feedback", "导入查控反馈";
    /// 甄别财产
    ScreenAsset = "screen_asset", "甄别财产";
    /// 冻结查封
    OrderMeasure = "order_measure", "采取控制措施";
    /// 续行
    RenewMeasure = "renew_measure", "续行控制措施";
    /// 解除
    ReleaseMeasure = "release_measure", "解除控制措施";
    /// 确认到期预警
    AcknowledgeExpiry = "acknowledge_expiry", "确认到期预警";
    /// 扣划
    OrderDeduction = "order_deduction", "扣划存款";
    /// 查看案款
    ViewFunds = "view_funds", "查看案款";
    /// 导入银行流水
    ImportStatement = "import_statement", "导入银行流水";
    /// 认领不明款
    ClaimReceipt = "claim_receipt", "认领不明款";
    /// 复核认领
    ConfirmReceipt = "confirm_receipt", "复核认领";
    /// 提出发放
    ProposePayout = "propose_payout", "提出案款发放";
    /// 审批发放
    ApprovePayout = "approve_payout", "审批案款发放";
    /// 撤回发放
    WithdrawPayout = "withdraw_payout", "撤回案款发放";
    /// 导出付款批次
    ExportBatch = "export_batch", "导出付款批次";
    /// 导入付款回单
    ImportReturn = "import_return", "导入付款回单";
    /// 登记放弃剩余债权
    RecordWaiver = "record_waiver", "登记放弃剩余债权";
    /// 结案
    CloseCase = "close_case", "结案";
    /// 查看人员与岗位
    ViewPeople = "view_people", "查看人员与岗位";
    /// 管理人员与岗位
    ManagePeople = "manage_people", "管理人员与岗位";
    /// 推进演示时钟
    MoveClock = "move_clock", "推进演示时钟";
}
