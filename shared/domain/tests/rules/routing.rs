use std::collections::{BTreeMap, BTreeSet};

use guichet_domain::routing::{Set, check_rules, route};
use guichet_domain::{Faults, Priority, Routed, Rule, TeamFacts, TeamId, TicketType};
use serde_json::{Value, json};

use crate::history::text;
use crate::incoming::{Incoming, ids, known, read};

/// Support, then billing (beside it), then experts, then engineers.
fn teams() -> BTreeMap<TeamId, TeamFacts> {
    let above = |to: &str| Some(text(to));
    [("support", 1, above("experts")), ("billing", 1, above("experts")), ("experts", 2, above("engineers"))]
        .into_iter()
        .chain([("engineers", 3, None), ("loop", 1, above("pool")), ("pool", 1, above("loop"))])
        .map(|(id, tier, escalates_to)| (text(id), TeamFacts { tier: tier.try_into().unwrap(), escalates_to }))
        .collect()
}

fn rules(yaml: &str) -> Vec<Rule> {
    read(yaml).unwrap()
}

fn rule(id: &str, when: Value, then: Value) -> Rule {
    serde_json::from_value(json!({"id": id, "name": "A rule", "when": when, "then": then})).unwrap()
}

/// A rule that takes every ticket.
fn always(id: &str, then: Value) -> Rule {
    rule(id, json!({"all": []}), then)
}

fn routed(rules: &[Rule]) -> Routed {
    Incoming::ticket().look(|facts| route(rules, facts, &teams()))
}

fn trace(routed: &Routed) -> Value {
    serde_json::to_value(&routed.trace).unwrap()
}

#[test]
fn rules_run_in_order_and_each_sees_what_those_before_it_did() {
    let rules = rules(
        r#"
- id: refunds
  name: Refunds go to billing
  when: {words: [refund, "money back"]}
  then: {team: billing, add_tags: [refund], skills: {invoices: 3}}
- id: billing-gold
  name: Gold customers of billing first
  when: {all: [{team: billing}, {tag: refund}, {customer_tag: gold}]}
  then: {priority: high, type: service_request, policy: gold}
- id: support
  name: What stays with support
  when: {team: support}
  then: {priority: low}
- id: last
  name: High goes up
  when: {priority: high}
  then: {tier: 2, skills: {german: 2, invoices: 4}}
"#,
    );
    let routed = routed(&rules);
    assert_eq!((routed.team.as_str(), routed.tier), ("experts", Some(2.try_into().unwrap())));
    assert_eq!((routed.ticket_type, routed.priority), (TicketType::ServiceRequest, Priority::High));
    assert_eq!((&routed.tags, &routed.policy), (&ids(["paid", "refund"]), &Some(text("gold"))));
    assert_eq!(
        routed.skills,
        BTreeMap::from([(text("invoices"), 4.try_into().unwrap()), (text("german"), 2.try_into().unwrap())])
    );
    assert_eq!(
        trace(&routed),
        json!([
            {"rule": "refunds", "set": [{"team": "billing"}, {"tags": ["refund"]}, {"skills": {"invoices": 3}}]},
            {"rule": "billing-gold", "set": [{"type": "service_request"}, {"priority": "high"}, {"policy": "gold"}]},
            {"rule": "last", "set": [
                {"tier": {"tier": 2, "team": "experts"}},
                {"skills": {"german": 2, "invoices": 4}},
            ]},
        ])
    );
    let stored: Vec<guichet_domain::Applied> = serde_json::from_value(trace(&routed)).unwrap();
    assert_eq!(stored, routed.trace);
}

#[test]
fn a_rule_that_stops_is_the_last() {
    let rules = [always("stop", json!({"stop": true})), always("after", json!({"priority": "low"}))];
    let stopped = routed(&rules);
    assert_eq!(stopped.priority, Priority::Normal);
    assert_eq!(trace(&stopped), json!([{"rule": "stop", "stopped": true}]));
}

#[test]
fn a_rule_that_is_switched_off_does_nothing_but_can_be_tried() {
    let mut off = always("off", json!({"priority": "low", "stop": true}));
    off.enabled = false;
    let routed = routed(&[off.clone()]);
    assert_eq!((routed.priority, routed.trace.len()), (Priority::Normal, 0));
    assert!(Incoming::ticket().look(|facts| off.matches(facts)));
    assert_eq!(serde_json::to_value(&off).unwrap()["enabled"], json!(false));
}

#[test]
fn what_was_so_already_is_not_told() {
    let same = always("same", json!({"team": "support", "type": "question", "add_tags": ["paid"], "tier": 1}));
    assert_eq!(trace(&routed(&[same])), json!([{"rule": "same"}]));
    assert_eq!(trace(&routed(&[])), json!([]));
}

#[test]
fn a_tier_is_the_team_on_the_way_up() {
    let up = |from: &str, tier: u8| {
        let mut ticket = Incoming::ticket();
        ticket.team = text(from);
        let routed = ticket.look(|facts| route(&[always("up", json!({"tier": tier}))], facts, &teams()));
        let lost = routed.trace[0].set.contains(&Set::NoTeamOfTier(tier.try_into().unwrap()));
        assert_eq!(routed.tier.is_none(), lost);
        (routed.team.to_string(), lost)
    };
    assert_eq!(up("support", 2), ("experts".to_owned(), false));
    assert_eq!(up("support", 3), ("engineers".to_owned(), false));
    assert_eq!(up("experts", 2), ("experts".to_owned(), false));
    assert_eq!(up("experts", 1), ("experts".to_owned(), true), "nobody escalates downwards");
    assert_eq!(up("loop", 2), ("loop".to_owned(), true), "a circle has an end");
    assert_eq!(up("nowhere", 2), ("nowhere".to_owned(), true));
    let both = routed(&[always("both", json!({"team": "experts", "tier": 3}))]);
    assert_eq!(both.team.as_str(), "engineers", "the tier is the named team's");
}

#[test]
fn a_ticket_never_has_more_tags_than_it_may() {
    let mut ticket = Incoming::ticket();
    ticket.tags = (0..19).map(|n| text(&format!("t{n}"))).collect();
    let more = [always("more", json!({"add_tags": ["a", "b", "t1"]}))];
    let routed = ticket.look(|facts| route(&more, facts, &teams()));
    assert_eq!(routed.tags.len(), 20);
    assert_eq!(trace(&routed), json!([{"rule": "more", "set": [{"tags": ["a"]}, {"too_many_tags": ["b"]}]}]));
}

fn faults(rules: &[Rule]) -> Vec<String> {
    let mut faults = Faults::default();
    faults.key("rules", |faults| check_rules(rules, &known(), faults));
    faults.found().into_iter().map(|fault| format!("{} {}", fault.place, fault.code)).collect()
}

#[test]
fn everything_that_is_wrong_in_a_rule_is_reported_where_it_is() {
    let tags: BTreeSet<String> = (0..21).map(|n| format!("t{n}")).collect();
    let wrong = [
        always("a", json!({"stop": true})),
        always("a", json!({})),
        always("b", json!({"team": "sales", "policy": "iron", "skills": {"invoices": 5, "german": 1, "c": 1}})),
        rule("c", json!({"all": [{"team": "support"}, {"team": "billing"}]}), json!({"add_tags": tags})),
        rule("d", json!({"any": []}), json!({"tier": 2})),
    ];
    assert_eq!(
        faults(&wrong),
        [
            "rules[1].id duplicate",
            "rules[1].then no_action",
            "rules[2].then.team unknown",
            "rules[2].then.skills.c unknown",
            "rules[2].then.policy unknown",
            "rules[3].when matches_nothing",
            "rules[3].then.add_tags too_many",
            "rules[4].when.any empty",
        ]
    );
}

#[test]
fn a_desk_has_a_limited_number_of_rules() {
    let many: Vec<Rule> = (0..501).map(|n| always(&format!("r{n}"), json!({"stop": true}))).collect();
    assert_eq!(faults(&many), ["rules too_many"]);
    assert_eq!(faults(&many[..500]), [""; 0]);
}

#[test]
fn what_a_rule_does_not_know_is_refused() {
    let refused = |yaml: &str| read::<Rule>(yaml).unwrap_err().to_string();
    let unknown = refused("{id: a, name: A, when: {all: []}, then: {colour: red}}");
    assert!(unknown.contains("unknown field `colour`, expected one of `type`, `team`, `tier`"), "{unknown}");
    assert!(refused("{id: a, name: A, if: {all: []}, then: {stop: true}}").contains("unknown field `if`"));
    assert!(refused("{id: a, name: A, when: {all: []}, then: {tier: 4}}").contains("a tier is 1, 2 or 3"));
}
