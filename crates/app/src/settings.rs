//! The application: one value that every door shares.

use std::{
    path::PathBuf,
    sync::{Arc, OnceLock},
};

use zhixing_connectors::{
    bank::counterparty::Counterparty,
    fault::Fault,
    message::{
        DeliveryReport, MessageGateway, OutMessage, Sent,
        http::{GatewayConfig, HttpGateway},
    },
    search_network::{
        package::PackageFile,
        transport::{Arrived, DropDirectory, SearchNetwork},
    },
};
use zhixing_documents::Typesetter;
use zhixing_domain::policy::{self, RoleTable};
use zhixing_store::Db;

use crate::{
    attempts::Attempts,
    clock::Clock,
    error::{Error, Said},
    ids::Ids,
    live::Live,
    memo::Memo,
    mode::registry::Modes,
};

/// What an installation chooses.
#[derive(Clone)]
pub struct Settings {
    /// 本部署的法院代字
    pub court: String,
    /// Where the fonts lie.
    pub fonts: PathBuf,
    /// 交换目录: the search network's packages go through the folder of their court in it.
    pub exchange: PathBuf,
    /// 网络查控系统的机构代码, 17 digits: every package is addressed to it.
    pub hub: String,
    /// 参与总对总查询的协助单位（代码、名称）
    pub bodies: Vec<(String, String)>,
    /// Whether seals are drawn as samples.
    pub sample_seals: bool,
    pub draw: Draw,
    /// Where every anchor is kept besides the database: a place that whoever writes to the database cannot write to.
    pub anchors: Option<PathBuf>,
}

/// 何时生成文书文件
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Draw {
    /// As soon as a document is issued; requests to banks carry their ruling.
    OnIssue,
    /// When somebody opens it: a demo court issues hundreds at once. Requests go without attachment.
    WhenOpened,
}

/// Everything that use cases need. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// The parts of an [`App`].
pub struct Inner {
    pub db: Db,
    pub clock: Arc<dyn Clock>,
    pub ids: Ids,
    pub modes: Modes,
    pub roles: RoleTable,
    pub memo: Memo,
    pub live: Live,
    pub attempts: Attempts,
    pub settings: Settings,
    lines: Lines,
    pub gateway: Arc<dyn MessageGateway>,
    /// The bank of a demo court; a real court's bank is reached by people.
    pub counterparty: OnceLock<Arc<dyn Counterparty>>,
    typesetter: OnceLock<Arc<Typesetter>>,
    /// How errors are worded, lent by the door that speaks to people.
    speech: OnceLock<fn(Error) -> Said>,
}

/// What packages of the search network go through.
enum Lines {
    /// A folder for each court below this one, under its code: nobody sees what another court sends or gets.
    Folders(PathBuf),
    /// One line for every court of the process, as the simulated network is.
    Shared(Arc<dyn SearchNetwork>),
}

impl Lines {
    fn of(&self, court: &str) -> Result<Arc<dyn SearchNetwork>, Fault> {
        match self {
            Lines::Folders(root) => Ok(Arc::new(DropDirectory::open(&root.join(court))?)),
            Lines::Shared(line) => Ok(Arc::clone(line)),
        }
    }
}

/// The court's message gateway over HTTP; without an address messages wait, and jobs say why.
pub fn gateway(base_url: Option<&str>, token: &str, timeout_secs: u64) -> Arc<dyn MessageGateway> {
    match base_url {
        Some(base_url) => Arc::new(HttpGateway::new(GatewayConfig {
            base_url: base_url.to_owned(),
            token: token.to_owned(),
            timeout_secs,
        })),
        None => Arc::new(NoGateway),
    }
}

/// No exchange directory: the console sends no packages and fetches none.
pub struct NoNetwork;

impl NoNetwork {
    fn none<T>() -> Result<T, Fault> {
        Err(Fault::Retry { cause: "the console has no exchange directory".to_owned() })
    }
}

impl SearchNetwork for NoNetwork {
    fn send(&self, _file: &PackageFile) -> Result<(), Fault> {
        NoNetwork::none()
    }

    fn waiting(&self) -> Result<Vec<String>, Fault> {
        NoNetwork::none()
    }

    fn fetch(&self, _file_name: &str) -> Result<Option<Arrived>, Fault> {
        NoNetwork::none()
    }

    fn archive(&self, _file_name: &str) -> Result<(), Fault> {
        NoNetwork::none()
    }
}

struct NoGateway;

impl MessageGateway for NoGateway {
    fn send(&self, _message: &OutMessage) -> Result<Sent, Fault> {
        Err(Fault::Retry { cause: "no message gateway is configured".to_owned() })
    }

    fn reports(&self, cursor: &str) -> Result<(Vec<DeliveryReport>, String), Fault> {
        Ok((Vec::new(), cursor.to_owned()))
    }
}

impl std::ops::Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl App {
    /// Puts the application together. Reads the shipped modes and the role table.
    ///
    /// # Errors
    /// A mode or the role table that does not check, named with its place.
    pub fn new(
        db: Db,
        clock: Arc<dyn Clock>,
        ids: Ids,
        gateway: Arc<dyn MessageGateway>,
        settings: Settings,
    ) -> Result<App, Error> {
        let lines = Lines::Folders(settings.exchange.clone());
        lines
            .of(&settings.court)
            .map_err(|error| Error::Unavailable("exchange", error.to_string()))?;
        App::with_lines(db, clock, ids, lines, gateway, settings)
    }

    /// [`App::new`] with a search network of the caller's: a demo court's is simulated.
    ///
    /// # Errors
    /// As [`App::new`].
    pub fn with_network(
        db: Db,
        clock: Arc<dyn Clock>,
        ids: Ids,
        network: Arc<dyn SearchNetwork>,
        gateway: Arc<dyn MessageGateway>,
        settings: Settings,
    ) -> Result<App, Error> {
        App::with_lines(db, clock, ids, Lines::Shared(network), gateway, settings)
    }

    fn with_lines(
        db: Db,
        clock: Arc<dyn Clock>,
        ids: Ids,
        lines: Lines,
        gateway: Arc<dyn MessageGateway>,
        settings: Settings,
    ) -> Result<App, Error> {
        let modes = Modes::open()?;
        let roles = RoleTable::parse(policy::SHIPPED)
            .map_err(|error| Error::Internal(error.to_string()))?;
        Ok(App(Arc::new(Inner {
            db,
            clock,
            ids,
            modes,
            roles,
            memo: Memo::default(),
            live: Live::default(),
            attempts: Attempts::default(),
            settings,
            lines,
            gateway,
            counterparty: OnceLock::new(),
            typesetter: OnceLock::new(),
            speech: OnceLock::new(),
        })))
    }

    /// Asks the search network of a court where waiting is allowed: a folder on a machine that is silent must not hold up
    /// pages.
    pub(crate) async fn on_network<T: Send + 'static>(
        &self,
        court: &str,
        ask: impl FnOnce(&dyn SearchNetwork) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Error> {
        let (app, court) = (self.clone(), court.to_owned());
        let asked = tokio::task::spawn_blocking(move || ask(&*app.lines.of(&court)?)).await;
        let asked = asked.map_err(|error| Error::Internal(error.to_string()))?;
        asked.map_err(|error| Error::Unavailable("search network", error.to_string()))
    }

    /// Those of the courts of this process whose answers can come over a court's line: itself, or all that share it.
    pub(crate) fn on_line<'a>(&self, court: &'a String, courts: &'a [String]) -> &'a [String] {
        match self.lines {
            Lines::Folders(_) => std::slice::from_ref(court),
            Lines::Shared(_) => courts,
        }
    }

    /// Lends the words for errors. The first door that speaks to people does.
    pub fn speaks(&self, speech: fn(Error) -> Said) {
        self.speech.get_or_init(|| speech);
    }

    /// An error in the words of the door; without one its code alone.
    pub fn said(&self, error: Error) -> Said {
        match self.speech.get() {
            Some(speech) => speech(error),
            None => Said { code: error.to_string(), sentence: String::new() },
        }
    }

    /// The typesetter, opened on first use: a server that prints nothing does not load fonts.
    pub fn typesetter(&self) -> Result<Arc<Typesetter>, Error> {
        if let Some(known) = self.typesetter.get() {
            return Ok(Arc::clone(known));
        }
        let opened = zhixing_documents::open_typesetter(&self.settings.fonts)
            .map_err(|error| Error::Unavailable("fonts", error.to_string()))?;
        Ok(Arc::clone(self.typesetter.get_or_init(|| Arc::new(opened))))
    }
}
