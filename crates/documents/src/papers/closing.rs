//! 结案、归卷

pub mod closing_notice;
pub mod dossier_catalogue;
