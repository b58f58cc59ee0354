//! 用法：what is wrong with the words on the command line, in one Chinese sentence.

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

/// Prints help where it was asked for, else one sentence; the code for it.
pub(crate) fn answer(error: &Error) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // The other end of a pipe may be closed early, as `head` does.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    eprintln!("{}", sentence(error));
    ExitCode::from(2)
}

/// What is wrong and what to do.
pub(crate) fn sentence(error: &Error) -> String {
    let named = |kind: ContextKind| {
        let text = match error.get(kind)? {
            ContextValue::String(text) => text.clone(),
            ContextValue::Strings(texts) => texts.join("、"),
            other => other.to_string(),
        };
        let plain: String = text.chars().filter(|c| !c.is_control()).take(80).collect();
        Some(plain).filter(|text| !text.is_empty())
    };
    let argument = named(ContextKind::InvalidArg);
    let shown = argument.as_deref().unwrap_or("（空）");
    let wrong = match error.kind() {
        ErrorKind::MissingRequiredArgument => format!("缺少参数 {shown}"),
        ErrorKind::UnknownArgument => format!("没有“{shown}”这个参数"),
        ErrorKind::ArgumentConflict => match named(ContextKind::PriorArg) {
            Some(prior) if Some(&prior) != argument.as_ref() => {
                format!("参数 {shown} 不能与 {prior} 同时使用")
            }
            _ => format!("参数 {shown} 只能给一次"),
        },
        ErrorKind::InvalidSubcommand => {
            let word = named(ContextKind::InvalidSubcommand).unwrap_or_else(|| "（空）".to_owned());
            format!("没有“{word}”这个命令")
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "没有写明要做什么".to_owned()
        }
        ErrorKind::InvalidValue
        | ErrorKind::ValueValidation
        | ErrorKind::TooFewValues
        | ErrorKind::WrongNumberOfValues => match named(ContextKind::InvalidValue) {
            Some(value) => format!("参数 {shown} 的值“{value}”不对"),
            None => format!("参数 {shown} 没有给值"),
        },
        ErrorKind::TooManyValues => format!("参数 {shown} 的值太多"),
        ErrorKind::InvalidUtf8 => "参数中有无法识别的字符".to_owned(),
        _ => "命令写得不对".to_owned(),
    };
    format!("{wrong}，用法请在命令后加 --help 查看。")
}
