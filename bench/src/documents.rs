//! 执行通知书 from the case to a stored PDF against bare typst on the same template and the data of another case, page by
//! page in turns on one core. A page is drawn again only after so many others that typst has forgotten it.

use std::path::Path;

use anyhow::{Result, ensure};
use zhixing_documents::{
    self as documents,
    model::{Document, SealMode},
    source::Source,
};
use zhixing_domain::{ground::id::CaseId, intake::party::PartyRole, papers::kind::DocumentKind};
use zhixing_store::{DatabaseUrl, Db, Options};

use crate::{
    Asked,
    court::{self, BenchCourt, COURT},
    report::{self, Stopwatch},
};

const KIND: DocumentKind = DocumentKind::EnforcementNotice;

/// `documents --fonts DIR [--docx DIR] [--quick]`: with `--docx`, twenty of the notices are left there as DOCX, for a
/// program that converts them.
pub(crate) async fn run(asked: &Asked) -> Result<()> {
    let fonts = asked.path("--fonts")?;
    let (cases, rounds) = if asked.is_quick() { (24, 2) } else { (80, 6) };
    let folder = tempfile::tempdir()?;
    let url = DatabaseUrl::in_dir(&folder.path().join("data"));
    let db = Db::open(&url, &Options::default()).await?;
    db.migrate(court::now()?).await?;
    let court = court::found(court::open(db, folder.path(), &fonts)?, cases).await?;
    let (mut ours, mut bare, mut pages) = (0.0, 0.0, 0_u32);
    for round in 0..rounds {
        for pair in court.cases.chunks_exact(2) {
            let [(one, _), (other, _)] = pair else { continue };
            let data = documents::page_json(&model(&court, *other).await?);
            let watch = Stopwatch::start();
            store(&court, *one).await?;
            let whole = watch.secs();
            let watch = Stopwatch::start();
            let drawn = documents::render_page(&*court.app.typesetter()?, &data)?;
            // The first round warms the fonts and the caches up.
            if round > 0 {
                bare += watch.secs();
                ours += whole;
                pages += 1;
            }
            ensure!(drawn.pages > 0, "一页也没有");
        }
    }
    let pages = f64::from(pages);
    report::heading();
    report::ratio("执行通知书，从案件到入库的 PDF", pages / ours, pages / bare, 0.7);
    println!("notices_per_second={:.2}", pages / ours);
    if let Some(to) = asked.value("--docx") {
        for (place, (case, _)) in court.cases.iter().take(20).enumerate() {
            let bytes = documents::render_docx(&model(&court, *case).await?)?;
            std::fs::write(Path::new(to).join(format!("notice-{place}.docx")), bytes)?;
        }
    }
    Ok(())
}

/// The notice to the respondent of a case, from the case as it stands.
async fn model(court: &BenchCourt, case: CaseId) -> Result<Document> {
    let looked = court.app.look(&court.clerk, case, |file, ctx| {
        let respondent = file.parties_of(PartyRole::Respondent).next();
        documents::facts(KIND, &Source { matter: file, party: respondent, subject: None, ctx })
    });
    let input = looked.await?.map_err(|refusal| anyhow::anyhow!("{refusal}"))?;
    Ok(documents::build(KIND, input)?.sealed(SealMode::Sample))
}

/// The whole path.
async fn store(court: &BenchCourt, case: CaseId) -> Result<()> {
    let model = model(court, case).await?;
    let typesetter = court.app.typesetter()?;
    let drawn = tokio::task::spawn_blocking(move || documents::render_pdf(&typesetter, &model));
    let drawn = drawn.await??;
    let mut tx = court.app.db.begin().await?;
    tx.put_file(COURT, &drawn.bytes, "application/pdf").await?;
    tx.commit().await?;
    Ok(())
}
