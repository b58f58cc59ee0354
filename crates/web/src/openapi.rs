//! The API's description (OpenAPI 3.1), made from the routes themselves. Errors and the headers of commands
//! are the same everywhere, so they are added here once.

use utoipa::{
    Modify, OpenApi, ToSchema as _,
    openapi::{
        ComponentsBuilder, ContentBuilder, KnownFormat, ObjectBuilder, Ref, RefOr, Required,
        Response, ResponseBuilder, SchemaFormat, Type,
        path::{Operation, Parameter, ParameterBuilder, ParameterIn, PathItem},
        security::{ApiKey, ApiKeyValue, SecurityRequirement, SecurityScheme},
    },
};

use crate::problem::{ProblemBody, ProblemChange, ProblemFinding};

/// What can go wrong with any request.
const PROBLEMS: [(&str, &str); 10] = [
    ("400", "请求不合格式"),
    ("401", "需要登录"),
    ("403", "没有权限"),
    ("404", "没有找到，或无权查看"),
    ("409", "内容已被他人修改，提交编号已用于另一次提交，或登录的人已经更换"),
    ("413", "内容过大"),
    ("415", "类型不支持"),
    ("422", "不能办理，附依据和应当怎么办"),
    ("429", "过于频繁"),
    ("503", "暂时不可用"),
];

/// What can go wrong where nobody signs in and nothing is written.
const OPEN_READ_PROBLEMS: [&str; 4] = ["400", "404", "429", "503"];

/// The document without its paths, which come from the router.
#[derive(OpenApi)]
#[openapi(info(
    title = "执行集约化办案平台接口",
    version = "1",
    description = "金额一律为整数分（`*_fen`），日期为 `YYYY-MM-DD`，时刻为 UTC。写操作须带 `Idempotency-Key`；\
            带 `If-Match` 时，打开页面之后他人对同一事项的修改会使提交被拒绝（409）；\
            带 `X-Acting-For` 时，登录的人不是该人的请求被拒绝（409 `person_changed`）。",
    license(name = "Apache-2.0", identifier = "Apache-2.0")
))]
pub struct Document;

/// Adds what all operations share.
pub struct Common;

impl Modify for Common {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.take().unwrap_or_default();
        let mut builder = ComponentsBuilder::from(components);
        let mut schemas = Vec::new();
        ProblemBody::schemas(&mut schemas);
        ProblemFinding::schemas(&mut schemas);
        ProblemChange::schemas(&mut schemas);
        builder = builder
            .schema("ProblemBody", <ProblemBody as utoipa::PartialSchema>::schema())
            .schema("ProblemFinding", <ProblemFinding as utoipa::PartialSchema>::schema())
            .schema("ProblemChange", <ProblemChange as utoipa::PartialSchema>::schema());
        for (name, schema) in schemas {
            builder = builder.schema(name, schema);
        }
        for (status, title) in PROBLEMS {
            builder = builder.response(format!("Problem{status}"), problem(title));
        }
        let cookie = ApiKey::Cookie(ApiKeyValue::new(crate::caller::COOKIE));
        let header = ApiKey::Header(ApiKeyValue::with_description(
            "X-Requested-With",
            "固定为 zhixing，写操作必带",
        ));
        builder = builder
            .security_scheme("session", SecurityScheme::ApiKey(cookie))
            .security_scheme("same_site", SecurityScheme::ApiKey(header));
        document.components = Some(builder.build());
        for item in document.paths.paths.values_mut() {
            for (writes, operation) in operations(item) {
                complete(operation, writes);
            }
        }
    }
}

fn problem(title: &str) -> Response {
    let schema = RefOr::Ref(Ref::from_schema_name("ProblemBody"));
    let content = ContentBuilder::new().schema(Some(schema)).build();
    ResponseBuilder::new().description(title).content("application/problem+json", content).build()
}

/// The operations of a path, each with whether it writes.
pub fn operations(item: &mut PathItem) -> impl Iterator<Item = (bool, &mut Operation)> {
    let PathItem { get, put, post, delete, .. } = item;
    [(false, get), (true, put), (true, post), (true, delete)]
        .into_iter()
        .filter_map(|(writes, operation)| operation.as_mut().map(|known| (writes, known)))
}

/// The act that an operation declares.
pub fn act_of(operation: &Operation) -> Option<String> {
    let declared = operation.extensions.as_ref()?.get("x-act")?;
    declared.as_str().map(str::to_owned)
}

fn complete(operation: &mut Operation, writes: bool) {
    let open = act_of(operation).is_some_and(|act| act == "open");
    for (status, _) in PROBLEMS {
        if open && !writes && !OPEN_READ_PROBLEMS.contains(&status) {
            continue;
        }
        let shared = RefOr::Ref(Ref::from_response_name(format!("Problem{status}")));
        operation.responses.responses.entry(status.to_owned()).or_insert(shared);
    }
    let mut needs = SecurityRequirement::default();
    if !open {
        needs = needs.add("session", Vec::<String>::new());
    }
    if writes {
        needs = needs.add("same_site", Vec::<String>::new());
    }
    operation.security = Some(vec![needs]);
    if act_of(operation).is_some_and(|act| act != "open" && act != "session") {
        operation.parameters.get_or_insert_with(Vec::new).push(RefOr::T(court()));
    }
    let is_command = act_of(operation).is_some_and(|act| act != "open" && act != "session");
    if writes && is_command {
        let parameters = operation.parameters.get_or_insert_with(Vec::new);
        parameters.push(RefOr::T(command_key()));
        parameters.push(RefOr::T(opened_on()));
        parameters.push(RefOr::T(acting_for()));
        parameters.push(RefOr::T(happened_at()));
    }
}

fn command_key() -> Parameter {
    let uuid = SchemaFormat::KnownFormat(KnownFormat::Uuid);
    ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(Required::True)
        .description(Some("提交编号：同一编号只办理一次"))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String).format(Some(uuid))))
        .build()
}

fn opened_on() -> Parameter {
    ParameterBuilder::new()
        .name("If-Match")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some("打开页面时的版本号"))
        .schema(Some(
            ObjectBuilder::new().schema_type(Type::String).pattern(Some("^\"?[0-9]{1,15}\"?$")),
        ))
        .build()
}

fn court() -> Parameter {
    ParameterBuilder::new()
        .name(crate::extract::COURT)
        .parameter_in(ParameterIn::Query)
        .required(Required::False)
        .description(Some("查看哪个法院：下级法院的代字，缺省为本院；下级法院只能查看"))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String).max_length(Some(10))))
        .build()
}

fn happened_at() -> Parameter {
    let at = SchemaFormat::KnownFormat(KnownFormat::DateTime);
    ParameterBuilder::new()
        .name("Happened-At")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some("补录：案件中的事项实际发生的时刻，不早于收件，不晚于现在"))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String).format(Some(at))))
        .build()
}

fn acting_for() -> Parameter {
    let uuid = SchemaFormat::KnownFormat(KnownFormat::Uuid);
    ParameterBuilder::new()
        .name(crate::caller::ACTING_FOR)
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some("打开页面的人；与登录的人不是同一人时不办理"))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String).format(Some(uuid))))
        .build()
}
