//! Many at once.

use std::collections::BTreeSet;
use std::sync::Mutex;

use futures_util::future::join_all;
use guichet_domain::{Agent, Command, Event, Ticket};
use guichet_store::tickets::UpdateError;
use guichet_store::{Claim, CommitError, Extras, Queue};
use jiff::SignedDuration;
use serde_json::json;

use crate::desk::{Desk, assign, member, note, noted};

/// The log has no gaps, tells of the item, and holds exactly these notes.
async fn tells_of(desk: &Desk, ticket: &Ticket, winners: BTreeSet<String>) {
    let (stored, log) = desk.store.ticket_with_log(ticket.id).await.unwrap().unwrap();
    assert!(log.iter().map(|recorded| recorded.seq).eq(1..=stored.version), "gapless");
    let notes = noted(&log);
    assert_eq!(notes.len(), winners.len(), "each once");
    assert_eq!(notes.into_iter().collect::<BTreeSet<_>>(), winners);
    assert_eq!(Ticket::replay(ticket.id, &log), Some(stored));
}

#[tokio::test]
async fn of_fifty_commits_on_one_version_one_is_done() {
    let desk = Desk::open().await;
    let ticket = desk.ticket("billing").await;
    let changes: Vec<_> = (0..50).map(|n| desk.decide(&ticket, note(&format!("note {n}")))).collect();
    let outcomes = join_all(changes.iter().map(|change| desk.store.commit(change, Extras::default()))).await;
    let (won, lost): (Vec<_>, Vec<_>) = changes.iter().zip(outcomes).partition(|(_, outcome)| outcome.is_ok());
    let [(winner, _)] = won[..] else { panic!("{} were done", won.len()) };
    for (_, outcome) in lost {
        let Err(CommitError::Stale(stale)) = outcome else { panic!("{outcome:?}") };
        assert_eq!((&stale.current, &stale.since), (&winner.after, &winner.events));
    }
    tells_of(&desk, &ticket, noted(&winner.events).into_iter().collect()).await;
}

#[tokio::test]
async fn fifty_writers_who_try_again_leave_a_log_without_gaps() {
    let desk = Desk::open().await;
    let ticket = desk.ticket("billing").await;
    let winners = Mutex::new(BTreeSet::new());
    join_all((0..50).map(|n| {
        let (desk, winners, id) = (&desk, &winners, ticket.id);
        async move {
            let name = format!("note {n}");
            // Some give up, so that there are losers to look for in the log.
            for _ in 0..1 + n % 4 {
                let change = desk.decide(&desk.stored_ticket(id).await, note(&name));
                match desk.store.commit(&change, Extras::default()).await {
                    Ok(()) => {
                        winners.lock().unwrap().insert(name);
                        return;
                    }
                    Err(CommitError::Stale(stale)) => {
                        let first = stale.since.first().map(|recorded| recorded.seq);
                        assert_eq!(first, Some(change.before.unwrap().version + 1), "from the first that was missed");
                        assert_eq!(stale.since.last().map(|recorded| recorded.seq), Some(stale.current.version));
                    }
                    Err(error) => panic!("{error:?}"),
                }
            }
        }
    }))
    .await;
    tells_of(&desk, &ticket, winners.into_inner().unwrap()).await;
}

#[tokio::test]
async fn who_means_the_ticket_as_it_is_gets_their_turn() {
    let desk = Desk::open().await;
    let ticket = desk.ticket("billing").await;
    let by = desk.deed();
    let names: Vec<_> = (0..10).map(|n| format!("note {n}")).collect();
    let outcomes = join_all(names.iter().map(|name| {
        let command = note(name);
        desk.store.update(ticket.id, &by, move |_| command.clone(), Extras::default())
    }))
    .await;
    // Each round has a winner, so the tenth try of the last of ten is alone.
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
    tells_of(&desk, &ticket, names.into_iter().collect()).await;
}

#[tokio::test]
async fn an_update_of_nothing_is_missing() {
    let desk = Desk::open().await;
    let never_stored = desk.opening("billing", 1001).after;
    let update = desk.store.update(never_stored.id, &desk.deed(), |_| Command::Tick, Extras::default()).await;
    assert!(matches!(update, Err(UpdateError::Commit(CommitError::Missing))), "{update:?}");
}

#[tokio::test]
async fn the_same_key_at_once_is_carried_out_once() {
    let desk = Desk::open().await;
    let openings: Vec<_> = (0..10).map(|n| desk.opening("billing", 1001 + n)).collect();
    let outcomes =
        join_all(openings.iter().map(|change| desk.store.commit(change, desk.extras(change.after.id, "the one key"))))
            .await;
    let repeated = outcomes.iter().filter(|outcome| matches!(outcome, Err(CommitError::Repeated))).count();
    assert_eq!((outcomes.iter().filter(|outcome| outcome.is_ok()).count(), repeated), (1, 9));
    let customer = openings[0].after.customer.id;
    assert_eq!(desk.store.tickets_of(customer, 100).await.unwrap().len(), 1);
}

#[tokio::test]
async fn assignments_at_once_never_exceed_the_capacity() {
    const CAPACITY: u32 = 7;
    let desk = Desk::open().await;
    let openings: Vec<_> = (0..50).map(|n| desk.opening("billing", 1001 + n)).collect();
    join_all(openings.iter().map(|change| desk.commit(change))).await;
    let outcomes = join_all(openings.iter().map(|opening| {
        let (desk, change) = (&desk, desk.decide(&opening.after, assign("mia")));
        async move { desk.store.commit(&change, Extras { capacity: Some(CAPACITY), ..Extras::default() }).await }
    }))
    .await;
    let given = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    let full = outcomes.iter().filter(|outcome| matches!(outcome, Err(CommitError::AtCapacity))).count();
    assert_eq!((given, full), (7, 43));
    assert_eq!(desk.load("mia").await, CAPACITY);
    let hers = desk.store.page(&Queue::AssignedTo("mia".parse().unwrap()), None, 100).await.unwrap();
    assert_eq!(hers.tickets.len(), given);
}

/// Fifty minutes' worth of assignment at one instant, by schedule and by event, over more tickets than there is room for.
#[tokio::test]
async fn fifty_runs_of_assignment_give_each_ticket_once_and_fill_nobody_beyond_capacity() {
    let desk = Desk::open().await;
    for (id, capacity) in [("mia", 3), ("tom", 5), ("zoe", 4)] {
        desk.bench.hire(&Agent { capacity, ..member(id) }).await;
    }
    let openings: Vec<_> = (0..20).map(|n| desk.opening("billing", 1001 + n)).collect();
    join_all(openings.iter().map(|change| desk.commit(change))).await;

    let env = desk.bench.env("AssignmentFunction", &[]);
    let app = guichet_assignment::App::new(&env, &desk.bench.clients).unwrap();
    let runs = join_all((0..50).map(|n| {
        let (kind, ticket) = if n % 2 == 0 { ("Scheduled Event", None) } else { ("TicketOpened", Some(n % 20)) };
        let detail = ticket.map(|at| json!({"ticket_id": openings[at].after.id}));
        let event = json!({
            "version": "0", "id": "6a7e8feb-b491-4cf7-a9f1-bf3703467718", "detail-type": kind, "source": "guichet.tickets",
            "account": "000000000000", "time": "2026-03-02T09:00:00Z", "region": "local-1", "resources": [],
            "detail": detail.unwrap_or_default(),
        });
        guichet_assignment::handle(&app, serde_json::from_value(event).unwrap())
    }))
    .await;
    assert!(runs.iter().all(Result::is_ok), "{runs:?}");

    let mut given = 0;
    for (agent, capacity) in [("mia", 3), ("tom", 5), ("zoe", 4)] {
        let own = desk.store.page(&Queue::AssignedTo(agent.parse().unwrap()), None, 100).await.unwrap().tickets.len();
        assert_eq!((own, desk.load(agent).await as usize), (capacity, capacity), "{agent} is full and no more");
        given += own;
    }
    let mut assignments = 0;
    for opening in &openings {
        let log = desk.store.log(opening.after.id).await.unwrap();
        let times = log.iter().filter(|recorded| matches!(recorded.event, Event::TicketAssigned { .. })).count();
        assert!(times <= 1, "{log:?}");
        assignments += times;
    }
    assert_eq!((given, assignments), (12, 12));
}

#[tokio::test]
async fn a_number_is_drawn_once() {
    let desk = Desk::open().await;
    let drawn = join_all((0..200).map(|_| desk.store.draw_number())).await;
    let drawn: BTreeSet<u64> = drawn.into_iter().map(Result::unwrap).collect();
    assert!(drawn.into_iter().eq(1001..=1200));
}

#[tokio::test]
async fn an_effect_is_claimed_by_one() {
    let desk = Desk::open().await;
    let lease = SignedDuration::from_mins(1);
    let claims = join_all((0..20).map(|_| desk.store.claim("mail#1", desk.now(), lease))).await;
    let won = |claim: &Result<Claim, _>| matches!(claim, Ok(Claim::Won(_)));
    assert_eq!(claims.iter().filter(|claim| won(claim)).count(), 1);
    assert!(claims.iter().all(|claim| won(claim) || matches!(claim, Ok(Claim::Busy))), "{claims:?}");
}

#[tokio::test]
async fn a_challenge_is_spent_by_one() {
    let desk = Desk::open().await;
    let requests: Vec<_> = (0..20).map(|n| format!("request {n}")).collect();
    let spent = join_all(requests.iter().map(|request| desk.store.spend_challenge("challenge", request, 1))).await;
    assert_eq!(spent.into_iter().filter(|spent| *spent.as_ref().unwrap()).count(), 1);
}
