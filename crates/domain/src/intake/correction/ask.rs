//! 提请更正：at once, or when whoever the mode names has signed.

use super::{Correction, signed::correct};
use crate::{
    ground::refusal::{Need, Refusal},
    matter::{Matter, context::Context, outcome::Decision},
    work::approval::{What, ask::ask},
};

/// Asks for a correction where a second person must look at it; else makes it.
///
/// # Errors
/// Nothing would be changed; what the correction itself is refused for.
pub fn begin(matter: &Matter, correction: Correction, ctx: &mut Context<'_>) -> Decision {
    if correction.changes.is_empty() {
        return Err(Refusal::needs(Need::SomethingToCorrect));
    }
    if correction.needs_second() {
        return ask(matter, What::Correction { correction }, ctx);
    }
    correct(matter, &correction)
}
