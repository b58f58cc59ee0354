//! Reading: one case, its docket, and computations over it, each through the door.

use std::sync::Arc;

use zhixing_domain::{
    court::tree::{CourtTree, Scope},
    ground::act::Act,
    ground::id::CaseId,
    matter::Matter,
    matter::context::Context,
    policy::{self, Target, Verdict},
    roof::{self, Offer},
};
use zhixing_law::calendar::Calendar;
use zhixing_store::{docket::Entry, query::case::CaseRow};

use crate::{at::At, error::Error, settings::App, work::uuid_of};

/// Which rows of a list somebody sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    All,
    /// Those of their own cases.
    Own,
}

impl App {
    /// The courts of the database as they stand below each other now. Read each time somebody looks beyond their own
    /// court: the rows are few, and a court that was moved away is out of sight at once, on every node.
    pub async fn courts(&self) -> Result<Arc<CourtTree>, Error> {
        Ok(Arc::new(self.db.read().await?.court_tree().await?))
    }

    /// What the courts are called that this deployment serves, those above before those below.
    pub async fn court_names(&self) -> Result<Vec<String>, Error> {
        let courts = self.db.read().await?.list_courts().await?;
        Ok(courts.into_iter().map(|row| row.court.name).collect())
    }

    /// A case that the actor may see.
    pub async fn case<'a>(
        &self,
        at: impl Into<At<'a>>,
        case: CaseId,
    ) -> Result<Arc<Matter>, Error> {
        let At { actor, court, tree } = at.into();
        let file = self.case_unchecked(court, case).await?;
        match policy::allow(&self.roles, actor, Act::ViewCase, Target::Case(&file), tree) {
            Verdict::Allowed => Ok(file),
            Verdict::Forbidden | Verdict::Hidden => Err(Error::NotFound("案件")),
        }
    }

    pub(crate) async fn case_unchecked(
        &self,
        court: &str,
        case: CaseId,
    ) -> Result<Arc<Matter>, Error> {
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

    /// Every command that the page of a case may offer to the actor now, or why not.
    pub async fn offers(&self, at: At<'_>, case: CaseId) -> Result<Vec<Offer>, Error> {
        self.look(at, case, |file, ctx| roof::offers(file, ctx, |act| self.may(at, act, file)))
            .await
    }

    /// Whether the actor may do an act on a case; for showing what is possible, never instead of the door.
    pub fn may<'a>(&self, at: impl Into<At<'a>>, act: Act, file: &Matter) -> bool {
        let At { actor, tree, .. } = at.into();
        file.kind.takes(act)
            && policy::allow(&self.roles, actor, act, Target::Case(file), tree) == Verdict::Allowed
    }

    /// The matters that a matter is linked with: the one that it is about first, then those that are about it. Whoever
    /// sees the matter sees that they are there.
    pub async fn linked<'a>(
        &self,
        at: impl Into<At<'a>>,
        file: &Matter,
    ) -> Result<Vec<CaseRow>, Error> {
        let at = at.into();
        let mut conn = self.db.read().await?;
        let mut rows = Vec::new();
        if let Some(about) = &file.opening.about {
            rows.extend(conn.case_row(at.court, about.case).await?);
        }
        rows.extend(conn.matters_about(at.court, file.id).await?);
        Ok(rows)
    }

    /// The one door, for what is not one case.
    pub fn allow_court<'a>(&self, at: impl Into<At<'a>>, act: Act) -> Result<(), Error> {
        let At { actor, court, tree } = at.into();
        match policy::allow(&self.roles, actor, act, Target::Court(court), tree) {
            Verdict::Allowed => Ok(()),
            Verdict::Forbidden => Err(Error::Forbidden(act)),
            Verdict::Hidden => Err(Error::NotFound("页面")),
        }
    }

    /// The one door, for a list whose rows are of one case each: all of them, or those of the actor's own cases.
    pub fn allow_rows<'a>(&self, at: impl Into<At<'a>>, act: Act) -> Result<Rows, Error> {
        let at = at.into();
        match policy::allow(&self.roles, at.actor, act, Target::Rows(at.court), at.tree) {
            Verdict::Allowed if self.allow_court(at, act).is_ok() => Ok(Rows::All),
            Verdict::Allowed => Ok(Rows::Own),
            Verdict::Forbidden => Err(Error::Forbidden(act)),
            Verdict::Hidden => Err(Error::NotFound("页面")),
        }
    }

    /// Whether a row of a case is one of those.
    pub(crate) async fn has_row(
        &self,
        at: At<'_>,
        act: Act,
        rows: Rows,
        case: CaseId,
    ) -> Result<bool, Error> {
        if rows == Rows::All {
            return Ok(true);
        }
        let file = self.case_unchecked(at.court, case).await?;
        Ok(self.may(at, act, &file))
    }

    /// The acts that the actor may do to their own cases only.
    pub fn own_acts<'a>(&self, at: impl Into<At<'a>>) -> Vec<Act> {
        let at = at.into();
        let own = |act: &Act| self.allow_court(at, *act).is_err();
        self.acts(at).into_iter().filter(own).collect()
    }

    /// Every act that the actor's roles allow at all at the court, for the page to know what to show.
    pub fn acts<'a>(&self, at: impl Into<At<'a>>) -> Vec<Act> {
        let At { actor, court, tree } = at.into();
        let granted = |act: &&Act| match self.roles.scope(actor, **act) {
            None => false,
            Some(Scope::One(own)) => own == court,
            Some(Scope::Below(top)) => tree.is_below(court, &top),
        };
        Act::ALL.iter().filter(granted).copied().collect()
    }

    /// Computes something from a case in the surroundings of a decision, without deciding anything.
    pub async fn look<'a, T>(
        &self,
        at: impl Into<At<'a>>,
        case: CaseId,
        compute: impl FnOnce(&Matter, &mut Context<'_>) -> T,
    ) -> Result<T, Error> {
        let at = at.into();
        let file = self.case(at, case).await?;
        let organisation = self.organisation(at.court).await?;
        let mode = self.matter_mode(&organisation, &file)?;
        let now = self.clock.now();
        // Nothing of them is kept, but things that are made beside each other must be told apart.
        let mut made = 0_u32;
        let mut passing_ids = || {
            made += 1;
            uuid_of(&zhixing_store::digest::Digest::of(format!("looking {made}").as_bytes()))
        };
        let mut ctx = Context {
            now,
            happened_at: now,
            today: now.day(),
            court: &organisation.court,
            mode: &mode,
            calendar: Calendar::builtin(),
            actor: at.actor,
            candidates: &[],
            bodies: &self.settings.bodies,
            scans: &[],
            evidence: &[],
            colleague: &|id| organisation.active_name(id),
            bench: &|| organisation.bench(now.day()),
            clerk: &|team| organisation.clerk_of(team, mode.clerk_post(team), now.day()),
            ids: &mut passing_ids,
        };
        Ok(compute(&file, &mut ctx))
    }

    /// 办案流水 of a case, newest first.
    pub async fn docket<'a>(
        &self,
        at: impl Into<At<'a>>,
        case: CaseId,
        before: Option<i64>,
        limit: i64,
    ) -> Result<Vec<Entry>, Error> {
        let at = at.into();
        self.case(at, case).await?;
        let mut conn = self.db.read().await?;
        let before = before.unwrap_or(i64::MAX);
        Ok(conn.entries_before(at.court, case.0, before, limit.clamp(1, 200)).await?)
    }
}
