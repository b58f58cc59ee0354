//! Lists and searches among a million synthetic cases, each query many times with other values, by the same functions and
//! the same cursors as the pages'.

use anyhow::{Context as _, Result, ensure};
use zhixing_app::list::{CaseFilter, CaseSort, Light, Mine, Page, TaskDue, TaskFilter, TaskStates};
use zhixing_domain::{ground::id::StaffId, matter::Stage};
use zhixing_law::{
    day::Day,
    number::{CaseKind, CaseNumber, CourtCode},
};
use zhixing_store::{
    Conn, DatabaseUrl, Db, Options, V,
    load::{self, Chance, HANDLERS, Synthetic},
};

use crate::{
    Asked,
    court::{self, COURT},
    report::{self, Stopwatch},
};

const SEED: u64 = 20_261_120;
const LIMIT: Option<f64> = Some(100.0);
/// Totals stop counting here, as the pages' do.
const COUNT_MAX: i64 = 100_000;

/// `load --data DIR --cases N [--fonts DIR]`: leaves a data directory with a synthetic court, unless it is there already;
/// with fonts also its people, so that one of them can sign in.
pub(crate) async fn load(asked: &Asked) -> Result<()> {
    let data = asked.path("--data")?;
    let db = filled(&DatabaseUrl::in_dir(&data), asked.number("--cases", 100_000)?).await?;
    if asked.value("--fonts").is_some() {
        court::people(&court::open(db.clone(), &data, &asked.path("--fonts")?)?).await?;
    }
    db.close().await;
    Ok(())
}

/// `lists --data DIR --pg URL --cases N [--only sqlite|pg] [--quick]`
pub(crate) async fn run(asked: &Asked) -> Result<()> {
    let cases = asked.number("--cases", 1_000_000)?;
    let rounds = if asked.is_quick() { 20 } else { 300 };
    let only = asked.value("--only").unwrap_or_default();
    let mut databases = Vec::new();
    if only != "pg" {
        databases.push(("SQLite", DatabaseUrl::in_dir(&asked.path("--data")?)));
    }
    if only != "sqlite" {
        databases.push(("PostgreSQL", asked.value("--pg").context("缺少 --pg")?.parse()?));
    }
    for (name, url) in databases {
        let db = filled(&url, cases).await?;
        report::times_heading();
        let mut bench =
            Lists { name, conn: db.read().await?, chance: Chance::new(7), rounds, cases };
        bench.measure().await?;
        drop(bench);
        db.close().await;
    }
    Ok(())
}

fn today() -> Result<Day> {
    Ok(Day::new(2026, 11, 20)?)
}

/// The database with a synthetic court of so many cases; made when it is empty.
async fn filled(url: &DatabaseUrl, cases: u32) -> Result<Db> {
    let db = Db::open(url, &Options::default()).await?;
    db.migrate(court::now()?).await?;
    let there = count(&db).await?;
    if there == i64::from(cases) {
        return Ok(db);
    }
    ensure!(there == 0, "{url} 里已有 {there} 件案件，不是 {cases} 件：删去后重来");
    // Made under no promise of durability; what is measured afterwards is opened as a court's would be.
    let db = if db.is_sqlite() {
        db.close().await;
        drop(db);
        Db::open(url, &Options { durable: false, ..Options::default() }).await?
    } else {
        db
    };
    eprintln!("  装入 {cases} 件案件（{url}），只此一次");
    let what = Synthetic { court: COURT.to_owned(), cases, seed: SEED, today: today()? };
    let watch = Stopwatch::start();
    let mut said = 0;
    let mut progress = |done: u32| {
        if said + cases.div_ceil(10) <= done {
            said = done;
            eprintln!("  {done} 件，{:.0} 秒", watch.secs());
        }
    };
    let loaded = load::synthetic(&db, &what, &mut progress).await?;
    eprintln!(
        "  {} 件，{} 条流水，{} 行，{:.0} 秒",
        loaded.cases,
        loaded.entries,
        loaded.rows,
        watch.secs()
    );
    // What the database would do by itself in the hours after so many rows.
    if db.is_sqlite() {
        let mut tx = db.begin().await?;
        tx.execute("ANALYZE", &[]).await?;
        tx.commit().await?;
        db.close().await;
        drop(db);
        return Ok(Db::open(url, &Options::default()).await?);
    }
    db.read().await?.all("VACUUM ANALYZE", &[]).await?;
    Ok(db)
}

async fn count(db: &Db) -> Result<i64> {
    let sql = "SELECT COUNT(*) AS n FROM case_file WHERE court_id = $1";
    Ok(db.read().await?.one(sql, &[V::from(COURT)]).await?.int("n")?)
}

/// One database under measurement.
struct Lists {
    name: &'static str,
    conn: Conn,
    chance: Chance,
    rounds: u32,
    cases: u32,
}

/// The names of some parties, to search for.
struct Names {
    whole: Vec<String>,
}

impl Lists {
    async fn measure(&mut self) -> Result<()> {
        self.case_lists().await?;
        self.task_lists().await?;
        self.searches().await?;
        self.totals().await
    }

    fn report(&self, what: &str, millis: Vec<f64>, limit: Option<f64>) {
        report::times(self.name, what, millis, limit);
    }

    /// One page of a list, first or deep, so many times.
    async fn cases(&mut self, what: &str, filters: &[CaseFilter]) -> Result<()> {
        let mut millis = Vec::new();
        let mut rows = 0;
        for round in 0..self.rounds {
            let filter = pick(filters, round)?;
            let watch = Stopwatch::start();
            let found = self.conn.list_cases(filter, &Page::default()).await?;
            millis.push(watch.millis());
            rows += found.rows.len();
        }
        ensure!(rows > 0, "{what}：什么也没有找到");
        self.report(what, millis, LIMIT);
        Ok(())
    }

    /// Pages far down: the cursor of a case somewhere in the middle.
    async fn deep_cases(&mut self, what: &str, filter: &CaseFilter) -> Result<()> {
        let cursors = self.case_cursors(filter).await?;
        let mut millis = Vec::new();
        for round in 0..self.rounds {
            let cursor = Some(pick(&cursors, round)?.clone());
            let watch = Stopwatch::start();
            self.conn.list_cases(filter, &Page { cursor, limit: 50 }).await?;
            millis.push(watch.millis());
        }
        self.report(what, millis, LIMIT);
        Ok(())
    }

    /// Cursors of places spread over the whole list, read off the list itself by jumping through its sort key.
    async fn case_cursors(&mut self, filter: &CaseFilter) -> Result<Vec<String>> {
        let (letter, key) = match filter.sort {
            CaseSort::Due => ('d', "due_key"),
            CaseSort::Filed => ('f', "filed_key"),
            CaseSort::Claim => ('c', "CAST(claim_fen AS TEXT)"),
        };
        let stage =
            filter.stage.map_or(String::new(), |stage| format!(" AND stage = '{}'", stage.code()));
        let sql =
            format!("SELECT {key} AS sort_key, case_id FROM case_file WHERE court_id = $1{stage}");
        let every = (self.cases / 200).max(1);
        let (mut place, mut cursors) = (0_u32, Vec::new());
        self.conn
            .each(sql, &[V::from(COURT)], |row| {
                place += 1;
                if place.is_multiple_of(every) {
                    let id = row.uuid("case_id")?;
                    cursors.push(format!("{letter}~{}~{}", row.text("sort_key")?, id.simple()));
                }
                Ok(())
            })
            .await?;
        Ok(cursors)
    }

    async fn case_lists(&mut self) -> Result<()> {
        let all = CaseFilter::of(COURT, today()?);
        let open = CaseFilter { stage: Some(Stage::Open), ..all.clone() };
        let by = |sort| CaseFilter { sort, ..open.clone() };
        self.cases("案件清单，在办，按时限，第一页", std::slice::from_ref(&open)).await?;
        self.deep_cases("案件清单，在办，按时限，深处", &open).await?;
        self.cases(
            "案件清单，全部，按立案日，第一页",
            &[CaseFilter { sort: CaseSort::Filed, ..all.clone() }],
        )
        .await?;
        self.deep_cases(
            "案件清单，全部，按立案日，深处",
            &CaseFilter { sort: CaseSort::Filed, ..all.clone() },
        )
        .await?;
        self.cases("案件清单，在办，按标的，第一页", &[by(CaseSort::Claim)]).await?;
        self.deep_cases("案件清单，在办，按标的，深处", &by(CaseSort::Claim)).await?;
        let handlers: Vec<CaseFilter> = (0..HANDLERS)
            .map(|place| CaseFilter { handler: Some(load::handler(SEED, place)), ..open.clone() })
            .collect();
        self.cases("案件清单，某承办人在办", &handlers).await?;
        let lights = [Light::Overdue, Light::DueToday, Light::Soon];
        let lights = lights.map(|light| CaseFilter { light: Some(light), ..open.clone() });
        self.cases("案件清单，逾期、今日、三日内", &lights).await?;
        let far = [Light::Normal, Light::Idle];
        let far = far.map(|light| CaseFilter { light: Some(light), ..all.clone() });
        self.cases("案件清单，期限尚远、没有期限", &far).await?;
        let newest = far.map(|filter| CaseFilter { sort: CaseSort::Filed, ..filter });
        self.cases("案件清单，期限尚远、没有期限，按立案日", &newest).await?;
        let warned = CaseFilter { warned: true, ..all.clone() };
        let sorts = [CaseSort::Due, CaseSort::Filed, CaseSort::Claim];
        let warned = sorts.map(|sort| CaseFilter { sort, ..warned.clone() });
        self.cases("案件清单，控制措施将到期", &warned).await?;
        let teams = ["fast", "ordinary", "complex"];
        let teams: Vec<CaseFilter> = teams
            .iter()
            .map(|team| CaseFilter { team: Some((*team).to_owned()), ..open.clone() })
            .collect();
        self.cases("案件清单，某团队在办", &teams).await?;
        let from = Some(today()?.plus_days(-400)?);
        let rare = CaseFilter {
            kind: Some(CaseKind::Objection),
            filed_from: from,
            livelihood: Some(true),
            sort: CaseSort::Filed,
            ..all
        };
        self.cases("案件清单，类型、立案日、涉民生一起", &[rare]).await
    }

    async fn task_lists(&mut self) -> Result<()> {
        let all = TaskFilter::of(COURT, today()?);
        let mine = |staff: StaffId, posts: &[&str]| TaskFilter {
            mine: Some(Mine {
                staff,
                posts: posts.iter().map(|post| (*post).to_owned()).collect(),
            }),
            ..all.clone()
        };
        let people: Vec<TaskFilter> = (0..HANDLERS)
            .map(|place| mine(load::handler(SEED, place), &["server", "searcher"]))
            .collect();
        self.tasks("事项清单，本人和本岗", &people, LIMIT).await?;
        self.tasks("事项清单，全院", std::slice::from_ref(&all), LIMIT).await?;
        let team = TaskFilter { team: Some("fast".to_owned()), ..all.clone() };
        let late = TaskFilter { due: Some(TaskDue::Overdue), ..team.clone() };
        self.tasks("事项清单，某团队逾期", &[late], LIMIT).await?;
        let week = TaskFilter { due: Some(TaskDue::Week), ..all.clone() };
        self.tasks("事项清单，全院七日内到期", &[week], LIMIT).await?;
        let whole = [all, team].map(|filter| TaskFilter { states: TaskStates::All, ..filter });
        self.tasks("事项清单，全部状态", &whole, LIMIT).await?;
        self.task_counts("事项计数，本人和本岗", &people).await
    }

    /// The first page and, by its cursors, nine more.
    async fn tasks(
        &mut self,
        what: &str,
        filters: &[TaskFilter],
        limit: Option<f64>,
    ) -> Result<()> {
        let (mut first, mut deep) = (Vec::new(), Vec::new());
        for round in 0..self.rounds {
            let filter = pick(filters, round)?;
            let mut page = Page::default();
            for place in 0..if round.is_multiple_of(10) { 10 } else { 1 } {
                let watch = Stopwatch::start();
                let found = self.conn.list_tasks(filter, &page).await?;
                if place == 0 { &mut first } else { &mut deep }.push(watch.millis());
                ensure!(place > 0 || !found.rows.is_empty(), "{what}：什么也没有找到");
                let Some(next) = found.next else { break };
                page.cursor = Some(next);
            }
        }
        self.report(&format!("{what}，第一页"), first, limit);
        if !deep.is_empty() {
            self.report(&format!("{what}，后面的页"), deep, limit);
        }
        Ok(())
    }

    async fn task_counts(&mut self, what: &str, filters: &[TaskFilter]) -> Result<()> {
        let mut millis = Vec::new();
        for round in 0..self.rounds {
            let watch = Stopwatch::start();
            self.conn.count_tasks(pick(filters, round)?, 100_000).await?;
            millis.push(watch.millis());
        }
        self.report(what, millis, None);
        Ok(())
    }

    async fn searches(&mut self) -> Result<()> {
        let all = CaseFilter::of(COURT, today()?);
        let by = |text: String| CaseFilter { text: Some(text), ..all.clone() };
        let mut numbers = Vec::new();
        let mut digits = Vec::new();
        for _ in 0..self.rounds {
            let serial = 1 + u32::try_from(self.chance.below(u64::from(self.cases / 14).max(1)))?;
            let year = 2017 + i16::try_from(self.chance.below(9))?;
            let number = CaseNumber::new(year, CourtCode::parse(COURT)?, CaseKind::First, serial)?;
            numbers.push(by(number.to_string()));
            digits.push(by(format!("{serial:04}")));
        }
        self.cases("查找，整个案号", &numbers).await?;
        self.cases("查找，案号数字", &digits).await?;
        let names = self.names().await?;
        let whole: Vec<CaseFilter> = names.whole.iter().cloned().map(by).collect();
        self.cases("查找，整个姓名或名称", &whole).await?;
        let rare = ["植春", "欧阳", "司徒", "覃梅", "阳雪", "徒燕"].map(|text| by(text.to_owned()));
        self.cases("查找，少见的两个字", &rare).await?;
        let common = ["有限", "公司", "怀集", "限公"].map(|text| by(text.to_owned()));
        self.cases("查找，常见的两个字", &common).await?;
        let filtered = ["有限", "公司", "怀集"]
            .map(|text| CaseFilter { stage: Some(Stage::Open), ..by(text.to_owned()) });
        self.cases("查找，常见的两个字，只要在办", &filtered).await?;
        for text in ["有限", "王伟"] {
            self.walk(&format!("查找，两个字「{text}」，后面的页"), &by(text.to_owned())).await?;
        }
        Ok(())
    }

    /// A search read on by its cursors.
    async fn walk(&mut self, what: &str, filter: &CaseFilter) -> Result<()> {
        let (mut millis, mut page) = (Vec::new(), Page::default());
        for place in 0..self.rounds {
            let watch = Stopwatch::start();
            let found = self.conn.list_cases(filter, &page).await?;
            if place > 0 {
                millis.push(watch.millis());
            }
            let Some(next) = found.next else { break };
            page.cursor = Some(next);
        }
        self.report(what, millis, LIMIT);
        Ok(())
    }

    async fn names(&mut self) -> Result<Names> {
        let mut whole = Vec::new();
        let sql = "SELECT search_name FROM case_party WHERE court_id = $1 AND case_id > $2 \
            ORDER BY court_id, case_id LIMIT 1";
        for _ in 0..self.rounds.min(60) {
            let millis = 1_480_000_000_000 + self.chance.below(310_000_000_000);
            let row =
                self.conn.optional(sql, &[V::from(COURT), V::from(self.chance.id(millis))]).await?;
            whole.extend(row.map(|row| row.text("search_name")).transpose()?);
        }
        Ok(Names { whole })
    }

    /// Totals load apart from the page, stop counting at a cap and say so; the issue gives them no limit.
    async fn totals(&mut self) -> Result<()> {
        let all = CaseFilter::of(COURT, today()?);
        let open = CaseFilter { stage: Some(Stage::Open), ..all.clone() };
        let common = CaseFilter { text: Some("有限".to_owned()), ..all.clone() };
        for (what, filter) in
            [("合计，全部", all), ("合计，在办", open), ("合计，查找「有限」", common)]
        {
            let mut millis = Vec::new();
            for _ in 0..self.rounds.min(20) {
                let watch = Stopwatch::start();
                self.conn.summarise_cases(&filter, COUNT_MAX).await?;
                millis.push(watch.millis());
            }
            self.report(&format!("{what}（至多数到十万）"), millis, None);
        }
        Ok(())
    }
}

fn pick<T>(all: &[T], round: u32) -> Result<&T> {
    let place = usize::try_from(round)? % all.len().max(1);
    all.get(place).context("没有可测的查询")
}
