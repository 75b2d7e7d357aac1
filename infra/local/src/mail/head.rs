//! The head of a message, line by line: what a service puts on top of a mail that it passes on, it puts there without touching
//! the rest.

/// The lines of the head, each with its line end; a line that begins with a blank belongs to the one before it.
fn lines(message: &[u8]) -> impl Iterator<Item = &[u8]> {
    message.split_inclusive(|byte| *byte == b'\n').take_while(|line| !line.trim_ascii().is_empty())
}

fn names(line: &[u8], name: &str) -> bool {
    let before_colon = line.split(|byte| *byte == b':').next().unwrap_or_default();
    before_colon.len() < line.len() && before_colon.trim_ascii_end().eq_ignore_ascii_case(name.as_bytes())
}

fn continues(line: &[u8]) -> bool {
    line.first().is_some_and(|byte| *byte == b' ' || *byte == b'\t')
}

fn text(line: &[u8]) -> String {
    String::from_utf8_lossy(line).trim().to_owned()
}

pub fn has(message: &[u8], name: &str) -> bool {
    lines(message).any(|line| names(line, name))
}

/// The value of the first header of a name, unfolded.
pub fn value(message: &[u8], name: &str) -> Option<String> {
    let mut lines = lines(message).skip_while(|line| !names(line, name));
    let first = lines.next()?.splitn(2, |byte| *byte == b':').nth(1).map(text).unwrap_or_default();
    let rest = lines.take_while(|line| continues(line)).map(text);
    Some([first].into_iter().chain(rest).collect::<Vec<_>>().join(" "))
}

pub fn without(message: &[u8], name: &str) -> Vec<u8> {
    let mut kept = Vec::with_capacity(message.len());
    let mut head = 0;
    let mut dropping = false;
    for line in lines(message) {
        head += line.len();
        dropping = if continues(line) { dropping } else { names(line, name) };
        if !dropping {
            kept.extend_from_slice(line);
        }
    }
    kept.extend_from_slice(&message[head..]);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_found_and_taken_out_with_their_continuations() {
        let message = b"A: 1\r\nX-Mark : one: two\r\n\tthree\r\nB: 2\r\n\r\nX-Mark: body\r\n";
        assert_eq!(value(message, "x-mark").as_deref(), Some("one: two three"));
        assert_eq!(value(message, "mark"), None);
        assert_eq!(without(message, "X-MARK"), b"A: 1\r\nB: 2\r\n\r\nX-Mark: body\r\n");
        assert!(has(message, "b") && !has(b"\r\nB: 2\r\n", "b"));
    }
}
