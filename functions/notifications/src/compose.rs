//! Who reads a notice, and the letter that tells it to them.

use guichet_domain::{Agent, AgentId, EmailAddress, Locale, PersonName, Recorded, Team, Ticket};
use guichet_runtime::Token;
use guichet_store::StoreError;
use minijinja::{Value, context};

use crate::address::{on_the_wire, takes_automatic_mail};
use crate::letter::{Letter, SubjectLine, ThreadId};
use crate::notice::{Notice, Origin, Silence};
use crate::{App, Failure, words};

/// A letter, and the private link that it carries.
pub struct Composed {
    pub letter: Letter,
    pub token: Option<Token>,
}

struct Reader {
    name: PersonName,
    email: EmailAddress,
    locale: Locale,
}

impl From<Agent> for Reader {
    fn from(agent: Agent) -> Self {
        Self { name: agent.name, email: agent.email, locale: agent.locale }
    }
}

impl App {
    /// The letter for an event, or why there is none.
    pub(crate) async fn compose(
        &self,
        ticket: &Ticket,
        recorded: &Recorded,
        effect: &str,
    ) -> Result<Result<Composed, Silence>, Failure> {
        let notice = match Notice::of(ticket, recorded) {
            Ok(notice) => notice,
            Err(silence) => return Ok(Err(silence)),
        };
        let team = self.store.team(&ticket.team).await?;
        let Some(reader) = self.reader(ticket, &notice, team.as_ref()).await? else {
            return Ok(Err("there is nobody to tell"));
        };
        if notice.origin() != Origin::Person && !takes_automatic_mail(&reader.email) {
            return Ok(Err("the address takes no automatic mail"));
        }
        let Some(address) = on_the_wire(&reader.email) else {
            return Ok(Err("no mail server takes the address"));
        };
        let token = match notice {
            Notice::Acknowledgement | Notice::Answer { .. } => {
                ticket.link_seed.as_ref().map(|seed| self.secret.link_token(ticket.id, seed))
            }
            Notice::Assigned { .. } | Notice::Breached { .. } => None,
        };
        let view = self.view(ticket, &notice, &reader, team.as_ref(), token.as_ref()).await?;
        let rendered = self.templates.render(reader.locale, &notice, &view)?;
        let letter = Letter {
            to: (reader.name, address),
            subject: SubjectLine::of(ticket),
            thread: ThreadId::of(ticket.id, &self.secret, &self.sender),
            origin: notice.origin(),
            locale: reader.locale,
            text: rendered.text,
            html: rendered.html,
            unique: self.secret.derive("mail", &[effect]),
        };
        Ok(Ok(Composed { letter, token }))
    }

    async fn reader(
        &self,
        ticket: &Ticket,
        notice: &Notice,
        team: Option<&Team>,
    ) -> Result<Option<Reader>, StoreError> {
        match notice {
            Notice::Acknowledgement | Notice::Answer { .. } => {
                let customer = ticket.customer.clone();
                Ok(Some(Reader { name: customer.name, email: customer.email, locale: ticket.locale }))
            }
            Notice::Assigned { agent } => Ok(self.store.agent_without_load(agent).await?.map(Reader::from)),
            Notice::Breached { .. } => {
                let lead = team.and_then(|team| team.lead.as_ref());
                for agent in lead.into_iter().chain(ticket.assignee.as_ref()) {
                    if let Some(agent) = self.store.agent_without_load(agent).await? {
                        return Ok(Some(agent.into()));
                    }
                }
                Ok(None)
            }
        }
    }

    /// What the templates may name. What a stranger typed is left out of the acknowledgement, all but their name and
    /// subject: a form that anyone can fill in must not send anyone's text to anyone's address.
    async fn view(
        &self,
        ticket: &Ticket,
        notice: &Notice,
        reader: &Reader,
        team: Option<&Team>,
        token: Option<&Token>,
    ) -> Result<Value, StoreError> {
        let locale = reader.locale;
        let link = match notice {
            Notice::Acknowledgement | Notice::Answer { .. } => token.map(|token| token.url(&self.public_url)),
            Notice::Assigned { .. } | Notice::Breached { .. } => {
                Some(format!("{}/desk/?ticket={}", self.public_url, ticket.number))
            }
        };
        let common = context! {
            locale => locale.as_str(),
            desk => self.sender.name.as_str(),
            name => reader.name.as_str(),
            number => ticket.number,
            subject => ticket.subject.as_str(),
            subject_line => SubjectLine::of(ticket).as_str(),
            // Checked when the function started, and made of nothing that HTML gives a meaning to: left as it is.
            link => link.map(Value::from_safe_string),
        };
        let facts = context! {
            customer => ticket.customer.name.as_str(),
            team => team.map_or(ticket.team.as_str(), |team| team.name.as_str()),
            priority => words::priority(locale, ticket.priority),
            state => words::state(locale, ticket.state),
            due => ticket.due_at().map(|at| words::moment(locale, at)),
            ..common.clone()
        };
        Ok(match notice {
            Notice::Acknowledgement => common,
            Notice::Answer { body, by } => {
                context! { body => body.as_str(), agent => self.name_of(by.as_ref()).await?, ..common }
            }
            Notice::Assigned { .. } => facts,
            Notice::Breached { metric, at } => context! {
                metric => words::metric(locale, *metric),
                passed => words::moment(locale, *at),
                assignee => self.name_of(ticket.assignee.as_ref()).await?,
                ..facts
            },
        })
    }

    async fn name_of(&self, agent: Option<&AgentId>) -> Result<Option<String>, StoreError> {
        let Some(agent) = agent else { return Ok(None) };
        Ok(self.store.agent_without_load(agent).await?.map(|agent| agent.name.to_string()))
    }
}
