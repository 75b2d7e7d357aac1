//! What `infra/cloud/setup.mjs` writes into a deployed desk is what the functions read there.

// All of this is tests, where a panic is the way to fail.
#![allow(clippy::unwrap_used)]

use std::collections::HashMap;
use std::path::Path;
use std::process::Command;

use aws_sdk_dynamodb::types::AttributeValue;
use guichet_domain::{Availability, Locale, Priority, Role};
use guichet_tests::Workbench;
use serde_json::Value;

const LEAD: &str = "put-the-sub-of-the-lead-here";

/// The calls that the script makes for the example that documentation starts from.
fn calls() -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../infra/cloud");
    let run = Command::new("node").current_dir(&folder).args(["setup.mjs", "desk.example.json", "--print"]).output();
    let output = run.expect("node is needed, as for the web");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
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

/// Makes the calls as the command line would.
async fn set_up(bench: &Workbench) {
    let (dynamodb, table) = (&bench.clients.dynamodb, "DirectoryTable");
    for call in calls() {
        match call["action"].as_str().unwrap() {
            "put-item" => {
                let item = attributes(&call["Item"]);
                dynamodb.put_item().table_name(table).set_item(Some(item)).send().await.unwrap();
            }
            _ => {
                let names = call["ExpressionAttributeNames"].as_object().unwrap();
                let names = names.iter().map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned()));
                dynamodb
                    .update_item()
                    .table_name(table)
                    .set_key(Some(attributes(&call["Key"])))
                    .update_expression(call["UpdateExpression"].as_str().unwrap())
                    .set_expression_attribute_names(Some(names.collect()))
                    .set_expression_attribute_values(Some(attributes(&call["ExpressionAttributeValues"])))
                    .send()
                    .await
                    .unwrap();
            }
        }
    }
}

#[tokio::test]
async fn a_new_desk_is_set_up_from_the_example() {
    let bench = Workbench::empty().await;
    set_up(&bench).await;
    let teams = bench.store.teams().await.unwrap();
    assert_eq!(teams.iter().map(|team| team.id.as_str()).collect::<Vec<_>>(), ["support", "technical"]);
    assert_eq!(teams[0].lead.as_ref().map(|lead| lead.as_str()), Some(LEAD));
    let form = bench.store.form(&"default".parse().unwrap()).await.unwrap().unwrap();
    assert_eq!(form.topics[1].label[&Locale::Fr].as_str(), "Un produit ne fonctionne pas");
    let policies = bench.store.policies().await.unwrap();
    assert_eq!(policies.targets[&Priority::High].first_response_minutes, 120);
    let lead = bench.store.agent(&LEAD.parse().unwrap()).await.unwrap().unwrap();
    assert_eq!((lead.role, lead.availability, lead.capacity), (Role::Owner, Availability::Offline, 12));
}

#[tokio::test]
async fn setting_up_again_does_not_send_an_agent_home() {
    let bench = Workbench::empty().await;
    set_up(&bench).await;
    let lead = LEAD.parse().unwrap();
    assert!(bench.store.set_availability(&lead, Availability::Online).await.unwrap());
    set_up(&bench).await;
    assert_eq!(bench.store.agent(&lead).await.unwrap().unwrap().availability, Availability::Online);
}
