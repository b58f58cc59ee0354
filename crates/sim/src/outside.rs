//! 外部世界：the search network with the world behind it, the bank and the message gateway, on the court's clock.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};

use zhixing_connectors::bank::counterparty::Counterparty;
use zhixing_connectors::{
    bank::{
        camt053, pain001, pain002,
        payout::Debtor,
        statement::Statement,
        statement_csv::{self, CsvEncoding},
    },
    finding::Refused,
    message::MessageGateway,
    search_network::transport::SearchNetwork,
    simulator::{
        bank::BankSim,
        message::MessageGatewaySim,
        network::SimulatedNetwork,
        search_network::{SearchNetworkSim, Transfer, Weather},
        world::{Estate, World},
    },
};
use zhixing_law::{day::Day, instant::Instant, money::Fen};

use crate::{court, walk_in};

/// Everything at the other end.
pub struct Outside {
    network: Arc<SimulatedNetwork>,
    gateway: Arc<MessageGatewaySim>,
    bank: Mutex<BankSim>,
    /// The day up to which the bank has taken transfers in.
    day: Mutex<Day>,
}

impl Outside {
    /// A world from a seed, beginning now. In calm weather every answer comes at once and nothing is lost.
    pub fn new(seed: u64, weather: Weather, now: Instant) -> Outside {
        let mut world = World::default();
        for person in walk_in::WALK_INS {
            world.put(person.estate());
        }
        let sim = SearchNetworkSim::new(seed, world, weather, court::HUB);
        let fund = court::fund_account();
        let debtor = Debtor {
            name: fund.name,
            account: fund.account,
            bank_name: fund.bank,
            bank_no: fund.bank_code,
        };
        Outside {
            network: Arc::new(SimulatedNetwork::new(sim, now.day())),
            gateway: Arc::new(MessageGatewaySim::new(seed, 0, 2, now)),
            bank: Mutex::new(BankSim::new(seed, debtor, Fen::ZERO)),
            day: Mutex::new(now.day()),
        }
    }

    /// Everything as it stands, so that a demo can be opened again.
    ///
    /// # Errors
    /// It cannot be written down.
    pub fn kept(&self) -> serde_json::Result<Value> {
        Ok(json!({
            "network": serde_json::to_value(&*self.network)?,
            "gateway": serde_json::to_value(&*self.gateway)?,
            "bank": serde_json::to_value(&*self.bank())?,
            "day": *self.day.lock().unwrap_or_else(PoisonError::into_inner),
        }))
    }

    /// The world that was kept.
    ///
    /// # Errors
    /// It is no such world.
    pub fn from_kept(kept: &Value) -> serde_json::Result<Outside> {
        let part = |name: &str| kept.get(name).cloned().unwrap_or_default();
        Ok(Outside {
            network: Arc::new(serde_json::from_value(part("network"))?),
            gateway: Arc::new(serde_json::from_value(part("gateway"))?),
            bank: Mutex::new(serde_json::from_value(part("bank"))?),
            day: Mutex::new(serde_json::from_value(part("day"))?),
        })
    }

    /// For the application.
    pub fn network(&self) -> Arc<dyn SearchNetwork> {
        Arc::clone(&self.network) as Arc<dyn SearchNetwork>
    }

    /// For the application.
    pub fn gateway(&self) -> Arc<dyn MessageGateway> {
        Arc::clone(&self.gateway) as Arc<dyn MessageGateway>
    }

    fn bank(&self) -> MutexGuard<'_, BankSim> {
        self.bank.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives somebody property, or changes it.
    pub fn endow(&self, estate: Estate) {
        self.network.change(|sim| sim.world.put(estate));
    }

    /// Draws property for somebody from a seed, balances around an amount.
    pub fn draw(
        &self,
        seed: u64,
        person: &zhixing_connectors::search_network::query::Person,
        around: Fen,
        today: Day,
    ) {
        self.network.change(|sim| sim.world.draw(seed, person, around, today));
    }

    /// Moves on: what is due arrives, and what was deducted before today reaches the court's account today.
    /// True when a new day has begun.
    pub fn advance(&self, now: Instant) -> bool {
        let today = now.day();
        self.gateway.advance(now);
        let mut day = self.day.lock().unwrap_or_else(PoisonError::into_inner);
        let begins = *day < today;
        if begins {
            *day = today;
            let mut bank = self.bank();
            for transfer in self.network.take_transfers() {
                bank.credit(today, &transfer);
            }
        }
        self.network.advance(today);
        begins
    }

    /// Somebody pays into the court's account.
    pub fn pay_in(&self, today: Day, transfer: &Transfer) {
        self.bank().credit(today, transfer);
    }

    /// The weather from now on.
    pub fn weather(&self, weather: Weather) {
        self.network.change(|sim| sim.weather = weather);
    }

    /// Percent of requests that bodies refuse from now on.
    pub fn refuse(&self, percent: u8) {
        self.network.change(|sim| sim.weather.refuse = percent);
    }

    /// Percent of payouts that the bank rejects from now on.
    pub fn reject(&self, percent: u8) {
        self.bank().reject = percent;
    }

    /// Percent of payouts that leave from now on and come back the next day (退汇).
    pub fn bounce(&self, percent: u8) {
        self.bank().bounce = percent;
    }

    /// The bank's statement of a period.
    pub fn statement(&self, from: Day, to: Day) -> Statement {
        self.bank().statement(from, to)
    }

    /// The statement as ISO 20022 camt.053, and the file's name.
    pub fn camt053(&self, from: Day, to: Day) -> (String, Vec<u8>) {
        let statement = self.statement(from, to);
        let message = format!("MSG{}", statement.statement_no.replace('/', "-"));
        (format!("流水-{from}-{to}.xml"), camt053::write(&message, &statement))
    }

    /// The statement as the bank's CSV in GBK, and the file's name.
    pub fn csv(&self, from: Day, to: Day) -> (String, Vec<u8>) {
        let statement = self.statement(from, to);
        (format!("流水-{from}-{to}.csv"), statement_csv::write(&statement, CsvEncoding::Gbk))
    }

    /// Executes a payment batch (pain.001) and gives the bank's answer (pain.002).
    ///
    /// # Errors
    /// What the bank could not read.
    pub fn pay(&self, now: Instant, name: &str, batch: &[u8]) -> Result<Vec<u8>, Refused> {
        let batch = pain001::read(name, batch)?;
        let report = self.bank().pay(now.day(), &batch);
        Ok(pain002::write(&format!("RTN{}", batch.batch_id), now, &report))
    }
}

impl Counterparty for Outside {
    fn statement(&self, from: Day, to: Day, csv: bool) -> (String, Vec<u8>) {
        if csv { self.csv(from, to) } else { self.camt053(from, to) }
    }

    fn pay(&self, now: Instant, name: &str, batch: &[u8]) -> Result<Vec<u8>, String> {
        Outside::pay(self, now, name, batch).map_err(|refused| refused.to_string())
    }
}
