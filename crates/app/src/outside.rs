//! What comes in from the search network: every waiting package is read, taken once, and put aside.

use std::collections::BTreeMap;

use zhixing_connectors::search_network::{
    control::{ControlFeedback, ControlResult, Measure as Net},
    package::{self, Content},
    query::QueryFeedback,
    transport::Arrived,
};
use zhixing_domain::{
    ground::act::Act,
    ground::id::{CaseId, DeductionId, MeasureId, SearchId},
    property::deduction,
    property::measure::{self, RequestKind},
};
use zhixing_law::money::Fen;

use crate::{error::Error, search, settings::App, work::Meta};

/// What became of the packages of one poll.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Polled {
    pub packages: u32,
    pub answers: u32,
    /// Packages or items that could not be used, each with its reason.
    pub problems: Vec<String>,
}

impl Polled {
    /// With what became of those of another poll.
    pub fn add(&mut self, other: Polled) {
        self.packages += other.packages;
        self.answers += other.answers;
        self.problems.extend(other.problems);
    }

    /// An answer that the case refuses is put aside with its reason and must not stop the others; when
    /// something is only away for now, the package stays where it is.
    fn refused(&mut self, request_no: &str, error: Error) -> Result<(), Error> {
        match error {
            Error::Refused(_) | Error::NotFound(_) | Error::Forbidden(_) => {
                self.problems.push(format!("{request_no}：{error}"));
                Ok(())
            }
            other => Err(other),
        }
    }
}

/// Takes in everything that waits on the line of a court, for it and for those of `courts` that share it: a package may
/// answer several. A package that cannot be read is put aside with its reason; one whose case is locked or whose database
/// is away stays and is tried again.
pub async fn poll(app: &App, court: &String, courts: &[String]) -> Result<Polled, Error> {
    let courts = app.on_line(court, courts);
    let mut polled = Polled::default();
    let mut kept = None;
    for name in app.on_network(court, |network| network.waiting()).await? {
        match take_one(app, court, courts, name, &mut polled).await {
            Ok(taken) => polled.packages += u32::from(taken),
            // It stays, and keeps those behind it from nothing.
            Err(error) => kept = kept.or(Some(error)),
        }
    }
    match kept {
        None => Ok(polled),
        Some(error) => {
            tracing::warn!(?courts, ?polled, "a package stays where it is");
            Err(error)
        }
    }
}

async fn take_one(
    app: &App,
    court: &str,
    courts: &[String],
    name: String,
    polled: &mut Polled,
) -> Result<bool, Error> {
    let file = name.clone();
    let arrived = app.on_network(court, move |network| network.fetch(&file)).await?;
    let Some(arrived) = arrived else { return Ok(false) };
    take(app, courts, &arrived, polled).await?;
    app.on_network(court, move |network| network.archive(&name)).await?;
    Ok(true)
}

async fn take(
    app: &App,
    courts: &[String],
    arrived: &Arrived,
    polled: &mut Polled,
) -> Result<(), Error> {
    let reading = match package::read(&arrived.file_name, &arrived.bytes) {
        Ok(reading) => reading,
        Err(refused) => {
            polled.problems.extend(refused.findings.iter().map(ToString::to_string));
            return Ok(());
        }
    };
    polled.problems.extend(reading.findings.iter().map(ToString::to_string));
    let digest = &arrived.digest;
    match &reading.value.content {
        Content::QueryFeedback(items) => {
            let mut by_request: BTreeMap<&str, Vec<&QueryFeedback>> = BTreeMap::new();
            for item in items {
                by_request.entry(&item.request_no).or_default().push(item);
            }
            for (request_no, items) in by_request {
                take_query(app, courts, digest, (request_no, &items), polled).await?;
            }
        }
        Content::ControlFeedback(items) => {
            for item in items {
                take_control(app, courts, digest, item, polled).await?;
            }
        }
        Content::Receipts(items) => polled.problems.extend(
            items
                .iter()
                .map(|receipt| format!("{}：对方未能处理，{}", receipt.file_name, receipt.reason)),
        ),
        Content::QueryRequests(_) | Content::ControlRequests(_) => {
            polled.problems.push(format!("{}：收到的是请求而不是反馈", arrived.file_name));
        }
    }
    Ok(())
}

/// What a request number stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Requested {
    Search(SearchId),
    Measure(MeasureId),
    Deduction(DeductionId),
}

/// Whose request a number stands for; the suffix of renewals and releases is not part of it.
async fn request<'a>(
    app: &App,
    courts: &'a [String],
    request_no: &str,
) -> Result<Option<(&'a str, CaseId, Requested)>, Error> {
    let digits: String = request_no.chars().take_while(char::is_ascii_digit).collect();
    let mut conn = app.db.read().await?;
    for court in courts {
        let Some((case, kind, id)) = conn.find_request(court, &digits).await? else { continue };
        let what = match kind.as_str() {
            "search" => Requested::Search(SearchId(id)),
            "measure" => Requested::Measure(MeasureId(id)),
            "deduction" => Requested::Deduction(DeductionId(id)),
            _ => continue,
        };
        return Ok(Some((court, case, what)));
    }
    Ok(None)
}

async fn take_query(
    app: &App,
    courts: &[String],
    digest: &str,
    (request_no, items): (&str, &[&QueryFeedback]),
    polled: &mut Polled,
) -> Result<(), Error> {
    let found = request(app, courts, request_no).await?;
    let Some((court, case, Requested::Search(id))) = found else {
        polled.problems.push(format!("{request_no}：没有这个查询请求"));
        return Ok(());
    };
    let meta = Meta::system(court, "search_feedback", &format!("{digest}:{request_no}"));
    match search::answer(app, &meta, case, id, items, digest).await {
        Ok(_) => polled.answers += u32::try_from(items.len()).unwrap_or(u32::MAX),
        Err(error) => polled.refused(request_no, error)?,
    }
    Ok(())
}

async fn take_control(
    app: &App,
    courts: &[String],
    digest: &str,
    item: &ControlFeedback,
    polled: &mut Polled,
) -> Result<(), Error> {
    let Some((court, case, requested)) = request(app, courts, &item.request_no).await? else {
        polled.problems.push(format!("{}：没有这个控制请求", item.request_no));
        return Ok(());
    };
    let cause = format!("{digest}:{}:{}", item.request_no, item.item_no);
    let meta = Meta::system(court, "control_feedback", &cause);
    let refused = match item.result {
        ControlResult::Refused => item.refusal.clone().unwrap_or_else(|| "未能办理".to_owned()),
        ControlResult::Done | ControlResult::Partly => String::new(),
    };
    let actual = if refused.is_empty() { item.actual_amount } else { Fen::ZERO };
    let done = match requested {
        Requested::Measure(id) => {
            let request = match item.measure {
                Net::Renew => RequestKind::Renew,
                Net::Release => RequestKind::Release,
                Net::Freeze | Net::Deduct => RequestKind::Freeze,
            };
            let on = item.starts_on.unwrap_or(item.answered_on);
            let on = if request == RequestKind::Freeze { on } else { item.answered_on };
            let request_no = item.request_no.clone();
            let answer = measure::answer::Answer { request, request_no, actual, refused, on };
            app.on_case(&meta, case, Act::ImportFeedback, None, |file, ctx| {
                measure::answer::answer(file, id, &answer, ctx)
            })
            .await
        }
        Requested::Deduction(id) => {
            let (request_no, on) = (item.request_no.clone(), item.answered_on);
            let answer = deduction::answer::Answer { request_no, actual, refused, on };
            app.on_case(&meta, case, Act::ImportFeedback, None, |file, ctx| {
                deduction::answer::answer(file, id, &answer, ctx)
            })
            .await
        }
        Requested::Search(_) => {
            polled.problems.push(format!("{}：查询请求收到了控制反馈", item.request_no));
            return Ok(());
        }
    };
    match done {
        Ok(_) => polled.answers += 1,
        Err(error) => polled.refused(&item.request_no, error)?,
    }
    Ok(())
}
