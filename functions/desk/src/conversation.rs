//! What agents write on a ticket: to the customer, and to each other.

use axum::extract::State;
use guichet_domain::{Body, Carried, Command, State as TicketState};
use guichet_runtime::{Caller, IdempotencyKey, JsonWithBytes, NewAttachment, Notes, Works};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::change::{field, once_for};
use crate::present::TicketDetail;
use crate::problems::{Noting, Replying};
use crate::ticket::ById;
use crate::{Answer, App};

/// An answer to the customer.
#[derive(Deserialize, ToSchema)]
pub struct Reply {
    version: u64,
    #[schema(max_length = 50_000)]
    body: String,
    #[serde(default)]
    #[schema(max_items = 50)]
    attachments: Vec<NewAttachment>,
    /// Where the ticket goes with the answer. If nothing is said, an active ticket waits for the customer, and any other
    /// stays as it is.
    state: Option<TicketState>,
}

/// A word between colleagues, which the customer never sees.
#[derive(Deserialize, ToSchema)]
pub struct Note {
    version: u64,
    #[schema(max_length = 50_000)]
    body: String,
    #[serde(default)]
    #[schema(max_items = 50)]
    attachments: Vec<NewAttachment>,
}

/// Answer the customer
#[utoipa::path(
    post, path = "/api/v1/desk/tickets/{id}/replies", tag = "conversation", request_body = Reply,
    security(("agent" = [])),
    params(
        ById,
        ("Idempotency-Key" = String, Header, description = "Made once for an answer and kept through every retry."),
    ),
    responses((status = 200, description = "The ticket with the answer.", body = TicketDetail), Replying)
)]
pub async fn reply(
    State(app): State<App>,
    caller: Caller<Works>,
    ById { id }: ById,
    key: IdempotencyKey,
    JsonWithBytes { value: reply, bytes }: JsonWithBytes<Reply>,
) -> Answer<TicketDetail> {
    let once = once_for(key, &caller.agent, "reply", id, &bytes);
    let (body, then) = (field::<Body>("body", &reply.body)?, reply.state);
    app.write(&caller, id, reply.version, &reply.attachments, Some(once), |attachments| Command::AgentReply {
        body,
        carried: Carried::files(attachments),
        then,
    })
    .await
}

/// Leave a note
#[utoipa::path(
    post, path = "/api/v1/desk/tickets/{id}/notes", tag = "conversation", request_body = Note,
    security(("agent" = [])),
    params(
        ById,
        ("Idempotency-Key" = Option<String>, Header, description = "Keeps a note from being left twice."),
    ),
    responses((status = 200, description = "The ticket with the note.", body = TicketDetail), Noting)
)]
pub async fn add_note(
    State(app): State<App>,
    caller: Caller<Notes>,
    ById { id }: ById,
    key: Option<IdempotencyKey>,
    JsonWithBytes { value: note, bytes }: JsonWithBytes<Note>,
) -> Answer<TicketDetail> {
    let once = key.map(|key| once_for(key, &caller.agent, "note", id, &bytes));
    let body = field::<Body>("body", &note.body)?;
    app.write(&caller, id, note.version, &note.attachments, once, |attachments| Command::AddNote {
        body,
        carried: Carried::files(attachments),
    })
    .await
}
