//! 繁简分流：two decision tables of the mode, at filing and after the search, explained and kept.

use serde::{Deserialize, Serialize};

use crate::{
    ground::actor::Role,
    ground::entry::{By, Entry},
    ground::id::StaffId,
    ground::refusal::{Refusal, text},
    ground::word::words,
    matter::Matter,
    matter::context::{Candidate, Context},
    matter::facts::Facts,
    matter::outcome::{Decision, Outcome},
    mode::Lane,
};

words! {
    /// 分流轮次
    Round {
        /// 立案时
        First = "first", "第一次分流";
        /// 查控反馈后
        Second = "second", "第二次分流";
    }
}

/// 一个事实，as it was when the rule fired
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    pub name: String,
    pub value: String,
}

/// 分流结果
#[derive(Debug, Clone, PartialEq)]
pub struct TriageResult {
    pub round: Round,
    pub lane: String,
    pub lane_name: String,
    pub rule: String,
    pub rule_name: String,
    pub condition: String,
    pub inputs: Vec<Input>,
    pub by: By,
    /// Reason, when a person overrode the table.
    pub reason: String,
}

/// What happens in triage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum TriageEvent {
    Decided {
        round: Round,
        lane: String,
        lane_name: String,
        rule: String,
        rule_name: String,
        condition: String,
        inputs: Vec<Input>,
    },
    Overridden {
        round: Round,
        lane: String,
        lane_name: String,
        reason: String,
    },
    /// 分案
    Assigned {
        staff: StaffId,
        name: String,
        team: String,
        load: u32,
    },
}

/// 运行一轮分流: the first rule whose condition holds decides; no rule is an error of the mode.
pub fn run(matter: &Matter, round: Round, ctx: &mut Context<'_>) -> Decision {
    matter.must_be_open()?;
    if ctx.actor.is_system() && is_done(matter, round) {
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

/// Whether a round has been decided, or a later one has: then it does not run by itself any more.
pub(crate) fn is_done(matter: &Matter, round: Round) -> bool {
    matter.triage.iter().any(|result| result.round == round || result.round == Round::Second)
}

/// 调整分流结果, with a reason. Neither `asker` nor whoever signs it is given the matter by it.
pub fn override_lane(
    matter: &Matter,
    lane_key: &str,
    reason: &str,
    asker: StaffId,
    ctx: &mut Context<'_>,
) -> Decision {
    matter.must_be_open()?;
    let reason = text("reason", reason, 500)?;
    let lane = lane(ctx, lane_key)?;
    if matter.lane.as_deref() == Some(lane_key) {
        return Err(Refusal::Duplicate { what: "办理通道", key: lane.name.clone() });
    }
    let round = matter.triage.last().map_or(Round::First, |result| result.round);
    let outcome = Outcome::of(TriageEvent::Overridden {
        round,
        lane: lane.key.clone(),
        lane_name: lane.name.clone(),
        reason,
    });
    assign(matter, outcome, &lane.team, asker, ctx)
}

/// 办理通道的名称
///
/// # Errors
/// The mode has no such lane.
pub fn lane_name(key: &str, ctx: &Context<'_>) -> Result<String, Refusal> {
    lane(ctx, key).map(|lane| lane.name.clone())
}

fn lane<'a>(ctx: &Context<'a>, key: &str) -> Result<&'a Lane, Refusal> {
    let unknown = || Refusal::Mode(format!("未知的办理通道 {key}"));
    ctx.mode.lane(key).ok_or_else(unknown)
}

/// 分案：the candidate of the team with the least open load; a handler of that team is kept.
fn assign(
    matter: &Matter,
    outcome: Outcome,
    team: &str,
    asker: StaffId,
    ctx: &Context<'_>,
) -> Decision {
    let kept = matter.handler.is_some() && matter.team.as_deref() == Some(team);
    if kept {
        return Ok(outcome);
    }
    let chosen = choose(matter, team, asker, ctx)
        .ok_or_else(|| Refusal::NoCandidate { team: team.to_owned() })?;
    Ok(outcome.and(TriageEvent::Assigned {
        staff: chosen.staff,
        name: chosen.name.clone(),
        team: team.to_owned(),
        load: chosen.open_load,
    }))
}

/// The least loaded candidate, by id among equals; whoever runs the triage or asked for it cannot pick themselves, and
/// whom the law keeps apart from the matter is not picked.
fn choose<'a>(
    matter: &Matter,
    team: &str,
    asker: StaffId,
    ctx: &Context<'a>,
) -> Option<&'a Candidate> {
    let candidates = ctx.candidates;
    let barred = matter.opening.barred.as_slice();
    candidates
        .iter()
        .filter(|candidate| candidate.team == team)
        .filter(|candidate| candidate.staff != asker)
        .filter(|candidate| candidate.staff != ctx.actor.id || ctx.actor.has(Role::System))
        .filter(|candidate| !barred.iter().any(|(staff, _)| *staff == candidate.staff))
        .min_by_key(|candidate| (candidate.open_load, candidate.staff))
}

/// Folds an event into the case.
pub fn apply(matter: &mut Matter, event: &TriageEvent, entry: &Entry) {
    match event {
        TriageEvent::Decided { round, lane, lane_name, rule, rule_name, condition, inputs } => {
            matter.lane = Some(lane.clone());
            matter.triage.push(TriageResult {
                round: *round,
                lane: lane.clone(),
                lane_name: lane_name.clone(),
                rule: rule.clone(),
                rule_name: rule_name.clone(),
                condition: condition.clone(),
                inputs: inputs.clone(),
                by: By::from(entry),
                reason: String::new(),
            });
        }
        TriageEvent::Overridden { round, lane, lane_name, reason } => {
            matter.lane = Some(lane.clone());
            matter.triage.push(TriageResult {
                round: *round,
                lane: lane.clone(),
                lane_name: lane_name.clone(),
                rule: "override".to_owned(),
                rule_name: "人工调整".to_owned(),
                condition: String::new(),
                inputs: Vec::new(),
                by: By::from(entry),
                reason: reason.clone(),
            });
        }
        TriageEvent::Assigned { staff, name, team, .. } => {
            matter.handler = Some((*staff, name.clone()));
            matter.team = Some(team.clone());
        }
    }
}
