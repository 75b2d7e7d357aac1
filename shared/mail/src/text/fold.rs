//! Stub.
use super::{Mark, Text};
use crate::forwarded::Forwarded;

pub(crate) fn fold(lines: &[&str], _forward: bool) -> (Text, Option<Forwarded>) {
    let whole: Vec<&str> = lines.iter().copied().filter(|line| Mark::of(line).is_none()).collect();
    let whole = whole.join("\n").trim().to_owned();
    (Text { visible: whole.clone(), whole, folded: false }, None)
}
