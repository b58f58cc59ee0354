//! 演示法院：怀集县人民法院 with people for every post. Names, accounts and addresses are made up.

use std::path::PathBuf;

use zhixing_app::{
    App, Settings,
    error::Error,
    settings::Draw,
    staff::{self, CourtDescription, Establishment},
};
use zhixing_connectors::simulator::search_network::{BODIES, Weather};
use zhixing_domain::{
    court::organisation::NewStaff,
    ground::actor::Role::{self, *},
    ground::court::FundAccount,
    mode::{Mode, Post},
};

use crate::people::Register;

/// 法院代字
pub const COURT: &str = "粤1224";

/// 模式
pub const MODE: &str = "guangdong-service-centre";

/// 网络查控系统的机构代码
pub const HUB: &str = "99100000000000001";

/// The demo's weather: answers come at once; what goes wrong is left to the people of the court.
pub const WEATHER: Weather = Weather::CALM;

/// 演示所在的法院：each mode is shown at the court that it comes from, with people and cases that are made up.
pub struct Seat {
    /// 模式
    pub mode: &'static str,
    /// 法院代字
    pub code: &'static str,
    pub name: &'static str,
    title: &'static str,
    parent: &'static str,
    address: &'static str,
    phone: &'static str,
}

/// Every demo court; the first is the one that is opened when none is named.
pub const SEATS: &[Seat] = &[
    Seat {
        mode: MODE,
        code: COURT,
        name: "怀集县人民法院",
        title: "广东省怀集县人民法院",
        parent: "粤12",
        address: "广东省肇庆市怀集县怀城街道演示路1号",
        phone: "0758-5500000",
    },
    Seat {
        mode: "guannan-854",
        code: "苏0724",
        name: "灌南县人民法院",
        title: "江苏省灌南县人民法院",
        parent: "苏07",
        address: "江苏省连云港市灌南县演示路1号",
        phone: "0518-5500000",
    },
    Seat {
        mode: "guiyang",
        code: "黔01",
        name: "贵阳市中级人民法院",
        title: "贵州省贵阳市中级人民法院",
        parent: "黔",
        address: "贵州省贵阳市演示路1号",
        phone: "0851-5500000",
    },
    Seat {
        mode: "shijingshan-1-4",
        code: "京0107",
        name: "石景山区人民法院",
        title: "北京市石景山区人民法院",
        parent: "京01",
        address: "北京市石景山区演示路1号",
        phone: "010-55000000",
    },
    Seat {
        mode: "jiangxi-intensive",
        code: "赣0121",
        name: "南昌县人民法院",
        title: "江西省南昌县人民法院",
        parent: "赣01",
        address: "江西省南昌市南昌县演示路1号",
        phone: "0791-5500000",
    },
];

impl Seat {
    /// The demo court of a mode, if there is one.
    pub fn of(mode: &str) -> Option<&'static Seat> {
        SEATS.iter().find(|seat| seat.mode == mode)
    }

    /// 案款专户
    pub fn fund_account(&self) -> FundAccount {
        FundAccount { name: format!("{}案款专户", self.name), ..fund_account() }
    }

    /// The court with its people, as it is set up under its mode.
    pub fn establishment(&self, mode: &Mode, password: &str) -> Establishment {
        let new = |person: &Person| NewStaff {
            account: person.account.clone(),
            name: person.name.clone(),
            department: person.department.clone(),
            roles: vec![person.role],
            teams: person.teams.clone(),
        };
        let people = people(mode);
        Establishment {
            court: CourtDescription {
                name: self.name.to_owned(),
                title: self.title.to_owned(),
                parent: self.parent.to_owned(),
                address: self.address.to_owned(),
                phone: self.phone.to_owned(),
                fund_account: self.fund_account(),
                treasury_account: treasury_account(),
            },
            mode: mode.key.clone(),
            posts: posts(mode, &people),
            people: people.iter().map(|person| (new(person), password.to_owned())).collect(),
            must_change: false,
        }
    }

    /// Sets the court up. False when it was there.
    pub async fn establish(&self, app: &App, password: &str) -> Result<bool, Error> {
        let shipped = app.modes.shipped_as(self.mode).ok_or(Error::NotFound("办案模式"))?;
        staff::establish(app, self.code, &self.establishment(&shipped.mode, password)).await
    }

    /// How the court is installed.
    pub fn settings(&self, fonts: PathBuf, exchange: PathBuf) -> Settings {
        Settings { court: self.code.to_owned(), ..settings(fonts, exchange) }
    }
}

/// Somebody of a demo court.
pub struct Person {
    pub account: String,
    pub name: String,
    /// 职务, as shown with the sign-ins.
    pub title: String,
    department: String,
    role: Role,
    teams: Vec<String>,
}

/// Somebody whom the stories know by name.
type Known =
    (&'static str, &'static str, &'static str, &'static str, Role, &'static [&'static str]);

const CENTRE: &str = "执行事务中心";
const BUREAU: &str = "执行局";
const FINANCE: &str = "司法行政装备室";

/// Everybody of the first court, in the order in which the sign-ins are printed.
#[rustfmt::skip]
const KNOWN: &[Known] = &[
    ("chenxiaoyan", "陈晓燕", "窗口立案人员", CENTRE, WindowClerk, &["window"]),
    ("liujiaqi", "刘嘉琪", "窗口立案人员", CENTRE, WindowClerk, &["window"]),
    ("huangmeiling", "黄美玲", "案件接收人员", CENTRE, CentreClerk, &["documents"]),
    ("luguohua", "陆国华", "文书制作人员", CENTRE, CentreClerk, &["documents"]),
    ("zhongjing", "钟静", "查控专员", CENTRE, SearchOfficer, &["search"]),
    ("ouyangping", "欧阳平", "查控专员", CENTRE, SearchOfficer, &["search"]),
    ("mozhiqiang", "莫志强", "送达专员", CENTRE, ServiceOfficer, &["search"]),
    ("panxiuying", "潘秀英", "送达专员", CENTRE, ServiceOfficer, &["search"]),
    ("liangweidong", "梁卫东", "快执组法官", BUREAU, Judge, &["fast"]),
    ("xiejianhong", "谢剑虹", "快执组法官", BUREAU, Judge, &["fast"]),
    ("heyating", "何雅婷", "快执组法官助理", BUREAU, Aide, &["fast"]),
    ("fengguosheng", "冯国胜", "普通组法官", BUREAU, Judge, &["ordinary"]),
    ("zhouhaiyan", "周海燕", "普通组法官", BUREAU, Judge, &["ordinary"]),
    ("linjunjie", "林俊杰", "普通组法官助理", BUREAU, Aide, &["ordinary"]),
    ("tanzhiming", "谭志明", "疑难组法官", BUREAU, Judge, &["complex"]),
    ("qiuyulan", "邱玉兰", "疑难组法官", BUREAU, Judge, &["complex"]),
    ("zengxiaoling", "曾晓玲", "疑难组法官助理", BUREAU, Aide, &["complex"]),
    ("lizhenhua", "李振华", "案款专管员", BUREAU, FundOfficer, &["funds"]),
    ("wuxiaomin", "吴晓敏", "案款专管员", BUREAU, FundOfficer, &["funds"]),
    ("zhaohuimin", "赵慧敏", "财务出纳", FINANCE, Cashier, &["funds"]),
    ("sunlihua", "孙丽华", "财务出纳", FINANCE, Cashier, &["funds"]),
    ("luoyongqiang", "罗永强", "执行局局长", BUREAU, BureauChief, &[]),
    ("dengchaohui", "邓朝晖", "执行局副职负责人", BUREAU, BureauChief, &[]),
    ("guanzhiyuan", "关志远", "分管副院长", "院领导", President, &[]),
    ("yaowenbo", "姚文博", "督查人员", "督察室", Inspector, &[]),
    ("kuangmeizhen", "邝美珍", "执行裁判组法官", "执行裁判庭", Judge, &["review"]),
    ("xuchangsheng", "许长生", "执行裁判组法官", "执行裁判庭", Judge, &["review"]),
    ("wenjingyi", "温静仪", "执行裁判组法官助理", "执行裁判庭", Aide, &["review"]),
    ("maxiaofeng", "马晓峰", "系统管理员", "信息技术室", Administrator, &[]),
];

/// Everybody of the demo court of a mode. Where no story knows them by name, there are as many for each post as it has
/// places, called by a seed.
pub fn people(mode: &Mode) -> Vec<Person> {
    if mode.key == MODE {
        let known = |(account, name, title, department, role, teams): &Known| Person {
            account: (*account).to_owned(),
            name: (*name).to_owned(),
            title: (*title).to_owned(),
            department: (*department).to_owned(),
            role: *role,
            teams: teams.iter().map(|team| (*team).to_owned()).collect(),
        };
        return KNOWN.iter().map(known).collect();
    }
    let mut register = Register::new(854);
    let mut people = Vec::new();
    for post in &mode.post {
        let department = mode.team(&post.team).map(|team| team.name.clone()).unwrap_or_default();
        for place in 1..=post.places {
            people.push(Person {
                account: account(post, place),
                name: register.colleague(),
                title: post.name.trim_end_matches('岗').to_owned(),
                department: department.clone(),
                role: post.role,
                teams: vec![post.team.clone()],
            });
        }
    }
    people
}

/// The account of whoever has a place of a post: `fastjudge1`.
fn account(post: &Post, place: u32) -> String {
    format!("{}{place}", post.key.replace('_', ""))
}

type Filled = (String, Vec<String>, Vec<String>);

/// Who holds each post of the mode, and who stands in: those who have its places, or the people of its role, those of its
/// team first. Where several posts want the same people, each begins with the next of them.
fn posts(mode: &Mode, people: &[Person]) -> Vec<Filled> {
    let mut filled = Vec::new();
    for (place, post) in mode.post.iter().enumerate() {
        let own: Vec<String> = (1..=post.places).map(|place| account(post, place)).collect();
        let of_role = || people.iter().filter(|person| person.role == post.role);
        let mut able: Vec<&Person> =
            of_role().filter(|person| person.teams.contains(&post.team)).collect();
        if able.is_empty() {
            able = of_role().collect();
        }
        let same = |other: &&Post| other.role == post.role && other.team == post.team;
        let before = mode.post.iter().take(place).filter(same).count();
        let turn = |step: usize| -> Vec<String> {
            let person = able.get((before + step) % able.len().max(1));
            person.map(|person| person.account.clone()).into_iter().collect()
        };
        let everybody = own.iter().all(|account| people.iter().any(|p| p.account == *account));
        if everybody && !own.is_empty() {
            let other = of_role().map(|person| person.account.clone());
            let stand_in = other.filter(|account| !own.contains(account)).take(1).collect();
            filled.push((post.key.clone(), own, stand_in));
        } else {
            filled.push((post.key.clone(), turn(0), turn(1)));
        }
    }
    filled
}

/// 案款专户
pub fn fund_account() -> FundAccount {
    FundAccount {
        name: "怀集县人民法院案款专户".to_owned(),
        bank: "怀集模拟银行营业部".to_owned(),
        bank_code: "999593000012".to_owned(),
        account: "9900122400000001".to_owned(),
    }
}

fn treasury_account() -> FundAccount {
    FundAccount {
        name: "怀集县财政局非税收入专户".to_owned(),
        bank: "怀集模拟银行营业部".to_owned(),
        bank_code: "999593000012".to_owned(),
        account: "9900122400000088".to_owned(),
    }
}

/// What the first demo court is set up with.
pub fn establishment(mode: &Mode, password: &str) -> Establishment {
    first().establishment(mode, password)
}

/// Sets the first demo court up. False when it was there.
pub async fn establish(app: &App, password: &str) -> Result<bool, Error> {
    first().establish(app, password).await
}

fn first() -> &'static Seat {
    &SEATS[0]
}

/// How a demo court is installed.
pub fn settings(fonts: PathBuf, exchange: PathBuf) -> Settings {
    let body = |(code, name, _): &(&str, &str, _)| ((*code).to_owned(), (*name).to_owned());
    Settings {
        court: COURT.to_owned(),
        fonts,
        exchange,
        hub: HUB.to_owned(),
        bodies: BODIES.iter().map(body).collect(),
        sample_seals: true,
        draw: Draw::WhenOpened,
        anchors: None,
    }
}
