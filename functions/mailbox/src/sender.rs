//! Rule 8: who wrote it, and on whose behalf.

use guichet_domain::{AgentId, EmailAddress, Participant, ReplyTo};

use crate::App;
use crate::message::{Message, plain};

/// Where a message is from that names nobody. No mail is ever sent there.
const NOBODY: &str = "unknown@sender.invalid";

/// Who wrote a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    pub person: Participant,
    /// Whether that is an agent of the desk, which has to be proved.
    pub agent: Option<AgentId>,
}

impl App {
    pub(crate) fn sender_of(&self, message: &Message<'_>) -> Author {
        let incoming = message.incoming;
        let behalf = message.mailbox().is_some_and(|mailbox| mailbox.reply_to == ReplyTo::IsSender);
        let reply_to = incoming.reply_to.as_ref().filter(|_| behalf || incoming.from.is_none());
        let person = reply_to.or(incoming.from.as_ref());
        let person = person.map_or_else(
            || Participant { email: plain::<EmailAddress>(NOBODY), name: None },
            |person| Participant { email: person.email.clone(), name: person.name.clone() },
        );
        let agents = &message.desk.configuration.agents;
        let agent = agents.iter().find(|agent| agent.email == person.email);
        let agent = agent.filter(|_| message.is_authenticated()).map(|agent| agent.id.clone());
        Author { person, agent }
    }
}
