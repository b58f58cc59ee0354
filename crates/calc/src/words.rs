//! 大写金额。

use zhixing_law::money::Fen;

use crate::answer::{Answer, Place, Step, Wrong};
use crate::entry;

/// 金额的两种写法。
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// 金额。
    pub amount: Fen,
    /// “伍仟贰佰捌拾玖元整”。
    pub words: String,
}

/// An amount in yuan, in capital words.
///
/// # Errors
/// An amount that is not one.
pub fn answer(amount: &str) -> Result<Answer<Words>, Wrong> {
    let amount = entry::yuan(amount, &Place::new("amount", "金额"))?;
    let words = amount.capital();
    let text = format!("{}元，大写为{words}。", amount.grouped());
    let steps = vec![Step { text, rules: vec!["N-5"] }];
    Ok(Answer::new(Words { amount, words }, steps))
}
