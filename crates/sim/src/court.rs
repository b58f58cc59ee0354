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

/// 法院代字
pub const COURT: &str = "粤1224";

/// 模式
pub const MODE: &str = "guangdong-service-centre";

/// 网络查控系统的机构代码
pub const HUB: &str = "99100000000000001";

/// The demo's weather: answers come at once; what goes wrong is left to the people of the court.
pub const WEATHER: Weather = Weather::CALM;

/// Somebody of the demo court.
pub struct Person {
    pub account: &'static str,
    pub name: &'static str,
    /// 职务, as shown with the sign-ins.
    pub title: &'static str,
    department: &'static str,
    role: Role,
    teams: &'static [&'static str],
}

const fn person(
    account: &'static str,
    name: &'static str,
    title: &'static str,
    department: &'static str,
    role: Role,
    teams: &'static [&'static str],
) -> Person {
    Person { account, name, title, department, role, teams }
}

const CENTRE: &str = "执行事务中心";
const BUREAU: &str = "执行局";
const FINANCE: &str = "司法行政装备室";

/// Everybody, in the order in which the sign-ins are printed.
#[rustfmt::skip]
pub const PEOPLE: &[Person] = &[
    person("chenxiaoyan", "陈晓燕", "窗口立案人员", CENTRE, WindowClerk, &["window"]),
    person("liujiaqi", "刘嘉琪", "窗口立案人员", CENTRE, WindowClerk, &["window"]),
    person("huangmeiling", "黄美玲", "案件接收人员", CENTRE, CentreClerk, &["documents"]),
    person("luguohua", "陆国华", "文书制作人员", CENTRE, CentreClerk, &["documents"]),
    person("zhongjing", "钟静", "查控专员", CENTRE, SearchOfficer, &["search"]),
    person("ouyangping", "欧阳平", "查控专员", CENTRE, SearchOfficer, &["search"]),
    person("mozhiqiang", "莫志强", "送达专员", CENTRE, ServiceOfficer, &["search"]),
    person("panxiuying", "潘秀英", "送达专员", CENTRE, ServiceOfficer, &["search"]),
    person("liangweidong", "梁卫东", "快执组法官", BUREAU, Judge, &["fast"]),
    person("xiejianhong", "谢剑虹", "快执组法官", BUREAU, Judge, &["fast"]),
    person("heyating", "何雅婷", "快执组法官助理", BUREAU, Aide, &["fast"]),
    person("fengguosheng", "冯国胜", "普通组法官", BUREAU, Judge, &["ordinary"]),
    person("zhouhaiyan", "周海燕", "普通组法官", BUREAU, Judge, &["ordinary"]),
    person("linjunjie", "林俊杰", "普通组法官助理", BUREAU, Aide, &["ordinary"]),
    person("tanzhiming", "谭志明", "疑难组法官", BUREAU, Judge, &["complex"]),
    person("qiuyulan", "邱玉兰", "疑难组法官", BUREAU, Judge, &["complex"]),
    person("zengxiaoling", "曾晓玲", "疑难组法官助理", BUREAU, Aide, &["complex"]),
    person("lizhenhua", "李振华", "案款专管员", BUREAU, FundOfficer, &["funds"]),
    person("wuxiaomin", "吴晓敏", "案款专管员", BUREAU, FundOfficer, &["funds"]),
    person("zhaohuimin", "赵慧敏", "财务出纳", FINANCE, Cashier, &["funds"]),
    person("sunlihua", "孙丽华", "财务出纳", FINANCE, Cashier, &["funds"]),
    person("luoyongqiang", "罗永强", "执行局局长", BUREAU, BureauChief, &[]),
    person("dengchaohui", "邓朝晖", "执行局副职负责人", BUREAU, BureauChief, &[]),
    person("guanzhiyuan", "关志远", "分管副院长", "院领导", President, &[]),
    person("yaowenbo", "姚文博", "督查人员", "督察室", Inspector, &[]),
    person("kuangmeizhen", "邝美珍", "执行裁判组法官", "执行裁判庭", Judge, &["review"]),
    person("xuchangsheng", "许长生", "执行裁判组法官", "执行裁判庭", Judge, &["review"]),
    person("wenjingyi", "温静仪", "执行裁判组法官助理", "执行裁判庭", Aide, &["review"]),
    person("maxiaofeng", "马晓峰", "系统管理员", "信息技术室", Administrator, &[]),
];

/// Who holds each post of the mode, and who stands in: the people of the post's role, those of its team first. Where
/// several posts want the same people, each begins with the next of them.
fn posts(mode: &Mode) -> Vec<(String, Vec<String>, Vec<String>)> {
    let mut filled = Vec::new();
    for (place, post) in mode.post.iter().enumerate() {
        let of_role = || PEOPLE.iter().filter(|person| person.role == post.role);
        let mut able: Vec<&Person> =
            of_role().filter(|person| person.teams.contains(&post.team.as_str())).collect();
        if able.is_empty() {
            able = of_role().collect();
        }
        let same = |other: &&Post| other.role == post.role && other.team == post.team;
        let before = mode.post.iter().take(place).filter(same).count();
        let turn = |step: usize| {
            let person = able.get((before + step) % able.len().max(1));
            person.map(|person| person.account.to_owned()).into_iter().collect()
        };
        filled.push((post.key.clone(), turn(0), turn(1)));
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

/// What a demo court is set up with.
pub fn establishment(mode: &Mode, password: &str) -> Establishment {
    let new = |person: &Person| NewStaff {
        account: person.account.to_owned(),
        name: person.name.to_owned(),
        department: person.department.to_owned(),
        roles: vec![person.role],
        teams: person.teams.iter().map(|team| (*team).to_owned()).collect(),
    };
    Establishment {
        court: CourtDescription {
            name: "怀集县人民法院".to_owned(),
            title: "广东省怀集县人民法院".to_owned(),
            parent: "粤12".to_owned(),
            address: "广东省肇庆市怀集县怀城街道演示路1号".to_owned(),
            phone: "0758-5500000".to_owned(),
            fund_account: fund_account(),
            treasury_account: treasury_account(),
        },
        mode: mode.key.clone(),
        people: PEOPLE.iter().map(|person| (new(person), password.to_owned())).collect(),
        posts: posts(mode),
        must_change: false,
    }
}

/// Sets the court up. False when it was there.
pub async fn establish(app: &App, password: &str) -> Result<bool, Error> {
    let shipped = app.modes.shipped_as(MODE).ok_or(Error::NotFound("办案模式"))?;
    staff::establish(app, COURT, &establishment(&shipped.mode, password)).await
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
