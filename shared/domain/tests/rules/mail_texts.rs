//! The desk's own texts of mail: what they may say, and what is refused before it could be sent.

use guichet_domain::{Configuration, Locale, MailKind, MailText, Placeholder, Policy, TextBody};
use proptest::prelude::*;

fn own(mail: MailKind, body: &str) -> MailText {
    MailText { mail, language: Locale::En, heading: None, body: body.parse().unwrap() }
}

/// The places of what is wrong, and what is said of it.
fn faults(text: &MailText) -> Vec<(String, &'static str, String)> {
    text.faults().into_iter().map(|fault| (fault.place, fault.code, fault.message)).collect()
}

fn codes(mail: MailKind, body: &str) -> Vec<&'static str> {
    faults(&own(mail, body)).into_iter().map(|(_, code, _)| code).collect()
}

#[test]
fn placeholders_and_conditions_on_them_are_all_that_a_text_needs() {
    for (mail, body) in [
        (
            MailKind::Acknowledgement,
            "Hello **{{ name }}**, this is {{desk}}: #{{ number }}, {{ subject }}, {{- team }}.",
        ),
        (
            MailKind::Acknowledgement,
            "{% if link and not team %}[Look]({{ link }}){% elif link %}.{% else %}-{% endif %}",
        ),
        (MailKind::Rejected, "No placeholder at all. {# Nobody reads this. #}{% raw %}{{ x }}{% endraw %}"),
        (MailKind::Forward, "{% if agent %}{{ agent }} asks:\n\n{{ body }}{% else %}{{ body }}{% endif %}"),
        (MailKind::Answer, "{{ body }}\n\nRead it at {{ link }}. {% if body %}Bye{% endif %}"),
    ] {
        assert_eq!(faults(&own(mail, body)), [], "{body}");
    }
}

#[test]
fn what_can_not_be_read_is_told_with_its_line() {
    for (body, line) in [
        ("Hello\n{{ name", "line 2"),
        ("Hello\n{% if link %}\nLook", "line 2"),
        ("{% endif %}", "line 1"),
        ("{{ name }}\n{{ }}", "line 2"),
        ("{{ \"open", "line 1"),
    ] {
        let found = faults(&own(MailKind::Rejected, body));
        let [(place, "malformed", message)] = &found[..] else { panic!("{body}: {found:?}") };
        assert!(place == "body" && message.starts_with(line), "{body}: {message}");
    }
}

/// Whatever else the language of templates can do could run away, or read what is none of its business.
#[test]
fn nothing_is_computed_called_or_included() {
    for statement in [
        "{% for x in name %}{{ x }}{% endfor %}",
        "{% set x = name %}",
        "{% set x %}a{% endset %}",
        "{% with x = name %}{% endwith %}",
        "{% filter upper %}a{% endfilter %}",
        "{% autoescape false %}a{% endautoescape %}",
        "{% do name.x() %}",
        "{% include \"en/assigned.txt\" %}",
        "{% extends \"layout.html\" %}",
        "{% import \"facts.html\" as facts %}",
        "{% from \"facts.html\" import fact %}",
        "{% block x %}{% endblock %}",
        "{% macro x() %}{% endmacro %}",
        "{% call x() %}{% endcall %}",
        "{{ name * 1000000000 }}",
        "{{ name ~ subject }}",
        "{{ name|upper }}",
        "{{ name.x }}",
        "{{ name[0] }}",
        "{{ range(100) }}",
        "{{ debug() }}",
        "{{ \"text\" }}",
        "{{ 1 }}",
        "{{ [name] }}",
        "{{ {\"a\": name} }}",
        "{{ name if team else desk }}",
        "{{ not name }}",
        "{% if name == \"Marie\" %}{% endif %}",
        "{% if name is defined %}{% endif %}",
        "{% if name in subject %}{% endif %}",
        "{% if name|length %}{% endif %}",
        "{% if -number %}{% endif %}",
        "{% if true %}{% endif %}",
    ] {
        let body = format!("First\n{statement}");
        assert_eq!(codes(MailKind::Acknowledgement, &body), ["malformed"], "{statement}");
    }
}

#[test]
fn a_placeholder_that_the_mail_has_not_is_named_with_those_that_it_has() {
    let found = faults(&own(MailKind::Acknowledgement, "Hello\n{{ nmae }}"));
    let message = "line 2: there is no nmae here; there are name, number, subject, desk, team, link";
    assert_eq!(found, [("body".to_owned(), "unknown_placeholder", message.to_owned())]);
    // What a customer wrote is not sent to an address that anybody may have typed.
    assert_eq!(codes(MailKind::Acknowledgement, "{{ body }}"), ["unknown_placeholder"]);
    assert_eq!(codes(MailKind::Rejected, "{{ body }} {{ agent }}"), ["unknown_placeholder", "unknown_placeholder"]);
    assert_eq!(codes(MailKind::Forward, "{{ body }} {{ link }}"), ["unknown_placeholder"]);
    assert_eq!(codes(MailKind::Answer, "{{ body }}{% if x and not key %}{% endif %}").len(), 2);
}

#[test]
fn what_an_agent_wrote_stands_in_the_mail_once_whatever_the_conditions_come_to() {
    for body in [
        "Hello {{ name }}",
        "{{ body }} {{ body }}",
        "{% if agent %}{{ body }}{% endif %}",
        "{% if agent %}{{ body }}{% elif team %}{{ body }}{% endif %}",
        "{% if agent %}{{ body }}{% endif %}{{ body }}",
        "{# {{ body }} #}",
        "{% raw %}{{ body }}{% endraw %}",
    ] {
        for mail in [MailKind::Answer, MailKind::Forward] {
            assert_eq!(codes(mail, body), ["body_not_once"], "{body}");
        }
    }
    let each = "{% if agent %}{{ body }}{% elif team %}{{ body }}{% else %}{{ body }}{% endif %}";
    assert_eq!(codes(MailKind::Answer, each), [] as [&str; 0]);
}

#[test]
fn a_heading_is_checked_as_its_text_is_but_takes_neither_the_answer_nor_the_link() {
    let headed = |heading: &str| {
        let text = MailText { heading: Some(heading.parse().unwrap()), ..own(MailKind::Answer, "{{ body }}") };
        text.faults().into_iter().map(|fault| (fault.place, fault.code)).collect::<Vec<_>>()
    };
    assert_eq!(headed("{% if agent %}{{ agent }}{% else %}{{ desk }}{% endif %} writes"), []);
    for (heading, code) in [
        ("{{ body }}", "unknown_placeholder"),
        ("{{ link }}", "unknown_placeholder"),
        ("{{ agent", "malformed"),
        ("{{ agent|upper }}", "malformed"),
    ] {
        assert_eq!(headed(heading), [("heading".to_owned(), code)], "{heading}");
    }
}

#[test]
fn a_desk_with_a_broken_text_is_refused_at_its_place() {
    let french = MailText { language: Locale::Fr, ..own(MailKind::Answer, "{{ body }}") };
    let texts = vec![
        own(MailKind::Answer, "{{ body }}"),
        french,
        own(MailKind::Answer, "Bonjour"),
        own(MailKind::Rejected, "{{ x }}"),
    ];
    let desk = Configuration { texts, policies: Policy::usual().into_iter().collect(), ..Configuration::default() };
    let found: Vec<_> = desk.check().into_iter().map(|fault| (fault.place, fault.code)).collect();
    let expected =
        [("texts[2].body", "body_not_once"), ("texts[2]", "duplicate"), ("texts[3].body", "unknown_placeholder")];
    assert_eq!(found, expected.map(|(place, code)| (place.to_owned(), code)));
    assert_eq!(desk.text(MailKind::Answer, Locale::Fr), Some(&desk.texts[1]));
    assert_eq!(desk.text(MailKind::Forward, Locale::Fr), None);
}

#[test]
fn a_text_is_kept_as_people_write_it() {
    let stored = r#"{"mail":"answer","language":"fr","heading":"Bonjour","body":"{{ body }}"}"#;
    let text: MailText = serde_json::from_str(stored).unwrap();
    assert_eq!(serde_json::to_string(&text).unwrap(), stored);
    for wrong in [
        r#"{"mail":"assigned","language":"fr","body":"x"}"#,
        r#"{"mail":"answer","language":"de","body":"x"}"#,
        r#"{"mail":"answer","language":"fr","body":" "}"#,
        r#"{"mail":"answer","language":"fr","body":"x","heading":"two\nlines"}"#,
        r#"{"mail":"answer","language":"fr","body":"x","html":"<b>"}"#,
    ] {
        assert!(serde_json::from_str::<MailText>(wrong).is_err(), "{wrong}");
    }
    assert!("x".repeat(TextBody::LIMIT).parse::<TextBody>().is_ok());
    assert!("x".repeat(TextBody::LIMIT + 1).parse::<TextBody>().is_err());
}

#[test]
fn a_text_that_changed_is_named_by_its_mail_and_language() {
    let before = Configuration { texts: vec![own(MailKind::Rejected, "Closed.")], ..Configuration::default() };
    let mut after = before.clone();
    after.texts[0].body = "It is closed.".parse().unwrap();
    after.texts.push(MailText { language: Locale::Fr, ..own(MailKind::Answer, "{{ body }}") });
    assert_eq!(before.places_that_differ(&after), ["texts.rejected.en", "texts.answer.fr"]);
    assert_eq!(after.places_that_differ(&before), ["texts.rejected.en", "texts.answer.fr"]);
}

#[test]
fn the_lists_are_complete() {
    assert_eq!(MailKind::ALL.len(), MailKind::Rejected as usize + 1);
    assert_eq!(Placeholder::ALL.len(), Placeholder::Link as usize + 1);
}

proptest! {
    /// Whatever is typed is taken or refused, and never more than that.
    #[test]
    fn any_text_is_judged(body in "([a-z #{}%|().\"\n]|\\{\\{ ?|\\}\\}|\\{% ?(if|elif|else|endif|raw|for|set) |%\\}|name|body|not |and ){0,60}") {
        if let Ok(body) = body.parse() {
            for mail in MailKind::ALL {
                MailText { mail, language: Locale::En, heading: None, body: TextBody::clone(&body) }.faults();
            }
        }
    }
}

/// As deep as a text of this size can go, which must not be deeper than the stack.
#[test]
fn a_text_of_nothing_but_conditions_is_judged() {
    let deep = "{%if link%}".repeat(360);
    assert_eq!(codes(MailKind::Rejected, &deep), ["malformed"]);
    let chain = format!("{{%if link%}}{}{{%endif%}}", "{%elif link%}".repeat(300));
    codes(MailKind::Rejected, &chain);
    let nots = format!("{{%if {}link%}}{{%endif%}}", "not ".repeat(900));
    codes(MailKind::Rejected, &nots);
    let parentheses = format!("{{%if {}link{}%}}{{%endif%}}", "(".repeat(1_900), ")".repeat(1_900));
    assert_eq!(codes(MailKind::Rejected, &parentheses), ["malformed"]);
}
