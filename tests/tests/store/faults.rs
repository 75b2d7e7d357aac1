//! The database at its worst, as far as the embedded one can be made to play it: a proxy stands in between.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use guichet_domain::{State, TeamId};
use guichet_store::{Claim, CommitError, Extras, Queue, Store, StoreError};
use jiff::SignedDuration;
use serde_json::json;
use tokio::sync::Notify;

use crate::desk::{Desk, assign, go, note};
use crate::proxy::{Call, Meddle, Way, meddled, proxied};

const LEASE: SignedDuration = SignedDuration::from_mins(1);

/// What the database says when it cancels a transaction, another one holding an item of this one for example.
fn collision(call: &Call, code: &str) -> String {
    let request: serde_json::Value = serde_json::from_str(&call.body).unwrap();
    let items = request["TransactItems"].as_array().unwrap().len();
    let mut reasons = vec![json!({"Code": "None"}); items];
    reasons[items - 1] = json!({"Code": code, "Message": "Transaction is ongoing for the item"});
    let error = "com.amazonaws.dynamodb.v20120810#TransactionCanceledException";
    json!({"__type": error, "Message": "Transaction cancelled", "CancellationReasons": reasons}).to_string()
}

/// A store whose first transactions collide, and how many were sent.
async fn colliding(desk: &Desk, times: u32) -> (Store, Arc<AtomicU32>) {
    let sent = Arc::new(AtomicU32::new(0));
    let seen = Arc::clone(&sent);
    let store = meddled(desk, move |call| {
        let collides = call.operation == "TransactWriteItems" && seen.fetch_add(1, Ordering::SeqCst) < times;
        if collides { Way::Answered(collision(&call, "TransactionConflict")) } else { Way::Through }
    })
    .await;
    (store, sent)
}

#[tokio::test]
async fn a_commit_that_collides_is_tried_again() {
    let desk = Desk::open().await;
    let ticket = desk.ticket("billing").await;
    let change = desk.decide(&ticket, assign("mia"));
    let (store, sent) = colliding(&desk, 3).await;
    store.commit(&change, Extras::default()).await.unwrap();
    assert_eq!(sent.load(Ordering::SeqCst), 4);
    assert_eq!(desk.stored_ticket(ticket.id).await, change.after);
    assert_eq!(desk.load("mia").await, 1, "once");
}

#[tokio::test]
async fn a_commit_that_always_collides_is_given_up() {
    let desk = Desk::open().await;
    let ticket = desk.ticket("billing").await;
    let (store, sent) = colliding(&desk, u32::MAX).await;
    let error = store.commit(&desk.decide(&ticket, note("never")), Extras::default()).await.unwrap_err();
    assert!(matches!(error, CommitError::Store(StoreError::Unavailable { .. })), "{error:?}");
    assert_eq!(sent.load(Ordering::SeqCst), 8);
    assert_eq!(desk.stored_ticket(ticket.id).await, ticket);
}

/// All commits of a team meet in its counts, and the shards of the stream are read at the same time. A record that is not
/// counted is delivered again as a whole, its events too.
#[tokio::test]
async fn a_count_that_collides_is_tried_again() {
    let desk = Desk::open().await;
    let opening = desk.opening("billing", 1001);
    desk.commit(&opening).await;
    let (store, sent) = colliding(&desk, 3).await;
    store.count_change(&opening, desk.now()).await.unwrap();
    assert_eq!(sent.load(Ordering::SeqCst), 4);
    assert_eq!(store.counts().await.unwrap()[&opening.after.team].unassigned, 1);
}

/// A key is never empty, and DynamoDB refuses a condition that compares one with nothing. The embedded database does not,
/// so this looks at what is asked.
#[tokio::test]
async fn no_question_compares_a_key_with_nothing() {
    let desk = Desk::open().await;
    let ticket = desk.ticket("billing").await;
    let store = meddled(&desk, |call| {
        let empty = call.operation == "Query" && call.body.contains(r#"{"S":""}"#);
        if !empty {
            return Way::Through;
        }
        let error = "com.amazon.coral.validate#ValidationException";
        Way::Answered(json!({"__type": error, "message": call.body}).to_string())
    })
    .await;
    let team: TeamId = "billing".parse().unwrap();
    assert_eq!(store.agents(&desk.desk).await.unwrap().len(), 2);
    assert_eq!(store.revisions(None, 10).await.unwrap().len(), 5);
    store.counts().await.unwrap();
    store.is_new().await.unwrap();
    store.due(0, &guichet_store::DuePlace::default(), desk.now(), 10).await.unwrap();
    store.page(&Queue::Open(vec![team]), None, 10).await.unwrap();
    store.tickets_of(ticket.customer.id, 10).await.unwrap();
    store.ticket_with_log(ticket.id).await.unwrap();
    store.log_since(ticket.id, 1).await.unwrap();
    store.event(ticket.id, 1).await.unwrap();
}

/// The lanes of a page are read one beside the other. A ticket that moves in between is in both.
#[tokio::test]
async fn a_ticket_that_moves_during_a_page_is_listed_once() {
    let desk = Arc::new(Desk::open().await);
    for (team, others, limit) in [("billing", 0, 1), ("network", 1, 1), ("sales", 1, 10)] {
        let ticket = desk.ticket(team).await;
        for _ in 0..others {
            desk.advance(1);
            desk.ticket(team).await;
        }
        let answered = Arc::new(Notify::new());
        let (behind, first, moving) = (Arc::clone(&desk), Arc::clone(&answered), ticket.clone());
        // Once the lane of those without an agent is read, the ticket gets one; then the lane of those with one is read.
        let meddle: Arc<Meddle> = Arc::new(move |call: Call| {
            let (desk, first, ticket) = (Arc::clone(&behind), Arc::clone(&first), moving.clone());
            Box::pin(async move {
                if call.body.contains("#assigned") && ticket == desk.stored_ticket(ticket.id).await {
                    first.notified().await;
                    desk.act(&ticket, assign("mia")).await;
                }
                Way::Through
            })
        });
        let store = proxied(&desk, meddle, answered).await;
        let page = store.page(&Queue::Open(vec![team.parse().unwrap()]), None, limit).await.unwrap();
        let found: Vec<_> = page.tickets.iter().filter(|found| found.id == ticket.id).collect();
        assert_eq!(found.len(), 1, "{team}");
        assert_eq!(found[0].assignee, Some("mia".parse().unwrap()), "as it is now");
        assert_eq!(page.tickets.len() + usize::from(page.next.is_some()), 1 + others, "{team}");
    }
}

/// What the operator has to mend is told apart from what passes by itself, and both from a ticket that is not there.
#[tokio::test]
async fn a_call_that_is_refused_will_be_refused_again() {
    let desk = Desk::open().await;
    let ticket = desk.ticket("billing").await;
    let change = desk.decide(&ticket, go(State::Resolved));
    let denied = json!({"__type": "com.amazon.coral.service#AccessDeniedException", "Message": "no"}).to_string();
    let store = meddled(&desk, move |_| Way::Answered(denied.clone())).await;
    let refused = |error: &StoreError| matches!(error, StoreError::Refused { .. });
    assert!(refused(&store.ticket(ticket.id).await.unwrap_err()));
    assert!(refused(&store.draw_number().await.unwrap_err()));
    let error = store.commit(&change, Extras::default()).await.unwrap_err();
    assert!(matches!(&error, CommitError::Store(error) if refused(error)), "{error:?}");
    assert!(refused(&store.claim("mail", desk.now(), LEASE).await.unwrap_err()));
}

#[tokio::test]
async fn a_busy_database_is_asked_again_and_then_left_alone() {
    let desk = Desk::open().await;
    let ticket = desk.ticket("billing").await;
    for code in ["ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded"] {
        let (busy, asked) = (Arc::new(AtomicU32::new(3)), Arc::new(AtomicU32::new(0)));
        let (left, seen) = (Arc::clone(&busy), Arc::clone(&asked));
        let store = meddled(&desk, move |_| {
            seen.fetch_add(1, Ordering::SeqCst);
            if left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_err() {
                return Way::Through;
            }
            let error = format!("com.amazonaws.dynamodb.v20120810#{code}");
            Way::Answered(json!({"__type": error, "message": "Throughput exceeds the current capacity."}).to_string())
        })
        .await;
        assert_eq!(store.ticket(ticket.id).await.unwrap(), Some(ticket.clone()), "{code}");
        assert_eq!(asked.load(Ordering::SeqCst), 4, "{code}");
        busy.store(4, Ordering::SeqCst);
        let error = store.ticket(ticket.id).await.unwrap_err();
        assert!(matches!(error, StoreError::Unavailable { .. }), "{code}: {error:?}");
    }
}

#[tokio::test]
async fn a_transaction_that_is_too_much_just_now_is_tried_again() {
    let desk = Desk::open().await;
    let mut ticket = desk.ticket("billing").await;
    for code in ["ThrottlingError", "ProvisionedThroughputExceeded"] {
        let left = AtomicU32::new(2);
        let store = meddled(&desk, move |call| {
            let busy = left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok();
            if busy { Way::Answered(collision(&call, code)) } else { Way::Through }
        })
        .await;
        let change = desk.decide(&ticket, note(code));
        store.commit(&change, Extras::default()).await.unwrap();
        ticket = desk.stored_ticket(ticket.id).await;
        assert_eq!(ticket, change.after, "{code}");
    }
}

/// The nastiest of all: it was done, and nobody heard of it. The SDK sends the call again, and it must count once.
#[tokio::test]
async fn a_call_whose_answer_is_lost_counts_once() {
    let desk = Desk::open().await;
    let ticket = desk.ticket("billing").await;
    let lost = Arc::new(AtomicU32::new(0));
    let to_lose = Arc::clone(&lost);
    let store = meddled(&desk, move |_| {
        let loses = to_lose.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok();
        if loses { Way::AnswerLost } else { Way::Through }
    })
    .await;
    let lose = || lost.store(1, Ordering::SeqCst);

    lose();
    let change = desk.decide(&ticket, assign("mia"));
    let extras = Extras { idempotency: Some(desk.once(ticket.id, "key")), ..Extras::default() };
    store.commit(&change, extras).await.unwrap();
    assert_eq!(desk.stored_ticket(ticket.id).await, change.after);
    assert_eq!(desk.load("mia").await, 1);

    lose();
    store.count_change(&change, desk.now()).await.unwrap();
    assert_eq!(store.counts().await.unwrap()[&ticket.team].assigned, 1);

    lose();
    let Claim::Won(holder) = store.claim("mail", desk.now(), LEASE).await.unwrap() else {
        panic!("the claim is in its own way")
    };
    assert_eq!(store.claim("mail", desk.now(), LEASE).await.unwrap(), Claim::Busy);
    lose();
    store.release_claim("mail", &holder).await.unwrap();
    assert!(matches!(store.claim("mail", desk.now(), LEASE).await.unwrap(), Claim::Won(_)));

    lose();
    assert!(store.spend_challenge("challenge", "request", desk.now().as_second()).await.unwrap());
    assert_eq!(lost.load(Ordering::SeqCst), 0, "each was lost once");
}
