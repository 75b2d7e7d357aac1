//! What the names of elements, classes and ids mean.

use html5ever::tokenizer::states::RawKind;

/// What stands in these is no HTML.
pub(super) fn raw_kind(name: &str) -> Option<RawKind> {
    match name {
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
        "script" => Some(RawKind::ScriptData),
        "title" | "textarea" => Some(RawKind::Rcdata),
        _ => None,
    }
}

pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "body"
            | "center"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figure"
            | "footer"
            | "form"
            | "header"
            | "html"
            | "li"
            | "main"
            | "nav"
            | "section"
            | "summary"
            | "tbody"
            | "tfoot"
            | "thead"
            | "tr"
            | "caption"
    )
}

/// Where mail programs begin what they quote.
pub(super) fn begins_history(name: &str, class: &str, id: &str) -> bool {
    let classes = [
        "gmail_quote",
        "yahoo_quoted",
        "moz-cite-prefix",
        "protonmail_quote",
        "gmail_extra",
        "zmail_extra",
        "ms-outlook-reply",
    ];
    let ids =
        ["divRplyFwdMsg", "appendonsend", "yahoo_quoted", "mail-editor-reference-message-container", "replySplit"];
    // A blockquote is quoted by itself; its history began before.
    name != "blockquote" && (classes.iter().any(|c| class.contains(c)) || ids.iter().any(|i| id.contains(i)))
}

/// Of all names of signatures, what their classes and ids hold.
pub(super) const SIGNATURES: [&str; 3] = ["signature", "Signature", "SIGNATURE"];

/// Where mail programs put the signature.
pub(super) fn is_signature(class: &str, id: &str) -> bool {
    let classes = ["gmail_signature", "moz-signature", "protonmail_signature_block", "ms-outlook-mobile-signature"];
    let ids = [
        "Signature",
        "ms-outlook-mobile-signature",
        "ymail_android_signature",
        "ymail_ios_signature",
        "AppleMailSignature",
    ];
    // Gmail puts the hyphens above it into an element of their own, and Proton its empty blocks.
    let other = class.contains("_prefix") || class.contains("-empty");
    !other && (classes.iter().any(|c| class.contains(c)) || ids.contains(&id))
}
