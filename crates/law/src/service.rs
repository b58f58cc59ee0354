//! 送达日期：on which day a document counts as served, by method and by the law of the time (G-9, G-10).

use serde::{Deserialize, Serialize};

use crate::basis::Basis;
use crate::calendar::Calendar;
use crate::day::Day;
use crate::error::LawError;
use crate::period::{Limit, end};
use crate::sources::{cpl, cpl_note};

/// 送达方式及其结果。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// 直接送达：签收。
    Direct,
    /// 留置送达。
    Left,
    /// 电子送达：到达受送达人特定系统。
    Electronic,
    /// 邮寄送达：回执上的收件日。
    Post,
    /// 邮寄退回：因受送达人提供的地址不准确、拒收等自身原因。
    PostReturned,
    /// 委托、转交送达：受送达人签收。
    Delegated,
    /// 公告送达。
    Announcement,
    /// 公告送达，受送达人在境内没有住所。
    AnnouncementAbroad,
}

impl Method {
    /// 方式的名称。
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Direct => "直接送达",
            Self::Left => "留置送达",
            Self::Electronic => "电子送达",
            Self::Post => "邮寄送达",
            Self::PostReturned => "邮寄退回视为送达",
            Self::Delegated => "委托或转交送达",
            Self::Announcement => "公告送达",
            Self::AnnouncementAbroad => "涉外公告送达",
        }
    }

    /// What the day handed to [`served_on`] is.
    pub fn event(self) -> &'static str {
        match self {
            Self::Direct | Self::Delegated => "签收之日",
            Self::Left => "留置之日",
            Self::Electronic => "到达特定系统之日",
            Self::Post => "回执注明的收件日",
            Self::PostReturned => "文书退回之日",
            Self::Announcement | Self::AnnouncementAbroad => "最后一次张贴或刊登之日",
        }
    }
}

/// 送达日期及其依据。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Served {
    /// 视为送达之日。
    pub on: Day,
    /// 公告期间；其他方式没有。
    pub waits: Option<Limit>,
    /// 依据。
    pub basis: Basis,
}

/// The day on which the document counts as served, from the event of its method.
pub fn served_on(method: Method, event: Day) -> Result<Served, LawError> {
    let at_once = |basis| Ok(Served { on: event, waits: None, basis });
    let waits = |limit: Limit, basis| {
        let on = end(event, &limit, &[], Calendar::builtin())?.end;
        Ok(Served { on, waits: Some(limit), basis })
    };
    // 公告期满即视为送达，不因休假日顺延。
    let (thirty, sixty) = (Limit::days(30).no_roll(), Limit::days(60).no_roll());
    match method {
        Method::Direct => at_once(cpl("88")),
        Method::Left => at_once(cpl("89")),
        Method::Electronic => at_once(cpl_note("135")),
        Method::Post => at_once(cpl("91")),
        Method::PostReturned => at_once(Basis::text("以法院专递方式邮寄送达的规定", "2004", "11")),
        Method::Delegated => at_once(cpl("91、94")),
        Method::Announcement if before(event, 2022) => {
            waits(sixty, Basis::memory("民事诉讼法", "2017修正", "92"))
        }
        Method::Announcement => waits(thirty, cpl("95")),
        Method::AnnouncementAbroad if before(event, 2024) => {
            let three_months = Limit::months(3).no_roll();
            waits(three_months, Basis::memory("民事诉讼法", "2021修正", "274"))
        }
        Method::AnnouncementAbroad => waits(sixty, cpl("283")),
    }
}

fn before(day: Day, year: i16) -> bool {
    day.year() < year
}

#[cfg(test)]
mod tests;
