//! What is kept for a while: claims, links, rate windows, spent challenges.

use guichet_store::{Claim, Holder, Rate};
use jiff::SignedDuration;

use crate::desk::Desk;

const LEASE: SignedDuration = SignedDuration::from_mins(2);

#[track_caller]
fn won(claim: Claim) -> Holder {
    match claim {
        Claim::Won(holder) => holder,
        other => panic!("not won: {other:?}"),
    }
}

#[tokio::test]
async fn an_effect_is_won_then_busy_then_done() {
    let desk = Desk::open().await;
    let claim = async |effect: &str| desk.store.claim(effect, desk.now(), LEASE).await.unwrap();
    won(claim("mail#1").await);
    assert_eq!(claim("mail#1").await, Claim::Busy);
    // Another effect is another claim.
    won(claim("mail#2").await);
    desk.store.finish_claim("mail#1", "id of the mail", desk.now()).await.unwrap();
    assert_eq!(claim("mail#1").await, Claim::Done);
    // Done stays done, however long ago.
    desk.bench.advance(SignedDuration::from_hours(24));
    assert_eq!(claim("mail#1").await, Claim::Done);
}

#[tokio::test]
async fn the_claim_of_who_died_passes_on_after_the_lease() {
    let desk = Desk::open().await;
    let claim = async || desk.store.claim("mail", desk.now(), LEASE).await.unwrap();
    won(claim().await);
    desk.bench.advance(LEASE - SignedDuration::from_micros(1));
    assert_eq!(claim().await, Claim::Busy);
    desk.bench.advance(SignedDuration::from_micros(1));
    won(claim().await);
    assert_eq!(claim().await, Claim::Busy, "the lease begins anew");
}

#[tokio::test]
async fn a_claim_that_is_given_back_is_free_at_once() {
    let desk = Desk::open().await;
    let claim = async || desk.store.claim("mail", desk.now(), LEASE).await.unwrap();
    let holder = won(claim().await);
    desk.store.release_claim("mail", &holder).await.unwrap();
    won(claim().await);
    desk.store.release_claim("never claimed", &holder).await.unwrap();
}

/// Who was slow lost the claim to another, who is at it just now. A third one must not come in between.
#[tokio::test]
async fn a_claim_that_has_passed_on_can_not_be_given_back_by_who_had_it() {
    let desk = Desk::open().await;
    let claim = async || desk.store.claim("mail", desk.now(), LEASE).await.unwrap();
    let slow = won(claim().await);
    desk.bench.advance(LEASE);
    let successor = won(claim().await);
    desk.store.release_claim("mail", &slow).await.unwrap();
    assert_eq!(claim().await, Claim::Busy);
    desk.store.release_claim("mail", &successor).await.unwrap();
    won(claim().await);
}

/// Who was slow lost the claim to another, who has done it by now. Giving back what is not theirs any more must not let
/// a third one do it again.
#[tokio::test]
async fn what_is_done_can_not_be_given_back() {
    let desk = Desk::open().await;
    let claim = async || desk.store.claim("mail", desk.now(), LEASE).await.unwrap();
    let slow = won(claim().await);
    desk.bench.advance(LEASE);
    won(claim().await);
    desk.store.finish_claim("mail", "id of the mail", desk.now()).await.unwrap();
    desk.store.release_claim("mail", &slow).await.unwrap();
    assert_eq!(claim().await, Claim::Done);
}

#[tokio::test]
async fn a_window_holds_so_many_of_each() {
    let desk = Desk::open().await;
    let rate = Rate { name: "address", limit: 3, window: SignedDuration::from_mins(10) };
    let other = Rate { name: "sender", ..rate };
    let count = async |rate, who: &str| desk.store.count_rate(rate, who, desk.now()).await.unwrap();
    desk.advance(4);
    for _ in 0..3 {
        assert_eq!(count(rate, "192.0.2.1").await, None);
    }
    for _ in 0..2 {
        assert_eq!(count(rate, "192.0.2.1").await, Some(SignedDuration::from_mins(6)), "until the window ends");
    }
    assert_eq!(count(rate, "192.0.2.2").await, None, "of each");
    assert_eq!(count(other, "192.0.2.1").await, None, "by each rule");
    desk.bench.advance(SignedDuration::from_secs(6 * 60 - 1));
    assert_eq!(count(rate, "192.0.2.1").await, Some(SignedDuration::from_secs(1)));
    desk.bench.advance(SignedDuration::from_secs(1));
    assert_eq!(count(rate, "192.0.2.1").await, None, "a new window");
}

#[tokio::test]
async fn a_challenge_is_spent_by_one_request() {
    let desk = Desk::open().await;
    let spend = async |challenge: &str, request: &str| {
        desk.store.spend_challenge(challenge, request, desk.now().as_second() + 600).await.unwrap()
    };
    assert!(spend("one", "first").await);
    assert!(!spend("one", "second").await);
    assert!(spend("one", "first").await, "its own repetition may come with it again");
    assert!(spend("two", "second").await);
}

#[tokio::test]
async fn a_link_is_found_by_its_hash_and_can_be_prolonged() {
    let desk = Desk::open().await;
    let ticket = desk.ticket("billing").await;
    let link = desk.link(ticket.id, "token");
    assert_eq!(desk.store.link(&link.token_hash).await.unwrap(), None);
    desk.store.put_link(&link).await.unwrap();
    assert_eq!(desk.store.link(&link.token_hash).await.unwrap(), Some(link.clone()));
    desk.advance(60);
    let longer = desk.link(ticket.id, "token");
    assert!(longer.valid_until > link.valid_until);
    desk.store.put_link(&longer).await.unwrap();
    assert_eq!(desk.store.link(&link.token_hash).await.unwrap(), Some(longer.clone()));
    // A link past its day is still found, so that it can be told from a wrong one.
    desk.bench.advance(SignedDuration::from_hours(24 * 181));
    assert_eq!(desk.store.link(&link.token_hash).await.unwrap(), Some(longer));
    assert_eq!(desk.store.link("a wrong one").await.unwrap(), None);
}
