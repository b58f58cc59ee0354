//! 规则目录：every rule of this library in one list, for `zhixing rules`, the calculators' links and docs/rules.md.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::sync::OnceLock;

use crate::basis::{Basis, RuleInfo};
use crate::checklist::{self, Level};
use crate::number::CaseKind;
use crate::{
    add_party, approval, asset, closing, disclosure, exclusion, indicator, limits, referral,
};

mod general;
mod more;
mod work;

/// Every rule, chapter by chapter.
pub(crate) fn all() -> &'static [RuleInfo] {
    static RULES: OnceLock<Vec<RuleInfo>> = OnceLock::new();
    RULES.get_or_init(|| {
        let mut rules = Vec::new();
        rules.extend(general::rules(general::PERIOD));
        rules.extend(general::rules(work::EDITIONS));
        rules.extend(exclusions());
        rules.extend(limit_rules());
        rules.extend(general::rules(more::LIMITS));
        rules.extend(assets());
        rules.extend(general::rules(work::CONTROL));
        rules.extend(general::rules(general::MONEY));
        rules.extend(general::rules(general::DISPOSAL));
        rules.extend(general::rules(general::DISTRIBUTION));
        rules.extend(general::rules(work::FUNDS));
        rules.extend(kinds());
        rules.extend(general::rules(general::NUMBERS));
        rules.extend(checks());
        rules.extend(closings());
        rules.extend(referrals());
        rules.extend(parties());
        rules.extend(approvals());
        rules.extend(general::rules(general::PRIVACY));
        rules.extend(disclosures());
        rules.extend(general::rules(more::OBJECTION));
        rules.extend(general::rules(work::COURSE));
        rules.extend(indicators());
        rules.extend(general::rules(work::FIGURES));
        rules
    })
}

/// One rule with one source.
fn info(
    chapter: &'static str,
    id: impl Into<Cow<'static, str>>,
    title: impl Into<Cow<'static, str>>,
    parameters: impl Into<Cow<'static, str>>,
    basis: Basis,
    note: impl Into<Cow<'static, str>>,
) -> RuleInfo {
    RuleInfo {
        id: id.into(),
        chapter,
        title: title.into(),
        parameters: parameters.into(),
        basis: vec![basis],
        note: note.into(),
    }
}

fn kinds() -> impl Iterator<Item = RuleInfo> {
    CaseKind::ALL.into_iter().enumerate().map(|(place, kind)| {
        let parameters = format!("类型代字“{}”，标准码{}", kind.code(), kind.standard_code());
        let basis = Basis::web("案件类型及其代字标准", "法〔2015〕137号配套", "");
        let id = format!("AL-{:02}", place + 1);
        info("案件类型", id, kind.chinese(), parameters, basis, kind.note())
    })
}

fn exclusions() -> impl Iterator<Item = RuleInfo> {
    use exclusion::Clock;
    exclusion::Ground::ALL.into_iter().enumerate().map(|(place, ground)| {
        let both = ground.stops(Clock::Superior);
        let parameters = if both {
            "从执行期限和提级的六个月中扣除"
        } else {
            "只从执行期限中扣除"
        };
        let basis = ground.basis(Clock::Enforcement);
        info(
            "扣除期间",
            format!("{}-{}", ground.id(), place + 1),
            ground.chinese(),
            parameters,
            basis,
            "各区间取并集，重叠部分只扣一次",
        )
    })
}

fn limit_rules() -> impl Iterator<Item = RuleInfo> {
    limits::all().map(|rule| {
        let note = match (rule.extender, rule.note) {
            ("", note) => Cow::Borrowed(note),
            (extender, "") => Cow::Owned(format!("延长：{extender}")),
            (extender, note) => Cow::Owned(format!("{note}。延长：{extender}")),
        };
        RuleInfo {
            id: rule.id.into(),
            chapter: "期限",
            title: rule.title.into(),
            parameters: rule.parameters().into(),
            basis: rule.basis.to_vec(),
            note,
        }
    })
}

fn assets() -> impl Iterator<Item = RuleInfo> {
    asset::AssetKind::ALL.into_iter().enumerate().map(|(place, kind)| {
        let h = kind.handling();
        let parameters = format!("查：{}。控：{}。处：{}", h.find, h.control, h.dispose);
        let note = match h.points {
            "" => format!("协助：{}", h.assists),
            points => format!("协助：{}。{points}", h.assists),
        };
        info(
            "财产查控处",
            format!("CC-{:02}", place + 1),
            kind.chinese(),
            parameters,
            h.basis,
            note,
        )
    })
}

fn disclosures() -> impl Iterator<Item = RuleInfo> {
    disclosure::Node::ALL.into_iter().enumerate().map(|(place, node)| {
        let duty = node.duty();
        let parameters = format!("{}：{}", duty.audience.chinese(), duty.content);
        let note = duty.limit.map_or(String::from("及时"), |l| format!("期限见{}", l.id));
        info(
            "节点告知",
            format!("GZ-{:02}", place + 1),
            node.chinese(),
            parameters,
            duty.basis,
            note,
        )
    })
}

fn checks() -> impl Iterator<Item = RuleInfo> {
    checklist::rules().map(|rule| {
        let level = match rule.level {
            Level::Hard => "硬性条件",
            Level::Soft => "提示",
        };
        info("核查清单", rule.id, rule.title, level, rule.basis, "")
    })
}

fn closings() -> impl Iterator<Item = RuleInfo> {
    closing::ClosingWay::ALL.into_iter().enumerate().map(|(place, way)| {
        let id = format!("JA-{:02}", place + 1);
        info("结案方式", id, way.chinese(), way.document(), way.basis(), "")
    })
}

fn referrals() -> impl Iterator<Item = RuleInfo> {
    referral::Conduct::ALL.into_iter().enumerate().map(|(place, conduct)| {
        let group = match conduct.group() {
            referral::Group::Direct => "无须先行制裁",
            referral::Group::AfterSanction => "须罚款或拘留后仍拒不执行",
            referral::Group::EspeciallySerious => "情节特别严重",
        };
        let id = format!("JZF-{:02}", place + 1);
        info("拒执罪移送", id, conduct.chinese(), group, conduct.basis(), "2024年12月1日起施行")
    })
}

fn parties() -> impl Iterator<Item = RuleInfo> {
    add_party::Ground::ALL.into_iter().enumerate().map(|(place, ground)| {
        let remedy = match ground.remedy() {
            add_party::Remedy::Reconsideration => "十日内申请复议",
            add_party::Remedy::Suit => "十五日内提起执行异议之诉",
        };
        let id = format!("BZ-{:02}", place + 1);
        info("变更追加被执行人", id, ground.party(), ground.liability(), ground.basis(), remedy)
    })
}

fn approvals() -> Vec<RuleInfo> {
    const CHAPTER: &str = "审批与岗位";
    let matters = approval::Matter::ALL.into_iter().enumerate().map(|(place, matter)| {
        let id = format!("SP-{:02}", place + 1);
        info(CHAPTER, id, matter.chinese(), matter.approver().chinese(), matter.basis(), "")
    });
    let apart = approval::SEPARATIONS.iter().enumerate().map(|(place, s)| {
        let title = format!("{}与{}不得为同一人", s.one, s.other);
        info(CHAPTER, format!("GW-{:02}", place + 1), title, "岗位分离", s.basis, "")
    });
    matters.chain(apart).collect()
}

fn indicators() -> impl Iterator<Item = RuleInfo> {
    indicator::Indicator::ALL.into_iter().enumerate().map(|(place, indicator)| {
        let id = format!("ZX-{:02}", place + 1);
        let note = match indicator.target_percent() {
            Some(target) => Cow::Owned(format!("公开目标：不低于{target}%")),
            None => Cow::Borrowed(""),
        };
        info("指标", id, indicator.chinese(), indicator.formula(), indicator.basis(), note)
    })
}

/// The catalogue as Markdown: docs/rules.md.
pub fn rules_markdown() -> String {
    let mut out = String::from(
        "# 规则目录\n\n\
         本页由 `cargo xtask gen rules` 从代码生成，请勿手改。\n\
         这不是法律意见；标“待核”的依据在使用前由承办法院核对。\n",
    );
    let cell = |text: &str| text.replace('|', "\\|").replace('\n', " ");
    let mut chapter = "";
    for rule in all() {
        if rule.chapter != chapter {
            chapter = rule.chapter;
            out.push_str("\n## ");
            out.push_str(chapter);
            out.push_str("\n\n| 编号 | 事项 | 参数 | 依据 | 说明 |\n|---|---|---|---|---|\n");
        }
        let basis: Vec<String> =
            rule.basis.iter().map(|b| format!("{b}〔{}〕", b.mark.chinese())).collect();
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} |",
            rule.id,
            cell(&rule.title),
            cell(&rule.parameters),
            cell(&basis.join("；")),
            cell(&rule.note)
        );
    }
    out
}

#[cfg(test)]
mod tests;
