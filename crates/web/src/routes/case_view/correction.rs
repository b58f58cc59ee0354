//! 更正：what was taken down wrongly and mended, and the papers that still say what was wrong.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use zhixing_domain::{
    intake::correction::{Change, Corrected, Correction, FiledFact},
    matter::Matter,
    papers::document::Document,
};
use zhixing_law::mask;

use super::Labelled;

/// 一项变动
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangeView {
    pub label: String,
    pub before: String,
    pub after: String,
}

/// 仍写着更正前内容的文书
#[derive(Debug, Serialize, ToSchema)]
pub struct StalePaper {
    pub document: Uuid,
    pub title: String,
    /// 现在的情况和应当怎样办理
    pub remedy: String,
}

/// 一次更正
#[derive(Debug, Serialize, ToSchema)]
pub struct CorrectionView {
    #[schema(format = DateTime)]
    pub at: String,
    pub by: String,
    /// 所更正的当事人，更正执行依据和标的的为空
    pub about: Option<String>,
    pub changes: Vec<ChangeView>,
    pub ground: String,
    pub papers: Vec<StalePaper>,
    /// 按更正前的证件号码发出的查询请求
    pub searches: Vec<String>,
}

/// Every correction, the last first.
pub fn views(file: &Matter) -> Vec<CorrectionView> {
    file.filing.corrections.iter().rev().map(|corrected| view(file, corrected)).collect()
}

fn view(file: &Matter, corrected: &Corrected) -> CorrectionView {
    let Corrected { correction, by } = corrected;
    CorrectionView {
        at: by.at.to_string(),
        by: by.name.clone(),
        about: about(file, correction),
        changes: correction.changes.iter().map(change).collect(),
        ground: correction.ground.clone(),
        papers: file.still_saying(corrected).map(|d| paper(file, d)).collect(),
        searches: searches(file, corrected),
    }
}

/// Whom a correction is about.
pub fn about(file: &Matter, correction: &Correction) -> Option<String> {
    let party = file.party(correction.party()?)?;
    Some(format!("{}{}", party.details.role.title(), party.details.name))
}

/// What the signer of a correction reads.
pub fn facts(file: &Matter, correction: &Correction) -> Vec<Labelled> {
    let line = |label: &str, value: String| Labelled { label: label.to_owned(), value };
    let about = about(file, correction).map(|about| line("更正的当事人", about));
    let changes = correction.changes.iter().map(change);
    let changes = changes.map(|c| line(&c.label, format!("{} 改为 {}", c.before, c.after)));
    let ground = line("依据", correction.ground.clone());
    about.into_iter().chain(changes).chain([ground]).collect()
}

/// A change in words, numbers of persons masked but for the few digits that make the difference.
pub fn change(change: &Change) -> ChangeView {
    let masked = |mask: fn(&str) -> String| beside(&change.before, &change.after, mask);
    let (before, after) = match change.fact {
        FiledFact::IdentityNumber => masked(mask::id),
        FiledFact::Phone => masked(mask::phone),
        _ => (change.before.clone(), change.after.clone()),
    };
    let said = |text: String| if text.is_empty() { "（空）".to_owned() } else { text };
    ChangeView { label: change.fact.title().to_owned(), before: said(before), after: said(after) }
}

/// So many digits of a number may differ and still be shown: a slip of the hand, not another number.
const SLIP: usize = 4;

fn beside(before: &str, after: &str, mask: fn(&str) -> String) -> (String, String) {
    let differs = |one: &str, other: &str| -> Vec<bool> {
        one.chars().zip(other.chars()).map(|(a, b)| a != b).collect()
    };
    let marks = differs(before, after);
    let slip = before.chars().count() == after.chars().count()
        && marks.iter().filter(|differs| **differs).count() <= SLIP;
    let shown = |number: &str| {
        let masked = mask(number);
        if !slip {
            return masked;
        }
        let digits = number.chars().zip(masked.chars()).zip(&marks);
        digits.map(|((digit, star), differs)| if *differs { digit } else { star }).collect()
    };
    (shown(before), shown(after))
}

fn paper(file: &Matter, document: &Document) -> StalePaper {
    let targets = file.service_targets(document);
    let served = targets.iter().any(|party| file.served(document.id, *party).is_some());
    let remedy = match (served, document.kind.is_ruling()) {
        (true, true) => "已经送达，仍写更正前的内容：笔误另行裁定补正并送达，内容有误的另行裁定",
        (true, false) => "已经送达，仍写更正前的内容：请重新制作并送达，向受送达人说明",
        (false, true) => "已经签发、尚未送达，仍写更正前的内容：另行裁定补正后一并送达",
        (false, false) => "已经签发、尚未送达，仍写更正前的内容：请在“文书”栏办理作废重制",
    };
    StalePaper {
        document: document.id.0,
        title: document.kind.title().to_owned(),
        remedy: remedy.to_owned(),
    }
}

/// Requests that asked for a person under the wrong number found nothing, or somebody else's.
fn searches(file: &Matter, corrected: &Corrected) -> Vec<String> {
    let number = |change: &Change| change.fact == FiledFact::IdentityNumber;
    if !corrected.correction.changes.iter().any(number) {
        return Vec::new();
    }
    let asked = corrected.correction.party();
    let before = file.searches.iter().filter(|search| {
        Some(search.respondent) == asked && search.requested_on <= corrected.by.at.day()
    });
    before.map(|search| search.request_no.clone()).collect()
}

/// What the docket says of a correction.
pub fn said(file: &Matter, body: &serde_json::Value) -> Option<String> {
    let correction: Correction = serde_json::from_value(body.get("correction")?.clone()).ok()?;
    let about = about(file, &correction).map(|about| format!("{about}的")).unwrap_or_default();
    let changes = correction.changes.iter().map(change);
    let changes: Vec<String> =
        changes.map(|c| format!("{}“{}”改为“{}”", c.label, c.before, c.after)).collect();
    Some(format!("{about}{}（{}）", changes.join("；"), correction.ground))
}
