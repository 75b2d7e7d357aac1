//! Receiving mail, as SES does: what is for the desk gets the service's headers on top and is put into the bucket, whose event
//! wakes the function that reads it.

mod trace;

use crate::clock::DeskClock;
use crate::ids;
use crate::mail::Mailbox;
use crate::template::ReceiptRule;
use aws_sdk_s3::error::DisplayErrorContext;
use aws_sdk_s3::primitives::ByteStream;

/// SES takes messages of up to 40 MB.
pub const LARGEST_MESSAGE: usize = 40 * 1024 * 1024;

/// Names that nobody can own (RFC 2606): any of them is good for trying things out.
const RESERVED: &str = ".example";

/// Who hands a message over, and for whom.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Envelope {
    /// What the sender's machine calls itself.
    pub helo: String,
    /// Empty for a bounce.
    pub sender: String,
    pub recipients: Vec<String>,
}

/// Why a message was not taken.
#[derive(Debug, thiserror::Error)]
pub enum InboundError {
    #[error("the template has no rule for mail that comes in")]
    NoRule,
    #[error("`{0}` is no verdict: give spam, virus, spf, dkim or dmarc a value, as in `spam=FAIL`")]
    Verdict(String),
    #[error("the message could not be put into the bucket: {0}")]
    Bucket(String),
    #[error("the message could not be kept for the page: {0}")]
    Page(#[from] std::io::Error),
}

pub struct Inbound {
    rule: Option<ReceiptRule>,
    s3: aws_sdk_s3::Client,
    received: Mailbox,
    clock: DeskClock,
}

impl Inbound {
    pub fn new(rule: Option<ReceiptRule>, s3: aws_sdk_s3::Client, received: Mailbox, clock: DeskClock) -> Inbound {
        Inbound { rule, s3, received, clock }
    }

    pub fn received(&self) -> &Mailbox {
        &self.received
    }

    /// Whether mail to an address is taken: to those of the template's rule, and to any in a domain that nobody can own.
    pub fn takes(&self, recipient: &str) -> bool {
        let Some((_, domain)) = recipient.rsplit_once('@') else { return false };
        let domain = domain.to_lowercase();
        let meant = |known: &String| known.eq_ignore_ascii_case(recipient) || known.eq_ignore_ascii_case(&domain);
        self.rule.as_ref().is_some_and(|rule| rule.recipients.iter().any(meant)) || domain.ends_with(RESERVED)
    }

    /// Takes a message; when this returns, it is in the bucket and the bus knows. The answer is its id.
    pub async fn deliver(&self, envelope: &Envelope, raw: &[u8]) -> Result<String, InboundError> {
        let rule = self.rule.as_ref().ok_or(InboundError::NoRule)?;
        let id = ids::request_id().replace('-', "");
        let message = trace::traced(envelope, raw, &id, self.clock.now())?;
        let put = self.s3.put_object().bucket(&rule.bucket).key(format!("{}{id}", rule.prefix));
        let put = put.body(ByteStream::from(message.clone())).send().await;
        put.map_err(|error| InboundError::Bucket(DisplayErrorContext(error).to_string()))?;
        self.received.keep(&id, self.clock.now(), message)?;
        Ok(id)
    }
}
