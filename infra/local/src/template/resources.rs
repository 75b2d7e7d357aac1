//! Tables: what the template declares and what a database holds, in one form that can be compared.

use super::TemplateError;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A table with all that decides how its items are found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub name: String,
    pub key: Key,
    pub attributes: BTreeMap<String, String>,
    pub indexes: BTreeMap<String, Index>,
    pub stream: Option<String>,
    /// The attribute that tells when an item may go.
    pub expiry: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    pub hash: String,
    pub range: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    pub key: Key,
    pub projection: String,
    pub included: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct RawTable {
    key_schema: Vec<RawKey>,
    attribute_definitions: Vec<RawAttribute>,
    #[serde(default)]
    global_secondary_indexes: Option<Vec<RawIndex>>,
    #[serde(default)]
    local_secondary_indexes: Option<Vec<Value>>,
    #[serde(default)]
    stream_specification: Option<RawStream>,
    #[serde(default)]
    time_to_live_specification: Option<RawExpiry>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct RawKey {
    attribute_name: String,
    key_type: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct RawAttribute {
    attribute_name: String,
    attribute_type: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct RawIndex {
    index_name: String,
    key_schema: Vec<RawKey>,
    projection: RawProjection,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct RawProjection {
    projection_type: String,
    #[serde(default)]
    non_key_attributes: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct RawStream {
    stream_view_type: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct RawExpiry {
    attribute_name: String,
    enabled: bool,
}

impl Table {
    /// Reads a table's properties: CloudFormation's and DescribeTable's have the same form.
    pub fn read(name: String, properties: &Value, place: &str) -> Result<Table, TemplateError> {
        let raw: RawTable =
            serde_json::from_value(properties.clone()).map_err(|error| TemplateError::at(place, error.to_string()))?;
        if raw.local_secondary_indexes.is_some_and(|indexes| !indexes.is_empty()) {
            return Err(TemplateError::at(
                place,
                "local secondary indexes are not used here: they cap a ticket's items at 10 GB",
            ));
        }
        let indexes = raw
            .global_secondary_indexes
            .unwrap_or_default()
            .into_iter()
            .map(|index| {
                let mut included = index.projection.non_key_attributes.unwrap_or_default();
                included.sort();
                let key = Key::read(index.key_schema, &format!("{place}/GlobalSecondaryIndexes/{}", index.index_name))?;
                Ok((index.index_name, Index { key, projection: index.projection.projection_type, included }))
            })
            .collect::<Result<_, TemplateError>>()?;
        Ok(Table {
            name,
            key: Key::read(raw.key_schema, &format!("{place}/KeySchema"))?,
            attributes: raw
                .attribute_definitions
                .into_iter()
                .map(|attribute| (attribute.attribute_name, attribute.attribute_type))
                .collect(),
            indexes,
            stream: raw.stream_specification.map(|stream| stream.stream_view_type),
            expiry: raw.time_to_live_specification.filter(|expiry| expiry.enabled).map(|expiry| expiry.attribute_name),
        })
    }

    /// The body of a CreateTable call.
    pub fn create_request(&self) -> Value {
        let mut request = json!({
            "TableName": self.name,
            "BillingMode": "PAY_PER_REQUEST",
            "KeySchema": self.key.schema(),
            "AttributeDefinitions": self.attributes.iter()
                .map(|(name, kind)| json!({"AttributeName": name, "AttributeType": kind})).collect::<Vec<_>>(),
        });
        if !self.indexes.is_empty() {
            request["GlobalSecondaryIndexes"] =
                self.indexes.iter().map(|(name, index)| index.definition(name)).collect();
        }
        if let Some(view) = &self.stream {
            request["StreamSpecification"] = json!({"StreamEnabled": true, "StreamViewType": view});
        }
        request
    }

    /// What differs between the declared table (`self`) and one that is there, in words. Expiry is left out: it can be
    /// switched at any time and changes no item.
    pub fn differences(&self, there: &Table) -> Vec<String> {
        let table = &self.name;
        let mut found = Vec::new();
        let mut compare = |what: String, wanted: String, there: String| {
            if wanted != there {
                found.push(format!("{table}: {what} is {there}, the template says {wanted}"));
            }
        };
        compare("the key".to_owned(), self.key.shown(&self.attributes), there.key.shown(&there.attributes));
        compare("the stream".to_owned(), shown_stream(&self.stream), shown_stream(&there.stream));
        for (name, index) in &self.indexes {
            if let Some(other) = there.indexes.get(name) {
                compare(format!("index {name}"), index.shown(&self.attributes), other.shown(&there.attributes));
            } else {
                compare(format!("index {name}"), index.shown(&self.attributes), "missing".to_owned());
            }
        }
        for name in there.indexes.keys().filter(|name| !self.indexes.contains_key(*name)) {
            compare(format!("index {name}"), "none".to_owned(), "there".to_owned());
        }
        found
    }
}

impl Key {
    fn read(schema: Vec<RawKey>, place: &str) -> Result<Key, TemplateError> {
        let mut hash = None;
        let mut range = None;
        for element in schema {
            let slot = match element.key_type.as_str() {
                "HASH" => &mut hash,
                "RANGE" => &mut range,
                other => {
                    return Err(TemplateError::at(place, format!("the key type `{other}` is neither HASH nor RANGE")));
                }
            };
            if slot.replace(element.attribute_name).is_some() {
                return Err(TemplateError::at(
                    place,
                    "more than one attribute of a kind: the local host knows keys of one hash and one range",
                ));
            }
        }
        let hash = hash.ok_or_else(|| TemplateError::at(place, "no HASH key"))?;
        Ok(Key { hash, range })
    }

    fn schema(&self) -> Value {
        let mut schema = vec![json!({"AttributeName": self.hash, "KeyType": "HASH"})];
        schema.extend(self.range.iter().map(|range| json!({"AttributeName": range, "KeyType": "RANGE"})));
        Value::Array(schema)
    }

    fn shown(&self, attributes: &BTreeMap<String, String>) -> String {
        let typed = |name: &String| format!("{name} ({})", attributes.get(name).map_or("?", String::as_str));
        match &self.range {
            Some(range) => format!("{} + {}", typed(&self.hash), typed(range)),
            None => typed(&self.hash),
        }
    }
}

impl Index {
    fn definition(&self, name: &str) -> Value {
        let mut projection = json!({"ProjectionType": self.projection});
        if !self.included.is_empty() {
            projection["NonKeyAttributes"] = json!(self.included);
        }
        json!({"IndexName": name, "KeySchema": self.key.schema(), "Projection": projection})
    }

    fn shown(&self, attributes: &BTreeMap<String, String>) -> String {
        let included = if self.included.is_empty() { String::new() } else { format!(" {}", self.included.join(", ")) };
        format!("{} with {}{included}", self.key.shown(attributes), self.projection)
    }
}

fn shown_stream(stream: &Option<String>) -> String {
    stream.clone().unwrap_or_else(|| "off".to_owned())
}
