//! The desk's terms as people read them. Written as matches, so that a new state or language asks for its words.

use guichet_domain::{At, LocalZone, Locale, Metric, Priority, State};
use jiff::{Timestamp, Zoned};

use Locale::{En, Fr};

pub fn priority(locale: Locale, priority: Priority) -> &'static str {
    match (locale, priority) {
        (En, Priority::Low) => "Low",
        (En, Priority::Normal) => "Normal",
        (En, Priority::High) => "High",
        (En, Priority::Critical) => "Critical",
        (Fr, Priority::Low) => "Basse",
        (Fr, Priority::Normal) => "Normale",
        (Fr, Priority::High) => "Haute",
        (Fr, Priority::Critical) => "Critique",
    }
}

pub fn state(locale: Locale, state: State) -> &'static str {
    match (locale, state) {
        (En, State::New) => "New",
        (En, State::Open) => "Open",
        (En, State::WaitingCustomer) => "Waiting for the customer",
        (En, State::OnHold) => "On hold",
        (En, State::Scheduled) => "Scheduled",
        (En, State::Resolved) => "Resolved",
        (En, State::Closed) => "Closed",
        (En, State::Merged) => "Merged",
        (En, State::Spam) => "Spam",
        (En, State::Deleted) => "Deleted",
        (Fr, State::New) => "Nouveau",
        (Fr, State::Open) => "Ouvert",
        (Fr, State::WaitingCustomer) => "En attente du client",
        (Fr, State::OnHold) => "En suspens",
        (Fr, State::Scheduled) => "Planifié",
        (Fr, State::Resolved) => "Résolu",
        (Fr, State::Closed) => "Clos",
        (Fr, State::Merged) => "Fusionné",
        (Fr, State::Spam) => "Indésirable",
        (Fr, State::Deleted) => "Supprimé",
    }
}

pub fn metric(locale: Locale, metric: Metric) -> &'static str {
    match (locale, metric) {
        (En, Metric::FirstResponse) => "First response",
        (En, Metric::NextResponse) => "Next response",
        (En, Metric::PeriodicUpdate) => "Regular update",
        (En, Metric::FirstResolution) => "Resolution",
        (En, Metric::TotalResolution) => "Total time to resolve",
        (En, Metric::RequesterWait) => "Customer's wait",
        (En, Metric::AgentWork) => "Time in work",
        (En, Metric::TimeInTier) => "Time in the tier",
        (Fr, Metric::FirstResponse) => "Première réponse",
        (Fr, Metric::NextResponse) => "Réponse suivante",
        (Fr, Metric::PeriodicUpdate) => "Point régulier",
        (Fr, Metric::FirstResolution) => "Résolution",
        (Fr, Metric::TotalResolution) => "Temps total de résolution",
        (Fr, Metric::RequesterWait) => "Attente du client",
        (Fr, Metric::AgentWork) => "Temps de traitement",
        (Fr, Metric::TimeInTier) => "Temps au niveau",
    }
}

/// A place on the ladder, as in "75 % of the target".
pub fn place(locale: Locale, place: At) -> String {
    match (locale, place) {
        (En, At::Percent(percent)) => format!("{percent} % of the target"),
        (En, At::Before(period)) => format!("{period} before the target"),
        (En, At::After(period)) => format!("{period} past the target"),
        (Fr, At::Percent(percent)) => format!("{percent} % de l'objectif"),
        (Fr, At::Before(period)) => format!("{period} avant l'objectif"),
        (Fr, At::After(period)) => format!("{period} après l'objectif"),
    }
}

/// The line above what somebody wrote before.
pub fn wrote(locale: Locale, by: &str, at: Timestamp, zone: &LocalZone) -> String {
    match locale {
        En => format!("On {}, {by} wrote:", moment(locale, at, zone)),
        Fr => format!("Le {}, {by} a écrit :", moment(locale, at, zone)),
    }
}

/// That some files do not go along. Who has no link to find them behind can ask for them.
pub fn files_left_out(locale: Locale, count: usize, linked: bool) -> String {
    match (locale, linked) {
        (En, true) if count == 1 => "One file is too large for a mail; you find it behind the link.".to_owned(),
        (En, true) => format!("{count} files are too large for a mail; you find them behind the link."),
        (En, false) if count == 1 => "One file is too large for a mail; ask us for it if you need it.".to_owned(),
        (En, false) => format!("{count} files are too large for a mail; ask us for them if you need them."),
        (Fr, true) if count == 1 => {
            "Un fichier est trop volumineux pour un message ; il est derrière le lien.".to_owned()
        }
        (Fr, true) => format!("{count} fichiers sont trop volumineux pour un message ; ils sont derrière le lien."),
        (Fr, false) if count == 1 => {
            "Un fichier est trop volumineux pour un message ; demandez-le-nous au besoin.".to_owned()
        }
        (Fr, false) => format!("{count} fichiers sont trop volumineux pour un message ; demandez-les-nous au besoin."),
    }
}

/// A moment in words, by a reader's clock. It says which clock that is, since it may only be thought to be theirs.
pub fn moment(locale: Locale, at: Timestamp, zone: &LocalZone) -> String {
    const FRENCH: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let at = at.to_zoned(zone.rules());
    let clock = clock(&at);
    match locale {
        En => at.strftime(&format!("%-d %B %Y at %H:%M {clock}")).to_string(),
        Fr => {
            let month = FRENCH[usize::from(at.month().unsigned_abs()) - 1];
            let day = if at.day() == 1 { "1er".to_owned() } else { at.day().to_string() };
            at.strftime(&format!("{day} {month} %Y à %H:%M {clock}")).to_string()
        }
    }
}

/// What a zone is called then: `CET` where there is such a name, `UTC+01:00` where there is none.
fn clock(at: &Zoned) -> String {
    let name = at.strftime("%Z").to_string();
    match at.offset().seconds() {
        0 if name.starts_with(['+', '-']) => "UTC".to_owned(),
        _ if name.starts_with(['+', '-']) => format!("UTC{}", at.strftime("%:z")),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_read_as_each_language_writes_them() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let zone = |name: &str| name.parse::<LocalZone>().unwrap();
        let utc = zone("UTC");
        assert_eq!(moment(En, at("2026-03-02T08:05:59Z"), &utc), "2 March 2026 at 08:05 UTC");
        assert_eq!(moment(Fr, at("2026-08-01T17:30:00Z"), &utc), "1er août 2026 à 17:30 UTC");
        assert_eq!(moment(Fr, at("2026-12-31T00:00:00Z"), &utc), "31 décembre 2026 à 00:00 UTC");
        // Each by the reader's clock, in winter and in summer, with a name or without one.
        let instants = ["2026-03-02T23:30:00Z", "2026-08-01T12:00:00Z"].map(at);
        let told = |name: &str| instants.map(|at| moment(En, at, &zone(name)));
        assert_eq!(told("Europe/Paris"), ["3 March 2026 at 00:30 CET", "1 August 2026 at 14:00 CEST"]);
        assert_eq!(told("-03:30"), ["2 March 2026 at 20:00 UTC-03:30", "1 August 2026 at 08:30 UTC-03:30"]);
        assert_eq!(told("America/Sao_Paulo"), ["2 March 2026 at 20:30 UTC-03:00", "1 August 2026 at 09:00 UTC-03:00"]);
        assert_eq!(told("+00:00")[1], "1 August 2026 at 12:00 UTC");
    }
}
