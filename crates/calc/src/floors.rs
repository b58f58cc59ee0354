//! 变价底线：the floors and deposits of both online auctions and the sale.

use zhixing_law::auction::{self, Floors};

use crate::answer::{Answer, Place, Table, Wrong, cite};
use crate::entry;

const RULES: Table = &[
    ("一拍起拍价不低于", &["R-P1", "R-P3"]),
    ("二拍起拍价降幅", &["R-P2", "R-P3"]),
    ("转入变卖", &["R-P2"]),
];

/// The floors from an appraisal in yuan.
///
/// # Errors
/// An amount that is not one, or is zero.
pub fn answer(appraisal: &str) -> Result<Answer<Floors>, Wrong> {
    let place = Place::new("appraisal", "评估价");
    let appraisal = entry::yuan(appraisal, &place)?;
    let floors = auction::floors(appraisal).map_err(|error| place.law(error))?;
    let steps = cite(floors.steps.clone(), RULES);
    Ok(Answer::new(floors, steps))
}
