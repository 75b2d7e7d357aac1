//! A customer at the door of the function.

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use guichet_intake::{App, router};
use guichet_tests::{Answer, Workbench, call, send_file};
use serde_json::{Value, json};

pub struct Door {
    pub bench: Workbench,
    router: Router,
}

/// A request before it is sent.
pub struct Call<'a> {
    door: &'a Door,
    request: axum::http::request::Builder,
    source: String,
}

impl Door {
    pub async fn open() -> Self {
        Self::with(&[]).await
    }

    pub async fn with(settings: &[(&str, &str)]) -> Self {
        Self::on(Workbench::set_up().await, settings)
    }

    pub fn on(bench: Workbench, settings: &[(&str, &str)]) -> Self {
        let env = bench.env("IntakeFunction", settings);
        let router = router(App::new(&env, &bench.clients).unwrap());
        Self { bench, router }
    }

    pub fn call(&self, method: Method, path: &str) -> Call<'_> {
        let request = Request::builder().method(method).uri(path);
        Call { door: self, request, source: "192.0.2.1".to_owned() }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.call(Method::GET, path).empty().await
    }

    /// A solved challenge, as the form sends it.
    pub async fn proof(&self) -> String {
        let challenge = self.get("/api/v1/challenge").await.expect(200);
        let parsed = serde_json::from_value(challenge.clone()).unwrap();
        let solution = altcha::solve_challenge(altcha::SolveChallengeOptions::new(&parsed)).unwrap().unwrap();
        STANDARD.encode(json!({"challenge": challenge, "solution": solution}).to_string())
    }

    /// A form that anybody would accept, with some fields of one's own.
    pub async fn form(&self, fields: Value) -> Value {
        let mut form = json!({
            "form": "default", "name": "Anna Keller", "email": "anna@example.com", "topic": "invoice",
            "subject": "The invoice of March", "message": "It was charged twice.\nPlease have a look.",
            "locale": "en", "website": "", "altcha": self.proof().await,
        });
        form.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        form
    }

    pub async fn post(&self, key: &str, form: &Value) -> Answer {
        self.call(Method::POST, "/api/v1/tickets").header("idempotency-key", key).json(form).await
    }

    /// A ticket that was opened, by its token.
    pub async fn ticket(&self, key: &str, fields: Value) -> (u64, String) {
        let receipt = self.post(key, &self.form(fields).await).await.expect(201);
        (receipt["number"].as_u64().unwrap(), receipt["token"].as_str().unwrap().to_owned())
    }

    pub async fn read(&self, token: &str) -> Answer {
        self.call(Method::GET, "/api/v1/portal/ticket").bearer(token).empty().await
    }

    pub async fn reply(&self, token: &str, key: &str, message: &str) -> Answer {
        let call = self.call(Method::POST, "/api/v1/portal/replies").bearer(token).header("idempotency-key", key);
        call.json(&json!({"message": message})).await
    }

    /// An answer with files, which `upload` sent.
    pub async fn reply_with(&self, token: &str, key: &str, message: &str, files: &[Value]) -> Answer {
        let call = self.call(Method::POST, "/api/v1/portal/replies").bearer(token).header("idempotency-key", key);
        call.json(&json!({"message": message, "attachments": files})).await
    }

    pub async fn offer(&self, name: &str, size: usize, media_type: &str) -> Answer {
        let new = json!({"name": name, "size": size, "media_type": media_type});
        self.call(Method::POST, "/api/v1/uploads").json(&new).await
    }

    /// Sends a file to the place that is offered for it. Says how a message names it.
    pub async fn upload(&self, name: &str, media_type: &str, content: &[u8]) -> Value {
        let place = self.offer(name, content.len(), media_type).await.expect(201);
        assert_eq!(send_file(&place, content).await, 200);
        json!({"id": place["id"], "name": name})
    }

    pub async fn file(&self, token: &str, id: &str) -> Answer {
        self.call(Method::GET, &format!("/api/v1/portal/files/{id}")).bearer(token).empty().await
    }

    pub async fn resolve(&self, token: &str) -> Answer {
        self.call(Method::POST, "/api/v1/portal/resolve").bearer(token).json(&json!({})).await
    }

    pub async fn reopen(&self, token: &str, body: Value) -> Answer {
        self.call(Method::POST, "/api/v1/portal/reopen").bearer(token).json(&body).await
    }
}

impl Call<'_> {
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.request = self.request.header(name, value);
        self
    }

    pub fn bearer(self, token: &str) -> Self {
        self.header("authorization", &format!("Bearer {token}"))
    }

    pub fn from(mut self, address: &str) -> Self {
        self.source = address.to_owned();
        self
    }

    pub async fn json(self, body: &Value) -> Answer {
        self.bytes(body.to_string()).await
    }

    pub async fn bytes(self, body: impl Into<Body>) -> Answer {
        let request = self.request.header(header::CONTENT_TYPE, "application/json").body(body.into()).unwrap();
        call(&self.door.router, request, &self.source).await
    }

    pub async fn empty(self) -> Answer {
        call(&self.door.router, self.request.body(Body::empty()).unwrap(), &self.source).await
    }
}

pub trait Expect {
    fn expect(self, status: u16) -> Value;
    fn expect_problem(self, status: u16, code: &str) -> Value;
}

impl Expect for Answer {
    #[track_caller]
    fn expect(self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.json);
        self.json
    }

    /// Asserts a problem document and compares all of it with what was reviewed.
    #[track_caller]
    fn expect_problem(self, status: u16, code: &str) -> Value {
        assert_eq!((self.status.as_u16(), self.json["code"].as_str()), (status, Some(code)), "{}", self.json);
        assert_eq!(self.headers["content-type"], "application/problem+json");
        assert_eq!(self.headers["cache-control"], "no-store");
        self.json
    }
}
