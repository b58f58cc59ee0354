//! 文书种类：one row a paper: what it is called, who signs it, whom it is served on, where it lies in the dossier. Its
//! facts, what it must not lack and its text are one file of the documents room.

use zhixing_law::approval;

use crate::{
    ground::{id::PartyId, subject::Subject, word::words},
    matter::kind::Family,
};

pub mod offer;

words! {
    /// 由谁签发
    SignedBy {
        /// 以法院名义，加盖院印。
        Court = "court", "本院";
        /// 合议庭成员署名，加盖院印。
        Panel = "panel", "合议庭";
        /// 院长签发，加盖院印。
        President = "president", "院长";
        /// 有关人员在表上签名，不盖院印。
        Persons = "persons", "有关人员";
        /// 不署名的内部表单。
        Nobody = "nobody", "不署名";
    }

    /// 卷别
    DossierPart {
        /// 当事人可以查阅。
        Main = "main", "正卷";
        /// 内部审批等材料，不对外。
        Internal = "internal", "副卷";
    }

    /// 向谁送达
    Served {
        Nobody = "nobody", "不需送达";
        /// It goes to the holder with the request that the ruling asks of it.
        WithRequest = "with_request", "随请求发往协助单位";
        /// Who it is made for.
        Addressee = "addressee", "受文人";
        /// 查封、扣押、冻结规定(2020)第1条: a ruling of the case goes to both sides.
        BothSides = "both_sides", "申请执行人和被执行人";
        /// A ruling between them all.
        Parties = "parties", "各方当事人";
    }

    /// 签发后发出的请求：what goes to the holder when the ruling it rests on has been issued.
    Asks {
        Nothing = "nothing", "不发请求";
        Freeze = "freeze", "冻结";
        Renewal = "renewal", "续行冻结";
        Release = "release", "解除冻结";
        Deduction = "deduction", "扣划";
    }

    /// 手工制作：for what a paper can be made by hand, one for each.
    ByHand {
        /// Only the mode asks for it, at the event that it is about.
        Never = "never", "随办理自动制作";
        Matter = "matter", "全案一份";
        Applicants = "applicants", "每名申请执行人一份";
        Respondents = "respondents", "每名被执行人一份";
        Parties = "parties", "每名当事人一份";
        /// Each applicant is told of each receipt.
        Receipts = "receipts", "每笔到账一份";
        /// Each service that reached its addressee.
        Services = "services", "每次送达一份";
    }
}

/// 在卷宗中的位置. The order follows the course of a case (立案、启动、查控、处置、案款、结案); the numbers leave room, so
/// that a court's own order may be put between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DossierPlace {
    /// 卷别
    pub part: DossierPart,
    /// 次序，小者在前；equal places are ordered by date.
    pub order: u16,
}

/// What holds for every paper of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paper {
    /// 标题，as printed below the court's name; none where it is the paper's own name.
    pub heading: Option<&'static str>,
    pub signed_by: SignedBy,
    /// A ruling, numbered 之一、之二 within the case.
    pub is_ruling: bool,
    /// Whether the same may be made again while an earlier one stands.
    pub may_repeat: bool,
    pub served: Served,
    pub place: DossierPlace,
    pub asks: Asks,
    pub by_hand: ByHand,
    /// In which matters it is made by hand.
    pub family: Family,
    /// The matter for which law itself names who must approve it.
    pub approval: Option<approval::Matter>,
}

impl Paper {
    const fn by(signed_by: SignedBy, part: DossierPart, order: u16) -> Paper {
        Paper {
            heading: None,
            signed_by,
            is_ruling: false,
            may_repeat: false,
            served: Served::Nobody,
            place: DossierPlace { part, order },
            asks: Asks::Nothing,
            by_hand: ByHand::Never,
            family: Family::Enforcement,
            approval: None,
        }
    }

    /// In the name of the court.
    const fn court(order: u16) -> Paper {
        Paper::by(SignedBy::Court, DossierPart::Main, order)
    }

    /// A form that persons sign.
    const fn form(order: u16) -> Paper {
        Paper::by(SignedBy::Persons, DossierPart::Main, order)
    }

    /// A table that nobody signs.
    const fn table(order: u16) -> Paper {
        Paper::by(SignedBy::Nobody, DossierPart::Main, order)
    }

    const fn ruling(order: u16, asks: Asks) -> Paper {
        let paper = Paper::by(SignedBy::Panel, DossierPart::Main, order);
        Paper { is_ruling: true, asks, heading: Some("执行裁定书"), ..paper }.to(Served::BothSides)
    }

    /// Made in matters of another family than enforcement.
    const fn of(self, family: Family) -> Paper {
        Paper { family, ..self }
    }

    const fn to(self, served: Served) -> Paper {
        Paper { served, ..self }
    }

    const fn hand(self, by_hand: ByHand) -> Paper {
        Paper { by_hand, ..self }
    }

    /// What is missing, or found, changes; a measure is renewed more than once, and its release may be ordered again
    /// after a refusal.
    const fn again(self) -> Paper {
        Paper { may_repeat: true, ..self }
    }

    const fn approved(self, matter: approval::Matter) -> Paper {
        Paper { approval: Some(matter), ..self }
    }
}

macro_rules! papers {
    ($($name:ident = $code:tt, $title:tt: $paper:expr;)+) => {
        words! {
            /// 文书种类
            DocumentKind { $($name = $code, $title;)+ }
        }

        impl DocumentKind {
            /// What holds for every paper of the kind.
            pub const fn paper(self) -> Paper { match self { $(DocumentKind::$name => $paper,)+ } }
        }
    };
}

papers! {
    SupplementNotice = "supplement_notice", "补正材料一次性告知书":
        Paper::court(60).to(Served::Addressee).again();
    AcceptanceNotice = "acceptance_notice", "受理案件通知书":
        Paper::court(70).to(Served::Addressee).hand(ByHand::Applicants);
    ServiceAddress = "service_address", "送达地址确认书":
        Paper::form(80).hand(ByHand::Parties).again();
    InterviewRecord = "interview_record", "执前谈话笔录":
        Paper::form(90).hand(ByHand::Matter);
    EnforcementNotice = "enforcement_notice", "执行通知书":
        Paper::court(100).to(Served::Addressee).hand(ByHand::Respondents);
    PropertyReportOrder = "property_report_order", "报告财产令":
        Paper::court(110).to(Served::Addressee).hand(ByHand::Respondents);
    SearchSummary = "search_summary", "网络查控结果汇总表":
        Paper::table(120).hand(ByHand::Matter).again();
    FreezeRuling = "freeze_ruling", "执行裁定书（冻结）": Paper::ruling(130, Asks::Freeze);
    FreezeAssistance = "freeze_assistance", "协助冻结存款通知书": Paper::court(131).to(Served::WithRequest);
    RenewalRuling = "renewal_ruling", "执行裁定书（续行冻结）": Paper::ruling(132, Asks::Renewal).again();
    RenewalAssistance = "renewal_assistance", "协助续行冻结存款通知书": Paper::court(133).to(Served::WithRequest).again();
    DeductionRuling = "deduction_ruling", "执行裁定书（扣划）": Paper::ruling(140, Asks::Deduction);
    DeductionAssistance = "deduction_assistance", "协助扣划存款通知书": Paper::court(141).to(Served::WithRequest);
    ReleaseRuling = "release_ruling", "执行裁定书（解除冻结）": Paper::ruling(150, Asks::Release).again();
    ReleaseAssistance = "release_assistance", "解除冻结存款通知书": Paper::court(151).to(Served::WithRequest).again();
    ObjectionRuling = "objection_ruling", "执行裁定书（执行异议）":
        Paper::ruling(155, Asks::Nothing)
            .to(Served::Parties)
            .of(Family::Review)
            .again()
            .approved(approval::Matter::ObjectionReview);
    PanelRecord = "panel_record", "合议庭评议笔录":
        Paper::by(SignedBy::Persons, DossierPart::Internal, 10).again();
    ConsumptionOrder = "consumption_order", "限制消费令":
        Paper::by(SignedBy::President, DossierPart::Main, 160)
            .to(Served::Addressee)
            .hand(ByHand::Respondents)
            .approved(approval::Matter::SpendingRestriction);
    ReceiptNotice = "receipt_notice", "案款到账通知书":
        Paper::court(200).to(Served::Addressee).hand(ByHand::Receipts);
    CostStatement = "cost_statement", "执行费、诉讼费结算单":
        Paper::table(210).hand(ByHand::Matter).again();
    PayoutApproval = "payout_approval", "执行款发放审批表":
        Paper::by(SignedBy::Persons, DossierPart::Internal, 20);
    ServiceReceipt = "service_receipt", "送达回证": Paper::form(220).hand(ByHand::Services);
    ClosingNotice = "closing_notice", "结案通知书":
        Paper::court(230).to(Served::Addressee).hand(ByHand::Parties);
    DossierCatalogue = "dossier_catalogue", "卷宗目录":
        Paper { heading: Some("执行卷宗目录"), ..Paper::table(10) }.hand(ByHand::Matter).again();
}

/// 一份可以制作的文书
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    pub kind: DocumentKind,
    pub party: Option<PartyId>,
    /// What it is about, where there are several.
    pub subject: Option<Subject>,
}

impl DocumentKind {
    /// 标题，as printed below the court's name.
    pub fn heading(self) -> &'static str {
        self.paper().heading.unwrap_or(self.title())
    }

    /// 是否加盖院印
    pub fn sealed(self) -> bool {
        match self.paper().signed_by {
            SignedBy::Court | SignedBy::Panel | SignedBy::President => true,
            SignedBy::Persons | SignedBy::Nobody => false,
        }
    }

    /// Whether the kind is a ruling, numbered 之一、之二 within the case.
    pub fn is_ruling(self) -> bool {
        self.paper().is_ruling
    }

    /// Whether the same may be made again while an earlier one stands.
    pub fn may_repeat(self) -> bool {
        self.paper().may_repeat
    }

    /// Whether it must be served on a party.
    pub fn needs_service(self) -> bool {
        !matches!(self.paper().served, Served::Nobody | Served::WithRequest)
    }
}
