//! A desk of three teams and two agents, and short ways to do what its functions do.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use aws_sdk_dynamodb::types::AttributeValue;
use guichet_domain::{
    Actor, Agent, Arrival, Assignee, AssignmentReason, Change, Channel, Command, Context, Customer, CustomerId,
    CustomerRef, Event, Level, LinkSeed, Locale, OpenTicket, Priority, Recorded, Routed, Rulebook, State, Team, TeamId,
    Ticket, TicketId, TicketType, Tier,
};
use guichet_runtime::ids;
use guichet_store::{CommitError, Deed, Extras, IdempotencyRecord, Learned, Link, Stale, Store, keys};
use guichet_tests::{Workbench, agent};
use jiff::{SignedDuration, Timestamp};

pub const TEAMS: [&str; 3] = ["billing", "network", "sales"];
pub const AGENTS: [&str; 2] = ["mia", "tom"];

pub type Item = HashMap<String, AttributeValue>;

pub struct Desk {
    pub bench: Workbench,
    pub store: Store,
    pub desk: Arc<Rulebook>,
}

impl Desk {
    pub async fn open() -> Self {
        let bench = Workbench::empty().await;
        for team in TEAMS {
            let team = Team::new(team.parse().unwrap(), team.parse().unwrap(), Tier::try_from(1).unwrap());
            bench.reconfigure(|desk| desk.put_team(team.clone())).await;
        }
        for id in AGENTS {
            bench.hire(&member(id)).await;
        }
        let desk = bench.store.rulebook().await.unwrap();
        Self { store: bench.store.clone(), desk, bench }
    }

    pub fn now(&self) -> Timestamp {
        self.bench.now()
    }

    pub fn advance(&self, minutes: i64) {
        self.bench.advance(SignedDuration::from_mins(minutes));
    }

    pub fn context(&self) -> Context<'_> {
        let actor = Actor::Agent { id: "mia".parse().unwrap() };
        Context { now: self.now(), actor, desk: &self.desk, pinned: &self.desk }
    }

    pub fn deed(&self) -> Deed<'_> {
        Deed { now: self.now(), actor: self.context().actor, desk: &self.desk }
    }

    /// The opening of a ticket, not committed yet.
    pub fn opening(&self, team: &str, number: u64) -> Change {
        let from = customer("anna@example.com");
        let command = OpenTicket {
            id: ids::ticket_id(self.now()),
            number,
            customer: CustomerRef { id: from.id, name: from.name, email: from.email },
            subject: format!("The invoice of month {number}").parse().unwrap(),
            body: "It was charged twice.\nPlease have a look, the second one is not mine.".parse().unwrap(),
            form: "default".parse().unwrap(),
            topic: "invoice".parse().unwrap(),
            channel: Channel::WebForm,
            locale: Locale::En,
            routed: Routed::unchanged(team.parse().unwrap(), TicketType::Question, Priority::default()),
            fields: BTreeMap::new(),
            follow_up_of: None,
            arrival: Arrival::default(),
            urgency: Level::Medium,
            link_seed: LinkSeed("seed".to_owned()),
        };
        let actor = Actor::Customer { id: command.customer.id };
        Ticket::open(command, &Context { actor, ..self.context() })
    }

    /// A ticket that was opened, with a number drawn for it.
    pub async fn ticket(&self, team: &str) -> Ticket {
        let number = self.store.draw_number().await.unwrap();
        self.commit(&self.opening(team, number)).await
    }

    pub fn decide(&self, ticket: &Ticket, command: Command) -> Change {
        ticket.decide(command, &self.context()).unwrap()
    }

    pub async fn commit(&self, change: &Change) -> Ticket {
        self.store.commit(change, Extras::default()).await.unwrap();
        change.after.clone()
    }

    /// Decides a command on a ticket and commits it.
    pub async fn act(&self, ticket: &Ticket, command: Command) -> Ticket {
        self.commit(&self.decide(ticket, command)).await
    }

    pub async fn stored_ticket(&self, id: TicketId) -> Ticket {
        self.store.ticket(id).await.unwrap().unwrap()
    }

    pub async fn load(&self, id: &str) -> u32 {
        self.bench.agent(id).await.open_load
    }

    pub fn table(&self, name: &'static str) -> String {
        self.bench.env("IntakeFunction", &[]).require(name).unwrap().to_owned()
    }

    /// Every item of every table, by its key.
    pub async fn everything(&self) -> BTreeMap<(String, String), Item> {
        let mut everything = BTreeMap::new();
        for table in ["TICKETS_TABLE", "DIRECTORY_TABLE", "EPHEMERA_TABLE"] {
            let answer = self.bench.clients.dynamodb.scan().table_name(self.table(table)).send().await.unwrap();
            assert!(answer.last_evaluated_key.is_none(), "more than a page");
            for item in answer.items.unwrap() {
                let key = |name: &str| item[name].as_s().unwrap().clone();
                everything.insert((key("pk"), key("sk")), item);
            }
        }
        everything
    }

    pub async fn put_raw(&self, item: Item) {
        self.put_into("TICKETS_TABLE", item).await;
    }

    pub async fn put_into(&self, table: &'static str, item: Item) {
        let put = self.bench.clients.dynamodb.put_item().table_name(self.table(table));
        put.set_item(Some(item)).send().await.unwrap();
    }

    pub async fn delete_raw(&self, key: &keys::Key) {
        let delete = self.bench.clients.dynamodb.delete_item().table_name(self.table("TICKETS_TABLE"));
        delete.key("pk", text(&key.pk)).key("sk", text(&key.sk)).send().await.unwrap();
    }

    /// What goes with an opening that comes in through the door.
    pub fn extras(&self, ticket: TicketId, key: &str) -> Extras {
        Extras {
            idempotency: Some(self.once(ticket, key)),
            link: Some(self.link(ticket, &format!("link of {key}"))),
            customer: Some(Learned::Customer(customer("anna@example.com"))),
            capacity: None,
            message: None,
        }
    }

    pub fn once(&self, ticket: TicketId, key: &str) -> IdempotencyRecord {
        IdempotencyRecord {
            scope: "tests".to_owned(),
            key: key.to_owned(),
            made_at: self.now(),
            body_hash: keys::hash("a body"),
            ticket,
            expires_at: self.now().as_second() + 24 * 3600,
        }
    }

    pub fn link(&self, ticket: TicketId, token: &str) -> Link {
        let valid_until = self.now() + SignedDuration::from_hours(24 * 180);
        let expires_at = valid_until.as_second() + 180 * 24 * 3600;
        Link { token_hash: keys::hash(token), ticket, valid_until, expires_at }
    }
}

/// An agent of all teams.
pub fn member(id: &str) -> Agent {
    Agent { teams: TEAMS.iter().map(|team| team.parse().unwrap()).collect::<BTreeSet<TeamId>>(), ..agent(id) }
}

pub fn customer(email: &str) -> Customer {
    let email = email.parse().unwrap();
    Customer {
        id: CustomerId::of(&email),
        name: "Anna Keller".parse().unwrap(),
        email,
        locale: Locale::En,
        phone: None,
    }
}

pub fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.to_owned())
}

// ---- commands -----------------------------------------------------------------------------------------------------

pub fn assign(id: &str) -> Command {
    Command::Assign(Assignee { agent: member(id), reason: AssignmentReason::Manual })
}

pub fn note(body: &str) -> Command {
    Command::note(body.parse().unwrap())
}

pub fn reply() -> Command {
    Command::agent_reply("The second charge is on its way back to you.".parse().unwrap(), None)
}

pub fn go(to: State) -> Command {
    Command::ChangeState { to, resolution: None, until: None }
}

pub fn noted(log: &[Recorded]) -> Vec<String> {
    let notes = log.iter().filter_map(|recorded| match &recorded.event {
        Event::NoteAdded { body, .. } => Some(body.as_str().to_owned()),
        _ => None,
    });
    notes.collect()
}

pub trait Refused {
    fn stale(self) -> Stale;
}

impl Refused for Result<(), CommitError> {
    #[track_caller]
    fn stale(self) -> Stale {
        match self {
            Err(CommitError::Stale(stale)) => *stale,
            other => panic!("not stale: {other:?}"),
        }
    }
}

/// Whole numbers that look drawn and are the same in every run.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn below(&mut self, end: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(end).unwrap()).unwrap()
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}
