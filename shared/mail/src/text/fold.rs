//! What of a text is new.
//!
//! Programs put history below, introduced by a line or by fields, and its lines begin with `>` or not. People write above it, below
//! it or between its lines. So history is folded where nothing new stands below it; of quotes that are answered below
//! themselves nothing is folded, for the answer says nothing without them.

use super::patterns::{self, Fields};
use super::{Mark, Text};
use crate::forwarded::{self, Forwarded};

/// A signature without the blank after its hyphens is one only if no more lines than this follow.
const SHORT_SIGNATURE: usize = 12;

/// A text of more lines is no letter, and nothing of it is folded.
const LONGEST: usize = 20_000;

/// Where history begins.
enum Boundary {
    /// What is quoted: from the first line on, its introduction up to the second.
    History(usize, usize),
    /// What is passed on, with its fields.
    Forward(usize, usize, Option<Fields>),
}

/// Folds the lines of a text, in which marks may stand.
pub(super) fn fold(lines: &[&str], subject_says_forward: bool) -> (Text, Option<Forwarded>) {
    let whole = tidy(lines.iter().copied().filter(|line| Mark::of(line).is_none()));
    if lines.len() > LONGEST {
        return (Text { visible: whole.clone(), whole, folded: false }, None);
    }
    let boundary = (0..lines.len()).find_map(|at| boundary(lines, at, subject_says_forward));
    let mut kept = vec![true; lines.len()];
    let mut passed_on = None;
    match boundary {
        Some(Boundary::Forward(start, end, fields)) => {
            let comment = tidy(without_signature(&lines[..start]).into_iter());
            let rest = lines[end..].iter().copied().filter(|line| Mark::of(line).is_none());
            passed_on = Some(forwarded::in_text(fields, &rest.collect::<Vec<_>>(), comment));
        }
        Some(Boundary::History(start, end)) => {
            fold_history(lines, start, end, &mut kept);
            fold_signatures(lines, &mut kept);
        }
        None => {
            fold_tail(lines, 0, &mut kept);
            fold_signatures(lines, &mut kept);
        }
    }
    let visible =
        tidy(lines.iter().zip(&kept).filter(|(line, kept)| **kept && Mark::of(line).is_none()).map(|(line, _)| *line));
    // A message that says nothing new is shown as it is.
    let visible = if visible.is_empty() { whole.clone() } else { visible };
    let folded = visible != whole;
    (Text { visible, whole, folded }, passed_on)
}

/// Whether history begins at this line.
fn boundary(lines: &[&str], at: usize, subject_says_forward: bool) -> Option<Boundary> {
    let line = lines[at];
    if is_quoted(line) {
        return None;
    }
    if Mark::of(line) == Some(Mark::History) {
        let after = at
            + 1
            + lines[at + 1..].iter().take_while(|line| line.trim().is_empty() || patterns::is_rule(line)).count();
        if let Some(forward) = lines.get(after).and_then(|_| forward(lines, after, subject_says_forward)) {
            return Some(forward);
        }
        return Some(Boundary::History(begin(lines, at), introduced(lines, after)));
    }
    if let Some(forward) = forward(lines, at, subject_says_forward) {
        return Some(forward);
    }
    if let Some(length) = patterns::introduction(&lines[at..]) {
        return Some(Boundary::History(begin(lines, at), at + length));
    }
    if patterns::is_original(line) {
        let fields = patterns::fields(&lines[at + 1..]).map_or(0, |fields| fields.lines);
        return Some(Boundary::History(begin(lines, at), at + 1 + fields));
    }
    let fields = patterns::fields(&lines[at..])?;
    Some(Boundary::History(begin(lines, at), at + fields.lines))
}

/// What is passed on: after a line that says so, or after fields where the subject says so.
fn forward(lines: &[&str], at: usize, subject_says_forward: bool) -> Option<Boundary> {
    let said = patterns::is_forward(lines[at]) || subject_says_forward && patterns::is_original(lines[at]);
    if said {
        let after = at + 1 + lines[at + 1..].iter().take_while(|line| line.trim_matches(['>', ' ']).is_empty()).count();
        let rest: Vec<&str> = lines[after..].iter().take(20).map(|line| unquoted(line)).collect();
        let fields = patterns::fields(&rest);
        let end = after + fields.as_ref().map_or(0, |fields| fields.lines);
        return Some(Boundary::Forward(begin(lines, at), end, fields));
    }
    if !subject_says_forward {
        return None;
    }
    let fields = patterns::fields(&lines[at..])?;
    Some(Boundary::Forward(begin(lines, at), at + fields.lines, Some(fields)))
}

/// The first of the empty lines, marks and rules above a boundary, which belong to it.
fn begin(lines: &[&str], at: usize) -> usize {
    let belongs =
        |line: &&&str| line.trim().is_empty() || Mark::of(line) == Some(Mark::History) || patterns::is_rule(line);
    at - lines[..at].iter().rev().take_while(belongs).count()
}

/// Where what HTML marks as history begins, after the lines that introduce it in whatever language.
fn introduced(lines: &[&str], at: usize) -> usize {
    if let Some(length) = lines.get(at..).and_then(patterns::introduction) {
        return at + length;
    }
    let few =
        lines[at.min(lines.len())..].iter().take(4).take_while(|line| !is_quoted(line) && !line.trim().is_empty());
    let count = few.clone().count();
    if few.last().is_some_and(|line| line.ends_with(':')) { at + count } else { at }
}

/// Folds history, of which the introduction ends at `end`.
fn fold_history(lines: &[&str], start: usize, end: usize, kept: &mut [bool]) {
    // Older history has an introduction of its own, below which nothing is new.
    let quoted = lines[end..].iter().any(|line| is_quoted(line));
    let older = (end..lines.len())
        .find(|at| !is_quoted(lines[*at]) && (boundary(lines, *at, false).is_some() || patterns::is_rule(lines[*at])));
    let last = older.unwrap_or(lines.len());
    kept[last..].fill(false);
    let new = |at: &usize| is_new(lines, *at);
    if quoted && (end..last).filter(new).count() > 0 {
        fold_tail(&lines[..last], end, kept);
    } else {
        kept[start..].fill(false);
    }
}

/// A line that is neither quoted nor empty, nor what a program or a signature adds.
fn is_new(lines: &[&str], at: usize) -> bool {
    let line = lines[at];
    let text = !line.trim().is_empty() && !is_quoted(line) && Mark::of(line).is_none() && !patterns::is_footer(line);
    text && !in_signature(lines, at)
}

/// Whether a line is below the two hyphens, with no quote between.
fn in_signature(lines: &[&str], at: usize) -> bool {
    let above = lines[..=at].iter().rev().take(40).take_while(|line| !is_quoted(line));
    above.clone().any(|line| matches!(*line, "--" | "-- ") || Mark::of(line) == Some(Mark::Signature))
        && !above.clone().any(|line| Mark::of(line) == Some(Mark::SignatureEnd))
}

/// Folds quoted lines below which nothing is new.
fn fold_tail(lines: &[&str], from: usize, kept: &mut [bool]) {
    let last_new = (from..lines.len()).rev().find(|at| is_new(lines, *at));
    let Some(last_quoted) = (from..lines.len()).rev().find(|at| is_quoted(lines[*at])) else { return };
    let tail = last_new.map_or(from, |at| at + 1);
    if last_quoted >= tail {
        kept[tail..=last_quoted].fill(false);
    }
}

/// Folds signatures and what programs add among the lines that are left.
fn fold_signatures(lines: &[&str], kept: &mut [bool]) {
    let mut signed = false;
    let mut marked = false;
    for at in 0..lines.len() {
        let line = lines[at];
        match Mark::of(line) {
            Some(Mark::Signature) => marked = true,
            Some(Mark::SignatureEnd) => marked = false,
            _ => {}
        }
        if is_quoted(line) {
            signed = false;
        } else if line == "-- " {
            signed = true;
        } else if line == "--" {
            let rest = lines[at..].iter().zip(&kept[at..]).filter(|(line, kept)| **kept && !line.is_empty()).count();
            signed |= rest <= SHORT_SIGNATURE + 1;
        }
        if signed || marked {
            kept[at] = false;
        }
    }
    // From below, so that nothing else is between a program's line and the end.
    let mut end: Vec<usize> = (0..lines.len()).filter(|at| kept[*at] && !lines[*at].trim().is_empty()).collect();
    while let Some(last) = end.pop().filter(|at| patterns::is_footer(lines[*at]) || patterns::is_rule(lines[*at])) {
        kept[last] = false;
    }
}

/// The lines above what is passed on, without the signature.
fn without_signature<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let mut kept = vec![true; lines.len()];
    fold_signatures(lines, &mut kept);
    lines.iter().zip(kept).filter(|(line, kept)| *kept && Mark::of(line).is_none()).map(|(line, _)| *line).collect()
}

fn is_quoted(line: &str) -> bool {
    line.starts_with('>')
}

/// A line without one level of its quote.
pub(crate) fn unquoted(line: &str) -> &str {
    line.strip_prefix('>').map_or(line, |rest| rest.strip_prefix(' ').unwrap_or(rest))
}

/// The lines as one text, without empty lines around it.
fn tidy<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let lines: Vec<&str> = lines.collect();
    let first = lines.iter().position(|line| !line.trim().is_empty()).unwrap_or(lines.len());
    let last = lines.iter().rposition(|line| !line.trim().is_empty()).map_or(first, |at| at + 1);
    lines[first..last].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visible(text: &str) -> String {
        fold(&text.lines().collect::<Vec<_>>(), false).0.visible
    }

    #[test]
    fn history_below_the_answer_is_folded() {
        let quoted = "Thanks!\n\nOn 23/11/2026 10:12, Desk wrote:\n> Did it help?\n>\n> Desk";
        assert_eq!(visible(quoted), "Thanks!");
        assert_eq!(
            visible("Merci\n\n-----Message d'origine-----\nDe : Desk\nEnvoyé : lundi\nÀ : Anna\nObjet : x\n\nBonjour"),
            "Merci"
        );
        assert_eq!(
            visible(
                "Danke\n\n________________________________\nVon: Desk\nGesendet: Montag\nAn: Anna\nBetreff: x\n\nHallo"
            ),
            "Danke"
        );
        assert_eq!(visible("Thanks\n\n> Did it help?"), "Thanks");
    }

    #[test]
    fn an_answer_between_the_lines_is_kept_with_what_it_answers() {
        let text = "Hello\n\nOn 23/11/2026 10:12, Desk wrote:\n> Which order?\n\n1234\n\n> Which day?\n\nMonday\n\n> Kind regards\n> Desk";
        let kept = "Hello\n\nOn 23/11/2026 10:12, Desk wrote:\n> Which order?\n\n1234\n\n> Which day?\n\nMonday";
        assert_eq!(visible(text), kept);
        let below = "On 23/11/2026 10:12, Desk wrote:\n> Which order?\n\n1234\n-- \nAnna";
        assert_eq!(visible(below), "On 23/11/2026 10:12, Desk wrote:\n> Which order?\n\n1234");
    }

    #[test]
    fn signatures_and_footers_are_folded() {
        assert_eq!(visible("Hello\n--\nAnna Keller\nAcme"), "Hello");
        assert_eq!(visible("Hello\n\nSent from my iPhone\n\nOn 23/11/2026 10:12, Desk wrote:\n> x"), "Hello");
        let table = format!("a\n--\n{}", "row\n".repeat(40));
        assert_eq!(visible(&table), table.trim_end());
    }

    #[test]
    fn what_says_nothing_new_is_kept() {
        assert_eq!(visible("Sent from my iPhone"), "Sent from my iPhone");
        assert_eq!(visible("> only a quote"), "> only a quote");
        assert_eq!(visible("-- \nAnna"), "-- \nAnna");
    }

    #[test]
    fn what_is_passed_on_is_not_folded() {
        let text = "Please look\n\n---------- Forwarded message ---------\nFrom: Anna Keller <anna@mail.example>\nDate: Monday\nSubject: Broken\nTo: me@desk.example\n\nIt is broken.";
        let (text, forwarded) = fold(&text.lines().collect::<Vec<_>>(), true);
        assert!(!text.folded);
        let forwarded = forwarded.unwrap();
        assert_eq!(forwarded.from.unwrap().email.as_str(), "anna@mail.example");
        assert_eq!((forwarded.text.as_str(), forwarded.comment.as_str()), ("It is broken.", "Please look"));
    }
}
