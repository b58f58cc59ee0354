//! Reading: one case, its docket, and computations over it, each through the door.

use std::sync::Arc;

use zhixing_domain::{
    ground::act::Act,
    ground::actor::Actor,
    ground::id::CaseId,
    matter::Matter,
    matter::context::Context,
    policy::{self, Target, Verdict},
};
use zhixing_law::calendar::Calendar;
use zhixing_store::docket::Entry;

use crate::{error::Error, settings::App, work::uuid_of};

impl App {
    /// A case that the actor may see.
    pub async fn case(&self, actor: &Actor, case: CaseId) -> Result<Arc<Matter>, Error> {
        let file = self.case_unchecked(&actor.court, case).await?;
        match policy::allow(&self.roles, actor, Act::ViewCase, Target::Case(&file), &[]) {
            Verdict::Allowed => Ok(file),
            Verdict::Forbidden | Verdict::Hidden => Err(Error::NotFound("案件")),
        }
    }

    async fn case_unchecked(&self, court: &str, case: CaseId) -> Result<Arc<Matter>, Error> {
        let mut conn = self.db.read().await?;
        let head = conn.head(court, case.0).await?.filter(|head| 0 < head.seq);
        let head = head.ok_or(Error::NotFound("案件"))?;
        if let Some(known) = self.memo.case(case, head.seq) {
            return Ok(known);
        }
        let folded = conn.case_file(court, &case).await?;
        let (head, file) = folded.ok_or(Error::NotFound("案件"))?;
        let file = Arc::new(file);
        self.memo.keep_case(Arc::clone(&file), head);
        Ok(file)
    }

    /// Whether the actor may do an act on a case; for showing what is possible, never instead of the door.
    pub fn may(&self, actor: &Actor, act: Act, file: &Matter) -> bool {
        policy::allow(&self.roles, actor, act, Target::Case(file), &[]) == Verdict::Allowed
    }

    /// The one door, for what is not one case.
    pub fn allow_court(&self, actor: &Actor, act: Act) -> Result<(), Error> {
        match policy::allow(&self.roles, actor, act, Target::Court(&actor.court), &[]) {
            Verdict::Allowed => Ok(()),
            Verdict::Forbidden => Err(Error::Forbidden(act)),
            Verdict::Hidden => Err(Error::NotFound("页面")),
        }
    }

    /// Every act that the actor's roles allow at all, for the page to know what to show.
    pub fn acts(&self, actor: &Actor) -> Vec<Act> {
        let granted =
            |act: &&Act| actor.roles.iter().any(|r| self.roles.reach(*r, **act).is_some());
        Act::ALL.iter().filter(granted).copied().collect()
    }

    /// Computes something from a case in the surroundings of a decision, without deciding anything.
    pub async fn look<T>(
        &self,
        actor: &Actor,
        case: CaseId,
        compute: impl FnOnce(&Matter, &mut Context<'_>) -> T,
    ) -> Result<T, Error> {
        let file = self.case(actor, case).await?;
        let organisation = self.organisation(&actor.court).await?;
        let mode = self.mode(&organisation)?;
        let now = self.clock.now();
        let mut no_ids =
            || uuid_of(&zhixing_store::digest::Digest::of(b"no id is made by looking"));
        let mut ctx = Context {
            now,
            today: now.day(),
            court: &organisation.court,
            mode,
            calendar: Calendar::builtin(),
            actor,
            candidates: &[],
            ids: &mut no_ids,
        };
        Ok(compute(&file, &mut ctx))
    }

    /// 办案流水 of a case, newest first.
    pub async fn docket(
        &self,
        actor: &Actor,
        case: CaseId,
        before: Option<i64>,
        limit: i64,
    ) -> Result<Vec<Entry>, Error> {
        self.case(actor, case).await?;
        let mut conn = self.db.read().await?;
        let before = before.unwrap_or(i64::MAX);
        Ok(conn.entries_before(&actor.court, case.0, before, limit.clamp(1, 200)).await?)
    }
}
