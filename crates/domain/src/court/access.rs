//! 账号变动：what one person who manages people cannot give alone, because whoever has it signs, pays out or confirms for
//! others. It waits in the organisation until a second person confirms it, and takes place then.

use serde::{Deserialize, Serialize};

use crate::ground::{
    actor::Role,
    court::FundAccount,
    entry::By,
    id::{AccessId, StaffId},
    word::words,
};

pub mod ask;
pub mod settle;

words! {
    /// 账号变动的种类
    AccessKind {
        Join = "join", "设立账号";
        Roles = "roles", "调整角色";
        Return = "return", "重新启用";
        Password = "password", "重置密码";
        Accounts = "accounts", "变更法院账户";
    }
}

/// What is asked for, with everything that it needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Access {
    Join {
        account: String,
        name: String,
        department: String,
        roles: Vec<Role>,
        teams: Vec<String>,
    },
    Roles {
        roles: Vec<Role>,
        teams: Vec<String>,
        reason: String,
    },
    Return {
        reason: String,
    },
    Password,
    /// The accounts that the court's money comes in at and goes to; asked for by, and not about, a person.
    Accounts {
        fund_account: FundAccount,
        treasury_account: FundAccount,
    },
}

impl Access {
    pub fn kind(&self) -> AccessKind {
        match self {
            Access::Join { .. } => AccessKind::Join,
            Access::Roles { .. } => AccessKind::Roles,
            Access::Return { .. } => AccessKind::Return,
            Access::Password => AccessKind::Password,
            Access::Accounts { .. } => AccessKind::Accounts,
        }
    }

    /// Account and name of somebody who is not of the court yet.
    pub fn newcomer(&self) -> Option<(&String, &String)> {
        match self {
            Access::Join { account, name, .. } => Some((account, name)),
            Access::Roles { .. }
            | Access::Return { .. }
            | Access::Password
            | Access::Accounts { .. } => None,
        }
    }

    /// Whether it is about the court, and not about a person.
    pub fn is_of_court(&self) -> bool {
        matches!(self, Access::Accounts { .. })
    }

    /// The roles that it gives, none where the person keeps theirs.
    pub fn roles(&self) -> Option<&[Role]> {
        match self {
            Access::Join { roles, .. } | Access::Roles { roles, .. } => Some(roles),
            Access::Return { .. } | Access::Password | Access::Accounts { .. } => None,
        }
    }
}

/// 待确认的一项
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub id: AccessId,
    pub staff: StaffId,
    pub account: String,
    pub name: String,
    pub what: Access,
    /// Digest of the credential that is kept for it.
    pub credential: Option<String>,
    pub asked: By,
    /// Version of the organisation that it was asked on.
    pub version: i64,
}
