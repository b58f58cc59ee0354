//! Where the data is, and how a court's server is configured: a file, then the environment, then arguments.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};
use clap::Args;
use serde::Deserialize;
use zhixing_store::{DatabaseUrl, Db, Options, StoreError};

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

    /// Opens the database; `read_only` beside a running server.
    pub(crate) async fn open(&self, read_only: bool) -> anyhow::Result<Db> {
        open(&self.url()?, &Options { read_only, ..Options::default() }).await
    }
}

/// Opens a database, or says in Chinese why not.
pub(crate) async fn open(url: &DatabaseUrl, options: &Options) -> anyhow::Result<Db> {
    Db::open(url, options).await.map_err(|error| explain(&error)).context(format!("打开 {url}"))
}

/// The store's word, in Chinese where a person can do something about it.
pub(crate) fn explain(error: &StoreError) -> anyhow::Error {
    match error {
        StoreError::InUse(_) => anyhow!("数据目录正被另一个进程使用，请先停止它（{error}）"),
        StoreError::Address(_) => {
            anyhow!(
                "数据库地址不正确：{error}。应为 sqlite:路径 或者 postgres://用户:口令@主机/库名"
            )
        }
        StoreError::Migration(_) => anyhow!("数据库结构与本程序不符：{error}"),
        StoreError::Archive(_) => anyhow!("备份不可用：{error}"),
        StoreError::NotAllowed(_) => anyhow!("不允许：{error}"),
        StoreError::Corrupt { .. } => anyhow!("数据损坏：{error}"),
        other => anyhow!("数据库：{other}"),
    }
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
        if let Some(file) = file {
            builder = builder.add_source(config::File::from(file.to_path_buf()));
        }
        let environment = config::Environment::with_prefix("ZHIXING")
            .prefix_separator("__")
            .separator("__")
            .try_parsing(true);
        let built = builder.add_source(environment).build().context("不能读取配置")?;
        built.try_deserialize().context("配置有误")
    }
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
