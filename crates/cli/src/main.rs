//! 执行：the one binary. Serves a court, shows a demo court, looks after the data, computes what the law says.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod admin;
mod calc;
mod config;
mod custody;
mod demo;
mod devices;
mod mode;
mod print;
mod serve;
mod usage;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// 智行执行平台
#[derive(Parser)]
#[command(name = "zhixing", version, about = "执行案件办理平台", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// 为一家法院提供服务
    Serve(serve::Serve),
    /// 打开一家演示法院：人员、案件和外部单位均为虚构
    Demo(demo::Demo),
    /// 校验办案流水、锚、文件和账目
    Verify(custody::Verify),
    /// 由办案流水重建各表
    Rebuild(config::Place),
    /// 备份到一个空目录
    Backup(custody::Backup),
    /// 从备份恢复到一个空数据库
    Restore(custody::Restore),
    /// 生成或者导出锚
    Anchor(custody::AnchorCommand),
    /// 确认时钟
    Clock(custody::ClockCommand),
    /// 检查运行环境和数据库
    Doctor(config::Place),
    /// 管理员不能登录时的办法：解锁、重置密码、设立管理员
    Admin(admin::Admin),
    /// 按法律规定计算和校验
    Calc(calc::Calc),
    /// 在窗口的电脑上交接读卡器、扫描仪和审判系统读出的内容
    Devices(devices::Devices),
    /// 检查、查看、比较办案模式
    Mode(mode::ModeCommand),
    /// 打印由程序生成的文件
    #[command(hide = true)]
    Gen {
        /// openapi、rules 或者 mode-schema
        #[arg(value_name = "内容")]
        what: String,
    },
}

fn main() -> ExitCode {
    let arguments = match usage::read(std::env::args_os()) {
        Ok(arguments) => arguments,
        Err(error) => return usage::answer(&error),
    };
    if let Command::Calc(calc) = &arguments.command {
        return calc::run(calc);
    }
    if let Command::Mode(command) = &arguments.command {
        return mode::run(command).unwrap_or_else(|error| {
            eprintln!("出错：{error:#}");
            ExitCode::FAILURE
        });
    }
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("ZHIXING_LOG").unwrap_or_else(|_| {
                tracing_subscriber::EnvFilter::new("warn,sqlx=error,zhixing=info")
            }),
        )
        .with_writer(std::io::stderr)
        .init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("不能启动：{error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(run(arguments.command)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("出错：{error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Serve(serve) => serve::run(serve).await,
        Command::Demo(demo) => demo::run(demo).await,
        Command::Verify(verify) => custody::verify(verify).await,
        Command::Rebuild(place) => custody::rebuild(place).await,
        Command::Backup(backup) => custody::backup(backup).await,
        Command::Restore(restore) => custody::restore(restore).await,
        Command::Anchor(anchor) => custody::anchor(anchor).await,
        Command::Clock(clock) => custody::clock(clock).await,
        Command::Doctor(place) => custody::doctor(place).await,
        Command::Admin(admin) => admin::run(admin).await,
        Command::Calc(calc) => Ok(calc::run(&calc)),
        Command::Mode(command) => mode::run(&command),
        Command::Devices(devices) => devices::run(devices).await,
        Command::Gen { what } => generate(&what),
    }
}

fn generate(what: &str) -> anyhow::Result<ExitCode> {
    match what {
        "openapi" => print::text(&zhixing_web::openapi_json()),
        "mode-schema" => print::text(&mode::schema()),
        "rules" => print::text(&zhixing_law::catalogue::rules_markdown()),
        other => anyhow::bail!("不能生成“{other}”，能生成：openapi、rules、mode-schema"),
    }
    Ok(ExitCode::SUCCESS)
}
