//! What a message says: everything between the raw bytes of an e-mail and what the desk decides on.
//!
//! [`read`] turns a message into an [`Incoming`]. It never fails on a message, whatever is wrong with it, and never panics; what is
//! no message at all is [`Unreadable`]. [`safe_html`] makes the HTML of a message fit to be shown. [`markdown_to_html`] and
//! [`markdown_to_text`] make the two parts of an answer. Nothing here decides anything about a ticket, reads a clock or talks to
//! anything, and the same bytes are always read the same.
//!
//! The structure of a message is walked by `mime`, in one pass and within bounds, and not by mail-parser, which looks for each
//! boundary to the end of the message and so can be kept busy for hours by one of a few megabytes. Fields, character sets and HTML are read by
//! mail-parser, encoding_rs and html5ever.

mod attachment;
mod body;
mod bounce;
mod charset;
mod date;
mod encoded_word;
mod file_name;
mod forwarded;
mod headers;
mod incoming;
mod kind;
mod language;
mod markdown;
mod marker;
mod message_id;
mod mime;
mod safe_html;
mod sender;
mod shown_headers;
mod subject;
mod tags;
mod text;
mod transfer;
mod verdicts;

pub use attachment::{Attachment, Purpose};
pub use bounce::Bounce;
pub use file_name::clean_file_name;
pub use forwarded::Forwarded;
pub use incoming::{Incoming, Unreadable, read};
pub use kind::{AutomaticBy, Kind};
pub use markdown::{markdown_to_html, markdown_to_text};
pub use message_id::MessageId;
pub use safe_html::{SafeHtml, safe_html};
pub use sender::Sender;
pub use shown_headers::shown_headers;
pub use subject::plain_subject;
pub use text::Text;
pub use verdicts::{Verdict, Verdicts};
