//! What time alone will change is found when it is due, and not before.

use std::collections::BTreeMap;

use guichet_domain::{Command, Priority, State, Ticket, TicketId};
use guichet_store::{DuePlace, keys};
use jiff::{SignedDuration, Timestamp};

use crate::desk::{Desk, TEAMS, assign, go, reply, text};

/// Everything that is due, read as the sweep reads it: shard by shard, from place to place.
async fn due(desk: &Desk, now: Timestamp, limit: i32) -> Vec<TicketId> {
    let mut found = Vec::new();
    for shard in 0..keys::DUE_SHARDS {
        let mut after = DuePlace::default();
        loop {
            let piece = desk.store.due(shard, &after, now, limit).await.unwrap();
            assert!(piece.len() <= usize::try_from(limit).unwrap());
            let Some(last) = piece.last() else { break };
            assert!(last.place > after, "the walk goes forward");
            after = last.place.clone();
            assert!(piece.iter().all(|due| keys::due_shard(due.ticket) == shard));
            found.extend(piece.into_iter().map(|due| due.ticket));
        }
    }
    found.sort();
    found
}

async fn opened(desk: &Desk, count: u64) -> BTreeMap<TicketId, Ticket> {
    let mut tickets = BTreeMap::new();
    for n in 0..count {
        desk.advance(7);
        let ticket = desk.commit(&desk.opening(TEAMS[n as usize % 3], 1001 + n)).await;
        let priority = [Priority::Low, Priority::Normal, Priority::Critical][n as usize % 3];
        let ticket = desk.act(&ticket, Command::SetPriority(priority)).await;
        tickets.insert(ticket.id, ticket);
    }
    tickets
}

#[tokio::test]
async fn only_what_is_due_to_the_instant() {
    let desk = Desk::open().await;
    let tickets = opened(&desk, 40).await;
    let mut instants: Vec<_> = tickets.values().map(|ticket| ticket.next_instant().unwrap()).collect();
    instants.sort();
    let tick = SignedDuration::from_micros(1);
    assert_eq!(due(&desk, instants[0], 100).await, [], "what is met at its very instant is met");
    for now in [instants[0] + tick, instants[20], instants[20] + tick, instants[39] + tick] {
        let expected: Vec<_> =
            tickets.values().filter(|ticket| ticket.next_instant() < Some(now)).map(|ticket| ticket.id).collect();
        for limit in [1, 3, 100] {
            assert_eq!(due(&desk, now, limit).await, expected, "{now}, {limit}");
        }
    }
}

#[tokio::test]
async fn the_longest_overdue_come_first() {
    let desk = Desk::open().await;
    let tickets = opened(&desk, 40).await;
    let now = desk.now() + SignedDuration::from_hours(24 * 30);
    for shard in 0..keys::DUE_SHARDS {
        let found = desk.store.due(shard, &DuePlace::default(), now, 100).await.unwrap();
        assert!(found.iter().map(|due| tickets[&due.ticket].next_instant()).is_sorted());
    }
}

/// A ticket that can not be read stays where it is, and the walk goes past it to those behind.
#[tokio::test]
async fn a_broken_ticket_does_not_stand_in_the_way() {
    let desk = Desk::open().await;
    let tickets = opened(&desk, 24).await;
    let now = desk.now() + SignedDuration::from_hours(24 * 30);
    let broken: Vec<TicketId> = tickets.keys().copied().step_by(3).collect();
    let everything = desk.everything().await;
    for id in &broken {
        let key = keys::ticket(*id);
        let mut item = everything[&(key.pk, key.sk)].clone();
        item.insert("state".to_owned(), text("no such state"));
        desk.put_raw(item).await;
        assert!(desk.store.ticket(*id).await.is_err());
    }
    for limit in [1, 2, 100] {
        assert_eq!(due(&desk, now, limit).await, tickets.keys().copied().collect::<Vec<_>>(), "{limit}");
    }
}

#[tokio::test]
async fn who_was_dealt_with_is_not_due_any_more() {
    let desk = Desk::open().await;
    let far = desk.now() + SignedDuration::from_hours(24 * 365);
    let ticket = desk.ticket("billing").await;
    assert_eq!(due(&desk, far, 10).await, [ticket.id]);

    // A warning takes it to its next instant, and the last instant out of the index.
    let mut ticket = desk.act(&ticket, assign("mia")).await;
    let mut instants = Vec::new();
    while let Some(instant) = ticket.next_instant() {
        instants.push(instant);
        let now = instant + SignedDuration::from_micros(1);
        assert_eq!(due(&desk, instant, 10).await, []);
        assert_eq!(due(&desk, now, 10).await, [ticket.id]);
        desk.bench.advance(now.duration_since(desk.now()));
        ticket = desk.act(&ticket, Command::Tick).await;
        assert_eq!(due(&desk, now, 10).await, []);
    }
    assert_eq!(instants.len(), 4, "two warnings and two breaches");
    assert_eq!(due(&desk, far, 10).await, []);
}

#[tokio::test]
async fn what_stops_the_clocks_ends_the_wait() {
    let desk = Desk::open().await;
    let far = desk.now() + SignedDuration::from_hours(24 * 365);
    for command in [go(State::Resolved), go(State::Closed), Command::MarkSpam, reply()] {
        let ticket = desk.ticket("billing").await;
        assert_eq!(due(&desk, far, 10).await, [ticket.id]);
        let ticket = desk.act(&ticket, command.clone()).await;
        // What is resolved closes by itself some days later, and only then has nothing ahead of it.
        let ticket = match ticket.next_instant() {
            Some(closing) if ticket.state == State::Resolved => {
                desk.bench.advance(closing.duration_since(desk.now()));
                desk.act(&ticket, Command::Tick).await
            }
            _ => ticket,
        };
        assert_eq!(ticket.next_instant(), None);
        assert_eq!(due(&desk, far, 10).await, [], "{command:?}");
    }
}

#[tokio::test]
async fn a_scheduled_ticket_is_due_at_its_date() {
    let desk = Desk::open().await;
    let ticket = desk.act(&desk.ticket("billing").await, reply()).await;
    let until = desk.now() + SignedDuration::from_hours(2);
    let schedule = Command::ChangeState { to: State::Scheduled, resolution: None, until: Some(until) };
    let ticket = desk.act(&ticket, schedule).await;
    let now = until + SignedDuration::from_micros(1);
    assert_eq!(due(&desk, until, 10).await, []);
    assert_eq!(due(&desk, now, 10).await, [ticket.id]);
    desk.bench.advance(now.duration_since(desk.now()));
    let ticket = desk.act(&ticket, Command::Tick).await;
    assert_eq!((ticket.state, due(&desk, now, 10).await), (State::Open, vec![]));
}

/// Clocks of machines are set back now and then, also in the middle of a walk.
#[tokio::test]
async fn a_walk_ends_where_now_is_before_the_place() {
    let desk = Desk::open().await;
    let ticket = desk.ticket("billing").await;
    let (shard, next) = (keys::due_shard(ticket.id), ticket.next_instant().unwrap());
    let found = desk.store.due(shard, &DuePlace::default(), next + SignedDuration::from_secs(1), 10).await.unwrap();
    let set_back = desk.store.due(shard, &found[0].place, next - SignedDuration::from_secs(1), 10).await.unwrap();
    assert!(set_back.is_empty());
}
