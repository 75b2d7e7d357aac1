//! How it stands with addresses outside the desk: whose mail is held, whose is let in, and who can not be reached.

use axum::extract::State;
use guichet_domain::{EmailAddress, Failure, Invalid};
use guichet_runtime::{Caller, FieldError, Fields, Json, Problem, Works};
use guichet_store::{Standing, Verdict};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::problems::{ListingHeld, SettingAddress};
use crate::timeline::{Actor, Names};
use crate::{Answer, App};

#[derive(Serialize, ToSchema)]
pub struct AddressList {
    /// In the order of the alphabet.
    addresses: Vec<Address>,
}

/// What is said of an address. What is absent is not so.
#[derive(Serialize, ToSchema)]
pub struct Address {
    address: EmailAddress,
    /// What it writes is held.
    #[serde(skip_serializing_if = "Option::is_none")]
    blocked: Option<SaidOfAddress>,
    /// What it writes is let in, though it looks like spam.
    #[serde(skip_serializing_if = "Option::is_none")]
    trusted: Option<SaidOfAddress>,
    /// It is not written to.
    #[serde(skip_serializing_if = "Option::is_none")]
    unreachable: Option<UnreachableAddress>,
}

/// Who said something of an address, and when.
#[derive(Serialize, ToSchema)]
struct SaidOfAddress {
    by: Actor,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
}

/// Why an address is not written to.
#[derive(Serialize, ToSchema)]
pub(crate) struct UnreachableAddress {
    failure: Failure,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// In the words of the receiving server.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

impl From<guichet_store::Unreachable> for UnreachableAddress {
    fn from(guichet_store::Unreachable { failure, at, reason }: guichet_store::Unreachable) -> Self {
        Self { failure, at, reason }
    }
}

impl Address {
    fn new(address: EmailAddress, standing: Standing, names: &Names) -> Self {
        let said = |said: guichet_store::Said| SaidOfAddress { by: names.actor(said.by), at: said.at };
        let unreachable = standing.unreachable.map(UnreachableAddress::from);
        Self { address, blocked: standing.blocked.map(said), trusted: standing.trusted.map(said), unreachable }
    }
}

/// What is to be said of an address. What is absent stays as it is.
#[derive(Deserialize, ToSchema)]
pub struct SetAddress {
    #[schema(format = Email)]
    address: String,
    /// Whoever is blocked is trusted no more.
    blocked: Option<bool>,
    /// Only `false`: trusted is who has a message let in.
    trusted: Option<bool>,
    /// Only `false`, to write to it again. That it can not be reached is found out by writing to it.
    unreachable: Option<bool>,
}

/// List addresses of which something is said
#[utoipa::path(
    get, path = "/api/v1/desk/mail/addresses", tag = "mail", security(("agent" = [])),
    responses((status = 200, description = "The addresses.", body = AddressList), ListingHeld)
)]
pub async fn list_addresses(State(app): State<App>, caller: Caller<Works>) -> Answer<AddressList> {
    let (names, all) = (Names::of_agents(&caller.desk), app.store.standings().await?);
    let addresses = all.into_iter().map(|(address, standing)| Address::new(address, standing, &names)).collect();
    Ok(axum::Json(AddressList { addresses }))
}

/// Say something of an address
#[utoipa::path(
    put, path = "/api/v1/desk/mail/addresses", tag = "mail", request_body = SetAddress,
    security(("agent" = [])),
    responses((status = 200, description = "The address as it then is.", body = Address), SettingAddress)
)]
pub async fn set_address(
    State(app): State<App>,
    caller: Caller<Works>,
    Json(set): Json<SetAddress>,
) -> Answer<Address> {
    let (address, verdicts) = set.parse(&app, &caller)?;
    for verdict in &verdicts {
        app.store.say_of(&address, verdict).await?;
    }
    let standing = app.store.standing(&address).await?;
    Ok(axum::Json(Address::new(address, standing, &Names::of_agents(&caller.desk))))
}

impl SetAddress {
    fn parse(&self, app: &App, caller: &Caller<Works>) -> Result<(EmailAddress, Vec<Verdict>), Problem> {
        let mut fields = Fields::default();
        let address = fields.parse::<EmailAddress>("address", &self.address);
        for (name, set) in [("trusted", self.trusted), ("unreachable", self.unreachable)] {
            if set == Some(true) {
                fields.reject(FieldError::new(name, &Invalid::Malformed("only false can be said by hand")));
            }
        }
        fields.finish()?;
        let Some(address) = address else { unreachable!("an address that could not be parsed was reported") };
        let blocked = |blocked| if blocked { Verdict::Blocked(app.said(caller)) } else { Verdict::Unblocked };
        let verdicts = [
            self.blocked.map(blocked),
            self.trusted.map(|_| Verdict::Untrusted),
            self.unreachable.map(|_| Verdict::Reachable),
        ];
        Ok((address, verdicts.into_iter().flatten().collect()))
    }
}
