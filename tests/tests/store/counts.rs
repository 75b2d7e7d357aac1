//! The counts beside the views.

use std::collections::BTreeMap;

use guichet_domain::{Change, Command, SlaStatus, State, TeamId, Ticket};
use guichet_store::{Counts, Queue};
use jiff::SignedDuration;

use crate::desk::{AGENTS, Desk, Dice, TEAMS, assign, go, note, reply};

/// How many tickets each queue really holds.
async fn lengths(desk: &Desk) -> BTreeMap<TeamId, Counts> {
    let mut lengths = BTreeMap::new();
    for team in TEAMS {
        let team: TeamId = team.parse().unwrap();
        let length = async |queue| {
            let page = desk.store.page(&queue, None, 500).await.unwrap();
            assert!(page.next.is_none());
            i64::try_from(page.tickets.len()).unwrap()
        };
        let unassigned = length(Queue::Unassigned(vec![team.clone()])).await;
        let assigned = length(Queue::Open(vec![team.clone()])).await - unassigned;
        let spam = length(Queue::Spam(vec![team.clone()])).await;
        let open = desk.store.page(&Queue::Open(vec![team.clone()]), None, 500).await.unwrap().tickets;
        let with = |status| i64::try_from(open.iter().filter(|ticket| ticket.sla_status == status).count()).unwrap();
        let (at_risk, breached) = (with(SlaStatus::AtRisk), with(SlaStatus::Breached));
        lengths.insert(team, Counts { unassigned, assigned, spam, at_risk, breached });
    }
    lengths
}

fn of(counts: &BTreeMap<TeamId, Counts>, team: &str) -> (i64, i64, i64) {
    let Counts { unassigned, assigned, spam, .. } = counts.get(&team.parse().unwrap()).copied().unwrap_or_default();
    (unassigned, assigned, spam)
}

#[tokio::test]
async fn the_counts_follow_a_ticket() {
    let desk = Desk::open().await;
    let opening = desk.opening("billing", 1001);
    let mut ticket = desk.commit(&opening).await;
    desk.store.count_change(&opening, desk.now()).await.unwrap();
    let team = |id: &str| Command::SetTeam(id.parse().unwrap());
    for (what, command, billing, network) in [
        ("a note", note("nothing yet"), (1, 0, 0), (0, 0, 0)),
        ("assigned", assign("mia"), (0, 1, 0), (0, 0, 0)),
        ("moved", team("network"), (0, 0, 0), (1, 0, 0)),
        ("assigned there", assign("tom"), (0, 0, 0), (0, 1, 0)),
        ("passed on", assign("mia"), (0, 0, 0), (0, 1, 0)),
        ("resolved", go(State::Resolved), (0, 0, 0), (0, 0, 0)),
        ("moved while resolved", team("billing"), (0, 0, 0), (0, 0, 0)),
        ("reopened", go(State::Open), (1, 0, 0), (0, 0, 0)),
        ("set aside", Command::MarkSpam, (0, 0, 1), (0, 0, 0)),
        ("restored", Command::Restore, (1, 0, 0), (0, 0, 0)),
        ("closed", go(State::Closed), (0, 0, 0), (0, 0, 0)),
    ] {
        let change = desk.decide(&ticket, command);
        ticket = desk.commit(&change).await;
        desk.store.count_change(&change, desk.now()).await.unwrap();
        let counts = desk.store.counts().await.unwrap();
        assert_eq!((of(&counts, "billing"), of(&counts, "network")), (billing, network), "{what}");
    }
}

#[tokio::test]
async fn a_commit_is_counted_once_however_often_it_is_delivered() {
    let desk = Desk::open().await;
    let opening = desk.opening("billing", 1001);
    let ticket = desk.commit(&opening).await;
    let change = desk.decide(&ticket, assign("mia"));
    desk.commit(&change).await;
    // A record stays in the stream for a day.
    for _ in 0..4 {
        for change in [&opening, &change] {
            desk.store.count_change(change, desk.now()).await.unwrap();
        }
        desk.bench.advance(SignedDuration::from_hours(6));
    }
    assert_eq!(of(&desk.store.counts().await.unwrap(), "billing"), (0, 1, 0));
}

/// The stream delivers at least once and, across tickets, in any order.
#[tokio::test]
async fn after_any_history_the_counts_are_the_lengths_of_the_queues() {
    for seed in 0..3 {
        let desk = Desk::open().await;
        let mut dice = Dice::new(seed);
        let (mut tickets, mut commits): (Vec<Ticket>, Vec<Change>) = (Vec::new(), Vec::new());
        for n in 0..60 {
            desk.advance(dice.below(200) as i64);
            let change = if tickets.len() < 5 || dice.below(5) == 0 {
                let opening = desk.opening(dice.pick::<&str>(&TEAMS), 1001 + n);
                tickets.push(opening.after.clone());
                opening
            } else {
                let at = dice.below(tickets.len());
                let command = match dice.below(9) {
                    0 => Command::SetTeam(dice.pick::<&str>(&TEAMS).parse().unwrap()),
                    1 | 2 => assign(dice.pick::<&str>(&AGENTS)),
                    3 => Command::Unassign,
                    4 => go(*dice.pick(&[State::Resolved, State::Open, State::Closed])),
                    5 => Command::MarkSpam,
                    6 => Command::Restore,
                    7 => Command::customer_reply("Any news?".parse().unwrap()),
                    _ => reply(),
                };
                let Ok(change) = tickets[at].decide(command, &desk.context()) else { continue };
                tickets[at] = change.after.clone();
                change
            };
            desk.commit(&change).await;
            commits.push(change);
        }
        // Delivered in another order, and about every third one again.
        let mut deliveries: Vec<&Change> = commits.iter().collect();
        for at in (1..deliveries.len()).rev() {
            deliveries.swap(at, dice.below(at + 1));
        }
        for change in deliveries {
            for _ in 0..1 + dice.below(3) / 2 {
                desk.store.count_change(change, desk.now()).await.unwrap();
            }
        }
        let (mut counts, lengths) = (desk.store.counts().await.unwrap(), lengths(&desk).await);
        for team in lengths.keys() {
            counts.entry(team.clone()).or_default();
        }
        assert_eq!(counts, lengths, "seed {seed}");
        for agent in AGENTS {
            let own = desk.store.page(&Queue::AssignedTo(agent.parse().unwrap()), None, 500).await.unwrap();
            assert_eq!(desk.load(agent).await as usize, own.tickets.len(), "seed {seed}, {agent}");
        }
        for ticket in &tickets {
            let (stored, log) = desk.store.ticket_with_log(ticket.id).await.unwrap().unwrap();
            assert_eq!((&stored, Ticket::replay(ticket.id, &log).as_ref()), (ticket, Some(ticket)), "seed {seed}");
        }
    }
}
