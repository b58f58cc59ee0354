//! 分量: what a command on a heavy case under a mode of many rules costs the processor beyond one on a case of nothing,
//! without any database: the decision, and all that the engine makes of it.

use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};
use uuid::Uuid;
use zhixing_domain::{
    command::Command as _,
    engine,
    ground::{
        court::Court,
        entry::Entry,
        id::{AssetId, TaskId},
        refusal::Refusal,
    },
    matter::{Matter, context::Context, event::Event},
    mode::{Mode, TaskRule, condition::Condition, each::Each},
    property::asset::{AssetEvent, AssetKind, Found},
    work::task::accept::AcceptTask,
};
use zhixing_law::{calendar::Calendar, money::Fen};
use zhixing_store::{DatabaseUrl, Db, Options};

use crate::{
    Asked,
    court::{self, BenchCourt, COURT},
    report::{self, Stopwatch},
};

const ASSETS: u128 = 200;
const RULES: usize = 300;

/// Every so many of the rules stands for each asset; the others stand for the case.
const PER_ASSET: usize = 10;

/// Seconds of processor that all of it may cost more.
const LIMIT: f64 = 0.002;

/// `weight --fonts DIR [--quick]`
pub(crate) async fn run(asked: &Asked) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let url = DatabaseUrl::in_dir(&folder.path().join("data"));
    let db = Db::open(&url, &Options { durable: false, ..Options::default() }).await?;
    db.migrate(court::now()?).await?;
    let app = court::open(db.clone(), folder.path(), &asked.path("--fonts")?)?;
    let court = court::found(app, 1).await?;
    let info = court.app.organisation(COURT).await?.court.clone();
    let at = At { court: &court, info: &info };
    let (case, task) = court.cases.first().copied().context("没有案件")?;
    let light = court.app.case(&court.clerk, case).await?;
    let shipped = court.app.modes.shipped_as("guangdong-service-centre").context("没有模式")?;
    let (plain, ruled) = (Arc::clone(&shipped.mode), many_rules(&shipped.mode)?);
    let heavy = many_assets(&light, &at, &plain)?;
    let rounds = if asked.is_quick() { 3 } else { 300 };
    let nothing = cost(&light, &plain, &at, task, rounds)?;
    let all = cost(&heavy, &ruled, &at, task, rounds)?;
    report::limits_heading();
    let what = format!("{ASSETS} 项财产、{RULES} 条规则的一次签收，比没有时多");
    report::within(&what, (all - nothing).max(0.0), LIMIT);
    db.close().await;
    Ok(())
}

/// The mode with so many rules more, none of which ever wants its task.
fn many_rules(mode: &Mode) -> Result<Mode> {
    let mut ruled = mode.clone();
    let known = mode.task.iter().find(|rule| rule.needs.is_some()).context("没有规则")?.clone();
    for place in 0..RULES {
        let of_asset = place % PER_ASSET == 0;
        let needs = if of_asset {
            "asset.money && !asset.screened && searches > 100000"
        } else {
            "searches > 100000 && has_handler"
        };
        ruled.task.push(TaskRule {
            key: format!("rule_{place}"),
            each: if of_asset { Each::Asset } else { Each::default() },
            needs: Some(Condition::parse(needs).map_err(anyhow::Error::msg)?),
            until: None,
            ..known.clone()
        });
    }
    Ok(ruled)
}

fn many_assets(light: &Matter, at: &At<'_>, mode: &Mode) -> Result<Matter> {
    let mut heavy = light.clone();
    let respondent = heavy.parties.first().context("没有当事人")?.id;
    let (court, now) = (at.court, at.court.app.clock.now());
    for place in 0..ASSETS {
        let found = AssetEvent::Found {
            asset: AssetId(Uuid::from_u128(place + 1)),
            respondent,
            search: None,
            holder: "C1010311000014".to_owned(),
            holder_name: "中国农业银行".to_owned(),
            found: Found {
                kind: AssetKind::Deposit,
                title: "活期存款".to_owned(),
                number: format!("62284800{place:011}"),
                amount: Fen::new(1_000_000),
                available: Fen::new(1_000_000),
                encumbrance: String::new(),
            },
            on: now.day(),
        };
        let (actor, actor_name) = (court.clerk.id, court.clerk.name.clone());
        let seq = heavy.version + 1;
        let entry = Entry { seq, happened_at: now, recorded_at: now, actor, actor_name };
        heavy.apply(&Event::from(found), &entry);
    }
    // What the assets themselves ask for is there before anything is measured.
    at.decides(mode, |ctx| engine::reconcile::reconcile(&mut heavy, &[], ctx))?;
    Ok(heavy)
}

/// Seconds for one command, the mean of so many.
fn cost(matter: &Matter, mode: &Mode, at: &At<'_>, task: TaskId, rounds: u32) -> Result<f64> {
    let accept = AcceptTask { task };
    let watch = Stopwatch::start();
    for _ in 0..rounds {
        let (after, outcome) = at.decides(mode, |ctx| {
            engine::run(matter, ctx, |matter, ctx| accept.decide(matter, ctx))
        })?;
        ensure!(after.version == matter.version + 1, "多做了：{:?}", outcome.events);
    }
    Ok(watch.secs() / f64::from(rounds))
}

/// The surroundings of a decision.
struct At<'a> {
    court: &'a BenchCourt,
    info: &'a Court,
}

impl At<'_> {
    fn decides<T>(
        &self,
        mode: &Mode,
        work: impl FnOnce(&mut Context<'_>) -> Result<T, Refusal>,
    ) -> Result<T> {
        let (app, now) = (&self.court.app, self.court.app.clock.now());
        let mut ids = || app.ids.next(now);
        let mut ctx = Context {
            now,
            happened_at: now,
            today: now.day(),
            court: self.info,
            mode,
            calendar: Calendar::builtin(),
            actor: &self.court.clerk,
            candidates: &[],
            bodies: &app.settings.bodies,
            clerk: &|_| None,
            scans: &[],
            evidence: &[],
            colleague: &|_| None,
            bench: &Vec::new,
            ids: &mut ids,
        };
        Ok(work(&mut ctx)?)
    }
}
