//! 登记册：states of a matter share what was not written into between them.

use zhixing_domain::{matter::Matter, matter::event::Event, matter::parts::Parts};

use crate::{court::Court, samples::yuan};

/// Where an event of a concept is written; none where it is written into several.
fn place(event: &Event) -> Option<Parts> {
    match event {
        Event::Task(_) => Some(Parts::TASKS),
        Event::Node(_) => Some(Parts::NODES),
        Event::Document(_) => Some(Parts::DOCUMENTS),
        Event::Service(_) => Some(Parts::SERVICES),
        Event::Message(_) => Some(Parts::MESSAGES),
        Event::Measure(_) => Some(Parts::MEASURES),
        Event::Asset(_) => Some(Parts::ASSETS),
        Event::Approval(_) => Some(Parts::APPROVALS),
        _ => None,
    }
}

#[test]
fn an_event_is_written_into_its_register_and_the_others_stay_the_same() {
    let (court, _) = Court::frozen(yuan("5405.00"));
    let mut file = Matter::new(court.file.id, &court.file.court);
    let mut seen = Vec::new();
    for recorded in &court.docket {
        let before = file.clone();
        assert!(!Parts::ALL.meets(file.written_since(&before)), "a copy is the same");
        file.apply(&recorded.event, &recorded.entry);
        let written = file.written_since(&before);
        assert_ne!(file.touched, before.touched, "{:?}", recorded.event);
        if let Some(place) = place(&recorded.event) {
            assert_eq!(written, place, "{:?}", recorded.event);
            seen.push(recorded.event.kind());
        }
    }
    assert_eq!(file, court.file);
    for kind in ["task.opened", "measure.confirmed", "asset.found", "service.served"] {
        assert!(seen.iter().any(|seen| seen == kind), "{kind}: {seen:?}");
    }
}

#[test]
fn a_state_keeps_what_it_was_when_another_is_written_into() {
    let (court, _) = Court::frozen(yuan("5405.00"));
    let mut after = court.file.clone();
    after.tasks.clear();
    after.lane = None;
    assert!(after.tasks.is_empty() && !court.file.tasks.is_empty());
    assert_eq!(after.written_since(&court.file), Parts::TASKS.and(Parts::HEAD));
    // Written into and the same again is another register: whoever asks makes its rows and finds them equal.
    let mut again = court.file.clone();
    let first = again.tasks.remove(0);
    again.tasks.insert(0, first);
    assert_eq!(again, court.file);
    assert_eq!(again.written_since(&court.file), Parts::TASKS);
}
