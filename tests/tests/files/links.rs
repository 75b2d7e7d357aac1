//! Links that open one file for a few minutes.

use std::time::{Duration, SystemTime};

use aws_sdk_s3::presigning::PresigningConfig;
use bytes::Bytes;
use guichet_files::Disposition;

use crate::desk::{Desk, id};

#[tokio::test]
async fn a_link_opens_its_file_under_its_name() {
    let desk = Desk::open().await;
    desk.files.put_file(id(1), Bytes::from_static(b"an invoice"), "text/html").await.unwrap();
    let link =
        desk.files.download_link(id(1), "reçu n° 7.pdf", "application/pdf", Disposition::Attachment).await.unwrap();
    let answer = desk.get(&link).await;
    assert_eq!(answer.status(), 200);
    let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(
        header("content-disposition"),
        "attachment; filename=\"re_u n_ 7.pdf\"; filename*=UTF-8''re%C3%A7u%20n%C2%B0%207.pdf"
    );
    assert_eq!((header("content-type"), header("cache-control")), ("application/pdf".to_owned(), "private".to_owned()));
    assert_eq!(answer.bytes().await.unwrap(), "an invoice");
    let shown = desk.files.download_link(id(1), "a.png", "image/png", Disposition::Inline).await.unwrap();
    assert!(desk.get(&shown).await.headers()["content-disposition"].to_str().unwrap().starts_with("inline;"));
}

#[tokio::test]
async fn a_link_opens_nothing_else_and_can_not_be_changed() {
    let desk = Desk::open().await;
    for number in [1, 2] {
        desk.files.put_file(id(number), Bytes::from_static(b"<script>"), "text/plain").await.unwrap();
    }
    let link = desk.files.download_link(id(1), "a.txt", "text/plain", Disposition::Attachment).await.unwrap();
    for (from, to) in [
        (id(1).to_string(), id(2).to_string()),
        ("text%2Fplain".to_owned(), "text%2Fhtml".to_owned()),
        ("attachment".to_owned(), "inline".to_owned()),
        ("X-Amz-Expires=600".to_owned(), "X-Amz-Expires=6000".to_owned()),
    ] {
        assert!(link.contains(&from), "{from} in {link}");
        assert_eq!(desk.get(&link.replace(&from, &to)).await.status(), 403, "{from} for {to}");
    }
    assert_eq!(desk.get(link.split('?').next().unwrap()).await.status(), 403);
    assert_eq!(desk.get(&link).await.status(), 200);
}

#[tokio::test]
async fn a_link_is_good_for_ten_minutes_of_real_time_whatever_the_desks_clock_says() {
    let desk = Desk::open().await;
    desk.files.put_file(id(1), Bytes::from_static(b"text"), "text/plain").await.unwrap();
    // The desk's clock stands months from the machine's, and S3 takes the link all the same.
    let link = desk.files.download_link(id(1), "a.txt", "text/plain", Disposition::Inline).await.unwrap();
    assert!(link.contains("X-Amz-Expires=600"), "{link}");
    assert_eq!(desk.get(&link).await.status(), 200);

    // The same link as it is after eleven minutes.
    let then = SystemTime::now() - Duration::from_secs(11 * 60);
    let validity = PresigningConfig::builder().start_time(then).expires_in(Duration::from_secs(600)).build().unwrap();
    let get = desk.bench.clients.s3.get_object().bucket(desk.bucket()).key(format!("files/{}", id(1)));
    let old = get.presigned(validity).await.unwrap();
    let answer = desk.get(old.uri()).await;
    assert_eq!(answer.status(), 403);
    assert!(answer.text().await.unwrap().contains("expired"));
}
