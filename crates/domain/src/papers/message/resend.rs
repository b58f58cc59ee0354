//! 重新告知：what did not reach a party is sent once more, to the number that they have now.

use zhixing_law::identity;

use super::{Message, MessageEvent, MessageState};
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::fields,
        id::MessageId,
        refusal::{Need, Refusal},
        subject::Subject,
    },
    intake::party::Party,
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
        message: MessageId = "告知";
    }
}

impl Command for ResendMessage {
    const NAME: &'static str = "resend_message";
    const TITLE: &'static str = "重新告知";
    const FORM: (&'static str, &'static str) = ("重新告知当事人", "重新发送");
    const ACT: Act = Act::RecordService;
    const DONE: &'static str = "message.queued";

    fn subject(&self) -> Subject {
        self.message.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        undelivered(matter).map(|message| message.id.into()).collect()
    }

    fn ready(matter: &Matter, on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        to_resend(matter, on).map(|_| ())
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let (message, party) = to_resend(matter, self.subject())?;
        let phone = party.details.phone.clone();
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

/// The message, and whom it is sent to, at a number that can be sent to.
fn to_resend(matter: &Matter, on: Subject) -> Result<(&Message, &Party), Refusal> {
    let mut waiting = undelivered(matter);
    let message = waiting.find(|message| Subject::from(message.id) == on);
    let message = message.ok_or(Refusal::Missing("没有送到的告知"))?;
    let party = matter.party(message.party).ok_or(Refusal::Missing("当事人"))?;
    if !identity::is_mobile(&party.details.phone) {
        return Err(Refusal::needs(Need::MobilePhone));
    }
    Ok((message, party))
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
