//! Whether HTML can be given to a parser at all.
//!
//! The parser compares each attribute of a tag with those before it, so one tag of a million attributes would keep it busy for
//! hours. Wherever a tag may begin its attributes are counted here, in whichever comment or quote that is: where the parser sees a tag, it
//! was counted too.

/// No program writes a tag with more attributes.
const MOST: usize = 300;
/// How often a character may be passed again, on average, because several beginnings of tags stand before it.
const PASSES: usize = 8;

/// Whether no tag has more attributes than a parser can bear.
pub(crate) fn are_bearable(html: &str) -> bool {
    let bytes = html.as_bytes();
    let mut budget = bytes.len() * PASSES + 10_000;
    let begins = memchr::memchr_iter(b'<', bytes)
        .filter(|at| bytes.get(at + 1).is_some_and(|b| b.is_ascii_alphabetic() || *b == b'/'));
    for at in begins {
        match attributes(&bytes[at + 1..], budget) {
            Some(length) => budget = budget.saturating_sub(length),
            None => return false,
        }
    }
    true
}

/// How long a tag is that begins here. Nothing if it has too many attributes, or is longer than the budget.
fn attributes(bytes: &[u8], budget: usize) -> Option<usize> {
    let (mut count, mut at) = (0, 0);
    let mut in_name = true;
    while let Some(byte) = bytes.get(at) {
        if at > budget || count > MOST {
            return None;
        }
        match byte {
            b'>' => return Some(at),
            b'=' if in_name && count > 0 => {
                at += value(&bytes[at + 1..]);
                in_name = false;
            }
            b'/' | b'\t' | b'\n' | b'\x0c' | b'\r' | b' ' => {
                // A blank may stand between a name and its value.
                let blanks = bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
                if in_name && count > 0 && blanks > 0 && bytes.get(at + blanks) == Some(&b'=') {
                    at += blanks;
                    continue;
                }
                in_name = false;
                at += blanks.saturating_sub(1);
            }
            _ if !in_name => {
                count += 1;
                in_name = true;
            }
            _ => {}
        }
        at += 1;
    }
    Some(at)
}

/// How long the value is that stands after an equals sign.
fn value(bytes: &[u8]) -> usize {
    let blanks = bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let rest = &bytes[blanks..];
    let length = match rest.first() {
        Some(quote @ (b'"' | b'\'')) => memchr::memchr(*quote, &rest[1..]).map_or(rest.len(), |end| end + 2),
        _ => rest.iter().take_while(|byte| !byte.is_ascii_whitespace() && **byte != b'>').count(),
    };
    blanks + length
}

/// The text between tags, for HTML that no parser is given.
pub(crate) fn without(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_people_are_bearable() {
        assert!(are_bearable(
            "<p class=a>x</p><img src='data:image/png;base64,aa//bb' alt=\"a > b\"><a href = https://x.example/a/b >y</a>"
        ));
        let one = format!("<img src=\"data:image/png;base64,{}\">", "ab/+ ".repeat(10_000));
        assert!(are_bearable(&one));
        assert!(are_bearable(&"<td width=1 height=2>".repeat(10_000)));
    }

    #[test]
    fn a_tag_of_many_attributes_is_not() {
        let names: String = (0..1_000).map(|n| format!("a{n} ")).collect();
        assert!(!are_bearable(&format!("<p {names}>")));
        assert!(!are_bearable(&format!("<p/{}", names.replace(' ', "/"))));
        assert!(!are_bearable(&format!("<!-- <a b=\" --><p {names}>")));
        let quoted: String = (0..1_000).map(|n| format!("a{n}='>'")).collect();
        assert!(!are_bearable(&format!("<p {quoted}>")));
        assert!(!are_bearable(&"<p a=\"".repeat(100_001)));
    }

    #[test]
    fn text_between_tags() {
        assert_eq!(without("a<b>c</b>d<e"), "acd");
    }
}
