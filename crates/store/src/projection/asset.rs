//! 财产：the assets of a case, with what the list of assets shows of the case.

use zhixing_domain::matter::Matter;
use zhixing_domain::property::asset::Asset;
use zhixing_domain::property::measure::MeasureState;

use super::{ProjRow, shown};
use crate::value::V;

/// What nobody has decided yet; beside the codes of [`zhixing_domain::property::asset::Verdict`].
const UNDECIDED: &str = "undecided";

pub(super) fn rows(file: &Matter) -> impl Iterator<Item = ProjRow> {
    file.assets.iter().map(|asset| row(file, asset))
}

/// 控制: whether a measure holds it, is on its way, or has ended.
fn control(file: &Matter, asset: &Asset) -> &'static str {
    let states = || file.measures.iter().filter(|m| m.asset == asset.id).map(|m| m.state);
    if states().any(|state| state == MeasureState::Live) {
        "live"
    } else if states().any(|state| state == MeasureState::Ordered) {
        "ordered"
    } else if states().next().is_some() {
        "over"
    } else {
        "none"
    }
}

fn row(file: &Matter, asset: &Asset) -> ProjRow {
    let mut key = shown::key(file);
    key.push(("asset_id", V::from(asset.id.0)));
    let respondent = file.party(asset.respondent);
    let (verdict, reason) = match &asset.verdict {
        Some((verdict, reason, _)) => (verdict.code(), reason.as_str()),
        None => (UNDECIDED, ""),
    };
    let cols = vec![
        ("kind", V::from(asset.kind.code())),
        ("title", V::from(&asset.title)),
        ("asset_number", V::from(&asset.number)),
        ("holder_name", V::from(&asset.holder_name)),
        ("amount_fen", V::from(asset.amount)),
        ("available_fen", V::from(asset.available)),
        ("encumbrance", V::from(&asset.encumbrance)),
        ("found_on", V::from(asset.found_on)),
        ("verdict", V::from(verdict)),
        ("reason", V::from(reason)),
        ("control", V::from(control(file, asset))),
        ("number", V::from(shown::number(file))),
        ("respondent", V::from(respondent.map(|p| p.details.name.clone()).unwrap_or_default())),
        ("handler_id", V::from(file.handler.as_ref().map(|(id, _)| id.0))),
        ("handler_name", V::from(shown::handler_name(file))),
        ("stage", V::from(file.stage.code())),
    ];
    ProjRow { table: "case_asset", key, cols }
}
