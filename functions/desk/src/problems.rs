//! Every problem that the API can answer with, and which of them an operation of the desk can.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::IntoResponses;
use utoipa::openapi::schema::AnyOfBuilder;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder, Schema};

/// A code that callers may rely on.
#[derive(Serialize)]
pub struct Code {
    pub code: &'static str,
    pub status: u16,
    pub meaning: &'static str,
}

const fn code(status: u16, code: &'static str, meaning: &'static str) -> Code {
    Code { code, status, meaning }
}

/// The codes of the whole API. A code stands once for each status that it comes with.
pub const CATALOGUE: &[Code] = &[
    // What was sent.
    code(400, "malformed_body", "The body is not the JSON that is expected here. The detail names the place."),
    code(400, "validation_failed", "A field can not be accepted. `errors` names each field and what is wrong with it."),
    code(400, "cursor_invalid", "The cursor does not come from a page of this list."),
    code(400, "idempotency_key_missing", "The `Idempotency-Key` header is missing or can not be used."),
    code(400, "challenge_invalid", "The proof of work is no solution of a challenge of this desk."),
    code(400, "challenge_expired", "The challenge was solved too late. Fetch another."),
    code(404, "not_found", "What the address names does not exist."),
    code(405, "method_not_allowed", "The address does not take this method."),
    code(
        409,
        "stale_revision",
        "The configuration has changed since the revision sent. `current` is the one in force.",
    ),
    code(
        422,
        "configuration_invalid",
        "A desk can not be run with this. `errors` names each place, and what is wrong there.",
    ),
    code(422, "feed_invalid", "The iCalendar feed can not be read. The detail names the line."),
    code(409, "same_tier", "The team is not of another tier."),
    code(409, "challenge_spent", "The challenge was used before. Fetch another."),
    code(413, "file_too_large", "The file is larger than the desk takes."),
    code(413, "attachments_too_large", "The files of the message are larger, each or together, than the desk takes."),
    code(413, "ticket_files_full", "The files of the ticket would be larger together than the desk takes."),
    code(
        422,
        "upload_missing",
        "A file that the message names was not sent, or longer than a day ago. `errors` says which.",
    ),
    code(413, "body_too_large", "The body is larger than 256 KiB."),
    code(415, "not_json", "The body must be sent as `application/json`."),
    code(422, "validation_failed", "A field names something that does not exist. `errors` says which."),
    code(422, "idempotency_key_reused", "The key came with another request before. Choose another."),
    // Who asks.
    code(401, "unauthenticated", "There is no valid access token with the request."),
    code(403, "not_an_agent", "The caller is signed in, but is no agent of this desk."),
    code(403, "role_not_allowed", "The caller's role does not allow this."),
    code(403, "agents_only", "Only an agent can do this."),
    code(404, "link_invalid", "The private link is wrong, was revoked, or never was."),
    code(410, "link_expired", "The private link was valid once. A new one comes with the next mail."),
    code(429, "rate_limited", "Too many requests. `Retry-After` says when the next one is welcome."),
    // The ticket as it is.
    code(
        409,
        "stale_version",
        "The ticket has changed since the version sent. `current` is how it is, `since` what happened.",
    ),
    code(409, "transition_not_allowed", "A ticket does not go from its state to the one asked for."),
    code(409, "ticket_closed", "The ticket is closed for good; a new one can follow it up."),
    code(409, "ticket_set_aside", "The ticket is set aside. Restore it first."),
    code(409, "ticket_not_active", "Only an active ticket can be assigned."),
    code(409, "nothing_to_restore", "The ticket is not set aside."),
    code(409, "already_assigned", "Another agent has the ticket."),
    code(409, "log_full", "So much has happened on the ticket that only closing it is left."),
    code(422, "assignee_not_in_team", "The agent does not belong to the ticket's team."),
    code(422, "assignee_may_not_work", "The agent's role does not let them work on tickets."),
    code(422, "schedule_not_in_future", "A scheduled ticket needs a time in the future to come back at."),
    code(422, "too_many_tags", "A ticket has at most 20 tags."),
    code(422, "too_many_participants", "A ticket has at most 30 participants."),
    code(422, "too_many_attachments", "A message has at most 50 attachments."),
    code(409, "file_blocked", "A scanner has found the file to be harmful."),
    // Mail that came in.
    code(404, "held_missing", "The message is not held, or not any more."),
    code(409, "no_sender", "The message names no sender."),
    // Us.
    code(500, "internal", "Something went wrong on our side. The request may be sent again."),
    code(503, "unavailable", "There is too much to do. `Retry-After` says when to send the same request again."),
];

/// The answers of an operation that are problems.
fn responses(codes: &[(u16, &str)]) -> BTreeMap<String, RefOr<Response>> {
    let mut by_status: BTreeMap<u16, Vec<&str>> = BTreeMap::new();
    for (status, code) in codes {
        by_status.entry(*status).or_default().push(code);
    }
    let response = |(status, codes): (u16, Vec<&str>)| {
        let named: Vec<String> = codes.iter().map(|code| format!("`{code}`")).collect();
        let schema: RefOr<Schema> = if codes.contains(&"stale_version") {
            let either = [Ref::from_schema_name("Problem"), Ref::from_schema_name("StaleVersion")];
            Schema::from(either.into_iter().fold(AnyOfBuilder::new(), AnyOfBuilder::item)).into()
        } else {
            Ref::from_schema_name("Problem").into()
        };
        let content = ContentBuilder::new().schema(Some(schema)).build();
        let response =
            ResponseBuilder::new().description(named.join(", ")).content("application/problem+json", content);
        (status.to_string(), response.build().into())
    };
    by_status.into_iter().map(response).collect()
}

/// Makes a type for each kind of operation, which stands for its problems in the operation's description.
macro_rules! problems {
    ($($name:ident: $($group:ident)* $(($status:literal, $code:literal))*;)+) => {$(
        pub struct $name;

        impl IntoResponses for $name {
            fn responses() -> BTreeMap<String, RefOr<Response>> {
                let groups: &[&[(u16, &str)]] = &[$($group,)* &[$(($status, $code)),*]];
                responses(&groups.concat())
            }
        }
    )+};
}

type Group = &'static [(u16, &'static str)];
const AGENT: Group = &[(401, "unauthenticated"), (403, "not_an_agent"), (500, "internal"), (503, "unavailable")];
const BODY: Group = &[(403, "role_not_allowed"), (400, "malformed_body"), (413, "body_too_large"), (415, "not_json")];
const TICKET: Group = &[(404, "not_found")];
const VERSION: Group = &[(409, "stale_version"), (409, "log_full")];
const AT_REST: Group = &[(409, "ticket_closed"), (409, "ticket_set_aside")];
const ENCLOSING: Group = &[
    (413, "attachments_too_large"),
    (413, "ticket_files_full"),
    (422, "upload_missing"),
    (422, "too_many_attachments"),
];

problems! {
    Reading: AGENT;
    Finding: AGENT TICKET;
    Listing: AGENT (400, "validation_failed") (400, "cursor_invalid");
    SettingAvailability: AGENT BODY;
    SettingOutOfOffice: AGENT BODY (400, "validation_failed") (422, "validation_failed");
    Noting: AGENT TICKET BODY VERSION ENCLOSING (400, "validation_failed") (400, "idempotency_key_missing")
        (422, "idempotency_key_reused");
    Replying: AGENT TICKET BODY VERSION AT_REST ENCLOSING (409, "transition_not_allowed") (400, "validation_failed")
        (400, "idempotency_key_missing") (422, "idempotency_key_reused");
    Assigning: AGENT TICKET BODY VERSION AT_REST (409, "already_assigned") (409, "ticket_not_active")
        (400, "validation_failed") (422, "validation_failed") (422, "assignee_not_in_team")
        (422, "assignee_may_not_work");
    Unassigning: AGENT TICKET BODY VERSION AT_REST;
    Moving: AGENT TICKET BODY VERSION (409, "transition_not_allowed") (409, "ticket_closed")
        (422, "schedule_not_in_future");
    Setting: AGENT TICKET BODY VERSION AT_REST (400, "validation_failed") (422, "validation_failed");
    SettingTags: AGENT TICKET BODY VERSION AT_REST (400, "validation_failed") (422, "too_many_tags");
    SettingAside: AGENT TICKET BODY VERSION (409, "ticket_closed") (409, "transition_not_allowed");
    Restoring: AGENT TICKET BODY VERSION (409, "nothing_to_restore");
    Revoking: AGENT TICKET BODY VERSION;
    Overseeing: AGENT (403, "role_not_allowed");
    Reporting: AGENT (403, "role_not_allowed") (400, "validation_failed");
    ListingRevisions: AGENT (403, "role_not_allowed") (400, "validation_failed");
    FindingRevision: AGENT TICKET (403, "role_not_allowed");
    Configuring: AGENT BODY (409, "stale_revision") (422, "configuration_invalid");
    Importable: AGENT (403, "role_not_allowed") (400, "malformed_body") (400, "validation_failed")
        (413, "body_too_large") (409, "stale_revision") (422, "configuration_invalid");
    TryingRule: AGENT BODY (422, "configuration_invalid");
    TryingText: AGENT BODY (422, "configuration_invalid");
    ImportingHolidays: AGENT (403, "role_not_allowed") (413, "body_too_large") (400, "malformed_body")
        (422, "feed_invalid");
    Escalating: AGENT TICKET BODY VERSION AT_REST (409, "ticket_not_active") (409, "same_tier")
        (400, "validation_failed") (422, "validation_failed");
    Reminding: AGENT TICKET BODY VERSION (422, "schedule_not_in_future");
    Forwarding: AGENT TICKET BODY VERSION AT_REST ENCLOSING (400, "validation_failed")
        (400, "idempotency_key_missing") (422, "idempotency_key_reused");
    Participating: AGENT TICKET BODY VERSION AT_REST (400, "validation_failed") (422, "too_many_participants");
    Following: AGENT TICKET BODY VERSION;
    Uploading: AGENT BODY (400, "validation_failed") (413, "file_too_large");
    FindingFile: AGENT TICKET (400, "validation_failed") (409, "file_blocked");
    FindingOriginal: AGENT TICKET (400, "validation_failed");
    FindingSource: AGENT TICKET (403, "role_not_allowed");
    ListingHeld: AGENT (403, "role_not_allowed");
    Releasing: AGENT BODY (404, "held_missing");
    Blocking: AGENT BODY (404, "held_missing") (409, "no_sender");
    SettingAddress: AGENT BODY (400, "validation_failed");
}
