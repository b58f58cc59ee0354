//! The calculators as the doors ask them.

mod floating;
mod places;
mod workings;
