//! 登记风险提示：whoever learns of a danger writes it down for those who go there next.

use std::collections::BTreeSet;

use super::{Risk, RiskEvent};
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Several, Text, fields},
        refusal::Refusal,
        subject::Subject,
    },
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
};

/// Every kind of risk, once.
const KINDS: usize = Risk::ALL.len();

fields! {
    /// 登记风险提示. It takes the place of what was written before.
    NoteRisk {
        #[serde(default)]
        risks: Option<Several<Risk, KINDS>> = "风险种类", "核实后没有风险的不选";
        detail: Text<500> = "具体情况和现场要求", "例如：院内有大型犬，先请对方拴好；两人以上着装到场";
    }
}

impl Command for NoteRisk {
    const NAME: &'static str = "note_risk";
    const TITLE: &'static str = "登记风险提示";
    const FORM: (&'static str, &'static str) = ("风险提示", "登记");
    const ACT: Act = Act::NoteRisk;
    const DONE: &'static str = "risk.noted";

    fn subject(&self) -> Subject {
        Subject::Risk
    }

    fn ready(matter: &Matter, _on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.must_not_be_closed()
    }

    fn decide(&self, _matter: &Matter, _ctx: &mut Context<'_>) -> Decision {
        let said = self.risks.iter().flat_map(|risks| risks.as_slice().iter().copied());
        let risks: BTreeSet<Risk> = said.collect();
        let detail = self.detail.as_str().to_owned();
        Ok(Outcome::of(RiskEvent::Noted { risks: risks.into_iter().collect(), detail }))
    }
}
