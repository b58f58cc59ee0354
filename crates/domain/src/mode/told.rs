//! 例子的核对：each story is read again when a mode is checked. A row that is changed so that a story no longer comes out
//! is found before a case goes the wrong way.

use std::collections::BTreeSet;

use zhixing_law::{calendar::Calendar, day::Day, period};

use super::{
    Mode, TaskRule,
    each::Each,
    overlay::{Laid, Place},
    story::Story,
};
use crate::{
    ground::fault::FaultKind,
    matter::{
        event,
        facts::{Fact, FactName, Facts},
    },
    mode::condition::Condition,
    work::triage::Round,
};

/// Reads every story of a mode and says which do not come out.
pub(super) fn check(mode: &Mode, facts: &Facts, laid: &mut Laid<'_>) {
    for story in &mode.story {
        let place = Place::row(story);
        let Some(teller) = Teller::of(mode, story, facts, &place, laid) else { continue };
        teller.round(Round::First, &story.first, laid);
        teller.round(Round::Second, &story.second, laid);
        teller.tasks(laid);
    }
}

/// A story that could be read.
struct Teller<'a> {
    mode: &'a Mode,
    story: &'a Story,
    facts: Facts,
    on: Day,
    place: &'a Place,
}

impl<'a> Teller<'a> {
    fn of(
        mode: &'a Mode,
        story: &'a Story,
        facts: &Facts,
        place: &'a Place,
        laid: &mut Laid<'_>,
    ) -> Option<Teller<'a>> {
        let mut unread = |near: &str| {
            let kind = FaultKind::StoryUnread { said: near.to_owned() };
            laid.wrong_at(place, near, kind);
        };
        let Ok(on) = story.on.parse::<Day>() else {
            unread(&story.on);
            return None;
        };
        let mut facts = facts.clone();
        let mut sound = true;
        for said in &story.given {
            let known = given(said).is_some_and(|(name, fact)| facts.set(name, fact));
            if !known {
                unread(said);
                sound = false;
            }
        }
        for kind in story.happens.iter().filter(|kind| event::title(kind).is_none()) {
            laid.wrong_at(place, kind, FaultKind::Unknown { what: "event", key: kind.clone() });
            sound = false;
        }
        sound.then_some(Teller { mode, story, facts, on, place })
    }

    fn otherwise(&self, near: &str, found: String, laid: &mut Laid<'_>) {
        let kind = FaultKind::StoryOtherwise { said: near.to_owned(), found };
        laid.wrong_at(self.place, near, kind);
    }

    fn holds(&self, condition: Option<&Condition>) -> bool {
        condition.is_none_or(|condition| condition.holds(&self.facts) == Ok(true))
    }

    /// The rule that decides a round, its lane, and the lane's last day if the story names one.
    fn round(&self, round: Round, said: &str, laid: &mut Laid<'_>) {
        if said.is_empty() {
            return;
        }
        let table = self.mode.table(self.story.kind, round);
        let rule =
            table.and_then(|table| table.rule.iter().find(|rule| self.holds(Some(&rule.when))));
        let Some(rule) = rule else { return self.otherwise(said, String::new(), laid) };
        let mut found = format!("{} {}", rule.id, rule.lane);
        if said.split_whitespace().count() == 3 {
            let lane = self.mode.lane(&rule.lane);
            let end = lane.and_then(|lane| self.end(&lane.limit));
            found.extend(end.map(|end| format!(" {end}")));
        }
        if found != said {
            self.otherwise(said, found, laid);
        }
    }

    fn tasks(&self, laid: &mut Laid<'_>) {
        let Some(said) = &self.story.tasks else { return };
        let raised: Vec<&TaskRule> =
            self.mode.task.iter().filter(|task| self.raises(task)).collect();
        for said in said {
            let mut words = said.split_whitespace();
            let (key, last) = (words.next().unwrap_or_default(), words.next());
            let Some(task) = raised.iter().find(|task| task.key == key) else {
                self.otherwise(said, String::new(), laid);
                continue;
            };
            let end = self.end(&task.limit).map(|end| end.to_string());
            if last.is_some() && last != end.as_deref() {
                self.otherwise(said, format!("{key} {}", end.unwrap_or_default()), laid);
            }
        }
        let told: BTreeSet<&str> =
            said.iter().filter_map(|said| said.split_whitespace().next()).collect();
        for task in raised.iter().filter(|task| !told.contains(task.key.as_str())) {
            self.otherwise("tasks", task.key.clone(), laid);
        }
    }

    fn raises(&self, task: &TaskRule) -> bool {
        if task.each != Each::Matter || !task.kinds.contains(&self.story.kind) {
            return false;
        }
        match &task.needs {
            Some(needs) => self.holds(Some(needs)),
            None => {
                let on = |kind: &String| self.story.happens.contains(kind);
                task.once_on.iter().any(on) && self.holds(task.when.as_ref())
            }
        }
    }

    fn end(&self, limit: &period::Limit) -> Option<Day> {
        period::end(self.on, limit, &[], Calendar::builtin()).ok().map(|term| term.end)
    }
}

/// `name = value`: a whole number, true or false, or a text in single quotes.
fn given(said: &str) -> Option<(FactName, Fact)> {
    let (name, value) = said.split_once('=')?;
    let (name, value) = (FactName::from_code(name.trim())?, value.trim());
    let text = value.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    let fact = match (value, text) {
        ("true", _) => Fact::Bool(true),
        ("false", _) => Fact::Bool(false),
        (_, Some(text)) => Fact::Text(text.to_owned()),
        _ => Fact::Int(value.parse().ok()?),
    };
    Some((name, fact))
}
