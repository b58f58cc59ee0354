//! 法院的来件: applications, visits and objections from a seed, and what respondents pay by themselves.

use serde_json::json;
use uuid::Uuid;
use zhixing_app::{error::Error, work::Meta};
use zhixing_connectors::simulator::{bank::Mess, chance::Chance, search_network::Transfer};
use zhixing_domain::{
    begin::Begins as _,
    ground::id::CaseId,
    intake::{
        filing::{Application, interview::RecordInterview, receive::FileCase},
        party::PartyRole,
    },
    matter::{Matter, Stage},
    money::payout::account,
    outreach::visit::record::RecordVisit,
    roof,
};
use zhixing_law::day::Day;
use zhixing_sim::{
    Desk,
    court::fund_account,
    demo::{application, person},
    people::Register,
};

/// Somebody who comes to the window with an application, once or twice.
pub(crate) struct Arrival {
    pub(crate) on: Day,
    complete: Application,
    /// Comes without its first materials and is told so.
    lacks: bool,
    /// The command with which it is filed: the same when it is sent again after a kill.
    command: Option<Uuid>,
    pub(crate) case: Option<CaseId>,
    /// 自动履行: the day on which the respondent pays by themselves, if they do.
    pays: bool,
    pub(crate) paid: bool,
}

impl Arrival {
    pub(crate) fn draw(
        seed: u64,
        number: u64,
        on: Day,
        register: &mut Register,
    ) -> Result<Arrival, Error> {
        let mut chance = Chance::for_name(seed, &format!("case {number}"));
        let complete = application::draw(&mut chance, register, on)?;
        let (lacks, pays) = (chance.percent(20), chance.percent(35));
        Ok(Arrival { on, complete, lacks, command: None, case: None, pays, paid: false })
    }

    /// What the respondents have.
    pub(crate) fn endow(&self, seed: u64, desk: &Desk) -> Result<(), Error> {
        let respondents = |party: &&_| party_role(party) == PartyRole::Respondent;
        for party in self.complete.parties.iter().filter(respondents) {
            let total = self.complete.claim.total()?;
            let around = total.checked_add(total)?.checked_add(total)?;
            desk.outside.draw(seed, &person(party), around, self.on);
        }
        Ok(())
    }

    /// At the window.
    pub(crate) async fn file(&mut self, desk: &Desk) -> Result<(), Error> {
        let mut brought = self.complete.clone();
        if self.lacks {
            brought.materials.drain(..2);
        }
        let drawn = || desk.app.ids.next(desk.app.clock.now());
        let command = *self.command.get_or_insert_with(drawn);
        let clerk = desk.actor(&desk.account("intake", 0).await?).await?;
        let meta = Meta::by(clerk, command, FileCase::NAME);
        let done = desk.app.begin(&meta, &FileCase(brought)).await?;
        self.case = done.case;
        desk.settle().await
    }

    /// Comes again with what was missing.
    pub(crate) async fn supplement(&self, desk: &Desk, file: &Matter) -> Result<bool, Error> {
        let waits = file.stage == Stage::Received && 3 < self.on.days_until(desk.today());
        if waits {
            desk.supplement(file.id, &self.complete).await?;
        }
        Ok(waits)
    }

    /// The respondent pays all that is owed, with the text that people write.
    pub(crate) fn pay(&mut self, seed: u64, desk: &Desk, file: &Matter) -> Result<(), Error> {
        let due = self.pays && !self.paid && file.stage == Stage::Open && file.notice_served();
        if !due {
            return Ok(());
        }
        let owed = account::outstanding(file, desk.today())?;
        let number = file.number_text();
        let mut chance = Chance::for_name(seed, &format!("payment {number}"));
        let payer = file.parties_of(PartyRole::Respondent).next();
        let on = desk.today().plus_days(1)?;
        let transfer = Transfer {
            reference: format!("HK{}", chance.digits(12)),
            to_account: fund_account().account,
            payer_name: payer.map(|party| party.details.name.clone()).unwrap_or_default(),
            payer_account: format!("62{}", chance.digits(17)),
            payer_bank: "中国农业银行怀集县支行".to_owned(),
            amount: owed,
            remittance: Mess::draw(&mut chance).text(&number),
            on,
        };
        desk.outside.pay_in(on, &transfer);
        self.paid = true;
        Ok(())
    }
}

fn party_role(party: &zhixing_domain::intake::party::PartyDetails) -> PartyRole {
    party.role
}

/// The talk at the window.
pub(crate) fn interview(chance: &mut Chance) -> Result<RecordInterview, Error> {
    let willing = chance.percent(30);
    application::interview(chance, willing)
}

/// Somebody comes and asks about a case.
pub(crate) async fn visit(desk: &Desk, about: &Matter) -> Result<Option<CaseId>, Error> {
    let mut kinds = roof::BEGINNINGS.iter();
    let kind = kinds.find(|kind| kind.name == RecordVisit::NAME);
    let kind = kind.ok_or(Error::NotFound("来访登记"))?;
    let beginning = kind.read(json!({
        "visitor": "", "identity_number": "", "phone": "", "about": about.number_text(),
        "topic": "progress", "request": "询问案款何时发放", "on": desk.today()
    }));
    let beginning = beginning.unwrap();
    let meta = desk.by(&desk.account("intake", 1).await?, kind.name).await?;
    Ok(desk.app.begin(&meta, &*beginning).await?.case)
}

/// Somebody outside the case claims what was found, or a party objects to what was done.
pub(crate) async fn object(desk: &Desk, to: &Matter, chance: &mut Chance) -> Result<(), Error> {
    let asset = to.assets.first().map(|asset| asset.id);
    let route = if asset.is_some() && chance.percent(50) { "right" } else { "conduct" };
    let kind = roof::find("file_objection").ok_or(Error::NotFound("执行异议"))?;
    let command = kind.read(json!({
        "route": route, "asset": if route == "right" { json!(asset) } else { json!(null) },
        "party": null, "outsider_kind": "person", "outsider": "何家旺",
        "outsider_identity": "11010519491231002X", "address": "怀集县怀城街道解放中路8号",
        "phone": "13800138000", "request": "停止对账户存款的执行",
        "reasons": "该账户的存款属于异议人所有", "received_on": desk.today(),
        "application": "yes", "identity": "yes", "evidence": "yes"
    }));
    let command = command.unwrap();
    let meta = desk.by(&desk.account("intake", 0).await?, kind.name).await?;
    desk.app.send(&meta, to.id, &*command).await.map(drop)
}
