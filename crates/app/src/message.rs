//! 消息回报：the gateway's delivery reports, polled and matched once.

use zhixing_connectors::message::{DeliveryReport, DeliveryState};
use zhixing_domain::{
    ground::act::Act,
    ground::id::MessageId,
    papers::message::report::{self, Report},
};

use crate::{error::Error, settings::App, work::Meta};

/// Takes one delivery report in. One for a message we do not know, or that comes twice, changes nothing.
pub async fn take_report(app: &App, court: &str, report: &DeliveryReport) -> Result<(), Error> {
    let Ok(id) = uuid::Uuid::parse_str(&report.id) else { return Ok(()) };
    let outcome = match report.state {
        DeliveryState::Delivered => Report::Delivered,
        DeliveryState::Failed => {
            Report::Failed { reason: report.reason.clone().unwrap_or_default() }
        }
        DeliveryState::Pending => return Ok(()),
    };
    let mut conn = app.db.read().await?;
    let Some(case) = conn.find_case_by_message(court, MessageId(id)).await? else { return Ok(()) };
    drop(conn);
    let cause = format!("{}:{:?}", report.id, report.state);
    let meta = Meta::system(court, "delivery_report", &cause);
    app.on_case(&meta, case, Act::ViewCase, None, |file, ctx| {
        report::report(file, MessageId(id), &outcome, ctx)
    })
    .await?;
    Ok(())
}

/// Polls the gateway from a cursor; returns the next one.
pub async fn poll(app: &App, court: &str, cursor: &str) -> Result<String, Error> {
    let (gateway, from) = (std::sync::Arc::clone(&app.gateway), cursor.to_owned());
    let polled = tokio::task::spawn_blocking(move || gateway.reports(&from)).await;
    let polled = polled.map_err(|error| Error::Internal(error.to_string()))?;
    let (reports, next) =
        polled.map_err(|fault| Error::Unavailable("message gateway", fault.to_string()))?;
    for report in &reports {
        take_report(app, court, report).await?;
    }
    Ok(next)
}

/// 短信全文 as the party reads it; empty when it cannot be written.
pub fn text(message: &zhixing_domain::papers::message::Message) -> String {
    zhixing_documents::message::text(&message.template, &message.values).unwrap_or_default()
}
