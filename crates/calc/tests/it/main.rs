//! The calculators as the doors ask them.

mod places;
mod workings;
