//! What the handlers share: the store, the clock, secrets and settings.

use std::str::FromStr;

use axum::http::HeaderValue;
use guichet_files::Files;
use guichet_runtime::{Clients, Clock, ConfigError, DeskSecret, Edge, Env, Meter, files, store};
use guichet_store::{Store, StoreError};

use crate::challenge::Challenges;
use crate::limits::Limits;

pub struct App {
    pub(crate) store: Store,
    pub(crate) files: Files,
    pub(crate) clock: Clock,
    pub(crate) meter: Meter,
    pub(crate) secret: DeskSecret,
    pub(crate) public_url: String,
    pub(crate) challenges: Challenges,
    pub(crate) limits: Limits,
    pub(crate) edge: Edge,
    /// Origins of other sites that embed the contact form.
    pub(crate) origins: Vec<HeaderValue>,
}

impl App {
    pub fn new(env: &Env, clients: &Clients) -> Result<Self, ConfigError> {
        let secret = DeskSecret::from_env(env)?;
        Ok(Self {
            store: store(env, clients)?,
            files: files(env, clients)?,
            clock: clients.clock.clone(),
            meter: Meter::from_env("intake", env)?,
            public_url: env.require("PUBLIC_URL")?.to_owned(),
            challenges: Challenges::new(&secret, number(env, "CHALLENGE_COST")?),
            limits: Limits::new(
                number(env, "RATE_PER_ADDRESS")?,
                number(env, "RATE_PER_SENDER")?,
                number(env, "RATE_PER_TICKET")?,
                number(env, "RATE_OF_UPLOADS")?,
            ),
            edge: Edge::from_env(env)?,
            origins: origins(env)?,
            secret,
        })
    }

    /// One cheap read while the function starts, so that no customer pays for the first connection.
    pub async fn warm_up(&self) -> Result<(), StoreError> {
        self.store.warm_up().await
    }
}

fn number<T: FromStr>(env: &Env, name: &'static str) -> Result<Option<T>, ConfigError> {
    let unusable = |_| ConfigError::Unusable { name, why: "a whole number is expected".into() };
    env.get(name).map(|value| value.parse().map_err(unusable)).transpose()
}

fn origins(env: &Env) -> Result<Vec<HeaderValue>, ConfigError> {
    const NAME: &str = "ALLOWED_ORIGINS";
    let listed = env.get(NAME).unwrap_or_default().split(',').map(str::trim).filter(|origin| !origin.is_empty());
    listed
        .map(|origin| {
            // Browsers send an origin without a path; with a slash at its end it would never match.
            let is_origin = origin
                .strip_prefix("https://")
                .or_else(|| origin.strip_prefix("http://"))
                .is_some_and(|host| !host.is_empty() && !host.contains('/'));
            let unusable =
                || ConfigError::Unusable { name: NAME, why: "each must look like https://example.com".into() };
            HeaderValue::from_str(origin).ok().filter(|_| is_origin).ok_or_else(unusable)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(value: &str) -> Result<Vec<HeaderValue>, ConfigError> {
        origins(&Env::from_map([("ALLOWED_ORIGINS".to_owned(), value.to_owned())].into()))
    }

    #[test]
    fn origins_are_a_list_that_may_be_empty() {
        assert!(allowed("").unwrap().is_empty());
        assert_eq!(allowed("https://a.example, http://localhost:8080,").unwrap().len(), 2);
    }

    #[test]
    fn what_no_browser_would_send_as_an_origin_is_refused() {
        for wrong in ["*", "a.example", "https://a.example/", "https://", "https://a.example/contact"] {
            assert!(allowed(wrong).is_err(), "{wrong}");
        }
    }
}
