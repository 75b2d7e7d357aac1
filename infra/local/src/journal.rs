//! What the host itself must not forget: deliveries under way, dead letters, how far a stream was read.
//!
//! It is a database of its own beside the desk's, so that no function can see it and the desk's tables hold nothing but what
//! the template declares.

use dynoxide::{Database, DynoxideError};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::path::Path;

const TABLE: &str = "journal";

/// Lists of JSON values, each under a key that gives it its place in the list.
#[derive(Clone)]
pub struct Journal {
    database: Database,
}

/// One step of a change that happens as a whole or not at all.
#[derive(Debug)]
pub enum Change {
    Put { list: String, key: String, value: Value },
    Remove { list: String, key: String },
}

#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    #[error("the host's journal: {0}")]
    Database(#[from] DynoxideError),
    #[error("the host's journal holds something unreadable: {0}")]
    Unreadable(#[from] serde_json::Error),
}

impl Change {
    pub fn put(list: &str, key: &str, value: &impl Serialize) -> Result<Change, JournalError> {
        Ok(Change::Put { list: list.to_owned(), key: key.to_owned(), value: serde_json::to_value(value)? })
    }

    pub fn remove(list: &str, key: &str) -> Change {
        Change::Remove { list: list.to_owned(), key: key.to_owned() }
    }

    fn request(&self) -> Value {
        match self {
            Change::Put { list, key, value } => json!({"Put": {"TableName": TABLE, "Item": {
                "list": {"S": list}, "key": {"S": key}, "value": {"S": value.to_string()},
            }}}),
            Change::Remove { list, key } => {
                json!({"Delete": {"TableName": TABLE, "Key": {"list": {"S": list}, "key": {"S": key}}}})
            }
        }
    }
}

impl Journal {
    /// Opens the journal in a folder, or in memory.
    pub fn open(folder: Option<&Path>) -> Result<Journal, JournalError> {
        let database = match folder {
            Some(folder) => crate::database::open_file(&folder.join("journal.sqlite"))?,
            None => Database::memory()?,
        };
        let tables = database.list_tables(serde_json::from_value(json!({}))?)?;
        if !tables.table_names.iter().any(|name| name == TABLE) {
            database.create_table(serde_json::from_value(json!({
                "TableName": TABLE,
                "BillingMode": "PAY_PER_REQUEST",
                "KeySchema": [{"AttributeName": "list", "KeyType": "HASH"}, {"AttributeName": "key", "KeyType": "RANGE"}],
                "AttributeDefinitions": [{"AttributeName": "list", "AttributeType": "S"}, {"AttributeName": "key", "AttributeType": "S"}],
            }))?)?;
        }
        Ok(Journal { database })
    }

    /// Makes all changes, in one transaction.
    pub fn apply(&self, changes: &[Change]) -> Result<(), JournalError> {
        if changes.is_empty() {
            return Ok(());
        }
        let items: Vec<Value> = changes.iter().map(Change::request).collect();
        self.database.transact_write_items(serde_json::from_value(json!({"TransactItems": items}))?)?;
        Ok(())
    }

    /// A list in the order of its keys.
    pub fn list<T: DeserializeOwned>(&self, list: &str) -> Result<Vec<(String, T)>, JournalError> {
        let mut found = Vec::new();
        let mut start = Value::Null;
        loop {
            let mut request = json!({
                "TableName": TABLE,
                "KeyConditionExpression": "#list = :list",
                "ExpressionAttributeNames": {"#list": "list"},
                "ExpressionAttributeValues": {":list": {"S": list}},
                "ConsistentRead": true,
            });
            if !start.is_null() {
                request["ExclusiveStartKey"] = start;
            }
            let page = serde_json::to_value(self.database.query(serde_json::from_value(request)?)?)?;
            for item in page["Items"].as_array().into_iter().flatten() {
                let text = |name: &str| item[name]["S"].as_str().unwrap_or_default();
                found.push((text("key").to_owned(), serde_json::from_str(text("value"))?));
            }
            start = page["LastEvaluatedKey"].clone();
            if start.is_null() {
                return Ok(found);
            }
        }
    }

    pub fn get<T: DeserializeOwned>(&self, list: &str, key: &str) -> Result<Option<T>, JournalError> {
        Ok(self.list(list)?.into_iter().find(|(found, _)| found == key).map(|(_, value)| value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_made_as_a_whole_and_lists_are_in_order() {
        let journal = Journal::open(None).expect("a journal");
        let put = |list: &str, key: &str, value: u32| Change::put(list, key, &value).expect("a value");
        journal.apply(&[put("a", "2", 20), put("a", "1", 10), put("b", "1", 1)]).expect("written");
        journal.apply(&[Change::remove("a", "2"), put("b", "2", 2)]).expect("written");
        assert_eq!(journal.list::<u32>("a").expect("a list"), vec![("1".to_owned(), 10)]);
        assert_eq!(journal.get::<u32>("b", "2").expect("a value"), Some(2));
        assert_eq!(journal.get::<u32>("b", "3").expect("no value"), None);
    }
}
