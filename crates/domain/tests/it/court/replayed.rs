//! 复演：whatever was played in a court, its docket tells the same case.

use zhixing_domain::matter::Matter;

use super::Court;

impl Drop for Court {
    fn drop(&mut self) {
        if !self.by_hand && !std::thread::panicking() {
            assert_eq!(self.folded(), self.file, "the docket tells another case");
        }
    }
}

impl Court {
    /// The case as its docket tells it.
    pub(crate) fn folded(&self) -> Matter {
        let mut file = Matter::new(self.file.id, &self.file.court);
        for recorded in &self.docket {
            file.apply(&recorded.event, &recorded.entry);
        }
        file
    }

    /// The case, to be made what no docket has made it.
    pub(crate) fn by_hand(&mut self) -> &mut Matter {
        self.by_hand = true;
        &mut self.file
    }
}
