//! `cargo xtask`: the only tool of the house. Every command of the README and of the checks is a function here, so what
//! passes on a desk passes on the build machine. Depends on `std` and `anyhow` only, and so compiles in seconds.

mod bench;
mod browser;
mod clicks;
mod contract;
mod coverage;
mod crowd;
mod demo;
mod fonts;
mod generate;
mod glossary;
mod mutants;
mod pg;
mod server;
mod setup;
mod shell;
mod suite;
mod suites;
mod tidy;
mod ui;

use anyhow::Result;
use std::process::ExitCode;

/// One command: its name, its arguments as shown to people, what it does, and the function.
struct Task {
    name: &'static str,
    usage: &'static str,
    what: &'static str,
    run: fn(&[String]) -> Result<()>,
}

/// Every command that exists; the list printed by `cargo xtask` is this one.
const TASKS: &[Task] = &[
    Task {
        name: "demo",
        usage: "[--mode M] [--listen A] [--release] …",
        what: "准备、构建并打开演示法院（其余参数原样交给 zhixing demo）",
        run: demo::demo,
    },
    Task {
        name: "test",
        usage: "[--quick | --only 步骤 | --slow 一组测试]",
        what: "安装所需、构建并运行全部检查；--only 只跑一步，--quick 只跑 fmt、tidy 和内容有变的 Rust 测试，--slow 列出一组里最慢的测试",
        run: suite::test,
    },
    Task {
        name: "dev",
        usage: "[zhixing demo 的参数]",
        what: "服务端与界面热更新一起运行",
        run: demo::dev,
    },
    Task {
        name: "gen",
        usage: "[--check] [migrations words openapi rules types]",
        what: "重新生成 docs/ 里的接口说明、词汇表、规则表和界面类型；--check 只比较",
        run: generate::generate,
    },
    Task {
        name: "tidy",
        usage: "",
        what: "检查本仓库的规矩：方向、大小、禁用写法、迁移",
        run: tidy::tidy,
    },
    Task {
        name: "bench",
        usage: "[law commands lists documents start ui] [--quick]",
        what: "release 构建并实测：每项给出本系统、对照和比值",
        run: bench::bench,
    },
    Task {
        name: "clicks",
        usage: "[--each]",
        what: "把5289元的案件在页面上从立案办到结案，数点击和填写；超出规定的失败，--each 逐次列出",
        run: clicks::command,
    },
    Task {
        name: "coverage",
        usage: "",
        what: "法的库的测试到达哪些行，写进 docs/coverage-law.md；没有到达的行须有理由",
        run: coverage::command,
    },
    Task {
        name: "crowd",
        usage: "[多少]",
        what: "随机立案、随机导入银行文件，各一万份：不得出错，文书都能制成，款不得入错案",
        run: crowd::command,
    },
    Task {
        name: "mutants",
        usage: "[--shard K/N]… [--missed | --check] [文件…]",
        what: "变异测试法的库：改动逐处试，测试须发现；可中断，接着跑",
        run: mutants::command,
    },
    Task {
        name: "pg",
        usage: "-- 命令…",
        what: "起一个用完即弃的 PostgreSQL，带 TEST_PG_URL 运行命令",
        run: pg::command,
    },
    Task {
        name: "fonts",
        usage: "",
        what: "从 Debian 软件包取出字体，核对散列值，放进 assets/fonts",
        run: fonts::command,
    },
    Task {
        name: "setup",
        usage: "",
        what: "检查并安装检查所需的 Debian 软件包",
        run: setup::command,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((name, rest)) = arguments.split_first() else {
        print_tasks();
        return ExitCode::SUCCESS;
    };
    let Some(task) = TASKS.iter().find(|task| task.name == name) else {
        print_tasks();
        eprintln!("没有命令「{name}」");
        return ExitCode::FAILURE;
    };
    match (task.run)(rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("✗ {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn print_tasks() {
    println!("用法：cargo xtask 命令");
    for task in TASKS {
        println!("  {:<8} {:<51} {}", task.name, task.usage, task.what);
    }
}
