//! Each mail is sent once, whatever happens in between.

use guichet_store::Claim;
use jiff::SignedDuration;

use crate::desk::{Desk, Place, by};
use crate::ses::Answer;

fn effect(place: Place) -> String {
    format!("mail#{}#{}", place.ticket, place.seq)
}

async fn claim(desk: &Desk, place: Place) -> Claim {
    desk.store.claim(&effect(place), desk.now(), SignedDuration::from_secs(50)).await.unwrap()
}

#[tokio::test]
async fn rule_17_an_event_that_comes_often_sends_one_mail() {
    let desk = Desk::start().await;
    let opened = desk.open(|_| {}).await;
    for _ in 0..3 {
        desk.deliver(opened).await.unwrap();
        desk.pass(SignedDuration::from_hours(1));
    }
    assert_eq!(desk.ses.sent().len(), 1);
    assert_eq!(claim(&desk, opened).await, Claim::Done);
}

#[tokio::test]
async fn an_event_that_comes_many_times_at_once_sends_one_mail() {
    let desk = Desk::start().await;
    let opened = desk.open(|_| {}).await;
    let deliver = || desk.deliver(opened);
    let (a, b, c, d) = tokio::join!(deliver(), deliver(), deliver(), deliver());
    assert!([a, b, c, d].iter().any(Result::is_ok));
    assert_eq!(desk.ses.sent().len(), 1);
    desk.deliver(opened).await.unwrap();
    assert_eq!(desk.ses.sent().len(), 1, "those that found it busy come again and find it done");
}

#[tokio::test]
async fn rule_17_a_crash_between_claim_and_send_is_found_and_finished() {
    let desk = Desk::start().await;
    let opened = desk.open(|_| {}).await;
    assert!(matches!(claim(&desk, opened).await, Claim::Won(_)), "somebody claims the mail and dies");
    let error = desk.deliver(opened).await.unwrap_err();
    assert!(error.contains("another invocation"), "{error}");
    assert!(desk.ses.sent().is_empty());

    desk.pass(SignedDuration::from_secs(60));
    desk.deliver(opened).await.unwrap();
    desk.deliver(opened).await.unwrap();
    assert_eq!(desk.ses.sent().len(), 1);
}

#[tokio::test]
async fn what_ses_will_never_take_is_given_up() {
    for code in ["MessageRejected", "BadRequestException"] {
        let desk = Desk::start().await;
        let opened = desk.open(|_| {}).await;
        desk.ses.next(Answer::Error(400, code));
        desk.deliver(opened).await.unwrap();
        desk.deliver(opened).await.unwrap();
        assert!(desk.ses.sent().is_empty());
        assert_eq!(claim(&desk, opened).await, Claim::Done);
    }
}

#[tokio::test]
async fn what_ses_may_take_later_is_tried_again_at_once() {
    for (status, code) in [
        (429, "TooManyRequestsException"),
        (400, "LimitExceededException"),
        (400, "SendingPausedException"),
        (400, "AccountSuspendedException"),
        (400, "MailFromDomainNotVerifiedException"),
    ] {
        let desk = Desk::start().await;
        let opened = desk.open(|_| {}).await;
        desk.ses.next(Answer::Error(status, code));
        let error = desk.deliver(opened).await.unwrap_err();
        assert!(error.contains(code), "{error}");
        assert!(!error.contains("marie"), "an error names nobody");
        desk.deliver(opened).await.unwrap();
        assert_eq!(desk.ses.sent().len(), 1);
    }
}

#[tokio::test]
async fn when_it_is_not_known_whether_a_mail_is_out_the_claim_has_to_lapse_first() {
    for answer in [Answer::Garbage, Answer::Error(500, "InternalFailure")] {
        let desk = Desk::start().await;
        let opened = desk.open(|_| {}).await;
        desk.ses.next(answer);
        assert!(desk.deliver(opened).await.unwrap_err().contains("did not answer"));
        assert!(desk.deliver(opened).await.unwrap_err().contains("another invocation"));
        desk.pass(SignedDuration::from_secs(60));
        desk.deliver(opened).await.unwrap();
        let sent = desk.ses.sent();
        // Twice is better than never, and the two can be told to be the same.
        assert!(sent.iter().all(|mail| mail.header("Message-ID") == sent[0].header("Message-ID")));
        assert_eq!(sent.len(), if matches!(answer, Answer::Garbage) { 2 } else { 1 });
    }
}

#[tokio::test]
async fn each_event_has_a_mail_of_its_own() {
    let desk = Desk::start().await;
    let opened = desk.open(|_| {}).await;
    let first = desk.answer(opened, "One.").await;
    let second = desk.answer(opened, "Two.").await;
    // Out of order, and doubled.
    for place in [second, first, second, opened, first] {
        desk.deliver(place).await.unwrap();
    }
    assert_eq!(desk.ses.sent().len(), 3);
    let assigned = desk.assign(opened, "ana", by("lena")).await;
    desk.deliver(assigned).await.unwrap();
    assert_eq!(desk.ses.sent()[3].to, ["ana@desk.example"]);
}

#[tokio::test]
async fn an_event_that_names_nothing_ends_where_a_person_looks() {
    let desk = Desk::start().await;
    let opened = desk.open(|_| {}).await;
    assert!(desk.deliver(Place { seq: 99, ..opened }).await.is_err());
    assert!(desk.ses.sent().is_empty());
}
