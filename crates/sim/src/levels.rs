//! 三级法院：around the demo court a 高院, two 中院 and three more 基层法院, each with its own people and a few cases at the
//! window, so that somebody above has something to look down on.

use zhixing_app::{
    App,
    error::Error,
    staff::{self, CourtDescription, Establishment},
    work::Meta,
};
use zhixing_domain::{
    begin::Begins,
    court::organisation::NewStaff,
    ground::actor::Role::{self, *},
    ground::court::FundAccount,
    intake::filing::receive::FileCase,
};

use crate::{
    court::{COURT, MODE},
    desk::broken,
    people::Register,
    story,
};

/// One of the courts around the demo court.
struct Around {
    code: &'static str,
    name: &'static str,
    above: &'static str,
    /// What its accounts begin with.
    prefix: &'static str,
    cases: u32,
}

const fn around(
    code: &'static str,
    name: &'static str,
    above: &'static str,
    prefix: &'static str,
    cases: u32,
) -> Around {
    Around { code, name, above, prefix, cases }
}

/// Each after the one above it; the demo court itself is the fourth 基层法院.
#[rustfmt::skip]
const AROUND: &[Around] = &[
    around("粤", "广东省高级人民法院", "", "gd", 0),
    around("粤12", "肇庆市中级人民法院", "粤", "zq", 2),
    around("粤13", "惠州市中级人民法院", "粤", "hz", 1),
    around("粤1223", "广宁县人民法院", "粤12", "gn", 3),
    around("粤1302", "惠城区人民法院", "粤13", "hc", 4),
    around("粤1303", "惠阳区人民法院", "粤13", "hy", 0),
];

/// Who works there: account after the prefix, name, 职务, role.
const PEOPLE: &[(&str, &str, &str, Role)] = &[
    ("president", "何院长", "院长", President),
    ("inspector", "方督查", "监察督查", Inspector),
    ("window", "钟立案", "窗口立案人员", WindowClerk),
    ("admin", "高管理", "系统管理员", Administrator),
];

/// Every court of the tree.
pub fn courts() -> Vec<&'static str> {
    std::iter::once(COURT).chain(AROUND.iter().map(|court| court.code)).collect()
}

/// The sign-ins: court, 职务, name, account.
pub fn sign_ins() -> impl Iterator<Item = (&'static str, &'static str, &'static str, String)> {
    AROUND.iter().flat_map(|court| {
        let of = |(account, name, title, _): &(&str, &'static str, &'static str, Role)| {
            (court.name, *title, *name, format!("{}.{account}", court.prefix))
        };
        PEOPLE.iter().map(of)
    })
}

fn account(court: &Around, name: &str, last: &str) -> FundAccount {
    let digits: String = court.code.chars().filter(char::is_ascii_digit).collect();
    FundAccount {
        name: format!("{}{name}", court.name),
        bank: "模拟银行营业部".to_owned(),
        bank_code: "999593000012".to_owned(),
        account: format!("9900{digits:0<4}000000{last}"),
    }
}

fn plan(court: &Around, password: &str) -> Establishment {
    let person = |(account, name, _, role): &(&str, &str, &str, Role)| NewStaff {
        account: format!("{}.{account}", court.prefix),
        name: (*name).to_owned(),
        department: "执行局".to_owned(),
        roles: vec![*role],
        teams: Vec::new(),
    };
    Establishment {
        court: CourtDescription {
            name: court.name.to_owned(),
            title: String::new(),
            parent: court.above.to_owned(),
            address: "演示路1号".to_owned(),
            phone: "0758-5500001".to_owned(),
            fund_account: account(court, "案款专户", "01"),
            treasury_account: account(court, "非税收入专户", "88"),
        },
        mode: MODE.to_owned(),
        people: PEOPLE.iter().map(|known| (person(known), password.to_owned())).collect(),
        posts: Vec::new(),
        must_change: false,
    }
}

/// Sets the courts up, those above first, with their cases.
pub async fn establish(app: &App, password: &str) -> Result<(), Error> {
    let mut register = Register::new(1_224_000);
    for court in AROUND {
        if !staff::establish(app, court.code, &plan(court, password)).await? {
            return Err(broken(format!("{} was there", court.code)));
        }
        let window = format!("{}.window", court.prefix);
        for place in 0..court.cases {
            let actor = staff::actor(app, court.code, &window).await?;
            let command = app.ids.next(app.clock.now());
            let meta = Meta::by(actor, command, FileCase::NAME);
            let mut application = story::application(&mut register, app.clock.today())?;
            // Each of a title of its own: the same one of the same applicant is filed once.
            let year = app.clock.today().year();
            application.claim.title.number = format!("（{year}）粤1224民初{}号", 521 + place);
            app.begin(&meta, &FileCase(application)).await?;
        }
    }
    Ok(())
}
