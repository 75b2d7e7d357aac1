use proptest::prelude::*;

use super::*;
use crate::keys::tests::instant;

fn place(at: Timestamp, number: u64) -> String {
    // A queue's sort key has the form of the due index's.
    keys::due_sk(at, number)
}

proptest! {
    #[test]
    fn a_cursor_comes_back_as_it_was_given(at in instant(), number in any::<u64>()) {
        let cursor = Cursor(place(at, number));
        let text = cursor.to_string();
        prop_assert!(text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b)), "fit for an address");
        prop_assert_eq!(text.parse::<Cursor>().unwrap(), cursor);
    }

    #[test]
    fn what_is_no_cursor_is_refused(text in "\\PC*") {
        prop_assert!(text.parse::<Cursor>().is_err());
    }

    #[test]
    fn nor_is_anything_else_in_its_clothes(inner in "[ -~]{0,70}") {
        prop_assert!(Cursor(inner).to_string().parse::<Cursor>().is_err());
    }

    /// One thing wrong: a character changed or added anywhere, or one of the instant missing.
    #[test]
    fn nor_one_that_was_tampered_with(at in instant(), number in 1000..9999_u64, spot in 0..19_usize, with in "[#~ A-Z!\\x00é]") {
        let good = place(at, number);
        for (from, to) in [(spot, spot + 1), (spot, spot)] {
            let mut bad = good.clone();
            bad.replace_range(from..to, &with);
            if bad != good {
                prop_assert!(Cursor(bad.clone()).to_string().parse::<Cursor>().is_err(), "{}", bad);
            }
        }
        let mut shorter = good;
        shorter.remove(spot);
        prop_assert!(Cursor(shorter).to_string().parse::<Cursor>().is_err());
    }
}

#[test]
fn other_ways_to_write_a_number_are_no_places() {
    let good = "001772442000000000#1001";
    assert!(Cursor(good.to_owned()).to_string().parse::<Cursor>().is_ok());
    for bad in [
        "001772442000000000#01001",
        "001772442000000000#+1001",
        "001772442000000000#1001 ",
        "001772442000000000#99999999999999999999",
        "001772442000000000#",
        "1772442000000000#1001",
        "+01772442000000000#1001",
        "001772442000000000",
        "",
    ] {
        assert!(Cursor(bad.to_owned()).to_string().parse::<Cursor>().is_err(), "{bad}");
    }
    let padded = format!("{}=", Cursor(good.to_owned()));
    assert!(padded.parse::<Cursor>().is_err() && "=".parse::<Cursor>().is_err());
}

#[test]
fn a_walk_begins_before_everything() {
    let earliest = keys::due_sk(Timestamp::UNIX_EPOCH, 0);
    assert!(DuePlace::default() < DuePlace(earliest));
    assert!(!DuePlace::default().0.is_empty());
}
