//! Where the data is, and how a court's server is configured: a file, then the environment, then arguments.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};
use clap::Args;
use serde::Deserialize;
use zhixing_store::{Access, DatabaseUrl, Db, Options, StoreError};

use crate::print;

/// 数据在哪里
#[derive(Args, Debug, Clone, Default)]
pub(crate) struct Place {
    /// 数据目录（SQLite）
    #[arg(long, value_name = "目录")]
    pub(crate) data: Option<PathBuf>,
    /// 数据库地址：sqlite:路径 或者 postgres://…
    #[arg(long, value_name = "地址", conflicts_with = "data")]
    pub(crate) database: Option<String>,
}

impl Place {
    /// The database's address.
    pub(crate) fn url(&self) -> anyhow::Result<DatabaseUrl> {
        match (&self.data, &self.database) {
            (_, Some(text)) => text.parse().map_err(|error| explain(&error)),
            (Some(dir), None) => Ok(DatabaseUrl::in_dir(dir)),
            (None, None) => bail!("请用 --data 指定数据目录，或者用 --database 指定数据库地址"),
        }
    }

    /// Opens a database that is there and has exactly this program's schema; only [`Access::Own`] wants the server stopped.
    pub(crate) async fn open(&self, access: Access) -> anyhow::Result<Db> {
        let db = self.open_unchecked(access).await?;
        db.check_schema()
            .await
            .map_err(|error| explain(&error))
            .context(format!("{}", db.url()))?;
        Ok(db)
    }

    /// [`Place::open`] whatever the schema is: `doctor` reports on it.
    pub(crate) async fn open_unchecked(&self, access: Access) -> anyhow::Result<Db> {
        let url = self.url()?;
        if let DatabaseUrl::Sqlite(file) = &url {
            // Only `serve`, `demo` and `restore` make a database; a mistyped path must not.
            if !file.try_exists().is_ok_and(|exists| exists) {
                bail!(
                    "没有数据库文件 {}，请核对 --data 或者 --database 的路径和读取权限",
                    file.display()
                );
            }
        }
        open(&url, &Options { access, ..Options::default() }).await
    }
}

/// Opens a database, or says in Chinese why not.
pub(crate) async fn open(url: &DatabaseUrl, options: &Options) -> anyhow::Result<Db> {
    reach(url).await?;
    Db::open(url, options).await.map_err(|error| anyhow!("打不开 {url}：{}", error.chinese()))
}

/// Says at once that nobody answers there; the driver would try for half a minute and then not say why.
async fn reach(url: &DatabaseUrl) -> anyhow::Result<()> {
    let Some((host, port)) = server(url) else { return Ok(()) };
    let connecting = tokio::net::TcpStream::connect((host.as_str(), port));
    let why = match tokio::time::timeout(REACH, connecting).await {
        Ok(Ok(_)) => return Ok(()),
        Ok(Err(error)) => error.to_string(),
        Err(_) => format!("{} 秒没有回应", REACH.as_secs()),
    };
    bail!("连不上数据库服务器 {host}:{port}：请检查地址、端口、网络和服务是否启动（{why}）")
}

/// How long a server may take to answer at all.
const REACH: std::time::Duration = std::time::Duration::from_secs(5);

/// Host and port of a server that is reached over the network as its address says; a socket in a directory is not.
fn server(url: &DatabaseUrl) -> Option<(String, u16)> {
    let DatabaseUrl::Postgres(address) = url else { return None };
    let (_, rest) = address.split_once("://")?;
    let (authority, rest) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let elsewhere = ["host=", "hostaddr=", "port="].iter().any(|key| rest.contains(key));
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let (host, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, port.parse().ok()?),
        _ => (host, 5432),
    };
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let known = !elsewhere && !host.is_empty() && !host.contains('%');
    known.then(|| (host.to_owned(), port))
}

/// The store's word, in Chinese.
pub(crate) fn explain(error: &StoreError) -> anyhow::Error {
    anyhow!(error.chinese())
}

/// A server's configuration.
#[derive(Debug, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Config {
    pub(crate) court: CourtConfig,
    pub(crate) server: ServerConfig,
    pub(crate) data: DataConfig,
    pub(crate) documents: DocumentsConfig,
    pub(crate) network: NetworkConfig,
    pub(crate) gateway: GatewayConfig,
    pub(crate) anchors: AnchorsConfig,
}

#[derive(Debug, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct AnchorsConfig {
    /// 每日的锚另存到的目录，应在数据目录之外，例如只能追加的网络存储
    pub(crate) dir: Option<PathBuf>,
}

#[derive(Debug, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct CourtConfig {
    /// 法院代字
    pub(crate) code: Option<String>,
}

#[derive(Debug, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ServerConfig {
    pub(crate) listen: Option<String>,
    /// 可信的反向代理：地址或者网段。由它转来的请求，以它所说的来处为准
    pub(crate) proxies: Vec<String>,
}

#[derive(Debug, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct DataConfig {
    pub(crate) dir: Option<PathBuf>,
    pub(crate) database: Option<String>,
}

#[derive(Debug, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct DocumentsConfig {
    pub(crate) fonts: Option<PathBuf>,
    /// 印章印作样章
    pub(crate) sample_seals: bool,
}

#[derive(Debug, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct NetworkConfig {
    /// 交换目录
    pub(crate) exchange: Option<PathBuf>,
    /// 网络查控系统的机构代码，17位数字
    pub(crate) hub: Option<String>,
    /// 协助单位：代码与名称
    pub(crate) bodies: Vec<Body>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Body {
    pub(crate) code: String,
    pub(crate) name: String,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct GatewayConfig {
    pub(crate) url: Option<String>,
    pub(crate) token: String,
    pub(crate) timeout_secs: Option<u64>,
}

impl std::fmt::Debug for GatewayConfig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("GatewayConfig").field("url", &self.url).finish_non_exhaustive()
    }
}

impl Config {
    /// Reads the file, if one is given, and the environment (`ZHIXING__SECTION__KEY`).
    pub(crate) fn read(file: Option<&Path>) -> anyhow::Result<Config> {
        let mut builder = config::Config::builder();
        let mut place = "环境变量 ZHIXING__节__键".to_owned();
        if let Some(file) = file {
            place = format!("配置文件 {}", file.display());
            let text = std::fs::read_to_string(file);
            let text = text.map_err(|error| anyhow!("{place} 读不了：{}", unreadable(&error)))?;
            builder = builder.add_source(config::File::from_str(&text, config::FileFormat::Toml));
            builder.build_cloned().map_err(|error| {
                anyhow!("{place} 不是正确的 TOML，请按所指的行改正（{}）", one_line(&error))
            })?;
        }
        // A value stays as it is written, so that a number code keeps its zeros.
        let environment =
            config::Environment::with_prefix("ZHIXING").prefix_separator("__").separator("__");
        let built = builder.add_source(environment).build();
        let config: Result<Config, _> = built.and_then(config::Config::try_deserialize);
        let config = config.map_err(|error| anyhow!("{place} 有误：{}", wrong_key(&error)))?;
        if config.data.dir.is_some() && config.data.database.is_some() {
            bail!("{place} 有误：data.dir 和 data.database 只能写一个");
        }
        Ok(config)
    }
}

fn unreadable(error: &std::io::Error) -> String {
    let said = match error.kind() {
        ErrorKind::NotFound => "没有这个文件，请核对路径",
        ErrorKind::PermissionDenied => "没有读取的权限",
        ErrorKind::IsADirectory => "这是目录，请写到文件名",
        ErrorKind::InvalidData => "不是 UTF-8 编码的文本",
        _ => "读文件出错",
    };
    format!("{said}（{error}）")
}

fn one_line(error: &config::ConfigError) -> String {
    error.to_string().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is wrong with a key or its value, in Chinese before the original words.
fn wrong_key(error: &config::ConfigError) -> String {
    let original = one_line(error);
    let names: Vec<&str> = original.split('`').skip(1).step_by(2).collect();
    let first = names.first().copied().unwrap_or_default();
    let said = if original.contains("unknown field") {
        format!("没有“{first}”这一项，请删去或者改正")
    } else if original.starts_with("missing") {
        let key = original.split('"').nth(1).unwrap_or(first).replace(']', "].");
        format!("缺少“{key}”这一项")
    } else if original.contains("invalid type") || original.contains("invalid value") {
        "有一项的值类型不对".to_owned()
    } else {
        "有一项写得不对".to_owned()
    };
    format!("{said}（{original}）")
}

/// Where the fonts lie: as told, beside the data, or in the checkout.
pub(crate) fn fonts(told: Option<&Path>, data: &Path) -> PathBuf {
    let beside = data.join("fonts");
    let in_checkout = PathBuf::from("assets/fonts");
    match told {
        Some(told) => told.to_path_buf(),
        None if beside.is_dir() => beside,
        None if in_checkout.is_dir() => in_checkout,
        None => beside,
    }
}

/// Says at the start that no paper can be drawn, and what to do; a clerk would hear of it with the first one.
pub(crate) fn say_without_fonts(fonts: &Path) {
    let is_font = |path: &Path| path.extension().is_some_and(|kind| kind == "otf" || kind == "ttf");
    let files = std::fs::read_dir(fonts).into_iter().flatten().flatten();
    if !files.map(|file| file.path()).any(|path| is_font(&path)) {
        print::line(format!(
            "注意：{} 中没有文书字体，文书不能制成 PDF。请用 --fonts 写明字体目录，或者在代码目录运行 cargo xtask fonts。",
            fonts.display()
        ));
    }
}
