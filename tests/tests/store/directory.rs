//! People and settings.

use std::collections::BTreeMap;

use guichet_domain::{Availability, Locale, Priority, SlaPolicies, TicketType};
use guichet_store::{Form, Topic};
use guichet_tests::Workbench;

use crate::desk::{Desk, TEAMS, customer, member};

#[tokio::test]
async fn a_desk_is_new_until_it_has_a_team() {
    let bench = Workbench::empty().await;
    assert!(bench.store.is_new().await.unwrap());
    assert_eq!(bench.store.teams().await.unwrap(), []);
    assert_eq!(bench.store.agents().await.unwrap(), []);
    assert_eq!(bench.store.counts().await.unwrap(), BTreeMap::new());
    bench.store.warm_up().await.unwrap();
    let desk = Desk::open().await;
    assert!(!desk.store.is_new().await.unwrap());
    let teams = desk.store.teams().await.unwrap();
    assert!(teams.iter().map(|team| team.id.as_str()).eq(TEAMS));
    assert_eq!(desk.store.team(&teams[1].id).await.unwrap().as_ref(), Some(&teams[1]));
    assert_eq!(desk.store.team(&"nobody".parse().unwrap()).await.unwrap(), None);
}

#[tokio::test]
async fn only_an_agent_who_exists_becomes_available() {
    let desk = Desk::open().await;
    let (mia, nobody) = ("mia".parse().unwrap(), "nobody".parse().unwrap());
    assert!(desk.store.set_availability(&mia, Availability::Away).await.unwrap());
    let agent = desk.store.agent(&mia).await.unwrap().unwrap();
    assert_eq!(agent, guichet_domain::Agent { availability: Availability::Away, ..member("mia") });
    assert!(!desk.store.set_availability(&nobody, Availability::Online).await.unwrap());
    assert_eq!(desk.store.agent(&nobody).await.unwrap(), None);
    assert_eq!(desk.store.agents().await.unwrap().len(), 2);
}

#[tokio::test]
async fn settings_come_back_as_they_were_put() {
    let desk = Desk::open().await;
    assert_eq!(desk.store.policies().await.unwrap(), SlaPolicies::default());
    let mut policies = SlaPolicies { warn_at_percent: 50, ..SlaPolicies::default() };
    policies.targets.remove(&Priority::Low);
    desk.store.put_policies(&policies).await.unwrap();
    assert_eq!(desk.store.policies().await.unwrap(), policies);

    let label = [(Locale::En, "Invoice".parse().unwrap()), (Locale::Fr, "Facture".parse().unwrap())].into();
    let (id, team) = ("invoice".parse().unwrap(), "billing".parse().unwrap());
    let topic = Topic { id, label, team, ticket_type: TicketType::Incident };
    let form = Form { id: "default".parse().unwrap(), topics: vec![topic] };
    assert_eq!(desk.store.form(&form.id).await.unwrap(), None);
    desk.store.put_form(&form).await.unwrap();
    assert_eq!(desk.store.form(&form.id).await.unwrap(), Some(form));

    let mut anna = customer("anna@example.com");
    anna.phone = Some("+41 44 123 45 67".parse().unwrap());
    desk.store.put_customer(&anna).await.unwrap();
    assert_eq!(desk.store.customer(anna.id).await.unwrap(), Some(anna));
}
