//! 办理：a command is a value. It is described once (name, act, fields, what it is about, when it can be done, what it
//! does); the route, the button and why it is grey, the drawer, the permission matrix, the attempt line and the batch
//! follow from that.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value as Json;

use crate::{
    ground::{
        act::Act,
        field::{Field, Fields, Shape, sent},
        refusal::Refusal,
        subject::Subject,
    },
    matter::{Matter, context::Context, outcome::Decision},
};

/// What may stand in the fields whose choices depend on the matter: field, then key and 中文名 of each.
pub type Choices = Vec<(&'static str, Vec<(String, String)>)>;

/// One thing that people can do with a matter.
pub trait Command: Fields + Serialize + DeserializeOwned + Send + Sync + 'static {
    /// Its one name: in the path, as operation id, in the attempt line.
    const NAME: &'static str;
    /// 中文名, as the button says it.
    const TITLE: &'static str;
    /// What stands over its form, and what the button says that sends it.
    const FORM: (&'static str, &'static str) = (Self::TITLE, Self::TITLE);
    /// What the permission door is asked.
    const ACT: Act;
    /// The event that says it was done; its subject is what the command made.
    const DONE: &'static str;
    /// Whether it is drawn as a thing that takes something away.
    const DANGER: bool = false;
    /// Whether it makes sense for many things at once with the same fields.
    const BULK: bool = false;

    /// What it is about: a form is stale when this changed since it was opened.
    fn subject(&self) -> Subject;

    /// Where the page may offer it.
    fn places(_matter: &Matter) -> Vec<Subject> {
        vec![Subject::Matter]
    }

    /// What there is to choose from in the fields of shape [`crate::ground::field::Shape::Key`], and in those of a
    /// vocabulary of which not every word makes sense here.
    fn choices(_matter: &Matter, _ctx: &Context<'_>) -> Choices {
        Vec::new()
    }

    /// Whether it can be done on `on` now, whatever its fields will hold: the button, and what [`Asked::run`] asks
    /// before it decides.
    ///
    /// # Errors
    /// Why not.
    fn ready(matter: &Matter, on: Subject, ctx: &Context<'_>) -> Result<(), Refusal>;

    /// Whether it may give the matter to a handler, so that it has to know who can be given one.
    fn assigns(&self, _matter: &Matter) -> bool {
        false
    }

    /// Whether it names evidence that was sent ahead of it, so that it has to know what has been received.
    fn names_evidence(&self) -> bool {
        false
    }

    /// Decides. `ready` has been asked. It may be asked twice, when others changed the matter meanwhile.
    ///
    /// # Errors
    /// Why it cannot be done.
    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision;
}

/// A command as it is sent, of whatever kind.
pub trait Asked: Send + Sync {
    fn name(&self) -> &'static str;
    fn act(&self) -> Act;
    fn about(&self) -> Subject;
    /// The command as it was sent.
    fn body(&self) -> Json;
    /// Whether it may give the matter to a handler.
    fn assigns(&self, matter: &Matter) -> bool;
    /// Whether it names evidence that was sent ahead of it.
    fn names_evidence(&self) -> bool;
    /// Asks whether it can be done, and decides.
    ///
    /// # Errors
    /// Why it cannot be done.
    fn run(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision;
}

impl<C: Command> Asked for C {
    fn name(&self) -> &'static str {
        C::NAME
    }

    fn act(&self) -> Act {
        C::ACT
    }

    fn about(&self) -> Subject {
        self.subject()
    }

    fn body(&self) -> Json {
        serde_json::to_value(self).unwrap_or_default()
    }

    fn assigns(&self, matter: &Matter) -> bool {
        Command::assigns(self, matter)
    }

    fn names_evidence(&self) -> bool {
        Command::names_evidence(self)
    }

    fn run(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        C::ready(matter, self.subject(), ctx)?;
        self.decide(matter, ctx)
    }
}

/// A command's row in the table of all.
#[derive(Debug)]
pub struct Kind {
    pub name: &'static str,
    pub title: &'static str,
    pub form: (&'static str, &'static str),
    pub act: Act,
    pub done: &'static str,
    pub danger: bool,
    pub bulk: bool,
    pub fields: &'static [Field],
    pub places: fn(&Matter) -> Vec<Subject>,
    pub ready: fn(&Matter, Subject, &Context<'_>) -> Result<(), Refusal>,
    pub choices: fn(&Matter, &Context<'_>) -> Choices,
    read: fn(Json) -> Result<Box<dyn Asked>, serde_json::Error>,
}

/// Why what was sent is no such command.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// A field breaks its rule.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It has not the fields that the command has.
    #[error(transparent)]
    Malformed(#[from] serde_json::Error),
}

impl Kind {
    /// The row of a command.
    pub const fn of<C: Command>() -> Kind {
        Kind {
            name: C::NAME,
            title: C::TITLE,
            form: C::FORM,
            act: C::ACT,
            done: C::DONE,
            danger: C::DANGER,
            bulk: C::BULK,
            fields: C::FIELDS,
            places: C::places,
            ready: C::ready,
            choices: C::choices,
            read: read::<C>,
        }
    }

    /// Whether it is about things of a kind of subject: by the field that holds one, or, about the matter as a whole,
    /// by having none.
    pub fn is_on(&self, kind: &str) -> bool {
        let holds = |field: &Field| matches!(field.shape, Shape::Thing(of) if of == kind);
        let whole = |field: &Field| match field.shape {
            Shape::Thing(of) => of == "staff",
            _ => true,
        };
        self.fields.iter().any(holds)
            || (kind == Subject::Matter.kind() && self.fields.iter().all(whole))
    }

    /// Reads a command from what was sent. Every field that breaks its rule is said at once.
    ///
    /// # Errors
    /// A field breaks its rule, or there are other fields than the command has.
    pub fn read(&self, sent: Json) -> Result<Box<dyn Asked>, Unreadable> {
        read_fields(self.fields, sent, self.read)
    }

    /// A body that can be read, about nothing that there is.
    pub fn sample(&self) -> Json {
        sent::sample(self.fields)
    }
}

/// Reads fields from what was sent. Every one that breaks its rule is said at once.
///
/// # Errors
/// A field breaks its rule, or there are other fields.
pub fn read_fields<T>(
    fields: &[Field],
    sent: Json,
    read: fn(Json) -> Result<T, serde_json::Error>,
) -> Result<T, Unreadable> {
    let faults = sent::faults(fields, "", &sent);
    match <[_; 1]>::try_from(faults) {
        Ok([(field, problem)]) => Err(Refusal::Field { field, problem }.into()),
        Err(none) if none.is_empty() => Ok(read(sent)?),
        Err(faults) => Err(Refusal::Fields { faults }.into()),
    }
}

fn read<C: Command>(sent: Json) -> Result<Box<dyn Asked>, serde_json::Error> {
    Ok(Box::new(serde_json::from_value::<C>(sent)?))
}
