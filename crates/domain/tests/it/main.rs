//! A court that runs the domain alone: no database, no clock, no network.

mod closing;
mod court;
mod docket;
mod filing;
mod fund;
mod measure;
mod mode;
mod mode_book;
mod mode_files;
mod papers;
mod people;
mod properties;
mod refund;
mod returned;
mod samples;
mod shares;
mod staff;
mod statement;
mod story;
mod unanswered;
mod upcast;
mod waiver;
mod warning;
mod withdraw;
mod work;
