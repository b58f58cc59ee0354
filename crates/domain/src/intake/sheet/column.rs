//! 栏目：the columns of the table, and where in the application each belongs.

use crate::{
    ground::field::{Field, Fields, Shape},
    ground::word::Word,
    intake::claim::ItemKind,
    intake::filing::{Application, MaterialKind},
};

/// 一栏
#[derive(Debug)]
pub struct Column {
    /// 栏目名称
    pub title: &'static str,
    pub goes: Goes,
    /// 各案各异的, which stand in a row each; the others are usually the same for all.
    pub own: bool,
    /// 空白等于“否”, as a box that was not ticked.
    pub unticked: bool,
    /// What helps to fill it in.
    pub hint: &'static str,
}

/// Where a cell belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goes {
    /// A field, by its path in the application.
    Field(&'static str),
    /// 标的的一项；its name, or none where the next column says it.
    Item(ItemKind, &'static str),
    /// 款项名称, of the item whose amount stands in the next column.
    ItemTitle,
    /// 收到的材料, by the number of its pages.
    Material(MaterialKind),
}

const fn own(title: &'static str, path: &'static str, hint: &'static str) -> Column {
    Column { title, goes: Goes::Field(path), own: true, unticked: false, hint }
}

const fn common(title: &'static str, path: &'static str, hint: &'static str) -> Column {
    Column { title, goes: Goes::Field(path), own: false, unticked: false, hint }
}

/// A box: blank is not ticked.
const fn ticked(column: Column) -> Column {
    Column { unticked: true, ..column }
}

const fn item(kind: ItemKind, title: &'static str, name: &'static str) -> Column {
    let hint = "元，最多两位小数；没有的不填";
    Column { title, goes: Goes::Item(kind, name), own: true, unticked: false, hint }
}

const fn material(kind: MaterialKind, title: &'static str) -> Column {
    let hint = "收到的填页数，没有收到的不填";
    Column { title, goes: Goes::Material(kind), own: false, unticked: false, hint }
}

const DAY: &str = "例如2026-03-02";
const OTHER: &str = "有第二名被执行人的才填";

/// 全部栏目, in their order.
pub static COLUMNS: &[Column] = &[
    own("文书案号", "claim.title.number", "例如（2026）粤1224民初521号"),
    own("生效日期", "claim.title.effective_on", DAY),
    own("履行届满日", "claim.title.due_on", "迟延履行利息自次日起算"),
    own("主文", "claim.title.operative_part", "判决的主要内容，照主文填写"),
    Column {
        title: "其他款项名称",
        goes: Goes::ItemTitle,
        own: true,
        unticked: false,
        hint: "例如违约金；填了其他款项的须写明",
    },
    item(ItemKind::Principal, "其他款项（元）", ""),
    item(ItemKind::Principal, "本金（元）", "本金"),
    item(ItemKind::GeneralInterest, "利息（元）", "利息"),
    item(ItemKind::Costs, "诉讼费等费用（元）", "诉讼费等费用"),
    own("被执行人类型", "parties[1].kind", ""),
    own("被执行人姓名或名称", "parties[1].name", ""),
    own("被执行人证件号码", "parties[1].identity_number", "身份证号或统一社会信用代码"),
    own("被执行人证件种类", "parties[1].identity_kind", "身份证、统一社会信用代码不必填"),
    ticked(own(
        "被执行人号码已与原件核对",
        "parties[1].identity_seen",
        "校验位不符而原件如此的填“是”",
    )),
    own("被执行人证件说明", "parties[1].identity_remark", "其他证件的名称，或者号码不详的原因"),
    own("被执行人电话", "parties[1].phone", ""),
    own("被执行人地址", "parties[1].address", ""),
    own("被执行人法定代表人", "parties[1].representative", "单位填写"),
    own("被执行人送达地址", "parties[1].service_address", "诉讼中确认过的"),
    own("被执行人二类型", "parties[2].kind", OTHER),
    own("被执行人二姓名或名称", "parties[2].name", OTHER),
    own("被执行人二证件号码", "parties[2].identity_number", OTHER),
    own("被执行人二证件种类", "parties[2].identity_kind", OTHER),
    own("被执行人二证件说明", "parties[2].identity_remark", OTHER),
    own("被执行人二电话", "parties[2].phone", OTHER),
    own("被执行人二地址", "parties[2].address", OTHER),
    own("再次立案的理由", "filed_again", "本院已有同一依据、同一申请人的案件时填写"),
    common("执行依据类别", "claim.title.category", ""),
    common("文书种类", "claim.title.kind", "例如民事判决书"),
    common("作出机关", "claim.title.issuer", ""),
    common("案由", "claim.cause", "例如信用卡纠纷"),
    common("请求迟延履行利息", "claim.delay_interest", "是否请求加倍部分债务利息"),
    ticked(common("涉民生", "claim.livelihood", "劳动报酬、交通事故、抚养赡养等填“是”")),
    common("管辖依据", "jurisdiction", ""),
    common("收到申请日期", "received_on", DAY),
    common("重复立案检索记录", "duplicate_search", "例如：检索全国执行案件系统，无在先立案"),
    ticked(common("义务人已经履行", "performed", "申请人陈述已经履行的填“是”")),
    ticked(common("风险告知书已送交", "risk_notice_given", "")),
    common("申请执行人类型", "parties[0].kind", ""),
    common("申请执行人姓名或名称", "parties[0].name", ""),
    common("申请执行人证件号码", "parties[0].identity_number", "身份证号或统一社会信用代码"),
    common("申请执行人证件种类", "parties[0].identity_kind", "身份证、统一社会信用代码不必填"),
    ticked(common(
        "申请执行人号码已与原件核对",
        "parties[0].identity_seen",
        "校验位不符而原件如此的填“是”",
    )),
    common("申请执行人电话", "parties[0].phone", ""),
    common("申请执行人地址", "parties[0].address", ""),
    common("申请执行人法定代表人", "parties[0].representative", "单位填写"),
    common("申请执行人送达地址", "parties[0].service_address", "送达地址确认书确认的"),
    common("收款户名", "parties[0].account.name", ""),
    common("收款开户行", "parties[0].account.bank", ""),
    common("收款联行号", "parties[0].account.bank_code", "12位，不知道的不填"),
    common("收款账号", "parties[0].account.account", ""),
    common("代理人姓名", "parties[0].agents[0].name", "由代理人申请的才填"),
    common("代理人身份", "parties[0].agents[0].kind", ""),
    common("代理人单位", "parties[0].agents[0].firm", "执业机构、工作单位或者与当事人的关系"),
    common("代理人电话", "parties[0].agents[0].phone", ""),
    common("代理权限", "parties[0].agents[0].authority", ""),
    common("代为收取执行款", "parties[0].agents[0].receives", "须有特别授权"),
    material(MaterialKind::Application, "材料：申请执行书"),
    material(MaterialKind::Title, "材料：生效法律文书"),
    material(MaterialKind::EffectProof, "材料：生效证明"),
    material(MaterialKind::Identity, "材料：身份证明"),
    material(MaterialKind::Mandate, "材料：授权委托书"),
    material(MaterialKind::ServiceAddress, "材料：送达地址确认书"),
    material(MaterialKind::PayeeAccount, "材料：收款账户确认书"),
    material(MaterialKind::PropertyProof, "材料：财产在本辖区的证明"),
    material(MaterialKind::ArbitrationClause, "材料：仲裁条款或仲裁协议"),
    material(MaterialKind::EnforcementCertificate, "材料：公证执行证书"),
    material(MaterialKind::PropertyLead, "材料：财产线索"),
];

impl Column {
    /// The rule that its cells keep: that of the field they become.
    pub fn shape(&self) -> Shape {
        match self.goes {
            Goes::Field(path) => field(path).map_or(Shape::Text { max: 0 }, |field| field.shape),
            Goes::Item(..) => Shape::Money { least: 0 },
            Goes::ItemTitle => Shape::Text { max: 100 },
            Goes::Material(_) => Shape::Count { max: 99_999 },
        }
    }

    /// What may stand in it, where that is one word of several.
    pub fn words(&self) -> &'static [Word] {
        match self.shape() {
            Shape::Choice(words) => words,
            _ => &[],
        }
    }

    /// 必填：every application has it. What only some have is asked for where it belongs.
    pub fn is_needed(&self) -> bool {
        let Goes::Field(path) = self.goes else { return false };
        let always = !path.starts_with("parties[2]")
            && !path.contains("account")
            && !path.contains("agents")
            && !self.unticked;
        always && field(path).is_some_and(|field| field.required)
    }

    /// Its path in the application, if it is a field of it.
    pub fn path(&self) -> Option<&'static str> {
        match self.goes {
            Goes::Field(path) => Some(path),
            Goes::Item(..) | Goes::ItemTitle | Goes::Material(_) => None,
        }
    }
}

/// The field at a path of the application.
pub fn field(path: &str) -> Option<&'static Field> {
    let mut fields = Application::FIELDS;
    let mut found = None;
    for part in path.split('.') {
        let name = part.split('[').next().unwrap_or(part);
        let field = fields.iter().find(|field| field.name == name)?;
        fields = match field.shape {
            Shape::Part(inner) | Shape::Rows { of: inner, .. } => inner,
            _ => &[],
        };
        found = Some(field);
    }
    found
}

/// The column of a path: its own, or the first of what it consists of.
pub fn of_path(path: &str) -> Option<usize> {
    let is = |column: &Column| column.path() == Some(path);
    let within = |column: &Column| {
        let rest = column.path().and_then(|known| known.strip_prefix(path));
        rest.is_some_and(|rest| rest.starts_with(['.', '[']))
    };
    COLUMNS.iter().position(is).or_else(|| COLUMNS.iter().position(within))
}

/// The column that takes a paper of this kind.
pub fn of_material(kind: MaterialKind) -> Option<usize> {
    COLUMNS.iter().position(|column| column.goes == Goes::Material(kind))
}

/// The column of this heading, however its brackets and blanks were typed.
pub fn of_heading(heading: &str) -> Option<usize> {
    let plain = cleaned(heading);
    COLUMNS.iter().position(|column| cleaned(column.title) == plain)
}

fn cleaned(heading: &str) -> String {
    let kept = heading.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | '＊'));
    kept.map(|c| match c {
        '(' => '（',
        ')' => '）',
        ':' => '：',
        other => other,
    })
    .collect()
}
