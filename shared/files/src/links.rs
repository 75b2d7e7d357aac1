//! Links that S3 itself answers, for a few minutes.
//!
//! A signature says when it was made and how long it is good for, and S3 compares that with its own clock. Therefore it starts
//! at the machine's time, as the signature of every other call to S3 does, and never at the desk's clock, which may have been
//! moved: a link is a credential, and credentials do not live by the desk's clock, nor do agents' tokens.

use std::time::Duration;

use aws_sdk_s3::presigning::PresigningConfig;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{FileError, FileId, Files, InboundKey, keys};

/// How long a link to a file is good for: long enough to follow it, too short to pass it on.
pub const READABLE_FOR: Duration = Duration::from_secs(10 * 60);

/// What a browser does with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disposition {
    /// Shows it, if it can.
    Inline,
    /// Saves it.
    Attachment,
}

impl Files {
    /// A link to a file under a name, which is all that whoever has it needs. It is not for logs.
    pub async fn download_link(
        &self,
        id: FileId,
        name: &str,
        media_type: &str,
        disposition: Disposition,
    ) -> Result<String, FileError> {
        let get = self.client.get_object().bucket(&self.bucket).key(keys::file(id));
        let signed = get
            .response_content_disposition(content_disposition(disposition, name))
            .response_content_type(media_type)
            .response_cache_control("private")
            .presigned(valid_for(READABLE_FOR)?)
            .await
            .map_err(|error| FileError::call("signing a link", error))?;
        Ok(signed.uri().to_owned())
    }

    /// A link to a mail as it came in, as text that nothing is run of. It is not for logs.
    pub async fn source_link(&self, key: &InboundKey, name: &str) -> Result<String, FileError> {
        let get = self.client.get_object().bucket(&self.bucket).key(key.to_string());
        let signed = get
            .response_content_disposition(content_disposition(Disposition::Attachment, name))
            .response_content_type("text/plain")
            .response_cache_control("private")
            .presigned(valid_for(READABLE_FOR)?)
            .await
            .map_err(|error| FileError::call("signing a link", error))?;
        Ok(signed.uri().to_owned())
    }
}

pub(crate) fn valid_for(time: Duration) -> Result<PresigningConfig, FileError> {
    PresigningConfig::expires_in(time)
        .map_err(|error| FileError::Refused { operation: "signing", cause: error.to_string() })
}

/// RFC 8187: what may stand in a `filename*` as it is.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// RFC 6266: the name in ASCII for what knows nothing better, and the name itself.
fn content_disposition(disposition: Disposition, name: &str) -> String {
    let kind = match disposition {
        Disposition::Inline => "inline",
        Disposition::Attachment => "attachment",
    };
    // A percent sign in the simple form is decoded by some browsers, a backslash or a quote would end it early.
    let plain = |character: char| (character == ' ' || character.is_ascii_graphic()) && !"\"\\%".contains(character);
    let simple: String = name.chars().map(|character| if plain(character) { character } else { '_' }).collect();
    format!("{kind}; filename=\"{simple}\"; filename*=UTF-8''{}", utf8_percent_encode(name, KEPT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_told_to_old_and_new_browsers_and_breaks_out_of_nothing() {
        let header = |name| content_disposition(Disposition::Attachment, name);
        assert_eq!(header("invoice 7.pdf"), "attachment; filename=\"invoice 7.pdf\"; filename*=UTF-8''invoice%207.pdf");
        assert_eq!(header("reçu.pdf"), "attachment; filename=\"re_u.pdf\"; filename*=UTF-8''re%C3%A7u.pdf");
        assert_eq!(
            header("a\"; x=\"\r\nSet-Cookie: b%41"),
            "attachment; filename=\"a_; x=___Set-Cookie: b_41\"; filename*=UTF-8''a%22%3B%20x%3D%22%0D%0ASet-Cookie%3A%20b%2541"
        );
        assert!(content_disposition(Disposition::Inline, "a.png").starts_with("inline; "));
    }
}
