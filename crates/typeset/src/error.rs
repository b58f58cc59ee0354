//! What can go wrong between a template and its PDF.

use std::path::PathBuf;

/// A document that could not be set.
#[derive(Debug, thiserror::Error)]
pub enum TypesetError {
    /// The directory of fonts is absent or holds none.
    #[error("字体目录 {} 里没有字体，请先运行 cargo xtask fonts", dir.display())]
    NoFonts {
        /// The directory that was asked for.
        dir: PathBuf,
    },
    /// Fonts that the templates name are not in the directory.
    #[error("字体目录缺少 {}，请先运行 cargo xtask fonts", families.join("、"))]
    FamiliesMissing {
        /// The family names that were not found.
        families: Vec<String>,
    },
    /// A font file could not be read.
    #[error("字体文件 {} 读不出：{source}", path.display())]
    FontUnreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A template has a name that is no path.
    #[error("模板名称 {name} 不是合法路径：{message}")]
    BadName {
        /// The name that was given.
        name: String,
        /// Typst's reason.
        message: String,
    },
    /// The template does not compile, or asked for a file that it was not given.
    #[error("模板 {template} 第 {line} 行：{message}")]
    Template {
        /// The template in which the problem lies.
        template: String,
        /// Line, counted from one; zero when typst gives no place.
        line: usize,
        /// Typst's sentence.
        message: String,
    },
    /// The laid-out document could not be written as PDF/A-2b.
    #[error("版面不能写成 PDF/A-2b：{message}")]
    Export {
        /// Typst's sentence.
        message: String,
    },
}
