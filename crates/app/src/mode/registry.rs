//! 模式登记：the modes that ship, and the versions that courts have imported, each read once.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use zhixing_domain::{
    court::mode_book::ModeImport,
    court::organisation::Organisation,
    ground::refusal::Refusal,
    ground::version::{ModeFile, ModeVersion},
    mode::Mode,
};
use zhixing_store::digest::Digest;

use crate::error::Error;

/// The modes that ship with the product: folder and its files.
const SHIPPED: &[&[(&str, &str)]] = &[&[(
    "guangdong-service-centre.toml",
    include_str!("../../../../modes/guangdong-service-centre.toml"),
)]];

/// A mode that ships with the product; a court that wants it imports it.
pub struct Shipped {
    pub mode: Arc<Mode>,
    pub files: Vec<ModeFile>,
}

/// The versions of modes that were read, and those that ship.
pub struct Modes {
    shipped: Vec<Shipped>,
    /// By the digest of the files.
    read: Mutex<HashMap<String, Arc<Mode>>>,
    none: Arc<Mode>,
}

/// The digest of a version's files.
pub fn digest(files: &[ModeFile]) -> String {
    let mut text = String::new();
    for file in files {
        // Lengths keep two files apart whatever is in them.
        text.push_str(&format!(
            "{}:{}:{}{}",
            file.name.len(),
            file.text.len(),
            file.name,
            file.text
        ));
    }
    Digest::of(text.as_bytes()).to_string()
}

impl Modes {
    /// Reads the modes that ship.
    ///
    /// # Errors
    /// A mode that does not check, named with its place.
    pub fn open() -> Result<Modes, Error> {
        let mut shipped = Vec::new();
        let mut read = HashMap::new();
        for texts in SHIPPED {
            let file = |(name, text): &(&str, &str)| ModeFile {
                name: (*name).to_owned(),
                text: (*text).to_owned(),
            };
            let files: Vec<ModeFile> = texts.iter().map(file).collect();
            let mode =
                Arc::new(Mode::of_files(&files).map_err(|e| Error::Internal(e.to_string()))?);
            read.insert(digest(&files), Arc::clone(&mode));
            shipped.push(Shipped { mode, files });
        }
        Ok(Modes { shipped, read: Mutex::new(read), none: Arc::new(Mode::none()) })
    }

    /// The modes that ship with the product.
    pub fn shipped(&self) -> &[Shipped] {
        &self.shipped
    }

    /// The mode of a court that has adopted none.
    pub fn none(&self) -> Arc<Mode> {
        Arc::clone(&self.none)
    }

    /// The shipped mode of a key.
    pub fn shipped_as(&self, key: &str) -> Option<&Shipped> {
        self.shipped.iter().find(|shipped| shipped.mode.key == key)
    }

    fn read(&self, import: &ModeImport) -> Result<Arc<Mode>, Error> {
        let known = |read: &HashMap<String, Arc<Mode>>| read.get(&import.digest).map(Arc::clone);
        if let Some(known) = known(&self.read.lock().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(known);
        }
        // What was imported was sound then; a later program may have lost a word that it uses.
        let unsound = |error| Refusal::Mode(format!("{}@{}：{error}", import.key, import.version));
        let mode = Arc::new(Mode::of_files(&import.files).map_err(unsound)?);
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.insert(import.digest.clone(), Arc::clone(&mode));
        Ok(mode)
    }

    /// A version that a court has imported. One that it has not is refused, never another in its place.
    ///
    /// # Errors
    /// [`Refusal::ModeUnknown`], or [`Refusal::Mode`] for one that this program cannot read any more.
    pub fn of(&self, organisation: &Organisation, of: &ModeVersion) -> Result<Arc<Mode>, Error> {
        let import = organisation.modes.import(of).ok_or_else(|| unknown(of))?;
        self.read(import)
    }
}

pub(crate) fn unknown(of: &ModeVersion) -> Refusal {
    Refusal::ModeUnknown { key: of.key.clone(), version: of.version }
}
