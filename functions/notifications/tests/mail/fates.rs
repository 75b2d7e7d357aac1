//! Rule 17: what becomes of a mail is followed from before it is sent, in whatever order it is told.

use guichet_domain::{Event, Failure};
use guichet_store::Delivery;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::desk::{Desk, Place};
use crate::ses::Answer;

const MARIE: &str = "marie@example.fr";

impl Desk {
    async fn delivery(&self, place: Place) -> Delivery {
        self.store.sent_mail(place.ticket, place.seq, "").await.unwrap().unwrap().delivery
    }

    /// The mail service tells something of the mail that an event called for.
    async fn told(&self, place: Place, what: Value) {
        let tags = json!({"ticket": [place.ticket], "seq": [place.seq.to_string()], "reader": ["customer"]});
        let mut detail = json!({"mail": {"tags": tags}});
        detail.as_object_mut().unwrap().extend(what.as_object().unwrap().clone());
        self.handle("aws.ses", "Email Event", detail).await.unwrap();
    }

    async fn events(&self, place: Place) -> Vec<Event> {
        self.store.log(place.ticket).await.unwrap().into_iter().map(|recorded| recorded.event).collect()
    }
}

fn bounce(kind: &str) -> Value {
    let recipient = json!({"emailAddress": MARIE, "diagnosticCode": "smtp; 550 5.1.1 no such user"});
    json!({"bounce": {"feedbackId": format!("feedback-{kind}"), "bounceType": kind, "bouncedRecipients": [recipient]}})
}

#[tokio::test]
async fn rule_17_a_mail_is_queued_then_sent_then_delivered() {
    let desk = Desk::start().await;
    let opened = desk.open(|_| {}).await;
    desk.ses.next(Answer::Error(429, "TooManyRequestsException"));
    desk.deliver(opened).await.unwrap_err();
    assert_eq!(desk.delivery(opened).await, Delivery::Queued);
    desk.deliver(opened).await.unwrap();
    assert_eq!(desk.delivery(opened).await, Delivery::Sent);
    desk.told(opened, json!({"deliveryDelay": {}})).await;
    assert_eq!(desk.delivery(opened).await, Delivery::Failed(Failure::BouncedTemporary));
    desk.told(opened, json!({"delivery": {}})).await;
    assert_eq!(desk.delivery(opened).await, Delivery::Delivered);
    desk.told(opened, json!({"deliveryDelay": {}})).await;
    assert_eq!(desk.delivery(opened).await, Delivery::Delivered, "late news");
}

#[tokio::test]
async fn rule_17_what_is_told_before_the_sending_is_noted_stays() {
    let desk = Desk::start().await;
    let opened = desk.open(|_| {}).await;
    // It is out, but the function does not hear of it; the mail service tells first.
    desk.ses.next(Answer::Garbage);
    desk.deliver(opened).await.unwrap_err();
    desk.told(opened, json!({"delivery": {}})).await;
    desk.pass(SignedDuration::from_secs(60));
    desk.deliver(opened).await.unwrap();
    assert_eq!(desk.delivery(opened).await, Delivery::Delivered);
}

#[tokio::test]
async fn rule_17_who_bounced_for_good_is_written_to_again_when_somebody_says_so() {
    let desk = Desk::start().await;
    let opened = desk.open(|_| {}).await;
    desk.deliver(opened).await.unwrap();
    for _ in 0..2 {
        desk.told(opened, bounce("Permanent")).await;
    }
    desk.told(opened, json!({"delivery": {}})).await;
    assert_eq!(
        desk.delivery(opened).await,
        Delivery::Failed(Failure::BouncedPermanent),
        "what failed for good has failed"
    );
    let failed = |events: &[Event]| events.iter().filter(|event| matches!(event, Event::DeliveryFailed { .. })).count();
    assert_eq!(failed(&desk.events(opened).await), 1, "told once, though the notice came twice");

    let answer = desk.answer(opened, "One.").await;
    desk.deliver(answer).await.unwrap();
    assert_eq!(desk.ses.sent().len(), 1, "the acknowledgement");
    assert!(desk.events(opened).await.iter().any(|event| matches!(event, Event::MailSuppressed { .. })));
    desk.store.say_of(&MARIE.parse().unwrap(), &guichet_store::Verdict::Reachable).await.unwrap();
    let answer = desk.answer(opened, "Two.").await;
    desk.deliver(answer).await.unwrap();
    assert_eq!(desk.ses.sent().len(), 2);
}

#[tokio::test]
async fn rule_17_what_ses_will_never_take_has_failed_and_what_bounced_in_passing_has_not() {
    let desk = Desk::start().await;
    let opened = desk.open(|_| {}).await;
    desk.deliver(opened).await.unwrap();
    desk.told(opened, bounce("Transient")).await;
    assert_eq!(desk.delivery(opened).await, Delivery::Failed(Failure::BouncedTemporary));
    assert!(desk.store.standing(&MARIE.parse().unwrap()).await.unwrap().unreachable.is_none());
    let answer = desk.answer(opened, "One.").await;
    desk.ses.next(Answer::Error(400, "MessageRejected"));
    desk.deliver(answer).await.unwrap();
    assert_eq!(desk.delivery(answer).await, Delivery::Failed(Failure::Rejected));
}
