//! What can go wrong with a call to the bucket.

use aws_sdk_s3::error::{DisplayErrorContext, SdkError};

/// Carries no content and no name of a file, only the cause.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// Too busy, or out of reach. The same call may succeed in a moment; whether this one did is not known.
    #[error("the bucket is busy or out of reach for {operation}: {cause}")]
    Unavailable { operation: &'static str, cause: String },
    /// The call is at fault, or the right to make it: it will not succeed by itself.
    #[error("the bucket refused {operation}: {cause}")]
    Refused { operation: &'static str, cause: String },
    #[error("there is no such file")]
    Missing,
    /// Somebody sent other content to the same place after it was looked at.
    #[error("the upload is not the one that was looked at any more")]
    Changed,
    #[error("an object of {bytes} bytes is not read: the limit is {limit}")]
    TooLarge { bytes: u64, limit: u64 },
}

/// Statuses of S3 that the crate has an answer for.
pub(crate) const NOT_FOUND: u16 = 404;
pub(crate) const PRECONDITION_FAILED: u16 = 412;
pub(crate) const RANGE_NOT_SATISFIABLE: u16 = 416;

/// The status that S3 answered a call with, if it did.
pub(crate) fn status<E>(error: &SdkError<E>) -> Option<u16> {
    error.raw_response().map(|response| response.status().as_u16())
}

impl FileError {
    pub(crate) fn call<E: std::error::Error + 'static>(operation: &'static str, error: SdkError<E>) -> Self {
        let passes = match &error {
            // 503 is S3's way to say "slow down", after the SDK has tried again and again.
            SdkError::ServiceError(service) => service.raw().status().is_server_error(),
            // There was no answer, or one that was cut off.
            SdkError::TimeoutError(_) | SdkError::DispatchFailure(_) | SdkError::ResponseError(_) => true,
            _ => false,
        };
        let cause = DisplayErrorContext(&error).to_string();
        if passes { Self::Unavailable { operation, cause } } else { Self::Refused { operation, cause } }
    }

    /// A body that broke off.
    pub(crate) fn cut_off(operation: &'static str, error: impl std::error::Error) -> Self {
        Self::Unavailable { operation, cause: DisplayErrorContext(error).to_string() }
    }
}
