//! 网络查控：requests go out as packages, feedback comes in as packages, each taken exactly once.

use zhixing_connectors::search_network::{
    package::{self, Content, Package, PackageKind, PackageName},
    query::{
        AccountItem, AccountKind, AssetItem, AssetKind as NetAsset, IdKind, Person, QueryFeedback,
        QueryRequest, QueryResult, Requester, Scope,
    },
};
use zhixing_domain::{
    ground::act::Act,
    ground::court::Court,
    ground::id::{CaseId, SearchId},
    intake::identity::IdentityKind,
    intake::party::Party,
    matter::Matter,
    property::asset::{AssetKind, Found},
    property::search::{self, SearchState, answer::Feedback},
};
use zhixing_law::money::Fen;

use crate::{
    error::{Error, refused_file},
    settings::App,
    work::{Done, Meta, Started},
};

/// Who asks, as every request says it.
pub fn requester(file: &Matter, court: &Court) -> Requester {
    let judge = file.handler.as_ref().map(|(_, name)| name.clone());
    Requester {
        court_name: court.name.clone(),
        court_code: court.code.clone(),
        judge: judge.unwrap_or_else(|| "执行事务中心".to_owned()),
        phone: court.phone.clone(),
        work_card_no: format!("{}-GZ", court.code),
        duty_card_no: format!("{}-GW", court.code),
        case_number: file.number_text(),
    }
}

/// The respondent, as every request names them.
pub fn person(party: &Party) -> Person {
    let details = &party.details;
    let id_kind = match details.identified_by() {
        IdentityKind::IdentityCard => IdKind::IdentityCard,
        IdentityKind::CreditCode => IdKind::CreditCode,
        IdentityKind::OrganisationCode => IdKind::OrganisationCode,
        IdentityKind::Passport => IdKind::Passport,
        IdentityKind::ResidencePermit
        | IdentityKind::TravelPermit
        | IdentityKind::TaiwanPermit
        | IdentityKind::ForeignerCard
        | IdentityKind::BusinessLicence
        | IdentityKind::ForeignRegistration
        | IdentityKind::Other
        | IdentityKind::Unknown => IdKind::Other,
    };
    Person { name: details.name.clone(), id_kind, id_number: details.identity_number.clone() }
}

/// 批次号：30 digits that follow from the request, so that sending again is the same file.
pub fn batch_no(request_no: &str) -> String {
    let tail: String = request_no.chars().take(30).collect();
    format!("{tail:0>30}")
}

/// Sends a query to the network, which asks every body that takes part. One that has been answered or ended while it
/// waited to be sent stays here.
pub async fn send(app: &App, meta: &Meta, case: CaseId, id: SearchId) -> Result<(), Error> {
    let file = app.case(meta.at(), case).await?;
    let organisation = app.organisation(&meta.court).await?;
    let search = file.search(id).ok_or(Error::NotFound("查询"))?;
    if search.state != SearchState::Requested {
        return Ok(());
    }
    let party = file.party(search.respondent).ok_or(Error::NotFound("当事人"))?;
    let request = QueryRequest {
        request_no: search.request_no.clone(),
        requester: requester(&file, &organisation.court),
        respondent: person(party),
        scopes: scopes(),
    };
    let name = PackageName {
        kind: PackageKind::QueryRequest,
        bank_code: app.settings.hub.clone(),
        batch_no: batch_no(&search.request_no),
    };
    let content = Content::QueryRequests(vec![request]);
    let package = Package { name, content, documents: Vec::new(), cards: Vec::new() };
    let package = hand_over(app, &meta.court, &package).await?;
    app.on_case(meta, case, Act::StartSearch, None, |file, ctx| {
        search::sent::sent(file, id, &package, ctx)
    })
    .await
    .map(drop)
}

/// Writes a package and puts it into the court's outgoing folder. Handing over the same package again is harmless.
pub async fn hand_over(app: &App, court: &str, package: &Package) -> Result<String, Error> {
    let file = package::write(package).map_err(|refused| refused_file(&refused.findings))?;
    let name = file.file_name.clone();
    app.on_network(court, move |network| network.send(&file)).await?;
    Ok(name)
}

fn scopes() -> Vec<Scope> {
    <Scope as zhixing_connectors::value::Word>::TABLE.iter().map(|(scope, ..)| *scope).collect()
}

/// 收到反馈：what one package says on one request, of one body or of many, in one command.
pub async fn answer(
    app: &App,
    meta: &Meta,
    case: CaseId,
    id: SearchId,
    items: &[&QueryFeedback],
    digest: &str,
) -> Result<Done, Error> {
    let result = try_answer(app, meta, case, id, items, digest).await;
    app.leave_attempt(meta, Some(case), &result).await;
    result
}

async fn try_answer(
    app: &App,
    meta: &Meta,
    case: CaseId,
    id: SearchId,
    items: &[&QueryFeedback],
    digest: &str,
) -> Result<Done, Error> {
    let mut work = match app.start(meta).await? {
        Started::Fresh(work) => work,
        Started::Before(done) => return Ok(done),
    };
    work.open(case).await?;
    work.allow_case(case, Act::ImportFeedback)?;
    for item in items {
        let feedback = feedback(item, digest);
        work.decide(case, |file, ctx| search::answer::answer(file, id, &feedback, ctx))?;
    }
    work.commit().await
}

fn feedback(feedback: &QueryFeedback, digest: &str) -> Feedback {
    let refused = match feedback.result {
        QueryResult::Failed => feedback.remark.clone().unwrap_or_else(|| "未能查询".to_owned()),
        QueryResult::Found | QueryResult::Nothing => String::new(),
    };
    let accounts = feedback.accounts.iter().map(account);
    let assets = feedback.assets.iter().map(registered);
    Feedback {
        source: feedback.responder_code.clone(),
        source_name: feedback.responder_name.clone(),
        // A package may hold the answers of many bodies; each is one answer.
        digest: format!("{digest}:{}", feedback.responder_code),
        found: accounts.chain(assets).collect(),
        refused,
    }
}

fn account(item: &AccountItem) -> Found {
    let kind = match item.kind {
        AccountKind::Deposit => AssetKind::Deposit,
        AccountKind::InternetFunds => AssetKind::InternetFunds,
        AccountKind::Wealth | AccountKind::Other => AssetKind::Other,
    };
    let others: Vec<String> = item
        .other_freezes
        .iter()
        .map(|freeze| {
            let (court, until) = (&freeze.court, freeze.ends_on);
            format!("{court} {}冻结{}元至{until}", freeze.case_number, freeze.amount.grouped())
        })
        .collect();
    Found {
        kind,
        title: format!("{} {}", item.bank_name, item.branch).trim().to_owned(),
        number: item.account.clone(),
        amount: item.balance,
        available: item.available,
        encumbrance: others.join("；"),
    }
}

fn registered(item: &AssetItem) -> Found {
    let kind = match item.kind {
        NetAsset::Vehicle => AssetKind::Vehicle,
        NetAsset::RealEstate => AssetKind::RealEstate,
        NetAsset::Equity => AssetKind::Equity,
        NetAsset::Security | NetAsset::Fund => AssetKind::Securities,
        NetAsset::Insurance | NetAsset::Vessel | NetAsset::Other => AssetKind::Other,
    };
    let details: Vec<String> =
        item.details.iter().map(|(name, value)| format!("{name}：{value}")).collect();
    let held = if item.encumbered { "登记有在先限制；" } else { "" };
    Found {
        kind,
        title: item.name.clone(),
        number: item.identifier.clone(),
        amount: item.value.unwrap_or(Fen::ZERO),
        available: Fen::ZERO,
        encumbrance: format!("{held}{}", details.join("；")),
    }
}
