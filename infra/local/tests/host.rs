//! The host as a whole: booted, spoken to over its doors, stopped and started again.

#![allow(clippy::unwrap_used, reason = "a test's helpers stop the test as its own lines do")]

use guichet_local::{BootError, ClockMode, Data, Faults, MailOptions, Options, Running, boot};
use jiff::Timestamp;
use reqwest::header::{AUTHORIZATION, LOCATION};
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

fn template() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../template.yaml")
}

fn options(data: Data) -> Options {
    let start: Timestamp = "2026-03-02T09:00:00Z".parse().unwrap();
    Options {
        port: 0,
        data,
        clock: ClockMode::Manual(start),
        template: template(),
        parameters: Default::default(),
        web: None,
        faults: Faults::default(),
        mail: MailOptions::default(),
        background: false,
    }
}

async fn in_memory() -> Running {
    boot(options(Data::Memory)).await.unwrap()
}

/// A folder of its own for a test, gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let folder = std::env::temp_dir().join(format!("guichet-local-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Folder(folder)
    }

    fn data(&self) -> Data {
        Data::Folder(self.0.clone())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).unwrap();
    }
}

fn client() -> Client {
    Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

async fn get(running: &Running, path: &str) -> reqwest::Response {
    client().get(format!("{}{path}", running.url())).send().await.unwrap()
}

async fn message(response: reqwest::Response) -> (StatusCode, Value) {
    let status = response.status();
    let body: Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
    (status, body["message"].clone())
}

#[tokio::test]
async fn the_gateway_answers_in_its_own_words_what_never_reaches_a_function() {
    let running = in_memory().await;
    assert_eq!(message(get(&running, "/api/v1/nothing").await).await, (StatusCode::NOT_FOUND, json!("Not Found")));
    assert_eq!(
        message(get(&running, "/api/v1/desk/me").await).await,
        (StatusCode::UNAUTHORIZED, json!("Unauthorized"))
    );

    let large = client().post(format!("{}/api/v1/tickets", running.url())).body(vec![b'x'; 10 * 1024 * 1024 + 1]);
    let expected = (StatusCode::PAYLOAD_TOO_LARGE, json!("Request Entity Too Large"));
    assert_eq!(message(large.send().await.unwrap()).await, expected);

    let me = format!("{}/api/v1/desk/me", running.url());
    let token = running.token_for("somebody").await.unwrap();
    let forged = format!("{}x{}", &token[..token.len() - 9], &token[token.len() - 8..]);
    for bad in ["Bearer nonsense".to_owned(), format!("Bearer {forged}"), String::new()] {
        let response = client().get(&me).header(AUTHORIZATION, bad).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
        assert!(response.headers().contains_key("www-authenticate"));
    }
    // A token of another issuer is none, however well it is signed.
    let other = in_memory().await.token_for("somebody").await.unwrap();
    let response = client().get(&me).bearer_auth(other).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    // A valid one reaches the function, which does not know this person.
    let response = client().get(&me).bearer_auth(token).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    running.shutdown().await;
}

/// What the distribution sends is in the template, what this host sends in its code; a page must not meet the one in the
/// cloud that it never met here.
#[tokio::test]
async fn the_cloud_sends_the_same_headers_beyond_the_issuer() {
    let running = in_memory().await;
    let here = get(&running, "/config.json").await.headers().clone();
    let template = std::fs::read_to_string(template()).unwrap();
    let policy = here["content-security-policy"].to_str().unwrap();
    let there = template.lines().find(|line| line.contains("default-src")).unwrap().trim();
    let there = there.trim_start_matches("- \"").trim_end_matches('"').replace(" ${Issuer}", "");
    let there = there.replace("${Files}", running.files_origin());
    assert_eq!(policy.split_whitespace().collect::<Vec<_>>(), there.split_whitespace().collect::<Vec<_>>());
    for (header, name) in
        [("cross-origin-opener-policy", "Cross-Origin-Opener-Policy"), ("permissions-policy", "Permissions-Policy")]
    {
        let value = here[header].to_str().unwrap();
        let line = template.lines().find(|line| line.contains(&format!("Header: {name},"))).unwrap();
        assert!(line.contains(value), "{name}: {value}");
    }
    // Of these the distribution has switches in place of values.
    assert_eq!(here["x-content-type-options"], "nosniff");
    assert_eq!(here["referrer-policy"], "no-referrer");
    assert!(template.contains("ReferrerPolicy: {Override: true, ReferrerPolicy: no-referrer}"));
    running.shutdown().await;
}

#[tokio::test]
async fn pages_have_their_headers_and_say_when_the_web_is_not_built() {
    let running = in_memory().await;
    let response = get(&running, "/").await;
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    assert!(response.text().await.unwrap().contains("The web is not built yet"));
    let config: Value = serde_json::from_str(&get(&running, "/config.json").await.text().await.unwrap()).unwrap();
    assert_eq!(config["oidc"]["issuer"], format!("{}/_local/oidc", running.url()));
    running.shutdown().await;
}

#[tokio::test]
async fn the_built_web_is_served_with_the_right_caching() {
    let folder = Folder::new("web");
    for (file, content) in
        [("index.html", "portal"), ("desk/index.html", "desk"), ("ticket/index.html", "ticket"), ("assets/a-1.js", "x")]
    {
        let file = folder.0.join(file);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, content).unwrap();
    }
    let running = boot(Options { web: Some(folder.0.clone()), ..options(Data::Memory) }).await.unwrap();
    for (path, content, caching) in [
        ("/", "portal", "no-cache"),
        ("/desk/", "desk", "no-cache"),
        ("/desk/tickets/7", "desk", "no-cache"),
        ("/ticket/", "ticket", "no-cache"),
        ("/desk/assets/gone.js", "desk", "no-cache"),
        ("/assets/a-1.js", "x", "public, max-age=31536000, immutable"),
    ] {
        let response = get(&running, path).await;
        assert_eq!(
            (response.status(), &response.headers()["cache-control"]),
            (StatusCode::OK, &caching.parse().unwrap()),
            "{path}"
        );
        assert!(response.headers().contains_key("content-security-policy"));
        assert_eq!(response.text().await.unwrap(), content, "{path}");
    }
    assert_eq!(get(&running, "/desk").await.headers()[LOCATION], "/desk/");
    assert_eq!(get(&running, "/assets/gone.js").await.status(), StatusCode::NOT_FOUND);
    running.shutdown().await;
}

#[tokio::test]
async fn the_page_of_an_original_has_a_policy_of_its_own_here_and_in_the_cloud() {
    let folder = Folder::new("original");
    std::fs::create_dir_all(&folder.0).unwrap();
    for page in ["index.html", "original.html"] {
        std::fs::write(folder.0.join(page), page).unwrap();
    }
    let running = boot(Options { web: Some(folder.0.clone()), ..options(Data::Memory) }).await.unwrap();
    let page = get(&running, "/original.html").await;
    let policy = page.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.starts_with("sandbox allow-scripts ") && !policy.contains("allow-same-origin"), "{policy}");
    let template = std::fs::read_to_string(template()).unwrap();
    assert!(template.contains(&format!("ContentSecurityPolicy: \"{policy}\"")), "{policy}");
    running.shutdown().await;
}

#[tokio::test]
async fn mail_that_comes_in_is_in_the_bucket_and_on_its_page() {
    let folder = Folder::new("received");
    let running = boot(options(folder.data())).await.unwrap();
    let raw = b"From: Anna <anna@shop.example>\r\nSubject: Where is <it>?\r\n\r\nHello\r\n";
    let id = running.deliver_mail("anna@shop.example", &["support@guichet.example"], raw).await.unwrap();
    let key = format!("inbound/{id}").parse().unwrap();
    let kept = running.files().inbound(&key, 10_000).await.unwrap().unwrap();
    assert!(kept.starts_with(b"Return-Path: <anna@shop.example>\r\n"));
    assert!(kept.ends_with(&[b"Delivered-To: support@guichet.example\r\n".as_slice(), raw].concat()));

    // Over the socket too, as far as the greeting: the conversation has tests of its own.
    let mut greeting = [0; 4];
    let mut socket = tokio::net::TcpStream::connect(running.smtp_address()).await.unwrap();
    tokio::io::AsyncReadExt::read_exact(&mut socket, &mut greeting).await.unwrap();
    assert_eq!(&greeting, b"220 ");

    let list = get(&running, "/_local/received").await.text().await.unwrap();
    assert!(list.contains("Where is &lt;it&gt;?") && list.contains("Anna &lt;anna@shop.example&gt;"), "{list}");
    assert!(list.contains(&running.smtp_address().to_string()), "how to send one");
    let page = get(&running, &format!("/_local/received/{id}")).await.text().await.unwrap();
    assert!(page.contains("X-SES-Spam-Verdict") && page.contains("Hello"));
    let source = get(&running, &format!("/_local/received/{id}/source")).await.bytes().await.unwrap();
    assert_eq!(source, kept);
    assert_eq!(get(&running, &format!("/_local/mail/{id}")).await.status(), StatusCode::NOT_FOUND);
    running.shutdown().await;

    let running = boot(options(folder.data())).await.unwrap();
    assert_eq!(running.received_mails().len(), 1, "it is there after a restart");
    assert!(running.files().inbound(&key, 10_000).await.unwrap().is_some());
    running.shutdown().await;
}

#[tokio::test]
async fn a_second_desk_takes_mail_at_the_next_port() {
    let first = in_memory().await;
    let busy = first.smtp_address().port();
    let mail = MailOptions { smtp_port: busy, ..MailOptions::default() };
    let second = boot(Options { mail, ..options(Data::Memory) }).await.unwrap();
    assert_ne!(second.smtp_address().port(), busy);
    first.shutdown().await;
    second.shutdown().await;
}

#[tokio::test]
async fn the_clock_is_moved_over_its_door() {
    let running = in_memory().await;
    let clock = format!("{}/_local/clock", running.url());
    let moved = client().post(&clock).json(&json!({"advance": "10m"})).send().await.unwrap();
    let state: Value = serde_json::from_str(&moved.text().await.unwrap()).unwrap();
    assert_eq!((&state["now"], &state["moved_by_seconds"]), (&json!("2026-03-02T09:10:00Z"), &json!(600)));
    assert_eq!(running.clock().now().to_string(), "2026-03-02T09:10:00Z");
    client().post(&clock).json(&json!({"set": "2026-03-02T09:15:30Z"})).send().await.unwrap();
    assert_eq!(running.clock().now().to_string(), "2026-03-02T09:15:30Z");
    let form = client().post(&clock).header("content-type", "application/x-www-form-urlencoded").body("reset=true");
    assert_eq!(form.send().await.unwrap().status(), StatusCode::SEE_OTHER);
    assert_eq!(running.clock().now().to_string(), "2026-03-02T09:00:00Z");
    let wrong = client().post(&clock).json(&json!({"advance": "a while"})).send().await.unwrap();
    assert_eq!(wrong.status(), StatusCode::BAD_REQUEST);
    assert!(get(&running, "/_local/clock").await.text().await.unwrap().contains("+15 min"));
    running.shutdown().await;
}

#[tokio::test]
async fn a_busy_port_is_said_plainly() {
    let running = in_memory().await;
    let port: u16 = running.url().rsplit(':').next().unwrap().parse().unwrap();
    let error = boot(Options { port, ..options(Data::Memory) }).await.err().unwrap();
    assert!(matches!(error, BootError::PortBusy(_)));
    assert!(error.to_string().contains(&format!("PORT={} make run", port + 1)), "{error}");
    running.shutdown().await;
}

#[tokio::test]
async fn a_data_folder_outlives_its_host_and_has_one_at_a_time() {
    let folder = Folder::new("restart");
    let running = boot(options(folder.data())).await.unwrap();
    assert!(matches!(boot(options(folder.data())).await.err().unwrap(), BootError::Data(_)));
    let token = running.token_for("somebody").await.unwrap();
    running.clock().advance(jiff::SignedDuration::from_hours(1)).unwrap();
    let port: u16 = running.url().rsplit(':').next().unwrap().parse().unwrap();
    running.shutdown().await;

    let running = boot(Options { port, ..options(folder.data()) }).await.unwrap();
    assert_eq!(running.clock().now().to_string(), "2026-03-02T10:00:00Z");
    // The issuer's key is the same one: a restart signs nobody out.
    let me = client().get(format!("{}/api/v1/desk/me", running.url())).bearer_auth(token).send().await.unwrap();
    assert_eq!(me.status(), StatusCode::FORBIDDEN);
    running.shutdown().await;

    folder.data().start_over().unwrap();
    let running = boot(options(folder.data())).await.unwrap();
    assert_eq!(running.clock().now().to_string(), "2026-03-02T09:00:00Z");
    running.shutdown().await;
}

#[tokio::test]
async fn data_of_an_older_schema_is_refused_with_the_way_out() {
    let folder = Folder::new("schema");
    boot(options(folder.data())).await.unwrap().shutdown().await;
    let newer = std::fs::read_to_string(template())
        .unwrap()
        .replace("queue_pk", "lane_pk")
        .replace("IndexName: due", "IndexName: due_soon");
    let file = folder.0.join("newer.yaml");
    std::fs::write(&file, newer).unwrap();
    let error = boot(Options { template: file, ..options(folder.data()) }).await.err().unwrap().to_string();
    for part in [
        "index by_queue is queue_pk (S) + queue_sk (S)",
        "lane_pk (S)",
        "index due_soon",
        "index due is there",
        "make run FRESH=1",
    ] {
        assert!(error.contains(part), "{part} in {error}");
    }
    std::fs::write(folder.0.join("schema.json"), r#"{"version":0}"#).unwrap();
    let error = boot(options(folder.data())).await.err().unwrap().to_string();
    assert!(error.contains("schema version 0"), "{error}");
}
