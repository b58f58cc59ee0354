//! 审执分离：who comes to have a hand in a case while an objection to it is under way is kept from reviewing it from then
//! on, as those are who had one when it was filed (异复11).

use crate::{
    intake::opening::OpeningEvent,
    matter::{
        Matter,
        outcome::{Beside, Outcome},
    },
};

/// Adds, for each objection to the case that is not concluded, whom this command has made an implementer of the case.
pub(super) fn follow(before: &Matter, after: &Matter, done: &mut Outcome) {
    if after.objections_open().next().is_none() {
        return;
    }
    let known = before.implementers();
    for (staff, name) in after.implementers() {
        if known.iter().any(|(known, _)| *known == staff) {
            continue;
        }
        for raised in after.objections_open() {
            let barred = OpeningEvent::Barred { staff, name: name.clone() };
            done.beside.push(Beside::In(raised.objection, Box::new(Outcome::of(barred))));
        }
    }
}
