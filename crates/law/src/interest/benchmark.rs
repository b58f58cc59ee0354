//! 贷款基准利率：the People's Bank's benchmark loan rates, in use until 2019-08-19.

use serde::{Deserialize, Serialize};

use crate::basis::Basis;
use crate::day::Day;
use crate::error::LawError;
use crate::money::Rate;

/// 依据：历次调整公告，凭记忆，使用前应核对。
pub const BASIS: Basis = Basis::memory("金融机构人民币贷款基准利率", "中国人民银行历次公告", "");

/// 期限档次。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// 六个月以内（含）。
    SixMonths,
    /// 六个月至一年（含）。
    OneYear,
    /// 一至三年（含）。
    ThreeYears,
    /// 三至五年（含）。
    FiveYears,
    /// 五年以上。
    Longer,
}

impl Tier {
    /// The tier of the delay from `due_on` to `to`.
    pub fn of(due_on: Day, to: Day) -> Self {
        let within = |months| due_on.plus_months(months).is_ok_and(|end| to <= end);
        match () {
            () if within(6) => Self::SixMonths,
            () if within(12) => Self::OneYear,
            () if within(36) => Self::ThreeYears,
            () if within(60) => Self::FiveYears,
            () => Self::Longer,
        }
    }
}

/// 一次调整：自该日起各档利率，万分之一为单位。
struct Change(i16, i8, i8, [i32; 5]);

/// The first day whose rates are known here.
pub(super) const KNOWN_FROM: (i16, i8, i8) = (1996, 5, 1);

/// Oldest first; before the first nothing is known here.
const CHANGES: [Change; 35] = [
    Change(KNOWN_FROM.0, KNOWN_FROM.1, KNOWN_FROM.2, [972, 1098, 1314, 1494, 1512]),
    Change(1996, 8, 23, [918, 1008, 1098, 1170, 1242]),
    Change(1997, 10, 23, [765, 864, 936, 990, 1053]),
    Change(1998, 3, 25, [702, 792, 900, 972, 1035]),
    Change(1998, 7, 1, [657, 693, 711, 765, 801]),
    Change(1998, 12, 7, [612, 639, 666, 720, 756]),
    Change(1999, 6, 10, [558, 585, 594, 603, 621]),
    Change(2002, 2, 21, [504, 531, 549, 558, 576]),
    Change(2004, 10, 29, [522, 558, 576, 585, 612]),
    Change(2006, 4, 28, [540, 585, 603, 612, 639]),
    Change(2006, 8, 19, [558, 612, 630, 648, 684]),
    Change(2007, 3, 18, [567, 639, 657, 675, 711]),
    Change(2007, 5, 19, [585, 657, 675, 693, 720]),
    Change(2007, 7, 21, [603, 684, 702, 720, 738]),
    Change(2007, 8, 22, [621, 702, 720, 738, 756]),
    Change(2007, 9, 15, [648, 729, 747, 765, 783]),
    Change(2007, 12, 21, [657, 747, 756, 774, 783]),
    Change(2008, 9, 16, [621, 720, 729, 756, 774]),
    Change(2008, 10, 9, [612, 693, 702, 729, 747]),
    Change(2008, 10, 30, [603, 666, 675, 702, 720]),
    Change(2008, 11, 27, [504, 558, 567, 594, 612]),
    Change(2008, 12, 23, [486, 531, 540, 576, 594]),
    Change(2010, 10, 20, [510, 556, 560, 596, 614]),
    Change(2010, 12, 26, [535, 581, 585, 622, 640]),
    Change(2011, 2, 9, [560, 606, 610, 645, 660]),
    Change(2011, 4, 6, [585, 631, 640, 665, 680]),
    Change(2011, 7, 7, [610, 656, 665, 690, 705]),
    Change(2012, 6, 8, [585, 631, 640, 665, 680]),
    Change(2012, 7, 6, [560, 600, 615, 640, 655]),
    Change(2014, 11, 22, [560, 560, 600, 600, 615]),
    Change(2015, 3, 1, [535, 535, 575, 575, 590]),
    Change(2015, 5, 11, [510, 510, 550, 550, 565]),
    Change(2015, 6, 28, [485, 485, 525, 525, 540]),
    Change(2015, 8, 26, [460, 460, 500, 500, 515]),
    Change(2015, 10, 24, [435, 435, 475, 475, 490]),
];

fn rate_of(change: &Change, tier: Tier) -> Rate {
    let [six, one, three, five, longer] = change.3;
    let basis_points = match tier {
        Tier::SixMonths => six,
        Tier::OneYear => one,
        Tier::ThreeYears => three,
        Tier::FiveYears => five,
        Tier::Longer => longer,
    };
    Rate::from_ppm(basis_points * 100)
}

/// The changes of one tier, oldest first.
pub fn changes(tier: Tier) -> Result<Vec<(Day, Rate)>, LawError> {
    let dated = |c: &Change| Day::new(c.0, c.1, c.2).map(|day| (day, rate_of(c, tier)));
    CHANGES.iter().map(dated).collect()
}
