//! The words of the worker's own errors.

/// There was no answer from the network.
pub(crate) const UNREACHABLE: &str =
    "The board cannot be reached. Nothing is lost: check your connection and try again.";

/// The board does not say by its signature why it does not take a line.
pub(crate) const UNSIGNED_REFUSAL: &str =
    "The board did not sign this answer, as it must. Note your tracker and tell the election’s authority.";

/// What to do about a code that is not one.
pub(crate) const CHECK_CODE: &str = "Compare it with your letter or message";

/// An error and what to do about it, as people write them.
pub(crate) fn sentences(error: &str, hint: &str) -> String {
    [error, hint]
        .iter()
        .map(|words| sentence(words))
        .collect::<Vec<_>>()
        .join(" ")
}

/// With a capital letter and a full stop.
fn sentence(words: &str) -> String {
    let mut characters = words.chars();
    let mut text: String = characters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    text.push_str(characters.as_str());
    if !text.ends_with(['.', '?', '!']) {
        text.push('.');
    }
    text
}
