//! 牵连：what a decision wants done to its own number and to other matters, in the same transaction.

use zhixing_domain::{
    ground::act::Act,
    ground::id::CaseId,
    ground::refusal::Refusal,
    intake::opening::number,
    intake::party::PartyRole,
    matter::kind::{MatterKind, Number},
    matter::outcome::{Beside, Outcome},
};
use zhixing_law::day::Day;

use super::{Hold, Work};
use crate::error::Error;

impl Work<'_> {
    /// Refuses an act that is not done in matters of this kind.
    pub(super) fn must_take(&self, case: CaseId, act: Act) -> Result<(), Error> {
        let kind = self.file(case)?.kind;
        if kind.takes(act) {
            return Ok(());
        }
        Err(Refusal::WrongKind { act: act.into(), kind: kind.into() }.into())
    }

    /// The next number of a kind. The counter moves in this transaction, so a refusal gives the number back.
    async fn next_number(&mut self, kind: MatterKind, on: Day) -> Result<Number, Error> {
        let court = self.meta.court.clone();
        let serial = self.tx.next_serial(&court, i64::from(on.year()), kind.short()).await?;
        let serial = u32::try_from(serial).map_err(|error| Error::Internal(error.to_string()))?;
        Ok(kind.number(&court, on.year(), serial)?)
    }

    /// Does what the decisions so far asked for beside themselves, and what that asks for in turn. Unlike an effect, what
    /// cannot be done undoes the command.
    pub(super) async fn do_beside(&mut self) -> Result<(), Error> {
        while let Some((case, beside)) = self.beside.pop_front() {
            self.must_hold_for(&beside)?;
            match beside {
                Beside::Number => self.number(case).await?,
                Beside::Paper(offer) => {
                    let by = self.meta.actor.clone();
                    crate::document::make_in(self, &by, case, offer)?;
                }
                Beside::ToPool { receipt, reason } => {
                    crate::fund::take_back(self, receipt, &reason).await?;
                }
                Beside::Begin(matter, outcome) => {
                    self.begin_case(matter).await?;
                    self.write(matter, *outcome)?;
                }
                Beside::In(matter, outcome) => {
                    self.open(matter).await?;
                    self.write(matter, *outcome)?;
                }
            }
        }
        Ok(())
    }

    /// Numbers and other matters are locked after the case, by everybody. A command that has only seen its case would
    /// lock it last, and two such would wait for each other: it is decided again with the case held.
    fn must_hold_for(&self, beside: &Beside) -> Result<(), Error> {
        match (beside, &self.hold) {
            (
                Beside::Number | Beside::Begin(..) | Beside::In(..) | Beside::ToPool { .. },
                Hold::Seen { .. },
            ) => Err(Error::Stale(Vec::new())),
            (
                Beside::Number | Beside::Begin(..) | Beside::In(..) | Beside::ToPool { .. },
                Hold::Claimed | Hold::Locked,
            )
            | (Beside::Paper(_), _) => Ok(()),
        }
    }

    async fn number(&mut self, case: CaseId) -> Result<(), Error> {
        let (kind, on) = (self.file(case)?.kind, self.today);
        // The counter is held from here on: of two that file the same at once, the second sees the first.
        let next = self.next_number(kind, on).await?;
        let earlier = self.filed_before(case).await?;
        self.decide(case, |file, ctx| number::number(file, next, &earlier, ctx))
    }

    /// 重复立案检索：the court's own cases of the same title and applicant.
    async fn filed_before(&mut self, case: CaseId) -> Result<Vec<String>, Error> {
        let (court, file) = (self.meta.court.clone(), self.file(case)?);
        let Some(title) = file.claim.as_ref().map(|claim| claim.title.number.clone()) else {
            return Ok(Vec::new());
        };
        let applicants: Vec<(String, String)> = file
            .parties_of(PartyRole::Applicant)
            .map(|party| (party.details.name.clone(), party.details.identity_number.clone()))
            .collect();
        Ok(self.tx.filed_before(&court, case, &title, &applicants).await?)
    }

    fn write(&mut self, case: CaseId, outcome: Outcome) -> Result<(), Error> {
        self.decide(case, |_, _| Ok(outcome))
    }
}
