//! The events that functions are invoked with, as AWS writes them.

use jiff::Timestamp;
use serde_json::{Value, json};

/// A request that reaches a function through the HTTP API (payload format 2.0).
#[derive(Default)]
pub struct Call<'a> {
    pub method: &'a str,
    pub path: &'a str,
    pub query: &'a str,
    pub headers: Vec<(&'a str, String)>,
    pub body: Option<Value>,
    /// The agent whose token the authorizer accepted.
    pub agent: Option<&'a str>,
}

impl<'a> Call<'a> {
    pub fn get(path: &'a str) -> Self {
        Self { method: "GET", path, ..Self::default() }
    }

    pub fn post(path: &'a str, body: Value) -> Self {
        Self { method: "POST", path, body: Some(body), ..Self::default() }
    }

    pub fn by(self, agent: &'a str) -> Self {
        Self { agent: Some(agent), ..self }
    }

    pub fn header(mut self, name: &'a str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub fn event(&self) -> Value {
        let mut headers = json!({"host": "help.example.org", "content-type": "application/json"});
        for (name, value) in &self.headers {
            headers[*name] = json!(value);
        }
        let mut event = json!({
            "version": "2.0",
            "routeKey": "$default",
            "rawPath": self.path,
            "rawQueryString": self.query,
            "headers": headers,
            "requestContext": {
                "accountId": "123456789012",
                "apiId": "bench",
                "domainName": "help.example.org",
                "http": {
                    "method": self.method, "path": self.path, "protocol": "HTTP/1.1",
                    "sourceIp": "192.0.2.1", "userAgent": "bench",
                },
                "requestId": "bench",
                "routeKey": "$default",
                "stage": "$default",
                "time": "02/Mar/2026:09:00:00 +0000",
                "timeEpoch": 0,
            },
            "isBase64Encoded": false,
        });
        if let Some(agent) = self.agent {
            event["requestContext"]["authorizer"] = json!({"jwt": {"claims": {"sub": agent}, "scopes": null}});
        }
        if let Some(body) = &self.body {
            event["body"] = json!(body.to_string());
        }
        event
    }
}

/// What a rule of the bus hands on, of an entry that was put there.
pub fn of_entry(entry: &Value, now: Timestamp) -> Value {
    let detail: Value = entry["Detail"].as_str().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    bus_event(&entry["Source"], &entry["DetailType"], &detail, now)
}

/// What the bucket tells of a message that the mail service put there.
pub fn created(key: &str, now: Timestamp) -> Value {
    let detail = json!({"bucket": {"name": "files"}, "object": {"key": key}});
    bus_event(&json!("aws.s3"), &json!("Object Created"), &detail, now)
}

/// What the mail service tells of a mail that has arrived, given the request to send it.
pub fn delivered(request: &Value, now: Timestamp) -> Value {
    let tags = request["EmailTags"].as_array().into_iter().flatten();
    let tags: serde_json::Map<String, Value> =
        tags.filter_map(|tag| Some((tag["Name"].as_str()?.to_owned(), json!([tag["Value"]])))).collect();
    bus_event(&json!("aws.ses"), &json!("Email Delivered"), &json!({"mail": {"tags": tags}, "delivery": {}}), now)
}

/// What a schedule hands a function.
pub fn scheduled(now: Timestamp) -> Value {
    bus_event(&json!("aws.events"), &json!("Scheduled Event"), &json!({}), now)
}

fn bus_event(source: &Value, detail_type: &Value, detail: &Value, now: Timestamp) -> Value {
    json!({
        "version": "0", "id": "00000000-0000-0000-0000-000000000000", "account": "123456789012", "region": "local-1",
        "time": now.to_string(), "resources": [], "source": source, "detail-type": detail_type, "detail": detail,
    })
}
