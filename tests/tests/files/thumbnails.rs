//! Small pictures: made by the function when the bucket tells of a file, fetched by the link that pages get.

use std::io::Cursor;

use aws_lambda_events::event::eventbridge::EventBridgeEvent;
use bytes::Bytes;
use guichet_domain::Attachment;
use guichet_runtime::downloads;
use guichet_tests::lines::Lines;
use guichet_thumbnails::{App, handle};
use image::{DynamicImage, GenericImageView, ImageFormat};
use serde_json::{Value, json};

use crate::desk::{Desk, id};

fn png(side: u32) -> Bytes {
    let mut bytes = Vec::new();
    DynamicImage::new_rgb8(side, side).write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
    bytes.into()
}

fn app(desk: &Desk) -> App {
    App::new(&desk.bench.env("ThumbnailsFunction", &[]), &desk.bench.clients).unwrap()
}

/// The event of the bucket, of which the function reads the key alone.
async fn told(app: &App, key: &str) -> Result<(), lambda_runtime::Error> {
    let event: EventBridgeEvent<Value> = serde_json::from_value(json!({
        "detail-type": "Object Created", "source": "aws.s3", "detail": {"bucket": {"name": "files"}, "object": {"key": key}},
    }))
    .unwrap();
    handle(app, event).await
}

fn attachment(number: u128, media_type: &str) -> Attachment {
    Attachment {
        id: id(number),
        name: "picture".parse().unwrap(),
        media_type: media_type.parse().unwrap(),
        size: 1,
        content_id: None,
        inline: false,
    }
}

#[tokio::test]
async fn an_image_has_a_thumbnail_behind_the_link_that_shows_it() {
    let desk = Desk::open().await;
    let app = app(&desk);
    desk.files.put_file(id(1), png(1000), "image/png").await.unwrap();
    // As S3 does, twice.
    for _ in 0..2 {
        told(&app, &format!("files/{}", id(1))).await.unwrap();
    }
    let image = attachment(1, "image/png");
    let link = downloads::link(&desk.files, &image, true).await.unwrap();
    let answer = desk.get(&link.thumbnail_url.unwrap()).await;
    assert_eq!((answer.status().as_u16(), &answer.headers()["content-type"]), (200, &"image/jpeg".parse().unwrap()));
    let small = image::load_from_memory(&answer.bytes().await.unwrap()).unwrap();
    assert_eq!(small.dimensions(), (480, 480));
    assert_eq!(desk.get(&link.url).await.bytes().await.unwrap(), png(1000), "and behind it the image as it is");
    // What is saved needs none, and what is no image has none.
    assert!(downloads::link(&desk.files, &image, false).await.unwrap().thumbnail_url.is_none());
    let paper = attachment(1, "application/pdf");
    assert!(downloads::link(&desk.files, &paper, true).await.unwrap().thumbnail_url.is_none());
}

#[tokio::test]
async fn what_has_no_thumbnail_is_done_with_and_said_in_the_log() {
    let desk = Desk::open().await;
    let app = app(&desk);
    let broken = png(100).slice(..60);
    for (number, bytes, outcome) in [
        (1, Bytes::from_static(b"%PDF-1.7\n"), "no_image"),
        (2, Bytes::from_static(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "no_image"),
        (3, Bytes::new(), "no_image"),
        (4, broken, "unreadable"),
    ] {
        // What it is called counts for nothing.
        desk.files.put_file(id(number), bytes, "image/png").await.unwrap();
        let lines = Lines::capture();
        told(&app, &format!("files/{}", id(number))).await.unwrap();
        assert_eq!(lines.only()["outcome"], outcome, "{number}");
        let link = downloads::link(&desk.files, &attachment(number, "image/png"), true).await.unwrap();
        assert_eq!(desk.get(&link.thumbnail_url.unwrap()).await.status(), 404, "{number}");
    }
    let lines = Lines::capture();
    told(&app, &format!("files/{}", id(9))).await.unwrap();
    assert_eq!(lines.only()["outcome"], "gone");
}

#[tokio::test]
async fn nothing_but_a_file_is_read() {
    let desk = Desk::open().await;
    let app = app(&desk);
    for key in ["inbound/a", "files/a", "thumbnails/00000000-0000-0000-0000-000000000001"] {
        assert!(told(&app, key).await.is_err(), "{key}");
    }
}
