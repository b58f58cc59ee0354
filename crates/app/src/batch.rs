//! 付款批次：held and added to by whoever sends payments or finds that they came back.

use zhixing_domain::{
    ground::entry::By,
    ground::id::BatchId,
    money::batch::{Batch, BatchEvent},
};
use zhixing_store::{
    docket::{Head, StreamKind},
    fold, projection,
};

use crate::{
    error::Error,
    work::{OtherStream, Work},
};

/// Holds a batch and reads it, in this order: what another command has written of it is known. After the cases,
/// as everybody does.
pub(crate) async fn hold_batch(work: &mut Work<'_>, id: BatchId) -> Result<(Head, Batch), Error> {
    let court = work.meta.court.clone();
    let head = work.tx.lock_stream(&court, id.0, StreamKind::Court).await?;
    let known = work.tx.book::<Batch>(&court, id.0).await?.map(|(_, batch)| batch);
    Ok((head, known.unwrap_or_else(|| Batch::new(id, &court))))
}

/// Adds what happened to a batch, in one go: a stream is appended to once in a command.
pub(crate) fn add_batch_events(
    work: &mut Work<'_>,
    (head, before): (Head, Batch),
    events: &[BatchEvent],
) -> Result<(), Error> {
    let mut after = before.clone();
    let by = By { staff: work.meta.actor.id, name: work.meta.actor.name.clone(), at: work.now };
    let mut entries = Vec::with_capacity(events.len());
    for event in events {
        after.apply(event, &by);
        entries.push(fold::book_entry::<Batch>(work.id(), event, work.now)?);
    }
    let known = if before.version == 0 { Vec::new() } else { projection::batch::rows(&before) };
    work.add(OtherStream {
        head,
        entries,
        transfers: Vec::new(),
        before: known,
        after: projection::batch::rows(&after),
    });
    work.keep_batch(after);
    Ok(())
}
