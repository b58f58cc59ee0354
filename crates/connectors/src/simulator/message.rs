//! 消息网关模拟：takes messages in memory, once per id, with outages, refusals and failed deliveries.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use zhixing_law::instant::Instant;

use super::chance::Chance;
use crate::fault::Fault;
use crate::message::{DeliveryReport, DeliveryState, MessageGateway, OutMessage, Sent};

/// Most reports on one page.
const PAGE: usize = 500;

/// 消息网关模拟。
#[derive(Debug, Serialize, Deserialize)]
pub struct MessageGatewaySim {
    seed: u64,
    /// Percent of first attempts that meet an outage.
    outage: u8,
    /// Percent of messages that are never delivered.
    fail: u8,
    state: Mutex<State>,
}

#[derive(Debug, Serialize, Deserialize)]
struct State {
    now: Instant,
    attempts: BTreeMap<String, u32>,
    sent: Vec<OutMessage>,
    numbers: BTreeMap<String, usize>,
    reports: Vec<DeliveryReport>,
}

impl MessageGatewaySim {
    /// A gateway; percentages of outages and failed deliveries.
    #[must_use]
    pub fn new(seed: u64, outage: u8, fail: u8, now: Instant) -> Self {
        let state = State {
            now,
            attempts: BTreeMap::new(),
            sent: Vec::new(),
            numbers: BTreeMap::new(),
            reports: Vec::new(),
        };
        Self { seed, outage, fail, state: Mutex::new(state) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Moves the time of the reports; never backwards.
    pub fn advance(&self, now: Instant) {
        let mut state = self.state();
        state.now = state.now.max(now);
    }

    /// Every message taken over, in order, each id once.
    #[must_use]
    pub fn sent(&self) -> Vec<OutMessage> {
        self.state().sent.clone()
    }
}

impl MessageGateway for MessageGatewaySim {
    fn send(&self, message: &OutMessage) -> Result<Sent, Fault> {
        message.check()?;
        let mut state = self.state();
        if let Some(number) = state.numbers.get(&message.id) {
            return Ok(Sent { gateway_id: format!("GW{number:08}"), repeated: true });
        }
        let attempts = state.attempts.entry(message.id.clone()).or_default();
        *attempts += 1;
        let first = *attempts == 1;
        // By what the world sees, not by our id: the same message has the same fate however ids are made.
        let seen = format!("{} {}", message.to, message.text);
        let mut chance = Chance::for_name(self.seed, &seen);
        if chance.percent(self.outage) && first {
            return Err(Fault::retry("simulated outage"));
        }
        state.sent.push(message.clone());
        let number = state.sent.len();
        state.numbers.insert(message.id.clone(), number);
        let failed = chance.percent(self.fail);
        let report = DeliveryReport {
            id: message.id.clone(),
            gateway_id: format!("GW{number:08}"),
            state: if failed { DeliveryState::Failed } else { DeliveryState::Delivered },
            at: state.now,
            reason: failed.then(|| "号码停机".to_owned()),
        };
        state.reports.push(report);
        Ok(Sent { gateway_id: format!("GW{number:08}"), repeated: false })
    }

    fn reports(&self, cursor: &str) -> Result<(Vec<DeliveryReport>, String), Fault> {
        let from: usize = if cursor.is_empty() {
            0
        } else {
            cursor.parse().map_err(|_| Fault::reject("CURSOR", "游标无效"))?
        };
        let state = self.state();
        let page: Vec<DeliveryReport> =
            state.reports.iter().skip(from).take(PAGE).cloned().collect();
        let next = from + page.len();
        Ok((page, next.to_string()))
    }
}
