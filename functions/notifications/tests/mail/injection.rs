//! What strangers type stays what it is: a name, a subject, a text.

use crate::desk::{Desk, text};

const HEADERS: [&str; 14] = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "References",
    "In-Reply-To",
    "Content-Language",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "X-Guichet-Loop",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
];

#[tokio::test]
async fn rule_19_no_name_or_subject_makes_a_header() {
    for evil in [
        "Marie\" <mallory@evil.example>, \"x",
        "Marie, mallory@evil.example",
        "=?utf-8?Q?Marie=0D=0ABcc:_mallory@evil.example?=",
        "Marie: mallory@evil.example;",
        "Márie\\\" <mallory@evil.example>",
        "<script>alert(1)</script> {{ link }} {% raw %}",
        "[#9999] Re: another's ticket",
        "\u{202e}eiraM \u{feff}\u{200b}",
    ] {
        let desk = Desk::start().await;
        let opened = desk
            .open(|ticket| {
                ticket.customer.name = text(evil);
                ticket.subject = text(evil);
            })
            .await;
        desk.deliver(opened).await.unwrap();
        let sent = desk.ses.only();
        assert_eq!(sent.to, ["marie@example.fr"]);
        assert_eq!(sent.from, "support@desk.example");
        let parsed = sent.parsed();
        for header in parsed.headers() {
            assert!(HEADERS.contains(&header.name()), "{evil}: {}", header.name());
        }
        let to: Vec<&str> = parsed.to().unwrap().iter().filter_map(|to| to.address()).collect();
        assert_eq!(to, ["marie@example.fr"], "{evil}");
        assert_eq!(parsed.from().unwrap().iter().count(), 1);
        let head = String::from_utf8(sent.raw.clone()).unwrap();
        let head = head.split("\r\n\r\n").next().unwrap();
        assert!(head.is_ascii() && head.lines().all(|line| line.len() <= 998), "{head}");
        assert!(!head.contains("\nBcc:") && !head.contains("mallory@evil.example>\r\n"), "{head}");
        assert!(!sent.html().contains("<script>"));
    }
}

/// The types do not hold a line break, so none can be handed to a header in the first place.
#[test]
fn a_line_break_is_no_part_of_a_name_a_subject_or_an_address() {
    for typed in ["a\r\nBcc: b@c.de", "a\nb", "a\rb", "a\u{2028}b", "a\u{85}b", "a\0b"] {
        assert!(typed.parse::<guichet_domain::Subject>().is_err(), "{typed:?}");
        assert!(typed.parse::<guichet_domain::PersonName>().is_err(), "{typed:?}");
        assert!(format!("{typed}@example.com").parse::<guichet_domain::EmailAddress>().is_err(), "{typed:?}");
    }
}

#[tokio::test]
async fn rule_19_a_text_stays_in_its_part() {
    let desk = Desk::start().await;
    let opened = desk.open(|_| {}).await;
    let body = "Hello\n.\n--=_boundary\nContent-Type: text/html\n\n<b>bold</b>\n--=_boundary--\n\
                <img src=x onerror=alert(1)> {{ 7 * 7 }} </td></table>";
    let answered = desk.answer(opened, body).await;
    desk.deliver(answered).await.unwrap();
    let sent = desk.ses.only();
    assert!(sent.text().contains(body), "{}", sent.text());
    let html = sent.html();
    assert!(!html.contains("<img") && !html.contains("<b>") && html.contains("{{ 7 * 7 }}"));
    assert_eq!(html.matches("</table>").count(), html.matches("<table").count());
    assert_eq!(sent.parsed().parts.len(), 3, "the whole, the text and the HTML");
}
