//! 各部分：what of a matter differs between two of its states.

use super::Matter;

/// Parts of a matter, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts(u32);

impl Parts {
    /// Every part there is.
    pub const ALL: Parts = Parts(u32::MAX);

    /// These and those.
    pub const fn and(self, more: Parts) -> Parts {
        Parts(self.0 | more.0)
    }

    /// Whether one part is in both.
    pub const fn meets(self, other: Parts) -> bool {
        self.0 & other.0 != 0
    }

    /// These but not those.
    pub const fn without(self, those: Parts) -> Parts {
        Parts(self.0 & !those.0)
    }
}

macro_rules! parts {
    (head { $($head:ident),+ } registers { $($name:ident = $register:ident),+ } apart { $($apart:ident),+ }) => {
        /// The place of each part in the set.
        #[expect(non_camel_case_types, reason = "each is called as the field of the matter")]
        enum Place { head, $($register),+ }

        impl Parts {
            /// What stands at the head of a matter: number, stage, lane, handler.
            pub const HEAD: Parts = Parts(1 << Place::head as u32);
            $(pub const $name: Parts = Parts(1 << Place::$register as u32);)+
        }

        impl Matter {
            /// The parts that were written into since `before`, an earlier state of the same matter. The head is
            /// compared; a register is another one as soon as it was written into.
            pub fn written_since(&self, before: &Matter) -> Parts {
                // Whole, so that a part that is added does not compile until it is named here.
                let Matter { $($head,)+ $($register,)+ $($apart: _),+ } = self;
                let mut written = Parts(0);
                if $(*$head != before.$head)||+ {
                    written = written.and(Parts::HEAD);
                }
                $(if !$register.is_same(&before.$register) {
                    written = written.and(Parts::$name);
                })+
                written
            }
        }
    };
}

parts! {
    head { stage, kind, mode, number, register, account_no, filed_on, lane, team, handler }
    registers {
        CLAIM = claim,
        FILING = filing,
        OPENING = opening,
        PARTIES = parties,
        TRIAGE = triage,
        NODES = nodes,
        DEADLINES = deadlines,
        TASKS = tasks,
        RISK = risk,
        FIELDWORK = fieldwork,
        APPROVALS = approvals,
        DOCUMENTS = documents,
        SERVICES = services,
        SEARCHES = searches,
        ASSETS = assets,
        MEASURES = measures,
        DEDUCTIONS = deductions,
        FUNDS = funds,
        PAYOUTS = payouts,
        WAIVER = waiver,
        PERFORMED = performed,
        CLOSING = closing,
        MESSAGES = messages,
        OBJECTION = objection,
        RAISED = raised,
        VISIT = visit,
        LATENESS = lateness,
        DIRECTIVES = directives,
        PANELS = panels
    }
    apart { id, court, version, worked_on, touched }
}
