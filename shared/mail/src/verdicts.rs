//! What the mail service found out about a message, as far as the message can be believed about it.
//!
//! A sender can write any header, those of the mail service too. Three things are relied on:
//!
//! - The mail service puts its own headers on top of what it receives, as every server does (RFC 5321, 4.4), in one block without a
//!   field of the sender's: `Return-Path`, one `Received`, `X-SES-*`, `Received-SPF` and `Authentication-Results`. So only what
//!   stands above the first field of any other name, and above the second `Received`, is believed.
//! - What it repeats of the sender's words, the name of its server and the address of its envelope, can not be taken for results: what is
//!   quoted or a comment is left out, a field in which either does not end or an envelope with such characters proves nothing,
//!   and of SPF and DMARC there must be one result.
//! - It writes each of them once, before anything the sender wrote. So of each name only the first counts, and of
//!   `Authentication-Results` the first whose server is exactly `amazonses.com`.
//!
//! A message that does not come from the mail service has no such block and is never authenticated, whatever it claims.

use guichet_domain::EmailAddress;
use serde::Serialize;

use crate::headers::{Headers, unfold};
use crate::sender::{self, Listed};

/// Who wrote the `Authentication-Results` that count.
const SERVER: &str = "amazonses.com";

/// One check's outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Pass,
    Fail,
    /// The check could not tell, or said that it does not mind.
    Gray,
    /// The check was not made, or nobody who can be believed says how it came out.
    #[default]
    Missing,
}

/// What was found out about a message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verdicts {
    /// Whether it looks like spam: [`Verdict::Fail`] says that it does.
    pub spam: Verdict,
    /// Whether it holds a virus: [`Verdict::Fail`] says that it does.
    pub virus: Verdict,
    /// Whether the server that sent it may send for the domain of the envelope.
    pub spf: Verdict,
    /// Whether a signature holds, of whichever domain.
    pub dkim: Verdict,
    /// Whether it is what the owner of the domain in `From` says of mail of that domain.
    pub dmarc: Verdict,
    /// Whether the domain of `From` is proved: by DMARC, or by a signature or envelope of the same organisation's domain. Never
    /// with more than one address in `From`.
    pub authenticated: bool,
}

impl Verdicts {
    /// The verdicts in these headers.
    pub(crate) fn of(headers: &Headers<'_>) -> Self {
        let block = Block::of(headers);
        let results = block.results();
        let verdict = |name: &str| block.first(name).map_or(Verdict::Missing, of_scan);
        let mut verdicts = Self {
            spam: verdict("x-ses-spam-verdict"),
            virus: verdict("x-ses-virus-verdict"),
            spf: outcome(&results, "spf"),
            dkim: outcome(&results, "dkim"),
            dmarc: outcome(&results, "dmarc"),
            authenticated: false,
        };
        verdicts.authenticated =
            only_author(headers).is_some_and(|from| proves(&results, &from, block.first("return-path")));
        verdicts
    }
}

/// What the mail service put on top.
struct Block<'h>(Vec<(&'h str, &'h str)>);

impl<'h> Block<'h> {
    fn of(headers: &'h Headers<'_>) -> Self {
        let mut hops = 0;
        let own = headers.iter().take_while(|(name, _)| {
            let name = name.to_ascii_lowercase();
            hops += usize::from(name == "received");
            let written_there =
                matches!(&*name, "return-path" | "received" | "received-spf" | "authentication-results");
            (written_there || name.starts_with("x-ses-")) && hops <= 1
        });
        Self(own.collect())
    }

    fn first(&self, name: &str) -> Option<&'h str> {
        self.0.iter().find(|(field, _)| field.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    /// The results of the checks, without comments.
    fn results(&self) -> Vec<Outcome> {
        // An address may be quoted and then hold anything.
        if self.first("return-path").is_some_and(|path| path.contains(['"', ';', '(', '\\', '='])) {
            return Vec::new();
        }
        let fields = self.0.iter().filter(|(name, _)| name.eq_ignore_ascii_case("authentication-results"));
        fields
            .filter_map(|(_, value)| plain(&unfold(value)))
            .find_map(|value| {
                let (server, results) = value.split_once(';')?;
                (server.trim() == SERVER).then(|| results.split(';').filter_map(Outcome::parse).collect())
            })
            .unwrap_or_default()
    }
}

/// One result, such as `dkim=pass header.i=@example.com`.
struct Outcome {
    method: String,
    result: Verdict,
    properties: Vec<(String, String)>,
}

impl Outcome {
    fn parse(text: &str) -> Option<Self> {
        let mut words = text.split_whitespace().filter_map(|word| word.split_once('='));
        let (method, result) = words.next()?;
        let properties =
            words.map(|(name, value)| (name.to_ascii_lowercase(), value.trim_matches('"').to_ascii_lowercase()));
        let result = match &*result.to_ascii_lowercase() {
            "pass" => Verdict::Pass,
            "fail" | "hardfail" | "permerror" => Verdict::Fail,
            "none" => Verdict::Missing,
            _ => Verdict::Gray,
        };
        Some(Self { method: method.to_ascii_lowercase(), result, properties: properties.collect() })
    }

    /// The domain that a property names, which may be an address.
    fn domain(&self, property: &str) -> Option<&str> {
        let (_, value) = self.properties.iter().find(|(name, _)| name == property)?;
        Some(value.rsplit_once('@').map_or(value.as_str(), |(_, domain)| domain))
    }
}

/// What was found. A message may have several signatures, of which one holds; everything else is found once.
fn outcome(results: &[Outcome], method: &str) -> Verdict {
    let all = || results.iter().filter(|outcome| outcome.method == method).map(|outcome| outcome.result);
    if method != "dkim" && all().count() > 1 {
        return Verdict::Fail;
    }
    let any = |wanted: Verdict| all().any(|result| result == wanted);
    [Verdict::Pass, Verdict::Fail, Verdict::Gray].into_iter().find(|verdict| any(*verdict)).unwrap_or_default()
}

fn of_scan(value: &str) -> Verdict {
    match unfold(value).to_ascii_uppercase().as_str() {
        "PASS" => Verdict::Pass,
        "FAIL" => Verdict::Fail,
        // Also `PROCESSING_FAILED`: it could not be told.
        _ => Verdict::Gray,
    }
}

/// The one address that the message says it is from.
fn only_author(headers: &Headers<'_>) -> Option<EmailAddress> {
    let Listed { people, entries } = sender::listed(headers, "from");
    let [author] = &*people else { return None };
    (entries == 1 && headers.count("from") == 1).then(|| author.email.clone())
}

fn proves(results: &[Outcome], from: &EmailAddress, return_path: Option<&str>) -> bool {
    let Some(author) = from.as_str().rsplit_once('@').and_then(|(_, domain)| organisation(domain)) else {
        return false;
    };
    let aligned = |domain: Option<&str>| domain.and_then(organisation).is_some_and(|domain| domain == author);
    let envelope = return_path.and_then(sender::email);
    let once = |method: &str| results.iter().filter(|outcome| outcome.method == method).count() == 1;
    results.iter().filter(|outcome| outcome.result == Verdict::Pass).any(|outcome| match outcome.method.as_str() {
        // The service checks the `From` that it sees; it is the same only if the domains are.
        "dmarc" => once("dmarc") && aligned(outcome.domain("header.from")),
        "dkim" => aligned(outcome.domain("header.i")) || aligned(outcome.domain("header.d")),
        "spf" if once("spf") => {
            let named = ["smtp.mailfrom", "envelope-from"].iter().find_map(|property| outcome.domain(property));
            let named = named.map(|domain| domain.trim_end_matches([';', '.']));
            aligned(
                named.or_else(|| envelope.as_ref().and_then(|e| e.as_str().rsplit_once('@')).map(|(_, domain)| domain)),
            )
        }
        _ => false,
    })
}

/// The domain that an organisation registered, in ASCII: of `mail.example.co.uk` that is `example.co.uk`.
fn organisation(domain: &str) -> Option<String> {
    let ascii = idna::domain_to_ascii(domain.trim_end_matches('.')).ok()?;
    psl::domain_str(&ascii).map(str::to_owned)
}

/// A value without its comments and without what is quoted. Nothing if one of them does not end.
fn plain(value: &str) -> Option<String> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    let mut plain = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' if depth == 0 => quoted = !quoted,
            _ if quoted => {}
            '(' => depth += 1,
            ')' => depth = depth.checked_sub(1)?,
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    (depth == 0 && !quoted).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdicts(raw: &str) -> Verdicts {
        Verdicts::of(&Headers::read(raw.as_bytes()).0)
    }

    fn authenticated(results: &str, from: &str) -> bool {
        verdicts(&format!(
            "Return-Path: <bounce@mail.example.com>\nAuthentication-Results: {results}\nFrom: {from}\n\n"
        ))
        .authenticated
    }

    #[test]
    fn the_domain_of_the_author_is_proved() {
        for results in [
            "amazonses.com; dmarc=pass header.from=example.com;",
            "amazonses.com; dkim=pass header.i=@news.example.com; dmarc=none header.from=example.com",
            "amazonses.com;\n dkim=fail header.i=@example.com;\n dkim=pass header.d=example.com",
            "amazonses.com; spf=pass (spfCheck: fine) client-ip=192.0.2.1; dmarc=none",
            "amazonses.com; spf=pass (x) envelope-from=a@mail.example.com; helo=x.example; dmarc=none",
        ] {
            assert!(authenticated(results, "Anna <anna@example.com>"), "{results}");
        }
    }

    #[test]
    fn the_domain_of_the_author_is_not_proved() {
        for results in [
            "amazonses.com; dmarc=fail header.from=example.com;",
            "amazonses.com; dkim=pass header.i=@example.org",
            "amazonses.com; dkim=fail header.i=@example.com",
            "mx.amazonses.com; dmarc=pass header.from=example.com",
            "amazonses.com.example; dmarc=pass header.from=example.com",
            "amazonses.com; spf=pass envelope-from=a@example.org",
            "amazonses.com; spf=softfail (dmarc=pass; dkim=pass header.i=@example.com) client-ip=192.0.2.1",
            "amazonses.com; dmarc=pass header.from=example.org",
            "amazonses.com; dmarc=pass",
            "amazonses.com; spf=fail helo=x;dmarc=pass header.from=example.com; dmarc=fail header.from=example.com",
            "amazonses.com; spf=fail envelope-from=\"a; dkim=pass header.i=@example.com;\"@example.org",
            "amazonses.com; spf=fail (\"; dkim=pass header.i=@example.com",
            "amazonses.com; spf=fail helo=x); dkim=pass header.i=@example.com",
        ] {
            assert!(!authenticated(results, "Anna <anna@example.com>"), "{results}");
        }
        let pass = "amazonses.com; dmarc=pass header.from=example.com";
        assert!(!authenticated(pass, "anna@example.com, ceo@example.com"));
        assert!(!authenticated(pass, "anna@example.com\nFrom: ceo@example.com"));
        assert!(!authenticated(pass, "undisclosed"));
        assert!(!authenticated("amazonses.com; dkim=pass header.i=@co.uk", "a@one.co.uk"));
    }

    #[test]
    fn what_stands_below_a_field_of_the_sender_is_not_believed() {
        let forged =
            "X-SES-Spam-Verdict: PASS\nAuthentication-Results: amazonses.com; dmarc=pass header.from=example.com\n";
        let from = "From: anna@example.com\n\n";
        let own = "Return-Path: <>\nReceived: by inbound-smtp\nX-SES-Spam-Verdict: FAIL\n";
        assert_eq!(verdicts(&format!("{own}Subject: x\n{forged}{from}")).dmarc, Verdict::Missing);
        assert_eq!(verdicts(&format!("{own}Received: by sender\n{forged}{from}")).dmarc, Verdict::Missing);
        assert_eq!(verdicts(&format!("{own}{forged}{from}")).spam, Verdict::Fail);
        let failed = "Authentication-Results: amazonses.com; dmarc=fail\n";
        assert!(!verdicts(&format!("{own}{failed}{forged}{from}")).authenticated);
    }
}
