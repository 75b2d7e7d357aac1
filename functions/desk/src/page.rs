//! The document as a page to read: rendered from the document itself, so it can say nothing else.
//!
//! Values are read forgivingly: what the document does not say is left out of the page.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

mod schema;

const STYLE: &str = include_str!("page/style.css");

/// One operation with the address that it is at.
struct Operation<'a> {
    method: &'a str,
    path: &'a str,
    value: &'a Value,
}

pub fn render(document: &Value) -> String {
    let title = text(&document["info"]["title"]);
    let operations = operations(document);
    let tags = tags(document, &operations);
    let mut page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{title} API</title><style>{STYLE}</style></head><body>\
         <a class=\"skip\" href=\"#content\">Skip to the content</a>"
    );
    let schemas = &document["components"]["schemas"];
    page += &contents(&tags, &operations);
    page += &format!(
        "<main id=\"content\"><header><h1>{title} API <small>{}</small></h1>{}\
         <p>The same for programs: <a href=\"/api/openapi.json\">openapi.json</a> (OpenAPI {})</p></header>",
        text(&document["info"]["version"]),
        prose(&document["info"]["description"]),
        text(&document["openapi"]),
    );
    for tag in &tags {
        page += &format!("<section id=\"{}\"><h2>{}</h2>{}", tag.anchor(), tag.name, tag.description);
        let theirs = operations.iter().filter(|operation| operation.tag() == tag.name);
        theirs.for_each(|operation| page += &operation.render(schemas));
        page += "</section>";
    }
    page += &problems(&document["x-problems"]);
    page += &definitions(schemas);
    page += "</main></body></html>";
    page
}

struct Tag {
    name: String,
    description: String,
}

impl Tag {
    fn anchor(&self) -> String {
        format!("tag-{}", self.name.replace(' ', "-"))
    }
}

/// The tags in the document's order, and after them those that only operations name.
fn tags(document: &Value, operations: &[Operation]) -> Vec<Tag> {
    let declared = list(&document["tags"]).iter();
    let mut tags: Vec<Tag> =
        declared.map(|tag| Tag { name: text(&tag["name"]), description: prose(&tag["description"]) }).collect();
    for operation in operations {
        if !tags.iter().any(|tag| tag.name == operation.tag()) {
            tags.push(Tag { name: operation.tag(), description: String::new() });
        }
    }
    tags
}

fn operations(document: &Value) -> Vec<Operation<'_>> {
    let paths = members(&document["paths"]);
    paths.flat_map(|(path, item)| members(item).map(move |(method, value)| Operation { method, path, value })).collect()
}

impl Operation<'_> {
    fn tag(&self) -> String {
        text(&self.value["tags"][0])
    }

    fn anchor(&self) -> String {
        format!("operation-{}", text(&self.value["operationId"]))
    }

    fn render(&self, schemas: &Value) -> String {
        let Self { method, path, value } = self;
        let mut html = format!(
            "<article id=\"{anchor}\"><h3><a href=\"#{anchor}\">{summary}</a> <small>{who}</small></h3>\
             <p class=\"address\"><b class=\"{method}\">{method}</b> <code>{path}</code></p>{description}",
            anchor = self.anchor(),
            summary = text(&value["summary"]),
            who = self.who(),
            path = escape(path),
            description = prose(&value["description"]),
        );
        html += &parameters(list(&value["parameters"]));
        if let Some(schema) = content(&value["requestBody"]) {
            html += &format!("<h4>Body, {}</h4>{}", schema::name(schema), schema::body(resolve(schema, schemas)));
        }
        html += "<h4>Answers</h4><dl class=\"answers\">";
        for (status, response) in members(&value["responses"]) {
            let good = status.starts_with('2');
            let words = if good { inline(&response["description"]) } else { linked(&response["description"]) };
            let schema = content(response).filter(|_| good).map(schema::name).unwrap_or_default();
            let class = if good { " class=\"good\"" } else { "" };
            html += &format!("<dt{class}>{}</dt><dd>{words} {schema}</dd>", escape(status));
        }
        html += "</dl></article>";
        html
    }

    /// Who may call it, by the scheme that it asks for.
    fn who(&self) -> &'static str {
        let scheme = members(&self.value["security"][0]).next().map(|(scheme, _)| scheme);
        match scheme {
            Some("agent") => "agents",
            Some("link") => "with a private link",
            Some(_) => "with a token",
            None => "public",
        }
    }
}

fn resolve<'a>(schema: &'a Value, schemas: &'a Value) -> &'a Value {
    let name = schema["$ref"].as_str().and_then(|reference| reference.rsplit('/').next());
    name.and_then(|name| schemas.get(name)).unwrap_or(schema)
}

fn contents(tags: &[Tag], operations: &[Operation]) -> String {
    let mut html = "<nav aria-label=\"Contents\"><ul>".to_owned();
    for tag in tags {
        html += &format!("<li><a href=\"#{}\">{}</a><ul>", tag.anchor(), tag.name);
        for operation in operations.iter().filter(|operation| operation.tag() == tag.name) {
            html += &format!("<li><a href=\"#{}\">{}</a></li>", operation.anchor(), text(&operation.value["summary"]));
        }
        html += "</ul></li>";
    }
    html + "<li><a href=\"#problems\">problems</a></li><li><a href=\"#schemas\">schemas</a></li></ul></nav>"
}

fn parameters(parameters: &[Value]) -> String {
    if parameters.is_empty() {
        return String::new();
    }
    let mut html = "<h4>Parameters</h4><dl>".to_owned();
    for parameter in parameters {
        let required = if parameter["required"] == Value::Bool(true) { "" } else { ", optional" };
        html += &format!(
            "<dt><code>{}</code> <small>{}{required}</small></dt><dd>{} {}</dd>",
            text(&parameter["name"]),
            text(&parameter["in"]),
            schema::name(&parameter["schema"]),
            inline(&parameter["description"]),
        );
    }
    html + "</dl>"
}

/// The catalogue of problems. Other pages point here, so the anchor of a code never changes.
fn problems(catalogue: &Value) -> String {
    let mut html = "<section id=\"problems\"><h2>problems</h2><dl class=\"problems\">".to_owned();
    let mut seen = BTreeSet::new();
    for problem in list(catalogue) {
        let code = text(&problem["code"]);
        // A code that comes with two statuses is one anchor.
        let anchor = if seen.insert(code.clone()) { format!(" id=\"problem-{code}\"") } else { String::new() };
        html += &format!(
            "<dt{anchor}><code>{code}</code> <small>{}</small></dt><dd>{}</dd>",
            problem["status"],
            inline(&problem["meaning"])
        );
    }
    html + "</dl></section>"
}

fn definitions(schemas: &Value) -> String {
    let mut html = "<section id=\"schemas\"><h2>schemas</h2>".to_owned();
    for (name, value) in members(schemas) {
        let name = escape(name);
        html += &format!("<article id=\"schema-{name}\"><h3><a href=\"#schema-{name}\">{name}</a></h3>");
        html += &format!("{}{}</article>", prose(&value["description"]), schema::body(value));
    }
    html + "</section>"
}

fn content(body: &Value) -> Option<&Value> {
    members(&body["content"]).next().and_then(|(_, content)| content.get("schema"))
}

fn members(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter).map(|(name, value)| (name.as_str(), value))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn escape(value: &str) -> String {
    value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn text(value: &Value) -> String {
    escape(value.as_str().unwrap_or_default())
}

/// Text with its `code` set as code, as descriptions are written.
fn inline(value: &Value) -> String {
    code(&text(value), |code| format!("<code>{code}</code>"))
}

/// Text whose codes are problems.
fn linked(value: &Value) -> String {
    code(&text(value), |code| format!("<a href=\"#problem-{code}\"><code>{code}</code></a>"))
}

fn code(text: &str, set: impl Fn(&str) -> String) -> String {
    let parts = text.split('`').enumerate();
    parts.map(|(index, part)| if index % 2 == 0 { part.to_owned() } else { set(part) }).collect()
}

fn prose(value: &Value) -> String {
    let paragraphs = inline(value);
    paragraphs.split("\n\n").filter(|part| !part.is_empty()).map(|part| format!("<p>{part}</p>")).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn snapshot() -> Value {
        serde_json::from_str(crate::document::SNAPSHOT).unwrap()
    }

    #[test]
    fn every_operation_schema_and_problem_has_its_place() {
        let document = snapshot();
        let page = render(&document);
        for operation in operations(&document) {
            assert!(page.contains(&format!("id=\"{}\"", operation.anchor())), "{}", operation.path);
        }
        for (name, _) in members(&document["components"]["schemas"]) {
            assert!(page.contains(&format!("id=\"schema-{name}\"")), "{name}");
        }
        assert!(page.contains("id=\"problem-stale_version\""));
    }

    #[test]
    fn every_link_within_the_page_leads_somewhere_and_no_anchor_is_there_twice() {
        let page = render(&snapshot());
        let values = |attribute: &str| {
            let rest = page.split(attribute).skip(1);
            rest.map(|rest| rest.split('"').next().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let anchors = values(" id=\"");
        for link in values("href=\"#") {
            assert_eq!(anchors.iter().filter(|anchor| **anchor == link).count(), 1, "#{link}");
        }
    }

    #[test]
    fn what_the_document_says_is_text_and_never_markup() {
        let page = render(&json!({
            "info": {"title": "<script>alert(1)</script>", "description": "`<b>` & \"so\""},
            "paths": {"/<i>": {"get": {"summary": "<u>", "responses": {"200": {"description": "<s>"}}}}},
        }));
        for markup in ["<script", "<b>", "<i>", "<u>", "<s>"] {
            assert!(!page.contains(markup), "{markup}");
        }
        assert!(page.contains("<code>&lt;b&gt;</code> &amp; &quot;so&quot;"));
    }
}
