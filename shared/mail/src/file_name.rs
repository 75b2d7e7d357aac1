//! Names of files, made harmless.

use crate::sender::is_invisible;

/// Long enough for every honest name, short enough for a header.
const LONGEST: usize = 120;

/// A file's name without a path, control characters, characters that turn its direction around, or leading dots, of at most 120
/// characters, with its extension kept. Nothing if nothing is left of it.
pub fn clean_file_name(name: &str) -> Option<String> {
    let last = name.trim_end_matches(['/', '\\', ' ']).rsplit(['/', '\\']).next().unwrap_or_default();
    let visible =
        last.chars().filter(|c| !c.is_control() && !is_invisible(*c) && !matches!(c, '\u{2028}' | '\u{2029}'));
    let harmless: String = visible.map(|c| if "<>:\"|?*".contains(c) || c == '\u{fffd}' { '_' } else { c }).collect();
    let words: Vec<&str> = harmless.split_whitespace().collect();
    let joined = words.join(" ");
    let trimmed = joined.trim_start_matches(['.', ' ']).trim_end_matches(['.', ' ']);
    (!trimmed.is_empty()).then(|| cut(trimmed))
}

fn cut(name: &str) -> String {
    let length = name.chars().count();
    if length <= LONGEST {
        return name.to_owned();
    }
    let extension = extension(name).map(|extension| format!(".{extension}")).unwrap_or_default();
    let stem: String = name.chars().take(LONGEST - extension.chars().count()).collect();
    format!("{}{extension}", stem.trim_end_matches(['.', ' ']))
}

/// What stands behind the last dot of a name, if it can be an extension.
pub(crate) fn extension(name: &str) -> Option<&str> {
    let (stem, extension) = name.rsplit_once('.')?;
    let plausible =
        !stem.is_empty() && (1..=10).contains(&extension.len()) && extension.bytes().all(|b| b.is_ascii_alphanumeric());
    plausible.then_some(extension)
}

/// The extension of a type's files, for a file that has no name.
pub(crate) fn extension_of(media: &str) -> &'static str {
    match media {
        "text/plain" | "message/delivery-status" | "message/disposition-notification" | "text/rfc822-headers" => "txt",
        "text/html" => "html",
        "text/csv" => "csv",
        "text/calendar" | "application/ics" => "ics",
        "text/vcard" | "text/x-vcard" | "text/directory" => "vcf",
        "message/rfc822" => "eml",
        "image/jpeg" | "image/jpg" => "jpg",
        "image/png" => "png",
        "image/gif" => "gif",
        "image/svg+xml" => "svg",
        "application/pdf" => "pdf",
        "application/zip" | "application/x-zip-compressed" => "zip",
        "application/json" => "json",
        "application/xml" | "text/xml" => "xml",
        "application/ms-tnef" | "application/vnd.ms-tnef" => "dat",
        "application/pgp-signature" => "asc",
        "application/pkcs7-signature" | "application/x-pkcs7-signature" => "p7s",
        "application/pkcs7-mime" | "application/x-pkcs7-mime" => "p7m",
        _ => "bin",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_harmless() {
        for (name, clean) in [
            ("invoice.pdf", "invoice.pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\anna\\photo.jpg", "photo.jpg"),
            ("..hidden", "hidden"),
            (" a \t b\r\n.txt ", "a b.txt"),
            ("photo\u{202e}gpj.exe", "photogpj.exe"),
            ("what?.txt", "what_.txt"),
            ("a.", "a"),
            ("folder/", "folder"),
            ("reçu n° 5.pdf", "reçu n° 5.pdf"),
        ] {
            assert_eq!(clean_file_name(name).as_deref(), Some(clean), "{name:?}");
        }
        for name in ["", "..", "/", " \u{200b}", "\0"] {
            assert_eq!(clean_file_name(name), None, "{name:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_extension() {
        let clean = clean_file_name(&format!("{}.tar.gz", "é".repeat(300))).unwrap();
        assert_eq!(clean.chars().count(), 120);
        assert!(clean.ends_with("é.gz"));
    }
}
