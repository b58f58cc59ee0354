//! The people of the court, each with their posts.

use uuid::Uuid;
use zhixing_domain::{
    ground::actor::{Actor, Role},
    ground::id::StaffId,
    matter::context::Judge,
};

fn person(number: u128, name: &str, role: Role, team: &str, posts: &[&str]) -> Actor {
    Actor {
        id: StaffId(Uuid::from_u128(number)),
        name: name.to_owned(),
        court: "粤1224".to_owned(),
        roles: vec![role],
        teams: vec![team.to_owned()],
        posts: posts.iter().map(|post| (*post).to_owned()).collect(),
        held_to: Vec::new(),
    }
}

pub(crate) fn window() -> Actor {
    person(1, "吴窗口", Role::WindowClerk, "window", &["intake"])
}
pub(crate) fn clerk() -> Actor {
    person(2, "周文书", Role::CentreClerk, "documents", &["receiver", "document_maker"])
}
pub(crate) fn server() -> Actor {
    person(3, "郑送达", Role::ServiceOfficer, "search", &["server"])
}
pub(crate) fn searcher() -> Actor {
    person(4, "王查控", Role::SearchOfficer, "search", &["searcher"])
}
pub(crate) fn judge() -> Actor {
    person(5, "李法官", Role::Judge, "fast", &["signer"])
}
pub(crate) fn other_judge() -> Actor {
    person(6, "孙法官", Role::Judge, "fast", &[])
}
pub(crate) fn fund_clerk() -> Actor {
    person(7, "钱案款", Role::FundOfficer, "funds", &["fund_clerk"])
}
pub(crate) fn cashier() -> Actor {
    person(8, "冯出纳", Role::Cashier, "funds", &["cashier"])
}
pub(crate) fn chief() -> Actor {
    person(9, "赵局长", Role::BureauChief, "ordinary", &["approver"])
}
pub(crate) fn third_judge() -> Actor {
    person(10, "马法官", Role::Judge, "fast", &[])
}
pub(crate) fn president() -> Actor {
    person(11, "陈院长", Role::President, "ordinary", &[])
}
/// 审判人员
pub(crate) fn bench() -> Vec<Judge> {
    let judges = [judge(), other_judge(), third_judge(), chief(), president()];
    let sits = |actor: Actor| Judge { leads: actor.leads(), staff: actor.id, name: actor.name };
    judges.into_iter().map(sits).collect()
}
/// 在岗人员
pub(crate) fn colleague(id: StaffId) -> Option<String> {
    let all = [window(), clerk(), server(), searcher(), judge(), other_judge(), fund_clerk()];
    let all = all.into_iter().chain([cashier(), chief()]);
    all.into_iter().find(|person| person.id == id).map(|person| person.name)
}

pub(crate) fn system() -> Actor {
    Actor::system("粤1224")
}
