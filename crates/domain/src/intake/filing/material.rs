//! 材料入卷

use super::{FilingEvent, Material, MaterialKind};
use crate::{
    command::{Choices, Command},
    ground::act::Act,
    ground::field::{Count, Note, Scan, fields},
    ground::refusal::Refusal,
    ground::subject::Subject,
    matter::Matter,
    matter::context::Context,
    matter::kind::Family,
    matter::outcome::{Decision, Outcome},
};

fields! {
    /// 材料入卷, with its scan.
    AddMaterial {
        kind: MaterialKind = "材料种类";
        title: Note<100> = "材料名称", "不填则用文件名";
        pages: Option<Count<9999>> = "页数";
        file: Scan = "扫描件", "PDF、JPEG、PNG、TIFF、DOCX 或 OFD，不超过 20 MB";
    }
}

/// What is offered in a case, what is likeliest first.
const OF_CASE: [MaterialKind; 13] = [
    MaterialKind::PropertyLead,
    MaterialKind::ServiceProof,
    MaterialKind::Application,
    MaterialKind::Title,
    MaterialKind::EffectProof,
    MaterialKind::Identity,
    MaterialKind::Mandate,
    MaterialKind::ServiceAddress,
    MaterialKind::PayeeAccount,
    MaterialKind::PropertyProof,
    MaterialKind::ArbitrationClause,
    MaterialKind::EnforcementCertificate,
    MaterialKind::Other,
];

/// What is offered where an objection is reviewed.
const OF_OBJECTION: [MaterialKind; 7] = [
    MaterialKind::Evidence,
    MaterialKind::Objection,
    MaterialKind::Identity,
    MaterialKind::Mandate,
    MaterialKind::ServiceAddress,
    MaterialKind::ServiceProof,
    MaterialKind::Other,
];

impl Command for AddMaterial {
    const NAME: &'static str = "add_material";
    const TITLE: &'static str = "登记材料";
    const FORM: (&'static str, &'static str) = ("登记材料", "材料入卷");
    const ACT: Act = Act::AddMaterial;
    const DONE: &'static str = "filing.material_added";

    fn subject(&self) -> Subject {
        Subject::Matter
    }

    fn choices(matter: &Matter, _ctx: &Context<'_>) -> Choices {
        let fits: &[MaterialKind] = match matter.kind.family() {
            Family::Review => &OF_OBJECTION,
            Family::Enforcement | Family::Reception => &OF_CASE,
        };
        let offered = fits.iter().map(|kind| (kind.code().to_owned(), kind.title().to_owned()));
        vec![("kind", offered.collect())]
    }

    fn ready(matter: &Matter, _on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.must_not_be_closed()
    }

    fn decide(&self, _matter: &Matter, _ctx: &mut Context<'_>) -> Decision {
        let said = self.title.as_str();
        let material = Material {
            kind: self.kind,
            title: if said.is_empty() { self.file.name.clone() } else { said.to_owned() },
            file: Some(self.file.file.clone()),
            pages: self.pages.map_or(0, Count::get),
        };
        Ok(Outcome::of(FilingEvent::MaterialAdded { material }))
    }
}
