//! 文书：made from the case, drawn when it is opened.

use tokio::sync::Semaphore;
use zhixing_documents::{self as documents, model::SealMode, source::Source};
use zhixing_domain::{
    ground::actor::Actor,
    ground::id::{CaseId, DocumentId},
    ground::refusal::{Need, PanelNeed, Refusal},
    matter::Matter,
    papers::document::{DocumentState, make},
    papers::kind::Offer,
    work::panel::confide,
};

use crate::{
    at::At,
    error::Error,
    reading::{self, Original},
    settings::App,
    work::Work,
};

/// Makes a document in a command under way, as somebody (usually the system on the mode's behalf).
pub fn make_in(
    work: &mut Work<'_>,
    actor: &Actor,
    case: CaseId,
    Offer { kind, party, subject }: Offer,
) -> Result<(), Error> {
    work.decide_as(actor, case, |file, ctx| {
        let addressee = party.and_then(|party| file.party(party));
        let from = Source { matter: file, party: addressee, subject, ctx };
        let facts = documents::facts(kind, &from)?;
        // What could not be written must not be made: what it lacks is named now.
        documents::build(kind, facts.clone())?;
        make::make(file, kind, party, subject, facts, ctx)
    })
}

/// A drawn document.
#[derive(Debug, Clone)]
pub struct Drawn {
    pub title: String,
    pub bytes: Vec<u8>,
}

/// How a document is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copy {
    /// With identity numbers, phones and accounts masked.
    Masked,
    /// As it is signed, sealed and served; for a purpose, see [`reading`].
    Original,
}

/// Documents drawn at once: each takes a core.
static DRAWING: Semaphore = Semaphore::const_new(2);

/// The document as PDF; drawn from its frozen input, so the bytes are always the same.
pub async fn pdf<'a>(
    app: &App,
    at: impl Into<At<'a>>,
    case: CaseId,
    id: DocumentId,
    copy: Copy,
) -> Result<Drawn, Error> {
    let (title, model) = model(app, at.into(), case, id, copy).await?;
    let typesetter = app.typesetter()?;
    let turn = DRAWING.acquire().await;
    let _turn = turn.map_err(|error| Error::Internal(error.to_string()))?;
    let drawn = tokio::task::spawn_blocking(move || documents::render_pdf(&typesetter, &model));
    let drawn = drawn.await.map_err(|error| Error::Internal(error.to_string()))?;
    let drawn = drawn.map_err(|error| Error::Internal(error.to_string()))?;
    Ok(Drawn { title, bytes: drawn.bytes })
}

/// The document as DOCX, to edit outside; the PDF is the record.
pub async fn docx<'a>(
    app: &App,
    at: impl Into<At<'a>>,
    case: CaseId,
    id: DocumentId,
    copy: Copy,
) -> Result<Drawn, Error> {
    let (title, model) = model(app, at.into(), case, id, copy).await?;
    let bytes = documents::render_docx(&model).map_err(|e| Error::Internal(e.to_string()))?;
    Ok(Drawn { title, bytes })
}

async fn model(
    app: &App,
    at: At<'_>,
    case: CaseId,
    id: DocumentId,
    copy: Copy,
) -> Result<(String, documents::model::Document), Error> {
    let file = app.case(at, case).await?;
    let about = file.document(id).and_then(|document| document.subject);
    if !confide::may_read_about(&file, about, at.actor) {
        return Err(Refusal::needs(Need::Panel(PanelNeed::Confided)).into());
    }
    let (title, model) = draw(app, &file, id)?;
    match copy {
        Copy::Original => {
            reading::must_be_open(app, at, &file, Original::Document(id)).await?;
            Ok((title, model))
        }
        Copy::Masked => {
            let organisation = app.organisation(&file.court).await?;
            let court = &organisation.court;
            let own = [&court.fund_account, &court.treasury_account].map(|a| a.account.clone());
            Ok((title, model.with_texts(&reading::masker(&file, &own))))
        }
    }
}

/// The document's model, sealed when it has been issued.
pub fn draw(
    app: &App,
    file: &Matter,
    id: DocumentId,
) -> Result<(String, documents::model::Document), Error> {
    let document = file.document(id).ok_or(Error::NotFound("文书"))?;
    let mut input = serde_json::Value::clone(&document.input);
    if let (Some(on), Some(slot)) = (document.issued_on, input.get_mut("dated_on")) {
        // The date printed is the day of issue, not the day the draft was made.
        *slot = serde_json::to_value(on)?;
    }
    let model = documents::build(document.kind, input).map_err(Refusal::from)?;
    let sealed = app.settings.sample_seals && document.state == DocumentState::Issued;
    let seal = if sealed { SealMode::Sample } else { SealMode::Blank };
    Ok((document.kind.title().to_owned(), model.sealed(seal)))
}
