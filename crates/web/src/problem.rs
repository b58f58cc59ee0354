//! Problems (`application/problem+json`): the only answer that is not a success. Causes inside the server
//! go to the log with the request's number, never to the client.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;
use zhixing_app::error::{Error, FileProblem, Said, SignInProblem};
use zhixing_domain::ground::refusal::{FieldProblem, Refusal};

use crate::wording;

tokio::task_local! {
    /// The number of the request under way, given by [`crate::limits::number`].
    pub(crate) static REQUEST_ID: String;
}

/// One item of a list of what is wrong or missing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProblemFinding {
    /// 表单字段或核查规则的编号
    pub field: Option<String>,
    /// 事项
    pub title: String,
    /// 怎么办
    pub remedy: Option<String>,
    /// 依据
    pub basis: Option<String>,
}

/// What others changed since the form was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProblemChange {
    /// 谁在何时做了什么
    pub label: String,
    pub by: String,
    #[schema(format = DateTime)]
    pub at: String,
}

/// 办理不成的原因
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProblemBody {
    /// `urn:zhixing:problem:<code>`
    #[serde(rename = "type")]
    pub kind: String,
    pub title: String,
    pub status: u16,
    /// 稳定的代码
    pub code: String,
    /// 一句中文：哪里不对、怎么办
    pub message: String,
    /// 依据
    pub basis: Option<String>,
    pub findings: Vec<ProblemFinding>,
    pub changes: Vec<ProblemChange>,
    /// 请求编号，报修时提供
    pub request_id: Option<String>,
}

/// A problem on its way out.
#[derive(Debug, Clone)]
pub struct Problem {
    status: StatusCode,
    body: Box<ProblemBody>,
    retry_after: Option<u32>,
}

impl Problem {
    /// A problem with a sentence.
    pub fn new(status: StatusCode, code: &str, title: &str, message: impl Into<String>) -> Problem {
        let body = Box::new(ProblemBody {
            kind: format!("urn:zhixing:problem:{code}"),
            title: title.to_owned(),
            status: status.as_u16(),
            code: code.to_owned(),
            message: message.into(),
            basis: None,
            findings: Vec::new(),
            changes: Vec::new(),
            request_id: REQUEST_ID.try_with(Clone::clone).ok(),
        });
        Problem { status, body, retry_after: None }
    }

    /// The request itself cannot be read.
    pub fn malformed(message: impl Into<String>) -> Problem {
        Problem::new(StatusCode::BAD_REQUEST, "malformed", "请求不合格式", message)
    }

    /// A value that is not one of those there are.
    pub fn unknown(field: &str) -> Problem {
        let refusal = Refusal::field(field, FieldProblem::Unknown);
        Error::from(refusal).into()
    }

    /// Too much was sent.
    pub fn too_large(limit: usize) -> Problem {
        let message =
            format!("提交的内容超过上限（{} KB），请压缩或拆分后重新提交。", limit / 1024);
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "内容过大", message)
    }

    /// The body is of another kind than this route takes.
    pub fn unsupported(expected: &str) -> Problem {
        let message = format!("不支持的内容类型，请以 {expected} 提交。");
        Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported", "类型不支持", message)
    }

    /// Nothing is here, or not for this reader.
    pub fn not_found(what: &str) -> Problem {
        let message = format!("没有找到{what}，或者您无权查看。请返回清单重新选择。");
        Problem::new(StatusCode::NOT_FOUND, "not_found", "没有找到", message)
    }

    /// Sign-in is needed.
    pub fn sign_in_needed() -> Problem {
        let message = "尚未登录或登录已失效，请重新登录。";
        Problem::new(StatusCode::UNAUTHORIZED, "sign_in_needed", "需要登录", message)
    }

    /// The page was opened by somebody else than who is signed in now.
    pub fn person_changed(now: &str) -> Problem {
        let message = format!(
            "这个浏览器里登录的人已经换成{now}，此次提交没有办理。请刷新页面，核对登录的人后重新办理。"
        );
        Problem::new(StatusCode::CONFLICT, "person_changed", "登录的人已经更换", message)
    }

    /// Too often.
    pub fn too_often(secs: u32) -> Problem {
        let message = format!("操作过于频繁，请在 {secs} 秒后重试。");
        let mut problem =
            Problem::new(StatusCode::TOO_MANY_REQUESTS, "too_often", "过于频繁", message);
        problem.retry_after = Some(secs);
        problem
    }

    /// Something failed inside.
    pub fn internal() -> Problem {
        let message = "服务器没有完成此操作，数据没有改动。请稍后重试；仍不行时请将请求编号告知信息技术人员。";
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "服务器内部错误", message)
    }

    /// The same problem about one field.
    pub fn at(mut self, field: &str) -> Problem {
        let title = self.body.message.clone();
        let field = Some(field.to_owned());
        self.body.findings.push(ProblemFinding { field, title, ..ProblemFinding::default() });
        self
    }

    /// A refusal in the words for it.
    pub fn refused(refusal: &Refusal, said: wording::Said) -> Problem {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        let mut problem = Problem::new(status, refusal.code(), "不能办理", said.message);
        problem.body.basis = refusal.basis().map(|basis| basis.to_string());
        problem.body.findings = said.findings;
        problem
    }

    fn sign_in(problem: SignInProblem) -> Problem {
        let (code, status) = match problem {
            SignInProblem::Wrong => ("sign_in_wrong", StatusCode::UNAUTHORIZED),
            SignInProblem::Locked(_) => ("sign_in_locked", StatusCode::UNAUTHORIZED),
            SignInProblem::Stopped => ("sign_in_stopped", StatusCode::UNAUTHORIZED),
            SignInProblem::MustChange => ("must_change_password", StatusCode::FORBIDDEN),
            SignInProblem::Weak => ("weak_password", StatusCode::UNPROCESSABLE_ENTITY),
            SignInProblem::Awaiting(_) => ("sign_in_awaiting", StatusCode::UNAUTHORIZED),
        };
        Problem::new(status, code, "登录", wording::sign_in(&problem))
    }

    fn file(problem: FileProblem) -> Problem {
        tracing::error!(?problem, "a stored file cannot be handed out");
        let code = match problem {
            FileProblem::Missing => "file_missing",
            FileProblem::Changed => "file_changed",
        };
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        Problem::new(status, code, "不能打开", wording::file(problem))
    }

    fn unavailable(what: &str, cause: &str) -> Problem {
        tracing::warn!(what, cause, "unavailable");
        let message = wording::unavailable(what);
        let status = StatusCode::SERVICE_UNAVAILABLE;
        let mut problem = Problem::new(status, "unavailable", "暂时不可用", message);
        problem.retry_after = Some(5);
        problem
    }
}

/// An error in words, for what is done while nobody waits at the door.
pub fn said(error: Error) -> Said {
    let ProblemBody { code, message, findings, .. } = *Problem::from(error).body;
    let found = findings.iter().map(|finding| finding.title.as_str());
    let sentence = std::iter::once(message.as_str()).chain(found).collect::<Vec<_>>().join(" ");
    Said { code, sentence }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Problem {
        match error {
            Error::Refused(refusal) => Problem::refused(&refusal, wording::refusal(&refusal)),
            Error::Forbidden(act) => {
                let message = wording::forbidden(act);
                Problem::new(StatusCode::FORBIDDEN, "forbidden", "没有权限", message)
            }
            Error::NotFound(what) => Problem::not_found(what),
            Error::Stale(changes) => {
                let message = "您打开页面之后，他人已作修改。请核对下列变动，刷新后重新提交。";
                let mut problem =
                    Problem::new(StatusCode::CONFLICT, "stale", "内容已被修改", message);
                problem.body.changes = changes.iter().map(wording::change).collect();
                problem
            }
            Error::CommandReused => {
                let message = "同一提交编号已用于另一次提交，请刷新页面后重新提交。";
                Problem::new(StatusCode::CONFLICT, "command_reused", "提交编号重复", message)
            }
            Error::PurposeNeeded => {
                let message = "原件含有完整的证件号码、电话或者账号。请从案件页点“查看原件”，写明用途后打开。";
                let status = StatusCode::PRECONDITION_REQUIRED;
                Problem::new(status, "purpose_needed", "须写明用途", message)
            }
            Error::TooOften(secs) => Problem::too_often(secs),
            Error::SignInNeeded => Problem::sign_in_needed(),
            Error::SignIn(problem) => Problem::sign_in(problem),
            Error::File(problem) => Problem::file(problem),
            Error::Unavailable(what, cause) => Problem::unavailable(what, &cause),
            Error::Repeated => Problem::unavailable("database", "command applied twice at once"),
            Error::Internal(cause) => {
                tracing::error!(cause, "internal error");
                Problem::internal()
            }
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = (self.status, Json(self.body)).into_response();
        let headers = response.headers_mut();
        let kind = HeaderValue::from_static("application/problem+json");
        headers.insert(header::CONTENT_TYPE, kind);
        if let Some(secs) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(secs));
        }
        response
    }
}
