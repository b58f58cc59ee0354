//! The answer of a counterparty that could not be had: is it worth trying again?

/// 对外故障：the caller decides by this alone whether to try again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// 可重试：nothing is known to have happened; the same message (same id) may be sent again.
    #[error("retry: {cause}")]
    Retry {
        /// For the log.
        cause: String,
    },
    /// 被拒绝：the counterparty refused; sending the same again is pointless.
    #[error("rejected [{code}]: {reason}")]
    Reject {
        /// The counterparty's code, or ours if it gave none.
        code: String,
        /// The counterparty's reason.
        reason: String,
    },
}

impl Fault {
    pub(crate) fn retry(cause: impl Into<String>) -> Self {
        Self::Retry { cause: cause.into() }
    }

    pub(crate) fn reject(code: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::Reject { code: code.into(), reason: reason.into() }
    }
}
