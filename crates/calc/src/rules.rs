//! 规则：the catalogue, one rule at a time.

use zhixing_law::basis::{self, RuleInfo};

use crate::answer::{Place, Wrong};
use crate::entry;

/// Every rule, chapter by chapter.
pub fn all() -> &'static [RuleInfo] {
    basis::rules()
}

/// The rule with this number.
///
/// # Errors
/// There is none.
pub fn find(id: &str) -> Result<&'static RuleInfo, Wrong> {
    let place = Place::new("id", "规则编号");
    let id = entry::plain(id, &place)?;
    basis::rule(id).ok_or_else(|| {
        Wrong::new(&place, "calc.rule", format!("没有规则“{id}”，请从规则目录中选择。"))
    })
}
