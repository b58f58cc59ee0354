//! 下级法院：what stands in each court that somebody may look at.

pub use zhixing_store::query::court::CourtFigures;

use zhixing_domain::{ground::act::Act, ground::actor::Actor};

use crate::{at::At, error::Error, settings::App};

/// One court as somebody may look at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    pub figures: CourtFigures,
    /// Whether the figures of its money may be seen too.
    pub funds: bool,
    /// What may be done there; beyond one's own court only looking.
    pub acts: Vec<Act>,
}

/// The courts that somebody may look into with their figures, of one moment: their own first.
///
/// # Errors
/// [`Error::Forbidden`] for who may see no lists at all.
pub async fn figures(app: &App, actor: &Actor) -> Result<Vec<Seen>, Error> {
    app.allow_court(actor, Act::ListCases)?;
    let scope = app.roles.scope(actor, Act::ListCases).ok_or(Error::Forbidden(Act::ListCases))?;
    let today = app.clock.today();
    let mut conn = app.db.snapshot().await?;
    let tree = conn.court_tree().await?;
    let mut seen = Vec::new();
    for court in tree.courts(&scope) {
        let at = At::new(actor, court, &tree);
        if let Some(figures) = conn.court_figures(court, today).await? {
            let funds = app.allow_court(at, Act::ViewFunds).is_ok();
            seen.push(Seen { figures, funds, acts: app.acts(at) });
        }
    }
    seen.sort_by_key(|seen| seen.figures.court != actor.court);
    Ok(seen)
}
