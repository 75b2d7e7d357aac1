//! Signatures of plain text that only the HTML beside it tells.

use super::Mark;

/// Longer ones are no signature.
const LONGEST: usize = 30;

/// Puts marks around the lines that the HTML calls a signature, where they stand in the plain text too.
pub(super) fn mark(lines: &mut Vec<String>, signature: &[String]) {
    let wanted: Vec<&str> = signature.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    if wanted.is_empty() || wanted.len() > LONGEST {
        return;
    }
    let Some((start, end)) =
        (0..lines.len()).rev().find_map(|start| Some((start, matches(&lines[start..], &wanted)? + start)))
    else {
        return;
    };
    lines.insert(end, Mark::SignatureEnd.line());
    lines.insert(start, Mark::Signature.line());
}

/// How many lines the wanted ones take at the beginning of these, with empty ones between them.
fn matches(lines: &[String], wanted: &[&str]) -> Option<usize> {
    let mut left = wanted.iter();
    let mut next = left.next()?;
    for (index, line) in lines.iter().take(3 * LONGEST).enumerate() {
        let line = line.trim();
        if line == *next {
            match left.next() {
                Some(following) => next = following,
                None => return Some(index + 1),
            }
        } else if !line.is_empty() || index == 0 {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_a_signature_are_marked() {
        let own = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
        let mut lines = own(&["Anna", "Hello", "", "Anna", "", "Acme", "____"]);
        mark(&mut lines, &own(&["Anna", "Acme"]));
        let (start, end) = (Mark::Signature.line(), Mark::SignatureEnd.line());
        assert_eq!(lines, own(&["Anna", "Hello", "", &start, "Anna", "", "Acme", &end, "____"]));
        mark(&mut lines, &own(&["not there"]));
        assert_eq!(lines.len(), 9);
    }
}
