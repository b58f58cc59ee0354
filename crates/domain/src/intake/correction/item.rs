//! 更正标的明细：an item of the claim that was taken down wrongly, left out, or put in by mistake.

use zhixing_law::money::Fen;

use super::{Anew, Correction, ask::begin, claim_changes, item_words, said};
use crate::{
    command::{Choices, Command},
    ground::{
        act::Act,
        field::{Key, Note, Text, fields},
        refusal::{FieldProblem, Refusal},
        subject::Subject,
    },
    intake::claim::{Claim, ClaimItem, ITEMS_MAX, ItemKind},
    matter::{Matter, context::Context, outcome::Decision},
};

/// The choice that adds an item.
const ANOTHER: &str = "another";

fields! {
    /// 更正标的明细. What is not said stays as it is.
    CorrectItem {
        item: Key = "哪一项";
        kind: Option<ItemKind> = "种类", "不改的不选";
        title: Note<100> = "名称", "不改的不填";
        amount("amount_fen"): Option<Fen> = "金额", "不改的不填；填0是删去这一项。金额的更正须由另一人签批";
        ground: Text<200> = "依据", "例如：生效法律文书原件；申请执行人的书面说明";
    }
}

impl Command for CorrectItem {
    const NAME: &'static str = "correct_item";
    const TITLE: &'static str = "更正标的金额";
    const FORM: (&'static str, &'static str) = ("更正标的明细", "提请签批");
    const ACT: Act = Act::CorrectFiling;
    const DONE: &'static str = "approval.asked";

    fn subject(&self) -> Subject {
        Subject::Filing
    }

    fn choices(matter: &Matter, _ctx: &Context<'_>) -> Choices {
        let items = matter.claim.as_ref().map_or(&[][..], |claim| &claim.items);
        let known = items.iter().enumerate();
        let known = known.map(|(place, item)| (place.to_string(), item_words(item)));
        let another = (ANOTHER.to_owned(), "补登漏记的一项".to_owned());
        vec![("item", known.chain([another]).collect())]
    }

    fn ready(matter: &Matter, _on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.must_be_open()
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let known = matter.claim.as_ref().ok_or(Refusal::CaseNotFiled)?;
        let mut claim = known.clone();
        self.write(&mut claim)?;
        let changes = claim_changes(known, &claim)?;
        let ground = self.ground.as_str().to_owned();
        let anew = Anew::Claim { claim: Box::new(claim) };
        begin(matter, Correction { changes, anew, ground }, ctx)
    }
}

impl CorrectItem {
    fn write(&self, claim: &mut Claim) -> Result<(), Refusal> {
        if self.item.as_str() == ANOTHER {
            claim.items.push(self.another()?);
            if ITEMS_MAX < claim.items.len() {
                return Err(Refusal::field("item", FieldProblem::TooLong { max: ITEMS_MAX }));
            }
            return Ok(());
        }
        let unknown = || Refusal::field("item", FieldProblem::Unknown);
        let place: usize = self.item.as_str().parse().map_err(|_| unknown())?;
        if self.amount == Some(Fen::ZERO) {
            if claim.items.len() <= place {
                return Err(unknown());
            }
            claim.items.remove(place);
            let expected = "至少留有一项的标的，全部有误的请办理销案";
            let none = || Refusal::field("amount_fen", FieldProblem::Invalid { expected });
            return if claim.items.is_empty() { Err(none()) } else { Ok(()) };
        }
        let item = claim.items.get_mut(place).ok_or_else(unknown)?;
        item.kind = self.kind.unwrap_or(item.kind);
        item.amount = self.amount.unwrap_or(item.amount);
        said(&mut item.title, self.title.as_str(), false);
        Ok(())
    }

    fn another(&self) -> Result<ClaimItem, Refusal> {
        let lacks = |field: &str| Refusal::field(field, FieldProblem::Required);
        let amount = self.amount.filter(|sum| sum.is_positive());
        let title = self.title.as_str();
        Ok(ClaimItem {
            kind: self.kind.ok_or_else(|| lacks("kind"))?,
            title: if title.is_empty() { Err(lacks("title"))? } else { title.to_owned() },
            amount: amount.ok_or_else(|| lacks("amount_fen"))?,
        })
    }
}
