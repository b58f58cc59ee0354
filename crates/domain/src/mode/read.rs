//! 读入模式：its files are laid over each other, then the whole is checked.

use std::sync::Arc;

use super::{
    chain, check,
    overlay::{Composed, Laid},
    sound,
};
use crate::{ground::fault::Fault, ground::version::ModeFile};

/// Reads and checks a mode from its files.
///
/// # Errors
/// Everything that was found wrong, each with its file and line.
pub fn read(files: &[ModeFile]) -> Result<Composed, Vec<Fault>> {
    let mut laid = Laid::of(files);
    let mode = laid.compose();
    // What could not be read would be missed everywhere else.
    if laid.is_sound() {
        check::check(&mode, &mut laid);
        sound::check(&mode, &mut laid);
        chain::check(&mode, &mut laid);
    }
    if !laid.is_sound() {
        return Err(laid.into_faults());
    }
    let rows = laid.texts(&mode);
    Ok(Composed { mode: Arc::new(mode), rows })
}
