//! The desk's configuration, revision after revision.
//!
//! Each revision is an item that never changes; a small one names the newest. Who decides by a configuration reads the small
//! one, and the large one once in the life of a process.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use guichet_domain::{Actor, Configuration, Rulebook, Ticket};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::commit::unbuildable;
use crate::keys;
use crate::request::{Transacted, number, read_item, write_item};
use crate::{Store, StoreError};

/// What was changed, by whom and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    pub revision: u64,
    pub at: Timestamp,
    pub by: Actor,
    /// Why, in the words of who did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The revision that was gone back to, if one was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reverts_to: Option<u64>,
    /// The places that differ from the revision before.
    #[serde(default)]
    pub changed: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct Head {
    revision: u64,
}

/// As text, so that a stored revision is what was exported and reads the same in every tool.
#[derive(Serialize, Deserialize)]
struct Document {
    configuration: String,
}

/// What became of a change of the configuration.
#[derive(Debug)]
pub enum Configured {
    Done(Arc<Rulebook>),
    /// Somebody else changed it since the revision that the change was made on.
    Stale,
}

/// Revisions that were read, newest last. A process that lives long keeps a few, not all.
#[derive(Clone, Default)]
pub(crate) struct Known(Arc<Mutex<BTreeMap<u64, Arc<Rulebook>>>>);

impl Known {
    const MOST: usize = 32;

    fn get(&self, revision: u64) -> Option<Arc<Rulebook>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&revision).cloned()
    }

    fn keep(&self, rulebook: &Arc<Rulebook>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(rulebook.revision, rulebook.clone());
        while known.len() > Self::MOST {
            known.pop_first();
        }
    }
}

/// An item has at most 400 KB, of which the rest of it takes little.
const LARGEST: usize = 390_000;

impl Store {
    /// The configuration as it is now, or was a second ago.
    pub async fn rulebook(&self) -> Result<Arc<Rulebook>, StoreError> {
        match self.head(false).await? {
            Some(revision) => self.rulebook_at(revision).await,
            None => Ok(Arc::new(Rulebook::default())),
        }
    }

    /// The configuration as it is at this moment: what a change is made on.
    pub async fn rulebook_now(&self) -> Result<Arc<Rulebook>, StoreError> {
        match self.head(true).await? {
            Some(revision) => self.rulebook_at(revision).await,
            None => Ok(Arc::new(Rulebook::default())),
        }
    }

    async fn head(&self, consistent: bool) -> Result<Option<u64>, StoreError> {
        let item = self.get(&self.tables.directory, keys::configuration_head(), consistent).await?;
        Ok(item.map(read_item::<Head>).transpose()?.map(|head| head.revision))
    }

    /// A revision. It is there before anything names it, so one that is not is an error.
    pub async fn rulebook_at(&self, revision: u64) -> Result<Arc<Rulebook>, StoreError> {
        if let Some(known) = self.known.get(revision) {
            return Ok(known);
        }
        let found = self.revision_document(revision).await?;
        let missing = || StoreError::Unreadable(format!("there is no revision {revision} of the configuration"));
        let rulebook = Arc::new(Rulebook::new(revision, found.ok_or_else(missing)?));
        self.known.keep(&rulebook);
        Ok(rulebook)
    }

    /// What the desk was set up as at a revision, if there was such a revision.
    pub async fn revision_document(&self, revision: u64) -> Result<Option<Configuration>, StoreError> {
        let item = self.get(&self.tables.directory, keys::configuration(revision), true).await?;
        let Some(Document { configuration }) = item.map(read_item).transpose()? else { return Ok(None) };
        let read = serde_json::from_str(&configuration);
        read.map(Some).map_err(|error| StoreError::Unreadable(format!("revision {revision}: {error}")))
    }

    /// The rulebook that a ticket's service levels are pinned to.
    pub async fn pinned(&self, ticket: &Ticket, desk: &Arc<Rulebook>) -> Result<Arc<Rulebook>, StoreError> {
        match &ticket.pin {
            // What was pinned before there were revisions is what the desk still goes by.
            Some(pin) if pin.revision != desk.revision && pin.revision > 0 => self.rulebook_at(pin.revision).await,
            _ => Ok(desk.clone()),
        }
    }

    /// Puts a configuration in the place of the revision that it was made from.
    pub async fn configure(
        &self,
        base: u64,
        configuration: Configuration,
        revision: Revision,
    ) -> Result<Configured, StoreError> {
        let text = serde_json::to_string(&configuration).map_err(|error| StoreError::Unwritable(error.to_string()))?;
        if text.len() > LARGEST {
            return Err(StoreError::TooLarge { bytes: text.len(), limit: LARGEST });
        }
        let next = revision.revision;
        let head = write_item(keys::configuration_head(), &Head { revision: next })?;
        let document = write_item(keys::configuration(next), &Document { configuration: text })?;
        let log = write_item(keys::configuration_change(next), &revision)?;
        let put = |item| Put::builder().table_name(&self.tables.directory).set_item(Some(item));
        let at_base = match base {
            0 => put(head).condition_expression("attribute_not_exists(pk)"),
            _ => put(head).condition_expression("revision = :base").expression_attribute_values(":base", number(base)),
        };
        let mut writes = Vec::new();
        for put in [at_base, put(document), put(log)] {
            writes.push(TransactWriteItem::builder().put(put.build().map_err(unbuildable)?).build());
        }
        match self.transact(Uuid::nil(), writes).await? {
            Transacted::Refused(_) => Ok(Configured::Stale),
            Transacted::Done => {
                let rulebook = Arc::new(Rulebook::new(next, configuration));
                self.known.keep(&rulebook);
                Ok(Configured::Done(rulebook))
            }
        }
    }

    /// Changes the configuration, whatever it is by then: for who sets a desk up, with nobody else at it to be overruled.
    pub async fn reconfigure(
        &self,
        now: Timestamp,
        change: impl Fn(&mut Configuration),
    ) -> Result<Arc<Rulebook>, StoreError> {
        loop {
            let before = self.rulebook_now().await?;
            let mut configuration = Configuration::clone(&before.configuration);
            change(&mut configuration);
            let revision = Revision {
                revision: before.revision + 1,
                at: now,
                by: Actor::system("setup"),
                note: None,
                reverts_to: None,
                changed: before.configuration.places_that_differ(&configuration),
            };
            if let Configured::Done(rulebook) = self.configure(before.revision, configuration, revision).await? {
                return Ok(rulebook);
            }
        }
    }

    /// The latest changes before a revision, newest first.
    pub async fn revisions(&self, before: Option<u64>, limit: i32) -> Result<Vec<Revision>, StoreError> {
        let to = before.map_or_else(|| keys::CHANGE_END.to_owned(), keys::change_before);
        let items =
            self.latest(&self.tables.directory, keys::CONFIGURATION_PK, keys::CHANGE_PREFIX, &to, limit).await?;
        items.into_iter().map(read_item).collect()
    }
}
