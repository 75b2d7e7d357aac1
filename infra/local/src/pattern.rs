//! Event patterns: the matching language that EventBridge rules and stream filters share.
//!
//! A pattern is read once, so that an operator this host cannot match is an error at start and never a rule that quietly
//! matches nothing.

use serde_json::Value;

/// A pattern that has been read and is ready to match.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    fields: Vec<(String, Node)>,
}

#[derive(Debug, Clone, PartialEq)]
enum Node {
    Object(Pattern),
    AnyOf(Vec<Matcher>),
}

#[derive(Debug, Clone, PartialEq)]
enum Matcher {
    Exactly(Value),
    Prefix(String),
    Suffix(String),
    EqualsIgnoreCase(String),
    AnythingBut(Vec<Value>),
    AnythingButPrefix(String),
    Exists(bool),
}

impl Pattern {
    /// Reads a pattern; the error names the path of what it could not read.
    pub fn parse(value: &Value) -> Result<Pattern, String> {
        parse_object(value, "")
    }

    /// Whether the event has every field that the pattern names, with a value it allows.
    pub fn matches(&self, event: &Value) -> bool {
        self.fields.iter().all(|(name, node)| {
            let value = event.get(name);
            match node {
                // Below an absent object nothing exists, which is what `exists: false` asks for.
                Node::Object(inner) => inner.matches(value.unwrap_or(&Value::Null)),
                Node::AnyOf(matchers) => matchers.iter().any(|matcher| matcher.matches(value)),
            }
        })
    }
}

impl Matcher {
    fn matches(&self, value: Option<&Value>) -> bool {
        if let Matcher::Exists(wanted) = self {
            // Existence is a property of leaves: an object at this place is not a value.
            return value.is_some_and(|value| !value.is_object()) == *wanted;
        }
        match value {
            None => false,
            // An array matches when any of its elements does.
            Some(Value::Array(values)) => values.iter().any(|value| self.matches_one(value)),
            Some(value) => self.matches_one(value),
        }
    }

    fn matches_one(&self, value: &Value) -> bool {
        let text = value.as_str();
        match self {
            Matcher::Exactly(wanted) => same(wanted, value),
            Matcher::Prefix(prefix) => text.is_some_and(|text| text.starts_with(prefix)),
            Matcher::Suffix(suffix) => text.is_some_and(|text| text.ends_with(suffix)),
            Matcher::EqualsIgnoreCase(wanted) => text.is_some_and(|text| text.to_lowercase() == wanted.to_lowercase()),
            Matcher::AnythingBut(refused) => !refused.iter().any(|refused| same(refused, value)),
            Matcher::AnythingButPrefix(prefix) => text.is_some_and(|text| !text.starts_with(prefix)),
            Matcher::Exists(wanted) => *wanted,
        }
    }
}

/// Numbers compare by value: a pattern's `1` matches an event's `1.0`.
fn same(wanted: &Value, value: &Value) -> bool {
    match (wanted.as_f64(), value.as_f64()) {
        (Some(wanted), Some(value)) => wanted == value,
        _ => wanted == value,
    }
}

fn parse_object(value: &Value, path: &str) -> Result<Pattern, String> {
    let object = value
        .as_object()
        .filter(|object| !object.is_empty())
        .ok_or_else(|| format!("{} must be a non-empty object", shown(path)))?;
    let fields = object
        .iter()
        .map(|(name, value)| {
            let path = format!("{path}/{name}");
            if name.starts_with('$') {
                return Err(format!("{path}: the operator `{name}` is not known to the local host"));
            }
            let node = match value {
                Value::Object(_) => Node::Object(parse_object(value, &path)?),
                Value::Array(values) if values.is_empty() => return Err(format!("{path} must not be an empty list")),
                Value::Array(values) => {
                    Node::AnyOf(values.iter().map(|value| parse_matcher(value, &path)).collect::<Result<_, _>>()?)
                }
                _ => return Err(format!("{path} must be a list of allowed values or an object")),
            };
            Ok((name.clone(), node))
        })
        .collect::<Result<_, String>>()?;
    Ok(Pattern { fields })
}

fn parse_matcher(value: &Value, path: &str) -> Result<Matcher, String> {
    let object = match value {
        Value::Object(object) => object,
        Value::Array(_) => return Err(format!("{path}: a list within a list of allowed values")),
        plain => return Ok(Matcher::Exactly(plain.clone())),
    };
    let mut operators = object.iter();
    let (Some((operator, operand)), None) = (operators.next(), operators.next()) else {
        return Err(format!("{path}: exactly one operator is expected"));
    };
    let text = || operand.as_str().map(str::to_owned).ok_or_else(|| format!("{path}: `{operator}` takes a string"));
    match operator.as_str() {
        "prefix" => Ok(Matcher::Prefix(text()?)),
        "suffix" => Ok(Matcher::Suffix(text()?)),
        "equals-ignore-case" => Ok(Matcher::EqualsIgnoreCase(text()?)),
        "exists" => {
            operand.as_bool().map(Matcher::Exists).ok_or_else(|| format!("{path}: `exists` takes true or false"))
        }
        "anything-but" => match operand {
            Value::Array(values) => Ok(Matcher::AnythingBut(values.clone())),
            Value::Object(inner) => match inner.get("prefix").and_then(Value::as_str) {
                Some(prefix) if inner.len() == 1 => Ok(Matcher::AnythingButPrefix(prefix.to_owned())),
                _ => Err(format!("{path}: `anything-but` takes values or one `prefix`")),
            },
            plain => Ok(Matcher::AnythingBut(vec![plain.clone()])),
        },
        _ => Err(format!("{path}: the operator `{operator}` is not known to the local host")),
    }
}

fn shown(path: &str) -> &str {
    if path.is_empty() { "the pattern" } else { path }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn matches(pattern: Value, event: Value) -> bool {
        Pattern::parse(&pattern).expect("a pattern").matches(&event)
    }

    #[test]
    fn every_named_field_must_have_one_of_its_values() {
        let pattern = json!({"source": ["guichet.tickets"], "detail-type": ["TicketOpened", "AgentReplied"]});
        assert!(matches(
            pattern.clone(),
            json!({"source": "guichet.tickets", "detail-type": "AgentReplied", "more": 1})
        ));
        assert!(!matches(pattern.clone(), json!({"source": "guichet.tickets", "detail-type": "NoteAdded"})));
        assert!(!matches(pattern, json!({"detail-type": "TicketOpened"})));
    }

    #[test]
    fn operators_match_as_the_vendor_describes_them() {
        let rows = [
            (json!([{"prefix": "EVENT#"}]), json!("EVENT#001"), true),
            (json!([{"prefix": "EVENT#"}]), json!("TICKET"), false),
            (json!([{"suffix": ".png"}]), json!("a.png"), true),
            (json!([{"equals-ignore-case": "Alice"}]), json!("aLICE"), true),
            (json!([{"anything-but": ["a", "b"]}]), json!("c"), true),
            (json!([{"anything-but": ["a", "b"]}]), json!("a"), false),
            (json!([{"anything-but": "a"}]), json!("b"), true),
            (json!([{"anything-but": {"prefix": "init"}}]), json!("initial"), false),
            (json!([{"anything-but": {"prefix": "init"}}]), json!("done"), true),
            (json!([1]), json!(1.0), true),
            (json!([null]), json!(null), true),
            (json!(["b"]), json!(["a", "b"]), true),
            (json!(["c"]), json!(["a", "b"]), false),
        ];
        for (pattern, value, expected) in rows {
            assert_eq!(
                matches(json!({"field": pattern}), json!({"field": value})),
                expected,
                "{pattern} against {value}"
            );
        }
    }

    #[test]
    fn existence_is_judged_also_below_an_absent_object() {
        let absent = json!({"detail": {"team": [{"exists": false}]}});
        assert!(matches(absent.clone(), json!({"detail": {}})));
        assert!(matches(absent.clone(), json!({})));
        assert!(!matches(absent, json!({"detail": {"team": "billing"}})));
        let present = json!({"detail": {"team": [{"exists": true}]}});
        assert!(matches(present.clone(), json!({"detail": {"team": null}})));
        assert!(!matches(present, json!({"detail": {}})));
    }

    #[test]
    fn what_cannot_be_matched_is_refused_by_name() {
        for (pattern, named) in [
            (json!({"detail": {"n": [{"numeric": [">", 1]}]}}), "/detail/n"),
            (json!({"$or": [{"a": [1]}]}), "$or"),
            (json!({"a": "b"}), "/a"),
            (json!({"a": []}), "/a"),
            (json!({}), "the pattern"),
        ] {
            let error = Pattern::parse(&pattern).expect_err("a refusal");
            assert!(error.contains(named), "{error}");
        }
    }
}
