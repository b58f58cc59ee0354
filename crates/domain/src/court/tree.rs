//! 法院之间的上下级：which court stands below which, and how far somebody looks.

use std::collections::BTreeMap;

use crate::ground::refusal::{FieldProblem, Refusal};

/// 法院树：the courts of one database and the court above each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CourtTree {
    /// Code of a court → code of the court above it, empty when none is named.
    above: BTreeMap<String, String>,
}

/// 范围：one court, or a court and everything below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    One(String),
    Below(String),
}

/// Enough for who stays in their own court: every court is below itself.
pub static NO_OTHERS: CourtTree = CourtTree { above: BTreeMap::new() };

impl CourtTree {
    /// The tree of courts, each with the code of the court above it.
    pub fn new(courts: impl IntoIterator<Item = (String, String)>) -> CourtTree {
        CourtTree { above: courts.into_iter().collect() }
    }

    /// Whether `court` is `top` or lies below it.
    pub fn is_below(&self, court: &str, top: &str) -> bool {
        let mut at = court;
        // No way up is longer than there are courts; the bound keeps one that goes round from looping.
        for _ in 0..=self.above.len() {
            if at == top {
                return true;
            }
            match self.above.get(at) {
                Some(above) if !above.is_empty() => at = above,
                _ => return false,
            }
        }
        false
    }

    /// The courts of a scope that are in the tree, in the order of their codes.
    pub fn courts(&self, scope: &Scope) -> Vec<&str> {
        let codes = self.above.keys().map(String::as_str);
        match scope {
            Scope::One(court) => codes.filter(|code| code == court).collect(),
            Scope::Below(top) => codes.filter(|code| self.is_below(code, top)).collect(),
        }
    }

    /// Whether a court may be put below another. The first court of a database may name one that has not come yet.
    ///
    /// # Errors
    /// One that the database does not know, beside others that it does; one that is itself below the court.
    pub fn check(&self, court: &str, parent: &str) -> Result<(), Refusal> {
        let refused = |expected| Err(Refusal::field("parent", FieldProblem::Invalid { expected }));
        if parent.is_empty() {
            return Ok(());
        }
        if self.is_below(parent, court) {
            return refused("不在本院之下的法院，请核对上下级关系");
        }
        let alone = self.above.keys().all(|known| known == court);
        if !alone && !self.above.contains_key(parent) {
            return refused("已在本系统中的法院，请先在上级法院登记法院信息，再登记本院的上级");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(courts: &[(&str, &str)]) -> CourtTree {
        CourtTree::new(courts.iter().map(|(court, above)| ((*court).into(), (*above).into())))
    }

    const THREE_LEVELS: &[(&str, &str)] = &[
        ("粤", ""),
        ("粤12", "粤"),
        ("粤13", "粤"),
        ("粤1224", "粤12"),
        ("粤1223", "粤12"),
        ("粤1302", "粤13"),
    ];

    #[test]
    fn one_looks_down_never_sideways_never_up() {
        let tree = tree(THREE_LEVELS);
        assert_eq!(tree.courts(&Scope::Below("粤12".into())), ["粤12", "粤1223", "粤1224"]);
        assert_eq!(tree.courts(&Scope::One("粤12".into())), ["粤12"]);
        assert_eq!(tree.courts(&Scope::Below("粤1302".into())), ["粤1302"]);
        assert_eq!(tree.courts(&Scope::Below("粤".into())).len(), 6);
        assert!(!tree.is_below("粤13", "粤12") && !tree.is_below("粤", "粤12"));
    }

    #[test]
    fn a_way_up_that_goes_round_ends() {
        let round = tree(&[("粤12", "粤1224"), ("粤1224", "粤12")]);
        assert!(!round.is_below("粤1224", "京"));
        assert!(round.is_below("粤1224", "粤12"));
        assert!(NO_OTHERS.is_below("粤1224", "粤1224"));
    }

    #[test]
    fn a_loop_and_an_unknown_court_above_are_refused() {
        let tree = tree(THREE_LEVELS);
        assert!(tree.check("粤1224", "粤12").is_ok());
        assert!(tree.check("粤", "").is_ok());
        assert!(tree.check("粤12", "粤12").is_err(), "itself");
        assert!(tree.check("粤12", "粤1224").is_err(), "a loop");
        assert!(tree.check("粤1224", "粤14").is_err(), "not of this database");
        assert!(self::tree(&[("粤1224", "")]).check("粤1224", "粤12").is_ok(), "the first court");
        assert!(NO_OTHERS.check("粤1224", "粤12").is_ok());
    }
}
