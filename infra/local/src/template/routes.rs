//! Path patterns of the HTTP API, and which of them a request belongs to.

use super::{Route, TemplateError};
use std::fmt;

/// A route's path, such as `/api/v1/desk/tickets/{id}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathPattern {
    text: String,
    segments: Vec<Segment>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Segment {
    // The order is the order of precedence: the most specific first.
    Literal(String),
    Parameter(String),
    /// `{proxy+}`: all that is left of the path.
    Rest(String),
}

impl PathPattern {
    pub fn parse(text: &str, place: &str) -> Result<PathPattern, TemplateError> {
        let Some(path) = text.strip_prefix('/') else {
            return Err(TemplateError::at(place, format!("the path `{text}` does not start with `/`")));
        };
        let segments: Vec<Segment> = path
            .split('/')
            .map(|segment| match segment.strip_prefix('{').and_then(|inner| inner.strip_suffix('}')) {
                Some(name) => match name.strip_suffix('+') {
                    Some(rest) => Segment::Rest(rest.to_owned()),
                    None => Segment::Parameter(name.to_owned()),
                },
                None => Segment::Literal(segment.to_owned()),
            })
            .collect();
        if segments.iter().rev().skip(1).any(|segment| matches!(segment, Segment::Rest(_))) {
            return Err(TemplateError::at(place, format!("`{text}`: a greedy parameter must come last")));
        }
        Ok(PathPattern { text: text.to_owned(), segments })
    }

    /// The path's parameters, decoded, when the path is one of this pattern.
    fn parameters(&self, path: &str) -> Option<Vec<(String, String)>> {
        let mut given = path.strip_prefix('/')?.split('/');
        let mut parameters = Vec::new();
        for segment in &self.segments {
            let part = given.next()?;
            match segment {
                Segment::Literal(literal) if literal == part => {}
                Segment::Literal(_) => return None,
                // An empty part is no value: `/tickets/` is not `/tickets/{id}`.
                Segment::Parameter(_) | Segment::Rest(_) if part.is_empty() => return None,
                Segment::Parameter(name) => parameters.push((name.clone(), decoded(part))),
                Segment::Rest(name) => {
                    let rest: Vec<&str> = std::iter::once(part).chain(given.by_ref()).collect();
                    parameters.push((name.clone(), decoded(&rest.join("/"))));
                }
            }
        }
        given.next().is_none().then_some(parameters)
    }
}

impl fmt::Display for PathPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Finds the most specific route for a request.
pub fn find<'a>(routes: &'a [Route], method: &str, path: &str) -> Option<(&'a Route, Vec<(String, String)>)> {
    routes
        .iter()
        .filter(|route| route.method == "ANY" || route.method == method)
        .filter_map(|route| Some((route, route.path.parameters(path)?)))
        .min_by(|(left, _), (right, _)| {
            let specificity = |route: &'a Route| (&route.path.segments, route.method == "ANY");
            specificity(left).cmp(&specificity(right))
        })
}

/// Decodes `%xx`; what is not valid is kept as it came, and what is not UTF-8 is shown with the replacement character.
pub fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut index = 0;
    while index < bytes.len() {
        let escaped = (bytes[index] == b'%')
            .then(|| text.get(index + 1..index + 3))
            .flatten()
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match escaped {
            Some(byte) => {
                out.push(byte);
                index += 3;
            }
            None => {
                out.push(bytes[index]);
                index += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route(method: &str, path: &str) -> Route {
        Route {
            function: path.to_owned(),
            method: method.to_owned(),
            path: PathPattern::parse(path, "test").expect("a path"),
            needs_token: false,
        }
    }

    #[test]
    fn the_most_specific_route_wins() {
        let routes = [
            route("GET", "/t/{id}"),
            route("GET", "/t/number/{number}"),
            route("GET", "/t/me"),
            route("ANY", "/t/{rest+}"),
        ];
        let found =
            |method, path| find(&routes, method, path).map(|(route, parameters)| (route.path.to_string(), parameters));
        assert_eq!(found("GET", "/t/me"), Some(("/t/me".to_owned(), vec![])));
        assert_eq!(found("GET", "/t/a%20b"), Some(("/t/{id}".to_owned(), vec![("id".to_owned(), "a b".to_owned())])));
        assert_eq!(
            found("GET", "/t/number/7"),
            Some(("/t/number/{number}".to_owned(), vec![("number".to_owned(), "7".to_owned())]))
        );
        assert_eq!(
            found("POST", "/t/x/y"),
            Some(("/t/{rest+}".to_owned(), vec![("rest".to_owned(), "x/y".to_owned())]))
        );
        assert_eq!(found("GET", "/t/"), None);
        assert_eq!(found("GET", "/other"), None);
    }

    #[test]
    fn broken_escapes_are_kept() {
        assert_eq!(decoded("100%"), "100%");
        assert_eq!(decoded("%zz%C3%A9"), "%zzé");
        assert_eq!(decoded("é%2"), "é%2");
    }
}
