//! 当事人填写的核对：what is typed about a party is read while it is typed, by the rules by which it is filed. Nothing is
//! written down.

use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use zhixing_app::App;
use zhixing_domain::{
    command::{Unreadable, read_fields},
    ground::act::Act,
    ground::field::{Fields, Worded},
    ground::refusal::{FieldProblem, Refusal},
    intake::party::{self, PartyDetails},
};

use crate::{
    problem::{Problem, ProblemFinding},
    sent::Sent,
    view::{some, some_day},
    wording,
};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(check))
}

/// 填写中的当事人
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PartyRequest {
    /// 与立案申请中的当事人相同
    #[schema(value_type = Object)]
    pub party: Value,
}

/// 核对的结果
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct PartyChecked {
    /// 填写有误的各栏
    pub findings: Vec<ProblemFinding>,
    /// 号码校验位不符，须与证件原件核对
    pub unconfirmed: bool,
    /// 号码的规范写法
    pub identity_number: Option<String>,
    pub identity_kind: Option<String>,
    pub identity_kind_label: Option<String>,
    /// 号码载明的或者填写的性别
    pub sex_label: Option<String>,
    #[schema(format = Date)]
    pub born_on: Option<String>,
    /// 不能网络查控的原因
    pub not_searchable: Option<String>,
}

/// 核对当事人填写的内容，什么都不写下
#[utoipa::path(post, path = "/parties/check", tag = "cases", operation_id = "check_party",
    extensions(("x-act" = json!("file_case"))),
    request_body = PartyRequest, responses((status = 200, body = PartyChecked)))]
async fn check(
    State(app): State<App>,
    sent: Sent<PartyRequest>,
) -> Result<Json<PartyChecked>, Problem> {
    app.allow_court(sent.caller().at(), Act::FileCase)?;
    Ok(Json(read(&sent.body.party)))
}

fn read(typed: &Value) -> PartyChecked {
    let typed_details: Result<PartyDetails, Unreadable> =
        read_fields(PartyDetails::FIELDS, typed.clone(), serde_json::from_value);
    let details = match typed_details {
        Ok(details) => details,
        Err(Unreadable::Refused(refusal)) => return refused(&refusal),
        // What else does not fit is no field of the form; it is said when the form is sent.
        Err(Unreadable::Malformed(_)) => return PartyChecked::default(),
    };
    match party::check("", &details).map_err(Refusal::within_form) {
        Ok(details) => {
            let kind = details.identified_by();
            PartyChecked {
                identity_number: some(&details.identity_number),
                identity_kind: Some(kind.code().to_owned()),
                identity_kind_label: Some(kind.title().to_owned()),
                sex_label: details.gender().map(|sex| sex.word().title.to_owned()),
                born_on: some_day(details.birth()),
                not_searchable: super::case_view::person::not_searchable(&details),
                ..PartyChecked::default()
            }
        }
        Err(refusal) => refused(&refusal),
    }
}

fn refused(refusal: &Refusal) -> PartyChecked {
    let unconfirmed = |problem: &FieldProblem| matches!(problem, FieldProblem::Unconfirmed { .. });
    PartyChecked {
        findings: wording::refusal_of(PartyDetails::FIELDS, &Value::Null, refusal).findings,
        unconfirmed: match refusal {
            Refusal::Field { problem, .. } => unconfirmed(problem),
            Refusal::Fields { faults } => faults.iter().any(|(_, problem)| unconfirmed(problem)),
            _ => false,
        },
        ..PartyChecked::default()
    }
}
