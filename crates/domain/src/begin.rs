//! 开始一件事：a matter that begins by itself and not out of another one, as a value. Like a command it is described
//! once; its route, its form and its row of the permission matrix follow.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value as Json;

use crate::{
    command::{Unreadable, read_fields},
    ground::{
        act::Act,
        field::{Field, Fields},
        id::CaseId,
    },
    matter::{Matter, context::Context, kind::MatterKind, outcome::Decision},
};

/// One way in which a matter begins.
pub trait Begins: Fields + Serialize + DeserializeOwned + Send + Sync + 'static {
    /// Its one name: in the path, as operation id, in the attempt line.
    const NAME: &'static str;
    /// 中文名, as the button says it.
    const TITLE: &'static str;
    /// What stands over its form, and what the button says that sends it.
    const FORM: (&'static str, &'static str) = (Self::TITLE, Self::TITLE);
    /// What the permission door is asked.
    const ACT: Act;
    const KIND: MatterKind;

    /// The number of the case that it is about, and the field in which it stands.
    fn about(&self) -> Option<(&'static str, &str)>;

    /// Decides what stands first in the docket of the new matter. `about` is the case of [`Begins::about`].
    ///
    /// # Errors
    /// Why it cannot begin.
    fn begin(&self, matter: CaseId, about: Option<&Matter>, ctx: &mut Context<'_>) -> Decision;
}

/// A matter to begin, of whatever kind.
pub trait Beginning: Send + Sync {
    fn name(&self) -> &'static str;
    fn act(&self) -> Act;
    fn kind(&self) -> MatterKind;
    fn about(&self) -> Option<(&'static str, &str)>;
    /// Decides, in a mode that has rules for the kind.
    ///
    /// # Errors
    /// Why it cannot begin.
    fn run(&self, matter: CaseId, about: Option<&Matter>, ctx: &mut Context<'_>) -> Decision;
}

impl<B: Begins> Beginning for B {
    fn name(&self) -> &'static str {
        B::NAME
    }

    fn act(&self) -> Act {
        B::ACT
    }

    fn kind(&self) -> MatterKind {
        B::KIND
    }

    fn about(&self) -> Option<(&'static str, &str)> {
        B::about(self)
    }

    fn run(&self, matter: CaseId, about: Option<&Matter>, ctx: &mut Context<'_>) -> Decision {
        ctx.mode.must_handle(B::KIND)?;
        self.begin(matter, about, ctx)
    }
}

/// A beginning's row in the table of all.
#[derive(Debug)]
pub struct Kind {
    pub name: &'static str,
    pub title: &'static str,
    pub form: (&'static str, &'static str),
    pub act: Act,
    pub fields: &'static [Field],
    read: fn(Json) -> Result<Box<dyn Beginning>, serde_json::Error>,
}

impl Kind {
    /// The row of a beginning.
    pub const fn of<B: Begins>() -> Kind {
        Kind {
            name: B::NAME,
            title: B::TITLE,
            form: B::FORM,
            act: B::ACT,
            fields: B::FIELDS,
            read: read::<B>,
        }
    }

    /// Reads it from what was sent. Every field that breaks its rule is said at once.
    ///
    /// # Errors
    /// A field breaks its rule, or there are other fields than it has.
    pub fn read(&self, sent: Json) -> Result<Box<dyn Beginning>, Unreadable> {
        read_fields(self.fields, sent, self.read)
    }
}

fn read<B: Begins>(sent: Json) -> Result<Box<dyn Beginning>, serde_json::Error> {
    Ok(Box::new(serde_json::from_value::<B>(sent)?))
}
