//! What holds for every message.

use guichet_mail::{clean_file_name, markdown_to_html, plain_subject, read, safe_html};
use html5ever::interface::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use proptest::prelude::*;
use std::cell::RefCell;

/// Elements and attributes that sanitised HTML may have, written down again: a rule that is loosened is loosened here too.
const ELEMENTS: &str = "a abbr address article aside b bdi big blockquote br caption center cite code col colgroup dd del details dfn div dl \
    dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark ol p pre q s samp section small span strike strong \
    sub summary sup table tbody td tfoot th thead tr tt u ul var";
const ATTRIBUTES: &str = "href name src alt width height align border cellpadding cellspacing bgcolor background colspan rowspan valign \
    nowrap span color face size start type value style title dir lang rel target";

struct Tags(RefCell<Vec<Tag>>);

impl TokenSink for Tags {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if let Token::TagToken(tag) = token {
            self.0.borrow_mut().push(tag);
        }
        TokenSinkResult::Continue
    }
}

fn tags(html: &str) -> Vec<Tag> {
    let tokenizer = Tokenizer::new(Tags(RefCell::default()), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    while let TokenizerResult::Script(()) = tokenizer.feed(&input) {}
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

/// Parses sanitised HTML again and looks at everything that is in it.
fn assert_safe(html: &str, remote_images: bool) {
    for tag in tags(html) {
        assert!(ELEMENTS.split_whitespace().any(|element| element == &*tag.name), "<{}> in {html}", tag.name);
        for attribute in &tag.attrs {
            let (name, value) = (&*attribute.name.local, attribute.value.to_ascii_lowercase());
            assert!(ATTRIBUTES.split_whitespace().any(|allowed| allowed == name), "{name} in {html}");
            match name {
                "href" => assert!(
                    ["http:", "https:", "mailto:", "tel:"].iter().any(|scheme| value.trim().starts_with(scheme)),
                    "{value}"
                ),
                "src" | "background" if !remote_images => {
                    assert!(value.starts_with("/inline/") || value.starts_with("data:image/"), "{value}");
                }
                "style" => {
                    assert!(!value.contains("url") && !value.contains("expression") && !value.contains('\\'), "{value}")
                }
                "target" => assert_eq!(value, "_blank"),
                _ => {}
            }
        }
        if &*tag.name == "a" && tag.attrs.iter().any(|attribute| &*attribute.name.local == "href") {
            assert!(tag.attrs.iter().any(|a| &*a.name.local == "rel" && a.value.contains("noopener")), "{html}");
        }
    }
}

/// Pieces of HTML that attacks are made of, in any order.
fn attack() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<script>",
        "</script>",
        "<style>",
        "</style>",
        "<svg>",
        "<math>",
        "<mtext>",
        "<mglyph>",
        "<annotation-xml encoding=text/html>",
        "<noscript>",
        "<title>",
        "</title>",
        "<textarea>",
        "<template>",
        "<table>",
        "<td background=http://x.example/a>",
        "<!--",
        "-->",
        "<img src=x onerror=alert(1)>",
        "<img src='http://x.example/a.png'>",
        "<img src=cid:a@b>",
        "<a href='javascript:alert(1)'>",
        "<a href=\"java\nscript:x\">",
        "<a href=' &#106;avascript:x'>",
        "<a href=https://x.example>",
        "<a href=data:text/html,x>",
        "</a>",
        "<p style='background:url(x)'>",
        "<p style='color:red;position:fixed'>",
        "<div style=\"width:expression(1)\">",
        "<form action=x>",
        "<input>",
        "<iframe srcdoc='<script>'>",
        "<base href=//x.example>",
        "<body onload=x>",
        "<video poster=http://x.example>",
        "text",
        "\"'>",
        "&lt;script&gt;",
        "<select><option>",
        "<frameset>",
        "<object data=x>",
        "<img src=data:image/svg+xml;base64,xx>",
        "</div>",
    ]);
    prop::collection::vec(prop_oneof![8 => piece.prop_map(str::to_owned), 1 => "[ -~]{0,12}"], 0..25)
        .prop_map(|pieces| pieces.concat())
}

/// Lines as they stand in answers.
fn line() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "",
        "> quoted",
        "> > twice",
        "-- ",
        "--",
        "On 23/11/2026 10:12, Desk wrote:",
        "Le 23/11/2026 à 10:12, Desk a écrit :",
        "Am 23.11.26 um 10:12 schrieb Desk:",
        "-----Original Message-----",
        "---------- Forwarded message ---------",
        "From: Desk <d@x.example>",
        "Sent: Monday",
        "To: Anna",
        "Subject: x",
        "Sent from my iPhone",
        "________________________________",
        "own words",
        "  indented",
    ]);
    prop_oneof![5 => known.prop_map(str::to_owned), 1 => "\\PC{0,30}"]
}

proptest! {
    #[test]
    fn a_file_name_has_no_path_and_no_control_character(name in "\\PC{0,200}|[./\\\\\u{0}-\u{1f}a\u{202e}\u{200f} ]{0,40}|.{0,300}") {
        if let Some(clean) = clean_file_name(&name) {
            prop_assert!(!clean.is_empty() && clean.chars().count() <= 120);
            prop_assert!(!clean.contains(['/', '\\', '"', '\n']) && !clean.chars().any(char::is_control), "{clean:?}");
            prop_assert!(!clean.starts_with('.') && !clean.contains(['\u{202e}', '\u{200f}']), "{clean:?}");
            prop_assert_eq!(clean_file_name(&clean), Some(clean));
        }
    }

    #[test]
    fn what_is_visible_is_of_the_whole(lines in prop::collection::vec(line(), 0..30), forward in any::<bool>()) {
        let text = lines.join("\n");
        let raw = format!("Subject: {}x\nContent-Type: text/plain; charset=utf-8\n\n{text}", if forward { "Fwd: " } else { "Re: " });
        let incoming = read(raw.as_bytes()).unwrap();
        let mut whole = incoming.text.whole.lines();
        prop_assert!(incoming.text.visible.lines().all(|line| whole.any(|other| other == line)), "{:?}", incoming.text);
        prop_assert_eq!(incoming.text.visible.is_empty(), incoming.text.whole.is_empty());
        prop_assert_eq!(incoming.text.folded, incoming.text.visible != incoming.text.whole);
    }

    #[test]
    fn own_words_above_everything_are_always_visible(lines in prop::collection::vec(line(), 0..20)) {
        let raw = format!("Subject: Re: x\nContent-Type: text/plain; charset=utf-8\n\nThese are my own words.\n\n{}", lines.join("\n"));
        let incoming = read(raw.as_bytes()).unwrap();
        prop_assert!(incoming.text.visible.starts_with("These are my own words."), "{:?}", incoming.text);
    }

    #[test]
    fn sanitised_html_has_nothing_that_is_not_allowed(html in attack(), remote_images in any::<bool>()) {
        let raw = format!("Subject: x\nContent-Type: text/html; charset=utf-8\n\n{html}");
        if let Some(safe) = safe_html(raw.as_bytes(), &|id| Some(format!("/inline/{id}")), remote_images) {
            assert_safe(&safe.html, remote_images);
        }
    }

    #[test]
    fn an_answer_has_nothing_that_is_not_allowed(markdown in attack(), other in "[\\[\\]()*_`>#! a-z:/.\n-]{0,60}") {
        assert_safe(&markdown_to_html(&format!("{markdown}\n\n{other}{markdown}")), false);
        assert_safe(&markdown_to_html(&format!("[{other}]({markdown}) ![{other}](https://x.example/{other})")), false);
    }

    #[test]
    fn a_plain_subject_stays_plain(subject in "((Re|AW|TR|Fwd)(\\[2\\])? ?: ?){0,4}\\PC{0,40}") {
        let plain = plain_subject(&subject);
        prop_assert_eq!(plain_subject(plain), plain);
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let raw = [b"Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n".as_slice(), &bytes].concat();
        prop_assert!(read(&raw).is_ok());
    }
}
