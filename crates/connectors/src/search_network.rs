//! 网络查控（总对总）：asking banks and registries what a respondent owns, and controlling it.
//!
//! # The exchange
//!
//! Files travel through a directory ([`transport`]). A file is a ZIP named
//! `<type, 4><bank code, 17 digits><batch number, 30 digits>.zip`, the type being one of
//!
//! | type | meaning | direction |
//! |---|---|---|
//! | `CXQQ` | 查询请求 | court → bank |
//! | `KZQQ` | 控制请求 | court → bank |
//! | `CXFK` | 查询反馈 | bank → court |
//! | `KZFK` | 控制反馈 | bank → court |
//! | `CXHZ`, `KZHZ` | 反馈失败回执: a feedback that could not be taken in | court → bank |
//!
//! Inside are XML files: `QA…` the requests (`FA…` the feedback, `HA…` the receipts), `QI…` the legal
//! documents (bytes in base64, with type and number) and `QC…` the judge's work and duty cards. The root
//! element of an `A` file is the type; each child `<xx>` is one item; its fields are elements whose names
//! are pinyin initials, as everywhere in this exchange. All names are in [`names`], with their Chinese
//! meaning; `bdhm`, the request number (请求单号), is the key by which a request is known again. The
//! official field dictionary is not public: a court that has it adjusts `names` alone.
//!
//! # Weather
//!
//! Duplicates, losses, partial batches, late and contradictory feedback and refusals are normal. So a
//! package with good and bad items gives the good ones and one finding per bad one; only a package that
//! cannot be opened, or is not what its name says, is refused as a whole.

pub mod control;
pub mod entries;
pub mod names;
pub mod package;
pub mod query;
mod read;
pub mod transport;
mod write;
