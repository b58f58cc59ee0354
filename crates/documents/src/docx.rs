//! DOCX：the same model for people who must edit; the PDF stays the record.
//!
//! Fonts are named as Windows and WPS know them (仿宋、宋体、黑体、楷体), not embedded.

use std::io::Cursor;

use docx_rs::{
    AlignmentType, Docx, Footer, HeightRule, LineSpacing, LineSpacingType, PageMargin, PageNum,
    PageOrientationType, Paragraph, RunFonts, SpecialIndentType, Table as Grid, TableCell,
    TableLayoutType, TableRow, VAlignType, WidthType,
};

use crate::model::{Align, Block, Document, Field, Sheet, Signature, Signer, Table, list_mark};

/// 文件写不出来
#[derive(Debug, thiserror::Error)]
#[error("文书不能写成 DOCX：{message}")]
pub struct DocxError {
    /// 原因
    pub message: String,
}

// Half points.
const TITLE: usize = 44;
const BODY: usize = 32;
const CONTACT: usize = 28;
const CELL: usize = 24;
// Twentieths of a point.
const LINE: i32 = 580;
const TEXT_WIDTH: usize = 8_844;
const TEXT_WIDTH_LANDSCAPE: usize = 14_500;
const PAGE: (u32, u32) = (11_906, 16_838);
const CELL_LINE: f32 = 400.0;

/// Draws a document as DOCX. Equal documents give equal bytes.
pub fn render_docx(document: &Document) -> Result<Vec<u8>, DocxError> {
    let day = format!("{}T00:00:00Z", document.dated_on);
    let landscape = document.sheets.first().is_some_and(|sheet| sheet.landscape);
    let folio = Paragraph::new()
        .align(AlignmentType::Center)
        .add_run(words("— ", "宋体", CONTACT))
        .add_page_num(PageNum::new())
        .add_run(words(" —", "宋体", CONTACT));
    let mut docx = Docx::new()
        .created_at(&day)
        .updated_at(&day)
        .default_fonts(face("仿宋"))
        .default_size(BODY)
        .footer(Footer::new().add_paragraph(folio));
    docx = if landscape {
        docx.page_size(PAGE.1, PAGE.0)
            .page_orient(PageOrientationType::Landscape)
            .page_margin(margin(1_361, 1_247, 1_134, 1_134))
    } else {
        docx.page_size(PAGE.0, PAGE.1).page_margin(margin(2_098, 1_984, 1_588, 1_474))
    };
    for (place, sheet) in document.sheets.iter().enumerate() {
        docx = add_sheet(docx, sheet, 0 < place);
    }
    let mut file = Cursor::new(Vec::new());
    docx.build().pack(&mut file).map_err(|reason| DocxError { message: reason.to_string() })?;
    Ok(file.into_inner())
}

fn margin(top: i32, bottom: i32, left: i32, right: i32) -> PageMargin {
    PageMargin { top, bottom, left, right, header: 850, footer: 1_134, gutter: 0 }
}

fn face(name: &str) -> RunFonts {
    RunFonts::new().ascii(name).hi_ansi(name).east_asia(name)
}

fn words(text: &str, font: &str, size: usize) -> docx_rs::Run {
    docx_rs::Run::new().add_text(text).fonts(face(font)).size(size)
}

fn line(text: &str, font: &str, size: usize) -> Paragraph {
    Paragraph::new().add_run(words(text, font, size)).line_spacing(pitch(LINE))
}

fn pitch(points: i32) -> LineSpacing {
    LineSpacing::new().line_rule(LineSpacingType::Exact).line(points)
}

fn indented(text: &str) -> Paragraph {
    line(text, "仿宋", BODY).align(AlignmentType::Both).indent(
        None,
        Some(SpecialIndentType::FirstLine(640)),
        None,
        None,
    )
}

fn add_sheet(docx: Docx, sheet: &Sheet, new_page: bool) -> Docx {
    let mut docx = docx;
    let mut first = new_page;
    for text in [&sheet.court, &sheet.title] {
        if text.is_empty() {
            continue;
        }
        let heading = Paragraph::new()
            .add_run(words(text, "宋体", TITLE).bold())
            .align(AlignmentType::Center)
            .page_break_before(first)
            .keep_next(true);
        docx = docx.add_paragraph(heading);
        first = false;
    }
    if let Some(number) = &sheet.number {
        docx = docx.add_paragraph(line(number, "仿宋", BODY).align(AlignmentType::Right));
    }
    let width = if sheet.landscape { TEXT_WIDTH_LANDSCAPE } else { TEXT_WIDTH };
    for block in sheet.body() {
        docx = add_block(docx, block, width);
    }
    if let Some(signature) = &sheet.signature {
        docx = add_signature(docx, signature);
    }
    for contact in sheet.contacts() {
        docx = docx.add_paragraph(line(contact, "仿宋", CONTACT).indent(
            None,
            Some(SpecialIndentType::FirstLine(560)),
            None,
            None,
        ));
    }
    docx
}

fn add_block(docx: Docx, block: &Block, width: usize) -> Docx {
    match block {
        Block::Addressee { text } | Block::Flush { text } => {
            docx.add_paragraph(line(text, "仿宋", BODY))
        }
        Block::Para { text } => docx.add_paragraph(indented(text)),
        Block::List { items } => items.iter().enumerate().fold(docx, |docx, (place, item)| {
            docx.add_paragraph(indented(&format!("{}{item}", list_mark(place))))
        }),
        Block::Table(table) => docx.add_table(grid(table, width)),
        Block::Form { rows } => docx.add_table(form(rows, width)),
        Block::Exchange { question, answer } => docx
            .add_paragraph(line(&format!("问：{question}"), "仿宋", CONTACT))
            .add_paragraph(line(&format!("答：{answer}"), "仿宋", CONTACT)),
        Block::SignLine { label, name } => {
            let name = if name.is_empty() { "＿＿＿＿＿＿＿＿" } else { name.as_str() };
            docx.add_paragraph(line(&format!("{label}：{name}"), "仿宋", CONTACT))
        }
        Block::Note { text } => docx.add_paragraph(line(text, "楷体", CELL)),
        // Printed below the signature.
        Block::Contact { .. } => docx,
    }
}

fn add_signature(docx: Docx, signature: &Signature) -> Docx {
    let signed = |signer: &Signer| format!("{}　　{}", signer.role, signer.name);
    let mut lines: Vec<String> = signature.before.iter().map(signed).collect();
    lines.extend(signature.court.clone());
    lines.push(signature.date.clone());
    lines.extend(signature.after.iter().map(signed));
    lines.iter().fold(docx.add_paragraph(Paragraph::new()), |docx, text| {
        docx.add_paragraph(
            line(text, "仿宋", BODY)
                .align(AlignmentType::Right)
                .indent(None, None, Some(640), None)
                .keep_next(true),
        )
    })
}

fn cell(text: &str, font: &str, align: Align, width: usize) -> TableCell {
    let align = match align {
        Align::Left => AlignmentType::Left,
        Align::Center => AlignmentType::Center,
        Align::Right => AlignmentType::Right,
    };
    TableCell::new()
        .width(width, WidthType::Dxa)
        .vertical_align(VAlignType::Center)
        .add_paragraph(Paragraph::new().add_run(words(text, font, CELL)).align(align))
}

fn grid(table: &Table, width: usize) -> Grid {
    let shares: usize = table.columns.iter().map(|column| usize::from(column.width)).sum();
    let widths: Vec<usize> = table
        .columns
        .iter()
        .map(|column| width * usize::from(column.width) / shares.max(1))
        .collect();
    let heads = table
        .columns
        .iter()
        .zip(&widths)
        .map(|(column, width)| cell(&column.title, "黑体", Align::Center, *width));
    let mut rows = vec![TableRow::new(heads.collect())];
    for row in &table.rows {
        let cells = row
            .iter()
            .zip(table.columns.iter().zip(&widths))
            .map(|(text, (column, width))| cell(text, "仿宋", column.align, *width));
        let mut line = TableRow::new(cells.collect()).cant_split();
        if table.hand_filled {
            line = line.row_height(CELL_LINE * 2.0).height_rule(HeightRule::AtLeast);
        }
        rows.push(line);
    }
    rows.extend(table.total.as_ref().map(|total| total_row(table, total, &widths)));
    Grid::new(rows).set_grid(widths).layout(TableLayoutType::Fixed)
}

fn total_row(table: &Table, total: &[String], widths: &[usize]) -> TableRow {
    let rest = total.len().saturating_sub(1);
    let span = table.columns.len().saturating_sub(rest);
    let spanned: usize = widths.iter().take(span).sum();
    let mut cells = Vec::new();
    for (place, text) in total.iter().enumerate() {
        if place == 0 {
            cells.push(cell(text, "黑体", Align::Center, spanned).grid_span(span));
        } else {
            let column = span + place - 1;
            let align = table.columns.get(column).map_or(Align::Left, |column| column.align);
            cells.push(cell(text, "仿宋", align, widths.get(column).copied().unwrap_or_default()));
        }
    }
    TableRow::new(cells)
}

fn form(rows: &[Vec<Field>], width: usize) -> Grid {
    let label = 1_800;
    let value = (width / 2).saturating_sub(label);
    let wide = width.saturating_sub(label);
    let rows = rows.iter().map(|row| {
        let mut cells = Vec::new();
        for field in row {
            cells.push(cell(&field.label, "黑体", Align::Center, label));
            let alone = row.len() == 1;
            let mut text = TableCell::new()
                .width(if alone { wide } else { value }, WidthType::Dxa)
                .vertical_align(VAlignType::Center);
            if alone {
                text = text.grid_span(3);
            }
            for line in &field.lines {
                text = text.add_paragraph(Paragraph::new().add_run(words(line, "仿宋", CELL)));
            }
            if let Some(signed) = &field.signed {
                let signed = Paragraph::new().add_run(words(signed, "仿宋", CELL));
                text = text.add_paragraph(signed.align(AlignmentType::Right));
            }
            if field.lines.is_empty() && field.signed.is_none() {
                text = text.add_paragraph(Paragraph::new());
            }
            cells.push(text);
        }
        let height = row.iter().map(|field| field.height).max().unwrap_or(1);
        TableRow::new(cells)
            .row_height(CELL_LINE * f32::from(height))
            .height_rule(HeightRule::AtLeast)
            .cant_split()
    });
    Grid::new(rows.collect())
        .set_grid(vec![label, value, label, value])
        .layout(TableLayoutType::Fixed)
}
