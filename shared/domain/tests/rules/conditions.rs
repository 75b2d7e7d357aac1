use guichet_domain::{Condition, Faults};
use serde_json::{Value, json};

use crate::history::text;
use crate::incoming::{Incoming, ids, known, read};

const EVERYTHING: &str = r#"
all:
  - form: default
  - topic: [invoice, refund]
  - any:
      - words: [refund, "money back"]
      - sender: ["*@example.com", anna@example.org]
  - not: {language: fr}
  - field: {id: product, is: [x, y]}
  - time: {calendar: paris, is: open}
  - type: question
  - priority: [low, normal]
  - channel: web_form
  - organisation: initech
  - customer_tag: [gold, silver]
  - team: support
  - brand: acme
  - tag: paid
  - subject_words: charged
"#;

fn condition(yaml: &str) -> Condition {
    read(yaml).unwrap()
}

fn refused(yaml: &str) -> String {
    read::<Condition>(yaml).unwrap_err().to_string()
}

fn faults(check: impl FnOnce(&mut Faults)) -> Vec<String> {
    let mut faults = Faults::default();
    faults.key("when", check);
    faults.found().into_iter().map(|fault| format!("{} {}", fault.place, fault.code)).collect()
}

#[test]
fn a_condition_is_written_as_it_was_read() {
    let read = condition(EVERYTHING);
    let written = serde_json::to_value(&read).unwrap();
    assert_eq!(written, serde_yaml_ng::from_str::<Value>(EVERYTHING).unwrap());
    assert_eq!(serde_json::from_value::<Condition>(written).unwrap(), read);
    assert_eq!(serde_json::to_value(condition("tag: [one]")).unwrap(), json!({"tag": ["one"]}));
    assert_eq!(faults(|faults| read.check(&known(), faults)), [""; 0]);
    assert!(Incoming::ticket().matches(&read));
}

#[test]
fn what_can_not_be_read_is_told_with_what_can() {
    let unknown = refused("colour: red");
    assert!(unknown.starts_with("unknown variant `colour`, expected one of `all`, `any`, `not`, `type`"), "{unknown}");
    assert!(refused("priority: urgent").contains("expected one of `low`, `normal`, `high`, `critical`"));
    assert!(refused("priority: [low, urgent]").contains("unknown variant `urgent`"));
    assert!(refused("time: {calendar: paris, is: open, at: noon}").contains("unknown field `at`"));
    assert!(refused("field: {id: product, are: x}").contains("unknown field `are`"));
    assert!(refused("tag: 5").contains("expected a text or a list of texts"));
    assert!(refused("sender: example.com").contains("an address such as name@example.com is expected"));
    assert!(refused("{form: default, team: support}").contains("single key"), "one leaf at a time");
}

#[test]
fn rule_04_each_leaf_looks_at_its_own_part_of_the_ticket() {
    let ticket = Incoming::ticket();
    for (holds, does_not) in [
        ("type: [incident, question]", "type: incident"),
        ("priority: normal", "priority: [high, critical]"),
        ("channel: web_form", "channel: [email, phone]"),
        ("organisation: initech", "organisation: acme"),
        ("customer_tag: [gold, silver]", "customer_tag: paid"),
        ("team: support", "team: billing"),
        ("form: default", "form: orders"),
        ("brand: acme", "brand: acme-pro"),
        ("topic: [refund, invoice]", "topic: refund"),
        ("tag: PAID", "tag: gold"),
        ("words: [nothing, CHARGED]", "words: charge"),
        ("words: money back", "words: back money"),
        ("words: rembourse", "words: twice I"),
        ("subject_words: twice", "subject_words: money"),
        ("sender: Anna@Example.org", "sender: ann@example.org"),
        ("sender: '*@example.org'", "sender: ['*@example.com', '*@mail.example.org']"),
        ("language: [en, fr]", "language: fr"),
        ("field: {id: product, is: [x, y]}", "field: {id: product, is: X}"),
        ("time: {calendar: paris, is: open}", "time: {calendar: paris, is: closed}"),
        ("time: {calendar: tokyo, is: closed}", "time: {calendar: tokyo, is: open}"),
    ] {
        assert!(ticket.matches(&condition(holds)), "{holds}");
        assert!(!ticket.matches(&condition(does_not)), "{does_not}");
    }
}

#[test]
fn rule_04_what_a_ticket_does_not_have_is_never_matched() {
    let mut ticket = Incoming::ticket();
    (ticket.brand, ticket.organisation) = (None, None);
    ticket.fields.clear();
    ticket.tags.clear();
    for leaf in ["brand: acme", "organisation: initech", "field: {id: product, is: x}", "tag: paid"] {
        assert!(!ticket.matches(&condition(leaf)), "{leaf}");
        assert!(ticket.matches(&condition(&format!("not: {{{leaf}}}"))), "not {leaf}");
    }
}

#[test]
fn rule_04_all_any_and_not_nest() {
    let ticket = Incoming::ticket();
    for (yaml, holds) in [
        ("all: []", true),
        ("any: []", false),
        ("not: {any: []}", true),
        ("all: [{tag: paid}, {tag: gone}]", false),
        ("any: [{tag: paid}, {tag: gone}]", true),
        ("not: {all: [{tag: paid}, {not: {tag: gone}}]}", false),
        ("all: [{any: [{tag: gone}, {not: {any: [{tag: gone}]}}]}, {not: {not: {tag: paid}}}]", true),
    ] {
        assert_eq!(ticket.matches(&condition(yaml)), holds, "{yaml}");
    }
}

#[test]
fn everything_that_is_wrong_is_reported_where_it_is() {
    let wrong = condition(
        r"
all:
  - form: [default, defualt]
  - any: []
  - not: {topic: nothing}
  - words: ['?!', refund]
  - words: ' '
  - tag: []
  - field: {id: colour, is: []}
  - time: {calendar: mars, is: open}
  - any: [{team: sales}, {brand: other}, {organisation: other}]
",
    );
    assert_eq!(
        faults(|faults| wrong.check(&known(), faults)),
        [
            "when.all[0].form[1] unknown",
            "when.all[1].any empty",
            "when.all[2].not.topic unknown",
            "when.all[3].words[0] blank",
            "when.all[4].words blank",
            "when.all[5].tag empty",
            "when.all[6].field.id unknown",
            "when.all[6].field.is empty",
            "when.all[7].time.calendar unknown",
            "when.all[8].any[0].team unknown",
            "when.all[8].any[1].brand unknown",
            "when.all[8].any[2].organisation unknown",
        ]
    );
    let long = condition(&format!("subject_words: {}", "é".repeat(81)));
    assert_eq!(faults(|faults| long.check(&known(), faults)), ["when.subject_words too_long"]);
}

#[test]
fn a_condition_has_its_limits() {
    let nested = |depth| (0..depth).fold(condition("tag: a"), |inner, _| Condition::Not(Box::new(inner)));
    assert_eq!(faults(|faults| nested(10).check(&known(), faults)), [""; 0]);
    assert_eq!(faults(|faults| nested(11).check(&known(), faults)), [format!("when{} too_deep", ".not".repeat(10))]);
    for part in ["tag: a", "all: []"] {
        let leaves = |count| Condition::All(vec![condition(part); count]);
        assert_eq!(faults(|faults| leaves(200).check(&known(), faults)), [""; 0]);
        assert_eq!(faults(|faults| leaves(201).check(&known(), faults)), ["when too_large"]);
    }
}

#[test]
fn rule_04_a_policy_looks_only_at_what_stays_known_of_a_ticket() {
    let all = condition(EVERYTHING);
    assert_eq!(
        faults(|faults| all.check_for_policy(&known(), faults)),
        [
            "when.all[1].topic not_for_policies",
            "when.all[2].any[0].words not_for_policies",
            "when.all[2].any[1].sender not_for_policies",
            "when.all[3].not.language not_for_policies",
            "when.all[4].field not_for_policies",
            "when.all[5].time not_for_policies",
            "when.all[13].tag not_for_policies",
            "when.all[14].subject_words not_for_policies",
        ]
    );
}

#[test]
fn rule_04_the_first_match_in_a_list_wins() {
    let list = ["customer_tag: silver", "{all: [{priority: normal}, {not: {tag: vip}}]}", "all: []"].map(condition);
    let first = |ticket: &Incoming| list.iter().position(|condition| ticket.matches(condition));
    let mut ticket = Incoming::ticket();
    assert_eq!(first(&ticket), Some(1));
    ticket.customer_tags = ids(["gold", "silver"]);
    assert_eq!(first(&ticket), Some(0));
    (ticket.customer_tags, ticket.tags) = (ids([]), ids(["vip"]));
    assert_eq!(first(&ticket), Some(2));
    ticket.team = text("billing");
    assert_eq!(first(&ticket), Some(2));
}
