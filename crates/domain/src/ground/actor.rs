//! Who acts: a member of staff in their roles, or the system itself on a stated ground.

use serde::{Deserialize, Serialize};

use crate::ground::id::StaffId;

/// 角色. What a role may do is data (`data/roles.toml`), see [`crate::policy`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 窗口立案人员
    WindowClerk,
    /// 执行事务中心文书岗
    CentreClerk,
    /// 送达专员
    ServiceOfficer,
    /// 查控专员
    SearchOfficer,
    /// 法官助理
    Aide,
    /// 执行法官
    Judge,
    /// 案款专管员
    FundOfficer,
    /// 财务出纳
    Cashier,
    /// 执行局局长
    BureauChief,
    /// 院长（含分管副院长）
    President,
    /// 监察督查
    Inspector,
    /// 系统管理员
    Administrator,
    /// 系统（定时与自动步骤）
    System,
}

impl Role {
    /// Every role, in the order in which tables print them.
    pub const ALL: [Role; 13] = [
        Role::WindowClerk,
        Role::CentreClerk,
        Role::ServiceOfficer,
        Role::SearchOfficer,
        Role::Aide,
        Role::Judge,
        Role::FundOfficer,
        Role::Cashier,
        Role::BureauChief,
        Role::President,
        Role::Inspector,
        Role::Administrator,
        Role::System,
    ];

    /// The stable code used in data files and on the wire.
    pub fn code(self) -> &'static str {
        match self {
            Role::WindowClerk => "window_clerk",
            Role::CentreClerk => "centre_clerk",
            Role::ServiceOfficer => "service_officer",
            Role::SearchOfficer => "search_officer",
            Role::Aide => "aide",
            Role::Judge => "judge",
            Role::FundOfficer => "fund_officer",
            Role::Cashier => "cashier",
            Role::BureauChief => "bureau_chief",
            Role::President => "president",
            Role::Inspector => "inspector",
            Role::Administrator => "administrator",
            Role::System => "system",
        }
    }

    /// 角色的中文名
    pub fn title(self) -> &'static str {
        match self {
            Role::WindowClerk => "窗口立案人员",
            Role::CentreClerk => "事务中心文书岗",
            Role::ServiceOfficer => "送达专员",
            Role::SearchOfficer => "查控专员",
            Role::Aide => "法官助理",
            Role::Judge => "执行法官",
            Role::FundOfficer => "案款专管员",
            Role::Cashier => "财务出纳",
            Role::BureauChief => "执行局局长",
            Role::President => "院长",
            Role::Inspector => "监察督查",
            Role::Administrator => "系统管理员",
            Role::System => "系统",
        }
    }

    /// The role of a code, if there is one.
    pub fn from_code(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// Who does something, as the docket records it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    pub id: StaffId,
    pub name: String,
    /// Code of the actor's court, for example `粤1224`.
    pub court: String,
    pub roles: Vec<Role>,
    /// Teams the actor belongs to (keys of the mode).
    pub teams: Vec<String>,
    /// Posts the actor holds or stands in for today (keys of the mode).
    pub posts: Vec<String>,
}

impl Actor {
    /// The system acting by itself in a court: schedules, answers from outside, automatic steps.
    pub fn system(court: &str) -> Actor {
        Actor {
            id: StaffId(uuid::Uuid::nil()),
            name: "系统".to_owned(),
            court: court.to_owned(),
            roles: vec![Role::System],
            teams: Vec::new(),
            posts: Vec::new(),
        }
    }

    /// Whether the actor has the role.
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether this is the system and not a person.
    pub fn is_system(&self) -> bool {
        self.has(Role::System)
    }
}
