//! 权限：one door. What a role may do is data (`data/roles.toml`); on which cases is decided here.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{
    court::tree::{CourtTree, Scope},
    ground::act::Act,
    ground::actor::{Actor, Role},
    matter::Matter,
    mode::HANDLER,
};

/// 范围：on which cases a role's grant holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Cases the actor handles, received, or has or had a task in.
    Own,
    /// Every case of the actor's court.
    Court,
    /// The actor's court and the courts below it.
    Below,
}

/// The role table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleTable {
    grants: BTreeMap<(Role, Act), Reach>,
}

/// Why the role table cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("role table: {0}")]
pub struct RoleTableError(String);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTable {
    role: BTreeMap<String, BTreeMap<String, Vec<Act>>>,
}

/// The role table that ships with the product.
pub const SHIPPED: &str = include_str!("../data/roles.toml");

impl RoleTable {
    /// Reads a role table.
    ///
    /// # Errors
    /// Names the unknown role, reach or act.
    pub fn parse(text: &str) -> Result<RoleTable, RoleTableError> {
        let raw: RawTable =
            toml::from_str(text).map_err(|error| RoleTableError(error.to_string()))?;
        let mut grants = BTreeMap::new();
        for (role, reaches) in raw.role {
            let known = Role::from_code(&role)
                .ok_or_else(|| RoleTableError(format!("unknown role `{role}`")))?;
            for (reach, acts) in reaches {
                let reach = match reach.as_str() {
                    "own" => Reach::Own,
                    "court" => Reach::Court,
                    "below" => Reach::Below,
                    other => return Err(RoleTableError(format!("unknown reach `{other}`"))),
                };
                for act in acts {
                    if reach == Reach::Below && !act.is_look() {
                        let code = act.code();
                        return Err(RoleTableError(format!("`{code}` acts, it cannot be below")));
                    }
                    let slot = grants.entry((known, act)).or_insert(reach);
                    *slot = (*slot).max(reach);
                }
            }
        }
        Ok(RoleTable { grants })
    }

    /// How far all of an actor's grants of an act reach, none when there is none.
    pub fn scope(&self, actor: &Actor, act: Act) -> Option<Scope> {
        let reach = actor.roles.iter().filter_map(|role| self.reach_of(actor, *role, act)).max()?;
        let court = actor.court.clone();
        Some(if reach == Reach::Below { Scope::Below(court) } else { Scope::One(court) })
    }

    /// 要害角色: whether a role may do what needs a second person. To give it to somebody, or to let in who has it, is
    /// more than one person's to do.
    pub fn is_entrusted(&self, role: Role) -> bool {
        Act::ALL.iter().any(|act| act.is_entrusted() && self.reach(role, *act).is_some())
    }

    /// The roles that a role table lets do an act, as people call them.
    pub fn titles(&self, act: Act) -> String {
        let roles = Role::ALL.iter().filter(|role| self.reach(**role, act).is_some());
        roles.map(|role| role.title()).collect::<Vec<_>>().join("、")
    }

    /// How far somebody's grant of an act in a role reaches, within what the posts that they hold leave them.
    pub fn reach_of(&self, actor: &Actor, role: Role, act: Act) -> Option<Reach> {
        self.reach(role, act).filter(|_| actor.is_let(role, act))
    }

    /// How far a role's grant of an act reaches, none when it has none.
    pub fn reach(&self, role: Role, act: Act) -> Option<Reach> {
        self.grants.get(&(role, act)).copied()
    }
}

/// The door's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Allowed,
    /// The actor may see the thing, but not do this: 403 with a sentence, and an attempt line.
    Forbidden,
    /// The actor may not even know of it: 404.
    Hidden,
}

/// What is acted on.
#[derive(Debug, Clone, Copy)]
pub enum Target<'a> {
    Case(&'a Matter),
    /// Something of a court that is not one case: its books, people, figures. Who may do it to their own cases
    /// only has no part in it.
    Court(&'a str),
    /// A list of a court's whose rows are of one case each: who may see their own cases sees those rows.
    Rows(&'a str),
}

/// 权限之门：whether the actor may do the act on the target. `courts` gives the court tree.
pub fn allow(
    table: &RoleTable,
    actor: &Actor,
    act: Act,
    target: Target<'_>,
    courts: &CourtTree,
) -> Verdict {
    if reaches(table, actor, act, target, courts) {
        return Verdict::Allowed;
    }
    let view = match target {
        Target::Case(_) => Act::ViewCase,
        Target::Court(_) | Target::Rows(_) => Act::ListCases,
    };
    // A case's existence is not a secret inside the court it belongs to, only its content is.
    if act != view && reaches(table, actor, view, target, courts) {
        return Verdict::Forbidden;
    }
    match target {
        Target::Court(court) | Target::Rows(court) if court == actor.court => Verdict::Forbidden,
        _ => Verdict::Hidden,
    }
}

fn reaches(
    table: &RoleTable,
    actor: &Actor,
    act: Act,
    target: Target<'_>,
    courts: &CourtTree,
) -> bool {
    actor.roles.iter().any(|role| match (table.reach_of(actor, *role, act), target) {
        (None, _) => false,
        (Some(Reach::Own), Target::Case(file)) => file.court == actor.court && is_own(actor, file),
        (Some(Reach::Court), Target::Case(file)) => file.court == actor.court,
        (Some(Reach::Below), Target::Case(file)) => courts.is_below(&file.court, &actor.court),
        (Some(Reach::Own), Target::Court(_)) => false,
        (Some(Reach::Own), Target::Rows(court)) => court == actor.court,
        (Some(Reach::Court), Target::Court(court) | Target::Rows(court)) => court == actor.court,
        (Some(Reach::Below), Target::Court(court) | Target::Rows(court)) => {
            courts.is_below(court, &actor.court)
        }
    })
}

/// 本人案件：the handler's, the team's aide's, one the actor received, or one with a task of the actor's, done or not:
/// whoever did a task must be able to see what became of it.
pub fn is_own(actor: &Actor, matter: &Matter) -> bool {
    let handles = matter.handler.as_ref().is_some_and(|(id, _)| *id == actor.id);
    let aids = actor.has(Role::Aide)
        && matter.team.as_ref().is_some_and(|team| actor.teams.contains(team));
    let received = matter.filing.received_by.as_ref().is_some_and(|by| by.staff == actor.id);
    let works = matter.tasks.iter().any(|task| match &task.assignee {
        Some((id, _)) => *id == actor.id,
        None => task.post != HANDLER && actor.posts.contains(&task.post),
    });
    handles || aids || received || works
}
