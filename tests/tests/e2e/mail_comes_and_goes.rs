//! Mail both ways: in over the bucket, as the mail service puts it there, and out as its readers get it.

use aws_sdk_s3::types::{Tag, Tagging};
use guichet_domain::{Mailbox, Visibility};
use guichet_local::Mail;
use guichet_runtime::{DeskSecret, Env, Thread};
use serde_json::{Value, json};

use crate::harness::{Desk, history};

const SUPPORT: &str = "support@guichet.example";

/// A desk that reads mail.
async fn desk() -> Desk {
    let desk = Desk::open().await;
    let mailbox = Mailbox::new("support".parse().unwrap(), SUPPORT.parse().unwrap(), "support".parse().unwrap());
    let change = |desk: &mut guichet_domain::Configuration| desk.mailboxes = vec![mailbox.clone()];
    desk.running.store().reconfigure(crate::harness::start_of_story(), change).await.unwrap();
    desk
}

struct Letter<'a> {
    from: &'a str,
    to: &'a str,
    subject: &'a str,
    id: &'a str,
    headers: &'a str,
    body: &'a str,
}

impl Default for Letter<'_> {
    fn default() -> Self {
        Self {
            from: "Anna Keller <anna@shop.example>",
            to: SUPPORT,
            subject: "Where is my order?",
            id: "m1@shop.example",
            headers: "",
            body: "I ordered two weeks ago.",
        }
    }
}

impl Letter<'_> {
    fn raw(&self) -> String {
        let Self { from, to, subject, id, headers, body } = self;
        format!(
            "From: {from}\r\nTo: {to}\r\nSubject: {subject}\r\nMessage-ID: <{id}>\r\nDate: Mon, 2 Mar 2026 09:00:00 +0000\r\n\
             MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n{headers}\r\n{body}\r\n"
        )
    }

    async fn send(&self, desk: &Desk) {
        let sender = self.from.rsplit('<').next().unwrap().trim_end_matches('>');
        let to = self.to.rsplit('<').next().unwrap().trim_end_matches('>');
        desk.running.deliver_mail(sender, &[to], self.raw().as_bytes()).await.unwrap();
        desk.settle().await;
    }
}

async fn only_ticket(desk: &Desk) -> Value {
    let sana = desk.agent("sana").await;
    let all = sana.list("all_open").await;
    assert_eq!(all.len(), 1);
    sana.ticket(all[0]).await
}

fn reply_address(mail: &Mail) -> String {
    let header = mail.header("Reply-To").unwrap();
    header.rsplit('<').next().unwrap().trim_end_matches('>').to_owned()
}

fn bodies<'a>(detail: &'a Value, event: &str) -> Vec<&'a str> {
    let timeline = detail["timeline"].as_array().unwrap().iter().map(|entry| &entry["event"]);
    timeline.filter(|found| found["type"] == event).map(|found| found["body"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_by_mail_is_answered_and_the_answer_answered() {
    let desk = desk().await;
    Letter::default().send(&desk).await;
    let ticket = only_ticket(&desk).await;
    let number = ticket["ticket"]["number"].as_u64().unwrap();
    assert_eq!((&ticket["ticket"]["channel"], &ticket["ticket"]["team"]), (&json!("email"), &json!("support")));
    assert_eq!(bodies(&ticket, "TicketOpened"), ["I ordered two weeks ago."]);

    let acknowledged = desk.mails_to("anna@shop.example").pop().unwrap();
    assert_eq!(acknowledged.header("Auto-Submitted"), Some("auto-replied"));
    assert_eq!(acknowledged.header("In-Reply-To"), Some("<m1@shop.example>"));
    assert_eq!(acknowledged.subject, format!("[#{number}] Where is my order?"));

    let mia = desk.agent("mia").await;
    mia.act(number, "replies", json!({"body": "It is **on its way**.\n\nMia"})).await.expect(200);
    desk.settle().await;
    let answer = desk.mails_to("anna@shop.example").pop().unwrap();
    assert!(answer.html.as_ref().unwrap().contains("<strong>on its way</strong>"));
    assert!(answer.text.as_ref().unwrap().contains("> I ordered two weeks ago."), "what it answers is quoted");
    assert!(answer.header("References").unwrap().contains("<m1@shop.example>"));
    assert_eq!(answer.header("Auto-Submitted"), None, "a person wrote it");

    let to = reply_address(&answer);
    assert!(to.starts_with("support+") && to.len() <= 64 + 16, "{to}");
    Letter { to: &to, subject: "Re: something else", id: "m2@shop.example", body: "Thank you!", ..Letter::default() }
        .send(&desk)
        .await;
    let ticket = only_ticket(&desk).await;
    assert_eq!(bodies(&ticket, "CustomerReplied"), ["Thank you!"]);
    assert_eq!(ticket["ticket"]["state"], "open");
    let mails = ticket["mails"].as_array().unwrap();
    assert_eq!(mails.iter().map(|mail| mail["delivery"].as_str().unwrap()).collect::<Vec<_>>(), ["delivered"; 2]);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rule_09_each_thing_that_only_the_desk_could_know_leads_to_the_ticket() {
    let desk = desk().await;
    Letter::default().send(&desk).await;
    let mia = desk.agent("mia").await;
    let number = only_ticket(&desk).await["ticket"]["number"].as_u64().unwrap();
    mia.act(number, "replies", json!({"body": "Which order?"})).await.expect(200);
    desk.settle().await;
    let answer = desk.mails_to("anna@shop.example").pop().unwrap();
    let references = answer.header("References").unwrap().split_whitespace().next().unwrap().to_owned();
    let given = answer.header("Message-ID").unwrap().to_owned();
    let key = reply_address(&answer).split_once('+').unwrap().1.split_once('@').unwrap().0.to_owned();
    let (by_reference, by_given) = (format!("References: {references}\r\n"), format!("In-Reply-To: {given}\r\n"));
    let (marked, subject) = (format!("Hello\r\n\r\n> [guichet:{key}]"), format!("Re: [#{number}] Where?"));
    // A colleague with another address, who has what only our mails hold; and Anna, who has nothing but the number.
    let other = "Ben <ben@other.example>";
    let letters = [
        Letter { from: other, id: "a@x", headers: &by_reference, body: "b1", ..Letter::default() },
        Letter { from: other, id: "b@x", headers: &by_given, body: "b2", ..Letter::default() },
        Letter { from: other, id: "c@x", body: &marked, ..Letter::default() },
        Letter { id: "d@x", headers: "In-Reply-To: <m1@shop.example>\r\n", body: "c", ..Letter::default() },
        Letter { id: "e@x", subject: &subject, body: "e", ..Letter::default() },
    ];
    for letter in &letters {
        letter.send(&desk).await;
    }
    let ticket = only_ticket(&desk).await;
    assert_eq!(bodies(&ticket, "CustomerReplied"), ["b1", "b2", "Hello", "c", "e"]);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rule_09_a_stranger_without_a_key_gets_neither_in_nor_an_answer() {
    let desk = desk().await;
    Letter::default().send(&desk).await;
    let number = only_ticket(&desk).await["ticket"]["number"].as_u64().unwrap();
    let sent = desk.mails_to("").len();
    let key = key_of_another_desk();
    let plus = format!("support+{key}@guichet.example");
    let (subject, marker) = (format!("Re: [#{number}] Where is my order?"), format!("x\r\n[guichet:{key}]"));
    let reference = format!("References: <{key}@guichet.example> <m1@shop.example>\r\n");
    let unproved = format!("X-Guichet-Local-Verdicts: spf=fail dkim=fail dmarc=none\r\n{reference}");
    let eve = "Eve <eve@evil.example>";
    let anna = "Anna Keller <anna@shop.example>";
    let letters = [
        Letter { from: eve, to: &plus, id: "1@evil", subject: &subject, ..Letter::default() },
        Letter { from: eve, id: "2@evil", subject: &subject, headers: &reference, ..Letter::default() },
        Letter { from: eve, id: "3@evil", subject: &subject, body: &marker, ..Letter::default() },
        // In Anna's name: she takes part and the subject is right, but nothing proves that it is she.
        Letter { from: anna, id: "4@evil", subject: &subject, headers: &unproved, ..Letter::default() },
    ];
    for letter in &letters {
        letter.send(&desk).await;
    }
    let sana = desk.agent("sana").await;
    let ticket = sana.ticket(number).await;
    assert!(bodies(&ticket, "CustomerReplied").is_empty());
    let others: Vec<u64> = sana.list("all_open").await.into_iter().filter(|other| *other != number).collect();
    assert_eq!(others.len(), letters.len(), "each is a ticket of its own");
    for other in others {
        let other = sana.ticket(other).await;
        assert_eq!(
            other["timeline"][0]["event"]["may_follow"], ticket["ticket"]["id"],
            "which says what it may belong to"
        );
    }
    // What Eve was told: that her own mails have come. Of Anna's ticket she has got nothing.
    for mail in desk.mails_to("eve@evil.example") {
        assert!(!mail.text.unwrap().contains("ordered"), "no word of the ticket");
        assert!(!mail.subject.contains(&format!("[#{number}]")), "{}", mail.subject);
    }
    assert!(desk.mails_to("").len() > sent);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_forwarded_takes_the_conversation_along_with_its_files() {
    let desk = desk().await;
    let letter = Letter::default()
        .raw()
        .replace("Content-Type: text/plain; charset=utf-8", "Content-Type: multipart/mixed; boundary=b");
    let (head, body) = letter.split_once("\r\n\r\n").unwrap();
    let raw = format!(
        "{head}\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n{body}\r\n--b\r\nContent-Type: text/csv; name=\"order 17.csv\"\r\n\
         Content-Disposition: attachment\r\n\r\nchair;17\r\n--b--\r\n"
    );
    desk.running.deliver_mail("anna@shop.example", &[SUPPORT], raw.as_bytes()).await.unwrap();
    desk.settle().await;
    let mia = desk.agent("mia").await;
    let number = only_ticket(&desk).await["ticket"]["number"].as_u64().unwrap();
    mia.act(number, "replies", json!({"body": "We **ask** the maker."})).await.expect(200);
    mia.act(number, "notes", json!({"body": "Anna is in a hurry."})).await.expect(200);
    let maker = json!({"email": "max@maker.example", "name": "Max"});
    mia.act(number, "forwards", json!({"to": maker, "body": "When?", "replies": "public"})).await.expect(200);
    desk.settle().await;
    let forwarded = desk.mails_to("max@maker.example").pop().unwrap();
    let (text, html) = (forwarded.text.unwrap(), forwarded.html.unwrap());
    assert!(text.contains("> We ask the maker.") && html.contains("We <strong>ask</strong> the maker."), "{text}");
    assert!(text.contains("> I ordered two weeks ago.") && !text.contains("hurry"), "{text}");
    assert!(text.contains("your answer is read by everybody on the request"), "{text}");
    let source = String::from_utf8(forwarded.source.to_vec()).unwrap();
    assert!(
        source.contains("order 17.csv") && source.contains("\r\n\r\nchair;17\r\n"),
        "the customer's file: {source}"
    );

    // What a scanner has found harmful is not passed on, and the mail says that something is missing.
    let file = &only_ticket(&desk).await["timeline"][0]["event"]["attachments"][0]["id"];
    let tag = Tag::builder().key("GuardDutyMalwareScanStatus").value("THREATS_FOUND").build().unwrap();
    let s3 = guichet_local::buckets::client(desk.running.files_origin().trim_start_matches("http://").parse().unwrap());
    let put =
        s3.put_object_tagging().bucket("guichet-local-filesbucket").key(format!("files/{}", file.as_str().unwrap()));
    put.tagging(Tagging::builder().tag_set(tag).build().unwrap()).send().await.unwrap();
    let other = json!({"email": "eva@maker.example", "name": "Eva"});
    mia.act(number, "forwards", json!({"to": other, "body": "When?", "replies": "internal"})).await.expect(200);
    desk.settle().await;
    let forwarded = desk.mails_to("eva@maker.example").pop().unwrap();
    let text = forwarded.text.unwrap();
    assert!(text.contains("One file is") && text.contains("goes to those who work on it"), "{text}");
    assert!(!String::from_utf8(forwarded.source.to_vec()).unwrap().contains("order 17.csv"));
    desk.close().await;
}

/// A key that is made like ours, of a ticket that there may be, by who does not know the secret.
fn key_of_another_desk() -> String {
    let secret = Env::from_map([("DESK_SECRET".to_owned(), "e".repeat(40))].into());
    let ticket = guichet_domain::TicketId("01955555-0000-7000-8000-000000000001".parse().unwrap());
    DeskSecret::from_env(&secret).unwrap().thread_key(Thread { ticket, replies: Visibility::Public })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_comes_twice_is_taken_in_once() {
    let desk = desk().await;
    for _ in 0..2 {
        desk.running.deliver_mail("anna@shop.example", &[SUPPORT], Letter::default().raw().as_bytes()).await.unwrap();
    }
    desk.settle().await;
    only_ticket(&desk).await;
    assert_eq!(desk.mails_to("anna@shop.example").len(), 1, "one acknowledgement");
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rule_05_a_robot_is_kept_and_never_answered() {
    let desk = desk().await;
    Letter::default().send(&desk).await;
    let number = only_ticket(&desk).await["ticket"]["number"].as_u64().unwrap();
    let mia = desk.agent("mia").await;
    mia.act(number, "replies", json!({"body": "Which order?", "state": "resolved"})).await.expect(200);
    desk.settle().await;
    let to = reply_address(&desk.mails_to("anna@shop.example").pop().unwrap());
    let (before, headers) = (desk.mails_to("").len(), "Auto-Submitted: auto-replied\r\n");
    Letter { to: &to, id: "ooo@shop.example", headers, body: "I am away.", ..Letter::default() }.send(&desk).await;
    Letter { id: "news@shop.example", headers: "List-Id: <news.shop.example>\r\n", body: "Sale!", ..Letter::default() }
        .send(&desk)
        .await;
    let sana = desk.agent("sana").await;
    let ticket = sana.ticket(number).await;
    assert_eq!(ticket["ticket"]["state"], "resolved");
    assert_eq!(bodies(&ticket, "AutomaticMailReceived"), ["I am away."]);
    let open = sana.list("all_open").await;
    assert_eq!(sana.ticket(open[0]).await["ticket"]["tags"], json!(["automatic"]), "kept, not answered");
    let outside = desk.mails_to("anna@shop.example").len();
    assert_eq!((desk.mails_to("").len() - before, outside), (1, 2), "only who got the new ticket is told");
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rule_16_ten_robots_that_answer_everything_get_tired_first() {
    let desk = desk().await;
    let robots: Vec<String> = (0..10).map(|n| format!("robot{n}@shop.example")).collect();
    for robot in &robots {
        Letter { from: robot, id: &format!("first-{robot}"), ..Letter::default() }.send(&desk).await;
    }
    // For a day, each answers every mail with a new one that hides what it is, and says something new each time.
    let mut answered: std::collections::BTreeMap<&str, usize> = Default::default();
    for hour in 0..24 {
        for robot in &robots {
            let mails = desk.mails_to(robot);
            let seen = answered.entry(robot).or_default();
            for (n, _) in mails.iter().enumerate().skip(*seen).take(5) {
                let (id, subject) = (format!("{n}-{robot}"), format!("Your request {n}"));
                Letter { from: robot, id: &id, subject: &subject, ..Letter::default() }.send(&desk).await;
            }
            *seen = mails.len();
        }
        if hour % 3 == 2 {
            desk.live_through(3, 0).await;
        }
    }
    for robot in &robots {
        let mut at: Vec<_> = desk.mails_to(robot).iter().map(|mail| mail.date).collect();
        at.sort();
        let within = |first| at.iter().filter(|at| **at >= first && at.duration_since(first).as_hours() < 3).count();
        assert!(at.iter().all(|first| within(*first) <= 10), "{robot}: {at:?}");
    }
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rule_17_who_can_not_be_reached_is_told_to_the_agent_and_not_written_to_again() {
    let desk = desk().await;
    let from = "Bo <bounce@simulator.amazonses.com>";
    Letter { from, ..Letter::default() }.send(&desk).await;
    let ticket = only_ticket(&desk).await;
    let number = ticket["ticket"]["number"].as_u64().unwrap();
    assert!(history(&ticket).contains(&"DeliveryFailed"), "{:?}", history(&ticket));
    assert_eq!(ticket["mails"][0]["delivery"], "bounced_permanent");
    assert_eq!(ticket["customer"]["unreachable"]["failure"], "bounced_permanent", "on the customer too");
    assert_eq!(
        desk.mails_to("mia@desk.example").len() + desk.mails_to("tom@desk.example").len(),
        2,
        "it is theirs, and did not reach"
    );
    let mia = desk.agent("mia").await;
    mia.act(number, "replies", json!({"body": "Here you are."})).await.expect(200);
    desk.settle().await;
    let ticket = mia.ticket(number).await;
    assert!(history(&ticket).contains(&"MailSuppressed"));
    assert_eq!(desk.mails_to("bounce@simulator.amazonses.com").len(), 1, "the acknowledgement, and no more");

    desk.running
        .store()
        .say_of(&"bounce@simulator.amazonses.com".parse().unwrap(), &guichet_store::Verdict::Reachable)
        .await
        .unwrap();
    mia.act(number, "replies", json!({"body": "Once more."})).await.expect(200);
    desk.settle().await;
    assert_eq!(desk.mails_to("bounce@simulator.amazonses.com").len(), 2);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rule_07_what_looks_bad_waits_and_says_why() {
    let desk = desk().await;
    for (verdicts, because) in [
        ("spam=FAIL", guichet_store::HeldBecause::Spam),
        ("virus=FAIL", guichet_store::HeldBecause::Virus),
        ("dmarc=FAIL", guichet_store::HeldBecause::Forged),
    ] {
        let headers = format!("X-Guichet-Local-Verdicts: {verdicts}\r\n");
        Letter { id: &format!("{verdicts}@x"), headers: &headers, ..Letter::default() }.send(&desk).await;
        let held = desk.running.store().held(desk.running.clock().now()).await.unwrap();
        assert!(held.iter().any(|held| held.because == [because]), "{verdicts}: {held:?}");
    }
    assert_eq!(desk.agent("sana").await.list("all_open").await.len(), 0);
    assert_eq!(desk.mails_to("").len(), 0, "nobody is answered");
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_on_a_ticket_gets_the_answer_and_only_the_customer_the_link() {
    let desk = desk().await;
    let headers = "Cc: Paul <paul@shop.example>, support@guichet.example\r\n";
    Letter { headers, ..Letter::default() }.send(&desk).await;
    let number = only_ticket(&desk).await["ticket"]["number"].as_u64().unwrap();
    desk.agent("mia").await.act(number, "replies", json!({"body": "Hello both."})).await.expect(200);
    desk.settle().await;
    let answers: Vec<Mail> =
        desk.mails_to("anna@shop.example").into_iter().filter(|mail| mail.header("Auto-Submitted").is_none()).collect();
    assert_eq!(answers.len(), 2, "one for her, one for him; both name both");
    assert!(answers.iter().all(|mail| mail.header("Cc").is_some_and(|cc| cc.contains("paul@shop.example"))));
    let with_link = answers.iter().filter(|mail| mail.text.as_ref().unwrap().contains("/ticket/#")).count();
    assert_eq!(with_link, 1);
    desk.close().await;
}
