//! 模拟世界：who owns what, and what is frozen for whom.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use zhixing_law::day::Day;
use zhixing_law::money::Fen;

use super::chance::Chance;
use crate::search_network::query::{
    AccountItem, AccountKind, AccountState, AssetItem, AssetKind, OtherFreeze, Person,
};

/// 账户 with what our own requests froze in it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WorldAccount {
    /// As the bank would report it without our freezes.
    pub item: AccountItem,
    /// Our freezes.
    pub freezes: Vec<Freeze>,
}

/// 冻结 by one of our requests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Freeze {
    /// 请求单号.
    pub request_no: String,
    /// 冻结金额.
    pub amount: Fen,
    /// 结束日期; the freeze lapses after this day.
    pub ends_on: Day,
}

/// 一人的财产。
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Estate {
    /// 权利人.
    pub person: Person,
    /// 账户.
    pub accounts: Vec<WorldAccount>,
    /// 其他财产.
    pub assets: Vec<AssetItem>,
}

/// 模拟世界, by identity number.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct World {
    estates: BTreeMap<String, Estate>,
}

impl WorldAccount {
    /// Money that is neither frozen by us nor by others.
    #[must_use]
    pub fn free(&self) -> Fen {
        let ours = self.freezes.iter().map(|freeze| freeze.amount);
        let others = self.item.other_freezes.iter().map(|freeze| freeze.amount);
        let held = Fen::sum(ours.chain(others)).unwrap_or(Fen::new(i64::MAX));
        self.item.balance.checked_sub(held).unwrap_or(Fen::ZERO).at_least_zero()
    }

    /// Freezes end by themselves after their last day.
    pub(super) fn lapse(&mut self, today: Day) {
        self.freezes.retain(|freeze| freeze.ends_on >= today);
        self.item.other_freezes.retain(|freeze| freeze.ends_on >= today);
    }

    /// As the bank reports it now.
    #[must_use]
    pub fn report(&self) -> AccountItem {
        let held = !self.freezes.is_empty() || !self.item.other_freezes.is_empty();
        let state = match self.item.state {
            AccountState::Normal if held => AccountState::Frozen,
            state => state,
        };
        AccountItem { available: self.free(), state, ..self.item.clone() }
    }
}

impl World {
    /// Puts an estate in, replacing one of the same person.
    pub fn put(&mut self, estate: Estate) {
        self.estates.insert(estate.person.id_number.clone(), estate);
    }

    /// The estate of a person.
    #[must_use]
    pub fn estate(&self, id_number: &str) -> Option<&Estate> {
        self.estates.get(id_number)
    }

    pub(super) fn estate_mut(&mut self, id_number: &str) -> Option<&mut Estate> {
        self.estates.get_mut(id_number)
    }

    /// Gives a person property drawn from the seed: about one in five has nothing, balances from a few
    /// yuan to twice `around`, now and then a car, a flat or another court's freeze.
    pub fn draw(&mut self, seed: u64, person: &Person, around: Fen, today: Day) {
        let mut chance = Chance::for_name(seed, &person.id_number);
        let count = [0, 1, 1, 2, 3].get(usize::try_from(chance.below(5)).unwrap_or(0)).copied();
        let accounts = (1..=count.unwrap_or(0))
            .map(|number| account(&mut chance, number, around, today))
            .collect();
        let mut assets = Vec::new();
        if chance.percent(25) {
            assets.push(asset(&mut chance, AssetKind::Vehicle, 1));
        }
        if chance.percent(15) {
            assets.push(asset(&mut chance, AssetKind::RealEstate, 2));
        }
        self.put(Estate { person: person.clone(), accounts, assets });
    }
}

/// 银行 with the head of its payment system codes and whether it keeps internet funds.
const BANKS: &[(&str, &str, AccountKind)] = &[
    ("中国工商银行", "102", AccountKind::Deposit),
    ("中国农业银行", "103", AccountKind::Deposit),
    ("中国建设银行", "105", AccountKind::Deposit),
    ("中国邮政储蓄银行", "403", AccountKind::Deposit),
    ("农村商业银行", "314", AccountKind::Deposit),
    ("支付宝（中国）网络技术有限公司", "991", AccountKind::InternetFunds),
    ("财付通支付科技有限公司", "992", AccountKind::InternetFunds),
];

fn account(chance: &mut Chance, number: u32, around: Fen, today: Day) -> WorldAccount {
    let fallback = ("中国工商银行", "102", AccountKind::Deposit);
    let (bank, head, kind) = chance.pick(BANKS).copied().unwrap_or(fallback);
    let most = u64::try_from(around.get().max(50)).unwrap_or(50).saturating_mul(2);
    // Half of the accounts are nearly empty, as they are in life.
    let most = if chance.percent(50) { most / 40 + 100 } else { most };
    let balance = Fen::new(i64::try_from(chance.below(most)).unwrap_or(0));
    let mut other_freezes = Vec::new();
    if chance.percent(10)
        && let Ok(ends_on) = today.plus_days(30 + i64::try_from(chance.below(300)).unwrap_or(0))
    {
        other_freezes.push(OtherFreeze {
            court: "广东省肇庆市端州区人民法院".to_owned(),
            case_number: format!("（{}）粤1202执{}号", today.year(), 100 + chance.below(900)),
            amount: balance.portion(1, 2).unwrap_or(Fen::ZERO),
            ends_on,
        });
    }
    WorldAccount {
        item: AccountItem {
            item_no: number,
            kind,
            bank_name: bank.to_owned(),
            branch: format!("{bank}营业部"),
            branch_code: format!("{head}{}", chance.digits(9)),
            account: format!("62{}", chance.digits(17)),
            sub_account: None,
            currency: "CNY".to_owned(),
            balance,
            available: balance,
            state: AccountState::Normal,
            other_freezes,
        },
        freezes: Vec::new(),
    }
}

fn asset(chance: &mut Chance, kind: AssetKind, number: u32) -> AssetItem {
    let (name, identifier, details) = match kind {
        AssetKind::Vehicle => (
            "小型轿车",
            format!("粤H{}", chance.digits(5)),
            vec![("登记日期", format!("20{}-06-01", 10 + chance.below(14)))],
        ),
        _ => (
            "住宅",
            format!("粤（2019）怀集县不动产权第{}号", chance.digits(7)),
            vec![("建筑面积", format!("{}平方米", 60 + chance.below(90)))],
        ),
    };
    AssetItem {
        item_no: number,
        kind,
        name: name.to_owned(),
        identifier,
        value: None,
        encumbered: chance.percent(30),
        details: details.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
    }
}
