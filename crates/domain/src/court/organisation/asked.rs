//! What is asked for, as the organisation keeps it until it is confirmed.

use super::Organisation;
use crate::{
    court::access::{Access, Request},
    ground::entry::By,
    ground::id::{AccessId, StaffId},
};

impl Organisation {
    /// Account and name that a change is about: a newcomer's, the court's, or a person's.
    pub fn named(&self, staff: StaffId, what: &Access) -> Option<(String, String)> {
        if what.is_of_court() {
            return Some((self.court.code.clone(), self.court.name.clone()));
        }
        let known = self.person(staff).map(|known| (&known.account, &known.name));
        let (account, name) = what.newcomer().or(known)?;
        Some((account.clone(), name.clone()))
    }

    /// A request as it waits from now on; none about somebody who is not known.
    pub(super) fn request(
        &self,
        id: AccessId,
        staff: StaffId,
        what: &Access,
        credential: Option<&str>,
        by: &By,
    ) -> Option<Request> {
        let (account, name) = self.named(staff, what)?;
        Some(Request {
            id,
            staff,
            account,
            name,
            what: what.clone(),
            credential: credential.map(str::to_owned),
            asked: by.clone(),
            version: self.version,
        })
    }
}
