//! A desk with one mailbox, an agent, and the ticket that the messages of the corpus are about.

use std::collections::BTreeMap;

use guichet_domain::{
    Agent, Arrival, Channel, Context, CustomerId, CustomerRef, Draft, EmailAddress, Event, Level, LinkSeed, Locale,
    Mailbox, OpenTicket, Recorded, Role, Team, Ticket, TicketId, Tier, Visibility,
};
use guichet_mailbox::{App, handle};
use guichet_runtime::{Clients, DeskSecret, Thread};
use guichet_store::mail::{KnownMessage, sent_as};
use guichet_store::{Extras, Held};
use guichet_tests::{Workbench, agent};
use lambda_runtime::Error;
use serde_json::json;
use uuid::Uuid;

pub const ANNA: &str = "anna.keller@mail.example";
/// A message of hers on the ticket, whose id the corpus knows.
pub const HER_MESSAGE: &str = "foreign@partner.example";
/// What SES called the acknowledgement.
const SENT: &str = "0102019a1b2c3d4e-5f6a7b8c-000000";
/// Her ticket.
pub const TICKET: TicketId = TicketId(Uuid::from_u128(0x0195_5555_0000_7000_8000_0000_0000_0001));

pub struct Desk {
    pub bench: Workbench,
    pub app: App,
    /// How many events Anna's ticket began with.
    pub opened_with: usize,
}

impl Desk {
    pub async fn open() -> Self {
        let bench = Workbench::empty().await;
        let (team, tier) = ("support", Tier::try_from(1).unwrap());
        bench
            .reconfigure(|desk| {
                desk.put_team(Team::new(team.parse().unwrap(), "Support".parse().unwrap(), tier));
                let address = "support@desk.example".parse().unwrap();
                desk.mailboxes = vec![Mailbox::new("support".parse().unwrap(), address, team.parse().unwrap())];
            })
            .await;
        let mia = Agent {
            email: "mia.brandt@desk.example".parse().unwrap(),
            name: "Mia Brandt".parse().unwrap(),
            teams: [team.parse().unwrap()].into(),
            role: Role::Agent,
            ..agent("mia")
        };
        bench.hire(&mia).await;
        let mut desk = Self { app: app(&bench, &bench.clients), bench, opened_with: 0 };
        desk.open_annas_ticket().await;
        desk.opened_with = desk.log(TICKET).await.len();
        desk
    }

    async fn open_annas_ticket(&self) {
        let store = &self.bench.store;
        let (email, rulebook): (EmailAddress, _) = (ANNA.parse().unwrap(), store.rulebook().await.unwrap());
        let mailbox = &rulebook.configuration.mailboxes[0];
        let (form, topic) = mailbox.topic(&rulebook.configuration);
        let (subject, body) = ("Charger does not charge".parse().unwrap(), "My charger is dead.".parse().unwrap());
        let fields = BTreeMap::new();
        let draft = Draft {
            form: &form,
            topic: &topic,
            channel: Channel::Email,
            urgency: Level::Medium,
            subject: &subject,
            body: &body,
            sender: &email,
            language: Locale::En,
            fields: &fields,
        };
        let now = self.bench.now();
        let routed = rulebook.route(&draft, now);
        let command = OpenTicket {
            id: TICKET,
            number: store.draw_number().await.unwrap(),
            customer: CustomerRef { id: CustomerId::of(&email), name: "Anna Keller".parse().unwrap(), email },
            routed,
            subject,
            body,
            form: form.id,
            topic: topic.id,
            channel: Channel::Email,
            locale: Locale::En,
            urgency: Level::Medium,
            link_seed: LinkSeed("a seed".to_owned()),
            fields,
            follow_up_of: None,
            arrival: Arrival { mailbox: Some("support".parse().unwrap()), ..Arrival::default() },
        };
        let actor = guichet_domain::Actor::Customer { id: command.customer.id };
        let change = Ticket::open(command, &Context { now, actor, desk: &rulebook, pinned: &rulebook });
        let extras = Extras { message: Some(HER_MESSAGE.to_owned()), ..Extras::default() };
        store.commit(&change, extras).await.unwrap();
        let known = KnownMessage { ticket: TICKET, own: Some(Visibility::Public) };
        store.remember_message(&sent_as(SENT), known).await.unwrap();
    }

    /// The key that is in every mail of Anna's ticket.
    pub fn key(&self) -> String {
        self.secret().thread_key(Thread { ticket: TICKET, replies: Visibility::Public })
    }

    pub fn secret(&self) -> DeskSecret {
        DeskSecret::from_env(&self.bench.env("MailboxFunction", &[])).unwrap()
    }

    /// Puts a message where the mail service puts it, and handles the bucket's event.
    pub async fn receive(&self, raw: &str, message: &[u8]) -> Result<(), Error> {
        self.put(raw, message).await;
        take_in(&self.app, raw).await
    }

    pub async fn put(&self, raw: &str, message: &[u8]) {
        let put = self.bench.clients.s3.put_object().bucket(self.bench.bucket()).key(raw);
        put.body(message.to_vec().into()).send().await.unwrap();
    }

    pub async fn log(&self, ticket: TicketId) -> Vec<Recorded> {
        self.bench.store.log(ticket).await.unwrap()
    }

    /// The tickets that were opened after Anna's.
    pub async fn others(&self) -> Vec<Ticket> {
        let team = "support".parse().unwrap();
        let page = self.bench.store.page(&guichet_store::Queue::Open(vec![team]), None, 50).await.unwrap();
        assert!(page.next.is_none(), "more than a page");
        let mut others = Vec::new();
        for line in page.tickets.iter().filter(|line| line.id != TICKET) {
            others.push(self.bench.store.ticket(line.id).await.unwrap().unwrap());
        }
        others.sort_by_key(|ticket| ticket.number);
        others
    }

    pub async fn held(&self) -> Vec<Held> {
        self.bench.store.held(self.bench.now()).await.unwrap()
    }
}

/// The function, which reaches the desk by these clients.
pub fn app(bench: &Workbench, clients: &Clients) -> App {
    let own = [("MAIL_FROM", "Acme Support <support@desk.example>")];
    App::new(&bench.env("MailboxFunction", &own), clients).unwrap()
}

/// Handles the event by which the bucket tells of a message.
pub async fn take_in(app: &App, raw: &str) -> Result<(), Error> {
    let event = json!({
        "version": "0", "id": "5ef7a0b2-0000-4000-8000-000000000001", "detail-type": "Object Created", "source": "aws.s3",
        "account": "123456789012", "time": "2026-03-02T09:00:00Z", "region": "eu-west-1", "resources": [],
        "detail": {"bucket": {"name": "files"}, "object": {"key": raw}},
    });
    handle(app, serde_json::from_value(event).unwrap()).await
}

/// The names of the events of a log.
pub fn names(log: &[Recorded]) -> Vec<&'static str> {
    log.iter().map(|recorded| recorded.event.name()).collect()
}

pub fn opening(log: &[Recorded]) -> &Event {
    &log[0].event
}
