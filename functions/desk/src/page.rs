//! The document as a page to read: rendered from the document itself, so it can say nothing else.
//!
//! Values are read forgivingly: what the document does not say is left out of the page.

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
    page += &contents(&tags, &operations);
    page += &format!(
        "<main id=\"content\"><header><h1>{title} API <small>{}</small></h1>{}\
         <p>The same for programs: <a href=\"/api/openapi.json\">openapi.json</a> (OpenAPI {})</p></header>",
        text(&document["info"]["version"]),
        prose(&document["info"]["description"]),
        text(&document["openapi"]),
    );
    for tag in &tags {
        page += &format!("<section id=\"tag-{0}\"><h2>{0}</h2>{1}", tag.name, tag.description);
        operations.iter().filter(|operation| operation.tag() == tag.name).for_each(|one| page += &one.render());
        page += "</section>";
    }
    page += &problems(&document["x-problems"]);
    page += &schemas(&document["components"]["schemas"]);
    page += "</main></body></html>";
    page
}

struct Tag {
    name: String,
    description: String,
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

    fn render(&self) -> String {
        let Self { method, path, value } = self;
        let open = list(&value["security"]).is_empty();
        let who = if open { "public" } else { "needs a token" };
        let mut html = format!(
            "<article id=\"{anchor}\"><h3><a href=\"#{anchor}\">{summary}</a> <small>{who}</small></h3>\
             <p class=\"address\"><b class=\"{method}\">{method}</b> <code>{path}</code></p>{description}",
            anchor = self.anchor(),
            summary = text(&value["summary"]),
            path = escape(path),
            description = prose(&value["description"]),
        );
        html += &parameters(list(&value["parameters"]));
        if let Some(schema) = content(&value["requestBody"]) {
            html += &format!("<h4>Body</h4><p>{}</p>", schema::name(schema));
        }
        html += "<h4>Answers</h4><dl class=\"answers\">";
        for (status, response) in members(&value["responses"]) {
            html += &format!("<dt class=\"s{}\">{status}</dt><dd>{}", &status[..1], linked(&response["description"]));
            if let Some(schema) = content(response).filter(|_| status.starts_with('2')) {
                html += &format!(" {}", schema::name(schema));
            }
            html += "</dd>";
        }
        html += "</dl></article>";
        html
    }
}

fn contents(tags: &[Tag], operations: &[Operation]) -> String {
    let mut html = "<nav aria-label=\"Contents\"><ul>".to_owned();
    for tag in tags {
        html += &format!("<li><a href=\"#tag-{0}\">{0}</a><ul>", tag.name);
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
    let mut last = String::new();
    for problem in list(catalogue) {
        let code = text(&problem["code"]);
        // A code that comes with two statuses is one anchor.
        let anchor = if code == last { String::new() } else { format!(" id=\"problem-{code}\"") };
        html += &format!(
            "<dt{anchor}><code>{code}</code> <small>{}</small></dt><dd>{}</dd>",
            problem["status"],
            inline(&problem["meaning"])
        );
        last = code;
    }
    html + "</dl></section>"
}

fn schemas(schemas: &Value) -> String {
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
