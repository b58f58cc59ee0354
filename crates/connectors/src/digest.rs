//! SM3 digests of files, so that the same file is known again whatever its name.

use sm3::{Digest, Sm3};

/// 文件摘要：SM3 (GB/T 32905) as 64 lower-case hexadecimal digits.
#[must_use]
pub fn sm3_hex(bytes: &[u8]) -> String {
    Sm3::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
