//! The desk's tables, on an embedded DynamoDB.
//!
//! Tables are made as the template declares them. A data folder of an older schema is refused rather than mended: a local
//! desk is cheap to start over, and a wrong index answers wrongly without an error.

use crate::template::{Table, Template};
use dynoxide::{Database, DynoxideError};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::path::Path;

/// Counts changes to what items look like that keys and indexes do not show. Raised with such a change.
const SCHEMA_VERSION: u32 = 1;

#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    #[error("the database: {0}")]
    Engine(#[from] DynoxideError),
    #[error("the index of the streams: {0}")]
    Index(#[from] rusqlite::Error),
    #[error("the database answered with something unexpected: {0}")]
    Unreadable(#[from] serde_json::Error),
    #[error("the data folder: {0}")]
    Folder(#[from] std::io::Error),
    #[error(
        "The data in {folder} is of an older schema and cannot be used:\n{}\nStart over with an empty desk (this deletes that data): make run FRESH=1",
        .differences.iter().map(|difference| format!("  - {difference}\n")).collect::<String>()
    )]
    OlderSchema { folder: String, differences: Vec<String> },
}

#[derive(Serialize, Deserialize)]
struct Schema {
    version: u32,
}

/// Opens the database of a folder (or one in memory) and sees to it that its tables are those of the template.
pub fn open(folder: Option<&Path>, template: &Template) -> Result<Database, DatabaseError> {
    let Some(folder) = folder else {
        let database = Database::memory()?;
        for table in &template.tables {
            create(&database, table)?;
        }
        // Nothing reaches into a database in memory; the index comes in with a copy.
        let copy = tempfile::Builder::new().prefix("guichet-").tempdir()?;
        let file = copy.path().join("copy.sqlite");
        database.vacuum_into(&file.to_string_lossy())?;
        index_streams(&file)?;
        database.restore_from(&file.to_string_lossy())?;
        return Ok(database);
    };
    let differences = schema_version(folder)?;
    let file = folder.join("dynamodb.sqlite");
    let database = open_file(&file)?;
    index_streams(&file)?;
    let there = tables(&database)?;
    let differences: Vec<String> = differences.into_iter().chain(compare(&there, template)).collect();
    if !differences.is_empty() {
        return Err(DatabaseError::OlderSchema { folder: folder.display().to_string(), differences });
    }
    for table in &template.tables {
        if !there.iter().any(|known| known.name == table.name) {
            create(&database, table)?;
        }
    }
    std::fs::write(folder.join("schema.json"), serde_json::to_vec(&Schema { version: SCHEMA_VERSION })?)?;
    Ok(database)
}

/// Opens a file so that a write survives the end of this process, though not a power cut: waiting for the disk at each
/// write would make the desk several times slower, and what is at stake here is a demo.
pub fn open_file(file: &Path) -> Result<Database, DynoxideError> {
    let database = Database::new(&file.to_string_lossy())?;
    // The engine has no setting of that name; the end of bulk loading is what restores SQLite's NORMAL mode.
    database.disable_bulk_loading()?;
    Ok(database)
}

/// The engine looks through a whole stream for its last sequence number at each write: 75 ms once it holds 50,000 records,
/// against 0.03 ms with this index.
fn index_streams(file: &Path) -> Result<(), rusqlite::Error> {
    let connection = rusqlite::Connection::open(file)?;
    connection.execute_batch(
        "CREATE INDEX IF NOT EXISTS stream_by_sequence_number
         ON _stream_records (table_name, CAST(sequence_number AS INTEGER))",
    )
}

fn schema_version(folder: &Path) -> Result<Option<String>, DatabaseError> {
    let file = folder.join("schema.json");
    if !file.exists() {
        return Ok(None);
    }
    let schema: Schema = serde_json::from_slice(&std::fs::read(file)?)?;
    Ok((schema.version != SCHEMA_VERSION)
        .then(|| format!("items are of schema version {}, this host writes version {SCHEMA_VERSION}", schema.version)))
}

fn compare(there: &[Table], template: &Template) -> Vec<String> {
    let mut differences: Vec<String> = template
        .tables
        .iter()
        .filter_map(|table| Some((table, there.iter().find(|other| other.name == table.name)?)))
        .flat_map(|(table, other)| table.differences(other))
        .collect();
    // A table that is new to the template is simply made; one that it no longer declares holds data nobody reads.
    let declared = |name: &str| template.tables.iter().any(|table| table.name == name);
    differences.extend(
        there
            .iter()
            .filter(|table| !declared(&table.name))
            .map(|table| format!("{}: the template no longer has this table", table.name)),
    );
    differences
}

fn tables(database: &Database) -> Result<Vec<Table>, DatabaseError> {
    let names = database.list_tables(serde_json::from_value(json!({}))?)?.table_names;
    names
        .into_iter()
        .map(|name| {
            let described =
                serde_json::to_value(database.describe_table(serde_json::from_value(json!({"TableName": name}))?)?)?;
            Table::read(name.clone(), &described["Table"], &name)
                .map_err(|error| DatabaseError::OlderSchema { folder: name, differences: vec![error.to_string()] })
        })
        .collect()
}

fn create(database: &Database, table: &Table) -> Result<(), DatabaseError> {
    database.create_table(serde_json::from_value(table.create_request())?)?;
    if let Some(attribute) = &table.expiry {
        let request: Value =
            json!({"TableName": table.name, "TimeToLiveSpecification": {"AttributeName": attribute, "Enabled": true}});
        database.update_time_to_live(serde_json::from_value(request)?)?;
    }
    Ok(())
}
