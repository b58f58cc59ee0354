//! 重新告知：what did not reach a party is sent once more, to the number that they have now.

use zhixing_law::identity;

use super::{Message, MessageEvent, MessageState};
use crate::{
    command::{Choices, Command},
    ground::{
        act::Act,
        field::{Key, fields},
        id::MessageId,
        refusal::{FieldProblem, Refusal},
        subject::Subject,
    },
    matter::{
        Matter,
        context::Context,
        effect::Effect,
        outcome::{Decision, Outcome},
    },
};

fields! {
    /// 重新告知
    ResendMessage {
        message: Key = "哪一条告知", "发到当事人现在登记的手机号码；号码有误的，先更正";
    }
}

impl Command for ResendMessage {
    const NAME: &'static str = "resend_message";
    const TITLE: &'static str = "重新告知";
    const FORM: (&'static str, &'static str) = ("重新告知当事人", "重新发送");
    const ACT: Act = Act::RecordService;
    const DONE: &'static str = "message.queued";

    fn subject(&self) -> Subject {
        Subject::Message
    }

    fn choices(matter: &Matter, _ctx: &Context<'_>) -> Choices {
        let said = |message: &Message| {
            let to = matter.party(message.party).map_or("", |party| party.details.name.as_str());
            let on = message.queued_at.day();
            (message.id.0.to_string(), format!("{on} {to}（{}）", message.state.title()))
        };
        vec![("message", undelivered(matter).map(said).collect())]
    }

    fn ready(matter: &Matter, _on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        match undelivered(matter).next() {
            Some(_) => Ok(()),
            None => Err(Refusal::Missing("没有送到的告知")),
        }
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let unknown = || Refusal::field("message", FieldProblem::Unknown);
        let wanted = |message: &&Message| message.id.0.to_string() == self.message.as_str();
        let message = undelivered(matter).find(wanted).ok_or_else(unknown)?;
        let party = matter.party(message.party).ok_or(Refusal::Missing("当事人"))?;
        let phone = party.details.phone.clone();
        if !identity::is_mobile(&phone) {
            let expected = "登记了手机号码的当事人的告知，请先更正其电话";
            return Err(Refusal::field("message", FieldProblem::Invalid { expected }));
        }
        let id = MessageId(ctx.id());
        let queued = MessageEvent::Queued {
            message: id,
            party: message.party,
            phone,
            template: message.template.clone(),
            values: message.values.clone(),
        };
        Ok(Outcome::of(queued).then(Effect::SendMessage { message: id }))
    }
}

/// What failed or of which no answer ever came, unless the same was sent again since.
fn undelivered(matter: &Matter) -> impl Iterator<Item = &Message> {
    matter.messages.iter().enumerate().filter_map(|(place, message)| {
        let again = |later: &Message| {
            (later.party, &later.template, &later.values)
                == (message.party, &message.template, &message.values)
        };
        let hangs = matches!(message.state, MessageState::Failed | MessageState::Sent);
        let later = matter.messages.iter().skip(place + 1);
        (hangs && !later.into_iter().any(again)).then_some(message)
    })
}
