//! HTML that can be shown to an agent.

/// HTML that can be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SafeHtml {
    /// The HTML, to be put into a page as it is.
    pub html: String,
    /// How many images of other servers were taken out.
    pub blocked_images: u32,
}

/// The HTML of a message, made fit to be shown. Nothing if the message has none.
pub fn safe_html(
    _raw: &[u8],
    _resolve_inline: &dyn Fn(&str) -> Option<String>,
    _remote_images: bool,
) -> Option<SafeHtml> {
    None
}
