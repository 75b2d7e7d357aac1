//! Who reads a notice, and the letter that tells it to them.

use std::collections::BTreeMap;
use std::sync::Arc;

use guichet_domain::{
    AgentId, AgentSettings, EmailAddress, Event, Locale, PersonName, Recipient, Recorded, Rulebook, Ticket,
};
use guichet_runtime::{Token, on_the_wire, takes_automatic_mail};
use guichet_store::keys;
use minijinja::{Value, context};

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

impl From<&AgentSettings> for Reader {
    fn from(agent: &AgentSettings) -> Self {
        Self { name: agent.name.clone(), email: agent.email.clone(), locale: agent.locale }
    }
}

/// Who is told; where it may be several people, with what tells their mails apart.
fn readers(ticket: &Ticket, notice: &Notice, desk: &Rulebook) -> Vec<(Option<String>, Reader)> {
    let agent = |id: &AgentId| desk.configuration.agent(id).map(Reader::from);
    let lead = || desk.team(&ticket.team)?.lead.as_ref();
    let only = |reader: Option<Reader>| reader.map(|reader| (None, reader)).into_iter().collect();
    match notice {
        Notice::Acknowledgement | Notice::Answer { .. } => {
            let customer = ticket.customer.clone();
            only(Some(Reader { name: customer.name, email: customer.email, locale: ticket.locale }))
        }
        Notice::Assigned { agent: id } | Notice::Reminder { agent: id } => only(agent(id)),
        Notice::Breached { .. } => only(lead().and_then(agent).or_else(|| ticket.assignee.as_ref().and_then(agent))),
        Notice::Rung { recipients, .. } => {
            let mut told = BTreeMap::new();
            for recipient in recipients {
                let agents: Vec<&AgentId> = match recipient {
                    Recipient::Assignee => ticket.assignee.iter().collect(),
                    Recipient::TeamLead => lead().into_iter().collect(),
                    Recipient::Team => {
                        let members = desk.configuration.agents.iter();
                        members.filter(|agent| agent.teams.contains(&ticket.team)).map(|agent| &agent.id).collect()
                    }
                    Recipient::Address(address) => {
                        let name = address.as_str().split('@').next().and_then(|name| name.parse().ok());
                        if let Some(name) = name {
                            let reader = Reader { name, email: address.clone(), locale: ticket.locale };
                            told.insert(keys::hash(address.as_str()), reader);
                        }
                        Vec::new()
                    }
                };
                told.extend(agents.into_iter().filter_map(|id| Some((id.to_string(), agent(id)?))));
            }
            told.into_iter().map(|(key, reader)| (Some(key), reader)).collect()
        }
    }
}

impl App {
    /// The configuration as it is, and the one whose ladder an event is about.
    pub(crate) async fn rulebooks(&self, recorded: &Recorded) -> Result<(Arc<Rulebook>, Arc<Rulebook>), Failure> {
        let desk = self.store.rulebook().await?;
        let ladder = match &recorded.event {
            Event::RungReached { revision, .. } if *revision != desk.revision => {
                self.store.rulebook_at(*revision).await?
            }
            _ => desk.clone(),
        };
        Ok((desk, ladder))
    }

    /// The letters for an event, each with the name of its effect, or why there are none.
    pub(crate) fn compose(
        &self,
        ticket: &Ticket,
        recorded: &Recorded,
        desk: &Rulebook,
        ladder: &Rulebook,
    ) -> Result<Result<Vec<(String, Composed)>, Silence>, Failure> {
        let notice = match Notice::of(ticket, recorded, ladder) {
            Ok(notice) => notice,
            Err(silence) => return Ok(Err(silence)),
        };
        let effect = format!("mail#{}#{}", ticket.id, recorded.seq);
        let mut silence = "there is nobody to tell";
        let mut letters = Vec::new();
        for (key, reader) in readers(ticket, &notice, desk) {
            // Events call for one mail, so their place names it, but for those that several people are told of.
            let effect = key.map_or_else(|| effect.clone(), |key| format!("{effect}#{key}"));
            match self.letter(ticket, &notice, reader, desk, &effect)? {
                Ok(composed) => letters.push((effect, composed)),
                Err(why) => silence = why,
            }
        }
        Ok(if letters.is_empty() { Err(silence) } else { Ok(letters) })
    }

    fn letter(
        &self,
        ticket: &Ticket,
        notice: &Notice,
        reader: Reader,
        desk: &Rulebook,
        effect: &str,
    ) -> Result<Result<Composed, Silence>, Failure> {
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
            _ => None,
        };
        let view = self.view(ticket, notice, &reader, desk, token.as_ref());
        let rendered = self.templates.render(reader.locale, notice, &view)?;
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

    /// What the templates may name. What a stranger typed is left out of the acknowledgement, all but their name and
    /// subject: a form that anyone can fill in must not send anyone's text to anyone's address.
    fn view(&self, ticket: &Ticket, notice: &Notice, reader: &Reader, desk: &Rulebook, token: Option<&Token>) -> Value {
        let (locale, team) = (reader.locale, desk.team(&ticket.team));
        let link = match notice {
            Notice::Acknowledgement | Notice::Answer { .. } => token.map(|token| token.url(&self.public_url)),
            _ => Some(format!("{}/desk/?ticket={}", self.public_url, ticket.number)),
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
        let name_of = |agent: Option<&AgentId>| {
            agent.and_then(|agent| desk.configuration.agent(agent)).map(|agent| agent.name.to_string())
        };
        match notice {
            Notice::Acknowledgement => common,
            Notice::Answer { body, by } => {
                context! { body => body.as_str(), agent => name_of(by.as_ref()), ..common }
            }
            Notice::Assigned { .. } | Notice::Reminder { .. } => facts,
            Notice::Breached { metric, at } => context! {
                metric => words::metric(locale, *metric),
                passed => words::moment(locale, *at),
                assignee => name_of(ticket.assignee.as_ref()),
                ..facts
            },
            Notice::Rung { metric, at, place, .. } => context! {
                metric => words::metric(locale, *metric),
                passed => words::moment(locale, *at),
                place => words::place(locale, *place),
                assignee => name_of(ticket.assignee.as_ref()),
                ..facts
            },
        }
    }
}
