//! Answers, which agents write in Markdown.

/// The HTML of an answer.
pub fn markdown_to_html(text: &str) -> String {
    ammonia::clean_text(text)
}

/// The plain text of an answer.
pub fn markdown_to_text(text: &str) -> String {
    text.to_owned()
}
