//! A desk that is stopped and started again.

use guichet_local::{ClockMode, Data, Options, boot};
use serde_json::json;

use crate::harness::{Desk, options};

fn on_disk(folder: &std::path::Path) -> Options {
    Options { data: Data::Folder(folder.to_path_buf()), ..options() }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_is_there_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open_with(on_disk(folder.path())).await;
    let anna = desk.open_ticket("d1", json!({})).await;
    let (token, number) = (anna.token.clone(), anna.number);
    // Stopped before anything followed from it.
    desk.running.shutdown().await;

    let desk = Desk::boot(on_disk(folder.path())).await;
    desk.settle().await;
    assert_eq!(desk.mails_to("anna@example.com").len(), 1);
    let mia = desk.agent("mia").await;
    assert!(mia.ticket(number).await["ticket"]["assignee"].is_string());
    let anna = desk.customer(number, &token);
    anna.ticket().await.expect(200);
    desk.running.shutdown().await;

    // And nothing happens a second time.
    let desk = Desk::boot(on_disk(folder.path())).await;
    desk.settle().await;
    assert_eq!(desk.mails_to("anna@example.com").len(), 1);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_busy_port_is_said_so() {
    let desk = Desk::open().await;
    let port: u16 = desk.running.url().rsplit(':').next().unwrap().parse().unwrap();
    let Err(error) = boot(Options { port, ..options() }).await else { panic!("two desks on one port") };
    assert!(error.to_string().contains(&port.to_string()), "{error}");
    assert!(error.to_string().contains("PORT="), "{error}");
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn data_of_an_older_schema_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open_with(on_disk(folder.path())).await;
    desk.running.shutdown().await;
    std::fs::write(folder.path().join("schema.json"), r#"{"version": 0}"#).unwrap();
    let before = std::fs::read(folder.path().join("dynamodb.sqlite")).unwrap();
    let Err(error) = boot(on_disk(folder.path())).await else { panic!("an older schema was taken") };
    assert!(error.to_string().contains("FRESH=1"), "{error}");
    assert_eq!(std::fs::read(folder.path().join("dynamodb.sqlite")).unwrap(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_real_clock_is_the_default_of_people() {
    let desk = Desk::boot(Options { clock: ClockMode::Real, ..options() }).await;
    let behind = jiff::Timestamp::now().duration_since(desk.running.clock().now()).abs();
    assert!(behind < jiff::SignedDuration::from_secs(5), "{behind}");
    desk.close().await;
}
