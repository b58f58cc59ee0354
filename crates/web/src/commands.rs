//! 办理：every command's route, mounted from the table of all. A command is not written down here.

use axum::{
    Json,
    extract::State,
    routing::{MethodRouter, post},
};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::{
    PartialSchema as _, ToSchema,
    openapi::{
        ArrayBuilder, ContentBuilder, HttpMethod, KnownFormat, ObjectBuilder, Ref, RefOr, Required,
        ResponseBuilder, Schema, SchemaFormat, Type,
        extensions::ExtensionsBuilder,
        path::{OperationBuilder, ParameterBuilder, ParameterIn, PathItem, PathsBuilder},
        request_body::RequestBodyBuilder,
        schema::{AdditionalProperties, SchemaType},
    },
};
use utoipa_axum::{
    router::{OpenApiRouter, UtoipaMethodRouter},
    routes,
};
use uuid::Uuid;
use zhixing_app::{App, error::Error, material};
use zhixing_domain::{
    begin,
    command::{Kind, Unreadable},
    ground::act::Act,
    ground::field::{Field, Reach, Shape},
    ground::id::CaseId,
    roof,
};

use crate::{
    caller::Caller,
    extract::Path,
    problem::Problem,
    sent::{Sent, SentFile},
    view::{Coded, DoneView},
    wording,
};

/// The routes of all commands, and what they are.
pub fn routes() -> OpenApiRouter<App> {
    let described = OpenApiRouter::new().routes(routes!(described));
    let commands = roof::ALL.iter().fold(described, |router, kind| router.routes(route(kind)));
    roof::BEGINNINGS.iter().fold(commands, |router, kind| router.routes(beginning(kind)))
}

/// The route of a matter that begins by itself.
fn beginning(kind: &'static begin::Kind) -> UtoipaMethodRouter<App> {
    let handler = move |State(app): State<App>, sent: Sent<Value>| async move {
        let meta = sent.meta(kind.name);
        let body = &sent.body;
        let read = kind.read(body.clone());
        let beginning = read.map_err(|error| unreadable(kind.fields, body, error))?;
        let done = app.begin(&meta, &*beginning).await;
        let done = done.map_err(|error| refused(kind.fields, body, error))?;
        // What it makes is the matter.
        let made = done.case.map(|case| case.0);
        Ok::<_, Problem>(Json(DoneView { id: made, ..DoneView::of(&done, "opening.begun") }))
    };
    let described = Described::from(kind);
    mounted(format!("/begin/{}", kind.name), post(handler), operation(&described))
}

fn route(kind: &'static Kind) -> UtoipaMethodRouter<App> {
    let path = format!("/cases/{{id}}/do/{}", kind.name);
    let operation = operation(&Described::from(kind)).parameter(id());
    if has_scan(kind.fields) {
        let handler = move |State(app): State<App>, Path(id): Path<Uuid>, sent: SentFile| async move {
            take_in(kind, &app, CaseId(id), sent).await
        };
        return mounted(path, post(handler), operation);
    }
    let handler = move |State(app): State<App>, Path(id): Path<Uuid>, sent: Sent<Value>| async move {
        let meta = sent.meta(kind.name);
        let body = &sent.body;
        let read = kind.read(body.clone());
        let command = read.map_err(|error| unreadable(kind.fields, body, error))?;
        let done = app.send(&meta, CaseId(id), &*command).await;
        let done = done.map_err(|error| refused(kind.fields, body, error))?;
        Ok::<_, Problem>(Json(DoneView::of(&done, kind.done)))
    };
    mounted(path, post(handler), operation)
}

fn mounted(
    path: String,
    handler: MethodRouter<App>,
    operation: OperationBuilder,
) -> UtoipaMethodRouter<App> {
    let item = PathItem::new(HttpMethod::Post, operation);
    let paths = PathsBuilder::new().path(path, item).build();
    let schemas = vec![(DoneView::name().into_owned(), DoneView::schema())];
    (schemas, paths, handler)
}

/// What a command and a beginning say of themselves alike.
struct Described {
    name: &'static str,
    title: &'static str,
    form: (&'static str, &'static str),
    act: Act,
    danger: bool,
    fields: &'static [Field],
}

impl From<&Kind> for Described {
    fn from(kind: &Kind) -> Described {
        let Kind { name, title, form, act, danger, fields, .. } = *kind;
        Described { name, title, form, act, danger, fields }
    }
}

impl From<&begin::Kind> for Described {
    fn from(kind: &begin::Kind) -> Described {
        let begin::Kind { name, title, form, act, fields, .. } = *kind;
        Described { name, title, form, act, danger: false, fields }
    }
}

/// Whether a file comes with it.
fn has_scan(fields: &[Field]) -> bool {
    fields.iter().any(|field| field.shape == Shape::Scan)
}

/// A command that a file comes with: it is kept when who sends it may, and when the rest can be read.
async fn take_in(
    kind: &'static Kind,
    app: &App,
    case: CaseId,
    sent: SentFile,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta(kind.name);
    material::may_send(app, &meta, case, kind.act).await?;
    let body = &form(kind.fields, &sent);
    let read = kind.read(body.clone());
    let command = read.map_err(|error| unreadable(kind.fields, body, error))?;
    material::store(app, &meta.actor, &sent.name, &sent.bytes).await?;
    let done = app.send(&meta, case, &*command).await;
    let done = done.map_err(|error| refused(kind.fields, body, error))?;
    Ok(Json(DoneView::of(&done, kind.done)))
}

/// The fields of a form as JSON: a form knows texts only.
fn form(fields: &[Field], sent: &SentFile) -> Value {
    let shape = |name: &str| fields.iter().find(|field| field.name == name).map(|f| f.shape);
    let value = |name: &str, text: &str| match shape(name) {
        Some(Shape::Money { .. } | Shape::Count { .. }) => {
            text.trim().parse::<i64>().map_or_else(|_| Value::from(text), Value::from)
        }
        Some(Shape::Yes) => Value::from(text == "true"),
        _ => Value::from(text),
    };
    let said = sent.fields.iter().filter(|(_, text)| !text.is_empty());
    let said = said.map(|(name, text)| (name.clone(), value(name, text)));
    let file = json!({ "name": sent.name, "file": material::name(&sent.bytes) });
    let scans = fields.iter().filter(|field| field.shape == Shape::Scan);
    said.chain(scans.map(|field| (field.name.to_owned(), file.clone()))).collect()
}

/// Why it was not done, with the fields called as this command calls them.
fn refused(fields: &[Field], sent: &Value, error: Error) -> Problem {
    match error {
        Error::Refused(refusal) => {
            Problem::refused(&refusal, wording::refusal_of(fields, sent, &refusal))
        }
        error => error.into(),
    }
}

/// Why what was sent is no such command.
fn unreadable(fields: &[Field], sent: &Value, error: Unreadable) -> Problem {
    match error {
        Unreadable::Refused(refusal) => refused(fields, sent, Error::Refused(refusal)),
        Unreadable::Malformed(error) => {
            let what = wording::serde(&error.to_string());
            Problem::malformed(format!("提交的内容不合格式：{what}。"))
        }
    }
}

fn id() -> ParameterBuilder {
    ParameterBuilder::new()
        .name("id")
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .schema(Some(string().format(Some(SchemaFormat::KnownFormat(KnownFormat::Uuid)))))
}

fn operation(kind: &Described) -> OperationBuilder {
    let body = ContentBuilder::new().schema(Some(body(kind.fields))).build();
    let done = RefOr::Ref(Ref::from_schema_name(DoneView::name()));
    let done = ContentBuilder::new().schema(Some(done)).build();
    let media = if has_scan(kind.fields) { "multipart/form-data" } else { "application/json" };
    OperationBuilder::new()
        .tag("commands")
        .operation_id(Some(kind.name))
        .summary(Some(kind.title))
        .extensions(Some(ExtensionsBuilder::new().add("x-act", kind.act.code()).build()))
        .request_body(Some(
            RequestBodyBuilder::new().content(media, body).required(Some(Required::True)).build(),
        ))
        .response(
            "200",
            ResponseBuilder::new().description("已办理").content("application/json", done),
        )
}

fn string() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}

fn body(fields: &[Field]) -> Schema {
    Schema::Object(filled(ObjectBuilder::new(), fields).build())
}

/// An object with these fields and no others.
fn filled(object: ObjectBuilder, fields: &[Field]) -> ObjectBuilder {
    let closed = Some(AdditionalProperties::FreeForm(false));
    fields.iter().fold(object.additional_properties(closed), |object, field| {
        let object = object.property(field.name, schema(field));
        if field.required { object.required(field.name) } else { object }
    })
}

/// The shape of a field's value, with its bounds.
fn schema(field: &Field) -> Schema {
    let of = |kind: Type| {
        if field.required {
            return ObjectBuilder::new().schema_type(kind);
        }
        ObjectBuilder::new().schema_type(SchemaType::from_iter([kind, Type::Null]))
    };
    let known = |format| Some(SchemaFormat::KnownFormat(format));
    let object = match field.shape {
        Shape::Text { max } => {
            of(Type::String).max_length(Some(max)).min_length(field.required.then_some(1))
        }
        Shape::Key { max } => of(Type::String).max_length(Some(max)).min_length(Some(1)),
        Shape::Money { least } => {
            of(Type::Integer).minimum(Some(least)).format(known(KnownFormat::Int64))
        }
        Shape::Count { max } => of(Type::Integer).minimum(Some(0)).maximum(Some(max)),
        Shape::Yes => of(Type::Boolean),
        Shape::Day { .. } => of(Type::String).format(known(KnownFormat::Date)),
        Shape::Thing(_) => of(Type::String).format(known(KnownFormat::Uuid)),
        Shape::Scan => of(Type::String).format(known(KnownFormat::Binary)),
        Shape::Choice(words) => {
            of(Type::String).enum_values(Some(words.iter().map(|word| word.code)))
        }
        Shape::Subject => of(Type::String).max_length(Some(100)),
        Shape::Part(fields) => filled(of(Type::Object), fields),
        Shape::Several { of, max } => {
            let one = schema(&Field { shape: *of, required: true, ..*field });
            let several = ArrayBuilder::new().items(RefOr::T(one)).max_items(Some(max));
            let several = several.min_items(Some(1)).description(Some(field.label));
            return Schema::Array(several.build());
        }
        Shape::Rows { of, max } => {
            let rows = ArrayBuilder::new().items(RefOr::T(body(of))).max_items(Some(max));
            return Schema::Array(rows.description(Some(field.label)).build());
        }
    };
    Schema::Object(object.description(Some(field.label)).build())
}

/// 一项可以办理的事
#[derive(Debug, Serialize, ToSchema)]
pub struct CommandView {
    pub name: String,
    /// 按钮上的字
    pub title: String,
    /// 表单的标题
    pub heading: String,
    /// 提交按钮上的字
    pub verb: String,
    /// 是否取消、解除或终止什么
    pub danger: bool,
    pub fields: Vec<FieldView>,
}

/// 一个字段
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldView {
    pub name: String,
    pub label: String,
    /// text、money、count、yes、day、choice、thing、key、scan；several 是若干个对象，choices 是若干个取值；subject、part、rows 另行画出
    pub shape: String,
    pub required: bool,
    pub hint: Option<String>,
    /// 文字最多几个字，数量最多多少
    pub max: Option<usize>,
    /// 日期不得晚于今天
    pub past: bool,
    /// 是哪一种对象的编号，例如 `asset`
    pub thing: Option<String>,
    /// 可选的取值
    pub options: Vec<Coded>,
}

fn view(kind: &Described) -> CommandView {
    CommandView {
        name: kind.name.to_owned(),
        title: kind.title.to_owned(),
        heading: kind.form.0.to_owned(),
        verb: kind.form.1.to_owned(),
        danger: kind.danger,
        fields: kind.fields.iter().map(field).collect(),
    }
}

fn field(field: &Field) -> FieldView {
    let (shape, max, thing, words) = match field.shape {
        Shape::Text { max } => ("text", Some(max), None, &[][..]),
        Shape::Key { .. } => ("key", None, None, &[][..]),
        Shape::Money { .. } => ("money", None, None, &[][..]),
        Shape::Count { max } => ("count", usize::try_from(max).ok(), None, &[][..]),
        Shape::Yes => ("yes", None, None, &[][..]),
        Shape::Scan => ("scan", None, None, &[][..]),
        Shape::Subject => ("subject", None, None, &[][..]),
        Shape::Part(_) => ("part", None, None, &[][..]),
        Shape::Several { of: Shape::Thing(kind), .. } => {
            ("several", None, Some((*kind).to_owned()), &[][..])
        }
        Shape::Several { of: Shape::Choice(words), .. } => ("choices", None, None, *words),
        Shape::Several { .. } => ("several", None, None, &[][..]),
        Shape::Rows { .. } => ("rows", None, None, &[][..]),
        Shape::Day { .. } => ("day", None, None, &[][..]),
        Shape::Choice(words) => ("choice", None, None, words),
        Shape::Thing(kind) => ("thing", None, Some(kind.to_owned()), &[][..]),
    };
    FieldView {
        name: field.name.to_owned(),
        label: field.label.to_owned(),
        shape: shape.to_owned(),
        required: field.required,
        hint: crate::view::some(field.hint),
        max,
        past: field.shape == Shape::Day { reach: Reach::Past },
        thing,
        options: words.iter().map(|word| Coded::new(word.code, word.title)).collect(),
    }
}

/// 全部办理事项
#[derive(Debug, Serialize, ToSchema)]
pub struct Commands {
    pub items: Vec<CommandView>,
    /// 自己开始的事，例如来访登记
    pub beginnings: Vec<CommandView>,
}

/// 可以办理的事及其字段，页面据此画出表单
#[utoipa::path(get, path = "/commands", tag = "commands", operation_id = "commands",
    extensions(("x-act" = json!("session"))), responses((status = 200, body = Commands)))]
async fn described(_caller: Caller) -> Json<Commands> {
    Json(Commands {
        items: roof::ALL.iter().map(|kind| view(&kind.into())).collect(),
        beginnings: roof::BEGINNINGS.iter().map(|kind| view(&kind.into())).collect(),
    })
}
