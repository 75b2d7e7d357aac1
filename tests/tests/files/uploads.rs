//! From a browser to an attachment.

use guichet_files::FileError;
use guichet_tests::PUBLIC_URL;

use crate::desk::{Desk, id};

#[tokio::test]
async fn a_file_is_sent_looked_at_and_kept() {
    let desk = Desk::open().await;
    let content = [b"%PDF-1.7 ".as_slice(), &[7; 10_000]].concat();
    assert!(desk.files.uploaded(id(1)).await.unwrap().is_none(), "nothing has been sent");
    let upload = desk.files.offer_upload(id(1), content.len() as u64, "application/pdf").await.unwrap();
    assert_eq!(
        upload.headers.iter().collect::<Vec<_>>(),
        [(&"content-type".to_owned(), &"application/pdf".to_owned())]
    );
    assert_eq!(desk.send(&upload, &content).await.status(), 200);

    let uploaded = desk.files.uploaded(id(1)).await.unwrap().unwrap();
    assert_eq!((uploaded.size, uploaded.beginning.len()), (10_009, 4096));
    assert!(uploaded.beginning.starts_with(b"%PDF"));
    assert!(matches!(desk.files.file(id(1)).await, Err(FileError::Missing)), "it was not kept yet");

    desk.files.keep_upload(id(1), &uploaded, "application/pdf").await.unwrap();
    assert_eq!(desk.files.file(id(1)).await.unwrap(), content);
    assert_eq!(desk.files.file_beginning(id(1)).await.unwrap(), content[..4096]);
    let kept = desk.bench.clients.s3.head_object().bucket(desk.bucket()).key(format!("files/{}", id(1)));
    let kept = kept.send().await.unwrap();
    assert_eq!(kept.content_type(), Some("application/pdf"));
    assert_eq!(kept.cache_control(), Some("private, max-age=31536000, immutable"));
}

#[tokio::test]
async fn another_length_or_type_than_was_offered_is_refused() {
    let desk = Desk::open().await;
    let mut upload = desk.files.offer_upload(id(1), 5, "image/png").await.unwrap();
    assert_eq!(desk.send(&upload, b"longer").await.status(), 403);
    assert_eq!(desk.send(&upload, b"less").await.status(), 403);
    upload.headers.insert("content-type".to_owned(), "text/html".to_owned());
    assert_eq!(desk.send(&upload, b"12345").await.status(), 403);
    upload.headers.clear();
    assert_eq!(desk.send(&upload, b"12345").await.status(), 403);
    assert!(desk.files.uploaded(id(1)).await.unwrap().is_none());
}

#[tokio::test]
async fn an_offer_is_for_one_place_and_for_sending_only() {
    let desk = Desk::open().await;
    let mut upload = desk.files.offer_upload(id(1), 5, "text/plain").await.unwrap();
    assert_eq!(desk.get(&upload.url).await.status(), 403);
    upload.url = upload.url.replace(&id(1).to_string(), &id(2).to_string());
    assert_eq!(desk.send(&upload, b"12345").await.status(), 403);
    upload.url = upload.url.split('?').next().unwrap().to_owned();
    assert_eq!(desk.send(&upload, b"12345").await.status(), 403, "without a signature nothing is taken");
}

#[tokio::test]
async fn what_is_kept_never_changes() {
    let desk = Desk::open().await;
    let file = desk.sent(1, b"harmless").await;
    let looked_at = desk.files.uploaded(file).await.unwrap().unwrap();
    // The offer is still good, and something else is sent after the look.
    desk.sent(1, b"harmful!").await;
    let kept = desk.files.keep_upload(file, &looked_at, "text/plain").await;
    assert!(matches!(kept, Err(FileError::Changed)), "{kept:?}");
    assert!(matches!(desk.files.file(file).await, Err(FileError::Missing)));

    let looked_at = desk.files.uploaded(file).await.unwrap().unwrap();
    desk.files.keep_upload(file, &looked_at, "text/plain").await.unwrap();
    desk.sent(1, b"a third!").await;
    let looked_at = desk.files.uploaded(file).await.unwrap().unwrap();
    desk.files.keep_upload(file, &looked_at, "text/plain").await.unwrap();
    assert_eq!(desk.files.file(file).await.unwrap(), "harmful!");
}

#[tokio::test]
async fn keeping_goes_on_after_the_upload_has_expired() {
    let desk = Desk::open().await;
    let file = desk.sent(1, b"a note").await;
    let looked_at = desk.files.uploaded(file).await.unwrap().unwrap();
    let expire = async |number| {
        let delete = desk.bench.clients.s3.delete_object().bucket(desk.bucket());
        delete.key(format!("uploads/{}", id(number))).send().await.unwrap();
    };
    desk.files.keep_upload(file, &looked_at, "text/plain").await.unwrap();
    expire(1).await;
    desk.files.keep_upload(file, &looked_at, "text/plain").await.unwrap();

    let other = desk.sent(2, b"too late").await;
    let looked_at = desk.files.uploaded(other).await.unwrap().unwrap();
    expire(2).await;
    let kept = desk.files.keep_upload(other, &looked_at, "text/plain").await;
    assert!(matches!(kept, Err(FileError::Missing)), "{kept:?}");
}

#[tokio::test]
async fn an_empty_file_is_one_too() {
    let desk = Desk::open().await;
    let file = id(1);
    let put = desk.bench.clients.s3.put_object().bucket(desk.bucket()).key(format!("uploads/{file}"));
    put.send().await.unwrap();
    let uploaded = desk.files.uploaded(file).await.unwrap().unwrap();
    assert_eq!((uploaded.size, uploaded.beginning.len()), (0, 0));
    desk.files.keep_upload(file, &uploaded, "text/plain").await.unwrap();
    assert_eq!(desk.files.file(file).await.unwrap(), "");
}

#[tokio::test]
async fn pages_of_the_desk_may_send_and_no_others() {
    let desk = Desk::open().await;
    let upload = desk.files.offer_upload(id(1), 5, "text/plain").await.unwrap();
    let answer = desk.ask_first(&upload.url, PUBLIC_URL, "PUT").await;
    assert_eq!(answer.headers()["access-control-allow-origin"], PUBLIC_URL);
    assert_eq!(answer.headers()["access-control-allow-headers"], "content-type");
    assert!(answer.headers()["access-control-allow-methods"].to_str().unwrap().contains("PUT"));
    let stranger = desk.ask_first(&upload.url, "https://elsewhere.example", "PUT").await;
    assert!(!stranger.headers().contains_key("access-control-allow-origin"));
    let sent = desk.send(&upload, b"12345").await;
    assert_eq!(
        (sent.status().as_u16(), &sent.headers()["access-control-allow-origin"]),
        (200, &PUBLIC_URL.parse().unwrap())
    );
}
