//! The pump's rules, on a real stream, with a function that each test writes for itself.

use super::*;
use crate::faults::Faults;
use crate::invoke::Handler;
use crate::template::Template;
use aws_lambda_events::event::dynamodb::Event;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;

const TEMPLATE: &str = r#"
Resources:
  Reader:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Stream:
          Type: DynamoDB
          Properties:
            Stream: !GetAtt Items.StreamArn
            StartingPosition: TRIM_HORIZON
            BatchSize: 4
            ParallelizationFactor: 2
            MaximumRetryAttempts: 2
            BisectBatchOnFunctionError: true
            FunctionResponseTypes: [ReportBatchItemFailures]
            FilterCriteria:
              Filters:
                - Pattern: '{"dynamodb": {"Keys": {"sk": {"S": [{"prefix": "EVENT#"}]}}}}'
            DestinationConfig:
              OnFailure: {Type: SQS, Destination: !GetAtt Failed.Arn}
  Items:
    Type: AWS::DynamoDB::Table
    Properties:
      AttributeDefinitions: [{AttributeName: pk, AttributeType: S}, {AttributeName: sk, AttributeType: S}]
      KeySchema: [{AttributeName: pk, KeyType: HASH}, {AttributeName: sk, KeyType: RANGE}]
      StreamSpecification: {StreamViewType: NEW_IMAGE}
  Failed:
    Type: AWS::SQS::Queue
"#;

/// What a function saw: one list of `key value` for each call.
type Seen = Arc<Mutex<Vec<Vec<String>>>>;

struct Bench {
    database: Database,
    journal: Journal,
    source: StreamSource,
    seen: Seen,
}

impl Bench {
    fn new() -> Bench {
        let template = Template::parse(TEMPLATE, &BTreeMap::new()).unwrap();
        let source = template.streams[0].clone();
        let database = crate::database::open(None, &template).unwrap();
        Bench { database, journal: Journal::open(None).unwrap(), source, seen: Seen::default() }
    }

    fn put(&self, pk: &str, sk: &str, value: u32) {
        let item = json!({"pk": {"S": pk}, "sk": {"S": sk}, "value": {"N": value.to_string()}});
        self.database.put_item(serde_json::from_value(json!({"TableName": "Items", "Item": item})).unwrap()).unwrap();
    }

    /// Writes so many items with one event each.
    fn put_items(&self, count: u32) {
        (0..count).for_each(|index| self.put(&format!("item-{index}"), "EVENT#1", index));
    }

    fn pump(&self, faults: Faults, answer: fn(&[String]) -> Result<Value, String>) -> Pump {
        let seen = Arc::clone(&self.seen);
        let mut functions = Functions::default();
        let handler = Handler::new(move |event| {
            // The runtime's own type must be able to read what the pump sends.
            let read: Event = serde_json::from_value(event.clone()).unwrap();
            assert_eq!(read.records.len(), event["Records"].as_array().unwrap().len());
            let names: Vec<String> = event["Records"].as_array().unwrap().iter().map(name).collect();
            seen.lock().unwrap().push(names.clone());
            let answer = answer(&names).map(|mut answer| {
                // Tests report failures by name; a stream's records are known by their sequence numbers.
                for failure in answer["batchItemFailures"].as_array_mut().into_iter().flatten() {
                    let wanted = failure["itemIdentifier"].as_str().unwrap().to_owned();
                    let record = event["Records"].as_array().unwrap().iter().find(|record| name(record) == wanted);
                    failure["itemIdentifier"] = record.unwrap()["dynamodb"]["SequenceNumber"].clone();
                }
                answer
            });
            async move { answer.map_err(Into::into) }
        });
        functions.add("Reader", Duration::from_secs(5), handler);
        let (database, journal) = (self.database.clone(), self.journal.clone());
        Pump::open(self.source.clone(), functions, database, journal, Arc::new(Dice::new(faults))).unwrap()
    }

    async fn run(&self, faults: Faults, answer: fn(&[String]) -> Result<Value, String>) {
        drain(&mut self.pump(faults, answer)).await;
    }

    fn calls(&self) -> Vec<Vec<String>> {
        self.seen.lock().unwrap().clone()
    }

    fn all_seen(&self) -> Vec<String> {
        self.calls().concat()
    }

    fn dead_letters(&self) -> Vec<Value> {
        Queues::new(self.journal.clone()).messages("Failed").unwrap()
    }
}

async fn drain(pump: &mut Pump) {
    while pump.step(Pace::AtOnce).await.unwrap() {}
}

fn name(record: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let data = &record["dynamodb"];
    format!("{} {}", text(&data["Keys"]["pk"]["S"]), text(&data["NewImage"]["value"]["N"]))
}

fn fine(_: &[String]) -> Result<Value, String> {
    Ok(json!({"batchItemFailures": []}))
}

fn poisoned(names: &[String]) -> Result<Value, String> {
    match names.iter().any(|name| name.starts_with("item-5 ")) {
        true => Err("item-5 is more than I can bear".to_owned()),
        false => fine(names),
    }
}

fn reports_item_5(names: &[String]) -> Result<Value, String> {
    let failed = names.iter().find(|name| name.starts_with("item-5 "));
    Ok(json!({"batchItemFailures": failed.map(|name| json!({"itemIdentifier": name})).into_iter().collect::<Vec<_>>()}))
}

#[tokio::test]
async fn only_what_passes_the_filter_is_delivered_once_and_in_batches() {
    let bench = Bench::new();
    bench.put("item", "TICKET", 99);
    bench.put_items(10);
    bench.run(Faults::default(), fine).await;
    let mut seen = bench.all_seen();
    seen.sort();
    assert_eq!(seen, (0..10).map(|index| format!("item-{index} {index}")).collect::<Vec<_>>());
    assert!(bench.calls().iter().all(|batch| batch.len() <= 4));
}

#[tokio::test]
async fn the_records_of_one_item_keep_their_order_under_every_fault() {
    for seed in 0..20 {
        let bench = Bench::new();
        for value in 0..12 {
            bench.put("a", "EVENT#1", value);
            bench.put("b", "EVENT#1", value);
            bench.put("c", "EVENT#1", value);
        }
        bench.run(Faults { seed, reorder: 1.0, ..Faults::default() }, fine).await;
        for item in ["a", "b", "c"] {
            let of_item: Vec<String> = bench.all_seen().into_iter().filter(|seen| seen.starts_with(item)).collect();
            assert_eq!(of_item, (0..12).map(|value| format!("{item} {value}")).collect::<Vec<_>>(), "seed {seed}");
        }
    }
}

#[tokio::test]
async fn a_checkpoint_survives_a_restart_and_an_unfinished_round_comes_again() {
    let bench = Bench::new();
    bench.put_items(3);
    bench.run(Faults::default(), fine).await;
    bench.put_items(1);
    let mut stopped = bench.pump(Faults::default(), |_| Err("the host goes down".to_owned()));
    assert!(stopped.step(Pace::AtOnce).await.unwrap());
    drop(stopped);
    bench.seen.lock().unwrap().clear();
    bench.run(Faults::default(), fine).await;
    assert_eq!(bench.all_seen(), ["item-0 0"]);
    bench.run(Faults::default(), fine).await;
    assert_eq!(bench.all_seen(), ["item-0 0"]);
}

#[tokio::test]
async fn a_table_made_anew_is_read_from_its_start() {
    let bench = Bench::new();
    bench.put_items(2);
    bench.run(Faults::default(), fine).await;
    let other = Bench { journal: bench.journal.clone(), ..Bench::new() };
    other.put_items(2);
    other.run(Faults::default(), fine).await;
    assert_eq!(other.all_seen().len(), 2);
}

#[tokio::test]
async fn bisecting_leaves_only_the_record_at_fault_behind() {
    let bench = Bench::new();
    bench.put_items(8);
    bench.run(Faults::default(), poisoned).await;
    let letters = bench.dead_letters();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0]["DDBStreamBatchInfo"]["batchSize"], 1);
    assert_eq!(letters[0]["requestContext"]["condition"], "RetryAttemptsExhausted");
    let alone = bench.calls().iter().filter(|batch| **batch == ["item-5 5"]).count();
    assert_eq!(alone, 3, "one attempt and two retries");
    let done: Vec<String> = bench.calls().into_iter().filter(|batch| poisoned(batch).is_ok()).flatten().collect();
    assert_eq!(done.len(), 7, "every other record was delivered in a batch that went through");
}

#[tokio::test]
async fn a_partial_failure_is_taken_up_where_it_happened() {
    let bench = Bench::new();
    bench.put_items(8);
    bench.run(Faults::default(), reports_item_5).await;
    // The odd items share a lane: what came before item-5 is not delivered again.
    let times = |item: &str| bench.all_seen().iter().filter(|seen| seen.starts_with(item)).count();
    assert_eq!((times("item-1 "), times("item-3 ")), (1, 1));
    assert!(times("item-5 ") > 3);
    assert_eq!(bench.dead_letters().len(), 1);
}

#[tokio::test]
async fn a_failing_lane_does_not_keep_the_other_waiting() {
    let bench = Bench::new();
    bench.put_items(8);
    let mut pump = bench.pump(Faults::default(), poisoned);
    assert!(pump.step(Pace::Patient).await.unwrap());
    assert!(bench.calls().contains(&vec!["item-0 0".into(), "item-2 2".into(), "item-4 4".into(), "item-6 6".into()]));
}

#[tokio::test]
async fn every_fault_repeats_by_its_seed_and_loses_nothing() {
    let switches: [fn(&mut Faults); 5] = [
        |faults| faults.duplicate = 0.5,
        |faults| faults.reorder = 0.5,
        |faults| faults.drop_and_replay = 0.5,
        |faults| faults.crash_before = 0.5,
        |faults| faults.crash_after = 0.5,
    ];
    for (index, switch) in switches.iter().enumerate() {
        let calls = async |seed| {
            let mut faults = Faults { seed, ..Faults::default() };
            switch(&mut faults);
            let bench = Bench::new();
            bench.put_items(24);
            bench.run(faults, fine).await;
            let distinct: std::collections::BTreeSet<String> = bench.all_seen().into_iter().collect();
            assert_eq!(distinct.len(), 24, "switch {index} lost something");
            assert!(bench.dead_letters().is_empty());
            bench.calls()
        };
        assert_eq!(calls(3).await, calls(3).await, "switch {index}");
    }
}

#[tokio::test]
async fn faults_that_always_happen_still_come_to_an_end() {
    let bench = Bench::new();
    bench.put_items(4);
    let always = Faults {
        seed: 1,
        duplicate: 1.0,
        reorder: 1.0,
        drop_and_replay: 1.0,
        crash_before: 1.0,
        crash_after: 1.0,
        ..Faults::default()
    };
    bench.run(always, fine).await;
    assert!(bench.all_seen().len() >= 8, "each record came at least twice");
}
