//! 模式册：the versions of modes that a court has imported and the days from which it works under them.
//!
//! A version is kept whole, with the base it was laid over, so that what a matter was worked under can be read when
//! the product ships another. Nothing is taken out: going back is adopting the earlier version again.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use zhixing_law::day::Day;

use crate::ground::{
    entry::By,
    version::{ModeFile, ModeVersion},
    word::words,
};

pub mod adopt;

/// 导入的模式版本
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModeImport {
    pub key: String,
    pub version: u32,
    pub name: String,
    /// SM3 over names and texts, so that equal versions of two courts are read once.
    pub digest: String,
    pub files: Vec<ModeFile>,
}

words! {
    /// 在办案件怎么办
    InFlight {
        Stay = "stay", "按原模式办完";
        Move = "move", "转入";
    }
}

/// 启用
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adoption {
    pub key: String,
    pub version: u32,
    /// 启用日
    pub from: Day,
    pub in_flight: InFlight,
}

impl Adoption {
    /// Which version it is.
    pub fn of(&self) -> ModeVersion {
        ModeVersion::new(&self.key, self.version)
    }
}

/// 一家法院的模式册
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ModeBook {
    imports: Vec<(Arc<ModeImport>, By)>,
    adoptions: Vec<(Adoption, By)>,
}

impl ModeBook {
    /// Every imported version with who imported it, oldest first.
    pub fn imports(&self) -> impl Iterator<Item = (&ModeImport, &By)> {
        self.imports.iter().map(|(import, by)| (&**import, by))
    }

    /// Every adoption with who made it, oldest first.
    pub fn adoptions(&self) -> impl Iterator<Item = (&Adoption, &By)> {
        self.adoptions.iter().map(|(adoption, by)| (adoption, by))
    }

    /// An imported version.
    pub fn import(&self, of: &ModeVersion) -> Option<&Arc<ModeImport>> {
        let same =
            |known: &&(Arc<ModeImport>, By)| known.0.version == of.version && known.0.key == of.key;
        self.imports.iter().find(same).map(|(import, _)| import)
    }

    /// The highest version of a key.
    pub fn latest(&self, key: &str) -> Option<&Arc<ModeImport>> {
        let of_key = self.imports.iter().map(|(import, _)| import).filter(|m| m.key == key);
        of_key.max_by_key(|import| import.version)
    }

    /// 某日起效的启用: the latest effective day counts, and of two for one day the later entry.
    pub fn in_force(&self, on: Day) -> Option<&Adoption> {
        let due = self.adoptions.iter().map(|(adoption, _)| adoption).filter(|a| a.from <= on);
        due.max_by_key(|adoption| adoption.from)
    }

    /// The adoption that reaches furthest.
    pub fn last(&self) -> Option<&Adoption> {
        self.adoptions.iter().map(|(adoption, _)| adoption).max_by_key(|adoption| adoption.from)
    }

    /// Where matters in flight are to go on a day, and since when: the version in force, if it was adopted with that word.
    pub fn moving_to(&self, on: Day) -> Option<(ModeVersion, Day)> {
        let adoption = self.in_force(on).filter(|adoption| adoption.in_flight == InFlight::Move)?;
        Some((adoption.of(), adoption.from))
    }

    /// 将要启用: adoptions whose day has not come, by day. Of several for one day the last counts.
    pub fn coming(&self, on: Day) -> Vec<&Adoption> {
        let mut coming: Vec<&Adoption> = Vec::new();
        for (adoption, _) in self.adoptions.iter().filter(|(adoption, _)| on < adoption.from) {
            coming.retain(|known| known.from != adoption.from);
            coming.push(adoption);
        }
        coming.sort_by_key(|adoption| adoption.from);
        coming
    }

    /// Folds an import in.
    pub fn imported(&mut self, import: &ModeImport, by: &By) {
        self.imports.push((Arc::new(import.clone()), by.clone()));
    }

    /// Folds an adoption in.
    pub fn adopted(&mut self, adoption: &Adoption, by: &By) {
        self.adoptions.push((adoption.clone(), by.clone()));
    }
}
