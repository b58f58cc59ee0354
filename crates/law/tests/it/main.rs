//! The law from outside: fuzzing of everything a person or a file can hand to it.

mod calculators;
mod fuzz;
mod parsers;
