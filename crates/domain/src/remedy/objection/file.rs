//! 登记执行异议: a written objection is received at the window and becomes a matter of its own, linked with the case.

use std::collections::BTreeMap;

use zhixing_law::{limits, objection as law};

use super::{Claim, Grievance, ObjectionEvent, Thing};
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Note, PastDay, Text, choices, fields},
        id::{AssetId, CaseId, PartyId},
        refusal::{FieldProblem, Need, Refusal},
        subject::Subject,
        word::words,
    },
    intake::{
        opening::{About, OpeningEvent},
        party::{self, PartyDetails, PartyEvent, PartyKind, PartyRole},
    },
    matter::{
        Matter,
        context::Context,
        kind::MatterKind,
        outcome::{Beside, Decision, Outcome},
    },
    property::asset::Asset,
};

words! {
    /// 材料是否收到
    Seen {
        No = "no", "未收到";
        Yes = "yes", "已收到";
    }
}

choices! { Claim, Seen }

fields! {
    /// 登记执行异议. The objector is a party of the case or somebody outside it.
    FileObjection {
        route: Claim = "异议种类", "对执行行为违法的，民事诉讼法第236条；案外人对执行标的主张权利的，第238条";
        asset: Option<AssetId> = "异议指向的财产", "不指向某项财产的不选";
        party: Option<PartyId> = "异议人（本案当事人）", "案外人提出的不选，填以下各项";
        outsider_kind: Option<PartyKind> = "案外人的主体类型";
        outsider: Note<100> = "案外人姓名或者名称";
        outsider_identity: Note<30> = "案外人证件号码";
        address: Note<200> = "送达地址", "本案当事人已经确认送达地址的不填";
        phone: Note<30> = "联系电话";
        request: Text<500> = "异议请求";
        reasons: Text<2000> = "事实和理由";
        received_on: PastDay = "收到书面异议的日期";
        application: Seen = "异议申请书";
        identity: Seen = "身份证明";
        evidence: Seen = "相关证据材料";
    }
}

impl Command for FileObjection {
    const NAME: &'static str = "file_objection";
    const TITLE: &'static str = "登记异议";
    const FORM: (&'static str, &'static str) = ("登记执行异议", "登记");
    const ACT: Act = Act::FileObjection;
    const DONE: &'static str = "objection.raised";

    fn subject(&self) -> Subject {
        self.asset.map_or(Subject::Matter, Subject::from)
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        let assets = matter.assets.iter().map(|asset| asset.id.into());
        std::iter::once(Subject::Matter).chain(assets).collect()
    }

    /// 执行程序终结之前 (236); 执行标的执行终结之前 (238).
    fn ready(matter: &Matter, _on: Subject, ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.must_be_open()?;
        ctx.mode.must_handle(MatterKind::Objection)
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let received_on = self.received_on.by("received_on", ctx.today)?;
        let about = self.asset.map(|id| thing(matter, id)).transpose()?;
        let objector = self.objector(matter)?;
        let objection = CaseId(ctx.id());
        let begun = OpeningEvent::Begun {
            kind: MatterKind::Objection,
            received_on,
            about: Some(About { case: matter.id, number: matter.number_text() }),
            barred: matter.implementers(),
        };
        let raised = ObjectionEvent::Raised {
            objection,
            claim: self.route,
            about: about.clone(),
            objector: objector.name.clone(),
            on: received_on,
        };
        let party = PartyId(ctx.id());
        let said = Grievance {
            claim: self.route,
            objector: party,
            outsider: self.party.is_none(),
            about,
            cause: matter.claim.as_ref().map(|claim| claim.cause.clone()).unwrap_or_default(),
            request: self.request.as_str().to_owned(),
            reasons: self.reasons.as_str().to_owned(),
            missing: self.missing(&objector),
        };
        let complete = said.missing.is_empty();
        let mut own = Outcome::of(begun).and(PartyEvent::Added { party, details: objector });
        for known in matter.parties.iter().filter(|known| Some(known.id) != self.party) {
            let details = PartyDetails { account: None, ..known.details.clone() };
            own = own.and(PartyEvent::Added { party: PartyId(ctx.id()), details });
        }
        own = own.and(ObjectionEvent::Filed { said });
        if complete {
            own = own.beside(Beside::Number);
        }
        let kind = MatterKind::Objection;
        Ok(Outcome::of(OpeningEvent::Linked { matter: objection, kind })
            .and(raised)
            .beside(Beside::Begin(objection, Box::new(own))))
    }
}

impl FileObjection {
    /// Who objects. A right to the thing can only be claimed by who is no party.
    fn objector(&self, matter: &Matter) -> Result<PartyDetails, Refusal> {
        let said =
            |said: &str, known: String| if said.is_empty() { known } else { said.to_owned() };
        let Some(id) = self.party else { return self.outsider() };
        if self.route == Claim::Right {
            let needs = Need::OutsideObjector;
            let basis = limits::H6.basis.first().copied();
            return Err(Refusal::Prerequisite { needs, basis });
        }
        let known = matter.party(id).ok_or(Refusal::Missing("当事人"))?.details.clone();
        let details = PartyDetails {
            role: PartyRole::Objector,
            account: None,
            claim_share: None,
            service_address: said(self.address.as_str(), known.service_address.clone()),
            phone: said(self.phone.as_str(), known.phone.clone()),
            ..known
        };
        party::check("party", &details)
    }

    fn outsider(&self) -> Result<PartyDetails, Refusal> {
        if self.outsider.as_str().is_empty() {
            return Err(Refusal::field("outsider", FieldProblem::Required));
        }
        let kind = self.outsider_kind.unwrap_or(PartyKind::Person);
        let details = PartyDetails {
            identity_number: self.outsider_identity.as_str().to_owned(),
            phone: self.phone.as_str().to_owned(),
            address: self.address.as_str().to_owned(),
            service_address: self.address.as_str().to_owned(),
            ..PartyDetails::named(PartyRole::Objector, kind, self.outsider.as_str())
        };
        party::check("outsider", &details).map_err(as_sent)
    }

    /// What the objection still lacks, all at once (异复1).
    fn missing(&self, objector: &PartyDetails) -> Vec<String> {
        let unseen = |seen: Seen| seen == Seen::No;
        let needed = [
            (unseen(self.application), "异议申请书"),
            (unseen(self.identity), "异议人的身份证明"),
            (unseen(self.evidence), "相关证据材料"),
            (objector.service_address.is_empty(), "送达地址"),
            (objector.phone.is_empty(), "联系电话"),
        ];
        let missing = needed.into_iter().filter(|(missing, _)| *missing);
        missing.map(|(_, what)| format!("{what}（{}）", law::MATERIALS)).collect()
    }
}

/// The check of a party names its own fields; the form has others.
fn as_sent(refusal: Refusal) -> Refusal {
    let names = BTreeMap::from([
        ("outsider.identity_number", "outsider_identity"),
        ("outsider.phone", "phone"),
        ("outsider.service_address", "address"),
        ("outsider.address", "address"),
        ("outsider.name", "outsider"),
    ]);
    let named = |field: String| names.get(field.as_str()).map_or(field, |name| (*name).to_owned());
    match refusal {
        Refusal::Field { field, problem } => Refusal::Field { field: named(field), problem },
        Refusal::Fields { faults } => {
            let faults = faults.into_iter().map(|(field, problem)| (named(field), problem));
            Refusal::Fields { faults: faults.collect() }
        }
        other => other,
    }
}

fn thing(matter: &Matter, id: AssetId) -> Result<Thing, Refusal> {
    let asset: &Asset = matter.asset(id).ok_or(Refusal::Missing("财产"))?;
    Ok(Thing { asset: id, title: asset.title.clone() })
}
