//! Schemas in words: the name of a type where it is used, its fields where it is defined.

use serde_json::Value;

use super::{escape, inline, list, members, text};

/// A type as it is named in passing.
pub fn name(schema: &Value) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = escape(reference.rsplit('/').next().unwrap_or_default());
        return format!("<a class=\"type\" href=\"#schema-{name}\">{name}</a>");
    }
    for (key, between) in [("oneOf", " or "), ("anyOf", " or "), ("allOf", " and ")] {
        let parts = list(&schema[key]);
        if !parts.is_empty() {
            // That a field may be null says no more than that it may be absent.
            let named = parts.iter().filter(|part| part["type"] != "null").map(name);
            return named.collect::<Vec<_>>().join(between);
        }
    }
    let values = list(&schema["enum"]);
    if !values.is_empty() {
        return values.iter().map(|value| format!("<code>{}</code>", text(value))).collect::<Vec<_>>().join(" ");
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().find(|kind| *kind != "null").map(text).unwrap_or_default(),
        kind => text(kind),
    };
    let plain = match (kind.as_str(), schema["format"].as_str()) {
        ("array", _) => return format!("list of {}", name(&schema["items"])),
        ("object", _) if schema["additionalProperties"].is_object() => {
            return format!("map to {}", name(&schema["additionalProperties"]));
        }
        ("string", Some("date-time")) => "time".to_owned(),
        ("string", Some(format)) => escape(format),
        ("", _) => "anything".to_owned(),
        _ => kind,
    };
    format!("<span class=\"type\">{plain}{}</span>", bounds(schema))
}

fn bounds(schema: &Value) -> String {
    let bound = |key: &str, word: &str| schema[key].as_u64().filter(|n| *n > 0).map(|n| format!(" {word} {n}"));
    let all =
        [bound("minimum", "from"), bound("maximum", "to"), bound("minLength", "from"), bound("maxLength", "up to")];
    all.into_iter().flatten().collect()
}

/// What a type is made of.
pub fn body(schema: &Value) -> String {
    let variants = list(&schema["oneOf"]);
    if variants.iter().any(|variant| variant["properties"].is_object()) {
        let bodies = variants.iter().map(|variant| format!("<li>{}{}</li>", description(variant), body(variant)));
        return format!("<p>One of:</p><ul class=\"variants\">{}</ul>", bodies.collect::<String>());
    }
    let parts = list(&schema["allOf"]);
    if !parts.is_empty() {
        return parts.iter().map(body).collect();
    }
    if !schema["properties"].is_object() {
        return format!("<p>{}</p>", name(schema));
    }
    let required = list(&schema["required"]);
    let mut html = "<dl>".to_owned();
    for (field, value) in members(&schema["properties"]) {
        let optional = if required.iter().any(|name| name == field) { "" } else { " <small>optional</small>" };
        html +=
            &format!("<dt><code>{}</code>{optional}</dt><dd>{} {}</dd>", escape(field), name(value), describe(value));
    }
    html + "</dl>"
}

fn description(schema: &Value) -> String {
    let words = inline(&schema["description"]);
    if words.is_empty() { words } else { format!("<p>{words}</p>") }
}

/// What is said of a field, which stands at its type when the field may be absent.
fn describe(schema: &Value) -> String {
    let inner = list(&schema["oneOf"]).iter().map(|part| &part["description"]).find(|words| words.is_string());
    inline(schema.get("description").or(inner).unwrap_or(&Value::Null))
}
