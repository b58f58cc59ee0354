//! 案件页：everything that the page of one case shows, with what the reader may do now.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use zhixing_app::{App, at::At, error::Error};
use zhixing_domain::{
    closing::closure::{
        claims::{ClaimLine, claim_lines},
        conditions,
    },
    ground::subject::Subject,
    intake::claim::{self, Claim, Owed},
    matter::{Matter, context::Context, linked::standing},
    mode::Mode,
    property::{deduction, measure},
    roof::{self, Offer},
    work::approval::{Approval, What},
};
use zhixing_law::{checklist::Finding, day::Day, money::Fen, waterfall};

use super::{
    approval::{self, ApprovalView},
    closing::{self, ClaimLineView, ClosingCondition, DeedLine, WaiverView, condition},
    payout::{self, FundItem, PayoutView},
    task::TaskRowView,
};
use crate::{
    caller::Caller,
    problem::Problem,
    view::{Action, LightName, light, some_day},
};

pub mod application;
pub mod correction;
pub mod deadline;
pub mod docket;
pub mod fieldwork;
pub mod file;
pub mod late;
pub mod limit;
pub mod linked;
pub mod material;
pub mod next;
pub mod panel;
pub mod paper;
pub mod person;
pub mod property;

use application::{ApplicationView, MissingItem};
use correction::CorrectionView;
use deadline::DeadlinesView;
pub use docket::{docket_light, docket_text, is_key};
use fieldwork::{FieldReportView, RiskView};
use file::{DocumentView, MessageView, NodeView, PartyView, TriageView};
use linked::{BarView, LinkView, ObjectionView, VisitView};
use material::MaterialView;
use next::NextView;
use panel::PanelView;
use paper::PaperOffer;
use property::{AssetView, DeductionView, MeasureView, SearchView};

/// 执行依据
#[derive(Debug, Serialize, ToSchema)]
pub struct TitleView {
    /// 类别代码
    pub category: String,
    pub kind: String,
    pub issuer: String,
    pub number: String,
    #[schema(format = Date)]
    pub effective_on: String,
    #[schema(format = Date)]
    pub due_on: String,
    pub operative_part: String,
}

/// 一项内容
#[derive(Debug, Serialize, ToSchema)]
pub struct Labelled {
    pub label: String,
    pub value: String,
}

/// 到账
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseReceipt {
    pub id: Uuid,
    #[schema(format = Date)]
    pub on: String,
    pub amount_fen: i64,
    pub payer: String,
    pub memo: String,
    pub actions: Vec<Action>,
}

/// 本案案款
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseFunds {
    pub account_no: Option<String>,
    pub balance_fen: i64,
    pub received_fen: i64,
    pub paid_fen: i64,
    pub in_flight_fen: i64,
    /// 可供发放
    pub undistributed_fen: i64,
    pub owed_fen: i64,
    #[schema(format = Date)]
    pub owed_on: Option<String>,
    /// 应付清单
    pub items: Vec<FundItem>,
    pub receipts: Vec<CaseReceipt>,
}

/// 结案
#[derive(Debug, Serialize, ToSchema)]
pub struct ClosingView {
    pub way_label: Option<String>,
    /// 各项请求的了结情况
    pub claims: Vec<ClaimLineView>,
    /// 请求履行的行为
    pub deeds: Vec<DeedLine>,
    /// 申请执行人放弃剩余债权
    pub waiver: Option<WaiverView>,
    pub conditions: Vec<ClosingCondition>,
    #[schema(format = Date)]
    pub closed_on: Option<String>,
    pub closed_by: Option<String>,
}

/// 案件页
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseDetail {
    pub id: Uuid,
    /// 打开时的版本，提交时带回
    pub version: i64,
    /// 案号，未立案的为空
    pub case_no: String,
    pub cause: String,
    pub kind: String,
    /// enforcement、review、reception：页面据此决定显示哪些栏目
    pub family: String,
    /// 所涉的案件、对本案提出的异议、与本案有关的来访
    pub links: Vec<LinkView>,
    pub objection: Option<ObjectionView>,
    pub visit: Option<VisitView>,
    /// 因案外人异议不得处分的财产
    pub bars: Vec<BarView>,
    pub state: String,
    pub state_label: String,
    pub lane: Option<String>,
    pub lane_code: Option<String>,
    pub tags: Vec<String>,
    pub light: LightName,
    /// 什么事，还有几天
    pub light_label: Option<String>,
    pub next: NextView,
    #[schema(format = Date)]
    pub received_on: Option<String>,
    #[schema(format = Date)]
    pub filed_on: Option<String>,
    pub title: Option<TitleView>,
    /// 尚缺的材料或内容
    pub missing: Vec<MissingItem>,
    /// 尚未立案的申请，补正从这里开始；立案后为空
    pub application: Option<ApplicationView>,
    pub interview: Option<Vec<Labelled>>,
    /// 更正，后来的在前
    pub corrections: Vec<CorrectionView>,
    pub materials: Vec<MaterialView>,
    pub court: String,
    pub team: Option<String>,
    pub handler: Option<String>,
    pub claim_fen: i64,
    pub claim_items: Vec<FundItem>,
    pub parties: Vec<PartyView>,
    pub nodes: Vec<NodeView>,
    pub deadlines: DeadlinesView,
    pub tasks: Vec<TaskRowView>,
    /// 合议，后来的在前
    pub panels: Vec<PanelView>,
    /// 风险提示，没有登记过的为空
    pub risk: Option<RiskView>,
    /// 外勤回填和情况记录，后来的在前
    pub fieldwork: Vec<FieldReportView>,
    pub assets: Vec<AssetView>,
    pub measures: Vec<MeasureView>,
    pub deductions: Vec<DeductionView>,
    pub searches: Vec<SearchView>,
    pub documents: Vec<DocumentView>,
    /// 现在可以手工制作的文书
    pub papers: Vec<PaperOffer>,
    pub messages: Vec<MessageView>,
    pub funds: CaseFunds,
    pub payouts: Vec<PayoutView>,
    /// 对案件整体提请的签批，例如调整分流、结案
    pub approvals: Vec<ApprovalView>,
    pub closing: ClosingView,
    pub triage: Vec<TriageView>,
    pub actions: Vec<Action>,
}

/// What the parts of the page are made from.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    pub app: &'a App,
    pub at: At<'a>,
    pub file: &'a Matter,
    pub mode: &'a Mode,
    pub today: Day,
    pub offers: &'a [Offer],
    pub most: Most,
}

/// 最多：how much of the respondent's money may still be frozen, and deducted, today.
#[derive(Clone, Copy)]
pub struct Most {
    pub freeze: Option<Fen>,
    pub deduct: Option<Fen>,
}

impl Most {
    fn of(file: &Matter, ctx: &Context<'_>) -> Most {
        Most {
            freeze: measure::order::limit(file, ctx).ok(),
            deduct: deduction::order::limit(file, ctx).ok(),
        }
    }
}

impl Seen<'_> {
    fn lane(&self) -> Option<String> {
        let lane = self.mode.lane(self.file.lane.as_deref()?)?;
        Some(lane.name.clone())
    }

    fn team(&self) -> Option<String> {
        let team = self.mode.team(self.file.team.as_deref()?)?;
        Some(team.name.clone())
    }

    /// Requests about the case as a whole; those about a paper or a payout stand with it.
    fn approvals(&self) -> Vec<ApprovalView> {
        // A paper and a payout show their own.
        let apart =
            |known: &&Approval| !matches!(known.what, What::Paper { .. } | What::Payout { .. });
        let known = self.file.approvals.iter().filter(apart);
        known.map(|known| approval::view(self.file, self.mode, self.offers, known)).collect()
    }

    fn payouts(&self) -> Vec<PayoutView> {
        let of = (self.file, self.mode, self.offers);
        self.file.payouts.iter().map(|p| payout::view(self.app, self.at, of, p)).collect()
    }

    /// What the reader may do with one thing of the case now, or why not.
    pub fn offered(&self, on: impl Into<Subject>) -> Vec<Action> {
        let on = on.into();
        let offers = self.offers.iter().filter(|offer| offer.on == on);
        offers.map(Action::of).collect()
    }
}

/// The page of a case.
pub async fn detail(app: &App, caller: &Caller, file: &Matter) -> Result<CaseDetail, Problem> {
    let (at, organisation) = (caller.at(), caller.organisation());
    let due = file.next_due_on();
    let claim = file.claim.as_ref();
    let (conditions, claims, offers, most) = app
        .look(at, file.id, |file, ctx| {
            let offers = roof::offers(file, ctx, |act| app.may(at, act, file));
            let most = Most::of(file, ctx);
            (conditions::conditions(file, ctx), claim_lines(file, ctx), offers, most)
        })
        .await?;
    let (mode, today) = (app.matter_mode(organisation, file)?, app.clock.today());
    let seen = Seen { app, at, file, mode: &mode, today, offers: &offers, most };
    // A case that has not been filed has no conditions of closing yet.
    let (conditions, claims) = (conditions.unwrap_or_default(), claims.unwrap_or_default());
    let livelihood = claim.is_some_and(|claim| claim.livelihood);
    Ok(CaseDetail {
        id: file.id.0,
        version: file.version,
        case_no: file.known_as().unwrap_or_default(),
        cause: claim.map(|claim| claim.cause.clone()).unwrap_or_default(),
        kind: file.kind.title().to_owned(),
        family: file.kind.family().code().to_owned(),
        links: linked::links(app, caller, file).await?,
        objection: linked::objection(seen),
        panels: panel::panels(seen),
        visit: linked::visit(seen),
        bars: linked::bars(seen),
        state: file.stage.code().to_owned(),
        state_label: standing(file.kind, file.stage).to_owned(),
        lane: seen.lane(),
        lane_code: file.lane.clone(),
        tags: super::case::tags(livelihood, file.unanswered_end()),
        light: light(due, seen.today),
        light_label: next::soonest(seen),
        next: next::next(seen),
        received_on: some_day(file.received_on()),
        filed_on: some_day(file.filed_on),
        title: claim.map(title),
        missing: application::missing(file, today),
        application: application::view(file),
        interview: interview(file),
        corrections: correction::views(file),
        materials: material::views(file, &material::stored(app, file).await?),
        court: organisation.court.name.clone(),
        team: seen.team(),
        handler: file.handler.as_ref().map(|(_, name)| name.clone()),
        claim_fen: claim.and_then(|claim| claim.total().ok()).unwrap_or_default().get(),
        claim_items: claim.map(claim_items).unwrap_or_default(),
        parties: file.parties.iter().map(|party| file::party(seen, party)).collect(),
        nodes: file::nodes(seen),
        deadlines: deadline::view(seen),
        tasks: file.tasks.iter().map(|task| file::task(seen, task)).collect(),
        risk: RiskView::of(file),
        fieldwork: fieldwork::reports(file),
        assets: file.assets.iter().map(|asset| property::asset(seen, asset)).collect(),
        measures: file.measures.iter().map(|measure| property::measure(seen, measure)).collect(),
        deductions: file.deductions.iter().map(|d| property::deduction(seen, d)).collect(),
        searches: file.searches.iter().map(|search| property::search(seen, search)).collect(),
        documents: file.documents.iter().map(|d| file::document(seen, d)).collect(),
        papers: paper::papers(file),
        messages: file.messages.iter().map(|message| file::message(seen, message)).collect(),
        funds: funds(seen)?,
        payouts: seen.payouts(),
        approvals: seen.approvals(),
        closing: closing_view(file, &conditions, claims),
        triage: file.triage.iter().map(|result| file::triage(result, seen.mode)).collect(),
        actions: seen.offered(Subject::Matter),
    })
}

fn closing_view(file: &Matter, conditions: &[Finding], claims: Vec<ClaimLine>) -> ClosingView {
    ClosingView {
        way_label: file.closing.as_ref().map(|closing| closing.way.title().to_owned()),
        claims: claims.into_iter().map(ClaimLineView::from).collect(),
        deeds: closing::deeds(file),
        waiver: file.waiver.as_ref().map(WaiverView::from),
        conditions: conditions.iter().map(condition).collect(),
        closed_on: file.closing.as_ref().map(|closing| closing.on.to_string()),
        closed_by: file.closing.as_ref().map(|closing| closing.by.name.clone()),
    }
}

fn title(claim: &Claim) -> TitleView {
    let title = &claim.title;
    let category = serde_json::to_value(title.category).ok();
    TitleView {
        category: category.and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default(),
        kind: title.kind.clone(),
        issuer: title.issuer.clone(),
        number: title.number.clone(),
        effective_on: title.effective_on.to_string(),
        due_on: title.due_on.to_string(),
        operative_part: title.operative_part.clone(),
    }
}

fn claim_items(claim: &Claim) -> Vec<FundItem> {
    let item = |item: &claim::ClaimItem| FundItem {
        label: item.title.clone(),
        amount_fen: item.amount.get(),
        basis: None,
        note: None,
    };
    claim.items.iter().map(item).collect()
}

fn interview(file: &Matter) -> Option<Vec<Labelled>> {
    let (interview, by) = file.filing.interview.as_ref()?;
    let (willingness, credit) = (interview.willingness.title(), interview.credit.title());
    let antagonism = if interview.antagonism { "是" } else { "否" };
    let line = |label: &str, value: &str| Labelled {
        label: label.to_owned(),
        value: if value.is_empty() { "—".to_owned() } else { value.to_owned() },
    };
    Some(vec![
        line("被执行人联系方式", &interview.respondent_contacts),
        line("被执行人财产线索", &interview.respondent_property),
        line("被执行人工作情况", &interview.respondent_work),
        line("履行意愿", willingness),
        line("信用状况", credit),
        line("双方对立情绪激烈", antagonism),
        line("执行方案", &interview.plan),
        line("谈话时间", &interview.hours),
        line("谈话地点", &interview.place),
        line("谈话人", &format!("{} {}", by.name, by.at.local())),
        line("记录人", &interview.recorder),
    ])
}

fn funds(seen: Seen<'_>) -> Result<CaseFunds, Problem> {
    let Seen { file, today, .. } = seen;
    let account =
        file.claim.as_ref().map(|_| zhixing_domain::money::payout::account::account(file, today));
    let owed = account.transpose().map_err(Error::from)?.map(|account| account.owed);
    let receipt = |receipt: &zhixing_domain::money::fund::Receipt| CaseReceipt {
        id: receipt.id.0,
        on: receipt.on.to_string(),
        amount_fen: receipt.amount.get(),
        payer: receipt.payer.clone(),
        memo: receipt.text.clone(),
        actions: seen.offered(receipt.id),
    };
    Ok(CaseFunds {
        account_no: crate::view::some(&file.account_no),
        balance_fen: file.funds.balance().get(),
        received_fen: file.funds.received().get(),
        paid_fen: file.funds.paid_out.get(),
        in_flight_fen: file.funds.in_flight.get(),
        undistributed_fen: file.undistributed().get(),
        owed_fen: owed.as_ref().map_or(0, |owed| owed.total.get()),
        owed_on: owed.as_ref().map(|owed| owed.on.to_string()),
        items: owed.as_ref().map(owed_items).unwrap_or_default(),
        receipts: file.funds.receipts.iter().map(receipt).collect(),
    })
}

/// 应付清单, in the order of payment, each with its article.
fn owed_items(owed: &Owed) -> Vec<FundItem> {
    let dues = waterfall::Dues {
        execution_fee: owed.fee,
        disposal_costs: zhixing_law::money::Fen::ZERO,
        litigation_costs: owed.costs,
        interest: owed.general_interest,
        principal: owed.principal,
        double_interest: owed.double_interest,
    };
    let Ok(split) = waterfall::split(owed.total, &dues) else { return Vec::new() };
    let note = |label: &str| {
        label.contains("迟延").then(|| format!("计算至{}，共 {} 日", owed.on.chinese(), owed.days))
    };
    let lines = split.lines.iter().filter(|line| line.paid.is_positive());
    lines
        .map(|line| FundItem {
            label: line.item.chinese().to_owned(),
            amount_fen: line.paid.get(),
            basis: Some(line.basis.to_string()),
            note: note(line.item.chinese()),
        })
        .collect()
}
