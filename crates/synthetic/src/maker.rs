//! Makes one case after another.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use uuid::Uuid;
use zhixing_domain::ground::id::{CaseId, StaffId, StatementId};
use zhixing_domain::matter::event::Event;
use zhixing_domain::money::statement::StatementEvent;
use zhixing_law::day::Day;
use zhixing_law::instant::Instant;
use zhixing_law::measure::warning_on;
use zhixing_law::number::{CaseKind, CaseNumber, CourtCode};

use crate::chance::{Chance, Draw as _};
use crate::made::{HANDLERS, MadeCase, Synthetic, bad, handler};
use crate::names::{GIVEN, PLACES, SURNAMES, TRADES, WORDS};
use zhixing_store::StoreError;

const CAUSES: &[&str] = &[
    "买卖合同纠纷",
    "民间借贷纠纷",
    "金融借款合同纠纷",
    "劳动争议",
    "机动车交通事故责任纠纷",
    "离婚纠纷",
    "建设工程施工合同纠纷",
    "租赁合同纠纷",
    "信用卡纠纷",
    "追索劳动报酬纠纷",
];
/// Lane, its name and its team (the keys of the service-centre mode).
const LANES: &[(&str, &str, &str)] =
    &[("fast", "简案", "fast"), ("ordinary", "普通", "ordinary"), ("complex", "疑难", "complex")];
/// Task key, name, node, post.
const TASKS: &[(&str, &str, &str, &str)] = &[
    ("serve_documents", "送达文书", "notice", "server"),
    ("follow_search", "跟进网络查控反馈", "search", "searcher"),
    ("screen_assets", "甄别财产", "screening", "searcher"),
    ("deduct", "扣划存款", "control", "handler"),
    ("propose_payout", "核算并提出发放", "payout", "handler"),
    ("plan", "制定执行方案", "screening", "handler"),
];
const NODES: &[(&str, &str)] = &[
    ("notice", "文书送达"),
    ("search", "网络查控"),
    ("screening", "财产甄别"),
    ("control", "控制扣划"),
    ("payout", "案款发放"),
];
/// Ten years.
const SPAN: i64 = 3_650;
const ACCOUNT: &str = "44050170000000001234";

pub(super) fn days(from: Day, days: i64) -> Result<Day, StoreError> {
    from.plus_days(days).map_err(bad)
}

/// Makes the cases of a synthetic court in the order of their filing.
pub(super) struct Maker {
    pub(super) chance: Chance,
    pub(super) what: Synthetic,
    code: CourtCode,
    /// The last number of each year and series.
    pub(super) serials: BTreeMap<(i16, String), u32>,
    statements: u64,
}

/// The events of a case while it is made.
pub(super) struct Making {
    pub(super) events: Vec<(Uuid, Event, Day)>,
    receipts: Vec<Value>,
    pub(super) id: Uuid,
    pub(super) filed_on: Day,
}

impl Maker {
    pub(super) fn new(what: &Synthetic, code: CourtCode) -> Self {
        let chance = Chance::new(what.seed);
        Self { chance, what: what.clone(), code, serials: BTreeMap::new(), statements: 0 }
    }

    /// The last serial given per year and series.
    pub(super) fn serials(&self) -> Vec<(i64, &str, i64)> {
        let serials = self.serials.iter();
        serials.map(|((year, word), last)| (i64::from(*year), &**word, i64::from(*last))).collect()
    }

    /// An id made on a day.
    pub(super) fn id(&mut self, on: Day) -> Result<Uuid, StoreError> {
        let at = Instant::local_at(on, 9, 0).map_err(bad)?;
        let millis = u64::try_from(at.micros() / 1_000).map_err(bad)?;
        Ok(self.chance.id(millis + self.statements % 1_000))
    }

    /// Who imports statements.
    pub(super) fn clerk(&self) -> (StaffId, String) {
        (handler(self.what.seed, HANDLERS), "案款专管员".to_owned())
    }

    /// The case at a place among all.
    pub(super) fn case(&mut self, place: u32) -> Result<MadeCase, StoreError> {
        let first = days(self.what.today, -SPAN)?;
        let offset = i64::from(place) * (SPAN + 1) / i64::from(self.what.cases.max(1));
        let filed_on = days(first, offset)?;
        let id = self.id(filed_on)?;
        let mut making = Making { events: Vec::new(), receipts: Vec::new(), id, filed_on };
        let kind = match self.chance.below(103) {
            0..90 => CaseKind::First,
            90..97 => CaseKind::Resumed,
            97..99 => CaseKind::Preservation,
            99 => CaseKind::Objection,
            _ => return self.visit(making),
        };
        let claim = 100_000 + i64::try_from(self.chance.below(80_000_000)).map_err(bad)?;
        self.file(&mut making, kind, claim)?;
        let actor = self.assign(&mut making)?;
        let age = filed_on.days_until(self.what.today);
        let closed = if age > 200 { self.chance.percent(95) } else { self.chance.percent(40) };
        if closed {
            self.close(&mut making, age)?;
        } else {
            self.work(&mut making, claim)?;
        }
        let Making { events, receipts, .. } = making;
        Ok(MadeCase { id: CaseId(id), events, actor, receipts })
    }

    pub(super) fn add(
        &mut self,
        making: &mut Making,
        on: Day,
        kind: &str,
        body: Value,
    ) -> Result<(), StoreError> {
        let event = Event::decode(kind, 1, body).map_err(bad)?;
        let entry_id = self.id(on)?;
        making.events.push((entry_id, event, on));
        Ok(())
    }

    pub(super) fn person(&mut self) -> String {
        let mut name = self.chance.one(SURNAMES).to_owned();
        name.push_str(self.chance.one(GIVEN));
        if self.chance.percent(70) {
            name.push_str(self.chance.one(GIVEN));
        }
        name
    }

    fn company(&mut self) -> String {
        let (place, word) = (self.chance.one(PLACES), self.chance.one(WORDS));
        format!("{place}{word}{}有限公司", self.chance.one(TRADES))
    }

    fn file(&mut self, making: &mut Making, kind: CaseKind, claim: i64) -> Result<(), StoreError> {
        let on = making.filed_on;
        let cause = self.chance.one(CAUSES);
        let livelihood = cause.contains("劳动") || cause.contains("交通");
        let before = days(on, -60)?;
        let application = json!({
            "kind": kind,
            "claim": {
                "title": {
                    "category": "court", "kind": "民事判决书", "issuer": "怀集县人民法院",
                    "number": "（2015）粤1224民初1号", "effective_on": before,
                    "due_on": days(before, 10)?, "operative_part": "支付货款",
                },
                "items": [{ "kind": "principal", "title": "货款", "amount_fen": claim }],
                "cause": cause, "delay_interest": false, "livelihood": livelihood,
            },
            "parties": [], "materials": [], "jurisdiction": "first_instance",
            "received_on": on, "performed": false, "by_agent": false, "duplicate_search": "",
            "risk_notice_given": true,
        });
        let mode = json!({ "key": "guangdong-service-centre", "version": 1 });
        self.add(making, on, "mode.pinned", json!({ "type": "pinned", "mode": mode }))?;
        self.add(
            making,
            on,
            "filing.received",
            json!({
                "type": "received", "application": application,
            }),
        )?;
        let respondents = 1 + self.chance.below(10) / 7;
        for place in 0..=respondents {
            let role = if place == 0 { "applicant" } else { "respondent" };
            let company = self.chance.percent(40);
            let name = if company { self.company() } else { self.person() };
            let party = self.id(on)?;
            let phone = format!("13{:09}", self.chance.below(1_000_000_000));
            let identity = format!("X{:017}", self.chance.draw() >> 10);
            self.add(
                making,
                on,
                "party.added",
                json!({
                    "type": "added", "party": party,
                    "details": {
                        "role": role, "kind": if company { "legal_person" } else { "person" },
                        "name": name, "identity_number": identity,
                        "phone": phone, "address": "怀集县怀城街道",
                    },
                }),
            )?;
        }
        let serial = self.next_serial(on.year(), kind.code());
        let number = CaseNumber::new(on.year(), self.code.clone(), kind, serial).map_err(bad)?;
        let account_no = zhixing_domain::intake::opening::number::sub_account(ACCOUNT, &number);
        self.add(
            making,
            on,
            "filing.accepted",
            json!({
                "type": "accepted", "number": number, "account_no": account_no, "filed_on": on,
            }),
        )
    }

    pub(super) fn assign(&mut self, making: &mut Making) -> Result<(StaffId, String), StoreError> {
        let on = making.filed_on;
        let lane = usize::try_from(self.chance.below(10)).unwrap_or(0) / 5;
        let lane = if self.chance.percent(8) { 2 } else { lane };
        let (key, name, team) = LANES.get(lane).copied().unwrap_or(("fast", "简案", "fast"));
        let judge = self.chance.below(HANDLERS / 3) * 3 + (lane as u64);
        let actor = (handler(self.what.seed, judge), format!("执行法官{judge}"));
        self.add(
            making,
            on,
            "triage.decided",
            json!({
                "type": "decided", "round": "first", "lane": key, "lane_name": name, "rule": "F4",
                "rule_name": "标的额小", "condition": "", "inputs": [],
            }),
        )?;
        self.add(
            making,
            on,
            "triage.assigned",
            json!({
                "type": "assigned", "staff": actor.0, "name": actor.1, "team": team, "load": 0,
            }),
        )?;
        Ok(actor)
    }

    pub(super) fn open_task(
        &mut self,
        making: &mut Making,
        due_on: Day,
    ) -> Result<Uuid, StoreError> {
        let place = usize::try_from(self.chance.below(TASKS.len() as u64)).unwrap_or(0);
        let (key, name, node, post) = TASKS.get(place).copied().unwrap_or(("", "", "", ""));
        let (task, on) = (self.id(making.filed_on)?, making.filed_on);
        self.add(making, on, "task.opened", json!({
            "type": "opened", "task": task, "key": key, "subject": "matter", "name": name, "node": node, "post": post,
            "opened_on": on, "due_on": due_on, "basis": "本院时限（可调）", "opens": "head",
        }))?;
        Ok(task)
    }

    fn close(&mut self, making: &mut Making, age: i64) -> Result<(), StoreError> {
        let due_on = days(making.filed_on, 30)?;
        let task = self.open_task(making, due_on)?;
        let lasted = i64::try_from(self.chance.below(180)).unwrap_or(0).min(age);
        let on = days(making.filed_on, lasted)?;
        self.add(
            making,
            on,
            "task.completed",
            json!({
                "type": "completed", "task": task, "result": "办结", "automatic": false,
            }),
        )?;
        self.end(making, on, "completed")
    }

    pub(super) fn end(
        &mut self,
        making: &mut Making,
        on: Day,
        way: &str,
    ) -> Result<(), StoreError> {
        let closed = json!({
            "type": "closed", "way": way, "on": on, "conditions": [], "received_fen": 0,
            "remark": "",
        });
        self.add(making, on, "closing.closed", closed)
    }

    fn work(&mut self, making: &mut Making, claim: i64) -> Result<(), StoreError> {
        let (on, today) = (making.filed_on, self.what.today);
        let place = usize::try_from(self.chance.below(NODES.len() as u64)).unwrap_or(0);
        let (node, name) = NODES.get(place).copied().unwrap_or(("notice", "文书送达"));
        let near = |chance: &mut Chance| i64::try_from(chance.below(40)).unwrap_or(0) - 8;
        let due_on = days(today, near(&mut self.chance))?;
        self.term(making)?;
        self.add(
            making,
            on,
            "node.started",
            json!({
                "type": "started", "node": node, "name": name, "on": on, "due_on": due_on,
                "basis": "本院时限（可调）",
            }),
        )?;
        for _ in 0..=self.chance.below(2) {
            let due_on = days(today, near(&mut self.chance))?;
            let task = self.open_task(making, due_on)?;
            if self.chance.percent(30) {
                self.add(making, on, "task.accepted", json!({ "type": "accepted", "task": task }))?;
            }
        }
        if self.chance.percent(30) {
            self.freeze(making, claim)?;
        }
        if self.chance.percent(15) {
            self.receive(making, claim)?;
        }
        Ok(())
    }

    fn freeze(&mut self, making: &mut Making, claim: i64) -> Result<(), StoreError> {
        let on = making.filed_on;
        let (asset, measure) = (self.id(on)?, self.id(on)?);
        let ahead = i64::try_from(self.chance.below(360)).unwrap_or(0);
        let ends_on = days(self.what.today, ahead - 2)?;
        let number = format!("6222{:015}", self.chance.draw() >> 15);
        self.add(
            making,
            on,
            "asset.found",
            json!({
                "type": "found", "asset": asset, "respondent": making.id, "search": null,
                "holder": "C1010411000013", "holder_name": "中国工商银行", "on": on,
                "found": {
                    "kind": "deposit", "title": "活期存款", "number": number, "amount_fen": claim,
                    "available_fen": claim, "encumbrance": "",
                },
            }),
        )?;
        let request_no = zhixing_domain::ground::id::request_number(measure);
        self.add(making, on, "measure.ordered", json!({
            "type": "ordered", "measure": measure, "asset": asset, "amount_fen": claim, "from": on,
            "ends_on": ends_on, "request_no": request_no, "reason": "存款足以清偿",
        }))?;
        self.add(
            making,
            on,
            "measure.confirmed",
            json!({
                "type": "confirmed", "measure": measure, "actual_fen": claim, "from": on,
                "ends_on": ends_on,
            }),
        )?;
        // One end in two is warned of, and one in four answered for.
        let Some(days) = warning_on(ends_on, self.what.today) else { return Ok(()) };
        let draw = number.bytes().last().unwrap_or_default() % 4;
        if draw < 2 {
            let warned = json!({
                "type": "warned", "measure": measure, "days": days, "ends_on": ends_on,
            });
            self.add(making, on, "measure.warned", warned)?;
        }
        if draw == 0 {
            let answered = json!({ "type": "acknowledged", "measure": measure, "note": "续行" });
            self.add(making, on, "measure.acknowledged", answered)?;
        }
        Ok(())
    }

    fn receive(&mut self, making: &mut Making, claim: i64) -> Result<(), StoreError> {
        let ago = i64::try_from(self.chance.below(45)).unwrap_or(0);
        let on = days(self.what.today, -ago)?;
        let on = if on < making.filed_on { making.filed_on } else { on };
        let receipt = self.id(on)?;
        let payer = self.person();
        self.add(
            making,
            on,
            "fund.received",
            json!({
                "type": "received", "receipt": receipt, "amount_fen": claim, "on": on,
                "discharge_on": on, "payer": payer, "text": "执行款", "deduction": null,
                "claimed": false,
            }),
        )?;
        let number = making.events.iter().find_map(|(_, event, _)| match event {
            Event::Filing(zhixing_domain::intake::filing::FilingEvent::Accepted {
                number, ..
            }) => Some(number.to_string()),
            _ => None,
        });
        making.receipts.push(json!({
            "receipt": receipt, "amount_fen": claim, "on": on, "payer": payer, "case": making.id,
            "number": number.unwrap_or_default(),
        }));
        if !self.chance.percent(40) {
            return Ok(());
        }
        let payout = self.id(on)?;
        let account = json!({
            "name": payer, "bank": "工商银行", "bank_code": "", "account": "6222020000001",
        });
        self.add(
            making,
            on,
            "payout.proposed",
            json!({
                "type": "proposed", "payout": payout, "total_fen": claim, "settled_to": on,
                "remark": "",
                "lines": [{
                    "purpose": "applicant", "party": null, "amount_fen": claim, "account": account,
                    "parts": [],
                }],
            }),
        )?;
        let approval = self.id(on)?;
        self.add(
            making,
            on,
            "approval.asked",
            json!({
                "type": "asked", "approval": approval,
                "what": { "act": "payout", "payout": payout, "total_fen": claim },
                "steps": [{
                    "name": "审批人", "roles": ["bureau_chief", "president"], "posts": [],
                    "basis": "款物规定(2017)第10条",
                }],
            }),
        )?;
        if self.chance.percent(50) {
            let signed =
                json!({ "type": "signed", "approval": approval, "step": 0, "opinion": "同意" });
            self.add(making, on, "approval.signed", signed)?;
            let approved = json!({ "type": "approved", "payout": payout });
            self.add(making, on, "payout.approved", approved)?;
        }
        Ok(())
    }

    /// A statement with the receipts of some cases and a few that nobody knows.
    pub(super) fn statement(
        &mut self,
        receipts: &[Value],
    ) -> Result<(StatementId, Vec<StatementEvent>, Day), StoreError> {
        self.statements += 1;
        let today = self.what.today;
        let mut lines = Vec::new();
        let mut sum = 0;
        let mut line = |receipt: Value, amount: i64, on: Value, payer: Value| {
            sum += amount;
            let place = lines.len() + 1;
            lines.push(json!({
                "receipt": receipt, "credit": true, "amount_fen": amount, "booked_on": on,
                "payer": payer, "payer_account": "6222020000002", "text": "执行款",
                "bank_ref": format!("S{:08}-{place:05}", self.statements),
            }));
        };
        for receipt in receipts {
            let take = |name: &str| receipt.get(name).cloned().unwrap_or_default();
            let amount = receipt.get("amount_fen").and_then(Value::as_i64).unwrap_or(1);
            line(take("receipt"), amount, take("on"), take("payer"));
        }
        let mut unknown = Vec::new();
        // One of them is claimed below; one stays unknown whatever the chance.
        for place in 0..2 + self.chance.below(2) {
            let on = today.plus_days(-i64::try_from(place * 9).unwrap_or(0)).map_err(bad)?;
            let at = Instant::local_at(on, 9, 0).map_err(bad)?;
            let millis = u64::try_from(at.micros() / 1_000).map_err(bad)?;
            let receipt = self.chance.id(millis);
            let amount = 10_000 + i64::try_from(self.chance.below(500_000)).unwrap_or(0);
            line(json!(receipt), amount, json!(on), json!("某某"));
            unknown.push(receipt);
        }
        let mut bodies = vec![json!({
            "type": "imported", "account": ACCOUNT, "from": today, "to": today, "opening_fen": 0,
            "closing_fen": sum, "file": null, "file_name": "流水.xml", "format": "camt.053",
            "lines": lines, "repeated": 0,
        })];
        bodies.extend(receipts.iter().map(|receipt| {
            let take = |name: &str| receipt.get(name).cloned().unwrap_or_default();
            json!({
                "type": "matched", "receipt": take("receipt"), "case": take("case"),
                "number": take("number"), "on": take("on"), "rule": "account",
            })
        }));
        if let (Some(receipt), Some(known)) = (unknown.first(), receipts.first()) {
            bodies.push(json!({
                "type": "claimed", "receipt": receipt, "number": known.get("number"),
                "case": known.get("case"), "reason": "与本案被执行人同名",
            }));
        }
        let events: Result<Vec<StatementEvent>, _> =
            bodies.into_iter().map(serde_json::from_value).collect();
        Ok((StatementId(self.id(today)?), events.map_err(bad)?, today))
    }
}
