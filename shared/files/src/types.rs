//! What a file is, told by its bytes.

use guichet_domain::MediaType;

/// The type that the beginning of a file shows. What shows none is text, if it can be read as such, and otherwise nothing in
/// particular.
pub(crate) fn sniff(beginning: &[u8]) -> MediaType {
    let shown = infer::get(beginning).map(|kind| kind.mime_type());
    let shown = shown.unwrap_or(if is_text(beginning) { "text/plain" } else { "application/octet-stream" });
    shown.parse().unwrap_or_else(|_| unreachable!("the types that are known are well formed"))
}

/// Whether it can be read as text. A character may be cut in two where the beginning ends.
fn is_text(beginning: &[u8]) -> bool {
    let whole = match std::str::from_utf8(beginning) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    whole
        && !beginning.is_empty()
        && !beginning.iter().any(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_tell_what_a_file_is() {
        for (beginning, shown) in [
            (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], "image/png"),
            (b"%PDF-1.7\n", "application/pdf"),
            (b"MZ\x90\0\x03\0\0\0", "application/vnd.microsoft.portable-executable"),
            (b"<!DOCTYPE html><script>", "text/html"),
            ("name;place\nJos\u{e9};Gen\u{e8}ve\n".as_bytes(), "text/plain"),
            (b"caf\xc3", "text/plain"),
            (b"caf\xe9\n", "application/octet-stream"),
            (b"\0\x01\x02", "application/octet-stream"),
            (b"", "application/octet-stream"),
        ] {
            assert_eq!(sniff(beginning).as_str(), shown, "{beginning:?}");
        }
    }

    #[test]
    fn every_type_that_can_be_shown_is_well_formed() {
        // An empty file and one byte of each value go through, whatever they look like.
        for byte in 0..=u8::MAX {
            assert!(sniff(&[byte; 64]).as_str().contains('/'));
        }
    }
}
