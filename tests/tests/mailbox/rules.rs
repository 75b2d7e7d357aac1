//! The rules of `docs/mail.md` for what comes in, each with what it decides.

use guichet_domain::{Actor, AttachmentLimits, Command, Event, Failure, FollowUp, Mailbox, ReplyTo, State, Visibility};
use guichet_runtime::Thread;
use guichet_store::{Deed, Extras, HeldBecause};
use serde_json::json;

use crate::desk::{ANNA, Desk, HER_MESSAGE, TICKET, names, opening};

/// A message as the mail service hands it over, with its verdicts on top.
pub struct Letter {
    pub from: String,
    pub to: String,
    pub subject: String,
    pub id: Option<String>,
    /// Of the sender's own.
    pub headers: String,
    /// What the mail service makes of it.
    pub spam: bool,
    pub proved: bool,
    pub body: String,
    pub file: bool,
    /// Whom a server could not bring a mail to.
    pub bounce_of: Option<&'static str>,
}

impl Default for Letter {
    fn default() -> Self {
        Self {
            from: "Paul Meyer <paul@mail.example>".to_owned(),
            to: "support@desk.example".to_owned(),
            subject: "My order".to_owned(),
            id: Some("one@mail.example".to_owned()),
            headers: String::new(),
            spam: false,
            proved: true,
            body: "Where is it?".to_owned(),
            file: false,
            bounce_of: None,
        }
    }
}

impl Letter {
    pub fn anna() -> Self {
        Self { from: format!("Anna Keller <{ANNA}>"), ..Self::default() }
    }

    fn of(from: &str, body: &str) -> Self {
        Self { from: from.to_owned(), body: body.to_owned(), ..Self::default() }
    }

    pub fn raw(&self) -> Vec<u8> {
        let Self { from, to, subject, headers, body, .. } = self;
        let address = from.rsplit('<').next().unwrap().trim_end_matches('>');
        let domain = address.split_once('@').unwrap().1;
        let spam = if self.spam { "FAIL" } else { "PASS" };
        let (spf, dkim, dmarc) = if self.proved { ("pass", "pass", "pass") } else { ("softfail", "none", "none") };
        let id = self.id.as_ref().map(|id| format!("Message-ID: <{id}>\r\n")).unwrap_or_default();
        let content = match (self.file, self.bounce_of) {
            (true, _) => format!(
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n{body}\r\n--b\r\n\
                 Content-Type: text/plain; name=\"order.txt\"\r\nContent-Disposition: attachment\r\n\r\n17 chairs\r\n--b--\r\n"
            ),
            (false, Some(recipient)) => format!(
                "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\
                 \r\n\r\n{body}\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example\r\n\r\n\
                 Final-Recipient: rfc822; {recipient}\r\nAction: failed\r\nStatus: 5.1.1\r\n\
                 Diagnostic-Code: smtp; 550 5.1.1 no such user\r\n\r\n--b--\r\n"
            ),
            (false, None) => format!("Content-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n"),
        };
        format!(
            "Return-Path: <{address}>\r\nReceived: from mx (mx [203.0.113.25])\r\n by inbound-smtp.eu-west-1.amazonaws.com with \
             SMTP id x1\r\n for {to};\r\n Mon, 2 Mar 2026 09:00:00 +0000 (UTC)\r\nX-SES-Spam-Verdict: {spam}\r\nX-SES-Virus-Verdict: PASS\r\n\
             Authentication-Results: amazonses.com;\r\n spf={spf} (spfCheck) envelope-from={address};\r\n \
             dkim={dkim} header.i=@{domain};\r\n dmarc={dmarc} header.from={domain};\r\nX-SES-RECEIPT: x\r\n\
             From: {from}\r\nTo: {to}\r\nSubject: {subject}\r\nDate: Mon, 2 Mar 2026 09:00:00 +0000\r\n{id}{headers}\
             MIME-Version: 1.0\r\n{content}"
        )
        .into_bytes()
    }
}

impl Desk {
    async fn take(&self, name: &str, letter: Letter) {
        self.receive(&format!("inbound/{name}"), &letter.raw()).await.unwrap();
    }

    async fn act(&self, command: Command) {
        let desk = self.bench.store.rulebook().await.unwrap();
        let by = Deed { now: self.bench.now(), actor: Actor::Agent { id: "mia".parse().unwrap() }, desk: &desk };
        self.bench.store.update(TICKET, &by, |_| command.clone(), Extras::default()).await.unwrap();
    }

    async fn set_up(&self, change: impl Fn(&mut Mailbox)) {
        self.bench.reconfigure(|desk| change(&mut desk.mailboxes[0])).await;
    }

    fn address_of(&self, replies: Visibility) -> String {
        format!("support+{}@desk.example", self.secret().thread_key(Thread { ticket: TICKET, replies }))
    }

    /// What was added to Anna's ticket.
    async fn added(&self) -> Vec<Event> {
        self.log(TICKET).await.into_iter().skip(self.opened_with).map(|recorded| recorded.event).collect()
    }
}

#[tokio::test]
async fn rule_01_what_can_not_be_read_is_a_ticket_that_it_is_attached_to() {
    let desk = Desk::open().await;
    let garbage = [0_u8, 159, 146, 150, 13, 10];
    for _ in 0..2 {
        desk.receive("inbound/garbage", &garbage).await.unwrap();
    }
    let others = desk.others().await;
    assert_eq!(others.len(), 1, "once");
    assert_eq!(json!(others[0].tags), json!(["unreadable"]));
    let log = desk.log(others[0].id).await;
    let carried = opening(&log).carried().unwrap();
    assert_eq!(desk.bench.files.file(carried.attachments[0].id).await.unwrap(), &garbage[..]);
    assert!(carried.mail.as_ref().unwrap().automatic, "nobody is answered");
}

#[tokio::test]
async fn rule_01_what_is_too_large_is_held_where_people_see_it() {
    let desk = Desk::open().await;
    let too_large = vec![b'x'; 40 * 1024 * 1024 + 1];
    assert!(desk.receive("inbound/large", &too_large).await.is_err(), "the operator is told");
    let held = desk.held().await;
    assert_eq!(held[0].because, [HeldBecause::Failed]);
}

#[tokio::test]
async fn rule_01_files_that_their_ticket_has_no_room_for_stay_in_the_original() {
    let desk = Desk::open().await;
    let limits = AttachmentLimits { file_megabytes: 1, message_megabytes: 1, ticket_megabytes: 1 };
    desk.bench.reconfigure(|desk| desk.desk.attachments = limits).await;
    for name in ["first", "second"] {
        let to = desk.address_of(Visibility::Public);
        let letter = Letter { to, id: Some(format!("{name}@shop.example")), file: true, ..Letter::anna() };
        let raw = String::from_utf8(letter.raw()).unwrap().replace("17 chairs", &"17 chairs\r\n".repeat(60_000));
        desk.receive(&format!("inbound/{name}"), raw.as_bytes()).await.unwrap();
    }
    let added = desk.added().await;
    let replies: Vec<_> = added
        .iter()
        .filter_map(|event| match event {
            Event::CustomerReplied { body, carried } => Some((body.as_str(), carried.attachments.len())),
            _ => None,
        })
        .collect();
    let left_out = "Where is it?\n\nOnly in the original, as too large or too many: order.txt";
    assert_eq!(replies, [("Where is it?", 1), (left_out, 0)]);
}

#[tokio::test]
async fn rule_02_a_message_without_an_id_is_known_by_its_content() {
    let desk = Desk::open().await;
    for (name, body) in [("a", "One"), ("b", "One"), ("c", "Two")] {
        desk.take(name, Letter { id: None, body: body.to_owned(), ..Letter::default() }).await;
    }
    assert_eq!(desk.others().await.len(), 2);
    desk.take("d", Letter { id: Some("an-id@mail.example".to_owned()), ..Letter::default() }).await;
    desk.take("e", Letter { id: Some("an-id@mail.example".to_owned()), ..Letter::default() }).await;
    assert_eq!(desk.others().await.len(), 3, "by the id that it has");
}

#[tokio::test]
async fn rule_03_our_own_mail_that_comes_back_does_nothing() {
    let desk = Desk::open().await;
    let marked = format!("X-Guichet-Loop: {}\r\n", desk.secret().loop_mark());
    desk.take("marked", Letter { headers: marked, to: desk.address_of(Visibility::Public), ..Letter::anna() }).await;
    desk.take("ours", Letter::of("Support <support@desk.example>", "Hello")).await;
    assert!(desk.added().await.is_empty() && desk.others().await.is_empty() && desk.held().await.is_empty());
    desk.take("forged", Letter { headers: "X-Guichet-Loop: guess\r\n".to_owned(), ..Letter::default() }).await;
    assert_eq!(desk.others().await.len(), 1, "a mark that is not ours means nothing");
}

#[tokio::test]
async fn rule_04_a_bounce_is_told_on_its_ticket_and_only_its_key_leads_there() {
    let desk = Desk::open().await;
    let bounce = |headers: String, id: &str| Letter {
        from: "mailer-daemon@mail.example".to_owned(),
        id: Some(id.to_owned()),
        bounce_of: Some(ANNA),
        headers,
        ..Letter::default()
    };
    let unreachable = async || desk.bench.store.standing(&ANNA.parse().unwrap()).await.unwrap().unreachable;
    desk.take("forged", bounce(format!("References: <{HER_MESSAGE}>\r\nSubject: [#1001]\r\n"), "b1@mail.example"))
        .await;
    assert!(desk.added().await.is_empty() && unreachable().await.is_none(), "anybody could have written that");
    desk.take("real", bounce(format!("References: <{}@desk.example>\r\n", desk.key()), "b2@mail.example")).await;
    let added = desk.added().await;
    let Event::DeliveryFailed { address, failure, .. } = &added[0] else { panic!("{added:?}") };
    assert_eq!((address.as_str(), *failure), (ANNA, Failure::BouncedPermanent));
    assert_eq!(unreachable().await.unwrap().failure, Failure::BouncedPermanent);
    assert!(desk.others().await.is_empty());
}

#[tokio::test]
async fn rule_06_no_header_of_a_message_tells_the_desk_what_to_do() {
    let desk = Desk::open().await;
    let headers = "X-Guichet-Ticket: 1001\r\nX-Guichet-Priority: critical\r\nX-Guichet-Internal: yes\r\n\
                   X-Guichet-Local-Verdicts: spf=pass dkim=pass dmarc=pass\r\nX-SES-Spam-Verdict: PASS\r\n";
    desk.take("a", Letter { headers: headers.to_owned(), spam: true, ..Letter::default() }).await;
    assert_eq!(desk.held().await[0].because, [HeldBecause::Spam], "what the service wrote on top counts");
    desk.take(
        "b",
        Letter { headers: headers.to_owned(), id: Some("two@mail.example".to_owned()), ..Letter::default() },
    )
    .await;
    let other = &desk.others().await[0];
    assert_eq!((other.priority, desk.added().await.len()), (guichet_domain::Priority::Normal, 0));
}

#[tokio::test]
async fn rule_08_what_an_agent_passes_on_is_the_request_of_who_wrote_it() {
    let desk = Desk::open().await;
    let body = "Please have a look.\r\n\r\n---------- Forwarded message ---------\r\nFrom: Rosa Diaz <rosa@shop.example>\r\n\
                Date: Mon, 2 Mar 2026 at 08:00\r\nSubject: Broken lamp\r\nTo: <mia.brandt@desk.example>\r\n\r\nThe lamp is broken.";
    let forward = |from: &str, id: &str, proved| Letter {
        subject: "Fwd: Broken lamp".to_owned(),
        id: Some(id.to_owned()),
        proved,
        ..Letter::of(from, body)
    };
    desk.take("a", forward("Mia Brandt <mia.brandt@desk.example>", "f1@desk.example", true)).await;
    desk.take("b", forward("Mia Brandt <mia.brandt@desk.example>", "f2@desk.example", false)).await;
    desk.take("c", forward("Paul Meyer <paul@mail.example>", "f3@mail.example", true)).await;
    let others = desk.others().await;
    assert_eq!(others[0].customer.email.as_str(), "rosa@shop.example");
    assert_eq!(others[0].subject.as_str(), "Broken lamp");
    assert_eq!(others[1].customer.email.as_str(), "mia.brandt@desk.example", "somebody who says that they are Mia");
    assert_eq!(others[2].customer.email.as_str(), "paul@mail.example", "nobody else speaks for others");
}

#[tokio::test]
async fn rule_08_the_mailbox_says_whether_the_address_for_answers_is_the_sender() {
    let desk = Desk::open().await;
    let letter = |id: &str| Letter {
        headers: "Reply-To: Rosa Diaz <rosa@shop.example>\r\n".to_owned(),
        id: Some(id.to_owned()),
        ..Letter::of("Web form <form@shop.example>", "Hello")
    };
    desk.take("ignored", letter("1@shop.example")).await;
    desk.set_up(|mailbox| mailbox.reply_to = ReplyTo::IsSender).await;
    desk.take("counts", letter("2@shop.example")).await;
    let senders: Vec<String> = desk.others().await.iter().map(|other| other.customer.email.to_string()).collect();
    assert_eq!(senders, ["form@shop.example", "rosa@shop.example"]);
}

#[tokio::test]
async fn rule_08_an_agent_answers_by_mail_if_it_is_proved_that_it_is_they() {
    let desk = Desk::open().await;
    let mia = |id: &str, proved| Letter {
        to: desk.address_of(Visibility::Public),
        id: Some(id.to_owned()),
        proved,
        ..Letter::of("Mia Brandt <mia.brandt@desk.example>", "It is on its way.")
    };
    desk.take("proved", mia("1@desk.example", true)).await;
    let log = desk.log(TICKET).await;
    assert!(log.iter().any(|recorded| matches!(recorded.event, Event::AgentReplied { .. })), "{:?}", names(&log));
    desk.take("unproved", mia("2@desk.example", false)).await;
    let replies = desk.added().await.into_iter().filter(|event| matches!(event, Event::AgentReplied { .. })).count();
    assert_eq!(replies, 1, "whoever writes in an agent's name gets nothing sent to the customer");
}

#[tokio::test]
async fn rule_09_what_is_answered_inside_stays_inside() {
    let desk = Desk::open().await;
    let to = desk.address_of(Visibility::Internal);
    desk.take("supplier", Letter { to, ..Letter::of("Supplier <sales@parts.example>", "We have none left.") }).await;
    let added = desk.added().await;
    assert!(matches!(&added[0], Event::NoteAdded { body, .. } if body.as_str() == "We have none left."), "{added:?}");
    assert!(added.iter().all(|event| !matches!(event, Event::CustomerReplied { .. })));
}

#[tokio::test]
async fn rule_09_who_got_hold_of_a_key_writes_but_brings_nobody_in() {
    let desk = Desk::open().await;
    let headers = "Cc: Eve <eve@evil.example>\r\n".to_owned();
    let to = desk.address_of(Visibility::Public);
    desk.take("stranger", Letter { to: to.clone(), headers: headers.clone(), ..Letter::default() }).await;
    let ticket = desk.bench.store.ticket(TICKET).await.unwrap().unwrap();
    assert!(ticket.participants.iter().all(|person| person.email.as_str() != "eve@evil.example"));
    let id = Some("two@mail.example".to_owned());
    let headers = "Cc: Ben <ben@mail.example>\r\n".to_owned();
    desk.take("anna", Letter { to, headers, id, ..Letter::anna() }).await;
    let ticket = desk.bench.store.ticket(TICKET).await.unwrap().unwrap();
    assert!(ticket.participants.iter().any(|person| person.email.as_str() == "ben@mail.example"), "Anna may");
}

#[tokio::test]
async fn rule_10_the_mailbox_says_what_becomes_of_answers_to_closed_tickets() {
    for (follow_up, expected) in [
        (FollowUp::Reopen, (vec!["CustomerReplied", "StateChanged"], 0)),
        (FollowUp::FollowUp, (vec![], 1)),
        (FollowUp::Reject, (vec!["ReplyRejected"], 0)),
    ] {
        let desk = Desk::open().await;
        desk.set_up(|mailbox| mailbox.follow_up = Some(follow_up)).await;
        for state in [State::Resolved, State::Closed] {
            desk.act(Command::ChangeState { to: state, resolution: None, until: None }).await;
        }
        let before = desk.log(TICKET).await.len();
        let letter = Letter { to: desk.address_of(Visibility::Public), ..Letter::anna() };
        desk.take("late", letter).await;
        let log = desk.log(TICKET).await;
        let said: Vec<&str> = names(&log[before..])
            .into_iter()
            .filter(|name| expected.0.contains(name) || name.contains("Repl"))
            .collect();
        assert_eq!((said, desk.others().await.len()), expected, "{follow_up:?}: {:?}", names(&log[before..]));
        if let Some(other) = desk.others().await.first() {
            assert_eq!(other.follow_up_of, Some(TICKET));
        }
    }
}

#[tokio::test]
async fn rule_11_a_new_ticket_is_what_the_mailbox_sets_and_the_routing_rules_make_of_it() {
    let desk = Desk::open().await;
    desk.bench
        .reconfigure(|desk| {
            desk.mailboxes[0].tags = ["mail".parse().unwrap()].into();
            desk.mailboxes[0].urgency = guichet_domain::Level::High;
            desk.rules = vec![
                serde_json::from_value(json!({
                    "id": "orders", "name": "Orders", "when": {"subject_words": "order"}, "then": {"add_tags": ["order"]},
                }))
                .unwrap(),
            ];
        })
        .await;
    desk.take("a", Letter::default()).await;
    let other = &desk.others().await[0];
    assert_eq!((json!(other.tags), json!(other.urgency)), (json!(["mail", "order"]), json!("high")));
}

#[tokio::test]
async fn rule_12_a_message_that_failed_is_let_go_once_it_is_taken_in() {
    let desk = Desk::open().await;
    // The bucket tells of a message that is not there yet.
    assert!(crate::desk::take_in(&desk.app, "inbound/late").await.is_err());
    assert_eq!(desk.held().await[0].because, [HeldBecause::Failed]);
    desk.take("late", Letter::default()).await;
    assert_eq!((desk.held().await.len(), desk.others().await.len()), (0, 1));
}
