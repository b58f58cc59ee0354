//! Folded cases kept in memory. What is done with an entry is kept only if the stream's head has not
//! moved, so it can never be wrong: on PostgreSQL other nodes may append, and the head tells.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use zhixing_domain::{court::organisation::Organisation, ground::id::CaseId, matter::Matter};
use zhixing_store::docket::Head;

const CASES_MAX: usize = 512;

/// A folded case with the head it was folded up to and when it was last asked for.
type Kept = (Head, u64, Arc<Matter>);

/// The memo. Cheap to ask, bounded in size.
#[derive(Default)]
pub struct Memo {
    cases: Mutex<HashMap<CaseId, Kept>>,
    organisations: Mutex<HashMap<String, (i64, Arc<Organisation>)>>,
    turn: std::sync::atomic::AtomicU64,
}

impl Memo {
    /// The case as folded up to `seq`, if it is known.
    pub fn case(&self, id: CaseId, seq: i64) -> Option<Arc<Matter>> {
        let turn = self.turn.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let mut cases = self.cases.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let known = cases.get_mut(&id).filter(|known| known.0.seq == seq)?;
        known.1 = turn;
        Some(Arc::clone(&known.2))
    }

    /// The case as it was last seen, and where its stream stood: for who checks that it still does.
    pub fn last_seen(&self, id: CaseId) -> Option<(Head, Arc<Matter>)> {
        let cases = self.cases.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        cases.get(&id).map(|known| (known.0.clone(), Arc::clone(&known.2)))
    }

    /// Remembers a case as folded up to `head`.
    pub fn keep_case(&self, file: Arc<Matter>, head: Head) {
        let turn = self.turn.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let mut cases = self.cases.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if CASES_MAX <= cases.len() && !cases.contains_key(&file.id) {
            // Half of the memo, the least used, goes at once: sorting is rare this way.
            let mut turns: Vec<u64> = cases.values().map(|known| known.1).collect();
            turns.sort_unstable();
            let middle = turns.get(turns.len() / 2).copied().unwrap_or(u64::MAX);
            cases.retain(|_, known| middle <= known.1);
        }
        cases.insert(file.id, (head, turn, file));
    }

    /// The organisation of a court as folded up to `seq`, if it is known.
    pub fn organisation(&self, court: &str, seq: i64) -> Option<Arc<Organisation>> {
        let known = self.organisations.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        known.get(court).filter(|known| known.0 == seq).map(|known| Arc::clone(&known.1))
    }

    /// The organisation of a court as it was last seen, and its last entry's number.
    pub fn last_organisation(&self, court: &str) -> Option<(i64, Arc<Organisation>)> {
        let known = self.organisations.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        known.get(court).cloned()
    }

    /// Remembers an organisation as folded up to `seq`.
    pub fn keep_organisation(&self, organisation: Arc<Organisation>, seq: i64) {
        let mut known =
            self.organisations.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        known.insert(organisation.court.code.clone(), (seq, organisation));
    }
}
