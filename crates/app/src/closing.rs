//! 结案条件

use zhixing_domain::{closing::closure::conditions, ground::id::CaseId};
use zhixing_law::checklist::Finding;

use crate::{error::Error, settings::App, work::Meta};

/// Every condition of closing, met or not, with its evidence.
pub async fn conditions(app: &App, meta: &Meta, case: CaseId) -> Result<Vec<Finding>, Error> {
    app.look(meta.at(), case, |file, ctx| conditions::conditions(file, ctx))
        .await?
        .map_err(Error::from)
}
