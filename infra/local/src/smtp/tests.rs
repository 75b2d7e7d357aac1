//! Conversations, as mail programs have them and as they should not.

use super::*;
use crate::buckets;
use crate::mail::Mailbox;
use crate::template::ReceiptRule;
use std::net::SocketAddr;
use tokio::io::{AsyncBufReadExt, BufReader};

const BUCKET: &str = "mails";

pub struct Bench {
    inbound: Arc<Inbound>,
    s3: aws_sdk_s3::Client,
    pub address: SocketAddr,
    _stop: watch::Sender<bool>,
    _folder: tempfile::TempDir,
}

impl Bench {
    pub async fn new() -> Bench {
        let folder = tempfile::tempdir().unwrap();
        let bucket = crate::template::Bucket { name: BUCKET.to_owned(), cors: None, tells_the_bus: false };
        let router = buckets::router(folder.path(), &[bucket], None).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let s3 = buckets::client(listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        let rule = ReceiptRule {
            recipients: vec!["help.test".to_owned()],
            bucket: BUCKET.to_owned(),
            prefix: "inbound/".to_owned(),
        };
        let clock = crate::recorder::clock();
        let inbound = Inbound::new(Some(rule), s3.clone(), Mailbox::open(None).unwrap(), clock);
        let inbound = Arc::new(inbound);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = watch::channel(false);
        tokio::spawn(serve(listener, Arc::clone(&inbound), stopped));
        Bench { inbound, s3, address, _stop: stop, _folder: folder }
    }

    async fn connect(&self) -> Client {
        let mut client = Client(BufReader::new(TcpStream::connect(self.address).await.unwrap()));
        assert_eq!(client.hear().await, "220 guichet.local ESMTP");
        client
    }

    /// The mail that is in the bucket.
    pub async fn kept(&self) -> Vec<String> {
        let listed = self.s3.list_objects_v2().bucket(BUCKET).prefix("inbound/").send().await.unwrap();
        let mut kept = Vec::new();
        for object in listed.contents() {
            let object = self.s3.get_object().bucket(BUCKET).key(object.key().unwrap()).send().await.unwrap();
            kept.push(String::from_utf8(object.body.collect().await.unwrap().to_vec()).unwrap());
        }
        kept
    }
}

struct Client(BufReader<TcpStream>);

impl Client {
    async fn say(&mut self, text: &str) {
        self.0.get_mut().write_all(text.as_bytes()).await.unwrap();
    }

    /// The next line of an answer; nothing when the other side has hung up.
    async fn hear(&mut self) -> String {
        let mut line = String::new();
        self.0.read_line(&mut line).await.unwrap();
        line.trim_end().to_owned()
    }

    /// Says a line and hears the code of its answer.
    async fn ask(&mut self, line: &str) -> String {
        self.say(&format!("{line}\r\n")).await;
        loop {
            let answer = self.hear().await;
            if answer.as_bytes().get(3) != Some(&b'-') {
                let enhanced = answer.split(' ').nth(1).filter(|word| word.split('.').count() == 3);
                return format!("{} {}", &answer[..3], enhanced.unwrap_or_default()).trim_end().to_owned();
            }
        }
    }

    async fn asks(&mut self, rows: &[(&str, &str)]) {
        for (line, code) in rows {
            assert_eq!(self.ask(line).await, *code, "{line}");
        }
    }
}

#[tokio::test]
async fn a_mail_is_in_the_bucket_before_it_is_acknowledged() {
    let bench = Bench::new().await;
    let mut client = bench.connect().await;
    client
        .asks(&[
            ("EHLO laptop", "250"),
            ("MAIL FROM:<anna@shop.example> SIZE=60 BODY=8BITMIME", "250 2.1.0"),
            ("RCPT TO:<support@help.test>", "250 2.1.5"),
            ("RCPT TO:<second@HELP.test>", "250 2.1.5"),
            ("DATA", "354"),
            ("Subject: Hello\r\n\r\n..a dot\r\nno dot\r\n.", "250 2.0.0"),
        ])
        .await;
    let [kept] = bench.kept().await.try_into().unwrap();
    assert!(kept.starts_with("Return-Path: <anna@shop.example>\r\nReceived: from laptop "), "{kept}");
    assert!(kept.ends_with("Delivered-To: support@help.test\r\nDelivered-To: second@HELP.test\r\nSubject: Hello\r\n\r\n.a dot\r\nno dot\r\n"), "{kept}");
    let shown = bench.inbound.received().mails();
    assert_eq!((shown.len(), shown[0].subject.as_str()), (1, "Hello"));
    client
        .asks(&[("MAIL FROM:<>", "250 2.1.0"), ("RSET", "250 2.0.0"), ("DATA", "503 5.5.1"), ("QUIT", "221 2.0.0")])
        .await;
    assert_eq!(client.hear().await, "");
}

#[tokio::test]
async fn a_client_may_say_everything_at_once() {
    let bench = Bench::new().await;
    let mut client = bench.connect().await;
    client
        .say(
            "EHLO a\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<x@help.test>\r\nDATA\r\nSubject: 1\r\n\r\n\r\n.\r\n\
             MAIL FROM:<a@b.example>\r\nRCPT TO:<x@help.test>\r\nDATA\r\nSubject: 2\r\n\r\n\r\n.\r\nQUIT\r\n",
        )
        .await;
    let mut codes = Vec::new();
    loop {
        let line = client.hear().await;
        if line.is_empty() {
            break;
        }
        codes.push(line[..3].to_owned());
    }
    assert_eq!(codes[6..], ["250", "250", "354", "250", "250", "250", "354", "250", "221"]);
    assert_eq!(bench.kept().await.len(), 2);
}

#[tokio::test]
async fn what_comes_out_of_turn_or_can_not_be_read_is_answered_so() {
    let bench = Bench::new().await;
    let mut client = bench.connect().await;
    client
        .asks(&[
            ("MAIL FROM:<a@b.example>", "503 5.5.1"),
            ("HELO laptop", "250 2.0.0"),
            ("RCPT TO:<x@help.test>", "503 5.5.1"),
            ("DATA", "503 5.5.1"),
            ("MAIL FROM:<a@b.example> SIZE=41943041", "552 5.3.4"),
            ("MAIL FROM:a@b.example", "501 5.5.2"),
            ("MAIL FROM:<a@b.example> COLOUR=red", "555 5.5.4"),
            ("MAIL FROM:<ä@b.example>", "553 5.6.7"),
            ("MAIL FROM:<ä@b.example> SMTPUTF8", "250 2.1.0"),
            ("MAIL FROM:<a@b.example>", "503 5.5.1"),
            ("DATA", "503 5.5.1"),
            ("RCPT TO:<somebody@elsewhere.org>", "550 5.7.1"),
            ("RCPT TO:<somebody@nothelp.test>", "550 5.7.1"),
            ("RCPT TO:<somebody@shop.example>", "250 2.1.5"),
            ("RCPT TO:<\"no address>", "553 5.1.3"),
            ("NONSENSE", "500 5.5.1"),
            ("BDAT 5", "502 5.5.1"),
            ("STARTTLS", "502 5.5.1"),
            ("VRFY x", "252 2.5.0"),
            ("NOOP", "250 2.0.0"),
        ])
        .await;
    assert!(bench.kept().await.is_empty());
}

#[tokio::test]
async fn a_message_that_is_too_large_is_refused_at_its_end_and_the_conversation_goes_on() {
    let bench = Bench::new().await;
    let mut client = bench.connect().await;
    let open =
        [("EHLO a", "250"), ("MAIL FROM:<>", "250 2.1.0"), ("RCPT TO:<x@help.test>", "250 2.1.5"), ("DATA", "354")];
    client.asks(&open).await;
    let line = format!("{}\r\n", "x".repeat(1022));
    for _ in 0..41 {
        client.say(&line.repeat(1024)).await;
    }
    client.asks(&[(".", "552 5.3.4"), ("DATA", "503 5.5.1")]).await;
    client.asks(&open[1..]).await;
    client.asks(&[("X-Guichet-Local-Verdicts: luck=FAIL\r\n\r\n.", "554 5.6.0"), ("QUIT", "221 2.0.0")]).await;
    assert!(bench.kept().await.is_empty());
}

#[tokio::test]
async fn without_the_bucket_nothing_is_acknowledged() {
    let bench = Bench::new().await;
    std::fs::remove_dir_all(bench._folder.path().join(BUCKET)).unwrap();
    std::fs::write(bench._folder.path().join(BUCKET), "in the way").unwrap();
    let mut client = bench.connect().await;
    client
        .asks(&[
            ("EHLO a", "250"),
            ("MAIL FROM:<>", "250 2.1.0"),
            ("RCPT TO:<x@help.test>", "250 2.1.5"),
            ("DATA", "354"),
            ("Hello\r\n.", "451 4.3.0"),
        ])
        .await;
    assert!(bench.inbound.received().mails().is_empty());
}
