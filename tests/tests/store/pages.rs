//! Lists, page by page.

use std::collections::BTreeSet;

use futures_util::future::join_all;
use guichet_domain::{Command, State, TeamId, Ticket, TicketId};
use guichet_store::keys::{self, Lane};
use guichet_store::{Cursor, Page, Queue, Summary};

use crate::desk::{AGENTS, Desk, Dice, TEAMS, assign, customer, go, note};

fn teams() -> Vec<TeamId> {
    TEAMS.iter().map(|team| team.parse().unwrap()).collect()
}

/// Tickets of three teams in all lanes, some of them opened at the same instant.
async fn busy(desk: &Desk, count: u64) -> Vec<Ticket> {
    let mut dice = Dice::new(1);
    let mut tickets = Vec::new();
    for n in 0..count {
        desk.advance(i64::from(dice.below(3) > 0));
        let ticket = desk.commit(&desk.opening(dice.pick::<&str>(&TEAMS), 1001 + n)).await;
        let command = match dice.below(10) {
            0..3 => assign(dice.pick::<&str>(&AGENTS)),
            3 => go(State::Resolved),
            4 => go(State::Closed),
            5 | 6 => Command::MarkSpam,
            _ => note("nothing yet"),
        };
        tickets.push(desk.act(&ticket, command).await);
    }
    tickets
}

type Listed = dyn Fn(&Ticket) -> bool;

/// What a queue lists, in its order.
fn expected(queue: &Queue, tickets: &[Ticket]) -> Vec<Summary> {
    let (backward, listed): (bool, Box<Listed>) = match queue.clone() {
        Queue::Open(teams) => (false, Box::new(move |ticket| teams.contains(&ticket.team) && ticket.state.is_active())),
        Queue::Unassigned(teams) => (false, Box::new(move |ticket| in_lane(ticket, &teams, Lane::Unassigned))),
        Queue::AssignedTo(agent) => (false, Box::new(move |ticket| ticket.loads() == Some(&agent))),
        Queue::Done(teams) => (true, Box::new(move |ticket| in_lane(ticket, &teams, Lane::Done))),
        Queue::Spam(teams) => (true, Box::new(move |ticket| in_lane(ticket, &teams, Lane::Spam))),
    };
    let mut listed: Vec<&Ticket> = tickets.iter().filter(|ticket| listed(ticket)).collect();
    listed.sort_by_key(|ticket| keys::queue_sk(ticket));
    if backward {
        listed.reverse();
    }
    listed.into_iter().map(Summary::from).collect()
}

fn in_lane(ticket: &Ticket, teams: &[TeamId], lane: Lane) -> bool {
    teams.contains(&ticket.team) && Lane::of(ticket) == Some(lane)
}

async fn walk(desk: &Desk, queue: &Queue, limit: usize) -> Vec<Page> {
    let (mut pages, mut after): (Vec<Page>, Option<Cursor>) = (Vec::new(), None);
    loop {
        let page = desk.store.page(queue, after.as_ref(), limit).await.unwrap();
        // Through its text, as a browser carries it.
        after = page.next.as_ref().map(|cursor| cursor.to_string().parse().unwrap());
        pages.push(page);
        if after.is_none() {
            return pages;
        }
        assert!(pages.len() < 200, "the pages do not end");
    }
}

#[tokio::test]
async fn pages_of_every_size_have_no_gaps_and_no_repeats() {
    let desk = Desk::open().await;
    let tickets = busy(&desk, 36).await;
    for queue in [
        Queue::Open(teams()),
        Queue::Open(teams()[..1].to_vec()),
        Queue::Unassigned(teams()),
        Queue::AssignedTo("mia".parse().unwrap()),
        Queue::Done(teams()),
        Queue::Spam(teams()),
    ] {
        let expected = expected(&queue, &tickets);
        assert!(expected.len() > 2, "{queue:?}");
        for limit in (1..=20).chain([expected.len(), 100]) {
            let pages = walk(&desk, &queue, limit).await;
            let (last, full) = pages.split_last().unwrap();
            assert!(full.iter().all(|page| page.tickets.len() == limit), "{queue:?}, {limit}");
            assert!(!last.tickets.is_empty(), "no page for nothing: {queue:?}, {limit}");
            let listed: Vec<_> = pages.into_iter().flat_map(|page| page.tickets).collect();
            assert_eq!(listed, expected, "{queue:?}, {limit}");
        }
    }
}

#[tokio::test]
async fn a_list_of_nothing_is_one_empty_page() {
    let desk = Desk::open().await;
    for queue in [Queue::Open(teams()), Queue::Open(vec![]), Queue::Done(teams())] {
        let page = desk.store.page(&queue, None, 10).await.unwrap();
        assert!(page.tickets.is_empty() && page.next.is_none(), "{queue:?}");
    }
}

#[tokio::test]
async fn a_team_that_is_named_twice_is_listed_once() {
    let desk = Desk::open().await;
    let tickets = busy(&desk, 12).await;
    let queue = Queue::Open([teams(), teams()].concat());
    for limit in [1, 2, 5, 100] {
        let pages = walk(&desk, &queue, limit).await;
        assert!(pages.iter().all(|page| !page.tickets.is_empty()), "{limit}");
        let listed: Vec<_> = pages.into_iter().flat_map(|page| page.tickets).collect();
        assert_eq!(listed, expected(&queue, &tickets), "{limit}");
    }
}

/// While somebody walks through a list others work on it. What they did not touch is seen once, whatever else moves; and
/// the cursor holds although the very ticket that it names has left.
#[tokio::test]
async fn a_cursor_stays_valid_while_tickets_move() {
    let desk = Desk::open().await;
    let mut dice = Dice::new(7);
    let queue = Queue::Open(teams());
    let mut tickets = busy(&desk, 60).await;
    tickets.retain(|ticket| ticket.state.is_active());
    let mut touched: BTreeSet<TicketId> = BTreeSet::new();
    let (mut seen, mut after): (Vec<TicketId>, Option<Cursor>) = (Vec::new(), None);
    loop {
        let page = desk.store.page(&queue, after.as_ref(), 4).await.unwrap();
        seen.extend(page.tickets.iter().map(|ticket| ticket.id));
        after = page.next;
        if after.is_none() {
            break;
        }
        let last = page.tickets.last().unwrap().id;
        for id in [last, dice.pick(&tickets).id, dice.pick(&tickets).id] {
            let at = tickets.iter().position(|ticket| ticket.id == id).unwrap();
            let command = match (&tickets[at].assignee, dice.below(3)) {
                _ if !tickets[at].state.is_active() => continue,
                (_, 0) => go(State::Resolved),
                (Some(_), 1) => Command::Unassign,
                (_, 1) => assign("tom"),
                (_, _) => Command::SetPriority(guichet_domain::Priority::Critical),
            };
            tickets[at] = desk.act(&tickets[at], command).await;
            touched.insert(id);
        }
    }
    let untouched: Vec<_> = tickets.iter().map(|ticket| ticket.id).filter(|id| !touched.contains(id)).collect();
    assert!(untouched.len() > 5 && touched.len() > 5);
    for id in untouched {
        assert_eq!(seen.iter().filter(|other| **other == id).count(), 1, "{id}");
    }
}

#[tokio::test]
async fn a_customers_tickets_come_newest_first() {
    let desk = Desk::open().await;
    let anna = customer("anna@example.com");
    let mut opened = Vec::new();
    for n in 0..6 {
        desk.advance(1);
        let ticket = desk.ticket(TEAMS[n % 3]).await;
        // Whatever became of it, and whenever it last changed.
        if n % 2 == 0 {
            desk.act(&ticket, if n == 0 { Command::MarkSpam } else { go(State::Closed) }).await;
        }
        opened.push(ticket);
    }
    let mut of_ben = desk.opening("billing", 2000);
    of_ben.after.customer.id = customer("ben@example.com").id;
    desk.commit(&of_ben).await;
    opened.reverse();
    for limit in [1, 5, 100] {
        let found = desk.store.tickets_of(anna.id, limit).await.unwrap();
        let expected = opened.iter().take(usize::try_from(limit).unwrap());
        assert!(found.iter().map(|ticket| ticket.id).eq(expected.map(|ticket| ticket.id)), "{limit}");
    }
    let newest = &desk.store.tickets_of(anna.id, 1).await.unwrap()[0];
    assert_eq!((newest.number, &newest.subject), (opened[0].number, &opened[0].subject));
    assert_eq!(newest.opened_at, opened[0].opened_at);
    let states = desk.store.tickets_of(anna.id, 100).await.unwrap();
    assert_eq!(states.last().unwrap().state, State::Spam);
    assert!(desk.store.tickets_of(customer("nobody@example.com").id, 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn pages_read_at_once_do_not_disturb_each_other() {
    let desk = Desk::open().await;
    let tickets = busy(&desk, 20).await;
    let queue = Queue::Open(teams());
    let walks = join_all((1..=8).map(|limit| walk(&desk, &queue, limit))).await;
    for pages in walks {
        let listed: Vec<_> = pages.into_iter().flat_map(|page| page.tickets).collect();
        assert_eq!(listed, expected(&queue, &tickets));
    }
}
