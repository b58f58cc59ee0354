//! What comes from outside: a sample of each event.

use zhixing_domain::{
    ground::id::TaskId,
    matter::event::Event,
    work::fieldwork::{Account, Evidence, EvidenceKind, FieldOutcome, FieldworkEvent, Place},
    work::risk::{Risk, RiskEvent},
};

use super::{ID, text};
use crate::court::at;

fn account() -> Account {
    let place = Place::At("geo:23.911200,112.184500;u=15".parse().unwrap());
    let evidence = |kind, name: &str, place: Place| Evidence {
        kind,
        name: text(name),
        file: "ab".repeat(32),
        sha256: "cd".repeat(32),
        size: 31_000,
        taken_at: at("2026-03-04"),
        place,
    };
    Account {
        task: TaskId(ID),
        outcome: FieldOutcome::Absent,
        result: text("门锁，邻居称搬走三个月"),
        written_at: at("2026-03-04"),
        place: place.clone(),
        evidence: vec![
            evidence(EvidenceKind::Photo, "大门.jpg", place),
            evidence(EvidenceKind::Sound, "邻居.m4a", Place::Unknown(text("没有授权定位"))),
        ],
    }
}

pub(super) fn fieldwork() -> Vec<Event> {
    let risks = vec![Risk::Violence, Risk::Animals];
    vec![
        RiskEvent::Noted { risks, detail: text("院内有大型犬，先请对方拴好") }.into(),
        FieldworkEvent::Reported { account: account() }.into(),
        FieldworkEvent::Noted { account: account(), reason: text("事项已改派") }.into(),
    ]
}
