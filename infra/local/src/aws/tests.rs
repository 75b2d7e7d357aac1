//! The endpoints, spoken to by the SDK's own clients as the functions have them.

use super::*;
use crate::deliveries::{Deliveries, Pace};
use crate::mail::Mailbox;
use crate::recorder::{Seen, clock, recorder};
use crate::template::Template;
use aws_sdk_eventbridge::types::PutEventsRequestEntry;
use aws_sdk_sesv2::primitives::Blob;
use aws_sdk_sesv2::types::{Body, Content, Destination, EmailContent, Message, MessageTag, RawMessage};
use std::collections::BTreeMap;

const TEMPLATE: &str = r#"
Resources:
  Reader:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        All: {Type: EventBridgeRule, Properties: {EventBusName: !Ref Bus, Pattern: {source: [test]}}}
        Fates: {Type: EventBridgeRule, Properties: {Pattern: {source: [aws.ses]}}}
  Bus: {Type: "AWS::Events::EventBus", Properties: {Name: events}}
  Told: {Type: "AWS::SES::ConfigurationSet", Properties: {Name: told}}
  Quiet: {Type: "AWS::SES::ConfigurationSet"}
  Destination:
    Type: AWS::SES::ConfigurationSetEventDestination
    Properties:
      ConfigurationSetName: !Ref Told
      EventDestination:
        Enabled: true
        MatchingEventTypes: [delivery, bounce]
        EventBridgeDestination: {EventBusArn: "arn:aws:events:local-1:000000000000:event-bus/default"}
"#;

struct Bench {
    clients: Clients,
    mailbox: Arc<Mailbox>,
    deliveries: Arc<Deliveries>,
    seen: Seen,
}

async fn bench() -> Bench {
    let template = Template::parse(TEMPLATE, &BTreeMap::new()).unwrap();
    let (deliveries, seen) = recorder(&template, "Reader");
    let clock = clock();
    let mailbox = Arc::new(Mailbox::open(None).unwrap());
    let bus = Arc::new(Bus::new(&template, Arc::clone(&deliveries), clock.clone()));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let outbox = Outbox::new(&template, Arc::clone(&mailbox), Arc::clone(&bus), clock.clone(), None);
    let router = router(Endpoints { bus, outbox: Arc::new(outbox) });
    tokio::spawn(async move { axum::serve(listener, router).await });
    Bench { clients: clients(address, address, address, clock), mailbox, deliveries, seen }
}

fn entry(detail: &str) -> PutEventsRequestEntry {
    PutEventsRequestEntry::builder()
        .event_bus_name("events")
        .source("test")
        .detail_type("Tested")
        .detail(detail)
        .build()
}

#[tokio::test]
async fn events_are_put_with_the_ordinary_client() {
    let bench = bench().await;
    let put = bench.clients.eventbridge.put_events().entries(entry(r#"{"a":1}"#)).entries(entry("broken"));
    let answer = put.send().await.unwrap();
    assert_eq!(answer.failed_entry_count(), 1);
    assert!(answer.entries()[0].event_id().is_some());
    assert_eq!(answer.entries()[1].error_code(), Some("MalformedDetail"));
    assert!(bench.deliveries.step(Pace::AtOnce).await.unwrap());
    assert_eq!(bench.seen.lock().unwrap()[0]["detail"], json!({"a": 1}));

    let mut eleven = bench.clients.eventbridge.put_events();
    for _ in 0..11 {
        eleven = eleven.entries(entry("{}"));
    }
    let refused = eleven.send().await.unwrap_err().into_service_error();
    assert_eq!(refused.meta().code(), Some("ValidationException"));
}

#[tokio::test]
async fn mail_is_sent_with_the_ordinary_client() {
    let bench = bench().await;
    let text = |text: &str| Content::builder().data(text).build().unwrap();
    let simple = Message::builder()
        .subject(text("Votre demande nº 7"))
        .body(Body::builder().text(text("Bonjour\nà vous")).html(text("<p>Bonjour</p>")).build())
        .build();
    let to = Destination::builder().to_addresses("Anna <anna@example.org>").build();
    let send = bench.clients.ses.send_email().from_email_address("desk@example.org").destination(to);
    let sent = send.content(EmailContent::builder().simple(simple).build()).send().await.unwrap();

    let raw = "From: desk@example.org\r\nTo: b@example.org\r\nSubject: =?utf-8?q?caf=C3=A9?=\r\nReferences: <ticket-7@guichet>\r\n\r\nHello\r\n";
    let raw = RawMessage::builder().data(Blob::new(raw)).build().unwrap();
    bench.clients.ses.send_email().content(EmailContent::builder().raw(raw).build()).send().await.unwrap();

    let mails = bench.mailbox.mails();
    assert_eq!((mails[0].subject.as_str(), mails[0].to.as_slice()), ("café", ["b@example.org".to_owned()].as_slice()));
    assert_eq!(mails[0].header("references"), Some("<ticket-7@guichet>"));
    assert_eq!((mails[0].text.as_deref(), mails[0].html.as_deref()), (Some("Hello\n"), None));
    assert_eq!(Some(mails[1].id.as_str()), sent.message_id());
    assert_eq!(mails[1].subject, "Votre demande nº 7");
    assert_eq!(mails[1].to, ["Anna <anna@example.org>"]);
    assert_eq!(mails[1].text.as_deref().map(str::trim_end), Some("Bonjour\nà vous"));
    assert!(mails[1].html.as_deref().is_some_and(|html| html.contains("<p>Bonjour</p>")));

    let refused = bench.clients.ses.send_email().send().await;
    assert!(refused.is_err());
}

#[tokio::test]
async fn what_becomes_of_a_mail_comes_back_where_a_configuration_set_says_so() {
    let bench = bench().await;
    let send = async |set: Option<&str>, to: &[&str]| {
        let raw = "From: Desk <desk@example.org>\r\nTo: a@example.org\r\nCc: B <b@example.org>\r\n\r\nHello\r\n";
        let raw = RawMessage::builder().data(Blob::new(raw)).build().unwrap();
        let to = Destination::builder().set_to_addresses(Some(to.iter().map(|&to| to.to_owned()).collect())).build();
        let send = bench.clients.ses.send_email().destination(to).set_configuration_set_name(set.map(str::to_owned));
        let tag = MessageTag::builder().name("ticket").value("7").build().unwrap();
        send.email_tags(tag).content(EmailContent::builder().raw(raw).build()).send().await
    };
    let events = async || {
        while bench.deliveries.step(Pace::AtOnce).await.unwrap() {}
        std::mem::take(&mut *bench.seen.lock().unwrap())
    };
    let sent = send(Some("told"), &[]).await.unwrap();
    let told = events().await;
    let recipients: Vec<_> = told.iter().map(|event| &event["detail"]["delivery"]["recipients"]).collect();
    assert_eq!(recipients, [&json!(["a@example.org"]), &json!(["b@example.org"])]);
    assert_eq!((&told[0]["source"], &told[0]["detail-type"]), (&json!("aws.ses"), &json!("Email Delivered")));
    assert_eq!(told[0]["resources"], json!(["arn:aws:ses:local-1:000000000000:configuration-set/told"]));
    let mail = &told[0]["detail"]["mail"];
    assert_eq!(mail["messageId"].as_str(), sent.message_id());
    assert_eq!((&mail["tags"]["ticket"], &mail["tags"]["ses:configuration-set"]), (&json!(["7"]), &json!(["told"])));

    // A complaint is no type that this destination takes; that the mail arrived first is one.
    send(Some("told"), &["B <bounce@simulator.amazonses.com>", "complaint@simulator.amazonses.com"]).await.unwrap();
    let names: Vec<_> = events().await.iter().map(|event| event["detail-type"].clone()).collect();
    assert_eq!(names, ["Email Bounced", "Email Delivered"]);

    send(None, &["bounce@simulator.amazonses.com"]).await.unwrap();
    send(Some("Quiet"), &["bounce@simulator.amazonses.com"]).await.unwrap();
    assert_eq!(events().await, Vec::<Value>::new());
    let refused = send(Some("unheard-of"), &["a@example.org"]).await.unwrap_err().into_service_error();
    assert!(refused.is_not_found_exception(), "{refused:?}");
    assert_eq!(bench.mailbox.mails().len(), 4);
}

#[test]
fn kept_mail_is_there_after_a_restart() {
    let folder = std::env::temp_dir().join(format!("guichet-local-mail-{}", std::process::id()));
    let mailbox = Mailbox::open(Some(folder.clone())).unwrap();
    let date = "2026-03-02T09:00:00Z".parse().unwrap();
    for subject in ["first", "second"] {
        mailbox
            .keep(&crate::ids::request_id(), date, format!("Subject: {subject}\r\n\r\n{subject}").into_bytes())
            .unwrap();
    }
    assert_eq!(Mailbox::open(Some(folder.clone())).unwrap().mails(), mailbox.mails());
    std::fs::remove_dir_all(&folder).unwrap();
}
