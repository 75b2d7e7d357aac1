//! The document of the whole API: made from the code of the functions, kept in `docs/openapi.json`, true to
//! the template.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test -p guichet-tests --test openapi` writes the file anew.

// All of this is tests, where a panic is the way to fail.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use guichet_local::template::Template;
use serde_json::Value;
use utoipa::openapi::OpenApi;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn parts() -> [OpenApi; 2] {
    [guichet_desk::openapi(), guichet_intake::openapi()]
}

fn document() -> Value {
    let [mut document, intake] = parts();
    document.merge(intake);
    serde_json::to_value(document).unwrap()
}

fn operations(document: &Value) -> impl Iterator<Item = (String, &Value)> {
    let paths = document["paths"].as_object().unwrap().iter();
    paths.flat_map(|(path, item)| {
        let item = item.as_object().unwrap().iter();
        item.map(move |(method, operation)| (format!("{} {path}", method.to_uppercase()), operation))
    })
}

#[test]
fn the_snapshot_is_what_the_code_says() {
    let file = repository().join("docs/openapi.json");
    let made = serde_json::to_string_pretty(&document()).unwrap() + "\n";
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&file, &made).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap();
    assert!(
        kept == made,
        "docs/openapi.json is stale; make it anew:\n  UPDATE_SNAPSHOTS=1 cargo test -p guichet-tests --test openapi"
    );
}

#[test]
fn the_template_routes_what_the_document_says_and_asks_for_tokens_where_it_does() {
    let parameters = BTreeMap::from(
        [
            ("DeskSecret", "a secret that is long enough for the desk"),
            ("PublicUrl", "http://localhost"),
            ("MailFrom", "Guichet <support@example.com>"),
            ("OidcIssuer", "http://localhost/issuer"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned())),
    );
    let template = Template::load(&repository().join("template.yaml"), &parameters).unwrap();
    // A browser's preflight is routed like a request, but it is no operation.
    let routes = template.routes.iter().filter(|route| route.method != "OPTIONS");
    let routed: BTreeSet<(String, bool)> =
        routes.map(|route| (format!("{} {}", route.method, route.path), route.needs_token)).collect();

    let document = document();
    // The gateway checks agents' tokens; a customer's link is the function's own affair.
    let by_gateway = |operation: &Value| operation.pointer("/security/0/agent").is_some();
    let documented: BTreeSet<(String, bool)> =
        operations(&document).map(|(address, operation)| (address, by_gateway(operation))).collect();
    assert_eq!(documented, routed);
}

#[test]
fn no_two_functions_mean_different_things_by_one_name() {
    let [desk, intake] = parts().map(|part| serde_json::to_value(part).unwrap());
    for (name, schema) in intake["components"]["schemas"].as_object().unwrap() {
        let other = &desk["components"]["schemas"][name];
        assert!(other.is_null() || other == schema, "{name} is one thing at the desk and another at the intake");
    }
    let document = document();
    let mut seen = BTreeSet::new();
    for (address, operation) in operations(&document) {
        let id = operation["operationId"].as_str().unwrap();
        assert!(seen.insert(id), "{address} is called {id}, and so is another operation");
    }
}

#[test]
fn every_reference_leads_somewhere_and_every_problem_is_in_the_catalogue() {
    let document = document();
    let codes: BTreeSet<(u64, &str)> = document["x-problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| (problem["status"].as_u64().unwrap(), problem["code"].as_str().unwrap()))
        .collect();
    for (address, operation) in operations(&document) {
        for (status, response) in operation["responses"].as_object().unwrap() {
            // A class of answers, such as 4XX, names no single code.
            let Ok(status) = status.parse() else { continue };
            if status < 400 {
                continue;
            }
            let description = response["description"].as_str().unwrap();
            for code in description.split('`').skip(1).step_by(2) {
                assert!(codes.contains(&(status, code)), "{address}: {status} {code} is not in the catalogue");
            }
        }
    }
    let mut references = Vec::new();
    collect(&document, &mut references);
    for reference in references {
        assert!(document.pointer(reference.trim_start_matches('#')).is_some(), "{reference} leads nowhere");
    }
}

fn collect<'a>(value: &'a Value, references: &mut Vec<&'a str>) {
    match value {
        Value::Object(members) => {
            references.extend(members.get("$ref").and_then(Value::as_str));
            members.values().for_each(|member| collect(member, references));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, references)),
        _ => {}
    }
}

#[test]
fn what_a_link_is_made_from_is_in_no_answer() {
    let document = document().to_string();
    assert!(!document.contains("LinkSeed") && !document.contains("LinkIssued"));
}
