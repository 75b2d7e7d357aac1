//! What the functions write into the log is what CloudWatch reads, and what the dashboard, the alarms and the manual name.

#![allow(clippy::unwrap_used, reason = "a test that can not go on fails")]

use std::collections::BTreeSet;

use guichet_runtime::metrics::{METRICS, NAMESPACE};
use guichet_runtime::{Env, Meter, measure};
use guichet_tests::lines::{DESK, Lines, metrics};
use serde_json::Value;

fn meter() -> Meter {
    let env = [("AWS_LAMBDA_FUNCTION_MEMORY_SIZE".to_owned(), "256".to_owned())];
    Meter::from_env("relay", &Env::from_map(env.into())).unwrap()
}

fn names(line: &Value) -> BTreeSet<String> {
    metrics(line).into_iter().map(|(name, _)| name).collect()
}

fn listed() -> BTreeSet<String> {
    METRICS.iter().map(|metric| metric.name.to_owned()).collect()
}

#[tokio::test]
async fn a_line_can_hold_every_metric_and_no_other() {
    let lines = Lines::capture();
    let work = async {
        measure::note(|work| {
            (work.tickets_opened, work.tickets_resolved) = (Some(1), Some(2));
            (work.first_response_seconds, work.sweep_lateness_seconds) = (Some(61.5), Some(0.0));
            (work.mails_sent, work.mails_rejected) = (Some(3), Some(4));
        });
        Err::<(), _>("a \"cause\"\nof two lines")
    };
    meter().event("TicketOpened", work).await.unwrap_err();
    let line = lines.only();
    assert_eq!(names(&line), listed());
    assert_eq!((&line["Desk"], &line["level"]), (&DESK.into(), &"ERROR".into()));
    assert_eq!(line["error"], "a \"cause\"\nof two lines");
    assert_eq!((&line["outcome"], &line["event.type"]), (&"failed".into(), &"TicketOpened".into()));
    assert_eq!((&line["FirstResponseSeconds"], &line["Failures"]), (&61.5.into(), &1.into()));
}

#[tokio::test]
async fn the_line_of_a_part_counts_what_happened_and_leaves_the_bill_to_the_whole() {
    let lines = Lines::capture();
    let whole = async {
        let ticket = guichet_domain::TicketId(Default::default());
        let part = async {
            measure::about(ticket);
            measure::note(|work| (work.tickets_opened, work.bus_events) = (Some(1), 5));
            Ok::<_, &str>(())
        };
        meter().part("record", part).await
    };
    measure::invoked("an-id".to_owned(), async { meter().event("stream", whole).await }).await.unwrap();
    let [part, whole] = <[Value; 2]>::try_from(lines.all()).unwrap();
    assert_eq!(names(&part), ["TicketsOpened".to_owned()].into());
    assert_eq!(part["ticket.id"], "00000000-0000-0000-0000-000000000000");
    assert_eq!(names(&whole), ["CostDollars", "ReadUnits", "WriteUnits"].map(str::to_owned).into());
    assert!(whole["CostDollars"].as_f64().unwrap() > 5.2e-6, "five events on the bus and an invocation: {whole}");
    assert!(whole.get("ticket.id").is_none() && whole.get("Failures").is_none(), "{whole}");
    for line in [part, whole] {
        assert_eq!((&line["request.id"], &line["function"]), (&"an-id".into(), &"relay".into()));
        assert_eq!((&line["level"], &line["store.write_units"]), (&"INFO".into(), &0.0.into()));
    }
}

#[tokio::test]
async fn what_comes_again_has_not_failed() {
    let lines = Lines::capture();
    let busy = async {
        measure::note(|work| (work.outcome, work.comes_again) = (Some("busy".into()), true));
        Err::<(), _>("somebody is at it")
    };
    meter().event("TicketOpened", busy).await.unwrap_err();
    let line = lines.only();
    assert_eq!((&line["level"], &line["outcome"]), (&"INFO".into(), &"busy".into()));
    assert!(line.get("Failures").is_none());
}

#[test]
fn other_lines_are_no_metrics() {
    let lines = Lines::capture();
    tracing::error!(target: "guichet_tests", error = %"a cause", ReadUnitsOfNobody = 3, "something else");
    let line = lines.only();
    assert_eq!((&line["message"], line.get("_aws")), (&"something else".into(), None));
}

fn repository(file: &str) -> String {
    std::fs::read_to_string(format!("{}/../{file}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn resources() -> Vec<(String, serde_yaml_ng::Value)> {
    let template: serde_yaml_ng::Value = serde_yaml_ng::from_str(&repository("template.yaml")).unwrap();
    let resources = template["Resources"].as_mapping().unwrap().clone();
    resources.into_iter().map(|(name, resource)| (name.as_str().unwrap().to_owned(), resource)).collect()
}

#[test]
fn the_dashboard_shows_every_metric_and_no_other() {
    let (_, dashboard) = resources().into_iter().find(|(name, _)| name == "Dashboard").unwrap();
    let serde_yaml_ng::Value::Tagged(body) = &dashboard["Properties"]["DashboardBody"] else { panic!("no !Sub") };
    // What is put in by CloudFormation stands inside of strings.
    let body: Value = serde_json::from_str(body.value.as_str().unwrap()).unwrap();
    let mut shown = BTreeSet::new();
    for metric in
        body["widgets"].as_array().unwrap().iter().flat_map(|w| w["properties"]["metrics"].as_array().unwrap())
    {
        if metric[0] == NAMESPACE {
            assert_eq!((&metric[2], &metric[3]), (&"Desk".into(), &"${AWS::StackName}".into()), "{metric}");
            shown.insert(metric[1].as_str().unwrap().to_owned());
        }
    }
    assert_eq!(shown, listed());
}

#[test]
fn alarms_watch_only_metrics_that_are_written() {
    let mut watched = BTreeSet::new();
    for (name, resource) in resources() {
        let properties = &resource["Properties"];
        if resource["Type"] == "AWS::CloudWatch::Alarm" && properties["Namespace"] == NAMESPACE {
            assert_eq!(properties["Dimensions"][0]["Name"], "Desk", "{name}");
            watched.insert(properties["MetricName"].as_str().unwrap().to_owned());
        }
    }
    assert!(watched.contains("SweepLatenessSeconds") && watched.is_subset(&listed()), "{watched:?}");
}

#[test]
fn the_manual_names_each_metric_with_its_unit() {
    let manual = repository("docs/operations.md");
    let section = manual.split("## Metrics").nth(1).unwrap().split("\n## ").next().unwrap();
    let mut documented = BTreeSet::new();
    for row in section.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        documented.extend(cells[1].split(", ").map(|name| (name.trim_matches('`').to_owned(), cells[2].to_owned())));
    }
    let listed = METRICS.iter().map(|metric| (metric.name.to_owned(), metric.unit.to_owned()));
    assert_eq!(documented, listed.collect());
}
