//! Mail in the desk's own words, and tests of them.

use guichet_domain::{Locale, MailKind, MailText, Participant};
use jiff::SignedDuration;
use serde_json::json;

use crate::desk::{Desk, text};
use crate::ses::Answer;

fn own(mail: MailKind, language: Locale, body: &str) -> MailText {
    MailText { mail, language, heading: None, body: text(body) }
}

#[tokio::test]
async fn a_mail_says_what_the_desk_words_in_the_language_of_who_reads_it() {
    let desk = Desk::start().await;
    let heading = Some(text("{{ team }} has it"));
    let english = own(MailKind::Acknowledgement, Locale::En, "Dear {{ name }}, **#{{ number }}** it is.");
    let texts = vec![
        MailText { heading, ..english },
        own(MailKind::Answer, Locale::Fr, "Une réponse de {{ agent }} :\n\n{{ body }}\n\n*À bientôt*"),
    ];
    desk.reconfigure(|desk| desk.texts = texts.clone()).await;
    let opened = desk.open(|ticket| ticket.customer.name = text("[Marie](http://evil.example)")).await;
    desk.deliver(opened).await.unwrap();
    let answered = desk.answer(opened, "It is **done**.").await;
    desk.deliver(answered).await.unwrap();
    let sent = desk.ses.sent();
    let (mail, html) = (sent[0].text(), sent[0].html());
    assert!(
        mail.starts_with("Billing & refunds has it\n\nDear [Marie](http://evil.example), #1042 it is.\n"),
        "{mail}"
    );
    assert!(html.contains("Billing &amp; refunds has it</h1>") && html.contains("<strong>#1042</strong> it is."));
    assert!(!html.contains("href=\"http://evil"), "{html}");
    assert!(!mail.contains("Thank you for writing to us") && mail.contains("https://help.desk.example/ticket/#"));
    let (mail, html) = (sent[1].text(), sent[1].html());
    assert!(
        !mail.contains("Une réponse") && html.contains("It is <strong>done</strong>."),
        "she reads English: {mail}"
    );

    let desk = Desk::start().await;
    desk.reconfigure(|desk| desk.texts = texts.clone()).await;
    let opened = desk.open(|ticket| ticket.locale = Locale::Fr).await;
    let answered = desk.answer(opened, "It is **done**.").await;
    desk.deliver(answered).await.unwrap();
    let sent = desk.ses.only();
    let (mail, html) = (sent.text(), sent.html());
    assert!(mail.contains("Une réponse de Ana Costa :\n\nIt is done.\n\nÀ bientôt\n\nLe 2 mars 2026"), "{mail}");
    assert!(html.contains("<em>À bientôt</em>") && html.contains("</blockquote>"), "{html}");
    assert!(!mail.contains("{{") && !html.contains("{{"));
}

#[tokio::test]
async fn what_a_ticket_is_forwarded_with_is_worded_too() {
    let desk = Desk::start().await;
    let worded = own(MailKind::Forward, Locale::En, "{{ agent }} of {{ desk }} asks {{ name }}:\n\n{{ body }}");
    desk.reconfigure(|desk| desk.texts = vec![worded.clone()]).await;
    let opened = desk.open(|_| {}).await;
    let command = guichet_domain::Command::Forward {
        to: Participant { email: text("anna@bank.example"), name: Some(text("Anna")) },
        body: text("Can you look?"),
        attachments: Vec::new(),
        replies: guichet_domain::Visibility::Internal,
    };
    let forwarded = desk.act(opened, crate::desk::by("ana"), command, "Forwarded").await;
    desk.deliver(forwarded).await.unwrap();
    let mail = desk.ses.only().text();
    assert!(mail.starts_with("Ana Costa of Guichet asks Anna:\n\nCan you look?\n"), "{mail}");
    assert!(mail.contains("> My card was charged twice."), "{mail}");
}

/// It may have been accepted by an earlier version. A customer who waits is told all the same.
#[tokio::test]
async fn a_text_that_fails_is_replaced_by_the_one_that_is_delivered() {
    let desk = Desk::start().await;
    let broken = vec![
        own(MailKind::Acknowledgement, Locale::En, "Hello {{ nobody }}"),
        own(MailKind::Answer, Locale::En, "Nothing of what the agent wrote."),
    ];
    desk.reconfigure(|desk| desk.texts = broken.clone()).await;
    let opened = desk.open(|_| {}).await;
    desk.deliver(opened).await.unwrap();
    let answered = desk.answer(opened, "It is done.").await;
    desk.deliver(answered).await.unwrap();
    let sent = desk.ses.sent();
    assert!(sent[0].text().contains("Thank you for writing to us."), "{}", sent[0].text());
    assert!(sent[1].text().contains("It is done.") && !sent[1].text().contains("Nothing"), "{}", sent[1].text());
}

async fn ask(desk: &Desk, id: u8, to: &str) -> Result<(), String> {
    let detail = json!({
        "id": format!("01955555-0000-7000-8000-0000000000{id:02}"),
        "to": to,
        "text": {"mail": "answer", "language": "en", "heading": "News of #{{ number }}", "body": "Dear {{ name }},\n\n{{ body }}"},
    });
    desk.handle("guichet.mail", "TestMail", detail).await
}

#[tokio::test]
async fn a_test_goes_to_the_agent_who_asked_once_and_to_nobody_else() {
    let desk = Desk::start().await;
    // What was asked for is sent, whatever the desk says so far.
    desk.reconfigure(|desk| desk.texts = vec![own(MailKind::Answer, Locale::En, "As before: {{ body }}")]).await;
    for _ in 0..3 {
        ask(&desk, 1, "lena").await.unwrap();
        desk.pass(SignedDuration::from_hours(1));
    }
    let sent = desk.ses.only();
    assert_eq!(sent.to, ["lena@desk.example"]);
    let parsed = sent.parsed();
    assert_eq!(parsed.subject(), Some("[Test] [#1042] Charged twice"));
    assert!(parsed.cc().is_none() && parsed.reply_to().is_none());
    assert_eq!(sent.header("Auto-Submitted").as_deref(), Some("auto-generated"));
    assert!(sent.header("X-Guichet-Loop").is_some());
    assert_eq!((sent.header("References"), sent.header("In-Reply-To")), (None, None));
    let (mail, html) = (sent.text(), sent.html());
    assert!(mail.starts_with("News of #1042\n\nDear Anna Keller,\n\nHello Anna,"), "{mail}");
    assert!(html.contains("News of #1042</h1>") && !mail.contains("As before"), "{html}");

    ask(&desk, 2, "lena").await.unwrap();
    assert_eq!(desk.ses.sent().len(), 2, "who asks again gets another");
}

#[tokio::test]
async fn a_test_for_nobody_is_none() {
    let desk = Desk::start().await;
    ask(&desk, 1, "gone").await.unwrap();
    let mut robot = crate::desk::agent("robot", "Robot", Locale::En);
    robot.email = text("noreply@desk.example");
    desk.reconfigure(|desk| desk.put_agent(robot.settings())).await;
    ask(&desk, 2, "robot").await.unwrap();
    assert!(desk.ses.sent().is_empty());
}

#[tokio::test]
async fn a_test_that_ses_did_not_take_comes_again() {
    let desk = Desk::start().await;
    desk.ses.next(Answer::Error(429, "TooManyRequestsException"));
    assert!(ask(&desk, 1, "ana").await.is_err());
    ask(&desk, 1, "ana").await.unwrap();
    desk.ses.next(Answer::Error(400, "MessageRejected"));
    ask(&desk, 2, "ana").await.unwrap();
    ask(&desk, 2, "ana").await.unwrap();
    assert_eq!(desk.ses.sent().len(), 1);
}
