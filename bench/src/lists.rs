//! Lists and searches among a million synthetic cases, each query many times with other values, by the same functions and
//! the same cursors as the pages'.

use anyhow::{Context as _, Result, ensure};
use zhixing_app::list::{Asked as Question, Page, find};
use zhixing_domain::{
    ground::actor::{Actor, Role},
    ground::id::StaffId,
};
use zhixing_law::{
    day::Day,
    number::{CaseKind, CaseNumber, CourtCode},
};
use zhixing_store::{Conn, DatabaseUrl, Db, Options, V, list::Scope};
use zhixing_synthetic::{Chance, Draw as _, HANDLERS, Synthetic, handler};

use crate::{
    Asked,
    court::{self, COURT},
    report::{self, Stopwatch},
};

const SEED: u64 = 20_261_120;
/// Every list has its own index: a page of any of them, p99 in milliseconds.
const LIMIT: Option<f64> = Some(50.0);
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
    for (name, url) in court::databases(asked, asked.path("--data"))? {
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
pub(crate) async fn filled(url: &DatabaseUrl, cases: u32) -> Result<Db> {
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
    let loaded = zhixing_synthetic::synthetic(&db, &what, &mut progress).await?;
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

/// A question to a list, by a reader who sees the whole court.
fn ask(list: &str, filter: &[(&str, &str)]) -> Result<Question> {
    ask_as(list, filter, None)
}

/// What one of the court's judges asks, who also serves and searches.
fn ask_as(list: &str, filter: &[(&str, &str)], staff: Option<StaffId>) -> Result<Question> {
    // One who signs: what waits for a signature is a list as well.
    let mut reader = Actor::system(COURT);
    reader.roles = vec![Role::BureauChief];
    if let Some(staff) = staff {
        reader.id = staff;
        reader.posts = vec!["server".to_owned(), "searcher".to_owned()];
    }
    let scope = Scope {
        court: COURT.to_owned(),
        today: today()?,
        reader,
        own: false,
        person_numbers: true,
    };
    let list = find(list).context("没有这个清单")?;
    let asked = Question::read(list, scope, filter.iter().copied());
    asked.map_err(|refusal| anyhow::anyhow!("{}", refusal.code()))
}

fn each(list: &str, filters: &[&[(&str, &str)]]) -> Result<Vec<Question>> {
    filters.iter().map(|filter| ask(list, filter)).collect()
}

impl Lists {
    async fn measure(&mut self) -> Result<()> {
        self.case_lists().await?;
        self.task_lists().await?;
        self.other_lists().await?;
        self.searches().await?;
        self.totals().await
    }

    fn report(&self, what: &str, millis: Vec<f64>, limit: Option<f64>) {
        report::times(self.name, what, millis, limit);
    }

    /// The first page of each question in turn and, every tenth time, by its cursors nine more.
    async fn pages(&mut self, what: &str, asked: &[Question]) -> Result<()> {
        let (mut first, mut deep) = (Vec::new(), Vec::new());
        let mut rows = 0;
        for round in 0..self.rounds {
            let asked = pick(asked, round)?;
            let mut page = Page::default();
            for place in 0..if round.is_multiple_of(10) { 10 } else { 1 } {
                let watch = Stopwatch::start();
                let found = self.conn.list(asked, &page).await?;
                if place == 0 { &mut first } else { &mut deep }.push(watch.millis());
                rows += found.rows.len();
                let Some(next) = found.next else { break };
                page.cursor = Some(next);
            }
        }
        if rows == 0 {
            println!("| {} | {what} | | | | | | 合成的法院没有这样的行，未测 |", self.name);
            return Ok(());
        }
        self.report(&format!("{what}，第一页"), first, LIMIT);
        if !deep.is_empty() {
            self.report(&format!("{what}，后面的页"), deep, LIMIT);
        }
        Ok(())
    }

    /// Pages far down: the cursors of cases spread over the whole list.
    async fn deep_cases(&mut self, what: &str, filter: &[(&str, &str)]) -> Result<()> {
        let sort = filter.iter().find(|(name, _)| *name == "sort").map_or("due_on", |sort| sort.1);
        let open = filter.contains(&("state", "open"));
        let cursors = self.case_cursors(sort, open).await?;
        let asked = ask("cases", filter)?;
        let mut millis = Vec::new();
        for round in 0..self.rounds {
            let cursor = Some(pick(&cursors, round)?.clone());
            let watch = Stopwatch::start();
            self.conn.list(&asked, &Page { cursor, limit: 50 }).await?;
            millis.push(watch.millis());
        }
        self.report(what, millis, LIMIT);
        Ok(())
    }

    /// Read off the list itself by jumping through its sort key.
    async fn case_cursors(&mut self, sort: &str, open: bool) -> Result<Vec<String>> {
        let key = match sort {
            "due_on" => "due_key",
            "-filed_on" => "filed_key",
            _ => "CAST(claim_fen AS TEXT)",
        };
        let stage = if open { " AND stage = 'open'" } else { "" };
        let sql =
            format!("SELECT {key} AS sort_key, case_id FROM case_file WHERE court_id = $1{stage}");
        let every = (self.cases / 200).max(1);
        let (mut place, mut cursors) = (0_u32, Vec::new());
        self.conn
            .each(sql, &[V::from(COURT)], |row| {
                place += 1;
                if place.is_multiple_of(every) {
                    let (key, id) = (row.text("sort_key")?, row.uuid("case_id")?);
                    cursors.push(format!("cases.{sort}~{key}~{}", id.simple()));
                }
                Ok(())
            })
            .await?;
        Ok(cursors)
    }

    async fn case_lists(&mut self) -> Result<()> {
        const OPEN: (&str, &str) = ("state", "open");
        self.pages("案件清单，在办，按时限", &[ask("cases", &[OPEN])?]).await?;
        self.deep_cases("案件清单，在办，按时限，深处", &[OPEN]).await?;
        let filed = ("sort", "-filed_on");
        self.pages("案件清单，全部，按立案日", &[ask("cases", &[filed])?]).await?;
        self.deep_cases("案件清单，全部，按立案日，深处", &[filed]).await?;
        let claim = ("sort", "-claim");
        self.pages("案件清单，在办，按标的", &[ask("cases", &[OPEN, claim])?]).await?;
        self.deep_cases("案件清单，在办，按标的，深处", &[OPEN, claim]).await?;
        let handlers = (0..HANDLERS).map(|place| handler(SEED, place).0.to_string());
        let handlers: Result<Vec<Question>> =
            handlers.map(|id| ask("cases", &[OPEN, ("handler", &id)])).collect();
        self.pages("案件清单，某承办人在办", &handlers?).await?;
        let lights =
            ["overdue", "today", "soon"].map(|light| ask("cases", &[OPEN, ("light", light)]));
        let lights: Result<Vec<Question>> = lights.into_iter().collect();
        self.pages("案件清单，逾期、今日、三日内", &lights?).await?;
        let far =
            [[("light", "normal"), ("sort", "due_on")], [("light", "idle"), ("sort", "due_on")]];
        self.pages(
            "案件清单，期限尚远、没有期限",
            &each("cases", &far.each_ref().map(|f| &f[..]))?,
        )
        .await?;
        let newest = far.map(|[light, _]| [light, filed]);
        let newest = each("cases", &newest.each_ref().map(|f| &f[..]))?;
        self.pages("案件清单，期限尚远、没有期限，按立案日", &newest).await?;
        let warned = ["due_on", "-filed_on", "-claim"]
            .map(|sort| ask("cases", &[("tag", "measure_expiring"), ("sort", sort)]));
        let warned: Result<Vec<Question>> = warned.into_iter().collect();
        self.pages("案件清单，控制措施将到期", &warned?).await?;
        let teams =
            ["fast", "ordinary", "complex"].map(|team| ask("cases", &[OPEN, ("team", team)]));
        let teams: Result<Vec<Question>> = teams.into_iter().collect();
        self.pages("案件清单，某团队在办", &teams?).await?;
        let from = today()?.plus_days(-400)?.to_string();
        let rare = [
            ("kind", CaseKind::Objection.code()),
            ("filed_from", from.as_str()),
            ("tag", "livelihood"),
            filed,
        ];
        self.pages("案件清单，类型、立案日、涉民生一起", &[ask("cases", &rare)?]).await
    }

    async fn task_lists(&mut self) -> Result<()> {
        let people: Result<Vec<Question>> =
            (0..HANDLERS).map(|place| ask_as("tasks", &[], Some(handler(SEED, place)))).collect();
        let people = people?;
        self.pages("事项清单，本人和本岗", &people).await?;
        let all = ("scope", "all");
        self.pages("事项清单，全院", &[ask("tasks", &[all])?]).await?;
        let late = [all, ("team", "fast"), ("due", "overdue")];
        self.pages("事项清单，某团队逾期", &[ask("tasks", &late)?]).await?;
        self.pages("事项清单，全院七日内到期", &[ask("tasks", &[all, ("due", "week")])?]).await?;
        let any = ("state", "all");
        let whole = each("tasks", &[&[all, any], &[all, any, ("team", "fast")]])?;
        self.pages("事项清单，全部状态", &whole).await?;
        self.totals_of("事项合计，本人和本岗", &people).await
    }

    /// A line for every other list there is: each of its orders and of its built-in views.
    async fn other_lists(&mut self) -> Result<()> {
        for list in zhixing_app::list::ALL {
            if ["cases", "tasks"].contains(&list.key) {
                continue;
            }
            let orders = list.orders.iter().map(|order| ask(list.key, &[("sort", order.name)]));
            let views = list.views.iter().map(|view| ask(list.key, view.filter));
            let asked: Result<Vec<Question>> = orders.chain(views).collect();
            self.pages(list.title, &asked?).await?;
        }
        Ok(())
    }

    async fn totals_of(&mut self, what: &str, asked: &[Question]) -> Result<()> {
        let mut millis = Vec::new();
        for round in 0..self.rounds {
            let watch = Stopwatch::start();
            self.conn.total(pick(asked, round)?, COUNT_MAX).await?;
            millis.push(watch.millis());
        }
        self.report(what, millis, None);
        Ok(())
    }

    async fn searches(&mut self) -> Result<()> {
        let by = |text: &str| ask("cases", &[("q", text)]);
        let mut numbers = Vec::new();
        let mut digits = Vec::new();
        for _ in 0..self.rounds {
            let serial = 1 + u32::try_from(self.chance.below(u64::from(self.cases / 14).max(1)))?;
            let year = 2017 + i16::try_from(self.chance.below(9))?;
            let number = CaseNumber::new(year, CourtCode::parse(COURT)?, CaseKind::First, serial)?;
            numbers.push(by(&number.to_string())?);
            digits.push(by(&format!("{serial:04}"))?);
        }
        self.pages("查找，整个案号", &numbers).await?;
        self.pages("查找，案号数字", &digits).await?;
        let names = self.names().await?;
        let all = |texts: &[&str]| texts.iter().map(|text| by(text)).collect::<Result<Vec<_>>>();
        let whole: Vec<&str> = names.whole.iter().map(String::as_str).collect();
        self.pages("查找，整个姓名或名称", &all(&whole)?).await?;
        let rare = ["植春", "欧阳", "司徒", "覃梅", "阳雪", "徒燕"];
        self.pages("查找，少见的两个字", &all(&rare)?).await?;
        self.pages("查找，常见的两个字", &all(&["有限", "公司", "怀集", "限公"])?).await?;
        let open =
            ["有限", "公司", "怀集"].map(|text| ask("cases", &[("q", text), ("state", "open")]));
        let open: Result<Vec<Question>> = open.into_iter().collect();
        self.pages("查找，常见的两个字，只要在办", &open?).await?;
        for text in ["有限", "王伟"] {
            self.walk(&format!("查找，两个字「{text}」，后面的页"), &by(text)?).await?;
        }
        Ok(())
    }

    /// A search read on by its cursors.
    async fn walk(&mut self, what: &str, asked: &Question) -> Result<()> {
        let (mut millis, mut page) = (Vec::new(), Page::default());
        for place in 0..self.rounds {
            let watch = Stopwatch::start();
            let found = self.conn.list(asked, &page).await?;
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
        let what: [(&str, &[(&str, &str)]); 3] = [
            ("合计，全部", &[]),
            ("合计，在办", &[("state", "open")]),
            ("合计，查找「有限」", &[("q", "有限")]),
        ];
        for (what, filter) in what {
            let asked = ask("cases", filter)?;
            let mut millis = Vec::new();
            for _ in 0..self.rounds.min(20) {
                let watch = Stopwatch::start();
                self.conn.total(&asked, COUNT_MAX).await?;
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
