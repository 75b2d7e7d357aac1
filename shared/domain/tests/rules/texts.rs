use guichet_domain::{AgentId, Body, CustomerId, EmailAddress, Label, PersonName, Phone, Subject, Tag};
use proptest::prelude::*;

use crate::history::text;

/// What the edge accepts is what the store gives back: a value that was parsed parses again, to itself.
fn read_back<T>(typed: &str) -> Result<(), TestCaseError>
where
    T: std::str::FromStr
        + std::fmt::Display
        + std::fmt::Debug
        + PartialEq
        + serde::Serialize
        + serde::de::DeserializeOwned,
{
    let Ok(value) = typed.parse::<T>() else { return Ok(()) };
    prop_assert!(value.to_string().parse::<T>().is_ok_and(|again| again == value));
    let stored = serde_json::to_string(&value).unwrap();
    prop_assert_eq!(serde_json::from_str::<T>(&stored).unwrap(), value);
    Ok(())
}

fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{0,60}",
        "[a-zA-Z0-9İßΣσ ._+-]{0,45}",
        "[a-zİß.+-]{1,10}@[a-zİß-]{1,8}\\.[a-z]{2,4}",
        "(\r|\n|\t|\u{2028}|\u{85}|a|é| ){0,30}",
    ]
}

proptest! {
    #[test]
    fn a_text_that_was_accepted_is_accepted_again(typed in typed()) {
        read_back::<Subject>(&typed)?;
        read_back::<Body>(&typed)?;
        read_back::<PersonName>(&typed)?;
        read_back::<Label>(&typed)?;
        read_back::<Phone>(&typed)?;
        read_back::<Tag>(&typed)?;
        read_back::<EmailAddress>(&typed)?;
        read_back::<AgentId>(&typed)?;
    }

    #[test]
    fn nothing_of_one_line_carries_a_line_break(typed in typed()) {
        let broken = |value: &str| value.chars().any(|c| c.is_control() || c == '\u{2028}' || c == '\u{2029}');
        prop_assert!(!typed.parse::<Subject>().is_ok_and(|subject| broken(subject.as_str())));
        prop_assert!(!typed.parse::<PersonName>().is_ok_and(|name| broken(name.as_str())));
        prop_assert!(!typed.parse::<EmailAddress>().is_ok_and(|email| broken(email.as_str())));
    }
}

#[test]
fn a_customer_is_known_by_their_address_however_it_is_typed() {
    let of = |address: &str| CustomerId::of(&text::<EmailAddress>(address));
    assert_eq!(of("Marie@Example.FR"), of("marie@example.fr"));
    assert_ne!(of("marie@example.fr"), of("maria@example.fr"));
    assert_eq!(
        of("marie@example.fr").to_string(),
        "bccfc22a-5bc1-5124-8ab6-d42693202419",
        "ids that are stored are for ever"
    );
}
