//! 大写金额: amounts in capital words, and reading them back.

use super::{ENTRY_MAX_FEN, Fen};
use crate::error::{LawError, MoneyFault};

fn digit(n: u64) -> char {
    match n {
        1 => '壹',
        2 => '贰',
        3 => '叁',
        4 => '肆',
        5 => '伍',
        6 => '陆',
        7 => '柒',
        8 => '捌',
        9 => '玖',
        _ => '零',
    }
}

/// Writes one group of four digits without leading zeros, 零 only between digits.
fn group(n: u64, out: &mut String) {
    let mut started = false;
    let mut gap = false;
    for (size, unit) in [(1000, "仟"), (100, "佰"), (10, "拾"), (1, "")] {
        let d = n / size % 10;
        if d == 0 {
            gap = started;
            continue;
        }
        if gap {
            out.push('零');
            gap = false;
        }
        out.push(digit(d));
        out.push_str(unit);
        started = true;
    }
}

/// Writes by halves: what stands above 亿 or 万, the unit, and what stands below it.
fn integer(yuan: u64, out: &mut String) {
    for (unit, name) in [(100_000_000, '亿'), (10_000, '万')] {
        if yuan >= unit {
            let below = yuan % unit;
            integer(yuan / unit, out);
            out.push(name);
            if (1..unit / 10).contains(&below) {
                out.push('零');
            }
            return integer(below, out);
        }
    }
    group(yuan, out);
}

pub(super) fn capital(amount: Fen) -> String {
    let magnitude = amount.get().unsigned_abs();
    let (yuan, jiao, fen) = (magnitude / 100, magnitude / 10 % 10, magnitude % 10);
    let mut out = String::new();
    if amount.is_negative() {
        out.push('负');
    }
    if yuan > 0 || magnitude == 0 {
        if yuan == 0 {
            out.push('零');
        }
        integer(yuan, &mut out);
        out.push('元');
    }
    match (jiao, fen) {
        (0, 0) => out.push('整'),
        (0, f) => {
            if yuan > 0 {
                out.push('零');
            }
            out.push(digit(f));
            out.push('分');
        }
        (j, f) => {
            out.push(digit(j));
            out.push('角');
            if f > 0 {
                out.push(digit(f));
                out.push('分');
            }
        }
    }
    out
}

/// The value of a digit, in the capital or the ordinary form.
fn value(c: char) -> Option<i64> {
    Some(match c {
        '零' | '〇' => 0,
        '壹' | '一' => 1,
        '贰' | '貳' | '二' => 2,
        '叁' | '參' | '三' => 3,
        '肆' | '四' => 4,
        '伍' | '五' => 5,
        '陆' | '陸' | '六' => 6,
        '柒' | '七' => 7,
        '捌' | '八' => 8,
        '玖' | '九' => 9,
        _ => return None,
    })
}

pub(super) fn parse(text: &str) -> Result<Fen, LawError> {
    let wrong = |fault| LawError::Money { text: text.to_owned(), fault };
    let bad = || wrong(MoneyFault::Capital);
    let body = text.trim();
    let body = body.strip_prefix("人民币").unwrap_or(body);
    let (negative, body) = match body.strip_prefix('负') {
        Some(rest) => (true, rest),
        None => (false, body),
    };
    let fen = magnitude(body).ok_or_else(bad)?;
    if fen > ENTRY_MAX_FEN {
        return Err(wrong(MoneyFault::TooLarge));
    }
    let amount = Fen::new(if negative { -fen } else { fen });
    // What was read must be what we would have written, 零 and 整 aside.
    let bare = |s: &str| -> String {
        s.chars()
            .filter(|c| !matches!(c, '零' | '〇' | '整' | '正'))
            .map(|c| match c {
                '圆' | '圓' => '元',
                '千' => '仟',
                '百' => '佰',
                '十' => '拾',
                '億' => '亿',
                '萬' => '万',
                other => value(other).map_or(other, |v| digit(v.unsigned_abs())),
            })
            .collect()
    };
    if bare(&capital(Fen::new(fen))) == bare(body) { Ok(amount) } else { Err(bad()) }
}

fn magnitude(body: &str) -> Option<i64> {
    if !body.chars().any(|c| value(c).is_some()) {
        return None;
    }
    let (mut total, mut section, mut pending) = (0i64, 0i64, None::<i64>);
    let (mut yuan, mut cents) = (None, 0i64);
    for c in body.chars() {
        if let Some(v) = value(c) {
            if pending.is_some_and(|p| p != 0) {
                return None;
            }
            pending = Some(v);
            continue;
        }
        match c {
            '拾' | '十' | '佰' | '百' | '仟' | '千' => {
                let unit = match c {
                    '拾' | '十' => 10,
                    '佰' | '百' => 100,
                    _ => 1000,
                };
                section = section.checked_add(pending.take()?.checked_mul(unit)?)?;
            }
            '万' | '萬' => {
                section = section.checked_add(pending.take().unwrap_or(0))?;
                total = total.checked_add(section.checked_mul(10_000)?)?;
                section = 0;
            }
            '亿' | '億' => {
                section = section.checked_add(pending.take().unwrap_or(0))?;
                total = total.checked_add(section)?.checked_mul(100_000_000)?;
                section = 0;
            }
            '元' | '圆' | '圓' => {
                if yuan.is_some() {
                    return None;
                }
                section = section.checked_add(pending.take().unwrap_or(0))?;
                yuan = Some(total.checked_add(section)?);
            }
            '角' => cents += pending.take()? * 10,
            '分' => cents += pending.take()?,
            '整' | '正' => {}
            _ => return None,
        }
    }
    // What is left over without its unit shows when the value is written again.
    if yuan.is_none() && cents == 0 {
        return None;
    }
    yuan.unwrap_or(0).checked_mul(100)?.checked_add(cents)
}
