//! One conversation: what was heard and what is answered (RFC 5321, with SIZE, 8BITMIME, SMTPUTF8 and pipelining).

use crate::inbound::{Envelope, Inbound, InboundError, LARGEST_MESSAGE};
use smtp_proto::request::receiver::{DataReceiver, DummyDataReceiver, RequestReceiver};
use smtp_proto::{Error, MAIL_SMTPUTF8, MailFrom, Request};
use std::slice::Iter;

pub const GREETING: &[u8] = b"220 guichet.local ESMTP\r\n";
pub const TOO_SLOW: &[u8] = b"421 4.4.2 Nothing was said for too long\r\n";
const NAME: &str = "guichet.local";
/// RFC 5321, 4.5.3.1.8: at least so many must be taken.
const MOST_RECIPIENTS: usize = 100;

type Answer = (u16, [u8; 3], String);

/// What a piece of the conversation came to.
#[derive(Default)]
pub struct Heard {
    pub answers: Vec<u8>,
    pub ends: bool,
}

pub struct Dialogue<'a> {
    inbound: &'a Inbound,
    commands: RequestReceiver,
    /// What the other side calls itself, once it has said so.
    helo: Option<String>,
    envelope: Option<Addressed>,
    content: Option<Content>,
}

struct Addressed {
    envelope: Envelope,
    beyond_ascii: bool,
}

/// A message on its way in.
enum Content {
    Kept {
        receiver: DataReceiver,
        message: Vec<u8>,
    },
    /// It is too large and is listened to only to hear where it ends.
    Passed(DummyDataReceiver),
}

enum Ingested {
    Unfinished(Content),
    Whole(Vec<u8>),
    TooLarge,
}

impl Content {
    fn new() -> Content {
        Content::Kept { receiver: DataReceiver::new(), message: Vec::new() }
    }

    fn ingest(self, bytes: &mut Iter<'_, u8>) -> Ingested {
        match self {
            Content::Kept { mut receiver, mut message } => {
                if receiver.ingest(bytes, &mut message) {
                    return if message.len() > LARGEST_MESSAGE { Ingested::TooLarge } else { Ingested::Whole(message) };
                }
                if message.len() > LARGEST_MESSAGE {
                    return Ingested::Unfinished(Content::Passed(DummyDataReceiver::new_data(&receiver)));
                }
                Ingested::Unfinished(Content::Kept { receiver, message })
            }
            Content::Passed(mut receiver) => {
                if receiver.ingest(bytes) {
                    Ingested::TooLarge
                } else {
                    Ingested::Unfinished(Content::Passed(receiver))
                }
            }
        }
    }
}

impl<'a> Dialogue<'a> {
    pub fn new(inbound: &'a Inbound) -> Dialogue<'a> {
        Dialogue { inbound, commands: RequestReceiver::default(), helo: None, envelope: None, content: None }
    }

    /// Hears what came in, which may be part of a command or many of them.
    pub async fn hear(&mut self, bytes: &[u8]) -> Heard {
        let mut bytes = bytes.iter();
        let mut heard = Heard::default();
        while !heard.ends && !bytes.as_slice().is_empty() {
            if let Some(content) = self.content.take() {
                match content.ingest(&mut bytes) {
                    Ingested::Unfinished(content) => self.content = Some(content),
                    Ingested::Whole(message) => heard.say(self.deliver(&message).await),
                    Ingested::TooLarge => {
                        self.envelope = None;
                        heard.say(too_large());
                    }
                }
                continue;
            }
            let request = match self.commands.ingest(&mut bytes) {
                Ok(request) => request.into_owned(),
                Err(Error::NeedsMoreData { .. }) => break,
                Err(error) => {
                    // Where the next command begins is not known then.
                    heard.ends = error == Error::ResponseTooLong;
                    heard.say(not_understood(error));
                    continue;
                }
            };
            heard.ends = matches!(request, Request::Quit);
            match self.answer(request) {
                Some(answer) => heard.say(answer),
                None => heard.introduce(),
            }
        }
        heard
    }

    /// The answer to a command; `None` for what has an answer of several lines.
    fn answer(&mut self, request: Request<String>) -> Option<Answer> {
        Some(match request {
            Request::Ehlo { host } => {
                self.greeted(host);
                return None;
            }
            Request::Helo { host } => {
                self.greeted(host);
                (250, [2, 0, 0], NAME.to_owned())
            }
            Request::Mail { from } => self.mail(from),
            Request::Rcpt { to } => self.recipient(to.address),
            Request::Data => self.data(),
            Request::Rset => {
                self.envelope = None;
                (250, [2, 0, 0], "Forgotten".to_owned())
            }
            Request::Noop { .. } => (250, [2, 0, 0], "Ok".to_owned()),
            Request::Vrfy { .. } => (252, [2, 5, 0], "Send it and see".to_owned()),
            Request::Help { .. } => (214, [2, 0, 0], "This is the desk's door for mail on this machine".to_owned()),
            Request::Quit => (221, [2, 0, 0], "Bye".to_owned()),
            _ => (502, [5, 5, 1], "This is not offered here".to_owned()),
        })
    }

    fn greeted(&mut self, host: String) {
        self.helo = Some(host);
        self.envelope = None;
    }

    fn mail(&mut self, from: MailFrom<String>) -> Answer {
        let Some(helo) = self.helo.clone() else { return bad_sequence("EHLO or HELO comes first") };
        if self.envelope.is_some() {
            return bad_sequence("A message is under way: RSET gives it up");
        }
        if from.size > LARGEST_MESSAGE {
            return too_large();
        }
        let beyond_ascii = from.flags & MAIL_SMTPUTF8 != 0;
        if !from.address.is_ascii() && !beyond_ascii {
            return not_ascii();
        }
        let envelope = Envelope { helo, sender: from.address, recipients: Vec::new() };
        self.envelope = Some(Addressed { envelope, beyond_ascii });
        (250, [2, 1, 0], "Sender taken".to_owned())
    }

    fn recipient(&mut self, address: String) -> Answer {
        let Some(Addressed { envelope, beyond_ascii }) = &mut self.envelope else {
            return bad_sequence("MAIL comes first");
        };
        if !address.is_ascii() && !*beyond_ascii {
            return not_ascii();
        }
        if !self.inbound.takes(&address) {
            return (550, [5, 7, 1], "Mail to this domain is not taken here".to_owned());
        }
        if envelope.recipients.len() == MOST_RECIPIENTS {
            return (452, [4, 5, 3], format!("{MOST_RECIPIENTS} recipients are the most"));
        }
        envelope.recipients.push(address);
        (250, [2, 1, 5], "Recipient taken".to_owned())
    }

    fn data(&mut self) -> Answer {
        match &self.envelope {
            None => bad_sequence("MAIL comes first"),
            Some(addressed) if addressed.envelope.recipients.is_empty() => bad_sequence("RCPT comes first"),
            Some(_) => {
                self.content = Some(Content::new());
                (354, [2, 0, 0], "Go on, and end with a dot on a line of its own".to_owned())
            }
        }
    }

    async fn deliver(&mut self, message: &[u8]) -> Answer {
        let Some(Addressed { envelope, .. }) = self.envelope.take() else { return bad_sequence("MAIL comes first") };
        match self.inbound.deliver(&envelope, message).await {
            Ok(id) => (250, [2, 0, 0], format!("Taken as {id}")),
            Err(error @ InboundError::Verdict(_)) => (554, [5, 6, 0], error.to_string()),
            Err(error) => {
                tracing::error!(%error, "a mail was not taken");
                (451, [4, 3, 0], "The mail could not be kept, try again".to_owned())
            }
        }
    }
}

impl Heard {
    fn say(&mut self, (code, status, message): Answer) {
        let [class, subject, detail] = status;
        // Only what came to an end, well or not, has an enhanced status (RFC 2034).
        let line = match code {
            354 => format!("354 {message}\r\n"),
            _ => format!("{code} {class}.{subject}.{detail} {message}\r\n"),
        };
        self.answers.extend_from_slice(line.as_bytes());
    }

    fn introduce(&mut self) {
        let offers = format!(
            "250-{NAME}\r\n250-PIPELINING\r\n250-SIZE {LARGEST_MESSAGE}\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 ENHANCEDSTATUSCODES\r\n"
        );
        self.answers.extend_from_slice(offers.as_bytes());
    }
}

fn bad_sequence(message: &str) -> Answer {
    (503, [5, 5, 1], message.to_owned())
}

fn too_large() -> Answer {
    (552, [5, 3, 4], format!("{LARGEST_MESSAGE} bytes are the most"))
}

fn not_ascii() -> Answer {
    (553, [5, 6, 7], "Such an address takes SMTPUTF8".to_owned())
}

fn not_understood(error: Error) -> Answer {
    match error {
        Error::InvalidSenderAddress => (553, [5, 1, 7], "This is no address of a sender".to_owned()),
        Error::InvalidRecipientAddress => (553, [5, 1, 3], "This is no address of a recipient".to_owned()),
        Error::SyntaxError { syntax } => (501, [5, 5, 2], format!("Say it like this: {syntax}")),
        Error::InvalidParameter { param } => (501, [5, 5, 4], format!("The value of {param} can not be read")),
        Error::UnsupportedParameter { .. } => (555, [5, 5, 4], "A parameter is not known here".to_owned()),
        Error::ResponseTooLong => (500, [5, 5, 2], "The line is too long".to_owned()),
        _ => (500, [5, 5, 1], "This is no command".to_owned()),
    }
}
