//! What it takes to decide a new ticket on a desk that has set up much: `docs/benchmarks.md` says what the figure is for.
//!
//! The case is one that no shortcut helps. Each of 20 rules and 100 policies looks at a ticket almost to its end before it
//! turns out not to match, but for the last; the text is long, the calendars have lunch breaks, nights and holidays, and all of
//! 50 agents have to be looked at.

#![allow(clippy::unwrap_used, reason = "a benchmark that can not be set up has nothing to say")]

use std::collections::BTreeMap;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use guichet_domain::choosing::{Candidate, Wanted, choose};
use guichet_domain::{
    Actor, Agent, AgentId, Arrival, Availability, Body, Change, Channel, Configuration, Context, CustomerId,
    CustomerRef, Draft, EmailAddress, FieldId, Level, LinkSeed, Locale, OpenTicket, Routed, Rulebook, Subject, Ticket,
    TicketId,
};
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

const POLICIES: usize = 100;
const RULES: usize = 20;
const AGENTS: usize = 50;
const ORGANISATIONS: usize = 100;

/// A fifth of a page, some 2,000 characters with what is in them.
const PARAGRAPH: &str = "Bonjour, j’ai commandé deux paires de chaussures de randonnée le trois du mois, réglées \
aussitôt. La confirmation annonçait un départ sous deux jours ouvrés ; depuis, plus rien, et la page « mes commandes » indique \
toujours « en préparation ». Nous partons en montagne le vingt : où est le colis, s’il vous plaît ? ";

fn read<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

fn calendars() -> Value {
    let office = json!(["09:00-12:30", "13:30-18:00"]);
    let night = json!(["22:00-06:00"]);
    let week = |hours: &Value| json!({"monday": hours, "tuesday": hours, "wednesday": hours, "thursday": hours, "friday": hours});
    let exceptions: Vec<Value> = (1..=28)
        .map(|day| json!({"date": format!("2026-08-{day:02}"), "hours": ["10:00-16:00"], "name": "Summer"}))
        .collect();
    let holidays = json!([{"day": "01-01"}, {"day": "05-01"}, {"day": "07-14"}, {"day": "12-25"}]);
    json!([
        {"id": "paris", "name": "Paris", "time_zone": "Europe/Paris", "week": week(&office),
         "exceptions": exceptions, "holidays": holidays},
        {"id": "night", "name": "Night", "time_zone": "America/New_York", "week": week(&night), "holidays": holidays},
    ])
}

/// Nested, and false only where it is looked at last; true for the ticket of the benchmark if it is `last`.
fn rule(index: usize) -> Value {
    let last = index + 1 == RULES;
    json!({
        "id": format!("rule-{index}"),
        "name": format!("Rule {index}"),
        "when": {"all": [
            {"form": "default"},
            {"not": {"any": [
                {"language": "en"},
                {"sender": [format!("*@partner-{index}.example"), format!("boss-{index}@example.com")]},
                {"all": [{"type": "incident"}, {"words": [format!("alarm {index}"), "down"]}]},
            ]}},
            {"any": [
                {"words": [format!("refund {index}"), "money back", "chargeback", "deux jours ouvrables"]},
                {"all": [{"subject_words": "commande"}, {"not": {"tag": format!("seen-{index}")}}]},
            ]},
            {"any": [
                {"time": {"calendar": "paris", "is": "closed"}},
                {"all": [{"field": {"id": "product", "is": ["boots", "shoes"]}}, {"time": {"calendar": "night", "is": "open"}}]},
            ]},
            {"words": if last { json!(["le vingt", "mes commandes"]) } else { json!([format!("en montagne {index}"), "le trente"]) }},
        ]},
        "then": {
            "add_tags": [format!("tag-{index}")],
            "team": "technical",
            "priority": "high",
            "skills": {"french": 3, "shipping": 2, "returns": 2},
        },
    })
}

/// As above; what policies can not look at is left out.
fn policy(index: usize) -> Value {
    let last = index + 1 == POLICIES;
    let targets: BTreeMap<&str, Value> = [
        "first_response",
        "next_response",
        "periodic_update",
        "first_resolution",
        "total_resolution",
        "requester_wait",
        "agent_work",
        "time_in_tier",
    ]
    .into_iter()
    .map(|metric| (metric, json!({"critical": "1h", "high": "12h", "normal": "24h", "low": "80h calendar"})))
    .collect();
    let ladder: Vec<Value> = ["first_response", "first_resolution", "total_resolution", "time_in_tier"]
        .into_iter()
        .flat_map(|metric| {
            [("50 %", false), ("-30m", true), ("100 %", false), ("+2h", true)].map(|(at, business)| {
                json!({"metric": metric, "at": at, "actions": [{"notify": "team_lead"}], "business_hours_only": business})
            })
        })
        .collect();
    json!({
        "id": format!("policy-{index}"),
        "name": format!("Policy {index}"),
        "when": {"all": [
            {"not": {"any": [
                {"channel": ["phone", "chat"]},
                {"all": [{"type": "incident"}, {"priority": "critical"}]},
            ]}},
            {"any": [
                {"all": [{"team": ["sales", "billing"]}, {"brand": "outlet"}]},
                {"all": [{"form": "default"}, {"priority": ["high", "critical"]}, {"not": {"team": "sales"}}]},
            ]},
            {"any": [
                {"organisation": [format!("customer-{}", if last { ORGANISATIONS - 1 } else { index % (ORGANISATIONS - 1) })]},
                {"customer_tag": [format!("tier-{index}"), format!("gold-{index}")]},
            ]},
        ]},
        "calendar": "paris",
        "targets": targets,
        "warn_at_percent": 75,
        "pause_on_hold": true,
        "ladder": ladder,
    })
}

fn configuration() -> Configuration {
    let organisations: Vec<Value> = (0..ORGANISATIONS)
        .map(|index| {
            json!({
                "id": format!("customer-{index}"), "name": format!("Customer {index}"), "tags": ["vip", "europe"],
                "domains": [format!("customer-{index}.example"), format!("customer-{index}.test")],
            })
        })
        .collect();
    let team = |id: &str, tier: u8, next: Value| json!({"id": id, "name": id, "tier": tier, "escalates_to": next, "assignment": "skills", "calendar": "paris"});
    let agents: Vec<Value> = (0..AGENTS)
        .map(|index| {
            json!({
                "id": format!("agent-{index}"), "name": format!("Agent {index}"), "role": "agent",
                "email": format!("agent-{index}@desk.example"), "teams": ["technical", "sales"], "capacity": 20,
                "skills": {"french": 3 + index % 3, "shipping": 2 + index % 4, "returns": 2 + index % 2, "english": 5},
                "languages": ["en", "fr"], "shifts": "paris",
            })
        })
        .collect();
    let skills = ["french", "shipping", "returns", "english"].map(|id| json!({"id": id, "name": id}));
    let label = json!({"en": "Order", "fr": "Commande"});
    let configuration: Configuration = read(json!({
        "desk": {"calendar": "paris"},
        "calendars": calendars(),
        "organisations": organisations,
        "skills": skills,
        "teams": [
            team("sales", 1, json!("technical")), team("billing", 1, Value::Null), team("technical", 2, json!("experts")),
            team("experts", 3, Value::Null),
        ],
        "agents": agents,
        "forms": [{
            "id": "default", "brand": "outlet",
            "topics": [{"id": "order", "label": label, "team": "sales", "ticket_type": "question"}],
            "fields": [{"id": "product", "label": label}],
        }],
        "rules": (0..RULES).map(rule).collect::<Vec<_>>(),
        "policies": (0..POLICIES).map(policy).collect::<Vec<_>>(),
    }));
    let faults = configuration.check();
    assert!(faults.is_empty(), "a desk that could not be set up like this: {faults:?}");
    configuration
}

/// What the customer sent.
struct Question {
    subject: Subject,
    body: Body,
    sender: EmailAddress,
    fields: BTreeMap<FieldId, String>,
    at: Timestamp,
}

impl Question {
    fn new() -> Self {
        Self {
            subject: "Où est ma commande ?".parse().unwrap(),
            body: PARAGRAPH.repeat(6).parse().unwrap(),
            sender: format!("anna@fr.customer-{}.example", ORGANISATIONS - 1).parse().unwrap(),
            fields: BTreeMap::from([("product".parse().unwrap(), "shoes".to_owned())]),
            // A Friday before lunch, so that most targets lie behind a weekend.
            at: "2026-11-20T10:55:00Z".parse().unwrap(),
        }
    }

    fn route(&self, desk: &Rulebook) -> Routed {
        let form = &desk.configuration.forms[0];
        let draft = Draft {
            form,
            topic: &form.topics[0],
            channel: Channel::WebForm,
            urgency: Level::default(),
            subject: &self.subject,
            body: &self.body,
            sender: &self.sender,
            language: Locale::Fr,
            fields: &self.fields,
        };
        desk.route(&draft, self.at)
    }

    fn open(&self, routed: Routed, desk: &Rulebook) -> Change {
        let customer = CustomerId::of(&self.sender);
        let open = OpenTicket {
            id: "0199a5f0-0000-7000-8000-000000000001".parse::<TicketId>().unwrap(),
            number: 1001,
            customer: CustomerRef { id: customer, name: "Anna Keller".parse().unwrap(), email: self.sender.clone() },
            subject: self.subject.clone(),
            body: self.body.clone(),
            form: "default".parse().unwrap(),
            topic: "order".parse().unwrap(),
            channel: Channel::WebForm,
            locale: Locale::Fr,
            routed,
            fields: self.fields.clone(),
            follow_up_of: None,
            arrival: Arrival::default(),
            urgency: Level::default(),
            link_seed: LinkSeed("seed".to_owned()),
        };
        let actor = Actor::Customer { id: customer };
        Ticket::open(open, &Context { now: self.at, actor, desk, pinned: desk })
    }
}

/// Everybody is there and has room; who it is in the end is settled by the last thing that is compared.
fn agents(desk: &Rulebook) -> Vec<Agent> {
    let settings = desk.configuration.agents.iter();
    settings.map(|agent| Agent { availability: Availability::Online, open_load: 3, ..Agent::of(agent) }).collect()
}

fn assignee(ticket: &Ticket, agents: &[Agent], desk: &Rulebook, now: Timestamp) -> AgentId {
    let candidates: Vec<Candidate> = agents.iter().map(|agent| agent.candidate(desk, now)).collect();
    let wanted = Wanted::by(desk.team(&ticket.team).unwrap(), &ticket.skills, ticket.locale);
    choose(&wanted, &candidates).unwrap().agent.id.clone()
}

fn deciding(criterion: &mut Criterion) {
    let (desk, question) = (Rulebook::new(1, configuration()), Question::new());
    let agents = agents(&desk);
    let decide = || {
        let change = question.open(question.route(&desk), &desk);
        let agent = assignee(&change.after, &agents, &desk, question.at);
        (change, agent)
    };

    // The case is what it says: the last rule and the last policy, all clocks that begin with a ticket, an agent by skills.
    let (change, agent) = decide();
    let ticket = &change.after;
    assert_eq!(question.route(&desk).trace.len(), 1);
    assert_eq!(ticket.pin.as_ref().unwrap().policy, Some(format!("policy-{}", POLICIES - 1).parse().unwrap()));
    assert_eq!(ticket.clocks.iter().filter(|clock| clock.next_at.is_some()).count(), 6, "{:?}", ticket.clocks);
    assert_eq!((ticket.team.as_str(), ticket.skills.len(), agent.as_str()), ("technical", 3, "agent-11"));

    let mut group = criterion.benchmark_group("deciding");
    group.bench_function("one_ticket", |bencher| bencher.iter(|| black_box(decide())));
    group.bench_function("routing", |bencher| bencher.iter(|| black_box(question.route(&desk))));
    let routed = question.route(&desk);
    group.bench_function("opening", |bencher| bencher.iter(|| black_box(question.open(routed.clone(), &desk))));
    group.bench_function("choosing", |bencher| {
        bencher.iter(|| black_box(assignee(ticket, &agents, &desk, question.at)))
    });
    group.finish();
}

criterion_group!(benches, deciding);
criterion_main!(benches);
