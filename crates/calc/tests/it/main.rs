//! The calculators as the doors ask them.

mod floating;
mod idle;
mod places;
mod workings;
