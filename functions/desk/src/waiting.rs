//! Why a ticket that nobody has is not given to anybody: what assignment finds when it looks at it.

use guichet_domain::choosing::{Candidate, Nobody, Wanted, choose};
use guichet_domain::{Agent, Rulebook};
use guichet_store::Summary;
use jiff::Timestamp;

pub struct Waiting<'a> {
    desk: &'a Rulebook,
    candidates: Vec<Candidate<'a>>,
}

impl<'a> Waiting<'a> {
    pub fn new(desk: &'a Rulebook, agents: &'a [Agent], now: Timestamp) -> Self {
        Self { desk, candidates: agents.iter().map(|agent| agent.candidate(desk, now)).collect() }
    }

    /// Nothing, if the ticket needs no agent or can be given to one in a moment.
    pub fn because(&self, ticket: &Summary) -> Option<Nobody> {
        if ticket.assignee.is_some() || !ticket.state.is_active() {
            return None;
        }
        let Some(team) = self.desk.team(&ticket.team) else { return Some(Nobody::NoAgents) };
        choose(&Wanted::by(team, &ticket.skills, ticket.locale), &self.candidates).err()
    }
}
