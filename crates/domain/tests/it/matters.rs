//! 其他的事：matters that begin out of another one or by themselves, and what they write down.

use uuid::Uuid;
use zhixing_domain::{
    ground::id::{AssetId, CaseId, PartyId, StaffId},
    ground::number::RegisterNumber,
    intake::opening::{About, OpeningEvent, number},
    matter::{
        Matter,
        event::Event,
        kind::{Family, MatterKind, Number, Numbered},
        outcome::{Beside, Outcome},
    },
    outreach::visit::{Reply, Topic, VisitEvent},
    remedy::objection::{Claim, Concluded, Grievance, ObjectionEvent, ObjectionResult, Thing},
};

use crate::{court::*, samples::day};

const ID: Uuid = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001);

fn text(words: &str) -> String {
    words.to_owned()
}

/// One of each event, for the docket that is readable for ever.
pub(crate) fn every_event() -> Vec<Event> {
    let (case, asset, on) = (CaseId(ID), AssetId(ID), day("2026-03-10"));
    let about = Some(Thing { asset, title: text("农业银行存款") });
    let mut events: Vec<Event> = [
        OpeningEvent::Begun {
            kind: MatterKind::Objection,
            received_on: on,
            about: Some(About { case, number: text("（2026）粤1224执1号") }),
            barred: vec![(StaffId(ID), text("李法官"))],
        },
        OpeningEvent::Barred { staff: StaffId(ID), name: text("孙法官") },
        OpeningEvent::Numbered {
            number: Number::Register(RegisterNumber {
                word: text("来访"), year: 2026, serial: 1
            }),
            on,
        },
        OpeningEvent::Linked { matter: case, kind: MatterKind::Visit },
    ]
    .map(Event::from)
    .into();
    let said = Grievance {
        claim: Claim::Right,
        objector: PartyId(ID),
        outsider: true,
        about: about.clone(),
        cause: text("买卖合同纠纷"),
        request: text("解除冻结"),
        reasons: text("存款属于异议人"),
        missing: vec![text("相关证据材料")],
    };
    let concluded = Concluded {
        result: ObjectionResult::Dismissed,
        number: text("（2026）粤1224执异1号"),
        on,
        free_after: Some(day("2026-03-25")),
    };
    events.extend(
        [
            ObjectionEvent::Filed { said },
            ObjectionEvent::Raised {
                objection: case,
                claim: Claim::Right,
                about,
                objector: text("何家明"),
                on,
            },
            ObjectionEvent::Heard { on, open: true, record: text("各方到场") },
            ObjectionEvent::Decided {
                result: ObjectionResult::Dismissed,
                operative: text("驳回何家明的异议请求"),
                reasons: text("不足以证明"),
                on,
            },
            ObjectionEvent::Concluded { objection: case, concluded },
        ]
        .map(Event::from),
    );
    events.extend(
        [
            VisitEvent::Received {
                visitor: Some(text("陈大文")),
                topic: Topic::Progress,
                request: text("案款何时发放"),
                on,
            },
            VisitEvent::Answered { way: Reply::InPerson, text: text("已到账"), on },
        ]
        .map(Event::from),
    );
    events
}

impl Court {
    /// The matter that the last command began, as a court of its own, numbered as the first of its kind.
    pub(crate) fn begun(&mut self) -> Court {
        let at = self.beside.iter().position(|beside| matches!(beside, Beside::Begin(..)));
        let Beside::Begin(id, outcome) = self.beside.remove(at.expect("nothing began")) else {
            unreachable!()
        };
        self.other(id, *outcome)
    }

    /// A matter of its own that begins with this.
    pub(crate) fn other(&self, id: CaseId, outcome: Outcome) -> Court {
        let mut other = Court::on("2026-03-02");
        (other.now, other.candidates) = (self.now, self.candidates.clone());
        other.next_id = self.next_id + 10_000;
        other.file = Matter::new(id, &self.file.court);
        other.act(&window(), |_, _| Ok(outcome)).unwrap();
        other.take_number();
        other
    }

    /// Gives the matter the number that it asked for.
    pub(crate) fn take_number(&mut self) {
        if self.takes_number() {
            let next = self.file.kind.number("粤1224", 2026, 1).unwrap();
            self.act(&window(), |file, ctx| number::number(file, next, &[], ctx)).unwrap();
        }
    }

    /// Writes what another matter has to say into this one.
    pub(crate) fn hear(&mut self, other: &mut Court) -> Vec<String> {
        let mut kinds = Vec::new();
        for beside in other.beside.drain(..) {
            let Beside::In(id, outcome) = beside else { panic!("{beside:?}") };
            assert_eq!(id, self.file.id);
            kinds.extend(self.act(&window(), |_, _| Ok(*outcome)).unwrap());
        }
        kinds
    }
}

#[test]
fn a_kind_says_how_it_is_numbered() {
    let text = |kind: MatterKind| kind.number("粤1224", 2026, 7).unwrap().to_string();
    assert_eq!(text(MatterKind::First), "（2026）粤1224执7号");
    assert_eq!(text(MatterKind::Objection), "（2026）粤1224执异7号");
    assert_eq!(text(MatterKind::Visit), "来访〔2026〕7号");
    let short: std::collections::BTreeSet<&str> =
        MatterKind::ALL.iter().map(|kind| kind.short()).collect();
    assert_eq!(short.len(), MatterKind::ALL.len(), "each kind counts for itself");
    let registers = MatterKind::ALL
        .iter()
        .filter(|kind| matches!(kind.numbered(), Numbered::Register(_)))
        .all(|kind| kind.family() == Family::Reception);
    assert!(registers, "what is no case is in no list of cases");
}

#[test]
fn what_is_done_with_property_is_done_in_no_objection_and_no_visit() {
    use zhixing_domain::ground::act::Act;
    for act in [Act::StartSearch, Act::OrderDeduction, Act::ProposePayout, Act::CloseCase] {
        assert!(MatterKind::First.takes(act) && MatterKind::Resumed.takes(act), "{act:?}");
        assert!(!MatterKind::Objection.takes(act) && !MatterKind::Visit.takes(act), "{act:?}");
    }
    for act in [Act::AcceptTask, Act::AddMaterial, Act::SignApproval, Act::ViewCase] {
        assert!(MatterKind::ALL.iter().all(|kind| kind.takes(act)), "{act:?}");
    }
    assert!(MatterKind::Objection.takes(Act::OverrideTriage), "it is given to somebody");
    assert!(!MatterKind::Visit.takes(Act::OverrideTriage));
    assert!(MatterKind::Objection.takes(Act::DecideObjection));
    assert!(!MatterKind::First.takes(Act::DecideObjection));
}
