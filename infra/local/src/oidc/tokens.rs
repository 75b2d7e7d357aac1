//! Tokens: who they are issued to, what they say, and how they are checked.
//!
//! They live by the machine's clock: moving the desk's clock by a week signs nobody out.

use super::keys::SigningKey;
use crate::ids;
use guichet_store::{Store, StoreError};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

const ACCESS_LIFE_SECONDS: i64 = 3600;
const REFRESH_LIFE_SECONDS: i64 = 30 * 24 * 3600;

/// Somebody who can sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    pub id: String,
    pub name: String,
    pub email: String,
    pub role: String,
}

pub struct Tokens {
    key: SigningKey,
    issuer: String,
    audience: String,
}

/// Everybody in the directory.
pub async fn agents(store: &Store) -> Result<Vec<Agent>, StoreError> {
    let desk = store.rulebook().await?;
    let role = |role: &_| {
        serde_json::to_value(role).ok().and_then(|role| role.as_str().map(str::to_owned)).unwrap_or_default()
    };
    Ok(desk
        .configuration
        .agents
        .iter()
        .map(|agent| Agent {
            id: agent.id.to_string(),
            name: agent.name.to_string(),
            email: agent.email.to_string(),
            role: role(&agent.role),
        })
        .collect())
}

impl Tokens {
    pub fn new(key: SigningKey, issuer: String, audience: String) -> Tokens {
        Tokens { key, issuer, audience }
    }

    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The one client of this issuer, which is also the audience of its tokens.
    pub fn audience(&self) -> &str {
        &self.audience
    }

    pub fn public_key(&self) -> &Value {
        self.key.public_key()
    }

    pub fn access_token(&self, agent: &Agent) -> jsonwebtoken::errors::Result<String> {
        self.sign(
            agent,
            &self.audience,
            ACCESS_LIFE_SECONDS,
            json!({"token_use": "access", "client_id": self.audience, "scope": "openid profile email"}),
        )
    }

    /// What the token endpoint answers.
    pub fn answer(&self, agent: &Agent, nonce: Option<&str>) -> jsonwebtoken::errors::Result<Value> {
        let mut identity = json!({"token_use": "id"});
        if let Some(nonce) = nonce {
            identity["nonce"] = json!(nonce);
        }
        Ok(json!({
            "access_token": self.access_token(agent)?,
            "id_token": self.sign(agent, &self.audience, ACCESS_LIFE_SECONDS, identity)?,
            "refresh_token": self.sign(agent, &self.refresh_audience(), REFRESH_LIFE_SECONDS, json!({"token_use": "refresh"}))?,
            "token_type": "Bearer",
            "expires_in": ACCESS_LIFE_SECONDS,
            "scope": "openid profile email",
        }))
    }

    /// The claims of an access token, when it is valid for an API with this issuer and audience.
    pub fn verify(
        &self,
        token: &str,
        issuer: &str,
        audience: &[String],
    ) -> jsonwebtoken::errors::Result<Map<String, Value>> {
        self.key.verify(token, issuer, audience)
    }

    /// Whom a refresh token was issued to. It needs no list: an audience of its own keeps it from serving as another token.
    pub fn subject_of_refresh(&self, token: &str) -> Option<String> {
        let claims = self.key.verify(token, &self.issuer, &[self.refresh_audience()]).ok()?;
        claims.get("sub").and_then(Value::as_str).map(str::to_owned)
    }

    fn refresh_audience(&self) -> String {
        format!("{}/token", self.issuer)
    }

    fn sign(&self, agent: &Agent, audience: &str, life: i64, more: Value) -> jsonwebtoken::errors::Result<String> {
        let now = Timestamp::now().as_second();
        let mut claims = json!({
            "iss": self.issuer,
            "sub": agent.id,
            "aud": audience,
            "iat": now,
            "nbf": now,
            "exp": now + life,
            "jti": ids::request_id(),
            "name": agent.name,
            "email": agent.email,
        });
        if let (Some(claims), Value::Object(more)) = (claims.as_object_mut(), more) {
            claims.extend(more);
        }
        self.key.sign(&claims)
    }
}
