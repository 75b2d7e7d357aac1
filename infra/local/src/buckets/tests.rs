//! Objects put with the ordinary client, and the events that a function gets of them.

use super::*;
use crate::deliveries::{Deliveries, Pace};
use crate::recorder::{Seen, clock, recorder};
use aws_sdk_s3::types::{CompletedMultipartUpload, CompletedPart};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const TEMPLATE: &str = r#"
Resources:
  Mailbox:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Arrived:
          Type: EventBridgeRule
          Properties:
            Pattern:
              source: [aws.s3]
              detail-type: [Object Created]
              detail:
                bucket: {name: [!Ref FilesBucket]}
                object: {key: [{prefix: inbound/}]}
  FilesBucket:
    Type: AWS::S3::Bucket
    Properties:
      NotificationConfiguration: {EventBridgeConfiguration: {EventBridgeEnabled: true}}
  QuietBucket: {Type: "AWS::S3::Bucket"}
"#;

const BUCKET: &str = "guichet-local-filesbucket";

struct Bench {
    client: aws_sdk_s3::Client,
    deliveries: Arc<Deliveries>,
    seen: Seen,
    _folder: tempfile::TempDir,
}

impl Bench {
    async fn new() -> Bench {
        let template = Template::parse(TEMPLATE, &BTreeMap::new()).unwrap();
        let (deliveries, seen) = recorder(&template, "Mailbox");
        let clock = clock();
        let bus = Arc::new(Bus::new(&template, Arc::clone(&deliveries), clock));
        let folder = tempfile::tempdir().unwrap();
        let router = router(folder.path(), &template.buckets, Some(bus)).unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let client = client(listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Bench { client, deliveries, seen, _folder: folder }
    }

    async fn put(&self, bucket: &str, key: &str) {
        let body = aws_sdk_s3::primitives::ByteStream::from_static(b"hello");
        self.client.put_object().bucket(bucket).key(key).body(body).send().await.unwrap();
    }

    /// What the function got meanwhile.
    async fn delivered(&self) -> Vec<Value> {
        while self.deliveries.step(Pace::AtOnce).await.unwrap() {}
        std::mem::take(&mut self.seen.lock().unwrap())
    }
}

#[tokio::test]
async fn an_object_that_was_put_wakes_the_function_whose_rule_it_matches() {
    let bench = Bench::new().await;
    bench.put(BUCKET, "files/other").await;
    bench.put("guichet-local-quietbucket", "inbound/other").await;
    bench.put(BUCKET, "inbound/a mail+1").await;
    let [event] = bench.delivered().await.try_into().expect("one event");
    assert_eq!((&event["source"], &event["detail-type"]), (&json!("aws.s3"), &json!("Object Created")));
    assert_eq!(event["resources"], json!([format!("arn:aws:s3:::{BUCKET}")]));
    assert_eq!(event["time"], "2026-03-02T09:00:00Z");
    let detail = &event["detail"];
    assert_eq!(detail["bucket"], json!({"name": BUCKET}));
    let object = &detail["object"];
    assert_eq!((&object["key"], &object["size"]), (&json!("inbound/a mail+1"), &json!(5)));
    assert_eq!(object["etag"], "5d41402abc4b2a76b9719d911017c592");
    assert!(object["sequencer"].as_str().is_some_and(|text| text.len() == 16));
    assert_eq!((&detail["version"], &detail["reason"]), (&json!("0"), &json!("PutObject")));
    assert_eq!(detail["requester"], "000000000000");
    assert!(detail["request-id"].is_string() && detail["source-ip-address"].is_string());
}

#[tokio::test]
async fn copies_and_parts_put_together_are_told_of_with_their_reason() {
    let bench = Bench::new().await;
    bench.put(BUCKET, "files/1").await;
    let copy = bench.client.copy_object().bucket(BUCKET).key("inbound/copy");
    copy.copy_source(format!("{BUCKET}/files/1")).send().await.unwrap();
    let create = bench.client.create_multipart_upload().bucket(BUCKET).key("inbound/parts").send().await.unwrap();
    let id = create.upload_id().unwrap();
    let part = bench.client.upload_part().bucket(BUCKET).key("inbound/parts").upload_id(id).part_number(1);
    let part = part.body(aws_sdk_s3::primitives::ByteStream::from_static(b"a part")).send().await.unwrap();
    let parts = CompletedPart::builder().part_number(1).set_e_tag(part.e_tag).build();
    let parts = CompletedMultipartUpload::builder().parts(parts).build();
    let complete = bench.client.complete_multipart_upload().bucket(BUCKET).key("inbound/parts").upload_id(id);
    complete.multipart_upload(parts).send().await.unwrap();
    // What was read or deleted is told to nobody.
    bench.client.get_object().bucket(BUCKET).key("inbound/copy").send().await.unwrap();
    bench.client.delete_object().bucket(BUCKET).key("inbound/copy").send().await.unwrap();
    let told: Vec<_> = bench.delivered().await.iter().map(|event| event["detail"]["reason"].clone()).collect();
    assert_eq!(told, ["CopyObject", "CompleteMultipartUpload"]);
}

#[tokio::test]
async fn nobody_gets_in_without_the_key() {
    let bench = Bench::new().await;
    let other = Credentials::new("somebody", "else", None, None, "tests");
    let config = bench.client.config().to_builder().credentials_provider(other).build();
    let put = aws_sdk_s3::Client::from_conf(config).put_object().bucket(BUCKET).key("inbound/1").send().await;
    assert_eq!(put.unwrap_err().raw_response().unwrap().status().as_u16(), 403);
    assert!(bench.delivered().await.is_empty());
}
