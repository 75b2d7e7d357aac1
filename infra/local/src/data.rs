//! The data folder: one host at a time, and a way to start over.

use crate::ids;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

/// Where a desk keeps what it knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Data {
    Memory,
    Folder(PathBuf),
}

/// All that a host writes into its folder; nothing else is ever deleted.
const FILES: &[&str] = &[
    "dynamodb.sqlite",
    "dynamodb.sqlite-shm",
    "dynamodb.sqlite-wal",
    "journal.sqlite",
    "journal.sqlite-shm",
    "journal.sqlite-wal",
    "schema.json",
    "clock.json",
    "issuer-key.der",
    "desk-secret",
];
/// Mail, sent and received, and the objects of the buckets.
const FOLDERS: &[&str] = &["mail", "received", BUCKETS];
const BUCKETS: &str = "files";
const LOCK: &str = "lock";

#[derive(Debug, thiserror::Error)]
pub enum DataError {
    #[error("The data folder {0} is in use by another desk that runs. Stop that one first.")]
    InUse(String),
    #[error("the data folder {folder}: {error}")]
    Folder { folder: String, error: std::io::Error },
}

/// The right to use a folder, held while the host runs.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// The folder of the buckets.
#[derive(Debug)]
pub enum BucketsFolder {
    Kept(PathBuf),
    Passing(tempfile::TempDir),
}

impl BucketsFolder {
    pub fn path(&self) -> &Path {
        match self {
            BucketsFolder::Kept(folder) => folder,
            BucketsFolder::Passing(folder) => folder.path(),
        }
    }
}

impl Data {
    pub fn folder(&self) -> Option<&Path> {
        match self {
            Data::Memory => None,
            Data::Folder(folder) => Some(folder),
        }
    }

    /// Takes the folder for this host, making it first where it is missing.
    pub fn lock(&self) -> Result<Option<Lock>, DataError> {
        let Some(folder) = self.folder() else { return Ok(None) };
        let failed = |error| DataError::Folder { folder: folder.display().to_string(), error };
        std::fs::create_dir_all(folder).map_err(failed)?;
        let file = File::create(folder.join(LOCK)).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Lock { _file: file })),
            Err(TryLockError::WouldBlock) => Err(DataError::InUse(folder.display().to_string())),
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }

    /// Deletes the desk's data. The caller sees to it that nobody uses it.
    pub fn start_over(&self) -> Result<(), DataError> {
        let Some(folder) = self.folder().filter(|folder| folder.exists()) else { return Ok(()) };
        let _lock = self.lock()?;
        let failed = |error| DataError::Folder { folder: folder.display().to_string(), error };
        for file in FILES.iter().map(|name| folder.join(name)).filter(|file| file.exists()) {
            std::fs::remove_file(file).map_err(failed)?;
        }
        for kept in FOLDERS.iter().map(|name| folder.join(name)).filter(|kept| kept.exists()) {
            std::fs::remove_dir_all(kept).map_err(failed)?;
        }
        Ok(())
    }

    /// Where the buckets are: in memory mode a folder that goes with the host, as there is no S3 without files.
    pub fn buckets(&self) -> Result<BucketsFolder, DataError> {
        let failed = |folder: String| move |error| DataError::Folder { folder, error };
        let Some(folder) = self.folder() else {
            let folder = tempfile::Builder::new().prefix("guichet-").tempdir();
            return Ok(BucketsFolder::Passing(folder.map_err(failed("for files".to_owned()))?));
        };
        let folder = folder.join(BUCKETS);
        std::fs::create_dir_all(&folder).map_err(failed(folder.display().to_string()))?;
        Ok(BucketsFolder::Kept(folder))
    }

    /// The key that signs links: kept with the data, as a link that was mailed must go on working after a restart.
    pub fn desk_secret(&self) -> Result<String, DataError> {
        let Some(folder) = self.folder() else { return Ok(ids::secret()) };
        let failed = |error| DataError::Folder { folder: folder.display().to_string(), error };
        let file = folder.join("desk-secret");
        if !file.exists() {
            ids::write_private(&file, ids::secret().as_bytes()).map_err(failed)?;
        }
        std::fs::read_to_string(&file).map_err(failed)
    }
}
