//! Who mail comes from and who it may go to.

use crate::{ConfigError, Env};
use guichet_domain::{EmailAddress, PersonName};

/// The desk as the sender of its mail.
#[derive(Clone, Debug)]
pub struct Sender {
    pub name: PersonName,
    pub address: EmailAddress,
}

impl Sender {
    /// Reads `MAIL_FROM`: `Guichet <support@example.com>`.
    pub fn from_env(env: &Env) -> Result<Self, ConfigError> {
        let unusable = |why: &str| ConfigError::Unusable { name: "MAIL_FROM", why: why.to_owned() };
        let (name, address) = env
            .require("MAIL_FROM")?
            .trim()
            .strip_suffix('>')
            .and_then(|value| value.split_once('<'))
            .ok_or_else(|| unusable("the form Name <name@example.com> is expected"))?;
        let name = name.trim().trim_matches('"').parse().map_err(|_| unusable("the name can not be used"))?;
        let address: EmailAddress = address.parse().map_err(|_| unusable("the address can not be used"))?;
        if on_the_wire(&address).as_deref() != Some(address.as_str()) {
            return Err(unusable("the address must be ASCII, its domain in the xn-- form"));
        }
        Ok(Self { name, address })
    }

    /// The domain that our own message ids end with.
    pub fn domain(&self) -> &str {
        self.address.as_str().rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

/// The address as mail servers take it: the domain in its ASCII form. SES takes no other local part than ASCII, so some
/// addresses have no such form.
pub fn on_the_wire(address: &EmailAddress) -> Option<String> {
    let (local, domain) = address.as_str().rsplit_once('@')?;
    let domain = idna::domain_to_ascii(domain).ok()?;
    let exists = domain != "invalid" && !domain.ends_with(".invalid");
    (local.is_ascii() && exists).then(|| format!("{local}@{domain}"))
}

/// Mailboxes behind which nobody reads, or a program answers: automatic mail to them is noise at best and a loop at worst.
pub fn takes_automatic_mail(address: &EmailAddress) -> bool {
    const NOBODY: [&str; 6] = ["mailer-daemon", "postmaster", "abuse", "root", "noreply", "no-reply"];
    let local = address.as_str().rsplit_once('@').map_or("", |(local, _)| local);
    let mailbox = local.split_once('+').map_or(local, |(mailbox, _)| mailbox);
    !NOBODY.contains(&mailbox)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sender(value: &str) -> Result<Sender, ConfigError> {
        Sender::from_env(&Env::from_map([("MAIL_FROM".to_owned(), value.to_owned())].into()))
    }

    #[test]
    fn the_sender_is_a_name_and_an_address() {
        for value in ["Guichet <Support@desk.example>", "\"Guichet\" <support@desk.example>"] {
            let sender = sender(value).unwrap();
            assert_eq!((sender.name.as_str(), sender.address.as_str()), ("Guichet", "support@desk.example"));
            assert_eq!(sender.domain(), "desk.example");
        }
    }

    #[test]
    fn a_sender_that_no_mail_could_carry_is_refused_at_the_start() {
        for value in
            ["support@desk.example", "<support@desk.example>", "Guichet <support>", "Guichet <support@exämple.de>"]
        {
            assert!(matches!(sender(value), Err(ConfigError::Unusable { name: "MAIL_FROM", .. })), "{value}");
        }
        assert!(matches!(sender(""), Err(ConfigError::Missing("MAIL_FROM"))));
    }

    #[test]
    fn international_domains_travel_in_their_ascii_form() {
        let wire = |address: &str| on_the_wire(&address.parse().unwrap());
        assert_eq!(wire("Anna@Example.com").as_deref(), Some("anna@example.com"));
        assert_eq!(wire("anna@exämple.de").as_deref(), Some("anna@xn--exmple-cua.de"));
        assert_eq!(wire("jürgen@example.de"), None);
        assert_eq!(wire("unknown@sender.invalid"), None, "who wrote from no address is written to at none");
    }

    #[test]
    fn robots_get_no_automatic_mail() {
        let takes = |address: &str| takes_automatic_mail(&address.parse().unwrap());
        for nobody in ["MAILER-DAEMON@a.example", "noreply@a.example", "no-reply+shop@a.example", "abuse@a.example"] {
            assert!(!takes(nobody), "{nobody}");
        }
        for somebody in ["marie@a.example", "noreply.marie@a.example", "roots@a.example"] {
            assert!(takes(somebody), "{somebody}");
        }
    }
}
