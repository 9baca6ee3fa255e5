//! Passwords (ACC-17): Argon2id, 12 to 128 characters after NFKC, none of the common ones, not the person's own
//! address or company.

use std::{collections::HashSet, sync::LazyLock};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use kernel::{Error, Problems, Result};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

/// KiB.
const MEMORY: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Hash of a random password nobody knows: verified against when there is nothing to verify against, so that an
/// unknown e-mail takes as long as a known one.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$Y3JtLXVua25vd24tMDE$C8dQSCSVeOU8HE3ZpZ4WhXW4NTwcvFLMlnX6/2lHsYQ";

/// The 19,640 most used passwords; see data/README.md.
static COMMON: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("../../data/common-passwords.txt").lines().collect());

/// Hashing is all memory and arithmetic: more at once than cores only makes each of them slower.
static GATE: LazyLock<Semaphore> =
    LazyLock::new(|| Semaphore::new(std::thread::available_parallelism().map_or(2, usize::from)));

pub fn normalised(password: &str) -> String {
    password.nfkc().collect()
}

fn argon2() -> Result<Argon2<'static>> {
    let params = Params::new(MEMORY, PASSES, LANES, None).map_err(Error::internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The text to store for a password that passed [`check`].
pub async fn hash(password: &str, salt: [u8; 16]) -> Result<String> {
    let password = normalised(password);
    on_a_thread(move || {
        let hash: PasswordHash =
            argon2()?.hash_password_with_salt(password.as_bytes(), &salt).map_err(Error::internal)?;
        Ok(hash.to_string())
    })
    .await
}

/// Takes the same time whether there is a hash or not.
pub async fn verify(password: &str, stored: Option<String>) -> Result<bool> {
    let password = normalised(password);
    on_a_thread(move || {
        let known = stored.is_some();
        let text = stored.as_deref().unwrap_or(NOBODY);
        let hash = PasswordHash::new(text).map_err(Error::internal)?;
        let right = argon2()?.verify_password(password.as_bytes(), &hash).is_ok();
        Ok(right && known)
    })
    .await
}

async fn on_a_thread<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let _place = GATE.acquire().await.map_err(Error::internal)?;
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)?
}

/// Whether it is one of the common ones, or one of them with figures and signs around it, or said twice.
fn common(password: &str) -> bool {
    let lower = password.to_lowercase();
    let core = lower.trim_matches(|c: char| !c.is_alphabetic());
    let twice = |text: &str| {
        let half = text.len() / 2;
        text.len() >= 2
            && text.len().is_multiple_of(2)
            && text.is_char_boundary(half)
            && text[..half] == text[half..]
            && COMMON.contains(&text[..half])
    };
    let kinds: HashSet<char> = lower.chars().collect();
    COMMON.contains(lower.as_str())
        || (core.chars().count() >= 4 && COMMON.contains(core))
        || twice(&lower)
        || kinds.len() < 5
        || in_a_row(&lower)
}

/// `123456789012`, `abcdefghijkl`: every character follows the one before.
fn in_a_row(text: &str) -> bool {
    let codes: Vec<i64> = text.chars().map(|c| i64::from(u32::from(c))).collect();
    let steps = |step: i64| codes.windows(2).all(|w| w[1] - w[0] == step || (w[0], w[1]) == (57, 48));
    steps(1) || steps(-1)
}

/// Everything that is wrong with a new password. `own` are words it must not contain: address and company.
pub fn check(problems: &mut Problems, field: &str, password: &str, own: &[&str]) {
    let password = normalised(password);
    let length = password.chars().count();
    if length < 12 {
        problems.add(field, "TOO_SHORT", "A password has at least 12 characters.");
        return;
    }
    if length > 128 {
        problems.add(field, "TOO_LONG", "A password has at most 128 characters.");
        return;
    }
    if common(&password) {
        problems.add(
            field,
            "TOO_COMMON",
            "This password is among the first that are tried. Please choose another one.",
        );
    }
    let lower = password.to_lowercase();
    let contains = |word: &str| word.chars().count() >= 4 && lower.contains(&word.to_lowercase());
    let taken = own.iter().any(|word| contains(word) || word.split_once('@').is_some_and(|(name, _)| contains(name)));
    if taken {
        problems.add(field, "CONTAINS_NAME", "A password must not contain your e-mail address or your company's name.");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(password: &str, own: &[&str]) -> Vec<String> {
        let mut problems = Problems::new();
        check(&mut problems, "password", password, own);
        problems.finish().err().map(|e| e.problems.into_iter().map(|p| p.code).collect()).unwrap_or_default()
    }

    #[test]
    fn acc_17_length_common_ones_and_own_names_are_refused() {
        assert!(COMMON.len() >= 10_000);
        assert_eq!(codes("elevenchars", &[]), ["TOO_SHORT"]);
        assert_eq!(codes(&"long ".repeat(26), &[]), ["TOO_LONG"]);
        for known in
            ["password1234", "Password2026!!", "passwordpassword", "aaaaaaaaaaaa", "123456789012", "abcdefghijkl"]
        {
            assert!(!codes(known, &[]).is_empty(), "{known}");
        }
        assert_eq!(codes("north-star-movers-1", &["North-Star"]), ["CONTAINS_NAME"]);
        assert_eq!(codes("ada.lovelace-7788", &["ada.lovelace@example.org"]), ["CONTAINS_NAME"]);
        assert!(codes("three grey pianos", &["ada@example.org", "Northern Cranes"]).is_empty());
        assert!(codes("Zwölf Zeichen ist genug", &[]).is_empty());
    }
    #[tokio::test]
    async fn acc_17_argon2id_with_the_lowest_cost_allowed_or_more() {
        let hash = hash("three grey pianos", [3; 16]).await.expect("hashed");
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(verify("three grey pianos", Some(hash.clone())).await.expect("verified"));
        assert!(!verify("three grey piano", Some(hash)).await.expect("verified"));
        assert!(!verify("three grey pianos", None).await.expect("the hash of nobody can be read"));
    }
    #[tokio::test]
    async fn acc_17_width_and_composition_do_not_matter() {
        let hash = hash("piano\u{301} grande 12", [3; 16]).await.expect("hashed");
        assert!(verify("pianó grande 12", Some(hash)).await.expect("verified"));
    }
}
