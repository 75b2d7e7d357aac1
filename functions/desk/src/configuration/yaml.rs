//! A configuration as YAML, which is read by way of JSON: there each kind of condition and action is a map of one key, for
//! which YAML has marks of its own.

use guichet_domain::Configuration;
use guichet_runtime::Problem;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::invalid_at;

pub fn read(text: &str) -> Result<Configuration, Problem> {
    let value = serde_yaml_ng::from_str(text).map_err(|error| {
        let at = error.location().map(|at| format!("line {}", at.line())).unwrap_or_default();
        invalid_at(&at, "malformed", &error.to_string())
    })?;
    typed(value)
}

/// What does not fit is answered with its place in the document.
pub fn typed<T: DeserializeOwned>(value: Value) -> Result<T, Problem> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let place = error.path().to_string();
        invalid_at(if place == "." { "" } else { &place }, "malformed", &error.inner().to_string())
    })
}

pub fn write(configuration: &Configuration) -> Result<String, Problem> {
    let value = serde_json::to_value(configuration).map_err(|error| Problem::internal(&error))?;
    serde_yaml_ng::to_string(&value).map_err(|error| Problem::internal(&error))
}
