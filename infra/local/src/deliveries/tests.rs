//! The bus from `PutEvents` to the function, by the ordinary rules and under faults.

use super::*;
use crate::bus::Bus;
use crate::clock::{ClockMode, DeskClock};
use crate::faults::Faults;
use crate::invoke::Handler;

const TEMPLATE: &str = r#"
Resources:
  Mailer:
    Type: AWS::Serverless::Function
    Properties:
      EventInvokeConfig:
        MaximumRetryAttempts: 1
        DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt Failed.Arn}}
      Events:
        Opened:
          Type: EventBridgeRule
          Properties:
            EventBusName: !Ref Bus
            Pattern: {source: [guichet.tickets], detail-type: [TicketOpened]}
            RetryPolicy: {MaximumRetryAttempts: 3}
            DeadLetterConfig: {Arn: !GetAtt Unreached.Arn}
  Bus: {Type: "AWS::Events::EventBus", Properties: {Name: events}}
  Failed: {Type: "AWS::SQS::Queue"}
  Unreached: {Type: "AWS::SQS::Queue"}
"#;

struct Bench {
    template: Template,
    journal: Journal,
    seen: Arc<Mutex<Vec<Value>>>,
}

impl Bench {
    fn new() -> Bench {
        let template = Template::parse(TEMPLATE, &BTreeMap::new()).unwrap();
        Bench { template, journal: Journal::open(None).unwrap(), seen: Arc::default() }
    }

    fn open(&self, faults: Faults, fails: fn(&Value) -> bool) -> (Arc<Deliveries>, Bus) {
        let seen = Arc::clone(&self.seen);
        let mut functions = Functions::default();
        let handler = Handler::new(move |event| {
            seen.lock().unwrap().push(event.clone());
            async move { if fails(&event) { Err("no".into()) } else { Ok(Value::Null) } }
        });
        functions.add("Mailer", Duration::from_secs(5), handler);
        let dice = Arc::new(Dice::new(faults));
        let deliveries = Arc::new(Deliveries::open(&self.template, functions, self.journal.clone(), dice).unwrap());
        let start = "2026-03-02T09:00:00Z".parse().unwrap();
        let clock = DeskClock::open(ClockMode::Manual(start), None).unwrap();
        let bus = Bus::new(&self.template, Arc::clone(&deliveries), clock);
        (deliveries, bus)
    }

    fn numbers(&self) -> Vec<u64> {
        self.seen.lock().unwrap().iter().map(|event| event["detail"]["number"].as_u64().unwrap()).collect()
    }

    fn queue(&self, name: &str) -> Vec<Value> {
        Queues::new(self.journal.clone()).messages(name).unwrap()
    }
}

async fn drain(deliveries: &Deliveries) {
    while deliveries.step(Pace::AtOnce).await.unwrap() {}
}

fn put(bus: &Bus, bus_name: &str, detail_type: &str, detail: &str) -> Value {
    let entry =
        json!({"Source": "guichet.tickets", "DetailType": detail_type, "Detail": detail, "EventBusName": bus_name});
    bus.put(serde_json::from_value(json!({"Entries": [entry]})).unwrap()).unwrap()
}

fn open_tickets(bus: &Bus, count: u64) {
    (0..count).for_each(|number| {
        put(bus, "events", "TicketOpened", &json!({"number": number}).to_string());
    });
}

#[tokio::test]
async fn a_matching_event_arrives_in_the_services_form() {
    let bench = Bench::new();
    let (deliveries, bus) = bench.open(Faults::default(), |_| false);
    let answer = put(&bus, "events", "TicketOpened", r#"{"number": 7}"#);
    put(&bus, "events", "NoteAdded", r#"{"number": 8}"#);
    put(&bus, "arn:aws:events:local-1:000000000000:event-bus/events", "TicketOpened", r#"{"number": 9}"#);
    drain(&deliveries).await;
    assert_eq!(bench.numbers(), [7, 9]);
    let event = bench.seen.lock().unwrap()[0].clone();
    assert_eq!(answer["Entries"][0]["EventId"], event["id"]);
    assert_eq!(event["detail-type"], "TicketOpened");
    assert_eq!(event["time"], "2026-03-02T09:00:00Z");
    let read: aws_lambda_events::event::eventbridge::EventBridgeEvent = serde_json::from_value(event).unwrap();
    assert_eq!(read.source, "guichet.tickets");
}

#[tokio::test]
async fn what_is_wrong_with_an_entry_is_said_and_does_not_concern_the_others() {
    let bench = Bench::new();
    let (deliveries, bus) = bench.open(Faults::default(), |_| false);
    let good = json!({"Source": "guichet.tickets", "DetailType": "TicketOpened", "Detail": "{\"number\":1}", "EventBusName": "events"});
    let with = |name: &str, value: Value| {
        let mut entry = good.clone();
        entry[name] = value;
        entry
    };
    let entries =
        [with("Detail", json!("{")), with("Source", Value::Null), with("EventBusName", json!("other")), good.clone()];
    let answer = bus.put(serde_json::from_value(json!({"Entries": entries})).unwrap()).unwrap();
    assert_eq!(answer["FailedEntryCount"], 3);
    let codes: Vec<_> = answer["Entries"].as_array().unwrap().iter().map(|entry| entry["ErrorCode"].as_str()).collect();
    assert_eq!(codes, [Some("MalformedDetail"), Some("InvalidArgument"), Some("ResourceNotFoundException"), None]);
    drain(&deliveries).await;
    assert_eq!(bench.numbers(), [1]);
    let eleven: Vec<Value> = vec![good; 11];
    assert!(bus.put(serde_json::from_value(json!({"Entries": eleven})).unwrap()).is_err());
}

#[tokio::test]
async fn a_function_that_fails_is_tried_again_and_then_leaves_a_dead_letter() {
    let bench = Bench::new();
    let (deliveries, bus) = bench.open(Faults::default(), |event| event["detail"]["number"] == 1);
    open_tickets(&bus, 3);
    drain(&deliveries).await;
    assert_eq!(bench.numbers(), [0, 1, 2, 1]);
    let letters = bench.queue("Failed");
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0]["requestPayload"]["detail"]["number"], 1);
    assert_eq!(letters[0]["requestContext"]["approximateInvokeCount"], 2);
    assert!(bench.queue("Unreached").is_empty());
}

#[tokio::test]
async fn a_function_that_is_never_reached_leaves_the_event_in_the_rules_queue() {
    let bench = Bench::new();
    let (deliveries, bus) = bench.open(Faults { crash_before: 1.0, ..Faults::default() }, |_| false);
    open_tickets(&bus, 1);
    drain(&deliveries).await;
    assert!(bench.numbers().is_empty());
    assert_eq!(bench.queue("Unreached")[0]["detail"]["number"], 0);
}

#[tokio::test]
async fn what_was_accepted_survives_a_restart_and_what_is_done_does_not_come_again() {
    let bench = Bench::new();
    let (deliveries, bus) = bench.open(Faults::default(), |_| false);
    open_tickets(&bus, 3);
    assert!(deliveries.step(Pace::AtOnce).await.unwrap());
    drop((deliveries, bus));
    let (deliveries, bus) = bench.open(Faults::default(), |_| false);
    put(&bus, "events", "TicketOpened", r#"{"number": 3}"#);
    drain(&deliveries).await;
    assert_eq!(bench.numbers(), [0, 1, 2, 3]);
    assert!(deliveries.is_empty());
}

#[tokio::test]
async fn a_patient_host_waits_before_it_tries_again() {
    let bench = Bench::new();
    let (deliveries, bus) = bench.open(Faults::default(), |_| true);
    open_tickets(&bus, 1);
    assert!(deliveries.step(Pace::Patient).await.unwrap());
    assert!(!deliveries.step(Pace::Patient).await.unwrap());
    assert!(!deliveries.is_empty());
}

#[tokio::test]
async fn every_fault_repeats_by_its_seed_and_loses_nothing() {
    let switches: [fn(&mut Faults); 5] = [
        |faults| faults.duplicate = 0.5,
        |faults| faults.reorder = 0.5,
        |faults| faults.drop_and_replay = 0.5,
        |faults| faults.crash_before = 0.2,
        |faults| faults.crash_after = 0.5,
    ];
    let plain: Vec<u64> = (0..20).collect();
    for (index, switch) in switches.iter().enumerate() {
        let order = async |seed| {
            let mut faults = Faults { seed, ..Faults::default() };
            switch(&mut faults);
            let bench = Bench::new();
            let (deliveries, bus) = bench.open(faults, |_| false);
            open_tickets(&bus, 20);
            drain(&deliveries).await;
            assert!(plain.iter().all(|number| bench.numbers().contains(number)), "switch {index} lost something");
            assert!(bench.queue("Failed").is_empty());
            bench.numbers()
        };
        let seen = order(5).await;
        assert_eq!(seen, order(5).await, "switch {index}");
        assert_ne!(seen, plain, "switch {index} did nothing");
    }
}
