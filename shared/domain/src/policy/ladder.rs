//! The escalation ladder: what is done when how much of a target has passed.

use std::fmt;
use std::str::FromStr;

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use super::Surroundings;
use crate::{EmailAddress, Faults, Invalid, Metric, Period, Tag, TeamId};

/// A step of the ladder. Each is taken once for a clock instance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Rung {
    pub metric: Metric,
    pub at: At,
    pub actions: Vec<Action>,
    /// Whether it waits for the calendar to open, so that nobody is woken at midnight.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub business_hours_only: bool,
}

impl Rung {
    pub(crate) fn moves(&self) -> impl Iterator<Item = &Move> {
        self.actions.iter().filter_map(|action| match action {
            Action::Move(to) => Some(to),
            _ => None,
        })
    }

    pub(super) fn check(&self, around: &Surroundings, faults: &mut Faults) {
        if let At::Percent(percent) = self.at
            && percent > At::MOST_PERCENT
        {
            faults.key("at", |faults| faults.report("out_of_range", format!("must be at most {} %", At::MOST_PERCENT)));
        }
        faults.key("actions", |faults| {
            if self.actions.is_empty() {
                faults.report("no_action", "a rung does something: at least one action is expected");
            }
            if self.moves().count() > 1 {
                faults.report("duplicate", "a ticket can be moved to one place only");
            }
            for (index, action) in self.actions.iter().enumerate() {
                faults.element(index, |faults| match action {
                    Action::Move(Move::Team(team)) if !around.known.teams.contains(team) => {
                        faults.report("unknown", format!("there is no team {team}"));
                    }
                    _ => {}
                });
            }
        });
    }
}

/// Where on the way to the target, or behind it. Written as `75 %`, `-30m` (before the target) or `+1h` (after it).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum At {
    Percent(u16),
    Before(Period),
    After(Period),
}

written_as_text!(At as "LadderPlace");

impl At {
    const MOST_PERCENT: u16 = 1_000;

    /// How much time is used up there. What would lie before the start is the start.
    pub fn of(self, target: SignedDuration) -> SignedDuration {
        match self {
            // In whole seconds: a target is minutes, so a percent of it is a multiple of 0.6 seconds.
            Self::Percent(percent) => SignedDuration::from_millis(target.as_secs() * 10 * i64::from(percent)),
            Self::Before(period) => (target - period.duration()).max(SignedDuration::ZERO),
            Self::After(period) => target + period.duration(),
        }
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Percent(percent) => write!(f, "{percent} %"),
            Self::Before(period) => write!(f, "-{period}"),
            Self::After(period) => write!(f, "+{period}"),
        }
    }
}

impl FromStr for At {
    type Err = Invalid;

    fn from_str(value: &str) -> Result<Self, Invalid> {
        const MALFORMED: Invalid = Invalid::Malformed("a place such as `75 %`, `-30m` or `+1h` is expected");
        let value = value.trim();
        let period = |text: &str| text.parse().map_err(|_| MALFORMED);
        if let Some(percent) = value.strip_suffix('%') {
            let digits = percent.trim_end();
            let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            return digits.parse().ok().filter(|_| is_number).map(Self::Percent).ok_or(MALFORMED);
        }
        match (value.strip_prefix('-'), value.strip_prefix('+')) {
            (Some(before), _) => Ok(Self::Before(period(before)?)),
            (_, Some(after)) => Ok(Self::After(period(after)?)),
            _ => Err(MALFORMED),
        }
    }
}

impl TryFrom<String> for At {
    type Error = Invalid;

    fn try_from(value: String) -> Result<Self, Invalid> {
        value.parse()
    }
}

impl From<At> for String {
    fn from(at: At) -> String {
        at.to_string()
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Action {
    Notify(Recipient),
    /// By one step.
    RaisePriority,
    Move(Move),
    Unassign,
    AddTag(Tag),
    /// A request to another system, signed.
    Webhook(WebhookUrl),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Move {
    /// To the team that the ticket's team escalates to.
    NextTier,
    Team(TeamId),
}

impl Move {
    pub(crate) fn team(&self) -> Option<&TeamId> {
        match self {
            Self::NextTier => None,
            Self::Team(team) => Some(team),
        }
    }
}

/// Where a webhook is sent: `https` and a host by its public name. A desk that runs on one machine may call that machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WebhookUrl(String);

written_as_text!(WebhookUrl as "WebhookUrl");

impl WebhookUrl {
    const LONGEST: usize = 2_000;

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it leads to the machine that calls it.
    pub fn is_local(&self) -> bool {
        self.0.starts_with("http://")
    }
}

impl TryFrom<String> for WebhookUrl {
    type Error = Invalid;

    fn try_from(value: String) -> Result<Self, Invalid> {
        const MALFORMED: Invalid =
            Invalid::Malformed("an address such as https://hooks.example.org/guichet is expected");
        if value.len() > Self::LONGEST {
            return Err(Invalid::TooLong { limit: Self::LONGEST });
        }
        let (scheme, rest) = value.split_once("://").ok_or(MALFORMED)?;
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let (host, port) = authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port)));
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
        // The last part of a name begins with a letter. What begins with a digit there is an address, in one of many ways to
        // write one, and most of them lead to networks that are nobody's business outside.
        let is_name =
            host.rsplit_once('.').is_some_and(|(_, last)| last.starts_with(|c: char| c.is_ascii_alphabetic()));
        let is_well = value.bytes().all(|byte| byte.is_ascii_graphic())
            && host.chars().all(plain)
            && port.is_none_or(|port| port.parse::<u16>().is_ok())
            && match scheme {
                "https" => is_name,
                "http" => ["localhost", "127.0.0.1"].contains(&host),
                _ => false,
            };
        if is_well { Ok(Self(value)) } else { Err(MALFORMED) }
    }
}

impl From<WebhookUrl> for String {
    fn from(url: WebhookUrl) -> String {
        url.0
    }
}

/// Who is told. Written as `assignee`, `team`, `team_lead` or an address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Recipient {
    Assignee,
    Team,
    TeamLead,
    Address(EmailAddress),
}

written_as_text!(Recipient as "Recipient");

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Assignee => "assignee",
            Self::Team => "team",
            Self::TeamLead => "team_lead",
            Self::Address(address) => address.as_str(),
        })
    }
}

impl TryFrom<String> for Recipient {
    type Error = Invalid;

    fn try_from(value: String) -> Result<Self, Invalid> {
        Ok(match value.as_str() {
            "assignee" => Self::Assignee,
            "team" => Self::Team,
            "team_lead" => Self::TeamLead,
            address => Self::Address(
                address
                    .parse()
                    .map_err(|_| Invalid::Malformed("assignee, team, team_lead or an e-mail address is expected"))?,
            ),
        })
    }
}

impl From<Recipient> for String {
    fn from(recipient: Recipient) -> String {
        recipient.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_on_the_ladder_is_read_and_written_alike() {
        for text in ["75 %", "-30m", "+1h", "125 %", "0 %"] {
            assert_eq!(text.parse::<At>().unwrap().to_string(), text);
        }
        assert_eq!("50%".parse::<At>(), Ok(At::Percent(50)));
        for text in ["", "%", "50", "1h", "-", "+1d", "-5 %", "1.5 %", "99999 %"] {
            assert!(text.parse::<At>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_webhook_goes_to_a_public_name_or_to_this_machine() {
        let read = |url: &str| WebhookUrl::try_from(url.to_owned());
        for url in [
            "https://hooks.example.org",
            "https://a.b.example:8443/x?y=z#w",
            "http://127.0.0.1:9/x",
            "http://localhost",
        ] {
            assert_eq!(read(url).unwrap().as_str(), url);
        }
        for url in [
            "",
            "hooks.example.org",
            "http://hooks.example.org",
            "ftp://hooks.example.org",
            "https://",
            "https://localhost",
            "https://127.0.0.1/",
            "https://10.0.0.1/",
            "https://0x7f.1/",
            "https://[::1]/",
            "https://169.254.169.254/latest",
            "https://user:secret@hooks.example.org/",
            "https://hooks.example.org:99999/",
            "https://hooks.example.org/a b",
            "https://internal/",
            "https://hooks.example.org\\@127.0.0.1/",
            "https://hooks.example.org/\n",
        ] {
            assert!(read(url).is_err(), "{url}");
        }
        assert!(read(&format!("https://hooks.example.org/{}", "a".repeat(2_000))).is_err());
    }

    #[test]
    fn how_much_is_used_up_there() {
        let target = SignedDuration::from_hours(8);
        let minutes = |text: &str| text.parse::<At>().unwrap().of(target).as_mins();
        assert_eq!(["50 %", "125 %", "-30m", "+1h", "-9h"].map(minutes), [240, 600, 450, 540, 0]);
    }
}
