//! 机构人员：the court, its staff with roles and posts, stand-ins and leave, as the fold of one stream per court.

mod asked;
mod book;
pub mod describe;
pub mod presence;

use serde::{Deserialize, Serialize};
use zhixing_law::day::Day;

use crate::{
    court::access::{Access, Request},
    court::mode_book::{Adoption, ModeBook, ModeImport},
    ground::actor::{Actor, Role},
    ground::court::{Court, FundAccount},
    ground::entry::By,
    ground::id::{AccessId, StaffId},
    ground::refusal::{FieldProblem, Refusal, text},
    ground::word::words,
    matter::context::Context,
};

/// 工作人员
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    pub id: StaffId,
    /// 登录账号
    pub account: String,
    pub name: String,
    pub department: String,
    pub roles: Vec<Role>,
    pub teams: Vec<String>,
    pub active: bool,
    pub leaves: Vec<Leave>,
}

words! {
    /// 人员状态
    StaffState {
        Active = "active", "在用";
        Disabled = "disabled", "已停用";
    }
}

/// 请假、出差
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leave {
    pub from: Day,
    pub to: Day,
    pub reason: String,
}

/// 岗位任职：the holder and who stands in (定岗定人)
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostHolding {
    pub post: String,
    pub holders: Vec<StaffId>,
    pub stand_ins: Vec<StaffId>,
}

/// What happens to the organisation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum StaffEvent {
    CourtDescribed {
        name: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        title: String,
        parent: String,
        address: String,
        phone: String,
        fund_account: FundAccount,
        treasury_account: FundAccount,
    },
    /// 导入模式
    ModeImported(ModeImport),
    /// 启用模式
    ModeAdopted(Adoption),
    Joined {
        staff: StaffId,
        account: String,
        name: String,
        department: String,
        roles: Vec<Role>,
        teams: Vec<String>,
    },
    RolesChanged {
        staff: StaffId,
        roles: Vec<Role>,
        teams: Vec<String>,
        reason: String,
    },
    PostFilled {
        post: String,
        holders: Vec<StaffId>,
        stand_ins: Vec<StaffId>,
    },
    LeaveRecorded {
        staff: StaffId,
        leave: Leave,
    },
    Left {
        staff: StaffId,
        reason: String,
    },
    /// 重新启用
    Returned {
        staff: StaffId,
        reason: String,
    },
    /// 申请账号变动：waits for a second person
    AccessAsked {
        access: AccessId,
        staff: StaffId,
        what: Access,
        /// Digest of the credential that is kept until then.
        credential: Option<String>,
    },
    /// 确认; what was asked for takes place beside it.
    AccessConfirmed {
        access: AccessId,
        staff: StaffId,
    },
    /// 不予确认
    AccessRefused {
        access: AccessId,
        staff: StaffId,
    },
    /// 撤回
    AccessWithdrawn {
        access: AccessId,
        staff: StaffId,
    },
}

words! {
    /// 机构人员的流水种类
    StaffKind {
        CourtDescribed = "staff.court_described", "登记法院信息";
        ModeImported = "staff.mode_imported", "导入办案模式";
        ModeAdopted = "staff.mode_adopted", "启用办案模式";
        Joined = "staff.joined", "新增人员";
        RolesChanged = "staff.roles_changed", "调整角色";
        PostFilled = "staff.post_filled", "定岗定人";
        LeaveRecorded = "staff.leave_recorded", "登记请假";
        Left = "staff.left", "停用人员";
        Returned = "staff.returned", "重新启用人员";
        AccessAsked = "staff.access_asked", "申请账号变动";
        AccessConfirmed = "staff.access_confirmed", "确认账号变动";
        AccessRefused = "staff.access_refused", "不予确认账号变动";
        AccessWithdrawn = "staff.access_withdrawn", "撤回账号变动申请";
    }
}

impl StaffEvent {
    /// What the docket calls it.
    pub fn kind(&self) -> StaffKind {
        match self {
            StaffEvent::CourtDescribed { .. } => StaffKind::CourtDescribed,
            StaffEvent::ModeImported(_) => StaffKind::ModeImported,
            StaffEvent::ModeAdopted(_) => StaffKind::ModeAdopted,
            StaffEvent::Joined { .. } => StaffKind::Joined,
            StaffEvent::RolesChanged { .. } => StaffKind::RolesChanged,
            StaffEvent::PostFilled { .. } => StaffKind::PostFilled,
            StaffEvent::LeaveRecorded { .. } => StaffKind::LeaveRecorded,
            StaffEvent::Left { .. } => StaffKind::Left,
            StaffEvent::Returned { .. } => StaffKind::Returned,
            StaffEvent::AccessAsked { .. } => StaffKind::AccessAsked,
            StaffEvent::AccessConfirmed { .. } => StaffKind::AccessConfirmed,
            StaffEvent::AccessRefused { .. } => StaffKind::AccessRefused,
            StaffEvent::AccessWithdrawn { .. } => StaffKind::AccessWithdrawn,
        }
    }

    /// What it is about.
    pub fn subject(&self) -> String {
        match self {
            StaffEvent::CourtDescribed { .. }
            | StaffEvent::AccessAsked { what: Access::Accounts { .. }, .. } => "court".to_owned(),
            StaffEvent::ModeImported(_) | StaffEvent::ModeAdopted(_) => "mode".to_owned(),
            StaffEvent::PostFilled { post, .. } => format!("post:{post}"),
            StaffEvent::Joined { staff, .. }
            | StaffEvent::RolesChanged { staff, .. }
            | StaffEvent::LeaveRecorded { staff, .. }
            | StaffEvent::Left { staff, .. }
            | StaffEvent::Returned { staff, .. }
            | StaffEvent::AccessAsked { staff, .. }
            | StaffEvent::AccessConfirmed { staff, .. }
            | StaffEvent::AccessRefused { staff, .. }
            | StaffEvent::AccessWithdrawn { staff, .. } => format!("staff:{staff}"),
        }
    }
}

/// 一家法院的机构人员
#[derive(Debug, Clone, PartialEq)]
pub struct Organisation {
    pub version: i64,
    pub court: Court,
    pub modes: ModeBook,
    pub staff: Vec<Staff>,
    pub posts: Vec<PostHolding>,
    /// 待第二人确认的账号变动
    pub requests: Vec<Request>,
}

impl Organisation {
    /// An organisation of which nothing is known yet.
    pub fn new(court: &str) -> Organisation {
        Organisation {
            version: 0,
            court: Court {
                code: court.to_owned(),
                name: String::new(),
                title: String::new(),
                parent: String::new(),
                fund_account: FundAccount::default(),
                treasury_account: FundAccount::default(),
                address: String::new(),
                phone: String::new(),
            },
            modes: ModeBook::default(),
            staff: Vec::new(),
            posts: Vec::new(),
            requests: Vec::new(),
        }
    }

    /// The name of a person who works here, none for whoever was stopped.
    pub fn active_name(&self, id: StaffId) -> Option<String> {
        self.person(id).filter(|staff| staff.active).map(|staff| staff.name.clone())
    }

    /// 书记员 of a team on a day: who is on duty at the post that its mode names, or an aide of the team who is here.
    pub fn clerk_of(&self, team: &str, post: Option<&str>, on: Day) -> Option<String> {
        let on_post = post.and_then(|post| self.on_duty(post, on).first().copied());
        let aide = self.staff.iter().find(|staff| {
            let of_team = staff.teams.iter().any(|known| known == team);
            of_team && staff.active && staff.roles.contains(&Role::Aide) && !self.away(staff.id, on)
        });
        on_post.or(aide.map(|staff| staff.id)).and_then(|id| self.active_name(id))
    }

    pub fn person(&self, id: StaffId) -> Option<&Staff> {
        self.staff.iter().find(|staff| staff.id == id)
    }

    pub fn account(&self, account: &str) -> Option<&Staff> {
        self.staff.iter().find(|staff| staff.account == account)
    }

    /// Whether a person is away on a day.
    pub fn away(&self, id: StaffId, on: Day) -> bool {
        self.person(id).is_some_and(|staff| staff.leaves.iter().any(|l| l.from <= on && on <= l.to))
    }

    /// Who does a post's work on a day: the holders present, or the stand-ins when none is.
    pub fn on_duty(&self, post: &str, on: Day) -> Vec<StaffId> {
        let Some(holding) = self.posts.iter().find(|holding| holding.post == post) else {
            return Vec::new();
        };
        let present = |ids: &[StaffId]| -> Vec<StaffId> {
            let here = |id: &&StaffId| {
                !self.away(**id, on) && self.person(**id).is_some_and(|staff| staff.active)
            };
            ids.iter().filter(here).copied().collect()
        };
        let holders = present(&holding.holders);
        if holders.is_empty() { present(&holding.stand_ins) } else { holders }
    }

    /// The person as an actor today.
    pub fn actor(&self, id: StaffId, on: Day) -> Option<Actor> {
        let staff = self.person(id).filter(|staff| staff.active)?;
        Some(Actor {
            held_to: Vec::new(),
            id,
            name: staff.name.clone(),
            court: self.court.code.clone(),
            roles: staff.roles.clone(),
            teams: staff.teams.clone(),
            posts: self
                .posts
                .iter()
                .filter(|holding| self.on_duty(&holding.post, on).contains(&id))
                .map(|holding| holding.post.clone())
                .collect(),
        })
    }

    /// Folds one entry in.
    pub fn apply(&mut self, event: &StaffEvent, by: &By) {
        self.version += 1;
        match event {
            StaffEvent::CourtDescribed {
                name,
                title,
                parent,
                address,
                phone,
                fund_account,
                treasury_account,
            } => {
                self.court = Court {
                    code: self.court.code.clone(),
                    name: name.clone(),
                    title: title.clone(),
                    parent: parent.clone(),
                    fund_account: fund_account.clone(),
                    treasury_account: treasury_account.clone(),
                    address: address.clone(),
                    phone: phone.clone(),
                };
            }
            StaffEvent::ModeImported(import) => self.modes.imported(import, by),
            StaffEvent::ModeAdopted(adoption) => self.modes.adopted(adoption, by),
            StaffEvent::PostFilled { post, holders, stand_ins } => {
                self.posts.retain(|holding| holding.post != *post);
                self.posts.push(PostHolding {
                    post: post.clone(),
                    holders: holders.clone(),
                    stand_ins: stand_ins.clone(),
                });
                self.posts.sort_by(|a, b| a.post.cmp(&b.post));
            }
            StaffEvent::Joined { staff, account, name, department, roles, teams } => {
                self.staff.push(Staff {
                    id: *staff,
                    account: account.clone(),
                    name: name.clone(),
                    department: department.clone(),
                    roles: roles.clone(),
                    teams: teams.clone(),
                    active: true,
                    leaves: Vec::new(),
                });
            }
            StaffEvent::AccessAsked { access, staff, what, credential } => {
                let credential = credential.as_deref();
                self.requests.extend(self.request(*access, *staff, what, credential, by));
            }
            StaffEvent::AccessConfirmed { access, .. }
            | StaffEvent::AccessRefused { access, .. }
            | StaffEvent::AccessWithdrawn { access, .. } => {
                self.requests.retain(|request| request.id != *access);
            }
            StaffEvent::RolesChanged { staff, .. }
            | StaffEvent::LeaveRecorded { staff, .. }
            | StaffEvent::Left { staff, .. }
            | StaffEvent::Returned { staff, .. } => {
                if let Some(known) = self.staff.iter_mut().find(|known| known.id == *staff) {
                    apply_person(known, event);
                }
            }
        }
    }
}

fn apply_person(staff: &mut Staff, event: &StaffEvent) {
    match event {
        StaffEvent::RolesChanged { roles, teams, .. } => {
            staff.roles.clone_from(roles);
            staff.teams.clone_from(teams);
        }
        StaffEvent::LeaveRecorded { leave, .. } => staff.leaves.push(leave.clone()),
        StaffEvent::Left { .. } => staff.active = false,
        StaffEvent::Returned { .. } => staff.active = true,
        StaffEvent::CourtDescribed { .. }
        | StaffEvent::ModeImported(_)
        | StaffEvent::ModeAdopted(_)
        | StaffEvent::Joined { .. }
        | StaffEvent::PostFilled { .. }
        | StaffEvent::AccessAsked { .. }
        | StaffEvent::AccessConfirmed { .. }
        | StaffEvent::AccessRefused { .. }
        | StaffEvent::AccessWithdrawn { .. } => {}
    }
}

/// A new member of staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewStaff {
    pub account: String,
    pub name: String,
    pub department: String,
    pub roles: Vec<Role>,
    pub teams: Vec<String>,
}

/// 新增人员
pub fn join(
    organisation: &Organisation,
    new: &NewStaff,
    ctx: &mut Context<'_>,
) -> Result<StaffEvent, Refusal> {
    let staff = StaffId(ctx.id());
    join_as(organisation, staff, new, ctx)
}

/// [`join`] of somebody whose id is known already.
pub fn join_as(
    organisation: &Organisation,
    staff: StaffId,
    new: &NewStaff,
    ctx: &Context<'_>,
) -> Result<StaffEvent, Refusal> {
    let account = text("account", &new.account, 32)?.to_lowercase();
    let fine = account.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c));
    if !fine || account.len() < 3 {
        let expected = "3至32位字母、数字、点、横线或下划线";
        return Err(Refusal::field("account", FieldProblem::Invalid { expected }));
    }
    if organisation.account(&account).is_some() {
        return Err(Refusal::Duplicate { what: "登录账号", key: account });
    }
    check_roles(&new.roles)?;
    ctx.mode.must_have_teams(&new.teams)?;
    Ok(StaffEvent::Joined {
        staff,
        account,
        name: text("name", &new.name, 30)?,
        department: text("department", &new.department, 50)?,
        roles: new.roles.clone(),
        teams: new.teams.clone(),
    })
}

/// 调整角色和团队
pub fn change_roles(
    organisation: &Organisation,
    staff: StaffId,
    roles: &[Role],
    teams: &[String],
    reason: &str,
    ctx: &Context<'_>,
) -> Result<StaffEvent, Refusal> {
    active(organisation, staff)?;
    if staff == ctx.actor.id {
        return Err(Refusal::SecondPerson { what: "调整角色", first: ctx.actor.name.clone() });
    }
    check_roles(roles)?;
    ctx.mode.must_have_teams(teams)?;
    let reason = text("reason", reason, 300)?;
    Ok(StaffEvent::RolesChanged { staff, roles: roles.to_vec(), teams: teams.to_vec(), reason })
}

/// 停用人员
pub fn leave_court(
    organisation: &Organisation,
    staff: StaffId,
    reason: &str,
    ctx: &Context<'_>,
) -> Result<StaffEvent, Refusal> {
    active(organisation, staff)?;
    if staff == ctx.actor.id {
        return Err(Refusal::SecondPerson { what: "停用人员", first: ctx.actor.name.clone() });
    }
    Ok(StaffEvent::Left { staff, reason: text("reason", reason, 300)? })
}

/// 重新启用：with the roles, teams and posts that the person had.
pub fn return_to_court(
    organisation: &Organisation,
    staff: StaffId,
    reason: &str,
) -> Result<StaffEvent, Refusal> {
    let person = organisation.person(staff).ok_or(Refusal::Missing("人员"))?;
    if person.active {
        return Err(Refusal::state("人员", StaffState::Active, StaffState::Disabled));
    }
    Ok(StaffEvent::Returned { staff, reason: text("reason", reason, 300)? })
}

/// The person, who must work here.
///
/// # Errors
/// [`Refusal::Missing`] for others.
pub fn active(organisation: &Organisation, id: StaffId) -> Result<&Staff, Refusal> {
    organisation.person(id).filter(|staff| staff.active).ok_or(Refusal::Missing("人员"))
}

fn check_roles(roles: &[Role]) -> Result<(), Refusal> {
    if roles.is_empty() {
        return Err(Refusal::field("roles", FieldProblem::Required));
    }
    // 岗位分离：whoever proposes or claims must not be able to do the second person's part as well.
    let both = |a, b| roles.contains(&a) && roles.contains(&b);
    if roles.contains(&Role::System) || both(Role::FundOfficer, Role::Cashier) {
        let expected = "不相冲突的角色（案款专管员与财务出纳须分离）";
        return Err(Refusal::field("roles", FieldProblem::Invalid { expected }));
    }
    Ok(())
}
