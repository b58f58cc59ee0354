//! Who acts: a member of staff in their roles, or the system itself on a stated ground.

use serde::{Deserialize, Serialize};

use crate::ground::{act::Act, id::StaffId, word::words};

words! {
    /// 角色. What a role may do is data (`data/roles.toml`), see [`crate::policy`].
    Role {
        WindowClerk = "window_clerk", "窗口立案人员";
        /// 执行事务中心文书岗
        CentreClerk = "centre_clerk", "事务中心文书岗";
        ServiceOfficer = "service_officer", "送达专员";
        SearchOfficer = "search_officer", "查控专员";
        Aide = "aide", "法官助理";
        Judge = "judge", "执行法官";
        FundOfficer = "fund_officer", "案款专管员";
        Cashier = "cashier", "财务出纳";
        BureauChief = "bureau_chief", "执行局局长";
        /// 院长（含分管副院长）
        President = "president", "院长";
        Inspector = "inspector", "监察督查";
        Administrator = "administrator", "系统管理员";
        /// 系统（定时与自动步骤）
        System = "system", "系统";
    }
}

impl Role {
    /// Whether the role can be given a step of a chain. As the role table lets it, which a test compares.
    pub fn signs(self) -> bool {
        matches!(self, Role::Judge | Role::FundOfficer | Role::BureauChief | Role::President)
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
    /// 岗位职权：to which acts the posts that they hold narrow a role. Of today, and so not kept.
    #[serde(skip)]
    pub held_to: Vec<(Role, Vec<Act>)>,
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
            held_to: Vec::new(),
        }
    }

    /// Whether the actor has the role.
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether the posts that the actor holds leave them an act of a role.
    pub fn is_let(&self, role: Role, act: Act) -> bool {
        let held = self.held_to.iter().find(|(known, _)| *known == role);
        held.is_none_or(|(_, acts)| act.comes_with_any_post() || acts.contains(&act))
    }

    /// Whether the actor leads the bureau or the court.
    pub fn leads(&self) -> bool {
        self.has(Role::BureauChief) || self.has(Role::President)
    }

    /// Whether this is the system and not a person.
    pub fn is_system(&self) -> bool {
        self.has(Role::System)
    }
}
