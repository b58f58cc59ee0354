//! 怀集的5289元：one small claim from the window to the payout, ten days, each step by whoever does it.

use zhixing_app::{error::Error, list::ReceiptRow, staff};
use zhixing_connectors::{
    search_network::query::{AccountItem, AccountKind, AccountState, IdKind, Person},
    simulator::{
        search_network::Transfer,
        world::{Estate, WorldAccount},
    },
};
use zhixing_domain::{
    closing::closure::conditions,
    ground::field::{Note, Text},
    ground::id::CaseId,
    intake::claim::{Claim, ClaimItem, EnforceableTitle, ItemKind},
    intake::filing::{
        Application, Credit, Material, MaterialKind, Willingness, interview::RecordInterview,
    },
    intake::party::PartyRole,
    matter::Stage,
    money::payout::PayoutState,
    papers::document::DocumentState,
    papers::kind::DocumentKind,
    property::measure::MeasureState,
};
use zhixing_law::{
    checklist::filing::{Jurisdiction, TitleKind},
    day::Day,
    money::Fen,
    number::CaseKind,
    service::Method,
};

use crate::{
    desk::{Desk, broken},
    people::Register,
};

/// 申请执行标的额
pub const CLAIM: Fen = Fen::new(528_900);

/// Working days, from day 0, on which something happens: filing, ruling, service, deduction, arrival, claim
/// of the unknown receipt, payout, closing.
const DAYS: [i64; 8] = [0, 1, 2, 3, 4, 7, 8, 9];

/// Whether the story can begin on a day: every day of it that needs people must be a working day.
pub fn can_begin(day: Day) -> bool {
    let calendar = zhixing_law::calendar::Calendar::builtin();
    DAYS.iter().all(|n| day.plus_days(*n).is_ok_and(|day| calendar.is_workday(day)))
}

/// The materials that a complete application of a person brings.
pub fn materials() -> Vec<Material> {
    [
        (MaterialKind::Application, "申请执行书", 2),
        (MaterialKind::Title, "民事判决书", 6),
        (MaterialKind::EffectProof, "生效证明", 1),
        (MaterialKind::Identity, "身份证复印件", 1),
        (MaterialKind::ServiceAddress, "送达地址确认书", 1),
        (MaterialKind::PayeeAccount, "收款账户确认书", 1),
    ]
    .into_iter()
    .map(|(kind, title, pages)| Material { kind, title: title.to_owned(), file: None, pages })
    .collect()
}

/// What the applicant of the story hands in: complete, with everything that the window asks for.
pub fn application(register: &mut Register, on: Day) -> Result<Application, Error> {
    let effective_on = on.plus_days(-60)?;
    let due_on = on.plus_days(-45)?;
    Ok(Application {
        kind: CaseKind::First,
        claim: Claim {
            title: EnforceableTitle {
                category: TitleKind::Court,
                kind: "民事判决书".to_owned(),
                issuer: "怀集县人民法院".to_owned(),
                number: format!("（{}）粤1224民初521号", on.year()),
                effective_on,
                due_on,
                operative_part: "被告于本判决生效之日起十五日内向原告支付货款5289元。".to_owned(),
            },
            items: vec![ClaimItem {
                kind: ItemKind::Principal,
                title: "货款".to_owned(),
                amount: CLAIM,
            }],
            cause: "买卖合同纠纷".to_owned(),
            delay_interest: true,
            livelihood: false,
            deeds: Vec::new(),
        },
        parties: vec![
            register.person(PartyRole::Applicant, Some("徐某")),
            register.person(PartyRole::Respondent, Some("梁某")),
        ],
        materials: materials(),
        jurisdiction: Jurisdiction::FirstInstance,
        received_on: on,
        performed: false,
        by_agent: false,
        duplicate_search: format!("{on}检索全国执行案件系统，无在先立案"),
        filed_again: String::new(),
        risk_notice_given: true,
    })
}

/// What the respondent has: one account that covers the claim, and one that is nearly empty.
fn estate(person: &Person) -> Estate {
    let account = |item_no, bank: &str, code: &str, number: &str, fen| WorldAccount {
        item: AccountItem {
            item_no,
            kind: AccountKind::Deposit,
            bank_name: bank.to_owned(),
            branch: format!("{bank}怀集支行"),
            branch_code: code.to_owned(),
            account: number.to_owned(),
            sub_account: None,
            currency: "CNY".to_owned(),
            balance: Fen::new(fen),
            available: Fen::new(fen),
            state: AccountState::Normal,
            other_freezes: Vec::new(),
        },
        freezes: Vec::new(),
    };
    Estate {
        person: person.clone(),
        accounts: vec![
            account(1, "中国农业银行", "103593030112", "6228480000000005289", 1_234_567),
            account(2, "中国工商银行", "102593030124", "6222000000000000012", 312),
        ],
        assets: Vec::new(),
    }
}

fn check(holds: bool, what: &str) -> Result<(), Error> {
    if holds { Ok(()) } else { Err(broken(format!("story: {what}"))) }
}

/// Runs the story, beginning on a day for which [`can_begin`] holds. Every step is checked; returns the case.
///
/// # Errors
/// The step that did not come out, or what the court refused.
pub async fn run(desk: &Desk, register: &mut Register, day0: Day) -> Result<CaseId, Error> {
    let mut story = Story::new(day0)?;
    for day in DAYS {
        story.day(desk, register, day0.plus_days(day)?).await?;
    }
    story.case.ok_or_else(|| broken("no case"))
}

/// The story day by day, so that a demo court can live through it among other cases.
#[derive(Debug, Clone, Copy)]
pub struct Story {
    day0: Day,
    pub case: Option<CaseId>,
}

impl Story {
    pub fn new(day0: Day) -> Result<Story, Error> {
        check(can_begin(day0), "begins on a day with nine good days after it")?;
        Ok(Story { day0, case: None })
    }

    /// What happens on a day; nothing on most.
    pub async fn day(
        &mut self,
        desk: &Desk,
        register: &mut Register,
        today: Day,
    ) -> Result<(), Error> {
        let day = self.day0.days_until(today);
        if day == 0 {
            let case = file(desk, register, today).await?;
            self.case = Some(case);
            return find(desk, case).await;
        }
        let Some(case) = self.case else { return Ok(()) };
        match day {
            1 => rule(desk, case, today).await,
            2 => serve(desk, case, today).await,
            3 => deduct(desk, case, today).await,
            4 => arrive(desk, case, today).await,
            7 => {
                collect(desk, case, today).await?;
                desk.at(today, 15, 0).await?;
                desk.propose(case).await
            }
            8 => pay_out(desk, case, today).await,
            9 => close(desk, case, today).await,
            _ => Ok(()),
        }
    }
}

/// Day 0, morning: the window; what is missing is told at once, then the case gets its number.
async fn file(desk: &Desk, register: &mut Register, day0: Day) -> Result<CaseId, Error> {
    desk.at(day0, 9, 0).await?;
    let complete = application(register, day0)?;
    for party in complete.parties.iter().filter(|p| p.role == PartyRole::Respondent) {
        desk.outside.endow(estate(&Person {
            name: party.name.clone(),
            id_kind: IdKind::IdentityCard,
            id_number: party.identity_number.clone(),
        }));
    }
    let mut first = complete.clone();
    first.materials.retain(|material| material.kind != MaterialKind::Identity);
    first.duplicate_search = String::new();
    let case = desk.receive(&desk.account("intake", 0).await?, &first).await?;
    let file = desk.file(case).await?;
    check(file.stage == Stage::Received && file.number.is_none(), "no number while things lack")?;
    check(file.filing.missing == ["F-7", "F-9"], "everything missing is told at once")?;
    desk.at(day0, 9, 40).await?;
    desk.supplement(case, &complete).await?;
    let file = desk.file(case).await?;
    check(file.stage == Stage::Open && file.number.is_some(), "a complete application is filed")?;
    desk.interview(
        case,
        &RecordInterview {
            respondent_contacts: Note::try_new("手机号码见申请书，常住怀城街道")?,
            respondent_property: Note::try_new("听说在农业银行有存款")?,
            respondent_work: Note::try_new("经营五金店")?,
            willingness: Willingness::Unknown,
            credit: Credit::Unknown,
            antagonism: false,
            plan: Text::try_new("先查控银行存款，足额即冻结、扣划")?,
            place: Note::try_new("执行事务中心谈话室")?,
            hours: Note::try_new("9时40分至9时55分")?,
            recorder: Note::try_new("刘嘉琪")?,
        },
    )
    .await?;
    desk.at(day0, 14, 0).await?;
    desk.take_over(case).await?;
    let file = desk.file(case).await?;
    check(file.lane.as_deref() == Some("fast"), "the first triage runs by itself")?;
    check(file.triage.first().is_some_and(|t| t.rule == "F4"), "and says by which rule")?;
    check(desk.sign(case).await? == 2, "notice and order to report wait for a signature")?;
    Ok(case)
}

/// Day 0, afternoon: the search network answers, the case is triaged again and assigned.
async fn find(desk: &Desk, case: CaseId) -> Result<(), Error> {
    desk.search(case).await?;
    let file = desk.file(case).await?;
    check(file.searches_open() == 0, "every body has answered")?;
    check(file.assets.len() == 2, "both accounts are found")?;
    check(file.triage.last().is_some_and(|t| t.rule == "S2"), "deposits cover the claim")?;
    check(file.handler.is_some() && file.team.as_deref() == Some("fast"), "the fast lane has it")?;
    check(desk.screen(case).await? == 2, "both accounts are screened")?;
    check(desk.freeze(case, Some(CLAIM), None).await? == 1, "one account is enough")
}

/// Day 1: the ruling is signed and the bank freezes.
async fn rule(desk: &Desk, case: CaseId, today: Day) -> Result<(), Error> {
    desk.at(today, 9, 10).await?;
    check(desk.sign(case).await? == 1, "the judge signs the ruling")?;
    let file = desk.file(case).await?;
    let frozen = file.measures.first().ok_or_else(|| broken("no measure"))?;
    check(frozen.state == MeasureState::Live && frozen.actual == CLAIM, "the bank has frozen")
}

/// Day 2: everything issued is served.
async fn serve(desk: &Desk, case: CaseId, today: Day) -> Result<(), Error> {
    desk.at(today, 10, 0).await?;
    check(0 < desk.serve(case, Method::Direct).await?, "everything issued is served")?;
    check(desk.file(case).await?.documents_unserved() == 0, "nothing is left to serve")
}

/// Day 3: the frozen money is deducted.
async fn deduct(desk: &Desk, case: CaseId, today: Day) -> Result<(), Error> {
    desk.at(today, 9, 30).await?;
    check(desk.deduct(case, Some(CLAIM)).await? == 1, "the judge orders the deduction")?;
    check(desk.sign(case).await? == 1, "and signs its ruling")?;
    let file = desk.file(case).await?;
    let spent = file.measures.iter().all(|m| m.state == MeasureState::Spent);
    check(spent && file.in_deduction() == CLAIM, "the money is on its way, the freeze is spent")?;
    check(desk.serve(case, Method::Direct).await? == 2, "the ruling is served on both sides")
}

/// Day 4: the deduction arrives by camt.053, and the respondent learns what is still owed.
async fn arrive(desk: &Desk, case: CaseId, today: Day) -> Result<(), Error> {
    desk.at(today, 15, 0).await?;
    if desk.file(case).await?.funds.received().is_zero() {
        desk.import(today, today, false).await?;
    }
    let file = desk.file(case).await?;
    check(file.funds.received() == CLAIM, "the deduction has arrived in the case's account")?;
    let weekend = today.plus_days(1)?;
    let rest = zhixing_domain::money::payout::account::outstanding(&file, weekend)?;
    check(rest.is_positive(), "interest and fee are still owed")?;
    desk.outside.pay_in(
        weekend,
        &Transfer {
            reference: format!("ZZ{}5289", weekend.to_string().replace('-', "")),
            to_account: crate::court::fund_account().account,
            payer_name: "梁某".to_owned(),
            payer_account: "6222000000000000012".to_owned(),
            payer_bank: "中国工商银行怀集支行".to_owned(),
            amount: rest,
            remittance: "还法院的钱".to_owned(),
            on: weekend,
        },
    );
    Ok(())
}

/// Day 7: what came at the weekend without a word, in a CSV in GBK, is claimed by one and confirmed by another.
async fn collect(desk: &Desk, case: CaseId, today: Day) -> Result<(), Error> {
    desk.at(today, 9, 20).await?;
    let waiting = async || -> Result<Option<ReceiptRow>, Error> {
        Ok(desk.unknown().await?.into_iter().find(|receipt| receipt.payer == "梁某"))
    };
    let mut found = waiting().await?;
    if found.is_none() {
        check(0 < desk.import(today.plus_days(-2)?, today, true).await?, "it is unknown")?;
        found = waiting().await?;
    }
    let receipt = found.ok_or_else(|| broken("the receipt is not in the pool"))?;
    let file = desk.file(case).await?;
    let number = file.number.clone().ok_or_else(|| broken("no number"))?;
    desk.claim(&receipt, &number, true).await?;
    let received = desk.file(case).await?.funds.received();
    check(received == CLAIM.checked_add(receipt.amount)?, "the rest has reached the case")
}

/// Day 8: approved by another than proposed, paid by the bank.
async fn pay_out(desk: &Desk, case: CaseId, today: Day) -> Result<(), Error> {
    desk.at(today, 9, 0).await?;
    desk.approve(case).await?;
    desk.at(today, 11, 0).await?;
    let batch = desk.export(&[case]).await?;
    desk.at(today, 16, 0).await?;
    desk.pay(batch).await?;
    let file = desk.file(case).await?;
    let paid = file.payouts.last().is_some_and(|payout| payout.state == PayoutState::Paid);
    check(paid && file.funds.balance().is_zero(), "everything that came in has gone out")
}

/// Day 9: every condition is met, the case is closed and the parties are told.
async fn close(desk: &Desk, case: CaseId, today: Day) -> Result<(), Error> {
    desk.at(today, 10, 0).await?;
    let judge = desk.file(case).await?.handler.clone().ok_or_else(|| broken("no handler"))?.0;
    let organisation = desk.app.organisation(desk.court()).await?;
    let account = organisation.person(judge).map(|person| person.account.clone());
    let actor = staff::actor(&desk.app, desk.court(), &account.unwrap_or_default()).await?;
    let met = desk.app.look(&actor, case, |file, ctx| conditions::conditions(file, ctx)).await??;
    let open: Vec<String> = met
        .iter()
        .filter(|finding| finding.blocks())
        .map(|finding| format!("{}：{}", finding.title, finding.detail))
        .collect();
    check(open.is_empty(), &format!("conditions of closing not met: {open:?}"))?;
    desk.close(case, "全部执行款已发放").await?;
    desk.serve(case, Method::Electronic).await?;
    let file = desk.file(case).await?;
    check(file.stage == Stage::Closed, "the case is closed")?;
    check(file.documents_unserved() == 0, "and both parties have the notice")?;
    let made =
        |kind| file.documents.iter().any(|d| d.kind == kind && d.state == DocumentState::Issued);
    let kinds = [
        DocumentKind::SupplementNotice,
        DocumentKind::AcceptanceNotice,
        DocumentKind::InterviewRecord,
        DocumentKind::EnforcementNotice,
        DocumentKind::PropertyReportOrder,
        DocumentKind::SearchSummary,
        DocumentKind::FreezeRuling,
        DocumentKind::FreezeAssistance,
        DocumentKind::DeductionRuling,
        DocumentKind::DeductionAssistance,
        DocumentKind::PayoutApproval,
        DocumentKind::ClosingNotice,
    ];
    let lacking: Vec<&str> =
        kinds.into_iter().filter(|kind| !made(*kind)).map(DocumentKind::title).collect();
    check(lacking.is_empty(), &format!("documents lacking: {lacking:?}"))?;
    let told = file.messages.iter().filter(|m| m.state.code() != "queued").count();
    check(told == file.messages.len() && 8 <= told, "the applicant was told at each step")
}
