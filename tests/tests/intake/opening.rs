//! A ticket is opened, once.

use futures_util::future::join_all;
use guichet_domain::{CustomerId, EmailAddress, Locale, Priority, State, TicketType};
use guichet_store::cost;
use guichet_tests::PUBLIC_URL;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::door::{Door, Expect};

fn anna() -> CustomerId {
    CustomerId::of(&"anna@example.com".parse::<EmailAddress>().unwrap())
}

async fn tickets_of_anna(door: &Door) -> usize {
    door.bench.store.tickets_of(anna(), 100).await.unwrap().len()
}

#[tokio::test]
async fn the_form_says_what_it_offers() {
    let door = Door::open().await;
    let answer = door.get("/api/v1/forms/default").await;
    assert_eq!(answer.headers["cache-control"], "public, max-age=300");
    insta::assert_json_snapshot!("form", answer.expect(200));
}

#[tokio::test]
async fn what_was_written_is_what_is_stored() {
    let door = Door::open().await;
    let form = door.form(json!({"phone": " +33 1 23 45 67 89 ", "locale": "fr", "email": "Anna@Example.com"})).await;
    let answer = door.post("key-1", &form).await;
    assert_eq!(answer.headers["cache-control"], "no-store");
    let receipt = answer.expect(201);
    let token = receipt["token"].as_str().unwrap();
    assert_eq!(receipt["number"], 1001);
    assert_eq!(receipt["ticket_url"], format!("{PUBLIC_URL}/ticket/#{token}"));

    let ticket = door.bench.ticket_by_number(1001).await;
    assert_eq!((ticket.state, ticket.priority, ticket.locale), (State::New, Priority::Normal, Locale::Fr));
    assert_eq!((ticket.team.as_str(), ticket.ticket_type), ("billing", TicketType::ServiceRequest));
    assert_eq!((ticket.opened_at, ticket.clocks.len()), (door.bench.now(), 2));
    let customer = door.bench.store.customer(anna()).await.unwrap().unwrap();
    assert_eq!((customer.email.as_str(), customer.phone.unwrap().as_str()), ("anna@example.com", "+33 1 23 45 67 89"));

    let stored = door.bench.stored().await.concat();
    assert!(stored.contains("charged twice") && !stored.contains(token), "a token is stored as its hash only");
}

#[tokio::test]
async fn the_same_request_is_answered_alike_and_opens_one_ticket() {
    let door = Door::open().await;
    let form = door.form(json!({})).await;
    let first = door.post("key-1", &form).await.expect(201);
    door.bench.advance(SignedDuration::from_hours(30));
    // The challenge has expired by now; the retry is still the request that succeeded.
    assert_eq!(door.post("key-1", &form).await.expect(201), first);
    assert_eq!(tickets_of_anna(&door).await, 1);
}

#[tokio::test]
async fn the_same_request_many_times_at_once_opens_one_ticket() {
    let door = Door::open().await;
    let form = door.form(json!({})).await;
    let answers = join_all((0..8).map(|_| door.post("key-1", &form))).await;
    let receipts: Vec<Value> = answers.into_iter().map(|answer| answer.expect(201)).collect();
    assert!(receipts.iter().all(|receipt| *receipt == receipts[0]), "{receipts:?}");
    assert_eq!(tickets_of_anna(&door).await, 1);
}

#[tokio::test]
async fn a_key_is_free_again_when_its_record_has_expired() {
    let door = Door::open().await;
    let (first, _) = door.ticket("key-1", json!({})).await;
    door.bench.advance(SignedDuration::from_hours(8 * 24));
    // Nothing deletes by time in this database, so the old record is still there and must not be in the way.
    let (second, _) = door.ticket("key-1", json!({})).await;
    assert_eq!((first, second), (1001, 1002));
}

#[tokio::test]
async fn a_retry_may_present_the_challenge_that_it_spent() {
    let door = Door::open().await;
    let form = door.form(json!({})).await;
    let payload = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, form["altcha"].as_str().unwrap());
    let payload: Value = serde_json::from_slice(&payload.unwrap()).unwrap();
    // As if an attempt had come this far and no further.
    let (signature, until) = (payload["challenge"]["signature"].as_str().unwrap(), i64::MAX);
    assert!(door.bench.store.spend_challenge(signature, "key-1", until).await.unwrap());
    door.post("key-2", &form).await.expect_problem(409, "challenge_spent");
    door.post("key-1", &form).await.expect(201);
}

#[tokio::test]
async fn a_form_changes_nothing_about_a_known_customer() {
    let door = Door::open().await;
    door.ticket("key-1", json!({})).await;
    let (number, _) = door.ticket("key-2", json!({"name": "Somebody Else", "locale": "fr", "phone": "01 23"})).await;
    let customer = door.bench.store.customer(anna()).await.unwrap().unwrap();
    assert_eq!((customer.name.as_str(), customer.locale), ("Anna Keller", Locale::En));
    assert_eq!(customer.phone.unwrap().as_str(), "01 23");
    let ticket = door.bench.ticket_by_number(number).await;
    assert_eq!((ticket.customer.name.as_str(), ticket.locale), ("Somebody Else", Locale::Fr));
}

#[tokio::test]
async fn a_program_that_fills_in_everything_believes_it_succeeded() {
    let door = Door::open().await;
    let before = door.bench.stored().await.len();
    let form = door.form(json!({"website": "https://spam.example"})).await;
    let decoy = door.post("key-1", &form).await.expect(201);
    assert_eq!(door.post("key-1", &form).await.expect(201), decoy);
    let fields = |receipt: &Value| receipt.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(door.bench.stored().await.len(), before);
    door.read(decoy["token"].as_str().unwrap()).await.expect_problem(404, "link_invalid");
    let real = door.post("key-2", &door.form(json!({})).await).await.expect(201);
    assert_eq!(fields(&decoy), fields(&real));
    assert_eq!(decoy["token"].as_str().unwrap().len(), real["token"].as_str().unwrap().len());
}

/// What a ticket costs to open is part of what the desk promises. Raise the budget only with a reason.
#[tokio::test]
async fn opening_a_ticket_stays_within_its_budget() {
    let door = Door::open().await;
    // The rate windows of address and sender and the spent challenge: the price of a door that is open to everybody.
    let guards = 3.0;
    for (key, whose, budget) in [("key-1", "a new customer", 20.0), ("key-2", "a known customer", 18.0)] {
        let form = door.form(json!({})).await;
        let (answer, cost) = cost::measured(door.post(key, &form)).await;
        answer.expect(201);
        let (own, read) = (cost.write_units - guards, cost.read_units);
        println!("a ticket of {whose}: {own} write units, {guards} more for the guards, {read} read units");
        assert!(own <= budget, "{whose}: {cost:?}");
    }
}

/// None of them finds anybody of that address. Whose message is written first is the customer; what the others tell is added.
#[tokio::test]
async fn the_first_messages_of_a_customer_may_come_at_once() {
    let door = Door::open().await;
    let messages = ["Anna Keller", "A. Keller", "Keller", "Anna"].into_iter().enumerate().map(async |(n, name)| {
        let form = door.form(json!({"name": name, "phone": format!("01 0{n}")})).await;
        door.post(&format!("key-{n}"), &form).await.expect(201)
    });
    join_all(messages).await;
    assert_eq!(tickets_of_anna(&door).await, 4);
    let stored = door.bench.store.customer(anna()).await.unwrap().unwrap();
    let of = ["Anna Keller", "A. Keller", "Keller", "Anna"].iter().position(|name| *name == stored.name.as_str());
    assert_eq!(stored.phone.unwrap().as_str(), format!("01 0{}", of.unwrap()), "one of them as a whole");
}
