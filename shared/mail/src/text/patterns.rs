//! How mail programs mark what they quote, in English, French and German.

use std::sync::LazyLock;

use regex::Regex;

type Pattern = LazyLock<Option<Regex>>;

/// Lines that are joined at most to find an introduction that was wrapped.
const MOST_WRAPPED: usize = 4;
/// Longer than every introduction.
const LONGEST: usize = 500;

static INTRODUCTION: Pattern = LazyLock::new(|| {
    let forms = [
        r"On\s.+\swrote\s?:",
        r"Le\s.+\sa\s[ée]crit\s?:",
        r"Am\s.+\sschrieb\b.*:",
        r"Am\s.+\shat\s.+\sgeschrieben\s?:",
        r"\d{4}-\d\d-\d\d,?\s\d?\d:\d\d.*\s.+<[^>]+@[^>]+>\s?:",
        r".+<[^>\s]+@[^>\s]+>\s?(?:wrote|a [ée]crit|schrieb)(?:\s(?:on|le|am)\s.+)?\s?:",
        r".+\s(?:schrieb am|wrote on|a [ée]crit le)\s.+:",
    ];
    Regex::new(&format!("^(?:{})$", forms.join("|"))).ok()
});
static INTRODUCTION_BEGINS: Pattern =
    LazyLock::new(|| Regex::new(r"^(?:On|Le|Am)\s|^\d{4}-\d\d-\d\d|@|\s(?:schrieb am|wrote on|a [ée]crit le)\s").ok());
static FORWARD: Pattern = LazyLock::new(|| {
    Regex::new(
        r"(?i)^-{3,}\s*(?:forwarded message|message (?:transféré|transmis|réexpédié)|mail transféré|weitergeleitete (?:nachricht|mail|e-mail))\s*-{3,}$|^(?:begin forwarded message|début du message (?:réexpédié|transféré)|anfang der weitergeleiteten (?:nachricht|mail|e.mail))\s?:$",
    )
    .ok()
});
static ORIGINAL: Pattern = LazyLock::new(|| {
    Regex::new(
        r"(?i)^-{3,}\s*(?:original (?:message|appointment)|message d['’]origine|message original|e-mail d['’]origine|original-?nachricht|ursprüngliche (?:nachricht|mail|e-mail)|ursprünglicher termin|reply message)\s*-{3,}$",
    )
    .ok()
});
static RULE: Pattern = LazyLock::new(|| Regex::new(r"^[_\-*=]{10,}$").ok());
static FIELD: Pattern = LazyLock::new(|| {
    let keys = [
        "(?P<from>from|de|von|expéditeur)",
        "(?P<date>sent|date|envoyé|envoyé le|gesendet|datum|sent on)",
        "(?P<to>to|à|pour|an|destinataire)",
        "(?P<cc>cc|copie à|copie|kopie|bcc|cci|reply-to|répondre à|antwort an|importance|priority)",
        "(?P<subject>subject|objet|sujet|betreff)",
    ];
    Regex::new(&format!(r"(?i)^\s*\*?(?:{})\s?:\*?\s*(?P<value>.*)$", keys.join("|"))).ok()
});
static FOOTER: Pattern = LazyLock::new(|| {
    let forms = [
        r"sent (?:from|with|via|using) (?:my |the )?.{2,80}",
        r"get outlook for (?:ios|android|mac).{0,60}",
        r"envoyé (?:de|depuis|à partir de|avec|via|par) (?:mon |ma |l['’])?.{2,80}",
        r"(?:télécharger|obtenir|téléchargez) outlook pour (?:ios|android|mac).{0,60}",
        r"von meinem? .{2,60} gesendet",
        r"(?:diese nachricht wurde )?von meinem? .{2,60} (?:gesendet|verschickt)\.?",
        r"gesendet (?:von|mit|aus|über) .{2,80}",
        r"(?:outlook für (?:ios|android) (?:beziehen|herunterladen|holen)|holen sie sich outlook für (?:ios|android)).{0,60}",
        r"(?:yahoo mail|aol).{0,20}: .{2,80}",
    ];
    Regex::new(&format!(r"(?i)^[\[(]?(?:{})$", forms.join("|"))).ok()
});
static STUB: Pattern = LazyLock::new(|| {
    Regex::new(
        r"(?i)multi-part message in mime|html.{0,40}(?:not (?:support|display)|view|version|format|anzeigen|darstell|afficher)|(?:view|see|read|open).{0,40}(?:html|in (?:your|a) browser|online)|navigateur|im browser|html-(?:fähig|format|version)",
    )
    .ok()
});

fn says(pattern: &Pattern, text: &str) -> bool {
    text.len() <= LONGEST && pattern.as_ref().is_some_and(|pattern| pattern.is_match(text))
}

/// Whether a plain text only says that the HTML is to be read.
pub(super) fn is_stub(plain: &str) -> bool {
    says(&STUB, &plain.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The line by which a program says that it passes a message on.
pub(super) fn is_forward(line: &str) -> bool {
    says(&FORWARD, line.trim())
}

/// The line by which a program says that an earlier message follows.
pub(super) fn is_original(line: &str) -> bool {
    says(&ORIGINAL, line.trim())
}

/// A line that is drawn.
pub(super) fn is_rule(line: &str) -> bool {
    says(&RULE, line.trim())
}

/// What programs of telephones write under everything.
pub(super) fn is_footer(line: &str) -> bool {
    says(&FOOTER, line.trim())
}

/// How many lines from the first on are an introduction such as `On Monday, Anna Keller wrote:`, which may be wrapped.
pub(super) fn introduction(lines: &[&str]) -> Option<usize> {
    if !says(&INTRODUCTION_BEGINS, lines.first()?.trim()) {
        return None;
    }
    let mut joined = String::new();
    for (index, line) in lines.iter().take(MOST_WRAPPED).enumerate() {
        let line = line.trim();
        if line.is_empty() {
            return None;
        }
        if index > 0 {
            joined.push(' ');
        }
        joined.push_str(line);
        if line.ends_with(':')
            && says(&INTRODUCTION, &joined)
            && joined.contains(|c: char| c.is_ascii_digit() || c == '@')
        {
            return Some(index + 1);
        }
    }
    None
}

/// The fields that programs put above a message that they quote or pass on.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Fields {
    pub from: Option<String>,
    pub subject: Option<String>,
    /// How many lines they take.
    pub lines: usize,
}

/// The fields that the lines begin with: an author or subject with two others, in whichever order, perhaps wrapped.
pub(super) fn fields(lines: &[&str]) -> Option<Fields> {
    let field = FIELD.as_ref()?;
    if !field.is_match(lines.first()?) {
        return None;
    }
    let (mut fields, mut kinds) = (Fields::default(), std::collections::BTreeSet::new());
    let mut last = "";
    for (index, line) in lines.iter().take(16).enumerate() {
        if line.len() > 2_000 {
            break;
        }
        if let Some(found) = field.captures(line) {
            let value = found.name("value").map(|value| value.as_str().trim().to_owned()).unwrap_or_default();
            last = ["from", "date", "to", "cc", "subject"]
                .into_iter()
                .find(|key| found.name(key).is_some())
                .unwrap_or_default();
            if !kinds.insert(last) && last != "cc" {
                break;
            }
            match last {
                "from" => fields.from = Some(value),
                "subject" => fields.subject = Some(value),
                _ => {}
            }
        } else if line.trim().is_empty() {
            // Programs that make their plain text from HTML leave empty lines between the fields.
            let goes_on = lines.get(index + 1).is_some_and(|next| field.is_match(next));
            if !goes_on || kinds.len() >= 4 {
                break;
            }
        } else if index == 0 || kinds.len() < 2 && last != "from" {
            return None;
        } else {
            // Addresses and subjects are wrapped.
            match last {
                "from" => fields.from.iter_mut().for_each(|from| *from = format!("{from} {}", line.trim())),
                "subject" => {
                    fields.subject.iter_mut().for_each(|subject| *subject = format!("{subject} {}", line.trim()))
                }
                _ => {}
            }
        }
        fields.lines = index + 1;
    }
    let complete = kinds.contains("from") && kinds.len() >= 3;
    complete.then_some(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn introductions() {
        for text in [
            "On Mon, Nov 23, 2026 at 10:12 AM Desk <support@desk.example> wrote:",
            "On Mon, 23 Nov 2026 at 10:12, Desk <support@desk.example>\nwrote:",
            "On 23/11/2026 10:12, Desk wrote:",
            "On Monday, November 23rd, 2026 at 10:12, Desk <support@desk.example> wrote:",
            "Le lun. 23 nov. 2026 à 10:12, Desk <support@desk.example> a\nécrit :",
            "Le 23/11/2026 à 10:12, Desk a écrit\u{a0}:",
            "Am Mo., 23. Nov. 2026 um 10:12 Uhr schrieb Desk <\nsupport@desk.example>:",
            "Am 23.11.26 um 10:12 schrieb Desk:",
            "Am Montag, 23. November 2026 um 10:12:00 MEZ hat Desk <support@desk.example> Folgendes geschrieben:",
            "2026-11-23 10:12 GMT+01:00 Desk <support@desk.example>:",
            "Desk <support@desk.example> schrieb am Mo., 23. Nov. 2026, 10:12:",
            "Desk <support@desk.example> wrote:",
        ] {
            let lines: Vec<&str> = text.lines().collect();
            assert_eq!(introduction(&lines), Some(lines.len()), "{text}");
        }
        for text in ["On Monday I wrote:", "Am besten schrieb er: so", "Le colis est arrivé", "On it."] {
            assert_eq!(introduction(&[text]), None, "{text}");
        }
    }

    #[test]
    fn fields_above_an_earlier_message() {
        let outlook = [
            "Von: Desk <support@desk.example>",
            "Gesendet: Montag, 23. November 2026 10:12",
            "An: Anna Keller",
            "Betreff: AW: Rechnung",
            "",
            "Text",
        ];
        let found = fields(&outlook).unwrap();
        assert_eq!((found.from.as_deref(), found.lines), (Some("Desk <support@desk.example>"), 4));
        let wrapped = [
            "*De :* Desk",
            "<support@desk.example>",
            "*Envoyé :* lundi",
            "*À :* Anna",
            "*Objet :* Une très",
            "longue affaire",
            "",
        ];
        let found = fields(&wrapped).unwrap();
        assert_eq!(found.from.as_deref(), Some("Desk <support@desk.example>"));
        assert_eq!((found.subject.as_deref(), found.lines), (Some("Une très longue affaire"), 6));
        assert_eq!(fields(&["From: the beginning", "I was glad.", ""]), None);
        assert_eq!(fields(&["An: apple", "", "Text"]), None);
    }

    #[test]
    fn footers_and_lines_of_programs() {
        for line in [
            "Sent from my iPhone",
            "Envoyé de mon iPhone",
            "Von meinem iPhone gesendet",
            "Get Outlook for iOS<https://aka.ms/o0ukef>",
            "Télécharger Outlook pour Android (https://aka.ms/AAb9ysg)",
            "Sent with Proton Mail secure email.",
            "Envoyé à partir de Outlook pour iOS",
            "Gesendet von Outlook für Android",
        ] {
            assert!(is_footer(line), "{line}");
        }
        assert!(!is_footer("Sent it"));
        assert!(is_original("-----Message d’origine-----") && is_original("-------- Ursprüngliche Nachricht --------"));
        assert!(is_forward("---------- Forwarded message ---------") && is_forward("Début du message transféré :"));
    }
}
