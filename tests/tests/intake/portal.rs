//! What a customer sees of a ticket and does to it.

use futures_util::future::join_all;
use guichet_domain::{Assignee, AssignmentReason, Command, Event, FollowUp, State};
use guichet_tests::agent;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::door::{Door, Expect};

fn said(ticket: &Value) -> Vec<(&str, &str, &str)> {
    let text = |message: &'_ Value, name: &str| message[name].as_str().unwrap().to_owned().leak() as &str;
    let messages = ticket["messages"].as_array().unwrap().iter();
    messages.map(|message| (text(message, "author"), text(message, "author_name"), text(message, "body"))).collect()
}

/// What an agent does before the customer looks again.
async fn close(door: &Door, number: u64) {
    let ticket = door.bench.ticket_by_number(number).await;
    let closed = Command::ChangeState { to: State::Closed, resolution: None, until: None };
    door.bench.act("mia", ticket.id, closed).await;
}

#[tokio::test]
async fn a_customer_sees_what_was_said_to_them_and_nothing_else() {
    let door = Door::open().await;
    let (number, token) = door.ticket("key-1", json!({"message": "<script>alert(1)</script> & more"})).await;
    let id = door.bench.ticket_by_number(number).await.id;
    let mia = Assignee { agent: agent("mia"), reason: AssignmentReason::Claimed };
    door.bench.advance(SignedDuration::from_mins(5));
    door.bench.act("mia", id, Command::Claim(mia)).await;
    door.bench.act("mia", id, Command::note("Between us: a difficult case.".parse().unwrap())).await;
    let (body, then) = ("I am looking into it.".parse().unwrap(), None);
    door.bench.act("mia", id, Command::agent_reply(body, then)).await;
    let (body, then) = ("So am I.".parse().unwrap(), None);
    door.bench.act("gone", id, Command::agent_reply(body, then)).await;

    let answer = door.read(&token).await;
    assert_eq!(answer.headers["cache-control"], "no-store");
    let ticket = answer.expect(200);
    insta::assert_json_snapshot!("portal_ticket", ticket);
    let text = ticket.to_string();
    assert!(!text.contains("Between us") && !text.contains("desk.example.com") && !text.contains("\"mia\""));
}

#[tokio::test]
async fn an_answer_wakes_the_ticket_and_is_added_once() {
    let door = Door::open().await;
    let (number, token) = door.ticket("key-1", json!({})).await;
    let id = door.bench.ticket_by_number(number).await.id;
    let (body, then) = ("Which one?".parse().unwrap(), None);
    door.bench.act("mia", id, Command::agent_reply(body, then)).await;
    assert_eq!(door.read(&token).await.expect(200)["state"], "waiting_customer");

    let answers = join_all((0..5).map(|_| door.reply(&token, "key-1", "The second one.\r\nThank you."))).await;
    for answer in answers {
        let ticket = answer.expect(201);
        assert_eq!(ticket["state"], "open");
        assert_eq!(said(&ticket)[2..], [("customer", "Anna Keller", "The second one.\nThank you.")]);
    }
    door.reply(&token, "key-1", "Another text.").await.expect_problem(422, "idempotency_key_reused");
    let problem = door.reply(&token, "key-2", "  ").await.expect_problem(400, "validation_failed");
    insta::assert_json_snapshot!("reply_without_message", problem);
    let log = door.bench.store.log(id).await.unwrap();
    assert_eq!(log.iter().filter(|r| matches!(r.event, Event::CustomerReplied { .. })).count(), 1);
}

#[tokio::test]
async fn settled_and_not_settled_after_all() {
    let door = Door::open().await;
    let (_, token) = door.ticket("key-1", json!({})).await;
    let may = |ticket: &Value| ["can_reply", "can_resolve", "can_reopen"].map(|name| ticket[name].as_bool().unwrap());
    assert_eq!(may(&door.read(&token).await.expect(200)), [true, true, false]);

    let resolved = door.resolve(&token).await.expect(200);
    assert_eq!((resolved["state"].as_str(), may(&resolved)), (Some("resolved"), [true, false, true]));
    assert_eq!(door.resolve(&token).await.expect(200), resolved, "a second click changes nothing");

    let reopened = door.reopen(&token, json!({})).await.expect(200);
    assert_eq!((reopened["state"].as_str(), may(&reopened)), (Some("open"), [true, true, false]));
    assert_eq!(door.reopen(&token, json!({})).await.expect(200), reopened, "nor does this");

    door.resolve(&token).await.expect(200);
    let reopened = door.reopen(&token, json!({"message": "It broke again."})).await.expect(200);
    assert_eq!((reopened["state"].as_str(), said(&reopened).len()), (Some("open"), 2));

    door.resolve(&token).await.expect(200);
    assert_eq!(door.reply(&token, "key-9", "And again.").await.expect(201)["state"], "open");
}

#[tokio::test]
async fn a_closed_ticket_can_be_read_and_no_more_if_its_team_says_so() {
    let door = Door::open().await;
    door.bench.reconfigure(|desk| desk.teams[0].follow_up = FollowUp::Reject).await;
    let (number, token) = door.ticket("key-1", json!({})).await;
    door.reply(&token, "key-1", "One more thing.").await.expect(201);
    close(&door, number).await;
    let ticket = door.read(&token).await.expect(200);
    for may in ["can_reply", "can_resolve", "can_reopen"] {
        assert_eq!(ticket[may], false);
    }
    let refused = door.reply(&token, "key-2", "And another.").await.expect_problem(409, "ticket_closed");
    insta::assert_json_snapshot!("ticket_closed", refused);
    door.resolve(&token).await.expect_problem(409, "ticket_closed");
    door.reopen(&token, json!({})).await.expect_problem(409, "ticket_closed");
    door.reopen(&token, json!({"message": "Please."})).await.expect_problem(409, "ticket_closed");
    // What was accepted before stays accepted, however late its retry comes.
    assert_eq!(said(&door.reply(&token, "key-1", "One more thing.").await.expect(201)).len(), 2);
}

#[tokio::test]
async fn rule_18_what_is_written_on_a_closed_ticket_goes_on_in_another() {
    let door = Door::open().await;
    let (number, token) = door.ticket("key-1", json!({})).await;
    let old = door.bench.ticket_by_number(number).await;
    let tags = Command::SetTags(["refund".parse().unwrap()].into());
    door.bench.act("mia", old.id, tags).await;
    close(&door, number).await;
    let closed = door.read(&token).await.expect(200);
    assert_eq!((&closed["can_reply"], &closed["reply_opens_follow_up"]), (&json!(true), &json!(true)));

    // Sent at once and again, it opens one.
    let answers = join_all((0..5).map(|_| door.reply(&token, "key-2", "It came back."))).await;
    let receipts: Vec<Value> = answers.into_iter().map(|answer| answer.expect(201)["follow_up"].clone()).collect();
    assert!(receipts.iter().all(|receipt| *receipt == receipts[0]), "{receipts:?}");
    let new_token = receipts[0]["token"].as_str().unwrap();
    let new = door.bench.ticket_by_number(receipts[0]["number"].as_u64().unwrap()).await;
    assert_eq!((new.follow_up_of, &new.subject, &new.team, new.tags.len()), (Some(old.id), &old.subject, &old.team, 1));
    assert!(!new.clocks.is_empty(), "its service levels begin anew");
    let read = door.read(new_token).await.expect(200);
    assert_eq!(said(&read), [("customer", "Anna Keller", "It came back.")]);
    assert_eq!(said(&door.read(&token).await.expect(200)).len(), 1, "the closed one stays as it was");

    // What comes after goes where the conversation is, until that is closed as well.
    let more = door.reply(&token, "key-3", "Any news?").await.expect(201);
    assert_eq!(more["follow_up"]["number"], new.number);
    assert_eq!(said(&door.read(new_token).await.expect(200)).len(), 2);
    close(&door, new.number).await;
    let third = door.reply(&token, "key-4", "Once more.").await.expect(201);
    let third = door.bench.ticket_by_number(third["follow_up"]["number"].as_u64().unwrap()).await;
    assert_eq!(third.follow_up_of, Some(new.id));
}

#[tokio::test]
async fn rule_18_within_its_time_the_closed_ticket_opens_again_and_afterwards_another_does() {
    let door = Door::open().await;
    let within = FollowUp::ReopenWithin("240h".parse().unwrap());
    door.bench.reconfigure(|desk| desk.teams[0].follow_up = within).await;
    let (number, token) = door.ticket("key-1", json!({})).await;
    close(&door, number).await;
    door.bench.advance(SignedDuration::from_hours(239));
    let reopened = door.reply(&token, "key-2", "It came back.").await.expect(201);
    assert_eq!((reopened["state"].as_str(), reopened.get("follow_up")), (Some("open"), None));
    close(&door, number).await;
    door.bench.advance(SignedDuration::from_hours(241));
    let followed = door.reply(&token, "key-3", "And again.").await.expect(201);
    assert_eq!(followed["state"], "closed");
    assert!(followed["follow_up"]["ticket_url"].as_str().unwrap().contains("/ticket/#"));
}

#[tokio::test]
async fn answers_to_one_ticket_have_their_limit() {
    let door = Door::with(&[("RATE_PER_TICKET", "2")]).await;
    let (_, token) = door.ticket("key-1", json!({})).await;
    door.reply(&token, "a", "One.").await.expect(201);
    door.reply(&token, "b", "Two.").await.expect(201);
    let refused = door.reply(&token, "c", "Three.").await;
    assert_eq!(refused.headers["retry-after"], "3600");
    refused.expect_problem(429, "rate_limited");
    door.reply(&token, "b", "Two.").await.expect(201);
    door.bench.advance(SignedDuration::from_hours(1));
    door.reply(&token, "c", "Three.").await.expect(201);
}

#[tokio::test]
async fn names_are_those_of_the_agents_now() {
    let door = Door::open().await;
    let (number, token) = door.ticket("key-1", json!({})).await;
    let id = door.bench.ticket_by_number(number).await.id;
    let (body, then) = ("Hello.".parse().unwrap(), None);
    door.bench.act("mia", id, Command::agent_reply(body, then)).await;
    let mut mia = door.bench.agent("mia").await;
    mia.name = "Mia Winter".parse().unwrap();
    door.bench.hire(&mia).await;
    assert_eq!(said(&door.read(&token).await.expect(200))[1], ("agent", "Mia Winter", "Hello."));
}
