//! 后续动作：what jobs do for a decision once it is committed. One exhaustive match, no registry.

use serde::Deserialize;
use uuid::Uuid;
use zhixing_connectors::{
    fault::Fault,
    message::{Channel, OutMessage},
    search_network::{
        control::{ControlItem, ControlKind, ControlRequest, CourtAccount, Extent, Measure as Net},
        entries::LegalDocument,
        package::{Content, Package, PackageKind, PackageName},
    },
};
use zhixing_documents as documents;
use zhixing_domain::{
    ground::act::Act,
    ground::actor::Actor,
    ground::court::Court,
    ground::id::{CaseId, DeductionId, DocumentId, MeasureId, MessageId},
    ground::subject::Subject,
    matter::Matter,
    matter::effect::Effect,
    papers::kind::{DocumentKind, Offer},
    papers::message::report::{self, Report},
    property::asset::Asset,
    property::deduction::DeductionState,
    property::measure::RequestKind,
    work::triage::run::RunTriage,
};
use zhixing_law::money::Fen;

use crate::{
    document::{self, Copy},
    error::Error,
    search::{self, batch_no, hand_over, person, requester},
    settings::{App, Draw},
    work::{Meta, Started},
};

/// A stored effect.
#[derive(Debug, Clone, Deserialize)]
pub struct Stored {
    pub case: CaseId,
    pub effect: Effect,
}

/// Does one effect for the job `occasion`. Safe to do twice for one job: what it records is recorded once, what it
/// sends is the same file. Another job that asks for the same is another occasion.
pub async fn perform(app: &App, court: &str, stored: &Stored, occasion: Uuid) -> Result<(), Error> {
    let case = stored.case;
    let cause = serde_json::to_string(&stored.effect)?;
    let meta = Meta::system(court, "perform_effect", &format!("{case}:{cause}:{occasion}"));
    match &stored.effect {
        Effect::SendSearch { search } => {
            search::send(app, &meta, case, *search).await?;
        }
        Effect::SendMeasure { measure, request } => {
            send_measure(app, &meta, case, *measure, *request).await?;
        }
        Effect::SendDeduction { deduction } => {
            send_deduction(app, &meta, case, *deduction).await?;
        }
        Effect::MakeDocument { kind, party, subject } => {
            let Started::Fresh(mut work) = app.start(&meta).await? else { return Ok(()) };
            work.open(case).await?;
            let system = Actor::system(court);
            let offer = Offer { kind: *kind, party: *party, subject: *subject };
            document::make_in(&mut work, &system, case, offer)?;
            work.commit().await?;
        }
        Effect::RenderDocument { document } => match app.settings.draw {
            Draw::OnIssue => render(app, court, case, *document).await?,
            Draw::WhenOpened => {}
        },
        Effect::SendMessage { message } => send_message(app, &meta, case, *message).await?,
        Effect::RunTriage { round } => {
            app.send(&meta, case, &RunTriage { round: *round }).await?;
        }
    }
    Ok(())
}

/// Draws an issued document once and keeps the file, so that it is there when the fonts are not.
async fn render(app: &App, court: &str, case: CaseId, id: DocumentId) -> Result<(), Error> {
    let drawn = document::pdf(app, &Actor::system(court), case, id, Copy::Original).await?;
    let mut tx = app.db.begin().await?;
    tx.put_file(court, &drawn.bytes, "application/pdf").await?;
    tx.commit().await?;
    Ok(())
}

async fn send_measure(
    app: &App,
    meta: &Meta,
    case: CaseId,
    id: MeasureId,
    request: RequestKind,
) -> Result<(), Error> {
    let file = app.case(meta.at(), case).await?;
    let organisation = app.organisation(&meta.court).await?;
    let measure = file.measure(id).ok_or(Error::NotFound("控制措施"))?;
    // Answered or taken back while it waited to be sent: the holder would do what nobody wants any more.
    let under_way = measure.pending.filter(|(under_way, _)| *under_way == request);
    let Some((_, ends_on)) = under_way else { return Ok(()) };
    let asset = file.asset(measure.asset).ok_or(Error::NotFound("财产"))?;
    let (net, ruling, starts_on) = match request {
        RequestKind::Freeze => (Net::Freeze, DocumentKind::FreezeRuling, app.clock.today()),
        RequestKind::Renew => (Net::Renew, DocumentKind::RenewalRuling, measure.ends_on),
        RequestKind::Release => (Net::Release, DocumentKind::ReleaseRuling, app.clock.today()),
    };
    let lasts = net != Net::Release;
    let mut item = item(asset, net, measure.amount);
    item.starts_on = lasts.then_some(starts_on);
    item.ends_on = lasts.then_some(ends_on);
    item.original_request_no = (net != Net::Freeze).then(|| measure.freeze_no.clone());
    let request_no = measure.request_number(request);
    let ruling = (ruling, Subject::Measure(id));
    control(app, &file, &organisation.court, asset, &request_no, item, ruling).await
}

async fn send_deduction(
    app: &App,
    meta: &Meta,
    case: CaseId,
    id: DeductionId,
) -> Result<(), Error> {
    let file = app.case(meta.at(), case).await?;
    let organisation = app.organisation(&meta.court).await?;
    let deduction = file.deduction(id).ok_or(Error::NotFound("扣划"))?;
    if deduction.state != DeductionState::Ordered {
        return Ok(());
    }
    let asset = file.asset(deduction.asset).ok_or(Error::NotFound("财产"))?;
    let measure = file.measure(deduction.measure).ok_or(Error::NotFound("控制措施"))?;
    let fund = &organisation.court.fund_account;
    let mut item = item(asset, Net::Deduct, deduction.amount);
    item.original_request_no = Some(measure.freeze_no.clone());
    item.court_account = Some(CourtAccount {
        name: fund.name.clone(),
        bank: fund.bank.clone(),
        bank_no: fund.bank_code.clone(),
        account: file.account_no.clone(),
    });
    let ruling = (DocumentKind::DeductionRuling, Subject::Deduction(id));
    let request_no = deduction.sent_no.clone();
    control(app, &file, &organisation.court, asset, &request_no, item, ruling).await
}

fn item(asset: &Asset, measure: Net, amount: Fen) -> ControlItem {
    ControlItem {
        item_no: 1,
        kind: ControlKind::Deposit,
        measure,
        extent: Extent::Funds,
        bank_name: asset.holder_name.clone(),
        branch: None,
        branch_code: None,
        account: asset.number.clone(),
        sub_account: None,
        asset_name: None,
        currency: "CNY".to_owned(),
        amount,
        starts_on: None,
        ends_on: None,
        ruling_no: String::new(),
        original_request_no: None,
        court_account: None,
    }
}

/// Sends a control request with the ruling it rests on as a PDF.
async fn control(
    app: &App,
    file: &Matter,
    court: &Court,
    asset: &Asset,
    request_no: &str,
    mut item: ControlItem,
    (ruling, subject): (DocumentKind, Subject),
) -> Result<(), Error> {
    let known =
        file.documents.iter().rev().find(|d| d.kind == ruling && d.subject == Some(subject));
    let known = known.ok_or(Error::NotFound("裁定书"))?;
    let number = file
        .number
        .as_ref()
        .and_then(|n| n.with_sub(u8::try_from(known.ruling_no).ok()?).ok())
        .map_or_else(|| file.number_text(), |n| n.to_string());
    item.ruling_no.clone_from(&number);
    let party = file.party(asset.respondent).ok_or(Error::NotFound("当事人"))?;
    let attached = match app.settings.draw {
        Draw::OnIssue => {
            let system = Actor::system(&court.code);
            Some(document::pdf(app, &system, file.id, known.id, Copy::Original).await?.bytes)
        }
        Draw::WhenOpened => None,
    };
    let request = ControlRequest {
        request_no: request_no.to_owned(),
        requester: requester(file, court),
        respondent: person(party),
        notice_name: "协助执行通知书".to_owned(),
        notice_no: file.number_text(),
        items: vec![item],
    };
    let name = PackageName {
        kind: PackageKind::ControlRequest,
        bank_code: app.settings.hub.clone(),
        batch_no: batch_no(&digits(request_no)),
    };
    let attach = |bytes| LegalDocument {
        request_no: request_no.to_owned(),
        kind: "执行裁定书".to_owned(),
        number,
        bytes,
    };
    let documents = attached.map(attach).into_iter().collect();
    let content = Content::ControlRequests(vec![request]);
    let package = Package { name, content, documents, cards: Vec::new() };
    hand_over(app, &court.code, &package).await?;
    Ok(())
}

/// A batch number has digits only: letters of a request number become their place in the alphabet.
fn digits(request_no: &str) -> String {
    request_no
        .chars()
        .rev()
        .filter_map(|c| match c {
            '0'..='9' => Some(c),
            'J' => Some('1'),
            'R' => Some('2'),
            'F' => Some('3'),
            'K' => Some('4'),
            _ => None,
        })
        .collect()
}

/// Sends a message through the gateway; the gateway's own id makes sure that it goes out once.
async fn send_message(app: &App, meta: &Meta, case: CaseId, id: MessageId) -> Result<(), Error> {
    let file = app.case(meta.at(), case).await?;
    let known = file.messages.iter().find(|m| m.id == id).ok_or(Error::NotFound("消息"))?;
    let report = match documents::message::text(&known.template, &known.values) {
        Some(text) => {
            let out = OutMessage {
                id: id.to_string(),
                channel: Channel::Sms,
                to: known.phone.clone(),
                text,
                case_number: file.number.as_ref().map(ToString::to_string),
            };
            submit(app, out).await?
        }
        None => Report::Failed { reason: "短信模板缺少要素".to_owned() },
    };
    app.on_case(meta, case, Act::ViewCase, None, |file, ctx| {
        report::report(file, id, &report, ctx)
    })
    .await?;
    Ok(())
}

async fn submit(app: &App, out: OutMessage) -> Result<Report, Error> {
    let gateway = std::sync::Arc::clone(&app.gateway);
    let sent = tokio::task::spawn_blocking(move || gateway.send(&out)).await;
    let sent = sent.map_err(|error| Error::Internal(error.to_string()))?;
    Ok(match sent {
        Ok(sent) => Report::Sent { reference: sent.gateway_id },
        Err(Fault::Reject { reason, .. }) => Report::Failed { reason },
        Err(fault) => return Err(Error::Unavailable("message gateway", fault.to_string())),
    })
}
