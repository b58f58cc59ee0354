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
    mode::{Mode, overlay::Composed, read, shipped},
};
use zhixing_store::digest::Digest;

use crate::error::Error;

/// A mode that ships with the product; a court that wants it imports it.
pub struct Shipped {
    pub mode: Arc<Mode>,
    pub files: Vec<ModeFile>,
}

/// The versions of modes that were read, and those that ship.
pub struct Modes {
    shipped: Vec<Shipped>,
    /// By the digest of the files.
    read: Mutex<HashMap<String, Arc<Composed>>>,
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
        let mut ready = Vec::new();
        for own in shipped::modes() {
            let files = shipped::over_base(&own);
            let known = read::read(&files).map_err(|faults| {
                let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
                Error::Internal(said.join("\n"))
            })?;
            ready.push(Shipped { mode: known.mode, files });
        }
        Ok(Modes { shipped: ready, read: Mutex::default(), none: Arc::new(Mode::none()) })
    }

    /// The modes that ship with the product.
    pub fn shipped(&self) -> &[Shipped] {
        &self.shipped
    }

    /// The mode of a court that has adopted none.
    pub fn none(&self) -> Arc<Mode> {
        Arc::clone(&self.none)
    }

    /// A shipped version.
    pub fn shipped_version(&self, of: &ModeVersion) -> Option<&Shipped> {
        self.shipped.iter().find(|shipped| shipped.mode.of() == *of)
    }

    /// The shipped mode of a key.
    pub fn shipped_as(&self, key: &str) -> Option<&Shipped> {
        self.shipped.iter().find(|shipped| shipped.mode.key == key)
    }

    /// A set of files, composed; each set once.
    pub(crate) fn compose(
        &self,
        files: &[ModeFile],
        digest: &str,
    ) -> Result<Arc<Composed>, Refusal> {
        if let Some(known) = self.read.lock().unwrap_or_else(PoisonError::into_inner).get(digest) {
            return Ok(Arc::clone(known));
        }
        let composed = read::read(files).map_err(|faults| Refusal::ModeUnsound { faults })?;
        let composed = Arc::new(composed);
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.insert(digest.to_owned(), Arc::clone(&composed));
        Ok(composed)
    }

    // What was imported was sound then; a later program may have lost a word that it uses, and then says so.
    fn read(&self, import: &ModeImport) -> Result<Arc<Composed>, Error> {
        Ok(self.compose(&import.files, &import.digest)?)
    }

    /// A version that a court has imported. One that it has not is refused, never another in its place.
    ///
    /// # Errors
    /// [`Refusal::ModeUnknown`], or [`Refusal::ModeUnsound`] for one that this program cannot read any more.
    pub fn of(&self, organisation: &Organisation, of: &ModeVersion) -> Result<Arc<Mode>, Error> {
        let import = organisation.modes.import(of).ok_or_else(|| unknown(of))?;
        Ok(Arc::clone(&self.read(import)?.mode))
    }
}

pub(crate) fn unknown(of: &ModeVersion) -> Refusal {
    Refusal::ModeUnknown { key: of.key.clone(), version: of.version }
}
