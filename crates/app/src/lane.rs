//! 后台任务的种类：jobs that wait for different counterparties are of different kinds, so that a silent one stops only its own.

use zhixing_domain::matter::effect::Effect;

/// Waits for nobody.
pub const EFFECT: &str = "effect";

/// Waits for the message gateway.
pub const MESSAGE: &str = "message";

/// Waits for the search network.
pub const NETWORK: &str = "network";

/// Waits for the typesetter.
pub const PAPER: &str = "paper";

/// The kind of job that carries an effect out.
pub fn of(effect: &Effect) -> &'static str {
    match effect {
        Effect::SendSearch { .. } | Effect::SendMeasure { .. } | Effect::SendDeduction { .. } => {
            NETWORK
        }
        Effect::SendMessage { .. } => MESSAGE,
        Effect::MakeDocument { .. } | Effect::RenderDocument { .. } => PAPER,
        Effect::RunTriage { .. } => EFFECT,
    }
}
