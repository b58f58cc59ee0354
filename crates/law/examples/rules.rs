//! Prints the catalogue of rules as Markdown: `cargo run -p zhixing-law --example rules > docs/rules.md`.

fn main() {
    print!("{}", zhixing_law::catalogue::rules_markdown());
}
