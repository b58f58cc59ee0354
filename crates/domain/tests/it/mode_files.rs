//! 模式文件：base and overlay come to one mode, and whatever is wrong is said with file and line.

use std::sync::LazyLock;

use zhixing_domain::{
    ground::actor::Role,
    ground::fault::{Fault, FaultKind},
    ground::version::ModeFile,
    mode::{diff, read, schema},
};

use crate::court::{texts, *};

fn file(name: &str, text: &str) -> ModeFile {
    ModeFile { name: name.to_owned(), text: text.to_owned() }
}

/// The service centre's mode with its stories.
static TOLD: LazyLock<String> = LazyLock::new(|| texts::text_of(|_| true));

fn faults(files: &[ModeFile]) -> Vec<Fault> {
    read::read(files).expect_err("the mode is broken")
}

/// The shipped mode with one text replaced in its own file, and the line of the replacement.
fn broken(from: &str, to: &str) -> (Vec<Fault>, usize) {
    let at = TOLD.find(from).unwrap_or_else(|| panic!("{from}"));
    let line = TOLD[..at].matches('\n').count() + 1;
    (faults(&[file("mode.toml", &TOLD.replacen(from, to, 1))]), line)
}

const JUDGE_SIGNS: &str = "name = \"签发\"\nroles = [\"judge\"]\nbasis = \"民诉法(2023)第253条\"";

#[test]
fn every_kind_of_fault_is_said_with_its_line() {
    // What is replaced, by what, the code, and how many lines below the place the fault stands.
    let table: &[(&str, &str, &str, usize)] = &[
        ("version = 1", "version = one", "mode_syntax", 0),
        ("version = 1", "version = 1\nvershun = 2", "mode_field", 1),
        ("version = 1", "version = \"one\"", "mode_type", 0),
        ("team = \"documents\"\nrole", "team = \"widow\"\nrole", "mode_unknown_name", 0),
        ("when = \"antagonism\"", "when = \"antagonysm\"", "mode_unknown_name", 0),
        ("when = \"antagonism\"", "when = \"claim_fen + 1\"", "mode_not_yes_or_no", 0),
        ("when = \"antagonism\"", "when = \"antagonism &&\"", "mode_type", 0),
        ("[[team]]\nkey = \"documents\"", "[[team]]\nkey = \"window\"", "mode_twice", 0),
        ("node = \"intake\"", "node = \"outtake\"", "mode_unknown_name", 0),
        ("post = \"receiver\"", "post = \"giver\"", "mode_unknown_name", 0),
        ("lane = \"complex\"\n[[", "lane = \"odd\"\n[[", "mode_unknown_name", 0),
        ("template = \"frozen\"", "template = \"ice\"", "mode_unknown_name", 0),
        ("once_on = [\"filing.accepted\"]", "once_on = [\"filing.taken\"]", "mode_unknown_name", 0),
        ("law = \"DL-H13c\"", "law = \"DL-H99\"", "mode_unknown_name", 0),
        (
            "limit = { length = 30, unit = \"day\", roll = \"forward\" }\nfrom",
            "limit = { length = 31, unit = \"day\", roll = \"forward\" }\nfrom",
            "mode_longer",
            0,
        ),
        (
            "limit = { length = 30, unit = \"day\", roll = \"forward\" }\nfrom",
            "limit = { length = 30, unit = \"workday\", roll = \"forward\" }\nfrom",
            "mode_longer",
            0,
        ),
        ("id = \"F2\"", "id = \"F1\"", "mode_twice", 0),
        ("basis = \"执行规定(2020)第16条\"", "basis = \" \"", "mode_no_basis", 0),
        (
            "id = \"S6\"\nname = \"其他，普通办理\"\nwhen = \"true\"",
            "id = \"S6\"\nname = \"其他，普通办理\"\nwhen = \"antagonism\"",
            "mode_shadowed",
            0,
        ),
        (
            "[[lane]]\nkey = \"complex\"",
            "[[lane]]\nkey = \"spare\"\nname = \"备用\"\nteam = \"fast\"\nlimit = { length = 1, unit = \"month\" }\n[[lane]]\nkey = \"complex\"",
            "mode_unreachable",
            0,
        ),
        (
            "[[document]]\non = \"document.issued\"\nof = \"freeze_ruling\"\nkind = \"freeze_assistance\"",
            "[[document]]\non = \"document.made\"\nof = \"freeze_ruling\"\nkind = \"freeze_ruling\"",
            "mode_cycle",
            1,
        ),
        ("what = \"freeze_ruling\"", "what = \"freezing\"", "mode_unknown_name", 0),
        (
            "[[approval.step]]\nname = \"签发\"",
            "[[approval.stop]]\nname = \"签发\"",
            "mode_field",
            0,
        ),
        (JUDGE_SIGNS, "name = \"签发\"\nbasis = \"无人\"", "mode_chain_unclear", 0),
        (
            JUDGE_SIGNS,
            "name = \"签发\"\nroles = [\"judge\"]\nbasis = \" \"",
            "mode_chain_unclear",
            0,
        ),
        (
            JUDGE_SIGNS,
            "name = \"签发\"\nroles = [\n\"inspector\"]\nbasis = \"本院\"",
            "mode_never_signs",
            2,
        ),
        (
            JUDGE_SIGNS,
            "name = \"签发\"\nposts = [\n\"signr\"]\nbasis = \"本院\"",
            "mode_unknown_name",
            2,
        ),
        (
            "post = [\"handler\", \"approver\"]\nonce_on = [\"objection.concluded\"]",
            "post = \"handler\"\nonce_on = [\"objection.concluded\"]",
            "mode_no_owner",
            0,
        ),
        ("second = \"S2 fast 2026-10-08\"", "second = \"S3 fast\"", "mode_story_otherwise", 0),
        (
            "second = \"S2 fast 2026-10-08\"",
            "second = \"S2 fast 2026-10-01\"",
            "mode_story_otherwise",
            0,
        ),
        ("tasks = [\"plan 2026-09-08\"]", "tasks = []", "mode_story_otherwise", 0),
        ("\"claim_fen = 50000000\"", "\"claim_fen = many\"", "mode_story_unread", 0),
        ("\"claim_fen = 50000000\"", "\"claim_fen = true\"", "mode_story_unread", 0),
        (
            "[[target]]",
            "[[proportion]]\nkey = \"p\"\nname = \"p\"\nteams = [\"search\", \"documents\"]\nparts = [2, 2]\nbasis = \"本院\"\n[[target]]",
            "mode_out_of_proportion",
            4,
        ),
        ("tasks = [\"supplement\"]", "tasks = [\"supplemant\"]", "mode_unknown_name", 0),
    ];
    for (from, to, code, below) in table {
        let (found, line) = broken(from, to);
        let said: Vec<(&str, usize)> =
            found.iter().map(|fault| (fault.kind.code(), fault.line)).collect();
        assert!(
            said.contains(&(code, line + below)),
            "{to}: {said:?}, not {code} at {line}+{below}"
        );
        assert!(found.iter().all(|fault| fault.file == "mode.toml"), "{found:?}");
    }
}

#[test]
fn a_missing_part_and_a_missing_table_are_said() {
    let found = faults(&[file("mode.toml", &MODE.replacen("source = ", "# ", 1))]);
    let missing = FaultKind::Missing { name: "source".to_owned() };
    assert!(found.iter().any(|fault| fault.kind == missing), "{found:?}");
    let (found, _) = broken("round = \"second\"", "round = \"first\"");
    assert!(found.iter().any(|fault| fault.kind.code() == "mode_twice"), "{found:?}");
}

/// A base of everything, and a mode that only says what it has otherwise.
fn over(own: &str) -> Vec<ModeFile> {
    let head = MODE.find("[[").unwrap();
    let own = format!("{}extends = \"base\"\n{own}", &MODE[..head]);
    vec![file("base/all.toml", &MODE[head..]), file("own.toml", &own)]
}

#[test]
fn a_mode_that_adds_nothing_is_its_base() {
    let alone = read::read(&[file("mode.toml", &MODE)]).unwrap();
    let laid = read::read(&over("")).unwrap();
    assert_eq!(format!("{:?}", laid.mode), format!("{:?}", alone.mode));
    assert_eq!(diff::changes(&alone, &laid), Vec::new());
}

#[test]
fn a_row_is_replaced_where_it_stood_taken_out_and_added_at_the_end() {
    let own = "remove = [\"team.funds\", \"post.fund_clerk\", \"post.cashier\"]\n\
        [[team]]\nkey = \"search\"\nname = \"查控组\"\n[[team]]\nkey = \"visits\"\nname = \"来访组\"\n";
    // Posts of the team that was taken out would be posts of nothing: the rest of the mode names two of them.
    let found = faults(&over(own));
    assert!(
        found.iter().any(|fault| matches!(&fault.kind, FaultKind::Unknown { what: "post", .. })),
        "{found:?}"
    );
    assert!(found.iter().all(|fault| fault.file == "base/all.toml"), "{found:?}");
    let own = "[[team]]\nkey = \"search\"\nname = \"查控组\"\n[[team]]\nkey = \"visits\"\nname = \"来访组\"\n";
    let laid = read::read(&over(own)).unwrap();
    let names: Vec<&str> = laid.mode.team.iter().map(|team| team.name.as_str()).collect();
    let alone = read::read(&[file("mode.toml", &MODE)]).unwrap();
    let place = alone.mode.team.iter().position(|team| team.key == "search").unwrap();
    assert_eq!((names[place], names.last()), ("查控组", Some(&"来访组")));
    assert_eq!(names.len(), alone.mode.team.len() + 1);
    let changes = diff::changes(&alone, &laid);
    let ids: Vec<&str> = changes.iter().map(|change| change.id.as_str()).collect();
    assert_eq!(ids, ["search", "visits"]);
    assert!(changes[0].before.as_ref().unwrap().contains("查控送达组"));
    assert!(changes[1].before.is_none() && changes[1].after.as_ref().unwrap().contains("来访组"));
}

#[test]
fn what_is_not_there_is_not_taken_out_and_only_the_base_is_extended() {
    let found = faults(&over("remove = [\"task.no_such_task\"]\n"));
    let row = FaultKind::Unknown { what: "row", key: "task.no_such_task".to_owned() };
    assert!(found.iter().any(|fault| fault.kind == row && fault.file == "own.toml"), "{found:?}");
    let text = MODE.replacen("version = 1", "version = 1\nextends = \"other\"", 1);
    let found = faults(&[file("mode.toml", &text)]);
    let base = FaultKind::Base { key: "other".to_owned() };
    assert!(found.iter().any(|fault| fault.kind == base), "{found:?}");
}

#[test]
fn the_schema_says_what_the_types_take() {
    let schema = schema::schema();
    let team = &schema["properties"]["team"]["items"];
    assert_eq!(team["required"], serde_json::json!(["key", "name"]));
    assert_eq!(team["additionalProperties"], serde_json::json!(false));
    let limit = &schema["properties"]["lane"]["items"]["properties"]["limit"];
    assert_eq!(limit["properties"]["length"]["type"], serde_json::json!("integer"));
    assert_eq!(limit["required"], serde_json::json!(["length", "unit"]));
    let role = &schema["properties"]["post"]["items"]["properties"]["role"]["enum"];
    assert!(role.as_array().unwrap().contains(&serde_json::json!("judge")), "{role}");
    assert!(schema.get("required").is_none(), "a file may hold any part of a mode");
}

/// What a mode with this chain in the place of the shipped one is refused for, with the line within the row.
fn weaker(what: &str, chain: &str) -> Option<(&'static str, &'static str)> {
    let row = format!("[[approval]]\nwhat = \"{what}\"\n{chain}");
    let files = zhixing_domain::mode::shipped::over_base(&own(&row));
    let found = read::read(&files).err()?;
    assert!(found.iter().all(|fault| fault.file == "approvals.toml"), "{found:?}");
    found.iter().find_map(|fault| match &fault.kind {
        FaultKind::Weaker { needs } => Some((fault.kind.code(), *needs)),
        _ => None,
    })
}

/// The shipped mode's own files, and one more.
fn own(text: &str) -> Vec<ModeFile> {
    let mut files = zhixing_domain::mode::shipped::modes().swap_remove(0);
    files.push(file("approvals.toml", text));
    files
}

#[test]
fn a_chain_may_ask_for_more_than_the_law_and_never_for_less() {
    let step = |who: &str| {
        format!("[[approval.step]]\nname = \"签\"\n{who}\nbasis = \"本院审批权限（可调）\"\n")
    };
    let (president, judge) = ("roles = [\"president\"]", "roles = [\"judge\"]");
    let either = "roles = [\"president\", \"judge\"]";
    let order = |steps: &[&str]| {
        let steps: String = steps.iter().map(|who| step(who)).collect();
        weaker("consumption_order", &steps)
    };
    assert_eq!(order(&[president]), None);
    assert_eq!(order(&[judge, president]), None, "more than the law asks for");
    for weak in [&[judge][..], &[either], &["posts = [\"signer\"]"], &["posts = [\"handler\"]"]] {
        assert_eq!(order(weak), Some(("mode_weaker", "院长")), "{weak:?}");
    }
    let chief = step("posts = [\"approver\"]");
    assert_eq!(weaker("payout", &chief), None, "a post of the role will do");
    assert_eq!(weaker("payout", &step(judge)), Some(("mode_weaker", "执行局长或分管院领导")));
    let gone = "remove = [\"approval.payout\"]\n";
    let files = zhixing_domain::mode::shipped::over_base(&own(gone));
    let found = faults(&files);
    let needs = FaultKind::Weaker { needs: "执行局长或分管院领导" };
    assert!(found.iter().any(|fault| fault.kind == needs), "{found:?}");
}

#[test]
fn the_schema_names_every_act_that_can_be_put_under_a_chain() {
    let schema = schema::schema();
    let what = &schema["properties"]["approval"]["items"]["properties"]["what"]["enum"];
    let known: Vec<&str> = what.as_array().unwrap().iter().filter_map(|v| v.as_str()).collect();
    for act in ["payout", "override_triage", "waiver", "closing", "freeze_ruling"] {
        assert!(known.contains(&act), "{act}: {known:?}");
    }
}

/// A court's file may say any number of places.
#[test]
fn more_places_than_can_be_counted_are_out_of_proportion_and_nothing_worse() {
    let many = TOLD.replace("places = 2", "places = 4294967295").replacen(
        "[[target]]",
        "[[proportion]]\nkey = \"p\"\nname = \"p\"\nteams = [\"search\", \"documents\"]\nparts = [4294967295, 1]\nbasis = \"本院\"\n[[target]]",
        1,
    );
    let found = faults(&[file("mode.toml", &many)]);
    let codes: Vec<&str> = found.iter().map(|fault| fault.kind.code()).collect();
    assert_eq!(codes, ["mode_out_of_proportion"]);
}

/// The modes of the five sources: what each is known for stands in it, and its stories come out, since it is read.
#[test]
fn every_shipped_mode_is_whole() {
    let known: Vec<_> = zhixing_domain::mode::shipped::modes()
        .iter()
        .map(|own| read::read(&zhixing_domain::mode::shipped::over_base(own)).unwrap().mode)
        .collect();
    let keys: Vec<&str> = known.iter().map(|mode| mode.key.as_str()).collect();
    let five = [
        "guangdong-service-centre",
        "guannan-854",
        "guiyang",
        "shijingshan-1-4",
        "jiangxi-intensive",
    ];
    assert_eq!(keys, five);
    for mode in &known {
        assert!(5 <= mode.story.len() && 5 <= mode.affair.len(), "{}", mode.key);
        let silent =
            mode.post.iter().find(|post| post.answers_for.is_empty() || post.basis.is_empty());
        assert!(silent.is_none(), "{}: {silent:?}", mode.key);
        // Every lane that enforces has a judge among the posts of each of its teams.
        for team in mode.lane.iter().flat_map(|lane| &lane.team) {
            let judge = |post: &&zhixing_domain::mode::Post| {
                post.team == *team && post.role == Role::Judge && 0 < post.places
            };
            assert!(mode.post.iter().any(|post| judge(&post)), "{}: {team}", mode.key);
        }
    }
    let [_, guannan, guiyang, shijingshan, jiangxi] = <[_; 5]>::try_from(known).unwrap();
    let places = |teams: &[&str]| teams.iter().map(|team| guannan.places(team)).sum::<u32>();
    assert_eq!((places(&["fast", "strong", "final"]), places(&["technical"])), (33, 2));
    let group = |name: &str| guannan.affair.iter().filter(|affair| affair.group == name).count();
    assert_eq!((group("八类事务"), group("五类服务"), group("四项职责")), (8, 5, 4));
    let enforcing = |kind| guannan.node.iter().filter(|node| node.kinds.contains(&kind)).count();
    assert_eq!(enforcing(zhixing_domain::matter::kind::MatterKind::First), 9);
    let centres = ["fast", "ordinary", "disposal", "affairs"].map(|team| guiyang.places(team));
    assert!(centres.iter().all(|places| 0 < *places));
    let lane = shijingshan.lane("ordinary").unwrap();
    assert_eq!(lane.team, ["team_one", "team_two", "team_three"]);
    let mut stages: Vec<&str> = jiangxi.affair.iter().map(|affair| affair.stage.as_str()).collect();
    assert_eq!(stages.len(), 18);
    stages.dedup();
    assert_eq!(stages, ["启动", "文书", "查控", "调查", "变现", "结案"]);
}
