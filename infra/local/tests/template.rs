//! The repository's own template, read by the host that runs from it, and what the host says to templates it cannot be
//! true to.

use guichet_local::template::Template;
use std::collections::BTreeMap;
use std::path::Path;

fn parameters() -> BTreeMap<String, String> {
    let values = [
        ("DeskSecret", "a secret that is long enough to sign with"),
        ("PublicUrl", "http://127.0.0.1:3000"),
        ("MailFrom", "Guichet <support@example.org>"),
        ("OidcIssuer", "http://127.0.0.1:3000/_local/oidc"),
        ("OidcAudience", "guichet-desk"),
    ];
    values.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn own() -> Template {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../template.yaml");
    Template::load(&file, &parameters()).expect("the repository's template")
}

#[test]
fn the_repositorys_template_wires_every_function() {
    let template = own();
    let names: Vec<&str> = template.functions.iter().map(|function| function.name.as_str()).collect();
    for name in ["Intake", "Desk", "Relay", "Assignment", "Sla", "Notifications"] {
        let name = format!("{name}Function");
        assert!(names.contains(&name.as_str()), "{name}");
        let called = template.routes.iter().any(|route| route.function == name)
            || template.streams.iter().any(|stream| stream.function == name)
            || template.rules.iter().any(|rule| rule.function == name)
            || template.schedules.iter().any(|schedule| schedule.function == name);
        assert!(called, "nothing calls {name}");
    }
}

#[test]
fn agents_routes_need_a_token_and_customers_do_not() {
    for route in own().routes {
        let path = route.path.to_string();
        assert_eq!(route.needs_token, path.starts_with("/api/v1/desk"), "{} {path}", route.method);
    }
}

#[test]
fn public_routes_and_no_others_are_throttled_apart() {
    let template = own();
    let public = |route: &guichet_local::template::Route| !route.needs_token;
    let mut routes: Vec<String> =
        template.routes.iter().filter(|route| public(route)).map(|r| format!("{} {}", r.method, r.path)).collect();
    let mut throttled = template.throttled.clone();
    routes.sort();
    throttled.sort();
    assert_eq!(throttled, routes);
}

#[test]
fn a_pool_of_our_own_stands_in_where_no_issuer_is_named() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../template.yaml");
    let text = std::fs::read_to_string(file).expect("the template");
    let mut values = parameters();
    values.insert("OidcIssuer".to_owned(), String::new());
    let authorizer = Template::parse(&text, &values).expect("a template").authorizer.expect("an authorizer");
    assert_eq!(authorizer.issuer, "https://cognito-idp.local-1.amazonaws.com/AgentPool");
    assert_eq!(authorizer.audience, ["DeskClient"], "access tokens of Cognito name the client, not an audience");
}

#[test]
fn a_restored_copy_takes_the_place_of_a_table() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../template.yaml");
    let mut values = parameters();
    values.insert("RestoredDirectoryTable".to_owned(), "directory-of-monday".to_owned());
    let template = Template::load(&file, &values).expect("a template");
    for function in &template.functions {
        assert_eq!(function.environment["DIRECTORY_TABLE"], "directory-of-monday", "{}", function.name);
        assert_eq!(function.environment["TICKETS_TABLE"], "TicketsTable", "{}", function.name);
    }
}

/// What the template lets a function do with a table, by the name of its role.
fn allowed(role: &str, table: &str) -> Vec<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../template.yaml");
    let text = std::fs::read_to_string(file).expect("the template");
    let yaml = serde_yaml_ng::from_str(&text).expect("YAML");
    let document = guichet_local::template::intrinsics::untag(yaml, "template").expect("a template");
    let statements = &document["Resources"][role]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"];
    let mut actions: Vec<String> = Vec::new();
    for statement in statements.as_array().expect("statements") {
        if statement["Resource"].to_string().contains(table) {
            match &statement["Action"] {
                serde_json::Value::String(action) => actions.push(action.clone()),
                listed => actions
                    .extend(listed.as_array().expect("actions").iter().map(|a| a.as_str().expect("an action").into())),
            }
        }
    }
    actions
}

#[test]
fn no_role_may_do_everything_and_the_public_one_can_not_read_who_works_here() {
    for name in ["Intake", "Desk", "Relay", "Assignment", "Sla", "Notifications"] {
        for table in ["TicketsTable", "DirectoryTable", "EphemeraTable"] {
            let actions = allowed(&format!("{name}Role"), table);
            assert!(actions.iter().all(|action| !action.contains('*')), "{name}: {actions:?}");
            assert!(!actions.iter().any(|action| action.contains("Scan")), "{name} scans {table}");
        }
    }
    assert!(!allowed("IntakeRole", "DirectoryTable").contains(&"dynamodb:Query".to_owned()));
    assert!(!allowed("RelayRole", "TicketsTable").contains(&"dynamodb:GetItem".to_owned()));
    assert!(allowed("SlaRole", "EphemeraTable").is_empty() && allowed("AssignmentRole", "EphemeraTable").is_empty());
}

#[test]
fn settings_are_resolved_for_each_function() {
    let template = own();
    let setting = |function: &str, name: &str| {
        template.function(function).and_then(|function| function.environment.get(name)).cloned().unwrap_or_default()
    };
    assert_eq!(setting("SlaFunction", "TICKETS_TABLE"), "TicketsTable");
    assert_eq!(setting("RelayFunction", "EVENT_BUS"), "guichet-local-events");
    assert_eq!(setting("NotificationsFunction", "MAIL_FROM"), "Guichet <support@example.org>");
    assert_eq!(setting("IntakeFunction", "DESK_SECRET"), parameters()["DeskSecret"]);
    assert_eq!(setting("DeskFunction", "DESK_SECRET"), "", "no function has a secret that it does not use");
}

#[test]
fn the_bucket_lets_in_pages_of_the_desk_and_those_that_embed_its_form() {
    let bucket = |parameters: &BTreeMap<String, String>| {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../template.yaml");
        let template = Template::load(&file, parameters).expect("a template");
        let name = template.functions[0].environment["FILES_BUCKET"].clone();
        template.buckets.into_iter().find(|bucket| bucket.name == name).expect("the bucket of the files")
    };
    let own = bucket(&parameters());
    assert!(own.tells_the_bus);
    let rule = own.cors.expect("a rule");
    assert_eq!(rule.allowed_origins, ["http://127.0.0.1:3000"]);
    assert_eq!(rule.allowed_methods, ["GET", "PUT"]);
    let mut values = parameters();
    values.insert("AllowedOrigins".to_owned(), "https://a.example,https://b.example".to_owned());
    values.insert("PublicUrl".to_owned(), String::new());
    let embedded = bucket(&values).cors.expect("a rule");
    assert_eq!(embedded.allowed_origins, ["https://no-public-url.invalid", "https://a.example", "https://b.example"]);
}

#[test]
fn tables_streams_and_what_becomes_of_failures_are_read() {
    let template = own();
    let tickets = template.tables.iter().find(|table| table.name == "TicketsTable").expect("the tickets table");
    assert_eq!(tickets.indexes.keys().collect::<Vec<_>>(), ["by_assignee", "by_customer", "by_queue", "due"]);
    assert_eq!(tickets.stream.as_deref(), Some("NEW_IMAGE"));
    let ephemera = template.tables.iter().find(|table| table.name == "EphemeraTable").expect("the ephemera table");
    assert_eq!(ephemera.expiry.as_deref(), Some("expires_at"));

    let [stream] = template.streams.as_slice() else { panic!("one stream is read") };
    assert!(stream.bisect && stream.reports_failures);
    assert_eq!(stream.dead_letters.as_deref(), Some("RelayDeadLetters"));
    let record = |sk: &str, name: &str| serde_json::json!({"eventName": name, "dynamodb": {"Keys": {"sk": {"S": sk}}}});
    assert!(stream.filters[0].matches(&record("EVENT#000001", "INSERT")));
    assert!(!stream.filters[0].matches(&record("TICKET", "INSERT")));
    assert!(!stream.filters[0].matches(&record("EVENT#000001", "REMOVE")));

    for queue in &template.queues {
        let alarm = template.alarms.iter().find(|alarm| alarm.queue == *queue);
        assert_eq!(alarm.map(|alarm| alarm.threshold), Some(1), "nobody hears of what is in {queue}");
    }
    for rule in &template.rules {
        assert!(rule.delivery.dead_letters.is_some(), "{} loses what it cannot deliver", rule.name);
    }
    for schedule in &template.schedules {
        let function = template.function(&schedule.function).expect("its function");
        assert!(function.asynchronous.dead_letters.is_some(), "{} fails unseen", schedule.name);
    }
}

#[test]
fn what_the_host_cannot_be_true_to_is_refused_by_its_place() {
    let function =
        |events: &str| format!("Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n{events}");
    let rows = [
        ("Resources:\n  X: {Type: 'AWS::StepFunctions::StateMachine'}".to_owned(), "Resources/X", "StateMachine"),
        (function("      Layers: [a]"), "Resources/F", "Layers"),
        (
            "Resources:\n  A: {Type: 'AWS::Serverless::HttpApi', Properties: {CorsConfiguration: true}}".to_owned(),
            "Resources/A",
            "CorsConfiguration",
        ),
        (
            "Resources:\n  A: {Type: 'AWS::Serverless::HttpApi', Properties: {RouteSettings: {GET /x: {}}}}".to_owned(),
            "RouteSettings",
            "GET /x",
        ),
        (
            "Resources:\n  B: {Type: 'AWS::S3::Bucket', Properties: {WebsiteConfiguration: {}}}".to_owned(),
            "Resources/B",
            "WebsiteConfiguration",
        ),
        (
            "Resources:\n  B: {Type: 'AWS::S3::Bucket', Properties: {NotificationConfiguration: {QueueConfigurations: []}}}"
                .to_owned(),
            "Resources/B",
            "QueueConfigurations",
        ),
        (
            "Resources:\n  B: {Type: 'AWS::S3::Bucket', Properties: {CorsConfiguration: {CorsRules: [{AllowedOrigins: [], AllowedMethods: []}, {AllowedOrigins: [], AllowedMethods: []}]}}}"
                .to_owned(),
            "Resources/B",
            "one CORS rule",
        ),
        (function("      Environment: {Variables: {A: !Ref Nobody}}"), "Environment/Variables/A", "Nobody"),
        (function("      Environment: {Variables: {A: !ImportValue x}}"), "Environment/Variables/A", "ImportValue"),
        (function("      Events: {E: {Type: S3}}"), "Events/E", "S3"),
        (
            function("      Events: {E: {Type: HttpApi, Properties: {Method: get, Path: /x, TimeoutInMillis: 5}}}"),
            "Events/E",
            "TimeoutInMillis",
        ),
        (
            function("      Events: {E: {Type: Schedule, Properties: {Schedule: now and then}}}"),
            "Events/E",
            "now and then",
        ),
        (
            function(
                "      Events: {E: {Type: EventBridgeRule, Properties: {EventBusName: nowhere, Pattern: {source: [a]}}}}",
            ),
            "FE",
            "nowhere",
        ),
        (
            function(
                "      Events: {E: {Type: EventBridgeRule, Properties: {Pattern: {detail: {n: [{numeric: ['>', 1]}]}}}}}",
            ),
            "Events/E",
            "numeric",
        ),
        (function("      Events: {E: {Type: HttpApi, Properties: {Method: get, Path: /x}}}"), "F", "authorizer"),
        ("Parameters: {}\nResources: {".to_owned(), "template", ""),
    ];
    for (text, place, about) in rows {
        let error = Template::parse(&text, &BTreeMap::new()).expect_err(&text).to_string();
        assert!(error.contains(place) && error.contains(about), "{error}");
    }
}

#[test]
fn intrinsic_functions_give_what_cloudformation_gives() {
    let text = r#"
Parameters:
  Stage: {Type: String, Default: test}
Conditions:
  IsProduction: !Equals [!Ref Stage, production]
  IsOther: !Not [!Condition IsProduction]
Resources:
  Queue: {Type: "AWS::SQS::Queue"}
  Absent: {Type: "AWS::SQS::Queue", Condition: IsProduction}
  F:
    Type: AWS::Serverless::Function
    Properties:
      Environment:
        Variables:
          SUB: !Sub "${Stage}-${Queue.Arn}-${!literal}-${AWS::Region}"
          SUB_MAP: !Sub ["${who}", {who: !Ref Stage}]
          JOIN: !Join ["/", [a, !Ref Stage]]
          LONG: {"Fn::GetAtt": [Queue, Arn]}
          CHOSEN: !If [IsOther, other, production]
          NUMBER: 5
"#;
    let template = Template::parse(text, &BTreeMap::new()).expect("a template");
    let environment = &template.functions[0].environment;
    let arn = "arn:aws:sqs:local-1:000000000000:Queue";
    assert_eq!(environment["SUB"], format!("test-{arn}-${{literal}}-local-1"));
    assert_eq!(environment["SUB_MAP"], "test");
    assert_eq!(environment["JOIN"], "a/test");
    assert_eq!(environment["LONG"], arn);
    assert_eq!(environment["CHOSEN"], "other");
    assert_eq!(environment["NUMBER"], "5");
    assert_eq!(template.queues, ["Queue"]);
}
