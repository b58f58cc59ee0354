//! 全部办理事项：the one place that names every command. A command is registered by one row here.

use crate::{
    begin,
    closing::{
        closure::{close::CloseCase, strike_off::StrikeOff, turn_back::TurnBack},
        performed::record::RecordPerformance,
        waived::record::RecordWaiver,
    },
    command::{Choices, Kind},
    ground::{act::Act, refusal::Refusal, subject::Subject},
    intake::{
        correction::{item::CorrectItem, party::CorrectParty, title::CorrectTitle},
        filing::{
            interview::RecordInterview, material::AddMaterial, receive::FileCase,
            supplement::SupplementFiling,
        },
        party::{account::CorrectAccount, shares::DeclareShares},
    },
    matter::{Matter, context::Context},
    money::fund::take_back::TakeBackReceipt,
    money::payout::{propose::ProposePayout, withdraw::WithdrawPayout},
    outreach::visit::{answer::AnswerVisit, record::RecordVisit},
    papers::{
        document::{by_hand::MakeDocument, recall::RecallDocument, remake::RemakeDocument},
        message::resend::ResendMessage,
        service::{record::RecordService, take_back::TakeBackService},
    },
    property::{
        asset::screen::ScreenAsset,
        deduction::{order::OrderDeduction, repeat::RepeatDeduction, withdraw::WithdrawDeduction},
        measure::{
            acknowledge::AcknowledgeExpiry, order::OrderMeasure, release::ReleaseMeasure,
            renew::RenewMeasure, repeat::RepeatRequest, withdraw::WithdrawRequest,
        },
        search::{close::CloseSearch, start::StartSearch},
    },
    remedy::objection::{
        accept::AcceptObjection, close::CloseObjection, decide::DecideObjection,
        file::FileObjection, hear::HearObjection,
    },
    work::approval::{send_back::ReturnApproval, sign::SignApproval, withdraw::WithdrawApproval},
    work::deadline::{
        exclude::ExcludeStretch, extend::ExtendDeadline, lift::LiftExclusion,
        resume::ResumeDeadline,
    },
    work::directive::{answer::AnswerDirective, issue::IssueDirective, settle::SettleDirective},
    work::fieldwork::{note::NoteFromField, report::ReportFromField},
    work::lateness::explain::ExplainLateness,
    work::panel::{
        conclude::ConcludePanel, convene::ConvenePanel, dissolve::DissolvePanel, sign::SignMinutes,
        speak::SpeakInPanel,
    },
    work::risk::note::NoteRisk,
    work::task::{
        accept::AcceptTask, assign::AssignTask, complete::CompleteTask, give_back::ReturnTask,
        raise::RaiseTask,
    },
    work::triage::{override_lane::OverrideTriage, run::RunTriage},
};

/// Every command, in the order in which pages offer them.
pub static ALL: &[Kind] = &[
    Kind::of::<SupplementFiling>(),
    Kind::of::<TurnBack>(),
    Kind::of::<RecordInterview>(),
    Kind::of::<AddMaterial>(),
    Kind::of::<DeclareShares>(),
    Kind::of::<CorrectAccount>(),
    Kind::of::<CorrectParty>(),
    Kind::of::<CorrectTitle>(),
    Kind::of::<CorrectItem>(),
    Kind::of::<RunTriage>(),
    Kind::of::<OverrideTriage>(),
    Kind::of::<AcceptTask>(),
    Kind::of::<CompleteTask>(),
    Kind::of::<ReturnTask>(),
    Kind::of::<AssignTask>(),
    Kind::of::<RaiseTask>(),
    Kind::of::<ExplainLateness>(),
    Kind::of::<IssueDirective>(),
    Kind::of::<AnswerDirective>(),
    Kind::of::<SettleDirective>(),
    Kind::of::<ConvenePanel>(),
    Kind::of::<SpeakInPanel>(),
    Kind::of::<ConcludePanel>(),
    Kind::of::<SignMinutes>(),
    Kind::of::<DissolvePanel>(),
    Kind::of::<NoteRisk>(),
    Kind::of::<ReportFromField>(),
    Kind::of::<NoteFromField>(),
    Kind::of::<StartSearch>(),
    Kind::of::<CloseSearch>(),
    Kind::of::<ScreenAsset>(),
    Kind::of::<OrderMeasure>(),
    Kind::of::<OrderDeduction>(),
    Kind::of::<RenewMeasure>(),
    Kind::of::<ReleaseMeasure>(),
    Kind::of::<AcknowledgeExpiry>(),
    Kind::of::<RepeatRequest>(),
    Kind::of::<WithdrawRequest>(),
    Kind::of::<RepeatDeduction>(),
    Kind::of::<WithdrawDeduction>(),
    Kind::of::<FileObjection>(),
    Kind::of::<AcceptObjection>(),
    Kind::of::<HearObjection>(),
    Kind::of::<DecideObjection>(),
    Kind::of::<CloseObjection>(),
    Kind::of::<AnswerVisit>(),
    Kind::of::<MakeDocument>(),
    Kind::of::<RemakeDocument>(),
    Kind::of::<RecallDocument>(),
    Kind::of::<RecordService>(),
    Kind::of::<TakeBackService>(),
    Kind::of::<ResendMessage>(),
    Kind::of::<TakeBackReceipt>(),
    Kind::of::<ProposePayout>(),
    Kind::of::<WithdrawPayout>(),
    Kind::of::<RecordWaiver>(),
    Kind::of::<RecordPerformance>(),
    Kind::of::<CloseCase>(),
    Kind::of::<StrikeOff>(),
    Kind::of::<ExcludeStretch>(),
    Kind::of::<ResumeDeadline>(),
    Kind::of::<LiftExclusion>(),
    Kind::of::<ExtendDeadline>(),
    Kind::of::<SignApproval>(),
    Kind::of::<ReturnApproval>(),
    Kind::of::<WithdrawApproval>(),
];

/// Every way in which a matter begins by itself.
pub static BEGINNINGS: &[begin::Kind] =
    &[begin::Kind::of::<FileCase>(), begin::Kind::of::<RecordVisit>()];

/// The command of a name.
pub fn find(name: &str) -> Option<&'static Kind> {
    ALL.iter().find(|kind| kind.name == name)
}

/// The way of beginning of a name.
pub fn beginning(name: &str) -> Option<&'static begin::Kind> {
    BEGINNINGS.iter().find(|kind| kind.name == name)
}

/// What the page may offer at a place now, or why not.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    pub name: &'static str,
    pub title: &'static str,
    pub on: Subject,
    pub refused: Option<Refusal>,
    pub choices: Choices,
}

/// Everything that the page may offer to somebody who may do what `may` says.
pub fn offers(matter: &Matter, ctx: &Context<'_>, may: impl Fn(Act) -> bool) -> Vec<Offer> {
    let mut offers = Vec::new();
    for kind in ALL.iter().filter(|kind| matter.kind.takes(kind.act) && may(kind.act)) {
        for on in (kind.places)(matter) {
            let refused = (kind.ready)(matter, on, ctx).err();
            let choices = (kind.choices)(matter, ctx);
            offers.push(Offer { name: kind.name, title: kind.title, on, refused, choices });
        }
    }
    offers
}
