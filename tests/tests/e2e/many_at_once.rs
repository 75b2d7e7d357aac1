//! Hundreds of tickets opened and answered at once, while the stream and the bus deliver twice, late and out of order, and
//! functions die: every acknowledged ticket exists once, each mail was sent once, nobody has more work than they can take.
//!
//! `make test` runs it with a fixed seed; `make soak SEED=7 TICKETS=1000` with any.

use std::collections::BTreeSet;

use futures_util::{StreamExt, stream};
use guichet_domain::{Locale, Role};
use guichet_local::{Faults, Options};
use serde_json::json;

use crate::harness::{Desk, an_agent, options};

const AGENTS: usize = 12;
const AT_ONCE: usize = 16;

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().map_or(default, |value| value.parse().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn hundreds_of_tickets_under_faults() {
    let (seed, tickets) = (setting("SOAK_SEED", 42), setting("SOAK_TICKETS", 240) as usize);
    let faults =
        Faults { seed, duplicate: 0.2, reorder: 0.3, drop_and_replay: 0.1, crash_before: 0.02, crash_after: 0.05 };
    let mut options = Options { faults, ..options() };
    options.parameters.insert("RatePerAddress".to_owned(), "1000000".to_owned());
    let desk = Desk::open_with(options).await;
    for name in ["mia", "tom"] {
        desk.agent(name).await.put("/me/availability", json!({"availability": "offline"})).await.expect(200);
    }
    // Room for nine in ten: the last tenth has to wait, and nobody may be overfilled for it.
    let capacity = tickets * 9 / 10 / AGENTS;
    let agents: Vec<String> = (0..AGENTS).map(|n| format!("agent{n}")).collect();
    for name in &agents {
        let agent = an_agent(name, Role::Agent, Locale::En, &["support"], capacity as u32);
        desk.running.store().put_agent(&agent).await.unwrap();
    }

    let opened: Vec<u64> = stream::iter(0..tickets)
        .map(|n| {
            let desk = &desk;
            async move { desk.open_ticket(&format!("d{n}"), json!({"email": format!("c{n}@example.com")})).await.number }
        })
        .buffer_unordered(AT_ONCE)
        .collect()
        .await;
    let acknowledged: BTreeSet<u64> = opened.iter().copied().collect();
    assert_eq!(acknowledged.len(), tickets, "each has a number of its own");
    desk.settle().await;
    desk.live_through(0, 5).await;

    // Every acknowledged ticket is listed once; as many wait as there was no room for.
    let sana = desk.agent("sana").await;
    let listed = sana.list_all("all_open").await;
    assert_eq!(listed.len(), tickets);
    assert_eq!(listed.iter().copied().collect::<BTreeSet<u64>>(), acknowledged);
    assert_eq!(sana.count("all_open").await, tickets as i64);
    assert_eq!(sana.count("unassigned").await, (tickets - capacity * AGENTS) as i64);

    let mut answered = 0;
    for name in &agents {
        let agent = desk.agent(name).await;
        let mine = agent.list_all("my_open").await;
        assert_eq!(mine.len(), capacity, "{name}");
        assert_eq!(agent.get("/me").await.expect(200)["open_load"], capacity);
        answered += mine.len();
        let answers = stream::iter(mine).map(|number| agent.act(number, "replies", json!({"body": "Here you are."})));
        answers.buffer_unordered(AT_ONCE).for_each(async |answer| drop(answer.expect(200))).await;
    }
    desk.settle().await;
    desk.live_through(0, 5).await;

    let (mut acknowledgements, mut answers) = (BTreeSet::new(), BTreeSet::new());
    for mail in desk.running.mails().into_iter().filter(|mail| mail.to.iter().any(|to| to.contains("@example.com"))) {
        let kind = if mail.header("Auto-Submitted").is_some() { &mut acknowledgements } else { &mut answers };
        assert!(kind.insert(mail.to.clone()), "sent twice: {:?} to {:?}", mail.subject, mail.to);
    }
    assert_eq!((acknowledgements.len(), answers.len()), (tickets, answered));
    // A minute in which the function died each time it was tried is made good by the next.
    desk.close_but_for(|letter| letter["detail-type"] == "Scheduled Event").await;
}
