//! 一个或者几个：what may be written as one word or as a list of words.

use serde::{Deserialize, Deserializer};

/// `"judge"` or `["judge", "aide"]`.
pub(super) fn one_or_more<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Posts {
        One(String),
        More(Vec<String>),
    }
    Ok(match Posts::deserialize(deserializer)? {
        Posts::One(post) => vec![post],
        Posts::More(posts) => posts,
    })
}
