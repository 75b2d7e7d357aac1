//! What the log says of a mail: one line, which names nobody.

use std::cell::RefCell;
use std::io::Write;
use std::sync::Once;

use guichet_runtime::telemetry;
use jiff::SignedDuration;
use serde_json::{Value, json};
use tracing_subscriber::EnvFilter;

use crate::desk::{Desk, Place};
use crate::ses::Answer;

thread_local! {
    static WRITTEN: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

struct OfThisThread;

impl Write for OfThisThread {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        WRITTEN.with_borrow_mut(|written| written.extend(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Has the log written, before any test calls the function: a place that logs before anybody listens may not notice in
/// time that somebody does.
pub fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let filter = EnvFilter::new("off,guichet=info");
        tracing::subscriber::set_global_default(telemetry::subscriber("desk", filter, || OfThisThread)).unwrap();
    });
}

/// Delivers an event and answers with the line that this leaves.
async fn line_of(desk: &Desk, place: Place) -> Value {
    WRITTEN.take();
    desk.deliver(place).await.ok();
    let text = String::from_utf8(WRITTEN.take()).unwrap();
    assert!(!text.contains("marie"), "{text}");
    serde_json::from_str(&text).unwrap()
}

#[tokio::test]
async fn a_mail_that_was_sent_is_counted_and_one_that_was_sent_before_is_not() {
    let desk = Desk::start().await;
    let opened = desk.open(|_| {}).await;
    let line = line_of(&desk, opened).await;
    assert_eq!((&line["outcome"], &line["MailsSent"]), (&json!("sent"), &json!(1)));
    assert_eq!((&line["level"], &line["ticket.id"]), (&json!("INFO"), &json!(opened.ticket)));
    assert!(line["CostDollars"].as_f64().unwrap() > 0.0001, "a mail is the dearest thing here: {line}");
    let line = line_of(&desk, opened).await;
    assert_eq!((&line["outcome"], line.get("MailsSent")), (&json!("sent_before"), None));
}

#[tokio::test]
async fn a_mail_that_ses_will_never_take_is_counted_apart() {
    let desk = Desk::start().await;
    let opened = desk.open(|_| {}).await;
    desk.ses.next(Answer::Error(400, "MessageRejected"));
    let line = line_of(&desk, opened).await;
    assert_eq!((&line["outcome"], &line["MailsRejected"]), (&json!("rejected: MessageRejected"), &json!(1)));
    assert_eq!((line.get("MailsSent"), line.get("Failures")), (None, None));
}

#[tokio::test]
async fn who_finds_another_at_it_has_not_failed_and_who_gets_no_answer_has() {
    let desk = Desk::start().await;
    let opened = desk.open(|_| {}).await;
    desk.ses.next(Answer::Error(500, "InternalFailure"));
    let line = line_of(&desk, opened).await;
    assert_eq!((&line["outcome"], &line["level"], &line["Failures"]), (&json!("failed"), &json!("ERROR"), &json!(1)));
    assert_eq!(line["error"], format!("event {}: SES did not answer", opened.seq));
    let line = line_of(&desk, opened).await;
    assert_eq!((&line["outcome"], &line["level"]), (&json!("busy"), &json!("INFO")));
    assert_eq!((line.get("Failures"), line.get("_aws").is_some()), (None, true));
    desk.pass(SignedDuration::from_secs(60));
    assert_eq!(line_of(&desk, opened).await["outcome"], "sent");
}
