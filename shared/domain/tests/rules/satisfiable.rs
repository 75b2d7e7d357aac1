//! What is said of a condition without any ticket is what a look at every ticket says.

use std::collections::{BTreeMap, BTreeSet};

use guichet_domain::condition::{can_hold, is_shadowed_by};
use guichet_domain::{Condition, Known, Locale, Priority, TicketType};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use crate::history::text;
use crate::incoming::{Incoming, ids};

/// A leaf that asks for some of the values; none is a fault, but one that has an answer.
fn leaf(name: &'static str, values: &'static [&'static str]) -> BoxedStrategy<Value> {
    subsequence(values, 0..=values.len()).prop_map(move |some| json!({name: some})).boxed()
}

fn nested(leaves: Vec<BoxedStrategy<Value>>) -> impl Strategy<Value = Condition> {
    let leaf = select(leaves).prop_flat_map(|leaf| leaf);
    let tree = leaf.prop_recursive(4, 16, 4, |part| {
        prop_oneof![
            prop::collection::vec(part.clone(), 0..4).prop_map(|parts| json!({"all": parts})),
            prop::collection::vec(part.clone(), 0..4).prop_map(|parts| json!({"any": parts})),
            part.prop_map(|part| json!({"not": part})),
        ]
    });
    tree.prop_map(|value| serde_json::from_value(value).unwrap())
}

/// Each ticket once with each of the values.
fn each<T>(tickets: Vec<Incoming>, values: &[T], set: impl Fn(&mut Incoming, &T)) -> Vec<Incoming> {
    let with = |ticket: &Incoming, value: &T| {
        let mut ticket = ticket.clone();
        set(&mut ticket, value);
        ticket
    };
    tickets.iter().flat_map(|ticket| values.iter().map(|value| with(ticket, value)).collect::<Vec<_>>()).collect()
}

/// Wherever a value may be one that no condition names, some ticket has such a one.
fn properties() -> (Vec<BoxedStrategy<Value>>, Vec<Incoming>) {
    let leaves = vec![
        leaf("priority", &["low", "normal", "high", "critical"]),
        leaf("language", &["en", "fr"]),
        leaf("form", &["default", "orders"]),
        leaf("brand", &["acme", "acme-pro"]),
        leaf("field", &["x", "y"]).prop_map(|leaf| json!({"field": {"id": "product", "is": leaf["field"]}})).boxed(),
        select(vec!["open", "closed"]).prop_map(|is| json!({"time": {"calendar": "paris", "is": is}})).boxed(),
    ];
    let mut tickets = each(vec![Incoming::ticket()], &Priority::ALL, |ticket, value| ticket.priority = *value);
    tickets = each(tickets, &Locale::ALL, |ticket, value| ticket.language = *value);
    tickets = each(tickets, &["default", "orders", "another"], |ticket, id| ticket.form = text(id));
    tickets = each(tickets, &[None, Some("acme"), Some("acme-pro")], |ticket, id| ticket.brand = id.map(text));
    tickets = each(tickets, &[None, Some("x"), Some("y")], |ticket, value| {
        ticket.fields = value.iter().map(|value| (text("product"), (*value).to_owned())).collect::<BTreeMap<_, _>>();
    });
    tickets = each(tickets, &[ids(["paris"]), BTreeSet::new()], |ticket, open| ticket.open = open.clone());
    (leaves, tickets)
}

fn writings() -> (Vec<BoxedStrategy<Value>>, Vec<Incoming>) {
    let senders = &["*@a.example", "ann@a.example", "ben@a.example", "ann@b.example"];
    let phrases = &["money", "back", "Money-Back", "?"];
    let leaves = vec![
        leaf("sender", senders),
        leaf("words", phrases),
        leaf("subject_words", phrases),
        leaf("tag", &["a", "b"]),
        leaf("customer_tag", &["a"]),
    ];
    let sent = ["ann@a.example", "ben@a.example", "eve@a.example", "ann@b.example", "eve@b.example"];
    let texts = ["x", "money", "back", "back, money", "money back"];
    let mut tickets = each(vec![Incoming::ticket()], &sent, |ticket, sender| ticket.sender = text(sender));
    tickets = each(tickets, &texts, |ticket, text| ticket.subject = (*text).to_owned());
    tickets = each(tickets, &texts, |ticket, text| ticket.body = (*text).to_owned());
    tickets = each(tickets, &[ids([]), ids(["a"]), ids(["b"]), ids(["a", "b"])], |ticket, tags| {
        ticket.tags = tags.clone();
    });
    tickets = each(tickets, &[ids([]), ids(["a"])], |ticket, tags| ticket.customer_tags = tags.clone());
    (leaves, tickets)
}

fn mixed() -> (Vec<BoxedStrategy<Value>>, Vec<Incoming>) {
    let leaves = vec![
        leaf("type", &["question", "incident", "service_request", "problem", "change", "task"]),
        leaf("organisation", &["initech", "other"]),
        leaf("words", &["money", "money back"]),
        leaf("sender", &["*@a.example", "ann@a.example"]),
    ];
    let mut tickets = each(vec![Incoming::ticket()], &TicketType::ALL, |ticket, value| ticket.ticket_type = *value);
    tickets = each(tickets, &[None, Some("initech"), Some("other")], |ticket, id| ticket.organisation = id.map(text));
    tickets = each(tickets, &["x", "money", "money back"], |ticket, text| ticket.body = (*text).to_owned());
    tickets = each(tickets, &["ann@a.example", "eve@a.example", "eve@b.example"], |ticket, sender| {
        ticket.sender = text(sender);
    });
    (leaves, tickets)
}

/// Whether any ticket matches `all` of the first and not the second, by looking at each.
fn some_match(tickets: &[Incoming], wanted: &Condition, except: Option<&Condition>) -> bool {
    tickets
        .iter()
        .any(|ticket| ticket.look(|facts| wanted.holds(facts) && !except.is_some_and(|except| except.holds(facts))))
}

fn agree((leaves, tickets): (Vec<BoxedStrategy<Value>>, Vec<Incoming>)) {
    let known = Known { forms: ids(["default", "orders"]), ..Known::default() };
    let of_known_forms: Vec<Incoming> =
        tickets.iter().filter(|ticket| known.forms.contains(&ticket.form)).cloned().collect();
    // Few conditions contradict themselves in a way that matters, and each costs little.
    let mut runner = TestRunner::new(ProptestConfig::with_cases(1_000));
    let law = |(earlier, later): (Condition, Condition)| {
        prop_assert_eq!(
            can_hold(&later, &Known::default()),
            some_match(&tickets, &later, None),
            "can {:?} hold",
            later
        );
        prop_assert_eq!(can_hold(&later, &known), some_match(&of_known_forms, &later, None), "can {:?} hold", later);
        let chosen = some_match(&tickets, &later, Some(&earlier));
        prop_assert_eq!(is_shadowed_by(&later, &earlier), !chosen, "{:?} after {:?}", later, earlier);
        Ok(())
    };
    if let Err(failure) = runner.run(&(nested(leaves.clone()), nested(leaves)), law) {
        panic!("{failure}");
    }
}

#[test]
fn what_can_hold_is_what_some_ticket_matches_by_its_properties() {
    agree(properties());
}

#[test]
fn what_can_hold_is_what_some_ticket_matches_by_what_is_written() {
    agree(writings());
}

#[test]
fn what_can_hold_is_what_some_ticket_matches_by_both() {
    agree(mixed());
}
