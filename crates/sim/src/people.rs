//! 人名与号码：parties from a seed. Numbers pass their checks and belong to nobody on purpose.

use std::collections::BTreeSet;

use zhixing_connectors::simulator::chance::Chance;
use zhixing_domain::{
    ground::court::FundAccount,
    intake::party::{PartyDetails, PartyKind, PartyRole},
};

const SURNAMES: &[&str] = &[
    "李", "王", "张", "刘", "陈", "杨", "黄", "赵", "周", "吴", "徐", "孙", "朱", "马", "胡", "郭",
    "林", "何", "高", "梁", "郑", "罗", "宋", "谢", "唐", "韩", "曹", "许", "邓", "萧", "冯", "曾",
    "程", "蔡", "彭", "潘", "袁", "于", "董", "余", "苏", "叶", "吕", "魏", "蒋", "田", "杜", "丁",
    "沈", "姜", "范", "江", "傅", "钟", "卢", "汪", "戴", "崔", "任", "陆", "廖", "姚", "方", "金",
    "邱", "夏", "谭", "韦", "贾", "邹", "石", "熊", "孟", "秦", "阎", "薛", "侯", "雷", "白", "龙",
    "欧阳", "司徒",
];

const GIVEN: &[&str] = &[
    "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明",
    "超", "秀英", "霞", "平", "刚", "桂英", "建华", "志强", "海燕", "国庆", "晓明", "丽华", "文杰",
    "雅琴", "俊峰", "春梅", "永康", "家豪", "嘉欣", "伟东", "凤英", "少芬", "炳坤", "金水", "木生",
    "思远", "子轩", "梓涵", "浩然", "雨桐", "锦棠", "润生", "显荣", "观水", "带娣", "容妹", "伯勤",
];

const PLACES: &[&str] =
    &["怀集", "怀城", "冷坑", "梁村", "大岗", "岗坪", "桥头", "汶朗", "中洲", "洽水"];

const TRADES: &[&str] = &[
    "建材",
    "五金",
    "家具",
    "服装",
    "食品",
    "竹木制品",
    "再生资源",
    "汽车服务",
    "物流",
    "装饰工程",
    "农业发展",
    "商贸",
    "机械设备",
    "电子科技",
];

const ENDINGS: &[&str] = &["有限公司", "有限责任公司"];

const STREETS: &[&str] =
    &["解放中路", "登云街", "工业大道", "城南路", "幸福街", "河滨路", "教育路"];

const BANKS: &[(&str, &str)] = &[
    ("中国农业银行怀集县支行", "103593030112"),
    ("中国工商银行怀集支行", "102593030124"),
    ("怀集县农村信用合作联社", "402593020015"),
    ("中国邮政储蓄银行怀集县支行", "403593010021"),
];

/// Parties, one after the other.
#[derive(Debug, Clone)]
pub struct Register {
    chance: Chance,
    number: u64,
    /// Names of colleagues that are taken.
    colleagues: BTreeSet<String>,
}

impl Register {
    /// From a seed.
    pub fn new(seed: u64) -> Register {
        Register {
            chance: Chance::for_name(seed, "people"),
            number: 0,
            colleagues: BTreeSet::new(),
        }
    }

    /// A person; `name` when it is not to be drawn.
    pub fn person(&mut self, role: PartyRole, name: Option<&str>) -> PartyDetails {
        self.number += 1;
        let drawn = format!("{}{}", self.pick(SURNAMES), self.pick(GIVEN));
        let name = name.map_or(drawn, str::to_owned);
        let address = self.address();
        let account = (role == PartyRole::Applicant).then(|| self.account(&name));
        let applicant = role == PartyRole::Applicant;
        PartyDetails {
            identity_number: self.identity_number(),
            phone: self.phone(),
            service_address: if applicant { address.clone() } else { String::new() },
            address,
            account,
            ..PartyDetails::named(role, PartyKind::Person, &name)
        }
    }

    /// A company.
    pub fn company(&mut self, role: PartyRole) -> PartyDetails {
        self.number += 1;
        let core = format!(
            "{}{}",
            self.pick(&["顺", "恒", "永", "嘉", "鑫", "广", "宏", "瑞", "泰", "联"]),
            self.pick(&["发", "达", "兴", "丰", "源", "盛", "利", "通", "和", "安"])
        );
        let name =
            format!("{}{core}{}{}", self.pick(PLACES), self.pick(TRADES), self.pick(ENDINGS));
        let representative = format!("{}{}", self.pick(SURNAMES), self.pick(GIVEN));
        let address = self.address();
        let account = (role == PartyRole::Applicant).then(|| self.account(&name));
        let applicant = role == PartyRole::Applicant;
        PartyDetails {
            identity_number: self.credit_code(),
            phone: self.phone(),
            service_address: if applicant { address.clone() } else { String::new() },
            address,
            representative,
            account,
            ..PartyDetails::named(role, PartyKind::LegalPerson, &name)
        }
    }

    /// The name of somebody who works at a court; nobody else there has it.
    pub fn colleague(&mut self) -> String {
        loop {
            let name = format!("{}{}", self.pick(SURNAMES), self.pick(GIVEN));
            if self.colleagues.insert(name.clone()) {
                return name;
            }
        }
    }

    fn pick(&mut self, list: &[&'static str]) -> &'static str {
        self.chance.pick(list).copied().unwrap_or_default()
    }

    fn address(&mut self) -> String {
        let number = 1 + self.chance.below(300);
        format!("广东省肇庆市怀集县{}{}{number}号", self.pick(PLACES), self.pick(STREETS))
    }

    fn account(&mut self, name: &str) -> FundAccount {
        let fallback = ("中国农业银行怀集县支行", "103593030112");
        let (bank, code) = self.chance.pick(BANKS).copied().unwrap_or(fallback);
        FundAccount {
            name: name.to_owned(),
            bank: bank.to_owned(),
            bank_code: code.to_owned(),
            account: format!("62{}", self.chance.digits(17)),
        }
    }

    fn phone(&mut self) -> String {
        let head = self.pick(&["135", "136", "137", "138", "139", "150", "158", "182", "188"]);
        format!("{head}{}", self.chance.digits(8))
    }

    /// An identity number with a good checksum; the sequence keeps two people of a register apart.
    fn identity_number(&mut self) -> String {
        let year = 1955 + self.chance.below(48);
        let (month, day) = (1 + self.chance.below(12), 1 + self.chance.below(28));
        let body = format!("441224{year}{month:02}{day:02}{:03}", self.number % 1000);
        let weights = [7_u32, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        let digits = body.chars().filter_map(|c| c.to_digit(10));
        let sum: u32 = digits.zip(weights).map(|(digit, weight)| digit * weight).sum();
        let check = "10X98765432".chars().nth(usize::try_from(sum % 11).unwrap_or(0));
        format!("{body}{}", check.unwrap_or('0'))
    }

    /// A unified social credit code with a good checksum.
    fn credit_code(&mut self) -> String {
        const LETTERS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        let body = format!("91441224MA{}{:04}", self.chance.digits(3), self.number % 10_000);
        let weights = [1_usize, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
        let values = body.chars().filter_map(|c| LETTERS.chars().position(|known| known == c));
        let sum: usize = values.zip(weights).map(|(value, weight)| value * weight).sum();
        let check = LETTERS.chars().nth((31 - sum % 31) % 31);
        format!("{body}{}", check.unwrap_or('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::Register;
    use zhixing_domain::intake::party::PartyRole;
    use zhixing_law::identity;

    #[test]
    fn every_number_passes_its_check_and_none_comes_twice() {
        let mut register = Register::new(7);
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..900 {
            let person = register.person(PartyRole::Applicant, None);
            assert!(identity::id_number(&person.identity_number).is_ok(), "{person:?}");
            assert!(identity::phone(&person.phone).is_ok());
            assert!(seen.insert(person.identity_number));
            let company = register.company(PartyRole::Respondent);
            assert!(identity::credit_code(&company.identity_number).is_ok(), "{company:?}");
            assert!(seen.insert(company.identity_number));
        }
    }
}
