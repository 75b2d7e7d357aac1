//! Letters as they are read: what is delivered, what a desk words itself, and what strangers type into either.

#![expect(clippy::unwrap_used, reason = "a test's helpers fail as loudly as the test itself")]

use std::collections::BTreeSet;

use guichet_domain::{At, Locale, MailKind, MailText, Metric, Period, Placeholder, Priority, State};
use guichet_letters::{Facts, Rendered, Sample, Says, Templates, Unrenderable, View, delivered};
use jiff::Timestamp;
use proptest::prelude::*;

const LINK: &str = "https://help.desk.example/ticket/#_a-b_c_";

fn templates() -> Templates {
    Templates::load().unwrap()
}

fn sample(mail: MailKind) -> Sample {
    Sample::new(mail, Locale::En, "Velotek", LINK)
}

fn own(mail: MailKind, body: &str) -> MailText {
    MailText { mail, language: Locale::En, heading: None, body: body.parse().unwrap() }
}

fn with_own(view: &View<'_>, body: &str) -> Rendered {
    let mail = view.says.mail().unwrap();
    templates().render(view, Some(&own(mail, body))).unwrap()
}

/// An answer of the sample's, in other words.
fn answer<'a>(sample: &'a Sample, agent: Option<&'a str>, body: &'a str) -> View<'a> {
    let Says::Answer { ending, .. } = sample.view().says else { panic!("an answer") };
    View { says: Says::Answer { agent, body, ending }, ..sample.view() }
}

fn each() -> impl Iterator<Item = (MailKind, Locale)> {
    MailKind::ALL.into_iter().flat_map(|mail| Locale::ALL.map(|locale| (mail, locale)))
}

/// What stands above the lines that say how to answer.
fn upper(rendered: &Rendered) -> &str {
    rendered.text.split("\n-- \n").next().unwrap().trim()
}

#[test]
fn every_letter_is_made_in_every_language() {
    let (metric, at) = (Metric::FirstResponse, Timestamp::UNIX_EPOCH);
    let facts =
        Facts { customer: "Anna", team: "Billing", priority: Priority::High, state: State::Open, due: Some(at) };
    for locale in Locale::ALL {
        for says in [
            Says::Written { author: "Mia", body: "Hello" },
            Says::Undelivered { address: "anna@example.com", reason: Some("550") },
            Says::Assigned(facts),
            Says::Reminder(Facts { due: None, ..facts }),
            Says::Breached { metric, at, assignee: None, facts },
            Says::Rung { metric, at, place: At::Before(Period::hours(1)), assignee: Some("Mia"), facts },
        ] {
            let sample = Sample::new(MailKind::Rejected, locale, "Velotek", LINK);
            let Rendered { text, html } = templates().render(&View { says, ..sample.view() }, None).unwrap();
            assert!(text.contains(LINK) && html.contains(LINK) && text.contains("[guichet:sample]"), "{text}");
        }
    }
    for (mail, locale) in each() {
        let sample = Sample::new(mail, locale, "Velotek", LINK);
        let Rendered { text, html } = templates().render(&sample.view(), None).unwrap();
        let linked = mail != MailKind::Forward;
        assert_eq!((text.contains(LINK), html.contains(LINK)), (linked, linked), "{text}");
        for mark in ["{{", "{%", "link.invalid"] {
            assert!(!text.contains(mark) && !html.contains(mark), "{text}");
        }
        assert!(!text.chars().any(|c| c.is_control() && c != '\n'));
        assert!(!text.contains("\n\n\n") && !text.starts_with('\n'), "{text}");
    }
}

/// Who words a text begins with the one that is delivered, and changes nothing by that alone.
#[test]
fn the_delivered_text_as_a_desks_own_says_the_same() {
    for (mail, language) in each() {
        let sample = Sample::new(mail, language, "Velotek", LINK);
        let body = delivered(mail, language).body.parse().unwrap();
        let own = MailText { mail, language, heading: None, body };
        let view = sample.view();
        assert_eq!(templates().render(&view, Some(&own)).unwrap(), templates().render(&view, None).unwrap());
    }
}

#[test]
fn a_desks_own_text_stands_in_both_forms() {
    let sample = sample(MailKind::Acknowledgement);
    let body = "Dear {{ name }},\n\nwe got **#{{ number }}**. [Look]({{ link }}).\n\n- {{ team }}";
    let heading = Some("{{ desk }} has it, {{ name }}".parse().unwrap());
    let own = MailText { heading, ..own(MailKind::Acknowledgement, body) };
    let rendered = templates().render(&sample.view(), Some(&own)).unwrap();
    assert_eq!(
        upper(&rendered),
        format!("Velotek has it, Anna Keller\n\nDear Anna Keller,\n\nwe got #1042. Look ({LINK}).\n\n- Billing")
    );
    let html = &rendered.html;
    for piece in [
        ">Velotek has it, Anna Keller</h1>",
        "<p style=\"margin:0 0 16px\">Dear Anna Keller,</p>",
        "we got <strong>#1042</strong>.",
        &format!("<a href=\"{LINK}\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">Look</a>"),
        "<li>Billing</li>",
    ] {
        assert!(html.contains(piece), "{piece}: {html}");
    }
    assert!(!html.contains("We have received your request</h1>") && html.contains(">See my request</a>"));
    assert!(rendered.text.contains("If you did not write to us, you can ignore this message."));
}

#[test]
fn the_link_is_in_the_plain_form_once_whether_the_text_has_it_or_not() {
    let sample = sample(MailKind::Rejected);
    let view = sample.view();
    for body in ["Closed.", "Closed. See {{ link }}.", "Closed. See <{{ link }}>.", "[Here]({{ link }})"] {
        let rendered = with_own(&view, body);
        assert_eq!(rendered.text.matches(LINK).count(), 1, "{}", rendered.text);
        assert!(rendered.html.contains(&format!("href=\"{LINK}\"")), "{}", rendered.html);
    }
}

#[test]
fn what_is_empty_is_nothing_to_a_condition() {
    let sample = sample(MailKind::Answer);
    let view = View { team: None, link: None, ..answer(&sample, None, "Hello") };
    let rendered = with_own(
        &view,
        "{% if agent %}{{ agent }}{% else %}We{% endif %} of {% if team %}{{ team }}{% else %}{{ desk }}{% endif %}:\n\n\
         {{ body }}{% if link %}[Look]({{ link }}){% endif %}",
    );
    assert!(upper(&rendered).contains("We of Velotek:") && !rendered.text.contains("Look"), "{}", rendered.text);
    let heading = Some("{% if agent %}{{ agent }} writes{% endif %}".parse().unwrap());
    let named = MailText { heading, ..own(MailKind::Answer, "{{ body }}") };
    let html = templates().render(&view, Some(&named)).unwrap().html;
    assert!(html.contains("There is an answer for you</h1>"), "a heading that comes to nothing is as delivered");
}

#[test]
fn what_an_agent_wrote_is_markdown_of_its_own() {
    let sample = sample(MailKind::Answer);
    for (body, text, html) in [
        ("- one\n- **two**", "Before\n\n- one\n- two\n\nAfter", "<strong>two</strong></li>"),
        // What it leaves open does not run on into the text of the desk, nor the other way around.
        ("```\nleft *open*", "Before\n\nleft *open*\n\nAfter", "left *open*"),
        ("{{ name }} {% raw %}", "Before\n\n{{ name }} {% raw %}\n\nAfter", "{{ name }} {% raw %}"),
        ("[ref]", "Before\n\n[ref]\n\nAfter", "[ref]"),
    ] {
        let view = answer(&sample, Some("Mia"), body);
        for own in ["Before\n{{ body }}\nAfter", "Before\n\n{{ body }}\n\nAfter\n\n[ref]: https://x.example"] {
            let rendered = with_own(&view, own);
            assert!(upper(&rendered).contains(text), "{}", rendered.text);
            let after = "<p style=\"margin:0 0 16px\">After</p>";
            assert!(rendered.html.contains(after) && rendered.html.contains(html), "{}", rendered.html);
        }
    }
}

#[test]
fn what_a_desk_does_not_word_comes_below_its_own_answer() {
    let sample = sample(MailKind::Answer);
    let rendered = with_own(&sample.view(), "Good news.\n\n{{ body }}");
    let text = &rendered.text;
    assert!(text.starts_with("Mia Sommer has answered your request \"Charged twice\":\n\nGood news.\n\nHello Anna,"));
    assert!(
        text.contains("\n> My card was charged twice. Can you help?\n") && text.contains("You can answer this mail.")
    );
    assert!(rendered.html.contains(">Mia Sommer has answered you</h1>") && rendered.html.contains("</blockquote>"));
}

/// A name is text, however much it looks like something else.
#[test]
fn what_strangers_type_is_no_markup_in_a_desks_own_text() {
    let tags = |rendered: &Rendered| rendered.html.split("<h1").nth(1).unwrap().matches('<').count();
    let sample = sample(MailKind::Acknowledgement);
    let plain = View { name: "NAME", subject: "NAME", team: Some("NAME"), ..sample.view() };
    for evil in [
        "[x](http://evil.example)",
        "http://evil.example",
        "<http://evil.example>",
        "www.evil.example",
        "# Big",
        "**bold** _and_ `code`",
        "<b>bold</b> <script>alert(1)</script>",
        "&lt;b&gt; &copy;",
        "![x](https://evil.example/count.png)",
        "{{ link }} {% raw %}",
        "- item",
        "> quoted",
        "https://link.invalid/",
        "[guichet:key]",
    ] {
        let view = View { name: evil, subject: evil, team: Some(evil), ..sample.view() };
        for body in [
            "{{ name }}",
            "{{ name }}\n===\n\n{{ subject }} {{ team }}",
            "Hello *{{ name }}*, [{{ subject }}](https://shop.example) `{{ team }}`",
            "- {{ name }}\n\n> {{ subject }}\n\n    {{ name }}",
            "{{ name }}, see https://shop.example/{{ name }} or <https://shop.example/{{ name }}>",
        ] {
            let (hostile, usual) = (with_own(&view, body), with_own(&plain, body));
            assert_eq!(tags(&hostile), tags(&usual), "{body}: {}", hostile.html);
            assert!(!hostile.html.contains("href=\"http://evil"), "{body}: {}", hostile.html);
            assert!(hostile.text.contains(evil), "{body}: it stays what it is: {}", hostile.text);
        }
    }
}

#[test]
fn a_text_that_can_not_be_sent_is_told_and_not_sent() {
    let sample = sample(MailKind::Answer);
    for body in ["Hello", "{{ body }} {{ nobody }}", "{{ body", "{{ body }}{{ range(1000) }}"] {
        let error = templates().render(&sample.view(), Some(&own(MailKind::Answer, body))).unwrap_err();
        assert!(matches!(error, Unrenderable::Unfit(_)), "{error}");
    }
}

#[test]
fn a_sample_has_a_value_for_every_placeholder() {
    for (mail, locale) in each() {
        let sample = Sample::new(mail, locale, "Velotek", LINK);
        let body: Vec<_> = mail.placeholders().iter().map(|one| format!("{{{{ {} }}}}", one.as_str())).collect();
        let own = MailText { mail, language: locale, heading: None, body: body.join("\n\n").parse().unwrap() };
        let text = templates().render(&sample.view(), Some(&own)).unwrap().text;
        for placeholder in mail.placeholders().iter().filter(|one| **one != Placeholder::Body) {
            assert!(text.contains(&sample.value(*placeholder)), "{placeholder:?}: {text}");
        }
    }
}

/// The desk shows a letter under a policy that takes no style out of the letter itself, so a sheet of its own stands in for it.
#[test]
fn the_sheet_of_the_preview_has_the_colours_of_the_letter() {
    let (layout, sheet) =
        (include_str!("../../templates/layout.html"), include_str!("../../../../web/public/letter.css"));
    let colours = |text: &'static str| -> BTreeSet<&'static str> {
        let after = text.split('#').skip(1).filter_map(|after| after.get(..6));
        after.filter(|hex| hex.chars().all(|c| c.is_ascii_hexdigit())).collect()
    };
    let (used, there) = (colours(layout), colours(sheet));
    let missing: Vec<_> = used.difference(&there).collect();
    assert!(used.len() > 10 && missing.is_empty(), "web/public/letter.css lacks {missing:?}");
}

proptest! {
    /// Whatever is accepted when a desk is set up can be sent.
    #[test]
    fn what_was_accepted_is_rendered(
        body in "([a-zA-Z #>*_`\n-]|\\{\\{ ?(name|subject|desk|team|agent|link|number) ?\\}\\}|\
                 \\{%-? ?if (not )?(name|agent|link|team) %\\}|\\{% (else|endif) -?%\\}){0,40}\
                 \\{\\{ body \\}\\}([a-z \n]|\\{\\{ name \\}\\}){0,10}",
    ) {
        let own = own(MailKind::Answer, &body);
        if own.faults().is_empty() {
            let sample = sample(MailKind::Answer);
            let Rendered { text, html } = templates().render(&sample.view(), Some(&own)).unwrap();
            prop_assert!(text.contains("the second payment was cancelled"));
            prop_assert!(!html.chars().chain(text.chars()).any(|c| c.is_control() && c != '\n' && c != '\t'));
        }
    }
}
