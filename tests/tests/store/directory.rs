//! People and settings.

use std::collections::BTreeMap;

use guichet_domain::{Actor, Availability, Configuration, Period, Rulebook};
use guichet_store::{Configured, Revision};
use guichet_tests::Workbench;

use crate::desk::{AGENTS, Desk, TEAMS, customer, member};

#[tokio::test]
async fn a_desk_is_new_until_it_is_set_up() {
    let bench = Workbench::empty().await;
    assert!(bench.store.is_new().await.unwrap());
    let desk = bench.store.rulebook().await.unwrap();
    assert_eq!((desk.revision, desk.configuration.policies.len()), (0, 1), "it promises the usual");
    assert_eq!(bench.store.agents(&desk).await.unwrap(), []);
    assert_eq!(bench.store.counts().await.unwrap(), BTreeMap::new());
    bench.store.warm_up().await.unwrap();
    let desk = Desk::open().await;
    assert!(!desk.store.is_new().await.unwrap());
    assert!(desk.desk.configuration.teams.iter().map(|team| team.id.as_str()).eq(TEAMS));
}

#[tokio::test]
async fn whether_an_agent_is_there_is_theirs_to_say() {
    let desk = Desk::open().await;
    desk.store.set_availability(&"mia".parse().unwrap(), Availability::Away).await.unwrap();
    let away = guichet_domain::Agent { availability: Availability::Away, ..member("mia") };
    assert_eq!(desk.bench.agent("mia").await, away);
    let nobody = "nobody".parse().unwrap();
    desk.store.set_availability(&nobody, Availability::Online).await.unwrap();
    assert_eq!(desk.store.agent(&desk.desk, &nobody).await.unwrap(), None, "who was not set up is no agent");
    assert_eq!(desk.store.agents(&desk.desk).await.unwrap().len(), AGENTS.len());
}

fn revision(revision: u64) -> Revision {
    let at = "2026-03-02T09:00:00Z".parse().unwrap();
    Revision { revision, at, by: Actor::system("tests"), note: None, reverts_to: None, changed: vec!["desk".into()] }
}

#[tokio::test]
async fn each_revision_stays_as_it_was() {
    let desk = Desk::open().await;
    let (before, mut next) = (desk.desk.clone(), Configuration::clone(&desk.desk.configuration));
    next.desk.close_after = Period::hours(1);
    let configured = desk.store.configure(before.revision, next.clone(), revision(before.revision + 1)).await.unwrap();
    assert!(matches!(configured, Configured::Done(_)));
    assert_eq!(*desk.store.rulebook().await.unwrap().configuration, next);
    // A store that has read nothing yet finds both.
    let fresh = guichet_runtime::store(&desk.bench.env("DeskFunction", &[]), &desk.bench.clients).unwrap();
    let then = fresh.rulebook_at(before.revision).await.unwrap();
    assert_eq!(then.configuration, before.configuration);
    assert_eq!(*fresh.rulebook().await.unwrap().configuration, next);
    assert_eq!(fresh.revision_document(99).await.unwrap(), None);
    let latest = fresh.revisions(None, 2).await.unwrap();
    assert_eq!(latest[0], revision(before.revision + 1));
    assert_eq!(latest[1].revision, before.revision);
    assert_eq!(fresh.revisions(Some(before.revision + 1), 1).await.unwrap()[0].revision, before.revision);
}

#[tokio::test]
async fn of_two_changes_of_one_revision_one_is_made() {
    let desk = Desk::open().await;
    let base = desk.desk.revision;
    let change = |hours| {
        let mut next = Configuration::clone(&desk.desk.configuration);
        next.desk.close_after = Period::hours(hours);
        desk.store.configure(base, next, revision(base + 1))
    };
    let (one, other) = tokio::join!(change(1), change(2));
    let done: Vec<_> = [one.unwrap(), other.unwrap()]
        .into_iter()
        .filter_map(|configured| match configured {
            Configured::Done(rulebook) => Some(rulebook),
            Configured::Stale => None,
        })
        .collect();
    let [done] = done.as_slice() else { panic!("{} were made", done.len()) };
    let stored: std::sync::Arc<Rulebook> = desk.store.rulebook_now().await.unwrap();
    assert_eq!(stored.configuration, done.configuration);
}

#[tokio::test]
async fn a_customer_comes_back_as_they_were_put() {
    let desk = Desk::open().await;
    let mut anna = customer("anna@example.com");
    anna.phone = Some("+41 44 123 45 67".parse().unwrap());
    desk.store.put_customer(&anna).await.unwrap();
    assert_eq!(desk.store.customer(anna.id).await.unwrap(), Some(anna));
}
