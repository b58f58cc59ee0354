//! 更正当事人信息：who somebody is, and where they can be reached.

use super::{Anew, Correction, ask::begin, party_changes, said};
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Note, Text, fields},
        id::PartyId,
        refusal::Refusal,
        subject::Subject,
    },
    intake::{identity::IdentityKind, party},
    matter::{Matter, context::Context, outcome::Decision},
};

fields! {
    /// 更正当事人信息. What is not said stays as it is.
    CorrectParty {
        party: PartyId = "当事人";
        name: Note<100> = "姓名或名称", "各项中不改的不填；姓名、证件号码的更正须由另一人签批";
        identity_number: Note<30> = "证件号码";
        identity_kind: Option<IdentityKind> = "证件种类", "号码属于另一种证件的才选";
        #[serde(default)]
        identity_seen: Option<bool> = "号码已与证件原件核对", "校验位不符而原件如此的";
        #[serde(default)]
        identity_remark: Note<100> = "证件说明", "其他证件的名称，或者号码不详的原因；要删去的填“无”";
        phone: Note<30> = "电话", "要删去的填“无”";
        address: Note<200> = "地址";
        service_address: Note<200> = "送达地址", "要删去的填“无”";
        representative: Note<50> = "法定代表人", "要删去的填“无”";
        ground: Text<200> = "依据", "例如：身份证复印件；申请执行人的书面说明";
    }
}

impl Command for CorrectParty {
    const NAME: &'static str = "correct_party";
    const TITLE: &'static str = "更正当事人信息";
    const FORM: (&'static str, &'static str) = ("更正当事人信息", "更正");
    const ACT: Act = Act::CorrectFiling;
    const DONE: &'static str = "filing.corrected";

    fn subject(&self) -> Subject {
        Subject::Filing
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        matter.parties.iter().map(|party| party.id.into()).collect()
    }

    fn ready(matter: &Matter, _on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        if matter.number.is_some() { Ok(()) } else { Err(Refusal::CaseNotFiled) }
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let known = matter.party(self.party).ok_or(Refusal::Missing("当事人"))?;
        let mut details = known.details.clone();
        said(&mut details.name, self.name.as_str(), false);
        said(&mut details.identity_number, self.identity_number.as_str(), false);
        details.identity_kind = match self.identity_kind {
            Some(kind) => Some(kind),
            // A number was found of whom none was known.
            None if details.identified_by() == IdentityKind::Unknown
                && !self.identity_number.as_str().is_empty() =>
            {
                None
            }
            None => details.identity_kind,
        };
        said(&mut details.phone, self.phone.as_str(), true);
        said(&mut details.address, self.address.as_str(), false);
        said(&mut details.service_address, self.service_address.as_str(), true);
        said(&mut details.representative, self.representative.as_str(), true);
        details.identity_seen = self.identity_seen.unwrap_or(details.identity_seen);
        said(&mut details.identity_remark, self.identity_remark.as_str(), true);
        let details = party::check("", &details).map_err(Refusal::without_path)?;
        let twin = |other: &party::Party| {
            other.id != self.party
                && !details.identity_number.is_empty()
                && other.details.identity_number == details.identity_number
        };
        if let Some(other) = matter.parties.iter().find(|other| twin(other)) {
            let key = other.details.name.clone();
            return Err(Refusal::Duplicate { what: "当事人", key });
        }
        let changes = party_changes(&known.details, &details);
        let anew = Anew::Party { party: self.party, details: Box::new(details) };
        let ground = self.ground.as_str().to_owned();
        begin(matter, Correction { changes, anew, ground }, ctx)
    }
}
