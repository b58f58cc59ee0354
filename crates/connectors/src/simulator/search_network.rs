//! 查控网络模拟：request packages in, feedback packages out, with every kind of weather.
//!
//! A request number is answered from memory when it comes again, so that a repeated deduction takes
//! nothing twice; and an answer that was lost the first time arrives after the request is repeated.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use zhixing_law::day::Day;
use zhixing_law::money::Fen;

use super::chance::Chance;
use super::world::World;
use crate::fault::Fault;
use crate::search_network::control::{ControlFeedback, ControlRequest, ControlResult};
use crate::search_network::package::{
    self, Content, Package, PackageFile, PackageKind, PackageName,
};
use crate::search_network::query::{Person, QueryFeedback, QueryRequest, QueryResult};

mod control;
mod query;

pub use query::BODIES;

/// 天气：how often things go wrong, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weather {
    /// 重复: the same package again under another batch number.
    pub duplicate: u8,
    /// 丢失: the first answer never arrives.
    pub lose: u8,
    /// 部分: one item of an answer is broken.
    pub partial: u8,
    /// 迟到: the answer comes late.
    pub late: u8,
    /// Most days of delay, at least one.
    pub late_days: u8,
    /// 矛盾: first an answer of nothing, the next day the true one.
    pub contradict: u8,
    /// 拒绝: the body refuses for reasons of its own.
    pub refuse: u8,
}

impl Weather {
    /// Nothing goes wrong; answers come on the same day.
    pub const CALM: Self =
        Self { duplicate: 0, lose: 0, partial: 0, late: 0, late_days: 0, contradict: 0, refuse: 0 };

    /// A bad month.
    pub const ROUGH: Self = Self {
        duplicate: 15,
        lose: 10,
        partial: 10,
        late: 30,
        late_days: 5,
        contradict: 8,
        refuse: 10,
    };
}

/// 划款：money on its way to the court's account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    /// 流水号, the same as in the feedback.
    pub reference: String,
    /// 收款账号 as the request named it.
    pub to_account: String,
    /// 付款人.
    pub payer_name: String,
    /// 付款账号.
    pub payer_account: String,
    /// 付款行.
    pub payer_bank: String,
    /// 金额.
    pub amount: Fen,
    /// 附言.
    pub remittance: String,
    /// Day on which it leaves the respondent's account.
    pub on: Day,
}

/// 查控网络模拟。
#[derive(Debug, Serialize, Deserialize)]
pub struct SearchNetworkSim {
    seed: u64,
    /// Who owns what; may be changed between days.
    pub world: World,
    /// May change while the world goes on.
    pub weather: Weather,
    bank_code: String,
    batches: u64,
    queries: HashMap<String, Vec<QueryFeedback>>,
    controls: HashMap<String, Vec<ControlFeedback>>,
    times_asked: HashMap<String, u32>,
    pending: Vec<(Day, PackageFile)>,
    transfers: Vec<Transfer>,
}

impl SearchNetworkSim {
    /// A network; `bank_code` is the 17-digit code under which it answers.
    #[must_use]
    pub fn new(seed: u64, world: World, weather: Weather, bank_code: &str) -> Self {
        Self {
            seed,
            world,
            weather,
            bank_code: bank_code.to_owned(),
            batches: 0,
            queries: HashMap::new(),
            controls: HashMap::new(),
            times_asked: HashMap::new(),
            pending: Vec::new(),
            transfers: Vec::new(),
        }
    }

    /// Takes a request package in. Receipts are taken and forgotten.
    pub fn receive(&mut self, file: &PackageFile, today: Day) -> Result<(), Fault> {
        let read = package::read(&file.file_name, &file.bytes)
            .map_err(|refused| Fault::reject("PACKAGE_REFUSED", refused.to_string()))?;
        match read.value.content {
            Content::QueryRequests(requests) => {
                requests.iter().for_each(|request| self.query(request, today));
            }
            Content::ControlRequests(requests) => {
                requests.iter().for_each(|request| self.control(request, today));
            }
            Content::Receipts(_) => {}
            Content::QueryFeedback(_) | Content::ControlFeedback(_) => {
                return Err(Fault::reject("PACKAGE_KIND", "反馈包不应发往查控网络"));
            }
        }
        Ok(())
    }

    /// The feedback packages that are due on or before this day, oldest first.
    pub fn release(&mut self, today: Day) -> Vec<PackageFile> {
        let (mut due, later): (Vec<_>, Vec<_>) =
            self.pending.drain(..).partition(|(day, _)| *day <= today);
        self.pending = later;
        due.sort_by(|a, b| (a.0, &a.1.file_name).cmp(&(b.0, &b.1.file_name)));
        due.into_iter().map(|(_, file)| file).collect()
    }

    /// Deductions under way since the last call, for the bank.
    pub fn take_transfers(&mut self) -> Vec<Transfer> {
        std::mem::take(&mut self.transfers)
    }

    fn query(&mut self, request: &QueryRequest, today: Day) {
        let seen = format!("{:?} {today}", request.scopes);
        let mut chance = self.asked(&request.request_no, &request.respondent, &seen);
        let known = self.queries.get(&request.request_no).cloned();
        let again = known.is_some();
        let answers = known.unwrap_or_else(|| {
            let refuse = chance.percent(self.weather.refuse);
            let answers = if refuse {
                vec![refused_query(request, today)]
            } else {
                query::answers(&self.world, request, today)
            };
            self.queries.insert(request.request_no.clone(), answers.clone());
            answers
        });
        let found = answers.iter().any(|answer| answer.result == QueryResult::Found);
        if !again && found && chance.percent(self.weather.contradict) {
            let nothing = answers.iter().map(nothing_instead).collect();
            self.post(Content::QueryFeedback(nothing), today);
            if let Ok(tomorrow) = today.plus_days(1) {
                self.post(Content::QueryFeedback(answers), tomorrow);
            }
            return;
        }
        self.deliver(Content::QueryFeedback(answers), today, again, &mut chance);
    }

    fn control(&mut self, request: &ControlRequest, today: Day) {
        let wanted = request.items.iter().map(|item| (item.measure, &item.account));
        let seen = format!("{:?} {today}", wanted.collect::<Vec<_>>());
        let mut chance = self.asked(&request.request_no, &request.respondent, &seen);
        let known = self.controls.get(&request.request_no).cloned();
        let again = known.is_some();
        let answers = known.unwrap_or_else(|| {
            let refuse = chance.percent(self.weather.refuse);
            let mut answers = Vec::new();
            for item in &request.items {
                let number = self.transfers.len() + 1;
                let reference = format!("KH{}{}{number:04}", request.request_no, item.item_no);
                let (answer, transfer) =
                    control::carry_out(&mut self.world, request, item, refuse, reference, today);
                answers.push(answer);
                self.transfers.extend(transfer);
            }
            self.controls.insert(request.request_no.clone(), answers.clone());
            answers
        });
        self.deliver(Content::ControlFeedback(answers), today, again, &mut chance);
    }

    /// Counts how often a request came and gives the chance for this time: by who is asked about and what for, so
    /// that the same request has the same fate however request numbers are made.
    fn asked(&mut self, request_no: &str, about: &Person, seen: &str) -> Chance {
        let times = self.times_asked.entry(request_no.to_owned()).or_default();
        *times += 1;
        Chance::for_name(self.seed, &format!("{} {seen}#{times}", about.id_number))
    }

    fn deliver(&mut self, content: Content, today: Day, again: bool, chance: &mut Chance) {
        // A repeated request is always answered, else a lost answer could stay lost for ever.
        if !again && chance.percent(self.weather.lose) {
            return;
        }
        let delay = if chance.percent(self.weather.late) {
            1 + i64::try_from(chance.below(u64::from(self.weather.late_days.max(1)))).unwrap_or(0)
        } else {
            0
        };
        let due = today.plus_days(delay).unwrap_or(today);
        if chance.percent(self.weather.duplicate) {
            self.post(content.clone(), due);
        }
        let broken = !again && chance.percent(self.weather.partial);
        match break_one(&content).filter(|_| broken) {
            Some(file) => {
                let name = self.name(&content);
                self.pending.push((due, PackageFile { file_name: name.file_name(), bytes: file }));
            }
            None => self.post(content, due),
        }
    }

    fn name(&mut self, content: &Content) -> PackageName {
        self.batches += 1;
        let kind = match content {
            Content::ControlFeedback(_) => PackageKind::ControlFeedback,
            _ => PackageKind::QueryFeedback,
        };
        let batch_no = format!("{:030}", self.batches);
        PackageName { kind, bank_code: self.bank_code.clone(), batch_no }
    }

    fn post(&mut self, content: Content, due: Day) {
        let name = self.name(&content);
        let package = Package { name, content, documents: Vec::new(), cards: Vec::new() };
        match package::write(&package) {
            Ok(file) => self.pending.push((due, file)),
            Err(refused) => tracing::warn!(%refused, "simulated feedback could not be written"),
        }
    }
}

fn refused_query(request: &QueryRequest, today: Day) -> QueryFeedback {
    QueryFeedback {
        request_no: request.request_no.clone(),
        result: QueryResult::Failed,
        responder_code: "NETWORK".to_owned(),
        responder_name: "网络查控中心".to_owned(),
        answered_on: today,
        remark: Some("证件类型与号码未通过核验，请核对后重新提交".to_owned()),
        accounts: Vec::new(),
        assets: Vec::new(),
    }
}

fn nothing_instead(answer: &QueryFeedback) -> QueryFeedback {
    QueryFeedback {
        result: QueryResult::Nothing,
        accounts: Vec::new(),
        assets: Vec::new(),
        remark: None,
        ..answer.clone()
    }
}

/// A package whose last item lacks its request number, the others being good; `None` for a single item.
fn break_one(content: &Content) -> Option<Vec<u8>> {
    if content.len() < 2 {
        return None;
    }
    package::write_broken(content)
}

fn same_person(asked: &Person, owner: &Person) -> bool {
    asked.id_number == owner.id_number && asked.name == owner.name
}

/// The common parts of a control answer.
fn answer(
    request: &ControlRequest,
    item: &crate::search_network::control::ControlItem,
    today: Day,
) -> ControlFeedback {
    ControlFeedback {
        request_no: request.request_no.clone(),
        item_no: item.item_no,
        measure: item.measure,
        result: ControlResult::Refused,
        account: item.account.clone(),
        sub_account: item.sub_account.clone(),
        actual_amount: Fen::ZERO,
        frozen_amount: Fen::ZERO,
        available: Fen::ZERO,
        starts_on: None,
        ends_on: None,
        refusal: None,
        operator: "柜员0107".to_owned(),
        reviewer: "主管0031".to_owned(),
        answered_on: today,
        transfer_no: None,
    }
}
