//! Settings, read once when a function starts.

use std::collections::BTreeMap;

/// Where settings come from: the environment of the process, or a given map.
#[derive(Clone, Debug)]
pub struct Env(BTreeMap<String, String>);

/// A setting that is missing or can not be used. Names the setting, never its value.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("the setting {0} is missing")]
    Missing(&'static str),
    #[error("the setting {name} can not be used: {why}")]
    Unusable { name: &'static str, why: String },
}

impl Env {
    pub fn process() -> Self {
        Self(std::env::vars().collect())
    }

    pub fn from_map(map: BTreeMap<String, String>) -> Self {
        Self(map)
    }

    pub fn require(&self, name: &'static str) -> Result<&str, ConfigError> {
        self.get(name).ok_or(ConfigError::Missing(name))
    }

    /// A setting that may be absent; an empty one counts as absent, since a template can not leave one out.
    pub fn get(&self, name: &'static str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }
}
