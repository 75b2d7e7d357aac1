//! The event of an HTTP request: payload format 2.0 of API Gateway's HTTP API.

use crate::ids;
use crate::template::Route;
use crate::template::intrinsics::ACCOUNT;
use crate::template::routes::decoded;
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE, COOKIE, HOST, USER_AGENT};
use axum::http::request::Parts;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use std::net::IpAddr;

/// A request that has found its route.
pub struct Incoming<'a> {
    pub route: &'a Route,
    pub path_parameters: Vec<(String, String)>,
    pub claims: Option<Map<String, Value>>,
    pub peer: IpAddr,
    pub parts: &'a Parts,
    pub body: &'a [u8],
}

impl Incoming<'_> {
    pub fn event(&self) -> Value {
        let route_key = format!("{} {}", self.route.method, self.route.path);
        let path = self.parts.uri.path();
        let query = self.parts.uri.query().unwrap_or_default();
        // The gateway's times are the machine's: the desk's clock is an affair of the functions.
        let now = Timestamp::now();
        let host = self.header(HOST.as_str());
        let mut event = json!({
            "version": "2.0",
            "routeKey": route_key,
            "rawPath": path,
            "rawQueryString": query,
            "headers": self.headers(),
            "requestContext": {
                "accountId": ACCOUNT,
                "apiId": "local",
                "domainName": host,
                "domainPrefix": host.split('.').next().unwrap_or_default(),
                "http": {
                    "method": self.parts.method.as_str(),
                    "path": path,
                    "protocol": "HTTP/1.1",
                    "sourceIp": self.peer.to_string(),
                    "userAgent": self.header(USER_AGENT.as_str()),
                },
                "requestId": ids::request_id(),
                "routeKey": route_key,
                "stage": "$default",
                "time": now.strftime("%d/%b/%Y:%H:%M:%S +0000").to_string(),
                "timeEpoch": now.as_millisecond(),
            },
            "isBase64Encoded": false,
        });
        let cookies = self.cookies();
        if !cookies.is_empty() {
            event["cookies"] = json!(cookies);
        }
        if !query.is_empty() {
            event["queryStringParameters"] = query_parameters(query);
        }
        if !self.path_parameters.is_empty() {
            event["pathParameters"] = self
                .path_parameters
                .iter()
                .map(|(name, value)| (name.clone(), json!(value)))
                .collect::<Map<_, _>>()
                .into();
        }
        if let Some(claims) = &self.claims {
            event["requestContext"]["authorizer"] = json!({"jwt": {"claims": claims, "scopes": null}});
        }
        if !self.body.is_empty() {
            let (body, encoded) = self.body();
            event["body"] = json!(body);
            event["isBase64Encoded"] = json!(encoded);
        }
        event
    }

    fn header(&self, name: &str) -> String {
        let values =
            self.parts.headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        values.collect::<Vec<_>>().join(",")
    }

    /// Names in lower case, repeated ones joined by commas, cookies apart; and what a proxy adds.
    fn headers(&self) -> Map<String, Value> {
        let names = self.parts.headers.keys().filter(|name| **name != COOKIE);
        let mut headers: Map<String, Value> =
            names.map(|name| (name.as_str().to_owned(), json!(self.header(name.as_str())))).collect();
        let forwarded = Some(self.header("x-forwarded-for"))
            .filter(|before| !before.is_empty())
            .map(|before| format!("{before}, "));
        headers.insert("x-forwarded-for".to_owned(), json!(format!("{}{}", forwarded.unwrap_or_default(), self.peer)));
        headers.insert("x-forwarded-proto".to_owned(), json!("http"));
        let host = self.header(HOST.as_str());
        headers.insert("x-forwarded-port".to_owned(), json!(host.rsplit_once(':').map_or("80", |(_, port)| port)));
        headers
    }

    fn cookies(&self) -> Vec<String> {
        let all = self
            .parts
            .headers
            .get_all(COOKIE)
            .iter()
            .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        all.flat_map(|line| line.split(';').map(|cookie| cookie.trim().to_owned()).collect::<Vec<_>>())
            .filter(|cookie| !cookie.is_empty())
            .collect()
    }

    /// Text as it is; anything that is not plainly text, or claims to be and is not, in base64 so that no byte is lost.
    fn body(&self) -> (String, bool) {
        let kind = self.header(CONTENT_TYPE.as_str()).to_lowercase();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        let textual = kind.starts_with("text/")
            || ["application/json", "application/xml", "application/javascript"].contains(&kind);
        match str::from_utf8(self.body) {
            Ok(text) if textual && !self.parts.headers.contains_key(CONTENT_ENCODING) => (text.to_owned(), false),
            _ => (STANDARD.encode(self.body), true),
        }
    }
}

/// Decoded, with the values of a repeated name joined by commas.
fn query_parameters(query: &str) -> Value {
    let mut parameters = Map::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (name, value) = (decoded(&name.replace('+', " ")), decoded(&value.replace('+', " ")));
        match parameters.get_mut(&name) {
            Some(Value::String(known)) => {
                known.push(',');
                known.push_str(&value);
            }
            _ => {
                parameters.insert(name, Value::String(value));
            }
        }
    }
    Value::Object(parameters)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::routes::PathPattern;
    use axum::http::Request;
    use lambda_http::RequestExt;

    fn event(build: impl FnOnce(axum::http::request::Builder) -> axum::http::request::Builder, body: &[u8]) -> Value {
        let route = Route {
            function: "F".to_owned(),
            method: "PUT".to_owned(),
            path: PathPattern::parse("/t/{id}", "test").expect("a path"),
            needs_token: true,
        };
        let builder =
            Request::put("/t/a%20b?tag=x&tag=y+z&empty=").header("host", "127.0.0.1:3000").header("user-agent", "test");
        let (parts, ()) = build(builder).body(()).expect("a request").into_parts();
        let claims = json!({"sub": "agent-1", "exp": "1700000000"}).as_object().cloned();
        Incoming {
            route: &route,
            path_parameters: vec![("id".to_owned(), "a b".to_owned())],
            claims,
            peer: [127, 0, 0, 1].into(),
            parts: &parts,
            body,
        }
        .event()
    }

    #[test]
    fn an_event_has_the_gateways_form() {
        let event = event(
            |request| {
                request
                    .header("X-Twice", "1")
                    .header("X-Twice", "2")
                    .header("Cookie", "a=1; b=2")
                    .header("Content-Type", "application/json; charset=utf-8")
            },
            br#"{"a":"b"}"#,
        );
        assert_eq!(event["routeKey"], "PUT /t/{id}");
        assert_eq!(event["rawPath"], "/t/a%20b");
        assert_eq!(event["rawQueryString"], "tag=x&tag=y+z&empty=");
        assert_eq!(event["queryStringParameters"], json!({"tag": "x,y z", "empty": ""}));
        assert_eq!(event["pathParameters"], json!({"id": "a b"}));
        assert_eq!(event["headers"]["x-twice"], "1,2");
        assert_eq!(event["headers"]["x-forwarded-for"], "127.0.0.1");
        assert_eq!(event["headers"].get("cookie"), None);
        assert_eq!(event["cookies"], json!(["a=1", "b=2"]));
        assert_eq!(event["requestContext"]["http"]["sourceIp"], "127.0.0.1");
        assert_eq!(event["requestContext"]["authorizer"]["jwt"]["claims"]["sub"], "agent-1");
        assert_eq!((&event["body"], &event["isBase64Encoded"]), (&json!(r#"{"a":"b"}"#), &json!(false)));
    }

    #[test]
    fn bytes_that_are_no_text_come_through_whole() {
        let broken = event(|request| request.header("Content-Type", "application/json"), b"{\"a\":\"\xff\"}");
        assert_eq!(
            (&broken["body"], &broken["isBase64Encoded"]),
            (&json!(STANDARD.encode(b"{\"a\":\"\xff\"}")), &json!(true))
        );
        let binary = event(|request| request.header("Content-Type", "image/png"), b"plain");
        assert_eq!(binary["isBase64Encoded"], json!(true));
        assert_eq!(event(|request| request, b"").get("body"), None);
    }

    #[test]
    fn the_functions_runtime_reads_it_as_a_request() {
        let event = event(|request| request.header("Content-Type", "application/json").header("Cookie", "a=1"), b"{}");
        let request = lambda_http::request::from_str(&event.to_string()).expect("an HTTP API event");
        assert_eq!(request.method(), "PUT");
        assert_eq!(request.uri().path(), "/t/a%20b");
        assert_eq!(request.path_parameters().first("id"), Some("a b"));
        let lambda_http::request::RequestContext::ApiGatewayV2(context) = request.request_context() else {
            panic!("another kind of request")
        };
        let claims = context.authorizer.and_then(|authorizer| authorizer.jwt).map(|jwt| jwt.claims);
        assert_eq!(claims.and_then(|claims| claims.get("sub").cloned()).as_deref(), Some("agent-1"));
    }
}
