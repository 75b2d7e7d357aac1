//! Mail that the desk has sent, and mail that came in: kept as `.eml` files, read back by the mail pages and by tests.

pub mod fate;
pub mod head;
pub mod outbound;
pub mod outbox;
pub mod pages;
pub mod relay;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use mail_parser::{Address, MessageParser};
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// A mail as a person or a test looks at it.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct Mail {
    pub id: String,
    pub from: String,
    pub to: Vec<String>,
    pub subject: String,
    /// When it was sent or came in, by the desk's clock.
    pub date: Timestamp,
    pub text: Option<String>,
    pub html: Option<String>,
    /// All headers in their order, unfolded but otherwise as they stand in the message; a map in JSON.
    #[serde(serialize_with = "as_map")]
    pub headers: Vec<(String, String)>,
    #[serde(skip)]
    pub source: Arc<[u8]>,
}

/// All mail of one kind, sent or received, oldest first.
pub struct Mailbox {
    mails: Mutex<Vec<Mail>>,
    folder: Option<PathBuf>,
    /// How passing a mail on to a relay went, by the mail's id. A fact of this run, which no file keeps.
    passed_on: Mutex<BTreeMap<String, Result<(), String>>>,
}

impl Mail {
    /// The value of a header, whatever the case of its name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

impl Mailbox {
    /// Opens a mailbox of a data folder, or an empty one in memory.
    pub fn open(folder: Option<PathBuf>) -> std::io::Result<Mailbox> {
        let Some(folder) = folder else {
            return Ok(Mailbox { mails: Mutex::default(), folder: None, passed_on: Mutex::default() });
        };
        std::fs::create_dir_all(&folder)?;
        let mut files: Vec<PathBuf> =
            std::fs::read_dir(&folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
        files.retain(|file| file.extension().is_some_and(|extension| extension == "eml"));
        // The names begin with the time of sending and a number, so their order is that of the mails.
        files.sort();
        let mut mails = Vec::with_capacity(files.len());
        for file in files {
            let name = file.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
            let mut parts = name.splitn(3, '_');
            let (_, date, id) = (parts.next(), parts.next(), parts.next());
            let date = date.and_then(|date| Timestamp::strptime("%Y%m%dT%H%M%S%z", date.replace('Z', "+0000")).ok());
            // A file that somebody else put there is no mail of this desk.
            if let (Some(date), Some(id)) = (date, id) {
                mails.push(read(id, date, std::fs::read(&file)?));
            }
        }
        Ok(Mailbox { mails: Mutex::new(mails), folder: Some(folder), passed_on: Mutex::default() })
    }

    /// Keeps a mail; with a folder it is on disk before this returns.
    pub fn keep(&self, id: &str, date: Timestamp, source: Vec<u8>) -> std::io::Result<Mail> {
        let mut mails = self.mails.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(folder) = &self.folder {
            let date = date.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string();
            std::fs::write(folder.join(format!("{:08}_{date}_{id}.eml", mails.len())), &source)?;
        }
        let mail = read(id, date, source);
        mails.push(mail.clone());
        Ok(mail)
    }

    pub fn remember_passing(&self, id: &str, passed: Result<(), String>) {
        self.passed_on.lock().unwrap_or_else(PoisonError::into_inner).insert(id.to_owned(), passed);
    }

    /// How passing a mail on went, if it was tried and is over.
    pub fn passed_on(&self, id: &str) -> Option<Result<(), String>> {
        self.passed_on.lock().unwrap_or_else(PoisonError::into_inner).get(id).cloned()
    }

    /// All of it, newest first.
    pub fn mails(&self) -> Vec<Mail> {
        self.mails.lock().unwrap_or_else(PoisonError::into_inner).iter().rev().cloned().collect()
    }

    pub fn find(&self, id: &str) -> Option<Mail> {
        self.mails.lock().unwrap_or_else(PoisonError::into_inner).iter().find(|mail| mail.id == id).cloned()
    }
}

fn as_map<S: Serializer>(headers: &[(String, String)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(headers.iter().map(|(name, value)| (name, value)))
}

fn read(id: &str, date: Timestamp, source: Vec<u8>) -> Mail {
    let message = MessageParser::default().parse(&source);
    let message = message.as_ref();
    let headers =
        message.map(|message| message.headers_raw().map(|(name, value)| (name.to_owned(), unfolded(value))).collect());
    Mail {
        id: id.to_owned(),
        from: message.and_then(|message| message.from()).map(addresses).unwrap_or_default().join(", "),
        to: message.and_then(|message| message.to()).map(addresses).unwrap_or_default(),
        subject: message.and_then(|message| message.subject()).unwrap_or_default().to_owned(),
        date,
        text: message
            .filter(|message| message.text_body_count() > 0)
            .and_then(|message| message.body_text(0))
            .map(|text| text.replace("\r\n", "\n")),
        html: message
            .filter(|message| message.html_bodies().any(|part| part.is_text_html()))
            .and_then(|message| message.body_html(0))
            .map(|html| html.into_owned()),
        headers: headers.unwrap_or_default(),
        source: source.into(),
    }
}

fn addresses(address: &Address<'_>) -> Vec<String> {
    address
        .iter()
        .map(|address| match (address.name(), address.address()) {
            (Some(name), Some(address)) => format!("{name} <{address}>"),
            (_, Some(address)) => address.to_owned(),
            (name, None) => name.unwrap_or_default().to_owned(),
        })
        .collect()
}

/// The address of `Name <address>`.
fn bare(address: &str) -> &str {
    address.rsplit_once('<').map_or(address, |(_, rest)| rest.trim_end_matches('>')).trim()
}

fn unfolded(value: &str) -> String {
    value.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}
