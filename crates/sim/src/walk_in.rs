//! 来窗口试办的被执行人：two made-up people whom a visitor of the demo can file against, so that the search
//! finds what is written here.

use zhixing_connectors::{
    search_network::query::{AccountItem, AccountKind, AccountState, IdKind, Person},
    simulator::{
        search_network::Transfer,
        world::{Estate, WorldAccount},
    },
};
use zhixing_law::{day::Day, money::Fen};

use crate::court;

/// A respondent for trying out.
pub struct WalkIn {
    pub name: &'static str,
    /// 公民身份号码, with a good checksum, of nobody.
    pub identity_number: &'static str,
    /// 唯一的存款.
    pub deposit: Fen,
    account: &'static str,
}

/// One whose deposit covers a small claim, one whose does not.
pub const WALK_INS: &[WalkIn] = &[
    WalkIn {
        name: "韦观水",
        identity_number: "441224198502149819",
        deposit: Fen::new(2_000_000),
        account: "6228480000000020000",
    },
    WalkIn {
        name: "邹伯勤",
        identity_number: "44122419790608982X",
        deposit: Fen::new(31_200),
        account: "6228480000000000312",
    },
];

impl WalkIn {
    /// What the search network knows about this person.
    #[must_use]
    pub fn estate(&self) -> Estate {
        let item = AccountItem {
            item_no: 1,
            kind: AccountKind::Deposit,
            bank_name: "中国农业银行".to_owned(),
            branch: "中国农业银行怀集县支行".to_owned(),
            branch_code: "103593030112".to_owned(),
            account: self.account.to_owned(),
            sub_account: None,
            currency: "CNY".to_owned(),
            balance: self.deposit,
            available: self.deposit,
            state: AccountState::Normal,
            other_freezes: Vec::new(),
        };
        Estate {
            person: Person {
                name: self.name.to_owned(),
                id_kind: IdKind::IdentityCard,
                id_number: self.identity_number.to_owned(),
            },
            accounts: vec![WorldAccount { item, freezes: Vec::new() }],
            assets: Vec::new(),
        }
    }
}

/// 不明款: what the first of them pays into the court's account without naming a case.
#[must_use]
pub fn stray_payment(on: Day) -> Transfer {
    Transfer {
        reference: format!("ZZ{}0001", on.to_string().replace('-', "")),
        to_account: court::fund_account().account,
        payer_name: "韦观水".to_owned(),
        payer_account: "6228480000000020000".to_owned(),
        payer_bank: "中国农业银行怀集县支行".to_owned(),
        amount: Fen::new(10_000),
        remittance: "还法院的钱".to_owned(),
        on,
    }
}

#[cfg(test)]
mod tests {
    use super::WALK_INS;
    use zhixing_law::identity;

    #[test]
    fn the_numbers_of_the_people_to_try_out_pass_their_check() {
        for person in WALK_INS {
            assert!(identity::id_number(person.identity_number).is_ok(), "{}", person.name);
        }
    }
}
