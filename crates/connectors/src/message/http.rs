//! The real gateway: JSON over HTTP.
//!
//! `POST {base}/messages` with `Authorization: Bearer …`, `Idempotency-Key: <id>` and an
//! [`OutMessage`] as the body; answered by 200 or 201 and `{"gateway_id": "…", "repeated": false}`.
//! `GET {base}/reports?cursor=…` is answered by `{"reports": […], "cursor": "…"}`. A refusal is any other
//! 4xx with `{"code": "…", "reason": "…"}`; 408, 425, 429, 5xx and everything below HTTP may be tried again.

use std::time::Duration;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use ureq::Agent;
use ureq::http::Response;

use super::{DeliveryReport, MessageGateway, OutMessage, Sent};
use crate::fault::Fault;

/// Most bytes of an answer.
const ANSWER_BYTES_MAX: u64 = 4 << 20;

/// 网关配置。
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GatewayConfig {
    /// Address without the trailing slash, such as `https://msg.court.local/v1`.
    pub base_url: String,
    /// Access token.
    pub token: String,
    /// Seconds for a whole request; 10 unless set.
    #[serde(default = "default_timeout")]
    pub timeout_secs: u64,
}

fn default_timeout() -> u64 {
    10
}

impl std::fmt::Debug for GatewayConfig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("GatewayConfig")
            .field("base_url", &self.base_url)
            .field("token", &"***")
            .field("timeout_secs", &self.timeout_secs)
            .finish()
    }
}

/// 消息网关（HTTP）。
#[derive(Debug)]
pub struct HttpGateway {
    config: GatewayConfig,
    agent: Agent,
}

/// The gateway's page of reports.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReportPage {
    /// 送达回报.
    pub reports: Vec<DeliveryReport>,
    /// Where the next page begins.
    pub cursor: String,
}

#[derive(Deserialize)]
struct Refusal {
    code: String,
    #[serde(default)]
    reason: String,
}

impl HttpGateway {
    /// A gateway with its own connections; redirects are not followed, so that the token goes nowhere else.
    #[must_use]
    pub fn new(config: GatewayConfig) -> Self {
        let agent = Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(config.timeout_secs.max(1))))
            .http_status_as_error(false)
            .max_redirects(0)
            .build()
            .into();
        Self { config, agent }
    }

    fn bearer(&self) -> String {
        format!("Bearer {}", self.config.token)
    }
}

impl MessageGateway for HttpGateway {
    fn send(&self, message: &OutMessage) -> Result<Sent, Fault> {
        message.check()?;
        let answer = self
            .agent
            .post(format!("{}/messages", self.config.base_url))
            .header("Authorization", &self.bearer())
            .header("Idempotency-Key", &message.id)
            .send_json(message);
        decode(answer)
    }

    fn reports(&self, cursor: &str) -> Result<(Vec<DeliveryReport>, String), Fault> {
        let answer = self
            .agent
            .get(format!("{}/reports", self.config.base_url))
            .query("cursor", cursor)
            .header("Authorization", &self.bearer())
            .call();
        let page: ReportPage = decode(answer)?;
        Ok((page.reports, page.cursor))
    }
}

fn decode<T: DeserializeOwned>(
    answer: Result<Response<ureq::Body>, ureq::Error>,
) -> Result<T, Fault> {
    let mut answer = answer.map_err(|error| Fault::retry(error.to_string()))?;
    let status = answer.status().as_u16();
    let body = answer.body_mut().with_config().limit(ANSWER_BYTES_MAX).read_to_vec();
    let body = body.map_err(|error| Fault::retry(error.to_string()))?;
    match status {
        200 | 201 => serde_json::from_slice(&body)
            .map_err(|error| Fault::retry(format!("answer not understood: {error}"))),
        408 | 425 | 429 | 500.. => Err(Fault::retry(format!("status {status}"))),
        _ => Err(match serde_json::from_slice::<Refusal>(&body) {
            Ok(refusal) => Fault::reject(refusal.code, refusal.reason),
            Err(_) => Fault::reject(format!("HTTP_{status}"), "网关拒绝了该消息"),
        }),
    }
}

/// Reads a pushed delivery report (the body of the gateway's call to us).
pub fn read_report(body: &[u8]) -> Result<DeliveryReport, Fault> {
    serde_json::from_slice(body)
        .map_err(|error| Fault::reject("REPORT_FORMAT", format!("送达回报格式有误：{error}")))
}
