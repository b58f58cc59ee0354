//! Files by their content: uploads, photographs, PDF and DOCX. The key is the SM3 of the bytes, so
//! the same file is stored once per court and a changed byte is found by `verify`.

use std::collections::BTreeMap;

use crate::db::{Conn, Tx};
use crate::digest::{Digest, Stream};
use crate::error::StoreError;
use crate::query::Sql;
use crate::row::Row;
use crate::value::V;

/// Bytes in one stored piece.
pub const CHUNK: usize = 256 * 1024;

/// What is known of a stored file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileInfo {
    /// SM3 of its bytes.
    pub hash: Digest,
    /// Bytes.
    pub size: i64,
    /// Pieces.
    pub chunks: i64,
    /// Media type found by looking at the content.
    pub media_type: String,
}

impl FileInfo {
    fn from_row(row: &Row) -> Result<FileInfo, StoreError> {
        Ok(FileInfo {
            hash: row.digest("file_hash")?,
            size: row.int("size")?,
            chunks: row.int("chunks")?,
            media_type: row.text("media_type")?,
        })
    }
}

impl Tx {
    /// Stores bytes; storing the same again changes nothing. Returns their hash.
    pub async fn put_file(
        &mut self,
        court_id: &str,
        bytes: &[u8],
        media_type: &str,
    ) -> Result<Digest, StoreError> {
        let hash = Digest::of(bytes);
        let chunks = bytes.len().div_ceil(CHUNK);
        let number = |n: usize| {
            i64::try_from(n).map_err(|_| StoreError::BadValue("the file is too long".to_owned()))
        };
        let values = [
            V::from(court_id),
            V::from(hash),
            V::from(number(bytes.len())?),
            V::from(number(chunks)?),
            V::from(media_type),
        ];
        let sql = "INSERT INTO file (court_id, file_hash, size, chunks, media_type) \
            VALUES ($1, $2, $3, $4, $5) ON CONFLICT (court_id, file_hash) DO NOTHING";
        if self.execute(sql, &values).await? == 0 {
            return Ok(hash);
        }
        for (idx, chunk) in bytes.chunks(CHUNK).enumerate() {
            let values = [V::from(court_id), V::from(hash), V::from(number(idx)?), V::from(chunk)];
            let sql = "INSERT INTO file_chunk (court_id, file_hash, idx, data) \
                VALUES ($1, $2, $3, $4)";
            self.execute(sql, &values).await?;
        }
        Ok(hash)
    }
}

impl Conn {
    /// What is known of a file.
    pub async fn file_info(
        &mut self,
        court_id: &str,
        hash: Digest,
    ) -> Result<Option<FileInfo>, StoreError> {
        let sql =
            "SELECT size, chunks, media_type FROM file WHERE court_id = $1 AND file_hash = $2";
        let row = self.optional(sql, &[V::from(court_id), V::from(hash)]).await?;
        row.map(|row| {
            Ok(FileInfo {
                hash,
                size: row.int("size")?,
                chunks: row.int("chunks")?,
                media_type: row.text("media_type")?,
            })
        })
        .transpose()
    }

    /// What is known of several files; those that do not exist are not among the answers.
    pub async fn file_infos(
        &mut self,
        court_id: &str,
        hashes: &[Digest],
    ) -> Result<BTreeMap<Digest, FileInfo>, StoreError> {
        let mut known = BTreeMap::new();
        for chunk in hashes.chunks(100) {
            let mut sql = Sql::default();
            sql.push(
                "SELECT file_hash, size, chunks, media_type FROM file \
                 WHERE court_id = ? AND file_hash IN ",
                [V::from(court_id)],
            );
            sql.any_of(chunk.iter().map(|hash| V::from(*hash)));
            for row in self.all(sql.text, &sql.values).await? {
                let info = FileInfo::from_row(&row)?;
                known.insert(info.hash, info);
            }
        }
        Ok(known)
    }

    /// One piece of a file, from 0; `None` after the last.
    pub async fn file_chunk(
        &mut self,
        court_id: &str,
        hash: Digest,
        idx: i64,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = "SELECT data FROM file_chunk \
            WHERE court_id = $1 AND file_hash = $2 AND idx = $3";
        let row = self.optional(sql, &[V::from(court_id), V::from(hash), V::from(idx)]).await?;
        row.map(|row| row.bytes("data")).transpose()
    }

    /// The whole file, `None` when it does not exist.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when the bytes are not those that were stored.
    pub async fn read_file(
        &mut self,
        court_id: &str,
        hash: Digest,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(info) = self.file_info(court_id, hash).await? else { return Ok(None) };
        let mut bytes = Vec::new();
        for idx in 0..info.chunks {
            let chunk = self.file_chunk(court_id, hash, idx).await?;
            bytes.extend(chunk.unwrap_or_default());
        }
        if Digest::of(&bytes) != hash {
            return Err(StoreError::corrupt("file_chunk", "data", "is not what was stored"));
        }
        Ok(Some(bytes))
    }

    /// Whether the stored pieces still make the file; a piece at a time.
    pub async fn file_is_whole(
        &mut self,
        court_id: &str,
        info: &FileInfo,
    ) -> Result<bool, StoreError> {
        let mut stream = Stream::default();
        let mut size = 0_usize;
        for idx in 0..info.chunks {
            let Some(chunk) = self.file_chunk(court_id, info.hash, idx).await? else {
                return Ok(false);
            };
            size += chunk.len();
            stream.update(&chunk);
        }
        Ok(i64::try_from(size) == Ok(info.size) && stream.finish() == info.hash)
    }

    /// At most `limit` files after `after` in the order of court and hash: for walking them all.
    pub async fn files(
        &mut self,
        after: Option<(&str, Digest)>,
        limit: i64,
    ) -> Result<Vec<(String, FileInfo)>, StoreError> {
        let (court_id, hash) =
            after.map_or(("", Vec::new()), |(court_id, hash)| (court_id, hash.as_bytes().to_vec()));
        let sql = "SELECT * FROM file WHERE (court_id, file_hash) > ($1, $2) \
            ORDER BY court_id, file_hash LIMIT $3";
        let rows = self.all(sql, &[V::from(court_id), V::from(hash), V::from(limit)]).await?;
        rows.iter().map(|row| Ok((row.text("court_id")?, FileInfo::from_row(row)?))).collect()
    }
}
