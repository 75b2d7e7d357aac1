//! Mail that was not let in, and how it stands with addresses.

use axum::http::Method;
use guichet_domain::{Actor, Failure};
use guichet_store::{Held, HeldBecause, Said, Unreachable, Verdict};
use guichet_tests::Answer;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::bus::Bus;
use crate::door::{Desk, Expect};

/// A message that the desk holds.
async fn hold(desk: &Desk, raw: &str, because: &[HeldBecause], from: Option<&str>) -> String {
    desk.bench.advance(SignedDuration::from_mins(1));
    let now = desk.bench.now();
    let held = Held {
        because: because.to_vec(),
        from: from.map(|from| from.parse().unwrap()),
        name: from.map(|_| "Bob".to_owned()),
        subject: "Win a prize".to_owned(),
        beginning: "You have won".to_owned(),
        ..Held::failed(format!("inbound/{raw}"), now)
    };
    desk.bench.store.hold(&held).await.unwrap();
    held.raw
}

async fn listed(desk: &Desk) -> Vec<Value> {
    desk.get("mia", "mail/held").await.expect(200)["messages"].as_array().unwrap().clone()
}

async fn say(desk: &Desk, who: &str, what: &str, raw: &str) -> Answer {
    desk.write(who, Method::POST, &format!("mail/held/{what}"), &json!({"raw": raw})).await
}

async fn addresses(desk: &Desk) -> Vec<Value> {
    desk.get("mia", "mail/addresses").await.expect(200)["addresses"].as_array().unwrap().clone()
}

#[tokio::test]
async fn held_messages_are_listed_until_they_expire() {
    let desk = Bus::default().desk().await;
    assert!(listed(&desk).await.is_empty());
    hold(&desk, "1", &[HeldBecause::Spam, HeldBecause::BlockedSender], Some("bob@example.com")).await;
    hold(&desk, "2", &[HeldBecause::Failed], None).await;
    let messages = listed(&desk).await;
    assert_eq!(
        messages[1],
        json!({
            "raw": "inbound/1", "received_at": "2026-03-02T09:01:00Z", "because": ["spam", "blocked_sender"],
            "from": "bob@example.com", "name": "Bob", "subject": "Win a prize", "beginning": "You have won",
            "expires_at": "2026-04-01T09:01:00Z", "releasing": false,
        })
    );
    assert_eq!((&messages[0]["raw"], messages[0].get("from")), (&json!("inbound/2"), None));
    desk.bench.advance(SignedDuration::from_hours(30 * 24 - 1) + SignedDuration::from_secs(3599));
    assert_eq!(listed(&desk).await.len(), 1);
    say(&desk, "mia", "release", "inbound/1").await.expect_problem(404, "held_missing");
}

#[tokio::test]
async fn a_message_that_is_let_in_is_told_of_and_its_sender_trusted() {
    let bus = Bus::default();
    let desk = bus.desk().await;
    let raw = hold(&desk, "1", &[HeldBecause::Spam], Some("bob@example.com")).await;
    say(&desk, "mia", "release", &raw).await.expect(204);
    assert_eq!(bus.told("MailReleased"), [json!({"object": {"key": "inbound/1"}})]);
    assert_eq!(listed(&desk).await[0]["releasing"], true, "until it is taken in");
    let trusted = json!({"by": {"kind": "agent", "id": "mia", "name": "Mia Sommer"}, "at": "2026-03-02T09:01:00Z"});
    assert_eq!(addresses(&desk).await, [json!({"address": "bob@example.com", "trusted": trusted})]);

    for (raw, because) in [("2", HeldBecause::Forged), ("3", HeldBecause::Virus)] {
        let raw = hold(&desk, raw, &[because, HeldBecause::Spam], Some("eve@example.com")).await;
        say(&desk, "mia", "release", &raw).await.expect(204);
    }
    let raw = hold(&desk, "4", &[HeldBecause::Failed], None).await;
    say(&desk, "mia", "release", &raw).await.expect(204);
    assert_eq!(
        (bus.told("MailReleased").len(), addresses(&desk).await.len()),
        (4, 1),
        "whoever may be another is not trusted"
    );
}

#[tokio::test]
async fn a_release_that_broke_off_is_done_again() {
    let bus = Bus::default();
    let desk = bus.desk().await;
    let raw = hold(&desk, "1", &[HeldBecause::Spam], Some("bob@example.com")).await;
    bus.be_busy(true);
    say(&desk, "mia", "release", &raw).await.expect_problem(503, "unavailable");
    assert_eq!(listed(&desk).await.len(), 1, "it is still there to be let in");
    bus.be_busy(false);
    say(&desk, "mia", "release", &raw).await.expect(204);
    assert_eq!(bus.told("MailReleased").len(), 1);
}

#[tokio::test]
async fn a_message_is_deleted_or_its_sender_blocked() {
    let bus = Bus::default();
    let desk = bus.desk().await;
    let deleted = hold(&desk, "1", &[HeldBecause::Spam], Some("bob@example.com")).await;
    say(&desk, "mia", "delete", &deleted).await.expect(204);
    let blocked = hold(&desk, "2", &[HeldBecause::Spam], Some("eve@example.com")).await;
    say(&desk, "mia", "block", &blocked).await.expect(204);
    let nobody = hold(&desk, "3", &[HeldBecause::Failed], None).await;
    say(&desk, "mia", "block", &nobody).await.expect_problem(409, "no_sender");
    assert_eq!(listed(&desk).await.len(), 1);
    let found = addresses(&desk).await;
    assert_eq!((&found[0]["address"], &found[0]["blocked"]["by"]["id"]), (&json!("eve@example.com"), &json!("mia")));
    assert_eq!((found.len(), bus.told("MailReleased").len()), (1, 0));
    let long = format!("inbound/{}", "x".repeat(2000));
    for raw in [deleted.as_str(), &blocked, "inbound/", "", "files/1", &long] {
        for what in ["release", "delete", "block"] {
            say(&desk, "mia", what, raw).await.expect_problem(404, "held_missing");
        }
    }
}

#[tokio::test]
async fn who_may_work_says_what_becomes_of_mail() {
    let desk = Bus::default().desk().await;
    for who in ["light_agent", "reporter", "auditor"] {
        let raw = hold(&desk, who, &[HeldBecause::Spam], Some("bob@example.com")).await;
        for what in ["release", "delete", "block"] {
            say(&desk, who, what, &raw).await.expect_problem(403, "role_not_allowed");
        }
        desk.get(who, "mail/held").await.expect_problem(403, "role_not_allowed");
        desk.get(who, "mail/addresses").await.expect_problem(403, "role_not_allowed");
        let set = json!({"address": "bob@example.com", "blocked": true});
        desk.write(who, Method::PUT, "mail/addresses", &set).await.expect_problem(403, "role_not_allowed");
    }
    assert_eq!((listed(&desk).await.len(), addresses(&desk).await.len()), (3, 0));
}

#[tokio::test]
async fn what_is_said_of_an_address_is_changed_by_hand() {
    let desk = Bus::default().desk().await;
    let set = |body: Value| {
        let desk = &desk;
        async move { desk.write("sana", Method::PUT, "mail/addresses", &body).await }
    };
    let address = "Bob@Example.com";
    let answer = set(json!({"address": address, "blocked": true})).await.expect(200);
    assert_eq!(
        (&answer["address"], &answer["blocked"]["by"]["name"]),
        (&json!("bob@example.com"), &json!("Sana Haddad"))
    );
    let bob = "bob@example.com".parse().unwrap();
    let why = Unreachable {
        failure: Failure::BouncedPermanent,
        at: desk.bench.now(),
        reason: Some("550 no such user".to_owned()),
    };
    desk.bench.store.say_of(&bob, &Verdict::Unreachable(why)).await.unwrap();
    let found = addresses(&desk).await;
    let unreachable =
        json!({"failure": "bounced_permanent", "at": "2026-03-02T09:00:00Z", "reason": "550 no such user"});
    assert_eq!(found[0]["unreachable"], unreachable);
    let answer = set(json!({"address": address, "unreachable": false})).await.expect(200);
    assert_eq!((answer.get("unreachable"), answer.get("blocked").is_some()), (None, true), "the rest stays");
    let answer = set(json!({"address": address, "blocked": false})).await.expect(200);
    assert_eq!(answer, json!({"address": "bob@example.com"}));
    assert!(addresses(&desk).await.is_empty());

    let said = Said { by: Actor::system("mailbox"), at: desk.bench.now() };
    desk.bench.store.say_of(&bob, &Verdict::Trusted(said)).await.unwrap();
    assert_eq!(addresses(&desk).await[0]["trusted"]["by"], json!({"kind": "system", "name": "mailbox"}));
    assert_eq!(
        set(json!({"address": address, "trusted": false})).await.expect(200),
        json!({"address": "bob@example.com"})
    );

    let wrong = json!({"address": "bob", "trusted": true, "unreachable": true});
    let problem = set(wrong).await.expect_problem(400, "validation_failed");
    let fields: Vec<&str> =
        problem["errors"].as_array().unwrap().iter().map(|error| error["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["address", "trusted", "unreachable"]);
}
