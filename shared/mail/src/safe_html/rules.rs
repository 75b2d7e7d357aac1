//! What HTML may hold.

#![expect(clippy::disallowed_types, reason = "ammonia takes its rules as these; nothing depends on their order")]

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use ammonia::{Builder, UrlRelative};

use super::scan::content_id;

/// An image within a URL may be this long: signatures have small ones.
const LONGEST_DATA: usize = 64 * 1024;
/// A longer style is no style.
const LONGEST_STYLE: usize = 4 * 1024;

const TAGS: [&str; 62] = [
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "b",
    "bdi",
    "big",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
];
const MORE_TAGS: [&str; 5] = ["tr", "tt", "u", "ul", "var"];
/// Gone with all that is in them.
const GONE: [&str; 17] = [
    "script", "style", "title", "head", "iframe", "frame", "frameset", "object", "embed", "applet", "noscript",
    "template", "textarea", "select", "svg", "math", "audio",
];

/// What the style of one element may set. Nothing that puts it elsewhere, over something else, or that loads anything.
const STYLES: [&str; 45] = [
    "background",
    "background-color",
    "border",
    "border-bottom",
    "border-bottom-color",
    "border-bottom-style",
    "border-bottom-width",
    "border-collapse",
    "border-color",
    "border-left",
    "border-left-color",
    "border-left-style",
    "border-left-width",
    "border-radius",
    "border-right",
    "border-spacing",
    "border-style",
    "border-top",
    "border-width",
    "color",
    "direction",
    "display",
    "font",
    "font-family",
    "font-size",
    "font-style",
    "font-weight",
    "height",
    "letter-spacing",
    "line-height",
    "list-style-type",
    "margin",
    "margin-bottom",
    "margin-left",
    "margin-right",
    "margin-top",
    "max-width",
    "padding",
    "padding-bottom",
    "padding-left",
    "padding-right",
    "padding-top",
    "text-align",
    "text-decoration",
    "width",
];

/// The rules for what others wrote.
pub(super) fn message(
    inline: BTreeMap<String, String>,
    remote_images: bool,
    blocked: Arc<AtomicU32>,
) -> Builder<'static> {
    let mut rules = common();
    rules.attribute_filter(move |element, attribute, value| {
        let blocked = || {
            blocked.fetch_add(1, Ordering::Relaxed);
            None
        };
        match (element, attribute) {
            ("img", "src") => match Image::of(value) {
                Image::Inline(id) => inline.get(&id).map(|url| Cow::Owned(url.clone())),
                Image::Data => Some(Cow::Borrowed(value)),
                Image::Remote if remote_images => Some(Cow::Borrowed(value)),
                Image::Remote => blocked(),
                Image::None => None,
            },
            (_, "background") => match Image::of(value) {
                Image::Remote if remote_images => Some(Cow::Borrowed(value)),
                Image::Remote => blocked(),
                _ => None,
            },
            ("a", "href") => link(value),
            (_, "style") => style(value),
            _ => Some(Cow::Borrowed(value)),
        }
    });
    rules
}

/// The rules for what the desk made itself: nothing to be loaded at all.
pub(super) fn own() -> Builder<'static> {
    let mut rules = common();
    rules.rm_tags(["img"]).attribute_filter(|element, attribute, value| match (element, attribute) {
        ("a", "href") => link(value),
        (_, "style" | "background") => None,
        _ => Some(Cow::Borrowed(value)),
    });
    rules
}

fn common() -> Builder<'static> {
    let on = |names: &[&'static str]| names.iter().copied().collect::<HashSet<&'static str>>();
    let attributes = HashMap::from([
        ("a", on(&["href", "name"])),
        ("img", on(&["src", "alt", "width", "height", "align", "border"])),
        ("table", on(&["width", "height", "border", "cellpadding", "cellspacing", "bgcolor", "align", "background"])),
        ("td", on(&["width", "height", "colspan", "rowspan", "bgcolor", "align", "valign", "nowrap", "background"])),
        ("th", on(&["width", "height", "colspan", "rowspan", "bgcolor", "align", "valign", "nowrap", "background"])),
        ("tr", on(&["bgcolor", "align", "valign", "height"])),
        ("col", on(&["width", "span"])),
        ("font", on(&["color", "face", "size"])),
        ("ol", on(&["start", "type"])),
        ("ul", on(&["type"])),
        ("li", on(&["value"])),
        ("div", on(&["align"])),
        ("p", on(&["align"])),
    ]);
    let mut rules = Builder::empty();
    rules
        .tags(TAGS.iter().chain(&MORE_TAGS).copied().collect())
        .clean_content_tags(on(&GONE))
        .tag_attributes(attributes)
        .generic_attributes(on(&["style", "title", "dir", "lang"]))
        .url_schemes(on(&["http", "https", "mailto", "tel", "cid", "data"]))
        // Every URL is looked at above; what stands in place of an image of the message may be relative to the desk.
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some("noopener noreferrer nofollow"))
        .set_tag_attribute_value("a", "target", "_blank")
        .strip_comments(true);
    rules
}

/// Where an image is.
enum Image {
    /// In the message, by its content id.
    Inline(String),
    /// In the URL itself, and small.
    Data,
    /// On another server.
    Remote,
    /// Nowhere that an image may be.
    None,
}

impl Image {
    fn of(url: &str) -> Self {
        if let Some(id) = content_id(url) {
            return Self::Inline(id);
        }
        let start = url.trim().get(..url.trim().len().min(24)).unwrap_or_default().to_ascii_lowercase();
        let data = ["data:image/png;", "data:image/gif;", "data:image/jpeg;", "data:image/jpg;", "data:image/webp;"];
        if data.iter().any(|kind| start.starts_with(kind)) && url.len() <= LONGEST_DATA {
            Self::Data
        } else if start.starts_with("http:") || start.starts_with("https:") || start.starts_with("//") {
            Self::Remote
        } else {
            Self::None
        }
    }
}

/// Images have more schemes than links; the list of the sanitiser is for both.
fn link(url: &str) -> Option<Cow<'_, str>> {
    let start = url.trim().to_ascii_lowercase();
    let allowed = ["http:", "https:", "mailto:", "tel:"].iter().any(|scheme| start.starts_with(scheme));
    allowed.then_some(Cow::Borrowed(url))
}

/// The declarations that are allowed, each with a value of plain words, numbers and colours.
fn style(value: &str) -> Option<Cow<'_, str>> {
    if value.len() > LONGEST_STYLE {
        return None;
    }
    let kept: Vec<String> = value.split(';').filter_map(declaration).collect();
    (!kept.is_empty()).then(|| Cow::Owned(kept.join("; ")))
}

fn declaration(text: &str) -> Option<String> {
    let (property, value) = text.split_once(':')?;
    let property = property.trim().to_ascii_lowercase();
    let value = value.trim();
    if !STYLES.contains(&property.as_str()) || value.is_empty() {
        return None;
    }
    // White letters are white on whatever ground they were written for, also where an image lies on it.
    if property == "background" && value.to_ascii_lowercase().contains("url") {
        return colour_in(value).and_then(|colour| declaration(&format!("background-color:{colour}")));
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || " #%.,'\"()-+!".contains(c);
    // No function but for colours: the others load, calculate or run something.
    let lower = value.to_ascii_lowercase();
    let functions = lower.match_indices('(').map(|(at, _)| &lower[..at]);
    let colours = functions
        .into_iter()
        .all(|before| ["rgb", "rgba", "hsl", "hsla"].iter().any(|colour| before.ends_with(colour)));
    // A margin of less than nothing puts an element over another one.
    let outside = (property.starts_with("margin") || property == "letter-spacing") && value.contains('-');
    (value.chars().all(plain) && colours && !outside).then(|| format!("{property}: {value}"))
}

/// The first colour among the words of a value that is written as one.
fn colour_in(value: &str) -> Option<&str> {
    let lower = value.to_ascii_lowercase();
    let function = lower.find("rgb").and_then(|start| Some(start..start + lower[start..].find(')')? + 1));
    let colour = function.and_then(|function| value.get(function));
    colour.or_else(|| value.split_whitespace().find(|word| word.starts_with('#')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_words_numbers_and_colours() {
        let kept = |value| style(value).map(Cow::into_owned);
        assert_eq!(kept("color: #123; position:fixed").as_deref(), Some("color: #123"));
        assert_eq!(
            kept("COLOR:rgb(1,2,3);font-family:'Segoe UI',sans-serif").as_deref(),
            Some("color: rgb(1,2,3); font-family: 'Segoe UI',sans-serif")
        );
        assert_eq!(kept("background: #0a5").as_deref(), Some("background: #0a5"));
        for (with_image, ground) in [
            ("background:#0a5 url(https://x.example/a.png) no-repeat", "background-color: #0a5"),
            ("background:url('x') RGB(0, 80, 40) top", "background-color: RGB(0, 80, 40)"),
        ] {
            assert_eq!(kept(with_image).as_deref(), Some(ground));
        }
        for bad in [
            "background:url(https://x.example/a.png)",
            "background:url(#a) rgb(1,expression(2))",
            "background:linear-gradient(red, blue)",
            "background-image:url(https://x.example/a.png)",
            "width:expression(alert(1))",
            "color: u\\72l(x)",
            "color: red/**/",
            "margin-top:-500px",
            "background-color:url(x)",
            "behavior:url(x)",
        ] {
            assert_eq!(kept(bad), None, "{bad}");
        }
    }
}
