//! Property-based calls against the real server: no 5xx, and nothing that the API description does not promise.

use crate::server::Server;
use crate::shell::{output, program, root, run, say, target};
use anyhow::{Context, Result, bail};
use std::process::Command;

/// Debian's own Python, so that a Python of another origin on the PATH does not matter.
pub(crate) const PYTHON: &str = "/usr/bin/python3";

const SCHEMATHESIS: &str = "4.32.5";

/// Enough for cases in every state; more is only a longer start.
const CASES: &str = "60";

/// The same calls in every run.
const SEED: &str = "1224";

const EXAMPLES_PER_OPERATION: &str = "12";

/// The whole run, seconds.
const SECONDS_MAX: &str = "600";

const PHASES: &str = "examples,coverage,fuzzing";

const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
                      response_headers_conformance,response_schema_conformance";

/// These would end the session or lock the account that all other calls need; the HTTP stories cover them. The stream
/// of live events never ends, so no answer to it is ever complete.
const LEFT_ALONE: &[&str] = &["/api/session", "/api/session/password", "/api/events"];

/// Whether the API description is in this checkout.
pub(crate) fn exists() -> bool {
    root().join("docs/openapi.json").is_file()
}

/// Starts a demo court and calls every operation of the description.
pub(crate) fn check() -> Result<()> {
    let tool = install()?;
    let server = Server::demo(CASES)?;
    let (account, password) = sign_in(&server.log())?;
    say(format!("以 {account} 按 docs/openapi.json 逐项调用 {}", server.url()));
    // The tool leaves notes where it runs.
    let folder = target().join("contract");
    std::fs::create_dir_all(&folder)?;
    let mut command = program("timeout", &["--signal=INT", SECONDS_MAX]);
    command.arg(tool).arg("run").arg(root().join("docs/openapi.json")).current_dir(folder);
    command.args(["--url", &server.url(), "--checks", CHECKS, "--phases", PHASES]);
    command.args(["--max-examples", EXAMPLES_PER_OPERATION, "--seed", SEED]);
    command.args(["--generation-database", "none", "--no-color", "--warnings", "off"]);
    command.args(["--suppress-health-check", "all", "--request-timeout", "20"]);
    for path in LEFT_ALONE {
        command.args(["--exclude-path", path]);
    }
    command.env("SCHEMATHESIS_HOOKS", "hooks").env("PYTHONPATH", root().join("xtask/contract"));
    command.env("PYTHONDONTWRITEBYTECODE", "1").env("ZHIXING_URL", server.url());
    command.env("ZHIXING_ACCOUNT", account).env("ZHIXING_PASSWORD", password);
    run(&mut command).with_context(|| format!("服务端最后说：\n{}", tail(&server.log())))
}

/// The demo prints one line per sign-in, role first; the calls are made as this one, who may do the most.
const ROLE: &str = "执行局局长";

/// Account and password from the line of [`ROLE`]: the first two words there that are not Chinese.
fn sign_in(log: &str) -> Result<(String, String)> {
    let is_plain = |word: &&str| word.bytes().all(|byte| byte.is_ascii_graphic()) && word.len() > 2;
    let line = log
        .lines()
        .find(|line| line.contains(ROLE))
        .with_context(|| format!("演示法院没有列出{ROLE}的账号"))?;
    let mut words = line.split_whitespace().filter(is_plain);
    match (words.next(), words.next()) {
        (Some(account), Some(password)) => Ok((account.to_owned(), password.to_owned())),
        _ => bail!("演示法院列出的账号不完整：{line}"),
    }
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

#[cfg(test)]
mod tests {
    use super::{sign_in, tail};

    #[test]
    fn the_sign_in_is_read_from_the_line_of_the_role() {
        let log = "演示法院 http://127.0.0.1:8080\n  窗口人员  chuangkou  pw-1\n  执行局局长  juzhang  pw-2\n";
        assert_eq!(sign_in(log).unwrap(), ("juzhang".to_owned(), "pw-2".to_owned()));
        assert!(sign_in("  执行局局长  juzhang\n").is_err());
        assert!(sign_in("").is_err());
    }

    #[test]
    fn the_tail_is_at_most_forty_lines() {
        assert_eq!(tail(&"a\n".repeat(50)).lines().count(), 40);
        assert_eq!(tail("a"), "a");
    }
}
