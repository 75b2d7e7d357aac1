//! Raw mail.

use aws_sdk_s3::primitives::ByteStream;
use guichet_files::{FileError, InboundKey};

use crate::desk::Desk;

#[tokio::test]
async fn a_mail_is_read_unless_it_is_too_large() {
    let desk = Desk::open().await;
    let key: InboundKey = "inbound/q3v0".parse().unwrap();
    assert_eq!(desk.files.inbound(&key, 100).await.unwrap(), None);
    assert_eq!(desk.files.inbound_size(&key).await.unwrap(), None);
    let put = desk.bench.clients.s3.put_object().bucket(desk.bucket()).key("inbound/q3v0");
    put.body(ByteStream::from_static(b"Subject: Hello\r\n\r\n")).send().await.unwrap();
    assert_eq!(desk.files.inbound(&key, 18).await.unwrap().unwrap(), "Subject: Hello\r\n\r\n");
    assert_eq!(desk.files.inbound_size(&key).await.unwrap(), Some(18));
    let refused = desk.files.inbound(&key, 17).await;
    assert!(matches!(refused, Err(FileError::TooLarge { bytes: 18, limit: 17 })), "{refused:?}");
}
