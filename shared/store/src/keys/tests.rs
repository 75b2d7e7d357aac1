use std::collections::BTreeSet;

use guichet_domain::{
    Actor, Arrival, Channel, Context, CustomerRef, Level, LinkSeed, Locale, OpenTicket, Priority, Routed, Rulebook,
    TicketType,
};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;

pub(crate) fn ticket_id() -> impl Strategy<Value = TicketId> {
    any::<u128>().prop_map(|value| TicketId(Uuid::from_u128(value)))
}

fn customer_id() -> impl Strategy<Value = CustomerId> {
    any::<u128>().prop_map(|value| CustomerId(Uuid::from_u128(value)))
}

/// Any instant that a help desk can meet, near others and far from them, with and without fractions.
pub(crate) fn instant() -> impl Strategy<Value = Timestamp> {
    let at = |microseconds: i64| Timestamp::from_microsecond(microseconds).unwrap();
    let near = 1_772_000_000_000_000..1_772_000_000_000_100_i64;
    prop_oneof![(0..253_402_207_200_000_000_i64).prop_map(at), near.prop_map(at), Just(at(0)), Just(Timestamp::MAX)]
}

/// Everything that people or another system may call a team or an agent; often two that begin alike.
fn name() -> impl Strategy<Value = String> {
    prop_oneof!["[a-zA-Z0-9_.:|@-]{1,64}", "[ab:|-]{1,3}"]
}

fn ticket_at(at: Timestamp, number: u64) -> Ticket {
    let email = "anna@example.com".parse().unwrap();
    let customer = CustomerRef { id: CustomerId::of(&email), name: "Anna".parse().unwrap(), email };
    let desk = Rulebook::default();
    let command = OpenTicket {
        id: TicketId(Uuid::from_u128(1)),
        number,
        customer,
        subject: "The invoice".parse().unwrap(),
        body: "It was charged twice.".parse().unwrap(),
        form: "default".parse().unwrap(),
        topic: "invoice".parse().unwrap(),
        channel: Channel::WebForm,
        locale: Locale::En,
        routed: Routed::unchanged("billing".parse().unwrap(), TicketType::Question, Priority::default()),
        fields: Default::default(),
        follow_up_of: None,
        arrival: Arrival::default(),
        urgency: Level::Medium,
        link_seed: LinkSeed("seed".to_owned()),
    };
    let actor = Actor::Customer { id: command.customer.id };
    Ticket::open(command, &Context { now: at, actor, desk: &desk, pinned: &desk }).after
}

proptest! {
    #[test]
    fn sequence_numbers_sort_as_they_count(a in 0..10_000_000_000_u64, b in 0..10_000_000_000_u64, near in 0..3_u64) {
        for (a, b) in [(a, b), (a, a + near), (a % 20, b % 20)] {
            let order = a.cmp(&b);
            prop_assert_eq!(event_sk(a).cmp(&event_sk(b)), order, "{} {}", a, b);
        }
        prop_assert!(event_sk(a).as_str() > EVENT_PREFIX && event_sk(a).as_str() < TICKET_SK, "before the ticket");
    }

    #[test]
    fn instants_sort_as_they_pass(a in instant(), b in instant(), one in any::<u64>(), other in any::<u64>()) {
        if a != b {
            prop_assert_eq!(due_sk(a, one).cmp(&due_sk(b, other)), a.cmp(&b), "whatever the numbers");
        } else {
            prop_assert_eq!(due_sk(a, one) == due_sk(b, other), one == other);
        }
        prop_assert_eq!(due_sk(a, one).as_str() < due_before(b).as_str(), a < b, "due is what lies before now");
        prop_assert!(due_sk(a, one).as_str() > FIRST && due_sk(a, one).as_str() < LAST);
        prop_assert_eq!(parse_due_sk(&due_sk(a, one)), Some(a));
    }

    #[test]
    fn queues_sort_by_their_instants(
        a in 0..200_000_000_000_000_000_i64, b in 0..200_000_000_000_000_000_i64, one in any::<u64>(), other in any::<u64>()
    ) {
        let at = |microseconds| Timestamp::from_microsecond(microseconds).unwrap();
        let (first, second) = (ticket_at(at(a), one), ticket_at(at(b), other));
        let by_number = one.to_string().cmp(&other.to_string());
        let order = first.due_at().cmp(&second.due_at()).then(by_number);
        prop_assert_eq!(queue_sk(&first).cmp(&queue_sk(&second)), order);
        let mut never_due = second;
        never_due.clocks.clear();
        prop_assert!(queue_sk(&first) < queue_sk(&never_due), "who has no deadline comes last");
        prop_assert!(is_queue_sk(&queue_sk(&first)) && is_queue_sk(&queue_sk(&never_due)));
    }

    #[test]
    fn keys_are_read_back(id in ticket_id(), seq in any::<u64>(), name in name()) {
        prop_assert_eq!(parse_ticket_pk(&ticket_pk(id)), Some(id));
        prop_assert_eq!(parse_ticket_pk(&ticket(id).pk), Some(id));
        prop_assert_eq!(parse_event_sk(&event_sk(seq)), Some(seq));
        prop_assert_eq!(parse_event_sk(&events(id, seq).sk), Some(seq));
        let team: TeamId = name.parse().unwrap();
        prop_assert_eq!(parse_counts_sk(&counts(&team).sk), Some(team));
        let agent: AgentId = name.parse().unwrap();
        prop_assert_eq!(crate::commit::load_agent(&agent_load(&agent).sk), Some(agent.clone()));
        prop_assert_eq!(crate::commit::load_agent(&presence(&agent).sk), None);
    }

    /// What parses is a key: the same text comes out again.
    #[test]
    fn nothing_else_is_read_as_a_key(text in "\\PC{0,60}", tail in "[0-9a-f+# -]{0,40}") {
        for text in [text, format!("TICKET#{tail}"), format!("EVENT#{tail}"), format!("TEAM#{tail}")] {
            if let Some(id) = parse_ticket_pk(&text) {
                prop_assert_eq!(ticket_pk(id), text.clone());
            }
            if let Some(seq) = parse_event_sk(&text) {
                prop_assert_eq!(event_sk(seq), text.clone());
            }
            if let Some(team) = parse_counts_sk(&text) {
                prop_assert_eq!(counts(&team).sk, text);
            }
        }
    }

    /// Two things never share an item: every key that can be built from one set of ids and from another differs, except
    /// where the ids are the same.
    #[test]
    fn different_ids_have_different_keys(a in ids(), b in ids()) {
        let (one, other) = (every_key(&a), every_key(&b));
        let mut all = BTreeSet::new();
        for (what, of, key) in one.iter().chain(&other) {
            all.insert((key.pk.clone(), key.sk.clone(), *what, of.clone()));
        }
        let keys: BTreeSet<_> = all.iter().map(|(pk, sk, ..)| (pk, sk)).collect();
        prop_assert_eq!(keys.len(), all.len());
    }

    #[test]
    fn lanes_of_different_teams_are_different_partitions(a in name(), b in name()) {
        let (a, b): (TeamId, TeamId) = (a.parse().unwrap(), b.parse().unwrap());
        let teams = BTreeSet::from([a, b]);
        let lanes = [Lane::Unassigned, Lane::Assigned, Lane::Done, Lane::Spam];
        let partitions: BTreeSet<_> = teams.iter().flat_map(|team| lanes.map(|lane| queue_pk(team, lane))).collect();
        prop_assert_eq!(partitions.len(), 4 * teams.len());
    }

    #[test]
    fn a_shard_is_one_of_those_that_are_swept(id in ticket_id()) {
        prop_assert!(due_shard(id) < DUE_SHARDS);
    }

    #[test]
    fn a_hash_is_hexadecimal_and_tells_nothing(value in "[ -~]{5,40}") {
        let hash = hash(&value);
        prop_assert!(hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit()) && !hash.contains(&value));
    }
}

#[derive(Clone, Debug)]
struct Ids {
    ticket: TicketId,
    customer: CustomerId,
    name: String,
    other: String,
    number: u64,
}

/// Few different values, so that two draws often share some of them.
fn ids() -> impl Strategy<Value = Ids> {
    let ticket = prop_oneof![ticket_id(), (0..3_u128).prop_map(|value| TicketId(Uuid::from_u128(value)))];
    let number = prop_oneof![any::<u64>(), 0..12_u64];
    (ticket, customer_id(), name(), name(), number).prop_map(|(ticket, customer, name, other, number)| Ids {
        ticket,
        customer,
        name,
        other,
        number,
    })
}

/// Each key with what it is of. The tables differ too, but the keys do not lean on it.
fn every_key(ids: &Ids) -> Vec<(&'static str, String, Key)> {
    let Ids { ticket: id, customer: whose, name, other, number: n } = ids;
    let (team_id, agent_id): (TeamId, AgentId) = (name.parse().unwrap(), name.parse().unwrap());
    let window = i64::try_from(*n % 100).unwrap();
    vec![
        ("ticket", id.to_string(), ticket(*id)),
        ("events", format!("{id} {n}"), events(*id, *n)),
        ("number", n.to_string(), number(*n)),
        ("counter", String::new(), number_counter()),
        ("presence", name.clone(), presence(&agent_id)),
        ("load", name.clone(), agent_load(&agent_id)),
        ("customer", whose.to_string(), customer(*whose)),
        ("head", String::new(), configuration_head()),
        ("revision", n.to_string(), configuration(*n)),
        ("change", n.to_string(), configuration_change(*n)),
        ("counts", name.clone(), counts(&team_id)),
        ("link", hash(name), link(&hash(name))),
        ("idempotency", format!("{name} {other}"), idempotency(name, other)),
        ("claim", format!("mail#{id}#{n}"), claim(&format!("mail#{id}#{n}"))),
        ("rate", format!("{name} {window}"), rate_window("sender", name, window)),
        ("rate of address", format!("{name} {window}"), rate_window("address", name, window)),
        ("spent", name.clone(), spent_challenge(name)),
        ("counted", format!("{id} {n}"), counted(*id, *n)),
    ]
}

#[test]
fn all_shards_share_the_work() {
    let mut tickets = [0_u32; DUE_SHARDS as usize];
    for _ in 0..4_000 {
        // As the functions make them.
        tickets[usize::from(due_shard(TicketId(Uuid::now_v7())))] += 1;
    }
    // 500 each; a shard that is off by a quarter is no accident.
    assert!(tickets.iter().all(|count| (375..625).contains(count)), "{tickets:?}");
}

#[test]
fn times_before_any_help_desk_are_the_first_instant() {
    let early: Timestamp = "1969-12-31T23:59:59Z".parse().unwrap();
    assert_eq!(due_before(early), due_before(Timestamp::UNIX_EPOCH));
    assert_eq!(due_before(Timestamp::MAX).len(), due_before(early).len());
}
