//! 密码：the rules, hashing by argon2id, one-time passwords.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};
use tokio::sync::Semaphore;

use crate::{error::Error, ids::Ids};

/// Shortest password, in characters.
pub const LENGTH_MIN: usize = 10;

/// Longest password, in characters: hashing time must not be the caller's choice.
pub const LENGTH_MAX: usize = 128;

/// Each hash takes 19 MiB and a core; a flood of sign-ins waits here and not in the whole server.
static HASHERS: Semaphore = Semaphore::const_new(3);

/// Letters and digits that are not mistaken for each other when read aloud or copied.
const READABLE: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// 一次性密码：shown once to whoever hands it over, changed at the first sign-in.
#[derive(Clone, PartialEq, Eq)]
pub struct OneTimePassword(String);

impl std::fmt::Debug for OneTimePassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OneTimePassword(…)")
    }
}

impl OneTimePassword {
    /// Draws one: 16 characters of 32 kinds, 80 bits.
    pub fn draw(ids: &Ids) -> OneTimePassword {
        let mut bytes = [0_u8; 16];
        ids.fill(&mut bytes);
        let mut text = String::with_capacity(19);
        for (index, byte) in bytes.iter().enumerate() {
            if 0 < index && index % 4 == 0 {
                text.push('-');
            }
            let kind = usize::from(byte % 32);
            text.push(READABLE.get(kind).copied().map_or('a', char::from));
        }
        OneTimePassword(text)
    }

    /// The password in clear, for showing it once.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

/// Whether a new password may be chosen: long enough, of two kinds of characters, and not the account's name.
pub fn is_fit(password: &str, account: &str) -> bool {
    let length = password.chars().count();
    let kinds = [
        password.chars().any(|c| c.is_ascii_lowercase()),
        password.chars().any(|c| c.is_ascii_uppercase()),
        password.chars().any(|c| c.is_ascii_digit()),
        password.chars().any(|c| !c.is_ascii_alphanumeric()),
    ];
    let same = !account.is_empty() && password.to_lowercase().contains(&account.to_lowercase());
    (LENGTH_MIN..=LENGTH_MAX).contains(&length)
        && 2 <= kinds.iter().filter(|kind| **kind).count()
        && !same
        && !is_run(password)
}

/// 连续字符：one character over and over, or each the successor of the one before.
fn is_run(password: &str) -> bool {
    let chars: Vec<u32> = password.chars().map(u32::from).collect();
    let steps =
        |by: u32| chars.iter().zip(chars.iter().skip(1)).filter(|(a, b)| **b == **a + by).count();
    let most = chars.len().saturating_sub(3);
    most <= steps(0) || most <= steps(1)
}

/// Hashes a password to its PHC text.
pub async fn hash(ids: &Ids, password: &str) -> Result<String, Error> {
    let mut salt = [0_u8; 16];
    ids.fill(&mut salt);
    let password = password.to_owned();
    heavy(move || {
        let hash: PasswordHash = Argon2::default()
            .hash_password_with_salt(password.as_bytes(), &salt)
            .map_err(|error| Error::Internal(format!("password hash: {error}")))?;
        Ok(hash.to_string())
    })
    .await
}

/// Whether the password is the one that was hashed.
pub async fn verify(password: &str, phc: &str) -> Result<bool, Error> {
    let (password, phc) = (password.to_owned(), phc.to_owned());
    heavy(move || {
        let hash = PasswordHash::new(&phc)
            .map_err(|error| Error::Internal(format!("stored password hash: {error}")))?;
        Ok(Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
    })
    .await
}

/// Takes as long as a verification: an account that does not exist must not answer faster than one that does.
pub async fn spend(password: &str) -> Result<(), Error> {
    let password = password.to_owned();
    heavy(move || {
        let hashed: Result<PasswordHash, _> =
            Argon2::default().hash_password_with_salt(password.as_bytes(), &[7; 16]);
        hashed.map(|_| ()).map_err(|error| Error::Internal(format!("password hash: {error}")))
    })
    .await
}

async fn heavy<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    let _turn = HASHERS
        .acquire()
        .await
        .map_err(|error| Error::Internal(format!("password queue: {error}")))?;
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Error::Internal(format!("password task: {error}")))?
}

#[cfg(test)]
mod tests;
