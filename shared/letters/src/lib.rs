//! What the desk's mail says.
//!
//! A [`View`] is everything that a letter is made of; [`Templates`] makes both of its forms, text and HTML, in the language of who
//! reads it. What stands in mail to people outside is Markdown, and a desk may have its own ([`guichet_domain::MailText`]) in the
//! place of what is delivered ([`delivered`]); around it stands what no desk words for itself: the layout, the button, the quotation,
//! and what says how to answer. Nothing here knows who gets a letter, reads a clock or talks to anything.

mod delivered;
mod prose;
mod render;
mod sample;
mod view;
mod words;

pub use delivered::{Delivered, delivered};
pub use render::{Rendered, Templates, Unrenderable};
pub use sample::{Sample, meaning};
pub use view::{Earlier, Ending, Facts, Says, View};
