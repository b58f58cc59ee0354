//! 证件：what a party is identified by, how its number is read, and whom the search network can be asked about.

use zhixing_law::{
    day::Day,
    error::LawError,
    identity::{self, Sex, document},
};

use crate::{
    ground::field::{choices, law_choices},
    ground::refusal::{FieldProblem, seen},
    ground::word::words,
};

words! {
    /// 证件种类
    IdentityKind {
        IdentityCard = "identity_card", "居民身份证";
        ResidencePermit = "residence_permit", "港澳台居民居住证";
        TravelPermit = "travel_permit", "港澳居民来往内地通行证";
        TaiwanPermit = "taiwan_permit", "台湾居民来往大陆通行证";
        Passport = "passport", "护照";
        ForeignerCard = "foreigner_card", "外国人永久居留身份证";
        CreditCode = "credit_code", "统一社会信用代码";
        BusinessLicence = "business_licence", "营业执照注册号";
        OrganisationCode = "organisation_code", "组织机构代码";
        ForeignRegistration = "foreign_registration", "境外登记（注册）号";
        /// Named in the remark: 士官证、社会团体登记证书.
        Other = "other", "其他证件";
        /// Why is said in the remark.
        Unknown = "unknown", "号码不详";
    }
}

choices! { IdentityKind }

law_choices! {
    Sex {
        Male = "male", "男";
        Female = "female", "女";
    }
}

/// What a number says of whom it identifies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// In its written norm.
    pub text: String,
    pub told: Option<(Day, Sex)>,
    /// 校验位相符. One that does not close may still be the one that the register gave out.
    pub sound: bool,
}

impl IdentityKind {
    /// What most of them have.
    pub fn usual(person: bool) -> IdentityKind {
        if person { IdentityKind::IdentityCard } else { IdentityKind::CreditCode }
    }

    /// 号码的称谓, as papers write it before the number.
    pub fn number_title(self) -> &'static str {
        match self {
            IdentityKind::IdentityCard => "公民身份号码",
            IdentityKind::ResidencePermit => "港澳台居民居住证号码",
            IdentityKind::TravelPermit => "港澳居民来往内地通行证号码",
            IdentityKind::TaiwanPermit => "台湾居民来往大陆通行证号码",
            IdentityKind::Passport => "护照号码",
            IdentityKind::ForeignerCard => "外国人永久居留身份证号码",
            IdentityKind::Other => "证件号码",
            IdentityKind::CreditCode
            | IdentityKind::BusinessLicence
            | IdentityKind::OrganisationCode
            | IdentityKind::ForeignRegistration
            | IdentityKind::Unknown => self.title(),
        }
    }

    /// Whether a person, or an organisation, can have one.
    pub fn fits(self, person: bool) -> bool {
        match self {
            IdentityKind::Other | IdentityKind::Unknown => true,
            IdentityKind::CreditCode
            | IdentityKind::BusinessLicence
            | IdentityKind::OrganisationCode
            | IdentityKind::ForeignRegistration => !person,
            IdentityKind::IdentityCard
            | IdentityKind::ResidencePermit
            | IdentityKind::TravelPermit
            | IdentityKind::TaiwanPermit
            | IdentityKind::Passport
            | IdentityKind::ForeignerCard => person,
        }
    }

    /// 可以网络查控: the bodies of the network know their customers by papers of this country.
    pub fn is_searchable(self) -> bool {
        use IdentityKind::{ForeignRegistration, Other, Unknown};
        !matches!(self, ForeignRegistration | Other | Unknown)
    }

    /// Reads a number of this kind, however it was typed.
    ///
    /// # Errors
    /// It cannot be one.
    pub fn read(self, typed: &str) -> Result<Number, FieldProblem> {
        let plain = |text| Number { text, told: None, sound: true };
        let checked =
            |read: document::Checked| Number { text: read.text, told: None, sound: read.sound };
        let read = match self {
            IdentityKind::IdentityCard => citizen(typed),
            IdentityKind::ResidencePermit => {
                document::residence_permit(typed).map(|id| of_citizen(id, true))
            }
            IdentityKind::TravelPermit => document::travel_permit(typed).map(plain),
            IdentityKind::TaiwanPermit => document::taiwan_permit(typed).map(plain),
            IdentityKind::Passport => document::passport(typed).map(plain),
            IdentityKind::ForeignerCard => document::foreigner_card(typed)
                .map(|(text, told)| Number { text, told, sound: true }),
            IdentityKind::CreditCode => document::credit_code_seen(typed).map(checked),
            IdentityKind::BusinessLicence => document::business_licence(typed).map(checked),
            IdentityKind::OrganisationCode => identity::organisation_code(typed).map(plain),
            IdentityKind::ForeignRegistration => document::foreign_registration(typed).map(plain),
            IdentityKind::Other | IdentityKind::Unknown => Ok(plain(seen(typed))),
        };
        read.map_err(|error| FieldProblem::Number { of: self.title(), reason: reason(&error) })
    }

    /// The kind that a number shows by itself, where nobody said which it is.
    pub fn shown_by(person: bool, typed: &str) -> Option<IdentityKind> {
        use IdentityKind::{BusinessLicence, ForeignerCard, OrganisationCode, Passport};
        let kinds: &[IdentityKind] = if person {
            &[IdentityKind::TravelPermit, ForeignerCard, Passport]
        } else {
            &[BusinessLicence, OrganisationCode]
        };
        let sure = |kind: IdentityKind, number: &Number| match kind {
            Passport => looks_like_a_passport(&number.text),
            _ => number.sound,
        };
        let shows = |kind: &&IdentityKind| kind.read(typed).is_ok_and(|read| sure(**kind, &read));
        kinds.iter().find(shows).copied()
    }
}

/// 公民身份号码, also of the first generation: that one has no check digit, so it wants a second look.
fn citizen(typed: &str) -> Result<Number, LawError> {
    let id = identity::id_number(typed);
    match (id, document::old_id_number(typed)) {
        (Ok(id), _) => Ok(of_citizen(id, true)),
        (Err(_), Ok(id)) => Ok(of_citizen(id, false)),
        (Err(error), Err(_)) => Err(error),
    }
}

fn of_citizen(id: identity::IdNumber, sound: bool) -> Number {
    Number { text: id.text, told: Some((id.born_on, id.sex)), sound }
}

/// One letter and eight digits, or two and seven, as most of those shown at a window have; others have to be called so.
fn looks_like_a_passport(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let letters = text.len() - digits.len();
    matches!((letters, digits.len()), (1, 8) | (2, 7)) && digits.bytes().all(|b| b.is_ascii_digit())
}

fn reason(error: &LawError) -> &'static str {
    match error {
        LawError::Number { reason, .. } => reason,
        _ => "号码不合规则",
    }
}
