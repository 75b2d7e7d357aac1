//! The mark that the desk's own mails carry in their body, found again in what is quoted of them.

use std::sync::LazyLock;

use regex::Regex;

/// In text, in a comment, in an attribute, or in the element that holds it; programs that quote put a prefix before classes.
static MARKER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r#"(?:\[guichet:|<!--\s*guichet:\s*|data-guichet\s*=\s*["']?|class\s*=\s*["'][^"'>]{0,100}guichet-key["'][^>]{0,500}>\s*)([A-Za-z0-9_-]{6,100})"#,
    )
    .ok()
});

/// The key in the first mark of a text or of HTML. Whether it is a key of the desk's is for the desk to find out.
pub(crate) fn find(text: &str) -> Option<String> {
    // A plain text wraps its lines, but a key has no blank in it.
    Some(MARKER.as_ref()?.captures(text)?[1].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_wherever_they_are() {
        for text in [
            "> [guichet:k3y-abc_1]",
            "<p>x</p><!-- guichet:k3y-abc_1 -->",
            "<span data-guichet=\"k3y-abc_1\"></span>",
            "<div data-guichet=k3y-abc_1>",
            "<span class=\"m_-88guichet-key\" style=\"display:none\">k3y-abc_1</span>",
            "<span class='guichet-key'>[guichet:k3y-abc_1]</span>",
        ] {
            assert_eq!(find(text).as_deref(), Some("k3y-abc_1"), "{text}");
        }
        assert_eq!(find("[guichet:] guichet"), None);
    }
}
