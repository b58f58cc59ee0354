//! 控制措施：with what the list of approaching ends shows of asset and case.

use zhixing_domain::matter::Matter;
use zhixing_domain::property::measure::Measure;

use super::{ProjRow, shown};
use crate::value::V;

pub(super) fn rows(file: &Matter) -> impl Iterator<Item = ProjRow> {
    file.measures.iter().map(|measure| row(file, measure))
}

fn row(file: &Matter, measure: &Measure) -> ProjRow {
    let mut key = shown::key(file);
    key.push(("measure_id", V::from(measure.id.0)));
    let asset = file.asset(measure.asset);
    let of_asset = |text: fn(&zhixing_domain::property::asset::Asset) -> &str| {
        V::from(asset.map(|asset| text(asset).to_owned()).unwrap_or_default())
    };
    let respondent = asset.and_then(|asset| file.party(asset.respondent));
    let acknowledged = measure.acknowledged.as_ref();
    let cols = vec![
        ("asset_id", V::from(measure.asset.0)),
        ("asset_kind", of_asset(|asset| asset.kind.code())),
        ("asset_title", of_asset(|asset| &asset.title)),
        ("asset_number", of_asset(|asset| &asset.number)),
        ("holder", of_asset(|asset| &asset.holder)),
        ("holder_name", of_asset(|asset| &asset.holder_name)),
        ("amount_fen", V::from(measure.amount)),
        ("actual_fen", V::from(measure.actual)),
        ("state", V::from(measure.state.code())),
        ("from_on", V::from(measure.from)),
        ("ends_on", V::from(measure.ends_on)),
        (
            "pending",
            V::from(measure.pending.as_ref().map(|(kind, _)| kind.code()).unwrap_or_default()),
        ),
        ("request_no", V::from(&measure.request_no)),
        ("renewals", V::from(measure.renewals)),
        ("warned_days", V::from(measure.warned.map(|warning| i64::from(warning.days)))),
        ("acknowledged_by", V::from(acknowledged.map(|by| by.staff.0))),
        ("acknowledged_name", V::from(acknowledged.map(|by| by.name.clone()).unwrap_or_default())),
        ("acknowledged_at", V::from(acknowledged.map(|by| by.at))),
        ("number", V::from(shown::number(file))),
        ("respondent", V::from(respondent.map(|p| p.details.name.clone()).unwrap_or_default())),
        ("handler_id", V::from(file.handler.as_ref().map(|(id, _)| id.0))),
        ("handler_name", V::from(shown::handler_name(file))),
        ("stage", V::from(file.stage.code())),
    ];
    ProjRow { table: "case_measure", key, cols }
}
