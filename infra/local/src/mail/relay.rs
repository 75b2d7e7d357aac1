//! Passing sent mail on to a real SMTP server, for who wants to see it in a real mail program.
//!
//! That is beside the desk, never in its way: a server that is not there shows on the mail page and nowhere else.

use super::fate::Sending;
use super::{Mail, Mailbox, bare};
use lettre::address::Envelope;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinHandle;

const PATIENCE: Duration = Duration::from_secs(20);

/// Where sent mail goes as well, as the settings say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelaySettings {
    pub host: String,
    pub port: u16,
    pub login: Option<Login>,
}

#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    pub user: String,
    pub password: String,
}

impl std::fmt::Debug for Login {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Login").finish_non_exhaustive()
    }
}

#[derive(Debug, thiserror::Error)]
pub enum RelayError {
    #[error("SMTP_RELAY must be a host and a port, such as 127.0.0.1:1025, not `{0}`")]
    Address(String),
    #[error("the relay's TLS: {0}")]
    Tls(#[from] lettre::transport::smtp::Error),
}

impl RelaySettings {
    pub fn parse(address: &str, login: Option<Login>) -> Result<RelaySettings, RelayError> {
        let wrong = || RelayError::Address(address.to_owned());
        let (host, port) = address.rsplit_once(':').ok_or_else(wrong)?;
        let port = port.parse().map_err(|_| wrong())?;
        let host = host.trim_start_matches('[').trim_end_matches(']');
        if host.is_empty() { Err(wrong()) } else { Ok(RelaySettings { host: host.to_owned(), port, login }) }
    }
}

#[derive(Clone)]
pub struct Relay {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    mailbox: Arc<Mailbox>,
}

impl Relay {
    pub fn new(settings: &RelaySettings, mailbox: Arc<Mailbox>) -> Result<Relay, RelayError> {
        let tls = TlsParameters::new(settings.host.clone())?;
        // A password goes over the network encrypted or not at all; mail without one may go to a server that has no TLS.
        let here = matches!(settings.host.as_str(), "localhost" | "127.0.0.1" | "::1");
        let tls = match &settings.login {
            _ if settings.port == 465 => Tls::Wrapper(tls),
            Some(_) if !here => Tls::Required(tls),
            _ => Tls::Opportunistic(tls),
        };
        let mut transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&settings.host)
            .port(settings.port)
            .tls(tls)
            .timeout(Some(PATIENCE));
        if let Some(Login { user, password }) = &settings.login {
            transport = transport.credentials(Credentials::new(user.clone(), password.clone()));
        }
        Ok(Relay { transport: transport.build(), mailbox })
    }

    /// Passes a mail on in the background, and has the mailbox remember how that went.
    pub fn pass_on(&self, mail: &Mail, sending: &Sending) -> JoinHandle<()> {
        let envelope = envelope(&sending.source, &sending.recipients);
        let (relay, id, source) = (self.clone(), mail.id.clone(), Arc::clone(&mail.source));
        tokio::spawn(async move {
            // The transport ends the last line itself.
            let message = source.strip_suffix(b"\r\n").unwrap_or(&source);
            let passed = match envelope {
                Ok(envelope) => relay.transport.send_raw(&envelope, message).await.map_err(|error| error.to_string()),
                Err(error) => Err(error),
            };
            relay.mailbox.remember_passing(&id, passed.map(drop));
        })
    }
}

fn envelope(sender: &str, recipients: &[String]) -> Result<Envelope, String> {
    let address = |text: &str| text.parse::<Address>().map_err(|error| format!("an address: {error}"));
    let sender = address(bare(sender))?;
    let recipients = recipients.iter().map(|recipient| address(recipient)).collect::<Result<_, _>>()?;
    Envelope::new(Some(sender), recipients).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::smtp::tests::Bench;
    use std::net::TcpListener;

    async fn passed(settings: &RelaySettings) -> Result<(), String> {
        let mailbox = Arc::new(Mailbox::open(None).unwrap());
        let mail =
            mailbox.keep("an-id", "2026-03-02T09:00:00Z".parse().unwrap(), b"Subject: Hello\r\n\r\n.\r\n".to_vec());
        let recipients = vec!["anna@help.test".to_owned(), "tom@help.test".to_owned()];
        let sending = Sending { source: "Desk <desk@shop.example>".to_owned(), recipients, tags: Default::default() };
        let relay = Relay::new(settings, Arc::clone(&mailbox)).unwrap();
        relay.pass_on(&mail.unwrap(), &sending).await.unwrap();
        mailbox.passed_on("an-id").expect("it is over")
    }

    #[tokio::test]
    async fn a_mail_reaches_the_server_as_it_was_sent() {
        let server = Bench::new().await;
        let settings = RelaySettings::parse(&server.address.to_string(), None).unwrap();
        assert_eq!(passed(&settings).await, Ok(()));
        let [mail] = server.kept().await.try_into().unwrap();
        assert!(mail.starts_with("Return-Path: <desk@shop.example>\r\n"), "{mail}");
        assert!(mail.ends_with("Subject: Hello\r\n\r\n.\r\n"), "{mail}");
    }

    #[tokio::test]
    async fn a_server_that_is_not_there_or_refuses_is_told_of() {
        let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        assert!(passed(&RelaySettings::parse(&nobody.to_string(), None).unwrap()).await.is_err());
        // It offers no way to sign in, and the password is not sent to it in any other.
        let server = Bench::new().await;
        let login = Login { user: "a".to_owned(), password: "b".to_owned() };
        assert!(passed(&RelaySettings::parse(&server.address.to_string(), Some(login)).unwrap()).await.is_err());
        assert!(server.kept().await.is_empty());
    }

    #[test]
    fn an_address_is_a_host_and_a_port() {
        let parsed = |address| RelaySettings::parse(address, None).map(|settings| (settings.host, settings.port)).ok();
        assert_eq!(parsed("mail.example.org:587"), Some(("mail.example.org".to_owned(), 587)));
        assert_eq!(parsed("[::1]:25"), Some(("::1".to_owned(), 25)));
        for wrong in ["mail.example.org", ":25", "mail:port", ""] {
            assert_eq!(parsed(wrong), None, "{wrong}");
        }
    }
}
