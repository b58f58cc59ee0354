//! Property-based calls against the real server: no 5xx, and nothing that the API description does not promise.

use crate::server::Server;
use crate::shell::{output, program, root, run, say, target};
use anyhow::{Context, Result};
use std::process::Command;

/// Debian's own Python, so that a Python of another origin on the PATH does not matter.
pub(crate) const PYTHON: &str = "/usr/bin/python3";

const SCHEMATHESIS: &str = "4.32.5";

/// The same calls in every run.
const SEED: &str = "1224";

const EXAMPLES_PER_OPERATION: &str = "12";

/// The whole run, seconds.
const SECONDS_MAX: &str = "300";

const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
                      response_headers_conformance,response_schema_conformance";

/// Whether the API description is in this checkout.
pub(crate) fn exists() -> bool {
    root().join("docs/openapi.json").is_file()
}

/// Starts a demo court and calls every operation of the description.
pub(crate) fn check() -> Result<()> {
    let tool = install()?;
    let server = Server::demo()?;
    say(format!("按 docs/openapi.json 逐项调用 {}", server.url()));
    let mut command = program("timeout", &["--signal=INT", SECONDS_MAX]);
    command.arg(tool).args([
        "run",
        "docs/openapi.json",
        "--url",
        &server.url(),
        "--checks",
        CHECKS,
    ]);
    command.args([
        "--phases",
        "examples,coverage,fuzzing",
        "--max-examples",
        EXAMPLES_PER_OPERATION,
    ]);
    command.args([
        "--seed",
        SEED,
        "--generation-deterministic",
        "--generation-database",
        "none",
        "--no-color",
    ]);
    command.args(["--suppress-health-check", "all", "--request-timeout", "20"]);
    command.env("SCHEMATHESIS_HOOKS", "hooks").env("PYTHONPATH", root().join("xtask/contract"));
    command.env("ZHIXING_URL", server.url()).env("PYTHONDONTWRITEBYTECODE", "1");
    run(&mut command).with_context(|| format!("服务端最后说：\n{}", tail(&server.log())))
}

/// The pinned tool in its own virtual environment under the target folder.
fn install() -> Result<std::path::PathBuf> {
    let venv = target().join("contract-venv");
    let tool = venv.join("bin/st");
    if output(Command::new(&tool).arg("--version"))
        .is_ok_and(|version| version.contains(SCHEMATHESIS))
    {
        return Ok(tool);
    }
    say(format!("安装 schemathesis {SCHEMATHESIS}（在 {}）", venv.display()));
    run(Command::new(PYTHON).args(["-m", "venv", "--clear"]).arg(&venv))?;
    let package = format!("schemathesis=={SCHEMATHESIS}");
    run(Command::new(venv.join("bin/pip")).args([
        "install",
        "--quiet",
        "--disable-pip-version-check",
        &package,
    ]))?;
    Ok(tool)
}

fn tail(log: &str) -> String {
    let lines: Vec<&str> = log.lines().collect();
    lines[lines.len().saturating_sub(40)..].join("\n")
}
