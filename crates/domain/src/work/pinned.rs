//! 办案模式的固定：the version of a mode that a matter is worked under, from its first entry on.
//!
//! Whatever the court adopts later, a matter keeps to its version until it is moved, by an entry of its own.

use serde::{Deserialize, Serialize};

use crate::ground::version::ModeVersion;

pub mod switch;

/// What happens to the pin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ModeEvent {
    /// 确定办案模式, at intake
    Pinned { mode: ModeVersion },
    /// 转入另一办案模式
    Moved { from: Option<ModeVersion>, to: ModeVersion, reason: String },
}

/// Folds an event into the pin.
pub fn apply(pin: &mut Option<ModeVersion>, event: &ModeEvent) {
    let (ModeEvent::Pinned { mode: to } | ModeEvent::Moved { to, .. }) = event;
    *pin = Some(to.clone());
}
