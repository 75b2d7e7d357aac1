//! A small picture of each image that is attached to a message, so that a page that shows it need not fetch the whole.
//!
//! It is a function of its own for what it is handed: bytes of strangers, decoded. Its role reaches files and thumbnails, no table
//! and no secret, and it has the memory that an image takes, which the others need not pay for.

mod picture;

use aws_lambda_events::event::eventbridge::EventBridgeEvent;
use guichet_files::{FileError, FileId, Files, file_of};
use guichet_runtime::{Clients, ConfigError, Env, Meter, measure};
use lambda_runtime::Error;
use serde::Deserialize;
use serde_json::Value;

/// No larger file is looked at; by far most limits of a desk are below.
const LARGEST_FILE: u64 = 40 * 1024 * 1024;

pub struct App {
    files: Files,
    meter: Meter,
}

impl App {
    pub fn new(env: &Env, clients: &Clients) -> Result<Self, ConfigError> {
        Ok(Self { files: guichet_runtime::files(env, clients)?, meter: Meter::from_env("thumbnails", env)? })
    }
}

/// What the bucket's event says.
#[derive(Deserialize)]
struct Detail {
    object: Object,
}

#[derive(Deserialize)]
struct Object {
    key: String,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Made,
    /// It is no image that browsers show.
    NoImage,
    /// It begins as an image and can not be read as one, or is too large to be. Pages then show the image itself.
    Unreadable,
    /// It is gone by now.
    Gone,
}

/// Makes one thumbnail. Made again, it is the same. An error asks for the event to come again.
pub async fn handle(app: &App, event: EventBridgeEvent<Value>) -> Result<(), Error> {
    let work = async {
        let detail = Detail::deserialize(&event.detail)?;
        let id = file_of(&detail.object.key).ok_or("not the key of a file")?;
        let outcome = app.make(id).await?;
        let word = match outcome {
            Outcome::Made => "made",
            Outcome::NoImage => "no_image",
            Outcome::Unreadable => "unreadable",
            Outcome::Gone => "gone",
        };
        measure::note(|work| work.outcome = Some(word.into()));
        Ok::<(), Error>(())
    };
    app.meter.event(&event.detail_type, work).await
}

impl App {
    async fn make(&self, id: FileId) -> Result<Outcome, Error> {
        let bytes = match self.files.image(id, LARGEST_FILE).await {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return Ok(Outcome::NoImage),
            Err(FileError::TooLarge { .. }) => return Ok(Outcome::Unreadable),
            Err(FileError::Missing) => return Ok(Outcome::Gone),
            Err(error) => return Err(error.into()),
        };
        // It takes a second at most, and the function has nothing else to do meanwhile.
        let Ok(thumbnail) = picture::thumbnail(&bytes) else { return Ok(Outcome::Unreadable) };
        self.files.put_thumbnail(id, thumbnail).await?;
        Ok(Outcome::Made)
    }
}
