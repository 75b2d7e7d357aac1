//! Proof of work: a sender's device works for about a second, so that sending many messages costs something.
//!
//! The challenge is signed, so nothing is stored until it is spent; checking it takes two HMACs. See <https://altcha.org>.

use std::sync::Arc;

use altcha::{CreateChallengeOptions, HmacAlgorithm, Payload, create_challenge, sign_challenge};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use guichet_runtime::{DeskSecret, Problem};
use guichet_store::{Store, keys};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use crate::App;

const ALGORITHM: &str = "PBKDF2/SHA-256";
/// Rounds of the hash for one guess. With the guesses below it comes to about a second on a phone, less than half a
/// second on a laptop, and to two milliseconds here, where the answer is known and only one guess is made.
const COST: u32 = 5_000;
const FEWEST_GUESSES: u32 = 200;
const MOST_GUESSES: u32 = 400;
/// Time to write a message in. The form asks for a new challenge when this one runs out while somebody types.
const VALID: SignedDuration = SignedDuration::from_mins(20);

/// Makes challenges and checks their solutions.
pub(crate) struct Challenges {
    signature_secret: String,
    key_secret: String,
    cost: u32,
}

/// A challenge that was solved, in time, and that nobody is known to have spent.
#[derive(Debug)]
pub(crate) struct Proof {
    signature: String,
    expires_at: i64,
}

impl Challenges {
    pub(crate) fn new(secret: &DeskSecret, cost: Option<u32>) -> Self {
        Self {
            signature_secret: secret.derive("altcha", &["signature"]),
            key_secret: secret.derive("altcha", &["key"]),
            cost: cost.unwrap_or(COST).max(1),
        }
    }

    fn issue(&self, now: Timestamp) -> Result<Challenge, Problem> {
        let random = getrandom::u32().map_err(|error| Problem::internal(&error))?;
        let challenge = create_challenge(CreateChallengeOptions {
            algorithm: ALGORITHM.to_owned(),
            cost: self.cost,
            counter: Some(FEWEST_GUESSES + random % (MOST_GUESSES - FEWEST_GUESSES)),
            expires_at: Some((now + VALID).as_second()),
            hmac_key_signature_secret: Some(self.key_secret.clone()),
            hmac_signature_secret: Some(self.signature_secret.clone()),
            ..Default::default()
        });
        challenge.map(Challenge::from).map_err(|error| Problem::internal(&error))
    }

    /// Checks a solution as the form sends it: Base64 of the JSON of challenge and solution.
    ///
    /// The library's own check reads the system's time. Here the time comes from the clock that everything else goes by,
    /// so the challenge is signed again, with the key that the sender found: if that gives the signature it came with,
    /// its parameters are ours, the expiry among them, and the key is the one that only the work reveals.
    pub(crate) fn verify(&self, altcha: &str, now: Timestamp) -> Result<Proof, Problem> {
        let Payload { challenge, solution } = decode(altcha).ok_or_else(invalid)?;
        let key = from_hex(&solution.derived_key).ok_or_else(invalid)?;
        let mut parameters = challenge.parameters;
        let (sha256, key_secret) = (HmacAlgorithm::Sha256, Some(self.key_secret.as_str()));
        let ours = sign_challenge(&sha256, &mut parameters, Some(&key), &self.signature_secret, key_secret)
            .map_err(|error| Problem::internal(&error))?;
        let (Some(expected), Some(presented)) = (ours.signature, challenge.signature) else { return Err(invalid()) };
        // Hashes are compared, so that the time it takes tells nothing about the signature.
        if keys::hash(&expected) != keys::hash(&presented) {
            return Err(invalid());
        }
        let expires_at = parameters.expires_at.ok_or_else(invalid)?;
        if now.as_second() >= expires_at {
            let detail = "The proof of work has expired. Please ask for a new challenge.";
            return Err(Problem::new(StatusCode::BAD_REQUEST, "challenge_expired", detail));
        }
        Ok(Proof { signature: expected, expires_at })
    }
}

impl Proof {
    /// Spends the challenge on one request; a retry of that request may present it again.
    pub(crate) async fn spend(&self, store: &Store, request: &str) -> Result<(), Problem> {
        if store.spend_challenge(&self.signature, request, self.expires_at).await? {
            return Ok(());
        }
        let detail = "This proof of work was used for another message. Please ask for a new challenge.";
        Err(Problem::new(StatusCode::CONFLICT, "challenge_spent", detail))
    }
}

fn invalid() -> Problem {
    let detail = "The proof of work is not valid. Please ask for a new challenge.";
    Problem::new(StatusCode::BAD_REQUEST, "challenge_invalid", detail)
}

fn decode(altcha: &str) -> Option<Payload> {
    serde_json::from_slice(&STANDARD.decode(altcha).ok()?).ok()
}

fn from_hex(value: &str) -> Option<Vec<u8>> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pairs = value.as_bytes().chunks(2);
    pairs
        .map(|pair| match pair {
            [high, low] => Some(digit(high)? << 4 | digit(low)?),
            _ => None,
        })
        .collect()
}

/// A proof-of-work challenge, in the form that ALTCHA's libraries solve.
#[derive(Serialize, ToSchema)]
pub struct Challenge {
    pub parameters: ChallengeParameters,
    pub signature: String,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChallengeParameters {
    pub algorithm: String,
    pub cost: u32,
    /// Seconds since 1970.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<i64>,
    pub key_length: usize,
    /// What the derived key has to begin with, in hexadecimal.
    pub key_prefix: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_signature: Option<String>,
    pub nonce: String,
    pub salt: String,
}

impl From<altcha::Challenge> for Challenge {
    fn from(altcha::Challenge { parameters, signature }: altcha::Challenge) -> Self {
        Self {
            parameters: ChallengeParameters {
                algorithm: parameters.algorithm,
                cost: parameters.cost,
                expires_at: parameters.expires_at,
                key_length: parameters.key_length,
                key_prefix: parameters.key_prefix,
                key_signature: parameters.key_signature,
                nonce: parameters.nonce,
                salt: parameters.salt,
            },
            signature: signature.unwrap_or_default(),
        }
    }
}

/// A challenge to solve before opening a ticket
#[utoipa::path(
    get,
    path = "/api/v1/challenge",
    tag = "contact form",
    responses(
        (status = 200, description = "The challenge", body = Challenge),
        (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn get_challenge(State(app): State<Arc<App>>) -> Result<Json<Challenge>, Problem> {
    app.challenges.issue(app.clock.now()).map(Json)
}

#[cfg(test)]
mod tests {
    use altcha::{SolveChallengeOptions, solve_challenge};
    use guichet_runtime::Env;
    use serde_json::{Value, json};

    use super::*;

    fn challenges(secret: &str) -> Challenges {
        let env = Env::from_map([("DESK_SECRET".to_owned(), secret.repeat(32))].into());
        Challenges::new(&DeskSecret::from_env(&env).unwrap(), Some(1))
    }

    fn start() -> Timestamp {
        "2001-01-01T00:00:00Z".parse().unwrap()
    }

    fn solved(challenges: &Challenges) -> Value {
        let challenge = serde_json::to_value(challenges.issue(start()).unwrap()).unwrap();
        let parsed = serde_json::from_value(challenge.clone()).unwrap();
        let solution = solve_challenge(SolveChallengeOptions::new(&parsed)).unwrap().unwrap();
        json!({"challenge": challenge, "solution": solution})
    }

    fn verdict(challenges: &Challenges, payload: &Value, now: Timestamp) -> Result<String, String> {
        let altcha = STANDARD.encode(payload.to_string());
        challenges.verify(&altcha, now).map(|proof| proof.signature).map_err(|problem| problem.code().to_owned())
    }

    #[test]
    fn a_solution_is_good_until_the_clock_says_otherwise() {
        let challenges = challenges("a");
        let payload = solved(&challenges);
        // The start lies far in the past of the system's clock, which must not matter.
        assert!(verdict(&challenges, &payload, start()).is_ok());
        assert!(verdict(&challenges, &payload, start() + VALID - SignedDuration::from_secs(1)).is_ok());
        assert_eq!(verdict(&challenges, &payload, start() + VALID), Err("challenge_expired".into()));
    }

    #[test]
    fn what_was_not_signed_or_not_solved_is_refused() {
        let challenges = challenges("a");
        let good = solved(&challenges);
        let refused = |pointer: &str, value: Value| {
            let mut payload = good.clone();
            *payload.pointer_mut(pointer).unwrap() = value;
            assert_eq!(verdict(&challenges, &payload, start()), Err("challenge_invalid".into()), "{pointer}");
        };
        refused("/solution/derivedKey", json!("00".repeat(32)));
        refused("/solution/derivedKey", good["challenge"]["parameters"]["keyPrefix"].clone());
        refused("/solution/derivedKey", json!("é"));
        refused("/challenge/parameters/expiresAt", json!(4_000_000_000_i64));
        refused("/challenge/parameters/cost", json!(2));
        refused("/challenge/signature", json!(""));
        refused("/challenge/signature", json!(null));
        for nonsense in ["", "%", "bm9uc2Vuc2U="] {
            assert_eq!(challenges.verify(nonsense, start()).unwrap_err().code(), "challenge_invalid");
        }
    }

    #[test]
    fn a_challenge_of_another_desk_is_refused() {
        let payload = solved(&challenges("a"));
        assert_eq!(verdict(&challenges("b"), &payload, start()), Err("challenge_invalid".into()));
    }
}
