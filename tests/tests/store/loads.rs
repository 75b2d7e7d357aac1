//! An agent's load is the number of active tickets that they have, after whatever happens to these.

use guichet_domain::{Command, State};
use guichet_store::Queue;

use crate::desk::{Desk, assign, go, member, reply};

#[tokio::test]
async fn the_load_follows_every_way_that_a_ticket_takes() {
    let desk = Desk::open().await;
    let mut ticket = desk.ticket("billing").await;
    let team = |id: &str| Command::SetTeam(id.parse().unwrap());
    for (what, command, mia, tom) in [
        ("assigned", assign("mia"), 1, 0),
        ("answered", reply(), 1, 0),
        ("resolved", go(State::Resolved), 0, 0),
        ("reopened", go(State::Open), 1, 0),
        ("set aside", Command::MarkSpam, 0, 0),
        ("restored", Command::Restore, 1, 0),
        ("passed on", assign("tom"), 0, 1),
        ("given to who has it", assign("tom"), 0, 1),
        ("unassigned", Command::Unassign, 0, 0),
        ("unassigned once more", Command::Unassign, 0, 0),
        ("assigned again", assign("tom"), 0, 1),
        ("moved to another team", team("network"), 0, 0),
        ("resolved without an agent", go(State::Resolved), 0, 0),
        ("reopened without an agent", go(State::Open), 0, 0),
        ("assigned once more", assign("mia"), 1, 0),
        ("resolved, then", go(State::Resolved), 0, 0),
        ("spam, while resolved", Command::MarkSpam, 0, 0),
        ("restored as resolved", Command::Restore, 0, 0),
        ("reopened at last", go(State::Open), 1, 0),
        ("closed", go(State::Closed), 0, 0),
    ] {
        desk.advance(1);
        ticket = desk.act(&ticket, command).await;
        assert_eq!((desk.load("mia").await, desk.load("tom").await), (mia, tom), "{what}");
        for (agent, load) in [("mia", mia), ("tom", tom)] {
            let own = desk.store.page(&Queue::AssignedTo(agent.parse().unwrap()), None, 100).await.unwrap();
            assert_eq!(own.tickets.len(), load as usize, "{what}, {agent}");
        }
    }
}

#[tokio::test]
async fn when_an_agent_was_last_given_a_ticket_is_remembered() {
    let desk = Desk::open().await;
    let last = async || desk.bench.agent("mia").await.last_assigned_at;
    assert_eq!(last().await, None);
    let ticket = desk.act(&desk.ticket("billing").await, assign("mia")).await;
    let given = desk.now();
    assert_eq!(last().await, Some(given));
    desk.advance(5);
    let ticket = desk.act(&ticket, go(State::Resolved)).await;
    desk.act(&ticket, go(State::Open)).await;
    assert_eq!(last().await, Some(given), "a ticket that comes back is not given anew");
}

#[tokio::test]
async fn an_agents_record_and_their_load_leave_each_other_alone() {
    let desk = Desk::open().await;
    desk.act(&desk.ticket("billing").await, assign("mia")).await;
    let mut record = member("mia");
    (record.capacity, record.open_load) = (3, 99);
    desk.bench.hire(&record).await;
    let mia = desk.bench.agent("mia").await;
    assert_eq!((mia.capacity, mia.open_load, mia.last_assigned_at), (3, 1, Some(desk.now())));
    let agents = desk.store.agents(&desk.store.rulebook().await.unwrap()).await.unwrap();
    assert_eq!(
        agents.iter().map(|agent| (agent.id.as_str(), agent.open_load)).collect::<Vec<_>>(),
        [("mia", 1), ("tom", 0)]
    );
    assert_eq!(agents[0], mia);
}
