//! 用法：the help of every command in Chinese, and what is wrong with the words on the command line, in one sentence.

use std::{ffi::OsString, process::ExitCode};

use clap::{
    Arg, ArgAction, Command, CommandFactory as _, FromArgMatches as _,
    error::{ContextKind, ContextValue, Error, ErrorKind},
};

use crate::Arguments;

/// More options than any command has.
const OPTIONS_MAX: usize = 1_000;

/// Reads the words of the command line, the program's own name first.
pub(crate) fn read<I, T>(words: I) -> Result<Arguments, Error>
where
    I: IntoIterator<Item = T>,
    T: Into<OsString> + Clone,
{
    let mut command = chinese(Arguments::command());
    command.build();
    name_usage(&mut command);
    Arguments::from_arg_matches(&command.try_get_matches_from(words)?)
}

/// The headings, the help of help and the defaults in place of clap's English ones, on every level.
fn chinese(command: Command) -> Command {
    let mut command = command
        .disable_help_flag(true)
        .disable_version_flag(true)
        .subcommand_value_name("命令")
        .mut_args(with_default)
        .mut_subcommands(chinese)
        .arg(flag("help", 'h', ArgAction::Help, "显示用法"));
    if command.get_version().is_some() {
        command = command.arg(flag("version", 'V', ArgAction::Version, "显示版本"));
    }
    let mut template = "{about-with-newline}\n用法：{usage}\n".to_owned();
    if command.get_subcommands().any(|command| !command.is_hide_set()) {
        template.push_str("\n命令：\n{subcommands}\n");
    }
    if command.get_positionals().next().is_some() {
        template.push_str("\n参数：\n{positionals}\n");
    }
    template.push_str("\n选项：\n{options}");
    command.help_template(template)
}

/// Stands after the command's own options.
fn flag(name: &'static str, short: char, action: ArgAction, help: &'static str) -> Arg {
    Arg::new(name).short(short).long(name).action(action).help(help).display_order(OPTIONS_MAX)
}

/// The default value in the words of the help.
fn with_default(arg: Arg) -> Arg {
    let values = arg.get_default_values().iter().map(|value| value.to_string_lossy());
    let values = values.collect::<Vec<_>>().join("、");
    if values.is_empty() {
        return arg;
    }
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    arg.help(format!("{help}；不写为 {values}")).hide_default_value(true)
}

/// The usage line as clap words it, but for its two English words.
fn name_usage(command: &mut Command) {
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim().replace("[OPTIONS]", "[选项]");
    *command = std::mem::take(command).override_usage(usage);
    command.get_subcommands_mut().for_each(name_usage);
}

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
