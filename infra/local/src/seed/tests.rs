use super::*;
use crate::{ClockMode, Data, Faults, MailOptions, Options, Running, boot};
use guichet_domain::{Agent, Locale, Permission, Recorded, SlaStatus, State, TeamId, Ticket};
use guichet_store::{Counts, Queue};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const NOW: &str = "2026-03-12T14:25:30Z";
/// The number of the first ticket of a new desk.
const FIRST: u64 = 1001;

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

async fn desk() -> Running {
    let options = Options {
        port: 0,
        data: Data::Memory,
        clock: ClockMode::Manual(now()),
        template: Path::new(env!("CARGO_MANIFEST_DIR")).join("../../template.yaml"),
        parameters: Default::default(),
        web: None,
        faults: Faults::default(),
        mail: MailOptions::default(),
        background: false,
    };
    boot(options).await.unwrap()
}

async fn tickets(store: &Store) -> Vec<(Ticket, Vec<Recorded>)> {
    let mut tickets = Vec::new();
    for number in FIRST.. {
        let Some(id) = store.ticket_id_by_number(number).await.unwrap() else { break };
        tickets.push(store.ticket_with_log(id).await.unwrap().unwrap());
    }
    tickets
}

#[tokio::test]
async fn a_desk_of_three_teams_six_agents_and_forty_tickets() {
    let running = desk().await;
    let store = running.store();
    let seeded = running.seed_demo().await.unwrap().unwrap();
    let desk = store.rulebook().await.unwrap();
    let (teams, agents) = (&desk.configuration.teams, store.agents(&desk).await.unwrap());
    let tickets = tickets(store).await;

    assert_eq!((teams.len(), agents.len(), tickets.len()), (3, 6, 40));
    assert_eq!(seeded.tickets, tickets.len());
    assert_eq!(seeded.events, tickets.iter().map(|(_, log)| log.len()).sum::<usize>());
    let tiers: BTreeSet<u8> = teams.iter().map(|team| team.tier.into()).collect();
    assert_eq!(tiers, BTreeSet::from([1, 2, 3]));
    for team in teams {
        let takes = |agent: &&Agent| {
            let free = agent.availability == Availability::Online && agent.open_load < agent.capacity;
            free && agent.role.may(Permission::Work) && agent.teams.contains(&team.id)
        };
        assert!(agents.iter().any(|agent| takes(&agent)), "{}: nobody takes a new ticket", team.id);
        let lead = agents.iter().find(|agent| Some(&agent.id) == team.lead.as_ref()).unwrap();
        assert!(lead.teams.contains(&team.id));
    }
    for locale in [Locale::En, Locale::Fr] {
        assert_eq!(tickets.iter().filter(|(ticket, _)| ticket.locale == locale).count(), 20, "{locale:?}");
    }
    let states: BTreeMap<State, usize> = tickets.iter().fold(BTreeMap::new(), |mut states, (ticket, _)| {
        *states.entry(ticket.state).or_default() += 1;
        states
    });
    let expected = [
        (State::New, 6),
        (State::Open, 10),
        (State::WaitingCustomer, 6),
        (State::OnHold, 4),
        (State::Scheduled, 3),
        (State::Resolved, 4),
        (State::Closed, 5),
        (State::Spam, 2),
    ];
    assert_eq!(states, BTreeMap::from(expected));
    for status in [SlaStatus::OnTrack, SlaStatus::AtRisk, SlaStatus::Breached, SlaStatus::Met] {
        assert!(tickets.iter().filter(|(ticket, _)| ticket.sla_status() == status).count() >= 3, "{status:?}");
    }
    let customers: BTreeSet<_> = tickets.iter().map(|(ticket, _)| ticket.customer.id).collect();
    assert_eq!(customers.len(), seeded.customers);
    assert!(customers.len() < tickets.len(), "some customers have written before");
}

#[tokio::test]
async fn every_ticket_is_the_fold_of_a_log_that_lies_in_the_past() {
    let running = desk().await;
    running.seed_demo().await.unwrap();
    let tickets = tickets(running.store()).await;
    assert!(tickets.is_sorted_by_key(|(ticket, _)| ticket.opened_at), "numbers follow the order of opening");
    for (ticket, log) in tickets {
        assert_eq!(Ticket::replay(ticket.id, &log).as_ref(), Some(&ticket), "{}", ticket.subject);
        assert!(log.iter().zip(1..).all(|(recorded, seq)| recorded.seq == seq), "{}", ticket.subject);
        assert!(log.is_sorted_by_key(|recorded| recorded.at), "{}", ticket.subject);
        assert!(log.iter().all(|recorded| recorded.at <= now()), "{}", ticket.subject);
        // What is due was marked, as the sweep would have by now.
        assert!(ticket.next_instant().is_none_or(|instant| instant >= now()), "{}", ticket.subject);
        let customer = running.store().customer(ticket.customer.id).await.unwrap().unwrap();
        assert_eq!((customer.email, customer.locale), (ticket.customer.email, ticket.locale));
    }
}

#[tokio::test]
async fn loads_and_counts_are_what_the_lists_hold() {
    let running = desk().await;
    running.seed_demo().await.unwrap();
    let store = running.store();
    let (tickets, desk) = (tickets(store).await, store.rulebook().await.unwrap());
    for agent in store.agents(&desk).await.unwrap() {
        let theirs = tickets.iter().filter(|(ticket, _)| ticket.loads() == Some(&agent.id)).count();
        assert_eq!(usize::try_from(agent.open_load).unwrap(), theirs, "{}", agent.id);
        assert!(agent.open_load <= agent.capacity, "{}", agent.id);
        let listed = store.page(&Queue::AssignedTo(agent.id.clone()), None, 100).await.unwrap().tickets;
        assert_eq!(listed.len(), theirs, "{}", agent.id);
    }
    let counts = store.counts().await.unwrap();
    for team in &desk.configuration.teams {
        let length = async |queue: fn(Vec<TeamId>) -> Queue| {
            i64::try_from(store.page(&queue(vec![team.id.clone()]), None, 100).await.unwrap().tickets.len()).unwrap()
        };
        let Counts { unassigned, spam, .. } = counts[&team.id];
        assert_eq!(counts[&team.id].open(), length(Queue::Open).await, "{}", team.id);
        assert_eq!(unassigned, length(Queue::Unassigned).await, "{}", team.id);
        assert_eq!(spam, length(Queue::Spam).await, "{}", team.id);
        assert!(unassigned > 0, "{}: nothing waits", team.id);
    }
}

#[tokio::test]
async fn nobody_hears_of_what_was_seeded() {
    let running = desk().await;
    running.seed_demo().await.unwrap();
    let (before, log) = (running.store().counts().await.unwrap(), tickets(running.store()).await);
    running.drain().await.unwrap();
    assert!(running.mails().is_empty());
    assert_eq!(running.store().counts().await.unwrap(), before);
    assert_eq!(tickets(running.store()).await, log);
}

#[tokio::test]
async fn a_desk_is_filled_once() {
    let running = desk().await;
    assert!(running.seed_demo().await.unwrap().is_some());
    assert_eq!(running.seed_demo().await.unwrap(), None);
    assert_eq!(tickets(running.store()).await.len(), 40);
}

#[tokio::test]
async fn an_attempt_that_broke_off_is_not_gone_on_with() {
    let running = desk().await;
    let desk: Desk = script::read("desk.yaml", include_str!("../../demo/desk.yaml")).unwrap();
    let (agent, availability) = desk.presence.first_key_value().unwrap();
    running.store().set_availability(agent, *availability).await.unwrap();
    let error = running.seed_demo().await.unwrap_err();
    assert!(matches!(error, SeedError::BrokenOff));
    assert!(error.to_string().contains("make run FRESH=1"));
}

#[test]
fn no_address_is_anybodys() {
    let files = [
        include_str!("../../demo/desk.yaml"),
        include_str!("../../demo/tickets.en.yaml"),
        include_str!("../../demo/tickets.fr.yaml"),
    ];
    let mut addresses = 0;
    for word in files.into_iter().flat_map(|file| file.split([' ', ',', '"', '\n', '{', '}'])) {
        // A colleague is called by an @ in front; an address has something on both sides of it.
        if word.split_once('@').is_some_and(|(name, _)| !name.is_empty()) {
            addresses += 1;
            assert!(word.ends_with(".example"), "{word}");
        }
    }
    // Of the desk itself, its agents and its customers.
    assert_eq!(addresses, 1 + 6 + 34);
}

#[test]
fn no_text_is_used_twice() {
    let mut seen = BTreeSet::new();
    for (file, text) in [
        ("tickets.en.yaml", include_str!("../../demo/tickets.en.yaml")),
        ("tickets.fr.yaml", include_str!("../../demo/tickets.fr.yaml")),
    ] {
        let said: Conversations = script::read(file, text).unwrap();
        for script in said.tickets {
            let step_texts = script.steps.into_iter().filter_map(|step| match step.action {
                script::Action::Reply(body) | script::Action::Note(body) => Some(body.as_str().to_owned()),
                _ => None,
            });
            for text in step_texts.chain([script.message.as_str().to_owned(), script.subject.as_str().to_owned()]) {
                assert!(seen.insert(text.clone()), "{text}");
            }
        }
    }
}
