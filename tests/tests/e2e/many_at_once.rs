//! A thousand tickets opened and answered at once, while the stream and the bus deliver twice, late and out of order, functions
//! die, and the database has too much to do and loses answers: every acknowledged ticket exists once, each mail was sent once,
//! nobody has more work than they can take, and no queue holds anything in the end.
//!
//! `make test` runs it with a fixed seed; `make soak SEED=7 TICKETS=5000` with any.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::{StreamExt, stream};
use guichet_domain::{Locale, Role};
use guichet_local::Faults;
use serde_json::json;

use crate::harness::{Desk, an_agent, options_with};

const AGENTS: usize = 12;
const AT_ONCE: usize = 16;

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().map_or(default, |value| value.parse().unwrap())
}

/// Does something while stream and bus run beside it.
async fn meanwhile<T>(desk: &Desk, work: impl Future<Output = T>) -> T {
    let done = AtomicBool::new(false);
    let work = async {
        let output = work.await;
        done.store(true, Ordering::Relaxed);
        output
    };
    let running = async {
        while !done.load(Ordering::Relaxed) {
            desk.settle().await;
            tokio::task::yield_now().await;
        }
    };
    tokio::join!(work, running).0
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_tickets_under_faults() {
    let (seed, tickets) = (setting("SOAK_SEED", 42), setting("SOAK_TICKETS", 1000) as usize);
    let desk = Desk::open_with(options_with(Faults {
        seed,
        duplicate: 0.2,
        reorder: 0.3,
        drop_and_replay: 0.1,
        crash_before: 0.02,
        crash_after: 0.05,
        throttle: 0.005,
        lose_answer: 0.002,
    }))
    .await;
    for name in ["mia", "tom"] {
        desk.agent(name).await.put("/me/availability", json!({"availability": "offline"})).await.expect(200);
    }
    // Room for nine in ten: the last tenth has to wait, and nobody may be overfilled for it.
    let capacity = tickets * 9 / 10 / AGENTS;
    let agents: Vec<String> = (0..AGENTS).map(|n| format!("agent{n}")).collect();
    for name in &agents {
        let agent = an_agent(name, Role::Agent, Locale::En, &["support"], capacity as u32);
        desk.hire(&agent).await;
    }

    let opened = stream::iter(0..tickets).map(|n| {
        let desk = &desk;
        async move { desk.open_ticket(&format!("d{n}"), json!({"email": format!("c{n}@example.com")})).await.number }
    });
    let opened: Vec<u64> = meanwhile(&desk, opened.buffer_unordered(AT_ONCE).collect()).await;
    let acknowledged: BTreeSet<u64> = opened.iter().copied().collect();
    assert_eq!(acknowledged.len(), tickets, "each has a number of its own");
    desk.settle_in_the_end().await;

    // Every acknowledged ticket is listed once; as many wait as there was no room for.
    let sana = desk.agent("sana").await;
    let listed = sana.list_all("all_open").await;
    assert_eq!(listed.len(), tickets);
    assert_eq!(listed.iter().copied().collect::<BTreeSet<u64>>(), acknowledged);
    assert_eq!(sana.count("all_open").await, tickets as i64);
    assert_eq!(sana.count("unassigned").await, (tickets - capacity * AGENTS) as i64);

    let mut to_answer = Vec::new();
    for name in &agents {
        let agent = desk.agent(name).await;
        let mine = agent.list_all("my_open").await;
        assert_eq!(mine.len(), capacity, "{name}");
        assert_eq!(agent.get("/me").await.expect(200)["open_load"], capacity);
        to_answer.extend(mine.into_iter().map(|number| (name, number)));
    }
    let answered = to_answer.len();
    let answers = stream::iter(to_answer).map(|(name, number)| {
        let desk = &desk;
        async move { desk.agent(name).await.act(number, "replies", json!({"body": "Here you are."})).await }
    });
    let answers = answers.buffer_unordered(AT_ONCE).for_each(async |answer| drop(answer.expect(200)));
    meanwhile(&desk, answers).await;
    desk.settle_in_the_end().await;

    let (mut acknowledgements, mut answers) = (BTreeSet::new(), BTreeSet::new());
    for mail in desk.running.mails().into_iter().filter(|mail| mail.to.iter().any(|to| to.contains("@example.com"))) {
        let kind = if mail.header("Auto-Submitted").is_some() { &mut acknowledgements } else { &mut answers };
        assert!(kind.insert(mail.to.clone()), "sent twice: {:?} to {:?}", mail.subject, mail.to);
    }
    assert_eq!((acknowledgements.len(), answers.len()), (tickets, answered));
    desk.close().await;
}
