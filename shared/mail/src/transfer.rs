//! Transfer encodings, read as far as they can be: what is no digit of Base64 is passed over, and a broken escape stands for itself.

use std::borrow::Cow;

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);
/// A multiple of four, so that no group of digits is cut.
const CHUNK: usize = 4 * 1024;

/// What a part holds, by the name of its encoding. What is not encoded is borrowed.
pub(crate) fn decode<'a>(bytes: &'a [u8], encoding: Option<&str>) -> Cow<'a, [u8]> {
    match encoding.map(|encoding| encoding.trim().to_ascii_lowercase()).as_deref() {
        Some("base64") => Cow::Owned(from_base64(bytes)),
        Some("quoted-printable") => Cow::Owned(from_quoted_printable(bytes)),
        _ => Cow::Borrowed(bytes),
    }
}

pub(crate) fn to_base64(bytes: &[u8]) -> String {
    LENIENT.encode(bytes)
}

pub(crate) fn from_base64(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3);
    let mut digits = Vec::with_capacity(CHUNK);
    let mut padded = false;
    for &byte in bytes {
        if byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/' {
            digits.push(byte);
            if digits.len() == CHUNK {
                flush(&mut digits, &mut out);
            }
        } else if byte == b'=' {
            // Several encoded texts one after the other, each with its padding, are all read.
            flush(&mut digits, &mut out);
            padded = true;
        } else if padded && !byte.is_ascii_whitespace() {
            // Lists write their footer below what is encoded, without encoding it.
            digits.clear();
            break;
        }
    }
    flush(&mut digits, &mut out);
    out
}

fn flush(digits: &mut Vec<u8>, out: &mut Vec<u8>) {
    // A single digit holds less than a byte.
    if digits.len() % 4 == 1 {
        digits.pop();
    }
    let before = out.len();
    if LENIENT.decode_vec(&*digits, out).is_err() {
        out.truncate(before);
    }
    digits.clear();
}

pub(crate) fn from_quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let Some(escape) = memchr::memchr(b'=', &bytes[at..]) else {
            out.extend_from_slice(&bytes[at..]);
            break;
        };
        out.extend_from_slice(&bytes[at..at + escape]);
        at += escape + 1;
        if let Some(byte) = bytes.get(at..at + 2).and_then(hex_byte) {
            out.push(byte);
            at += 2;
            continue;
        }
        // A soft line break; some programs leave blanks before the end of the line.
        let blanks = bytes[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
        match bytes.get(at + blanks) {
            Some(b'\n') => at += blanks + 1,
            None => at += blanks,
            Some(_) => out.push(b'='),
        }
    }
    out
}

/// The byte that two hexadecimal digits stand for.
pub(crate) fn hex_byte(digits: &[u8]) -> Option<u8> {
    let &[high, low] = digits else { return None };
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_with_everything_wrong_with_it() {
        assert_eq!(from_base64(b"aGVs\r\nbG8="), b"hello");
        assert_eq!(from_base64(b"aGVsbG8"), b"hello");
        assert_eq!(from_base64(b"aGk=aGk="), b"hihi");
        assert_eq!(from_base64(b"a!G V*s b G 8 ="), b"hello");
        assert_eq!(from_base64(b"a"), b"");
        assert_eq!(from_base64(b"aGk=\n____\nList mailing list"), b"hi");
        let long = vec![b'x'; 10_000];
        assert_eq!(from_base64(to_base64(&long).as_bytes()), long);
    }

    #[test]
    fn quoted_printable_with_everything_wrong_with_it() {
        assert_eq!(from_quoted_printable(b"a=C3=A9=\r\nb=3d"), "aéb=".as_bytes());
        assert_eq!(from_quoted_printable(b"soft=  \r\nbreak"), b"softbreak");
        assert_eq!(from_quoted_printable(b"1 = 2, =G1, ="), b"1 = 2, =G1, ");
    }
}
