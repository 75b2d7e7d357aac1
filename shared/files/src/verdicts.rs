//! What a scanner has found out about a file, if one is at work.
//!
//! Amazon GuardDuty scans what is put into a bucket, where that is turned on, and notes on each object what it found:
//! https://docs.aws.amazon.com/guardduty/latest/ug/monitor-enable-s3-object-tagging.html

use crate::error::{NOT_FOUND, status};
use crate::{FileError, FileId, Files, keys};

const STATUS: &str = "GuardDutyMalwareScanStatus";
const THREATS_FOUND: &str = "THREATS_FOUND";

impl Files {
    /// Whether a scanner says that a file is harmful. A file that nobody has scanned is not: whether one is at work is for who runs
    /// the desk to decide.
    pub async fn is_harmful(&self, id: FileId) -> Result<bool, FileError> {
        let asked = self.client.get_object_tagging().bucket(&self.bucket).key(keys::file(id)).send().await;
        let answer = match asked {
            Ok(answer) => answer,
            Err(error) if status(&error) == Some(NOT_FOUND) => return Ok(false),
            Err(error) => return Err(FileError::call("GetObjectTagging", error)),
        };
        Ok(answer.tag_set().iter().any(|tag| tag.key() == STATUS && tag.value() == THREATS_FOUND))
    }
}
