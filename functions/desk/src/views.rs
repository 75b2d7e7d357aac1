//! Lists of tickets, and which lists there are.

use std::str::FromStr;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use guichet_domain::{Agent, Invalid, Team, TeamId};
use guichet_runtime::{Caller, FieldError, Fields, Problem, Reads};
use guichet_store::{Counts, Cursor, Page, Queue, Summary};
use serde::de::IntoDeserializer;
use serde::de::value::Error as Unreadable;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::present::TicketSummary;
use crate::problems::{Listing, Reading};
use crate::waiting::Waiting;
use crate::{Answer, App};

const PAGE: usize = 50;
const LARGEST_PAGE: usize = 100;

/// A list of tickets.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ViewId {
    /// The caller's own active tickets.
    MyOpen,
    /// Active tickets that nobody has.
    Unassigned,
    /// Active tickets of one team.
    Team,
    /// Every active ticket.
    AllOpen,
    /// Resolved and closed tickets, the latest first.
    RecentlyResolved,
    Spam,
}

impl FromStr for ViewId {
    type Err = Unreadable;

    fn from_str(value: &str) -> Result<Self, Unreadable> {
        Self::deserialize(value.into_deserializer())
    }
}

#[derive(Serialize, ToSchema)]
pub struct ViewList {
    views: Vec<View>,
}

#[derive(Serialize, ToSchema)]
struct View {
    id: ViewId,
    /// The team, for the view `team`.
    #[serde(skip_serializing_if = "Option::is_none")]
    team: Option<TeamId>,
    /// What the view is called in English; the team's own name for the view `team`.
    name: String,
    /// How many tickets the view lists; absent where nobody counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<u64>,
}

/// List the views
///
/// Counts follow a change within moments.
#[utoipa::path(
    get, path = "/api/v1/desk/views", tag = "tickets", security(("agent" = [])),
    responses((status = 200, description = "The views, in the order to show them in.", body = ViewList), Reading)
)]
pub async fn list_views(State(app): State<App>, caller: Caller<Reads>) -> Answer<ViewList> {
    let (counts, mine) = tokio::try_join!(app.store.counts(), app.store.open_load(&caller.agent.id))?;
    let mut teams: Vec<&Team> = caller.desk.configuration.teams.iter().collect();
    // Stable, so that teams keep their order among themselves.
    teams.sort_by_key(|team| !caller.agent.teams.contains(&team.id));
    let of = |team: &Team| counts.get(&team.id).copied().unwrap_or_default();
    let sum = |count: fn(Counts) -> i64| Some(shown(teams.iter().map(|team| count(of(team))).sum()));
    let view = |id, name: &str, count| View { id, team: None, name: name.to_owned(), count };

    let mut views = vec![
        view(ViewId::MyOpen, "My open", Some(mine.into())),
        view(ViewId::Unassigned, "Unassigned", sum(|counts| counts.unassigned)),
    ];
    views.extend(teams.iter().map(|team| View {
        id: ViewId::Team,
        team: Some(team.id.clone()),
        name: team.name.to_string(),
        count: Some(shown(of(team).open())),
    }));
    views.extend([
        view(ViewId::AllOpen, "All open", sum(Counts::open)),
        view(ViewId::RecentlyResolved, "Recently resolved", None),
        view(ViewId::Spam, "Spam", sum(|counts| counts.spam)),
    ]);
    Ok(axum::Json(ViewList { views }))
}

/// Counts come from a stream in no order, so one can be below nothing for a moment.
pub fn shown(count: i64) -> u64 {
    u64::try_from(count).unwrap_or_default()
}

/// Everything as text, so that what is wrong is answered as a problem of its field.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListTickets {
    #[param(value_type = ViewId, required = true)]
    view: Option<String>,
    /// Only tickets of this team. Needed for the view `team`; no such choice for `my_open`.
    team: Option<String>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
    #[param(value_type = Option<u32>, minimum = 1, maximum = 100, default = 50)]
    limit: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct TicketPage {
    tickets: Vec<TicketSummary>,
    /// Where the next page begins; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

/// List the tickets of a view
///
/// Active tickets come with the most urgent first, others with the latest change first.
#[utoipa::path(
    get, path = "/api/v1/desk/tickets", tag = "tickets", params(ListTickets),
    security(("agent" = [])),
    responses((status = 200, description = "A page of the view.", body = TicketPage), Listing)
)]
pub async fn list_tickets(
    State(app): State<App>,
    caller: Caller<Reads>,
    query: Result<Query<ListTickets>, QueryRejection>,
) -> Answer<TicketPage> {
    let Query(list) = query?;
    let cursor = list.cursor()?;
    let (queue, limit) = list.read(&caller.agent, &caller.desk.configuration.teams)?;
    let unassigned = matches!(queue, Queue::Unassigned(_));
    let Page { tickets, next } = app.store.page(&queue, cursor.as_ref(), limit).await?;
    let agents = if unassigned { app.store.agents(&caller.desk).await? } else { Vec::new() };
    let waiting = Waiting::new(&caller.desk, &agents, app.clock.now());
    let present = |ticket: Summary| {
        let because = waiting.because(&ticket).filter(|_| unassigned);
        TicketSummary::from(ticket).waiting(because)
    };
    let tickets = tickets.into_iter().map(present).collect();
    Ok(axum::Json(TicketPage { tickets, next_cursor: next.map(|cursor| cursor.to_string()) }))
}

impl ListTickets {
    fn cursor(&self) -> Result<Option<Cursor>, Problem> {
        self.cursor.as_deref().map(Cursor::from_str).transpose().map_err(|_| {
            let detail = "This cursor does not come from a page of tickets. Begin again without one.";
            Problem::new(StatusCode::BAD_REQUEST, "cursor_invalid", detail)
        })
    }

    fn view(&self) -> Result<ViewId, Problem> {
        let error = match self.view.as_deref().map(ViewId::from_str) {
            Some(Ok(view)) => return Ok(view),
            Some(Err(_)) => FieldError::unknown("view", "There is no such view."),
            None => FieldError::new("view", &Invalid::Required),
        };
        Err(Problem::validation(vec![error]))
    }

    fn read(self, caller: &Agent, teams: &[Team]) -> Result<(Queue, usize), Problem> {
        let view = self.view()?;
        let mut fields = Fields::default();
        let mut teams: Vec<TeamId> = teams.iter().map(|team| team.id.clone()).collect();
        match (&self.team, view) {
            (Some(_), ViewId::MyOpen) => {
                let why = Invalid::Malformed("your own tickets are listed whatever their team");
                fields.reject(FieldError::new("team", &why));
            }
            (Some(wanted), _) => {
                teams.retain(|team| team.as_str() == wanted);
                if teams.is_empty() {
                    fields.reject(FieldError::unknown("team", "There is no such team."));
                }
            }
            (None, ViewId::Team) => fields.reject(FieldError::new("team", &Invalid::Required)),
            (None, _) => {}
        }
        let limit = self.limit.as_deref().map_or(Some(PAGE), |limit| limit.parse().ok());
        let limit = limit.filter(|limit| (1..=LARGEST_PAGE).contains(limit)).unwrap_or_else(|| {
            fields.reject(FieldError::new("limit", &Invalid::Malformed("a number from 1 to 100 is expected")));
            PAGE
        });
        fields.finish()?;
        let queue = match view {
            ViewId::MyOpen => Queue::AssignedTo(caller.id.clone()),
            ViewId::Unassigned => Queue::Unassigned(teams),
            ViewId::Team | ViewId::AllOpen => Queue::Open(teams),
            ViewId::RecentlyResolved => Queue::Done(teams),
            ViewId::Spam => Queue::Spam(teams),
        };
        Ok((queue, limit))
    }
}
