//! 查控处一览：one row for each kind of property.

use super::Handling;
use crate::basis::Basis;
use crate::sources::{cpl, cpl_note, delegation, enforcement, equity, inquiry, sealing};

const fn row(
    find: &'static str,
    control: &'static str,
    dispose: &'static str,
    assists: &'static str,
    points: &'static str,
    basis: Basis,
) -> Handling {
    Handling { find, control, dispose, assists, points, basis }
}

pub(super) const DEPOSIT: Handling = row(
    "网络查控",
    "冻结，须定额",
    "扣划",
    "商业银行、人民银行",
    "保留必需生活费；信用证保证金可冻不可扣；准备金、备付金不可冻",
    cpl_note("484、485"),
);

pub(super) const INTERNET_FUNDS: Handling = row(
    "网络查控",
    "冻结",
    "扣划",
    "支付机构",
    "期限按一年掌握",
    Basis::design("互联网资金按存款管理"),
);

pub(super) const IMMOVABLE: Handling = row(
    "网络查控、现场",
    "登记查封并张贴封条或公告；未登记的通知占有人并公告",
    "评估、网络拍卖、变卖、抵债",
    "不动产登记机构",
    "房地一并查封；以登记先后为准；已过户的不得查封",
    sealing("2、7、8、21、23"),
);

pub(super) const VEHICLE: Handling = row(
    "网络查控",
    "登记查封并实际扣押",
    "网络拍卖",
    "公安交通管理机关",
    "未扣到的可通知协查；终本时可认定不能处置",
    inquiry("16"),
);

pub(super) const VESSEL: Handling = row(
    "网络查控",
    "登记并扣押",
    "网络拍卖；船舶可委托海事法院",
    "海事、渔政、民航机关",
    "",
    delegation("3"),
);

pub(super) const MOVABLE: Handling = row(
    "现场、搜查",
    "封条、扣押、清单",
    "网络拍卖、变卖",
    "基层组织到场",
    "生产性设备可继续使用",
    cpl("256、257"),
);

pub(super) const EQUITY: Handling = row(
    "网络查控",
    "协助公示冻结，自公示时生效",
    "网络拍卖，可分割拍卖",
    "市场监督管理机关、公司",
    "未实缴、章程限制不妨碍拍卖；增资减资须报告",
    equity("4—8、13、14"),
);

pub(super) const SECURITIES: Handling = row(
    "网络查控",
    "冻结",
    "变价、扣划",
    "证券登记结算机构、证券公司",
    "国有股、法人股的冻结期限另见DL-B16",
    cpl_note("485"),
);

pub(super) const WEALTH_PRODUCT: Handling =
    row("网络查控、线下", "冻结", "赎回、拍卖", "管理人、银行", "终本前须查", cpl_note("485"));

pub(super) const INSURANCE: Handling = row(
    "线下函查",
    "冻结",
    "解除合同取现金价值（各地口径）",
    "保险公司",
    "终本前须查",
    cpl_note("485"),
);

pub(super) const PROVIDENT_FUND: Handling = row(
    "网络查控、线下（自然人）",
    "冻结",
    "符合提取条件时扣划",
    "公积金中心",
    "终本前须查；扣划口径各地不一",
    cpl_note("485"),
);

pub(super) const INCOME: Handling =
    row("社保、单位", "扣留", "提取", "所在单位", "擅自支付的责令追回；保留必需生活费", cpl("254"));

pub(super) const DIVIDEND: Handling = row(
    "函查公司",
    "冻结预期收益，禁止支付",
    "到期向申请执行人或法院支付",
    "公司",
    "终本前须查",
    enforcement("36"),
);

pub(super) const MATURE_CLAIM: Handling = row(
    "申报、账册",
    "冻结债权并发履行通知",
    "十五日无异议的强制执行",
    "第三人",
    "见DL-B22；不得再追次债务人的债务人",
    enforcement("45—53"),
);

pub(super) const INTELLECTUAL_PROPERTY: Handling = row(
    "函查",
    "禁止转让裁定与协助执行",
    "拍卖",
    "国家知识产权局等",
    "保全阶段商标一年、专利六个月",
    enforcement("35"),
);

pub(super) const BOUGHT_UNTRANSFERRED: Handling = row(
    "申报、合同",
    "同类财产的方式",
    "同类财产的方式",
    "出卖人、登记机构",
    "申请执行人付清或出卖人同意优先受偿的可以查封",
    sealing("16、17"),
);
