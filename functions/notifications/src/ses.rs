//! Handing mail to SES, and what its answers mean.

use aws_sdk_sesv2::Client;
use aws_sdk_sesv2::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_sesv2::operation::send_email::SendEmailError;
use aws_sdk_sesv2::primitives::Blob;
use aws_sdk_sesv2::types::{Destination, EmailContent, MessageTag, RawMessage};

/// What became of a mail.
#[derive(Debug, PartialEq, Eq)]
pub enum Handed {
    /// SES took it, under this id.
    Taken(String),
    /// SES will never take it.
    Rejected(String),
    /// SES did not take it, but may later.
    Refused(String),
    /// No answer came, or none that says anything, so it may have been taken or not.
    Unanswered,
}

/// The recipients are named beside the message, so that what its headers say can not add another. What becomes of the mail is
/// told by events of the configuration set, which carry the tags.
pub async fn hand_over(
    client: &Client,
    configuration: &str,
    from: &str,
    to: &[String],
    tags: impl IntoIterator<Item = (&'static str, String)>,
    mime: Vec<u8>,
) -> Handed {
    let message = RawMessage::builder().data(Blob::new(mime)).build();
    let content = message.map(|raw| EmailContent::builder().raw(raw).build());
    let Ok(content) = content else { return Handed::Rejected("EmptyMessage".to_owned()) };
    let tag = |(name, value): (&str, String)| MessageTag::builder().name(name).value(value).build();
    let Ok(tags) = tags.into_iter().map(tag).collect() else { return Handed::Rejected("EmptyTag".to_owned()) };
    let sent = client
        .send_email()
        .from_email_address(from)
        .destination(Destination::builder().set_to_addresses(Some(to.to_vec())).build())
        .configuration_set_name(configuration)
        .set_email_tags(Some(tags))
        .content(content)
        .send()
        .await;
    match sent {
        Ok(answer) => Handed::Taken(answer.message_id.unwrap_or_default()),
        // Only a client error says for certain that the mail is not out.
        Err(SdkError::ServiceError(error)) if error.raw().status().is_client_error() => {
            let error = error.into_err();
            // The message of an error quotes addresses; its code does not.
            let code = error.code().unwrap_or("Unknown").to_owned();
            match error {
                SendEmailError::MessageRejected(_) | SendEmailError::BadRequestException(_) => Handed::Rejected(code),
                _ => Handed::Refused(code),
            }
        }
        Err(SdkError::ConstructionFailure(_)) => Handed::Refused("ConstructionFailure".to_owned()),
        Err(_) => Handed::Unanswered,
    }
}
