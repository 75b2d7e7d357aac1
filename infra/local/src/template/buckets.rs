//! Buckets: who may ask for their objects from another origin, and whether they tell the bus what is put into them.

use super::TemplateError;
use super::triggers::only_known;
use serde::Deserialize;
use serde_json::Value;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bucket {
    pub name: String,
    pub cors: Option<CorsRule>,
    /// Whether the default bus hears of each object that is made.
    pub tells_the_bus: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct CorsRule {
    pub allowed_origins: Vec<String>,
    pub allowed_methods: Vec<String>,
    #[serde(default)]
    pub allowed_headers: Vec<String>,
    #[serde(default)]
    pub exposed_headers: Vec<String>,
    #[serde(default)]
    pub max_age: u64,
}

/// What the host reads of a bucket, and what means nothing to one process: how the objects lie on disks, who owns them, who in
/// the world may not see them, and when they go, which is days after they came.
const BUCKET_PROPERTIES: &[&str] = &[
    "BucketName",
    "CorsConfiguration",
    "NotificationConfiguration",
    "BucketEncryption",
    "LifecycleConfiguration",
    "OwnershipControls",
    "PublicAccessBlockConfiguration",
    "Tags",
];

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct RawBucket {
    cors_configuration: RawCors,
    notification_configuration: RawNotification,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase", deny_unknown_fields)]
struct RawCors {
    cors_rules: Vec<CorsRule>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase", deny_unknown_fields)]
struct RawNotification {
    event_bridge_configuration: RawEventBridge,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase", deny_unknown_fields)]
struct RawEventBridge {
    event_bridge_enabled: bool,
}

impl Bucket {
    /// Reads a bucket's properties.
    pub fn read(name: String, properties: &Value, place: &str) -> Result<Bucket, TemplateError> {
        only_known(properties, BUCKET_PROPERTIES, place)?;
        let properties = if properties.is_null() { &Value::Object(serde_json::Map::new()) } else { properties };
        let raw = RawBucket::deserialize(properties).map_err(|error| TemplateError::at(place, error.to_string()))?;
        let mut rules = raw.cors_configuration.cors_rules.into_iter();
        let cors = rules.next();
        if rules.next().is_some() {
            return Err(TemplateError::at(place, "the local host knows one CORS rule for a bucket"));
        }
        Ok(Bucket {
            name,
            cors,
            tells_the_bus: raw.notification_configuration.event_bridge_configuration.event_bridge_enabled,
        })
    }
}
