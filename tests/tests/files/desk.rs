//! A bucket, and a browser that knows nothing but the links that it was given.

use guichet_files::{FileId, Files, Upload};
use guichet_tests::{PUBLIC_URL, Workbench};
use reqwest::{Method, Response};
use uuid::Uuid;

pub struct Desk {
    pub bench: Workbench,
    pub files: Files,
    http: reqwest::Client,
}

impl Desk {
    pub async fn open() -> Self {
        let bench = Workbench::empty().await;
        Self { files: bench.files.clone(), bench, http: reqwest::Client::new() }
    }

    pub fn bucket(&self) -> String {
        self.bench.env("IntakeFunction", &[]).require("FILES_BUCKET").unwrap().to_owned()
    }

    /// Sends a file as a page does.
    pub async fn send(&self, upload: &Upload, content: &[u8]) -> Response {
        let mut request = self.http.put(&upload.url).header("origin", PUBLIC_URL).body(content.to_vec());
        for (name, value) in &upload.headers {
            request = request.header(name, value);
        }
        request.send().await.unwrap()
    }

    pub async fn get(&self, url: &str) -> Response {
        self.http.get(url).header("origin", PUBLIC_URL).send().await.unwrap()
    }

    /// What a browser asks before it sends something from one origin to another.
    pub async fn ask_first(&self, url: &str, origin: &str, method: &str) -> Response {
        let ask = self.http.request(Method::OPTIONS, url).header("origin", origin);
        let ask = ask.header("access-control-request-method", method);
        ask.header("access-control-request-headers", "content-type").send().await.unwrap()
    }

    /// A file that was offered a place and sent there.
    pub async fn sent(&self, number: u128, content: &[u8]) -> FileId {
        let id = id(number);
        let upload = self.files.offer_upload(id, content.len() as u64, "text/plain").await.unwrap();
        let answer = self.send(&upload, content).await;
        assert_eq!(answer.status(), 200);
        id
    }
}

pub fn id(number: u128) -> FileId {
    FileId(Uuid::from_u128(number))
}
