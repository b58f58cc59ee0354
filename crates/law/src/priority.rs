//! 担保物权的顺位：in what order several security interests in one thing are paid (民法典 414—416、456).

use serde::{Deserialize, Serialize};

use crate::basis::Basis;
use crate::error::LawError;
use crate::instant::Instant;
use crate::sources::civil_code;

/// 担保物权的种类。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 抵押权。
    Mortgage,
    /// 动产价款抵押：标的物交付后十日内办理登记的。
    PurchaseMoney,
    /// 质权。
    Pledge,
    /// 留置权。
    Lien,
}

/// 一项担保物权。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Security {
    /// 种类。
    pub kind: Kind,
    /// 抵押登记或质物交付（质权登记）的时间；未登记、未交付为空。
    pub perfected_at: Option<Instant>,
}

/// The rank of each interest, 1 first; equal ranks share in proportion.
///
/// 留置权最先；其次动产价款抵押；已登记、交付的按时间先后；未登记的抵押权在后，按比例。
/// Errors for a pledge without delivery or registration: it does not exist (民法典 429、441).
pub fn ranks(securities: &[Security]) -> Result<Vec<u32>, LawError> {
    let key = |s: &Security| match (s.kind, s.perfected_at) {
        (Kind::Lien, _) => Ok((0u8, None)),
        (Kind::PurchaseMoney, Some(at)) => Ok((1, Some(at))),
        (Kind::Mortgage | Kind::Pledge, Some(at)) => Ok((2, Some(at))),
        (Kind::Mortgage | Kind::PurchaseMoney, None) => Ok((3, None)),
        (Kind::Pledge, None) => Err(LawError::Parameter {
            place: "质权",
            reason: "质物没有交付、权利质权没有登记的，质权没有设立，请核对",
        }),
    };
    let keys = securities.iter().map(key).collect::<Result<Vec<_>, _>>()?;
    let mut order = keys.clone();
    order.sort_unstable();
    order.dedup();
    Ok(keys
        .iter()
        .map(|k| (1..).zip(&order).find(|(_, o)| *o == k).map_or(u32::MAX, |(rank, _)| rank))
        .collect())
}

/// 依据。
pub const BASIS: Basis = civil_code("414—416、456");

#[cfg(test)]
mod tests;
