//! From bytes to text. What a message says of its character set is believed only as far as the bytes agree.

use std::borrow::Cow;

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Decodes the text of a part that says it is written in `label`. Never fails: what can not be told becomes U+FFFD.
pub(crate) fn decode<'a>(bytes: &'a [u8], label: Option<&str>) -> Cow<'a, str> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0;
    }
    let label = label.map(|label| label.trim().trim_matches(['"', '\'']));
    if label.is_some_and(|label| label.eq_ignore_ascii_case("utf-7"))
        && let Some(decode) = mail_parser::decoders::charsets::map::charset_decoder(b"utf-7")
    {
        return Cow::Owned(decode(bytes));
    }
    match label.and_then(|label| Encoding::for_label(label.as_bytes())) {
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => utf_16(bytes, encoding),
        // These two are what programs write that do not know; `us-ascii` and `iso-8859-1` mean the latter.
        Some(encoding) if encoding == UTF_8 || encoding == WINDOWS_1252 => unlabelled(bytes),
        Some(encoding) => encoding.decode_without_bom_handling(bytes).0,
        None => unlabelled(bytes),
    }
}

/// Decodes the value of a header, in which characters beyond ASCII should not stand as they are and often do.
pub(crate) fn of_header(bytes: &[u8]) -> Cow<'_, str> {
    unlabelled(bytes)
}

/// UTF-8 where it is; else what old programs wrote.
fn unlabelled(bytes: &[u8]) -> Cow<'_, str> {
    let escapes: [&[u8]; 3] = [b"\x1b$B", b"\x1b$@", b"\x1b(J"];
    if memchr::memchr(0x1b, bytes).is_some_and(|at| escapes.iter().any(|escape| bytes[at..].starts_with(escape))) {
        return ISO_2022_JP.decode_without_bom_handling(bytes).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) if mostly_utf_8(bytes) => String::from_utf8_lossy(bytes),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// Whether the bytes are UTF-8 with a few broken, such as a character cut in two, rather than something else.
fn mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken
}

/// Without a byte order mark the order is what the zero bytes of Latin letters say, else what the label says.
fn utf_16<'a>(bytes: &'a [u8], labelled: &'static Encoding) -> Cow<'a, str> {
    let zeros = |offset: usize| bytes.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let encoding = match even.cmp(&odd) {
        std::cmp::Ordering::Greater => UTF_16BE,
        std::cmp::Ordering::Less => UTF_16LE,
        std::cmp::Ordering::Equal => labelled,
    };
    encoding.decode_without_bom_handling(bytes).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_1252_that_claims_to_be_utf_8_is_read() {
        assert_eq!(decode(b"d\xe9j\xe0 vu \x80", Some("utf-8")), "déjà vu €");
        assert_eq!(decode(b"d\xe9j\xe0 vu", None), "déjà vu");
    }

    #[test]
    fn utf_8_that_claims_to_be_latin_is_read() {
        assert_eq!(decode("déjà".as_bytes(), Some("iso-8859-1")), "déjà");
        assert_eq!(decode("déjà".as_bytes(), Some("us-ascii")), "déjà");
    }

    #[test]
    fn a_cut_character_does_not_change_the_others() {
        assert_eq!(decode(&"été, où".as_bytes()[..9], Some("utf-8")), "été, o\u{fffd}");
    }

    #[test]
    fn other_sets() {
        assert_eq!(decode(b"\x1b$B$3$s\x1b(B", Some("ISO-2022-JP")), "こん");
        assert_eq!(decode(b"\x1b$B$3$s\x1b(B", None), "こん");
        assert_eq!(decode(b"\0H\0i", Some("utf-16")), "Hi");
        assert_eq!(decode(b"H\0i\0", Some("utf-16")), "Hi");
        assert_eq!(decode(b"\xff\xfeH\0i\0", Some("us-ascii")), "Hi");
        assert_eq!(decode(b"Hi +AOk-", Some("utf-7")), "Hi é");
        assert_eq!(decode(b"gut", Some("x-no-such-set")), "gut");
    }
}
