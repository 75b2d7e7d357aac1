//! What `infra/cloud/setup.mjs` writes into a deployed desk is what the functions read there.

// All of this is tests, where a panic is the way to fail.
#![allow(clippy::unwrap_used)]

use std::collections::HashMap;
use std::path::Path;
use std::process::Command;

use aws_sdk_dynamodb::types::{AttributeValue, Put, TransactWriteItem};
use guichet_domain::{Availability, Locale, Metric, Priority, Role};
use guichet_tests::Workbench;
use serde_json::Value;

const LEAD: &str = "put-the-sub-of-the-lead-here";

/// The call that the script makes for the example that documentation starts from.
fn call() -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../infra/cloud");
    let run = Command::new("node").current_dir(&folder).args(["setup.mjs", "desk.example.json", "--print"]).output();
    let output = run.expect("node is needed, as for the web");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn attribute(value: &Value) -> AttributeValue {
    let (kind, value) = value.as_object().unwrap().iter().next().unwrap();
    match kind.as_str() {
        "S" => AttributeValue::S(value.as_str().unwrap().to_owned()),
        "N" => AttributeValue::N(value.as_str().unwrap().to_owned()),
        "BOOL" => AttributeValue::Bool(value.as_bool().unwrap()),
        "NULL" => AttributeValue::Null(true),
        "L" => AttributeValue::L(value.as_array().unwrap().iter().map(attribute).collect()),
        "M" => AttributeValue::M(attributes(value)),
        other => panic!("an attribute of type {other}"),
    }
}

fn attributes(value: &Value) -> HashMap<String, AttributeValue> {
    value.as_object().unwrap().iter().map(|(name, value)| (name.clone(), attribute(value))).collect()
}

/// Makes the call as the command line would. False if it is refused.
async fn set_up(bench: &Workbench) -> bool {
    let call = call();
    let puts = call["TransactItems"].as_array().unwrap().iter().map(|write| {
        let put = &write["Put"];
        let put = Put::builder()
            .table_name(put["TableName"].as_str().unwrap())
            .set_item(Some(attributes(&put["Item"])))
            .condition_expression(put["ConditionExpression"].as_str().unwrap());
        TransactWriteItem::builder().put(put.build().unwrap()).build()
    });
    let writes = bench.clients.dynamodb.transact_write_items().set_transact_items(Some(puts.collect()));
    writes.send().await.is_ok()
}

#[tokio::test]
async fn a_new_desk_is_set_up_from_the_example() {
    let bench = Workbench::empty().await;
    assert!(set_up(&bench).await);
    let desk = bench.store.rulebook().await.unwrap();
    let configuration = &desk.configuration;
    assert_eq!(configuration.check(), [], "the example is a desk that can be run");
    assert_eq!(desk.revision, 1);
    assert_eq!(configuration.teams.iter().map(|team| team.id.as_str()).collect::<Vec<_>>(), ["support", "technical"]);
    assert_eq!(configuration.teams[0].lead.as_ref().map(|lead| lead.as_str()), Some(LEAD));
    assert_eq!(configuration.forms[0].topics[1].label[&Locale::Fr].as_str(), "Un produit ne fonctionne pas");
    let target = configuration.policies[0].target(Metric::FirstResponse, Priority::High).unwrap();
    assert_eq!(target.to_string(), "2h calendar");
    let lead = bench.agent(LEAD).await;
    assert_eq!((lead.role, lead.availability, lead.capacity), (Role::Owner, Availability::Offline, 12));
    assert_eq!(bench.store.revisions(None, 10).await.unwrap()[0].revision, 1);
}

#[tokio::test]
async fn a_desk_that_is_set_up_is_left_alone() {
    let bench = Workbench::empty().await;
    assert!(set_up(&bench).await);
    bench.reconfigure(|desk| desk.agents[0].capacity = 5).await;
    assert!(!set_up(&bench).await);
    assert_eq!(bench.agent(LEAD).await.capacity, 5);
}
