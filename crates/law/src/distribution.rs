//! 分配：how a pool is shared among several claims (§3.5 S1—S9), to the last 分.

use serde::{Deserialize, Serialize};

use crate::basis::Basis;
use crate::error::LawError;
use crate::money::Fen;
use crate::sources::{cpl_note, criminal, enforcement};

/// 分配规则。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scheme {
    /// 参与分配：被执行人为公民或其他组织，普通债权按比例 (S2)。
    ProRata,
    /// 企业法人未移送破产：普通债权按查封先后 (S3)。
    SealingOrder,
    /// 同一文书确定的多个债权人、无担保、不足清偿：按比例 (S4)。
    SameTitle,
    /// 刑事责任与民事责任并存 (S6)。
    Criminal,
    /// 破产清算顺序，供执行转破产比对 (S9)。
    Bankruptcy,
}

/// 债权的性质。
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimClass {
    /// 执行费用；破产的，为破产费用和共益债务。
    Costs,
    /// 人身损害赔偿中的医疗费用。
    Medical,
    /// 优先受偿权、担保物权。
    Secured,
    /// 职工债权。
    Employees,
    /// 社会保险费用和税款。
    SocialAndTax,
    /// 退赔被害人的损失。
    Restitution,
    /// 普通债权（其他民事债务）。
    Ordinary,
    /// 罚金。
    Fine,
    /// 没收财产。
    Confiscation,
}

impl ClaimClass {
    /// 债权性质的中文名称。
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Costs => "执行费用",
            Self::Medical => "人身损害医疗费用",
            Self::Secured => "优先受偿权、担保物权",
            Self::Employees => "职工债权",
            Self::SocialAndTax => "社会保险费用和税款",
            Self::Restitution => "退赔被害人损失",
            Self::Ordinary => "普通债权",
            Self::Fine => "罚金",
            Self::Confiscation => "没收财产",
        }
    }
}

/// 参加分配的一笔债权。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// 债权人或项目名称。
    pub name: String,
    /// 债权数额。
    pub amount: Fen,
    /// 性质。
    pub class: ClaimClass,
    /// 同性质内的先后，小者在先，相同的按比例：担保物权的顺位；[`Scheme::SealingOrder`] 下普通债权的查封顺序。
    #[serde(default)]
    pub rank: u32,
}

/// 一笔债权的分配结果。
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Share {
    /// 债权人或项目名称。
    pub name: String,
    /// 债权数额。
    pub claim: Fen,
    /// 分得数额。
    pub share: Fen,
}

/// 分配结果。
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Distribution {
    /// 可供分配的款项。
    pub pool: Fen,
    /// 各笔债权，按申报的次序。
    pub shares: Vec<Share>,
    /// 余款，退还被执行人。
    pub surplus: Fen,
    /// 依据。
    pub basis: Basis,
    /// 计算过程。
    pub steps: Vec<String>,
}

fn order(scheme: Scheme) -> &'static [ClaimClass] {
    use ClaimClass::*;
    match scheme {
        Scheme::ProRata | Scheme::SealingOrder | Scheme::SameTitle => &[
            Costs,
            Medical,
            Secured,
            Employees,
            SocialAndTax,
            Restitution,
            Ordinary,
            Fine,
            Confiscation,
        ],
        Scheme::Criminal => &[
            Costs,
            Medical,
            Secured,
            Restitution,
            Employees,
            SocialAndTax,
            Ordinary,
            Fine,
            Confiscation,
        ],
        // 担保权人就特定财产优先受偿，不在破产财产的清偿顺序之内。
        Scheme::Bankruptcy => &[
            Secured,
            Costs,
            Employees,
            SocialAndTax,
            Medical,
            Restitution,
            Ordinary,
            Fine,
            Confiscation,
        ],
    }
}

/// 依据。
pub fn basis(scheme: Scheme) -> Basis {
    match scheme {
        Scheme::ProRata => cpl_note("506—508"),
        Scheme::SealingOrder => cpl_note("514"),
        Scheme::SameTitle => enforcement("55"),
        Scheme::Criminal => criminal("13"),
        Scheme::Bankruptcy => Basis::text("企业破产法", "2006", "109、113"),
    }
}

/// Shares the pool among the claims; equal claims of one rank share in proportion, the remainder
/// of 分 goes to the largest fractions (S-尾差).
///
/// Errors on a negative amount or a total that does not fit.
pub fn distribute(pool: Fen, claims: &[Claim], scheme: Scheme) -> Result<Distribution, LawError> {
    pool.non_negative("可供分配的款项")?;
    let mut rest = pool;
    let mut shares = Vec::with_capacity(claims.len());
    for claim in claims {
        claim.amount.non_negative("债权数额")?;
        shares.push(Share { name: claim.name.clone(), claim: claim.amount, share: Fen::ZERO });
    }
    let mut steps = vec![format!("可供分配{}元（{}）。", pool.grouped(), basis(scheme))];
    for class in order(scheme) {
        let ranked = |c: &Claim| if by_rank(scheme, *class) { c.rank } else { 0 };
        let mut ranks: Vec<u32> = claims.iter().filter(|c| c.class == *class).map(ranked).collect();
        ranks.sort_unstable();
        ranks.dedup();
        for rank in ranks {
            let tier: Vec<usize> = claims
                .iter()
                .enumerate()
                .filter(|(_, c)| c.class == *class && ranked(c) == rank)
                .map(|(i, _)| i)
                .collect();
            let amounts: Vec<Fen> =
                tier.iter().filter_map(|i| shares.get(*i)).map(|s| s.claim).collect();
            let due = Fen::sum(amounts.iter().copied())?;
            let paid = rest.min(due);
            for (i, share) in tier.iter().zip(proportional(paid, &amounts)?) {
                if let Some(slot) = shares.get_mut(*i) {
                    slot.share = share;
                }
            }
            rest = rest.checked_sub(paid)?;
            steps.push(step(*class, &tier, &shares, due, paid, rest));
        }
    }
    if rest.is_positive() {
        steps.push(format!("余款{}元退还被执行人。", rest.grouped()));
    }
    Ok(Distribution { pool, shares, surplus: rest, basis: basis(scheme), steps })
}

fn by_rank(scheme: Scheme, class: ClaimClass) -> bool {
    class == ClaimClass::Secured
        || (class == ClaimClass::Ordinary && scheme == Scheme::SealingOrder)
}

fn step(
    class: ClaimClass,
    tier: &[usize],
    shares: &[Share],
    due: Fen,
    paid: Fen,
    rest: Fen,
) -> String {
    let each: Vec<String> = tier
        .iter()
        .filter_map(|i| shares.get(*i))
        .map(|s| format!("{}{}元", s.name, s.share.grouped()))
        .collect();
    let how = if paid == due {
        "足额清偿".to_owned()
    } else {
        let percent = paid.portion(10_000, i128::from(due.get().max(1))).unwrap_or_default();
        format!("按比例清偿（{}%）", percent)
    };
    format!(
        "{}共{}元，{how}{}元：{}；余{}元。",
        class.chinese(),
        due.grouped(),
        paid.grouped(),
        each.join("、"),
        rest.grouped()
    )
}

/// Splits `pool` in proportion to `weights` by the largest-remainder rule; ties go to the earlier.
/// The parts add up to the pool exactly. All-zero weights get nothing.
///
/// Errors when the pool or a weight is negative.
pub fn proportional(pool: Fen, weights: &[Fen]) -> Result<Vec<Fen>, LawError> {
    pool.non_negative("可供分配的款项")?;
    for weight in weights {
        weight.non_negative("债权数额")?;
    }
    let total: i128 = weights.iter().map(|w| i128::from(w.get())).sum();
    if total == 0 {
        return Ok(vec![Fen::ZERO; weights.len()]);
    }
    let mut parts = Vec::with_capacity(weights.len());
    let mut given: i128 = 0;
    for (place, weight) in weights.iter().enumerate() {
        let product = i128::from(pool.get()) * i128::from(weight.get());
        given += product / total;
        parts.push((place, product / total, product % total));
    }
    // Fewer 分 are missing than there are parts, because every remainder is below one.
    let missing = usize::try_from(i128::from(pool.get()) - given).unwrap_or(0);
    parts.sort_by(|a, b| b.2.cmp(&a.2).then(a.0.cmp(&b.0)));
    for part in parts.iter_mut().take(missing) {
        part.1 += 1;
    }
    parts.sort_by_key(|part| part.0);
    parts
        .into_iter()
        .map(|(_, fen, _)| i64::try_from(fen).map(Fen::new).map_err(|_| LawError::MoneyOverflow))
        .collect()
}

#[cfg(test)]
mod tests;
