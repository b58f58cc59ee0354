//! 运行分流：by the flow, or once more by a person.

use super::{
    Input, Round, TriageEvent,
    assign::{assign, lane},
    is_done,
};
use crate::{
    command::{Choices, Command},
    ground::{
        act::Act,
        field::{choices, fields},
        refusal::Refusal,
        subject::Subject,
    },
    matter::{
        Matter,
        context::Context,
        facts::Facts,
        outcome::{Decision, Outcome},
    },
};

choices! { Round }

fields! {
    /// 运行繁简分流
    RunTriage {
        round: Round = "分流轮次";
    }
}

impl Command for RunTriage {
    const NAME: &'static str = "run_triage";
    const TITLE: &'static str = "运行繁简分流";
    const FORM: (&'static str, &'static str) = ("运行繁简分流", "运行分流");
    const ACT: Act = Act::RunTriage;
    const DONE: &'static str = "triage.decided";

    fn subject(&self) -> Subject {
        Subject::Triage
    }

    fn choices(matter: &Matter, _ctx: &Context<'_>) -> Choices {
        // What comes next stands first.
        let mut rounds = Round::ALL.to_vec();
        if !matter.triage.is_empty() {
            rounds.reverse();
        }
        let offered =
            rounds.iter().map(|round| (round.code().to_owned(), round.title().to_owned()));
        vec![("round", offered.collect())]
    }

    fn ready(matter: &Matter, _on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.must_be_open()
    }

    fn assigns(&self, _matter: &Matter) -> bool {
        true
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        run(matter, self.round, ctx)
    }
}

/// 运行一轮分流: the first rule whose condition holds decides; no rule is an error of the mode.
pub fn run(matter: &Matter, round: Round, ctx: &mut Context<'_>) -> Decision {
    matter.must_be_open()?;
    if ctx.actor.is_system() && is_done(&matter.triage, round) {
        return Ok(Outcome::default());
    }
    let later = matter.triage.iter().any(|result| result.round == Round::Second);
    if round == Round::First && later {
        return Err(Refusal::state("分流", Round::Second, Round::First));
    }
    let facts = Facts::of(matter, ctx.today);
    let missing = || Refusal::Mode(format!("分流表 {} 没有命中的规则", round.code()));
    let table = ctx.mode.table(matter.kind, round).ok_or_else(missing)?;
    for rule in &table.rule {
        if !rule.when.holds(&facts).map_err(Refusal::Mode)? {
            continue;
        }
        let lane = lane(ctx, &rule.lane)?;
        let asked = rule.when.names();
        let outcome = Outcome::of(TriageEvent::Decided {
            round,
            lane: lane.key.clone(),
            lane_name: lane.name.clone(),
            rule: rule.id.clone(),
            rule_name: rule.name.clone(),
            condition: rule.when.text().to_owned(),
            inputs: facts
                .values()
                .filter(|(name, _)| asked.iter().any(|asked| asked == name.code()))
                .map(|(name, fact)| Input { name: name.code().to_owned(), value: fact.show() })
                .collect(),
        });
        if !rule.assign {
            return Ok(outcome);
        }
        return assign(matter, outcome, &lane.team, ctx.actor.id, ctx);
    }
    Err(missing())
}
