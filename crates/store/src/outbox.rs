//! 发件箱: messages to the outside world, written in the transaction that causes them. They survive
//! any outage, are sent under a lease, and each answer is taken once.

use uuid::Uuid;
use zhixing_law::instant::Instant;

use crate::db::{Conn, Tx};
use crate::error::StoreError;
use crate::row::Row;
use crate::value::V;

/// A message to send.
#[derive(Debug, Clone)]
pub struct NewMessage {
    /// Court.
    pub court_id: String,
    /// Made by the caller.
    pub message_id: Uuid,
    /// Which connector carries it: `sms`, `search`, `bank` …
    pub channel: String,
    /// To whom, in the channel's words.
    pub recipient: String,
    /// Canonical JSON for the connector.
    pub body: String,
    /// What caused it: the same cause is sent once per channel.
    pub cause: String,
    /// What it is about (`case:<id>`), or empty.
    pub subject: String,
    /// Not before.
    pub next_at: Instant,
}

/// Where a message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageState {
    /// To be sent, or being sent.
    Waiting,
    /// Taken by the gateway.
    Sent,
    /// Answered.
    Answered,
    /// Refused, or tried too often; a person must look.
    Dead,
}

impl MessageState {
    fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "waiting" => Self::Waiting,
            "sent" => Self::Sent,
            "answered" => Self::Answered,
            "dead" => Self::Dead,
            _ => return None,
        })
    }
}

/// A message as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Court.
    pub court_id: String,
    /// Message.
    pub message_id: Uuid,
    /// Connector.
    pub channel: String,
    /// To whom.
    pub recipient: String,
    /// Canonical JSON.
    pub body: String,
    /// What caused it.
    pub cause: String,
    /// What it is about, or empty.
    pub subject: String,
    /// Where it stands.
    pub state: MessageState,
    /// Tries begun.
    pub attempts: i64,
    /// Next try.
    pub next_at: Instant,
    /// The gateway's own number for it.
    pub gateway_ref: Option<String>,
    /// The answer, canonical JSON.
    pub answer: Option<String>,
    /// The last failure.
    pub last_error: Option<String>,
    /// When it was written.
    pub created_at: Instant,
    /// When the gateway took it.
    pub sent_at: Option<Instant>,
    /// When it was answered.
    pub answered_at: Option<Instant>,
}

impl Message {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            court_id: row.text("court_id")?,
            message_id: row.uuid("message_id")?,
            channel: row.text("channel")?,
            recipient: row.text("recipient")?,
            body: row.json("body")?,
            cause: row.text("cause")?,
            subject: row.text("subject")?,
            state: row.word("state", MessageState::parse)?,
            attempts: row.int("attempts")?,
            next_at: row.instant("next_at")?,
            gateway_ref: row.text_opt("gateway_ref")?,
            answer: row.json_opt("answer")?,
            last_error: row.text_opt("last_error")?,
            created_at: row.instant("created_at")?,
            sent_at: row.instant_opt("sent_at")?,
            answered_at: row.instant_opt("answered_at")?,
        })
    }
}

/// What an answer from outside met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// It belongs to this message, and is the first.
    First(Box<Message>),
    /// It was answered already; the stored answer stands.
    Duplicate(Box<Message>),
    /// No message has this reference.
    Unknown,
}

const LOST: StoreError = StoreError::Stale { what: "message" };

impl Tx {
    /// Puts messages into the outbox; one whose cause is there already on its channel is left out.
    /// Returns how many were put.
    pub async fn post_out(
        &mut self,
        messages: &[NewMessage],
        now: Instant,
    ) -> Result<u64, StoreError> {
        let rows: Vec<Vec<V>> = messages
            .iter()
            .map(|message| {
                vec![
                    V::from(&message.court_id),
                    V::from(message.message_id),
                    V::from(&message.channel),
                    V::from(&message.recipient),
                    V::Json(Some(message.body.clone())),
                    V::from(&message.cause),
                    V::from(&message.subject),
                    V::from("waiting"),
                    V::from(0_i64),
                    V::from(message.next_at),
                    V::from(now),
                ]
            })
            .collect();
        let head = "INSERT INTO outbox (court_id, message_id, channel, recipient, body, cause, \
            subject, state, attempts, next_at, created_at)";
        self.bulk(head, 11, &rows, "ON CONFLICT (court_id, channel, cause) DO NOTHING").await
    }

    /// Leases at most `limit` due messages to `holder` until `until`; no message to two holders.
    pub async fn claim_messages(
        &mut self,
        holder: &str,
        now: Instant,
        until: Instant,
        limit: i64,
    ) -> Result<Vec<Message>, StoreError> {
        let sql = "UPDATE outbox SET leased_until = $1, holder = $2, attempts = attempts + 1 \
            WHERE (court_id, message_id) IN (SELECT court_id, message_id FROM outbox \
            WHERE state = 'waiting' AND next_at <= $3 \
            AND (leased_until IS NULL OR leased_until < $3) \
            ORDER BY next_at, message_id LIMIT $4 /*skip_locked*/) RETURNING *";
        let values = [V::from(until), V::from(holder), V::from(now), V::from(limit)];
        let rows = self.all(sql, &values).await?;
        let mut all = rows.iter().map(Message::from_row).collect::<Result<Vec<_>, _>>()?;
        all.sort_by_key(|message| (message.next_at, message.message_id));
        Ok(all)
    }

    /// The gateway took the message and gave it a number.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when `holder` no longer has the message.
    pub async fn message_sent(
        &mut self,
        court_id: &str,
        message_id: Uuid,
        holder: &str,
        gateway_ref: Option<&str>,
        now: Instant,
    ) -> Result<(), StoreError> {
        let set = "state = 'sent', leased_until = NULL, gateway_ref = $4, sent_at = $5";
        self.held_message(court_id, message_id, holder, set, &[V::from(gateway_ref), V::from(now)])
            .await
    }

    /// The gateway is away: try again at `at`. Errors as [`Tx::message_sent`].
    pub async fn message_retry(
        &mut self,
        court_id: &str,
        message_id: Uuid,
        holder: &str,
        at: Instant,
        error: &str,
    ) -> Result<(), StoreError> {
        let set = "leased_until = NULL, holder = NULL, next_at = $4, last_error = $5";
        self.held_message(court_id, message_id, holder, set, &[V::from(at), V::from(error)]).await
    }

    /// The gateway refused the message for good. Errors as [`Tx::message_sent`].
    pub async fn message_dead(
        &mut self,
        court_id: &str,
        message_id: Uuid,
        holder: &str,
        error: &str,
    ) -> Result<(), StoreError> {
        let set = "state = 'dead', leased_until = NULL, last_error = $4";
        self.held_message(court_id, message_id, holder, set, &[V::from(error)]).await
    }

    async fn held_message(
        &mut self,
        court_id: &str,
        message_id: Uuid,
        holder: &str,
        set: &'static str,
        more: &[V],
    ) -> Result<(), StoreError> {
        let sql = format!(
            "UPDATE outbox SET {set} \
             WHERE court_id = $1 AND message_id = $2 AND holder = $3 AND state = 'waiting'"
        );
        let mut values = vec![V::from(court_id), V::from(message_id), V::from(holder)];
        values.extend_from_slice(more);
        if self.execute(sql, &values).await? == 1 { Ok(()) } else { Err(LOST) }
    }

    /// Takes the answer to a message that was sent, once. `answer` is canonical JSON.
    pub async fn message_answered(
        &mut self,
        channel: &str,
        gateway_ref: &str,
        answer: &str,
        now: Instant,
    ) -> Result<Answered, StoreError> {
        let sql = "UPDATE outbox SET state = 'answered', answer = $3, answered_at = $4 \
            WHERE channel = $1 AND gateway_ref = $2 AND state <> 'answered' RETURNING *";
        let values = [
            V::from(channel),
            V::from(gateway_ref),
            V::Json(Some(answer.to_owned())),
            V::from(now),
        ];
        if let Some(row) = self.optional(sql, &values).await? {
            return Ok(Answered::First(Box::new(Message::from_row(&row)?)));
        }
        let sql = "SELECT * FROM outbox WHERE channel = $1 AND gateway_ref = $2";
        let row = self.optional(sql, &[V::from(channel), V::from(gateway_ref)]).await?;
        Ok(match row {
            Some(row) => Answered::Duplicate(Box::new(Message::from_row(&row)?)),
            None => Answered::Unknown,
        })
    }

    /// Puts a dead message back. False when it is not dead.
    pub async fn requeue_message(
        &mut self,
        court_id: &str,
        message_id: Uuid,
        next_at: Instant,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE outbox SET state = 'waiting', attempts = 0, holder = NULL, next_at = $3 \
            WHERE court_id = $1 AND message_id = $2 AND state = 'dead'";
        let values = [V::from(court_id), V::from(message_id), V::from(next_at)];
        Ok(self.execute(sql, &values).await? == 1)
    }
}

impl Conn {
    /// Messages about a subject, newest first, before `before` (the greatest UUID to begin).
    pub async fn messages_about(
        &mut self,
        court_id: &str,
        subject: &str,
        before: Uuid,
        limit: i64,
    ) -> Result<Vec<Message>, StoreError> {
        let sql = "SELECT * FROM outbox WHERE court_id = $1 AND subject = $2 AND subject <> '' \
            AND message_id < $3 ORDER BY message_id DESC LIMIT $4";
        let values = [V::from(court_id), V::from(subject), V::from(before), V::from(limit)];
        self.all(sql, &values).await?.iter().map(Message::from_row).collect()
    }

    /// One message.
    pub async fn message(
        &mut self,
        court_id: &str,
        message_id: Uuid,
    ) -> Result<Option<Message>, StoreError> {
        let sql = "SELECT * FROM outbox WHERE court_id = $1 AND message_id = $2";
        let row = self.optional(sql, &[V::from(court_id), V::from(message_id)]).await?;
        row.as_ref().map(Message::from_row).transpose()
    }
}
