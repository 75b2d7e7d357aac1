//! Signing in: authorization code with PKCE, step by step and with every step done wrong.

#![allow(clippy::unwrap_used, reason = "a test's helpers stop the test as its own lines do")]

use guichet_domain::AgentSettings;
use guichet_local::{ClockMode, Data, Faults, MailOptions, Options, Running, boot};
use reqwest::header::LOCATION;
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use std::path::Path;

/// The example pair of RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

struct SignIn {
    running: Running,
    client: Client,
}

impl SignIn {
    async fn new() -> SignIn {
        let running = boot(Options {
            port: 0,
            data: Data::Memory,
            clock: ClockMode::Manual("2026-03-02T09:00:00Z".parse().unwrap()),
            template: Path::new(env!("CARGO_MANIFEST_DIR")).join("../../template.yaml"),
            parameters: Default::default(),
            web: None,
            faults: Faults::default(),
            mail: MailOptions::default(),
            background: false,
        })
        .await
        .unwrap();
        let agent = json!({
            "id": "amina", "name": "Amina <Diallo>", "email": "amina@example.org", "role": "agent", "locale": "en",
            "capacity": 10,
        });
        let agent: AgentSettings = serde_json::from_value(agent).unwrap();
        let now = "2026-03-02T09:00:00Z".parse().unwrap();
        running.store().reconfigure(now, |desk| desk.put_agent(agent.clone())).await.unwrap();
        let client = Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        SignIn { running, client }
    }

    fn url(&self, path: &str) -> String {
        format!("{}/_local/oidc{path}", self.running.url())
    }

    fn redirect_uri(&self) -> String {
        format!("{}/desk/", self.running.url())
    }

    fn request(&self) -> Vec<(&'static str, String)> {
        let plain = [
            ("response_type", "code"),
            ("client_id", "guichet-desk"),
            ("scope", "openid profile email"),
            ("state", "a state & more"),
            ("nonce", "n-1"),
            ("code_challenge", CHALLENGE),
            ("code_challenge_method", "S256"),
        ];
        let mut request: Vec<_> = plain.into_iter().map(|(name, value)| (name, value.to_owned())).collect();
        request.push(("redirect_uri", self.redirect_uri()));
        request
    }

    fn request_with(&self, name: &str, value: &str) -> Vec<(&'static str, String)> {
        let replace = |(known, old)| (known, if known == name { value.to_owned() } else { old });
        self.request().into_iter().map(replace).collect()
    }

    async fn ask(&self, request: &[(&str, String)]) -> reqwest::Response {
        self.client.get(format!("{}?{}", self.url("/authorize"), form(request))).send().await.unwrap()
    }

    /// Presses the button of an agent; gives where the browser is sent.
    async fn choose(&self, agent: &str) -> String {
        let mut request = self.request();
        request.push(("agent", agent.to_owned()));
        let response = self.post("/authorize", &request).await;
        assert_eq!(response.status(), StatusCode::SEE_OTHER);
        response.headers()[LOCATION].to_str().unwrap().to_owned()
    }

    async fn code(&self) -> String {
        parameter(&self.choose("amina").await, "code").unwrap()
    }

    async fn spend(&self, code: &str, verifier: &str) -> (StatusCode, Value) {
        let redirect_uri = self.redirect_uri();
        let request = [
            ("grant_type", "authorization_code".to_owned()),
            ("code", code.to_owned()),
            ("redirect_uri", redirect_uri),
            ("client_id", "guichet-desk".to_owned()),
            ("code_verifier", verifier.to_owned()),
        ];
        self.token(&request).await
    }

    async fn token(&self, request: &[(&str, String)]) -> (StatusCode, Value) {
        let response = self.post("/token", request).await;
        let status = response.status();
        (status, serde_json::from_str(&response.text().await.unwrap()).unwrap())
    }

    async fn post(&self, path: &str, request: &[(&str, String)]) -> reqwest::Response {
        let body = form(request);
        let request = self.client.post(self.url(path)).header("content-type", "application/x-www-form-urlencoded");
        request.body(body).send().await.unwrap()
    }

    async fn me(&self, token: &str) -> (StatusCode, Value) {
        let me = format!("{}/api/v1/desk/me", self.running.url());
        let response = self.client.get(me).bearer_auth(token).send().await.unwrap();
        let status = response.status();
        (status, serde_json::from_str(&response.text().await.unwrap()).unwrap())
    }
}

fn form(pairs: &[(&str, String)]) -> String {
    let encoded = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    pairs.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&")
}

fn parameter(url: &str, name: &str) -> Option<String> {
    let query = url.split_once('?')?.1;
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value.to_owned())
}

#[tokio::test]
async fn an_agent_signs_in_and_reaches_the_desk() {
    let sign_in = SignIn::new().await;
    let page = sign_in.ask(&sign_in.request()).await;
    assert_eq!(page.status(), StatusCode::OK);
    let page = page.text().await.unwrap();
    assert!(page.contains("Amina &lt;Diallo&gt;") && page.contains("value=\"amina\""), "{page}");

    let location = sign_in.choose("amina").await;
    assert!(location.starts_with(&sign_in.redirect_uri()));
    assert_eq!(parameter(&location, "state").as_deref(), Some("a%20state%20%26%20more"));

    let (status, tokens) = sign_in.spend(&parameter(&location, "code").unwrap(), VERIFIER).await;
    assert_eq!(status, StatusCode::OK, "{tokens}");
    let (status, me) = sign_in.me(tokens["access_token"].as_str().unwrap()).await;
    assert_eq!((status, &me["id"]), (StatusCode::OK, &json!("amina")), "{me}");

    // The published key is the one that signed.
    let keys: jsonwebtoken::jwk::JwkSet = serde_json::from_str(
        &sign_in.client.get(sign_in.url("/jwks.json")).send().await.unwrap().text().await.unwrap(),
    )
    .unwrap();
    let token = tokens["id_token"].as_str().unwrap();
    let header = jsonwebtoken::decode_header(token).unwrap();
    let key = jsonwebtoken::DecodingKey::from_jwk(keys.find(&header.kid.unwrap()).unwrap()).unwrap();
    let mut validation = jsonwebtoken::Validation::new(header.alg);
    validation.set_audience(&["guichet-desk"]);
    let claims = jsonwebtoken::decode::<Value>(token, &key, &validation).unwrap().claims;
    assert_eq!((&claims["sub"], &claims["nonce"]), (&json!("amina"), &json!("n-1")));
    sign_in.running.shutdown().await;
}

#[tokio::test]
async fn a_code_is_worth_nothing_without_its_verifier_or_a_second_time() {
    let sign_in = SignIn::new().await;
    let code = sign_in.code().await;
    let (status, refused) = sign_in.spend(&code, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXX").await;
    assert_eq!((status, &refused["error"]), (StatusCode::BAD_REQUEST, &json!("invalid_grant")));
    assert_eq!(sign_in.spend(&code, VERIFIER).await.1["error"], "invalid_grant", "a failed attempt spends the code");

    let code = sign_in.code().await;
    assert_eq!(sign_in.spend(&code, VERIFIER).await.0, StatusCode::OK);
    assert_eq!(sign_in.spend(&code, VERIFIER).await.1["error"], "invalid_grant");
    assert_eq!(sign_in.spend("made-up", VERIFIER).await.1["error"], "invalid_grant");
    sign_in.running.shutdown().await;
}

#[tokio::test]
async fn a_refresh_token_gives_new_tokens_and_opens_nothing_itself() {
    let sign_in = SignIn::new().await;
    let (_, tokens) = sign_in.spend(&sign_in.code().await, VERIFIER).await;
    let refresh = tokens["refresh_token"].as_str().unwrap();
    let request = |token: &str| [("grant_type", "refresh_token".to_owned()), ("refresh_token", token.to_owned())];
    let (status, renewed) = sign_in.token(&request(refresh)).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(sign_in.me(renewed["access_token"].as_str().unwrap()).await.0, StatusCode::OK);
    assert_eq!(sign_in.me(refresh).await.0, StatusCode::UNAUTHORIZED);
    let access = tokens["access_token"].as_str().unwrap();
    assert_eq!(sign_in.token(&request(access)).await.1["error"], "invalid_grant");
    sign_in.running.shutdown().await;
}

#[tokio::test]
async fn a_request_that_is_not_in_order_gets_no_code() {
    let sign_in = SignIn::new().await;
    // Nothing is sent to an address that is not known to be good.
    for (name, value) in [("client_id", "other"), ("redirect_uri", "https://example.org/")] {
        assert_eq!(sign_in.ask(&sign_in.request_with(name, value)).await.status(), StatusCode::BAD_REQUEST, "{name}");
    }
    let rows = [
        ("response_type", "token", "unsupported_response_type"),
        ("code_challenge_method", "plain", "invalid_request"),
        ("code_challenge", "", "invalid_request"),
    ];
    for (name, value, error) in rows {
        let response = sign_in.ask(&sign_in.request_with(name, value)).await;
        let location = response.headers()[LOCATION].to_str().unwrap();
        assert_eq!(parameter(location, "error").as_deref(), Some(error), "{name}");
    }
    let nobody = sign_in.choose("nobody").await;
    assert_eq!(parameter(&nobody, "error").as_deref(), Some("access_denied"));
    sign_in.running.shutdown().await;
}
