//! Writing a statement in the form that [`super::read`] describes.

use super::{COLUMNS, sum};
use crate::bank::csv_text::{self, CsvEncoding, inert};
use crate::bank::statement::{Direction, Statement};

/// Writes a statement in the form described above.
#[must_use]
pub fn write(statement: &Statement, encoding: CsvEncoding) -> Vec<u8> {
    let text = |text: &Option<String>| inert(text.as_deref().unwrap_or_default());
    let own = |text: &str| text.to_owned();
    let mut rows = vec![
        vec![
            own("账号"),
            inert(&statement.account),
            own("户名"),
            text(&statement.account_name),
            own("币种"),
            own("CNY"),
        ],
        vec![
            own("起始日期"),
            statement.from.to_string(),
            own("截止日期"),
            statement.to.to_string(),
            own("期初余额"),
            statement.opening.to_string(),
            own("期末余额"),
            statement.closing.to_string(),
        ],
        COLUMNS.iter().map(|name| own(name)).collect(),
    ];
    for line in &statement.lines {
        let (out, arrived) = match line.direction {
            Direction::Debit => (line.amount.to_string(), String::new()),
            Direction::Credit => (String::new(), line.amount.to_string()),
        };
        rows.push(vec![
            line.booked_on.to_string(),
            line.value_on.to_string(),
            text(&line.reference),
            out,
            arrived,
            own("CNY"),
            text(&line.counterparty_name),
            text(&line.counterparty_account),
            text(&line.counterparty_bank),
            text(&line.virtual_account),
            text(&line.end_to_end_id),
            if line.reversal { own("是") } else { String::new() },
            inert(&line.remittance),
        ]);
    }
    rows.push(vec![
        own("合计"),
        own("笔数"),
        statement.lines.len().to_string(),
        own("借方合计"),
        sum(statement, Direction::Debit).to_string(),
        own("贷方合计"),
        sum(statement, Direction::Credit).to_string(),
    ]);
    csv_text::write(&rows, encoding)
}
