//! What a reply to a mail of the desk is recognised by.
//!
//! Each mail carries a key of its ticket: in the address for answers, in a message id that it refers to, and in a mark in its
//! body. A key names the ticket and who reads what comes back, and proves both by a code that only the functions can make. So
//! it needs no record, belongs to one ticket, and is of no use to who knows the ticket's number, its subject and its people.

use data_encoding::{BASE32_NOPAD, DecodeError};
use guichet_domain::{EmailAddress, Invalid, TicketId, Visibility};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use uuid::Uuid;

use crate::DeskSecret;

/// The bytes of a key: who reads, the ticket, and 80 bits of a code. In base 32, which survives servers that change the case of an
/// address, they are 44 characters: beside the name of the mailbox, no more than what may stand before an `@`.
const PROOF: usize = 10;
const LENGTH: usize = 1 + 16 + PROOF;

/// What a mail is about, and who reads what is answered to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thread {
    pub ticket: TicketId,
    pub replies: Visibility,
}

impl DeskSecret {
    /// The key of a thread.
    pub fn thread_key(&self, thread: Thread) -> String {
        let mut bytes = [0; LENGTH];
        bytes[0] = match thread.replies {
            Visibility::Public => 0,
            Visibility::Internal => 1,
        };
        bytes[1..17].copy_from_slice(thread.ticket.0.as_bytes());
        let proof = self.proof(&bytes[..17]).finalize().into_bytes();
        bytes[17..].copy_from_slice(&proof[..PROOF]);
        BASE32_NOPAD.encode(&bytes).to_ascii_lowercase()
    }

    /// The thread of a key, if it is one of this desk's.
    pub fn thread_of(&self, key: &str) -> Option<Thread> {
        let bytes: Result<Vec<u8>, DecodeError> = BASE32_NOPAD.decode(key.trim().to_ascii_uppercase().as_bytes());
        let bytes = bytes.ok().filter(|bytes| bytes.len() == LENGTH)?;
        let replies = match bytes[0] {
            0 => Visibility::Public,
            1 => Visibility::Internal,
            _ => return None,
        };
        // Compared in constant time, so that a key can not be found out byte by byte.
        self.proof(&bytes[..17]).verify_truncated_left(&bytes[17..]).ok()?;
        Some(Thread { ticket: TicketId(Uuid::from_slice(&bytes[1..17]).ok()?), replies })
    }

    fn proof(&self, about: &[u8]) -> Hmac<Sha256> {
        let key = self.derive("thread", &[]);
        let mut mac = match Hmac::<Sha256>::new_from_slice(key.as_bytes()) {
            Ok(mac) => mac,
            Err(_) => unreachable!("HMAC takes keys of any length"),
        };
        mac.update(about);
        mac
    }

    /// The address that an answer goes to.
    pub fn reply_address(&self, mailbox: &EmailAddress, thread: Thread) -> Result<EmailAddress, Invalid> {
        mailbox.with_detail(&self.thread_key(thread))
    }

    /// The message id that every mail of a thread refers to. It is the id of no mail: SES replaces those that we give.
    pub fn thread_id(&self, mailbox: &EmailAddress, thread: Thread) -> String {
        format!("{}@{}", self.thread_key(thread), mailbox.domain())
    }

    /// What our own mail is known by when it comes back.
    pub fn loop_mark(&self) -> String {
        self.derive("loop", &[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Env;

    fn secret(letter: &str) -> DeskSecret {
        DeskSecret::from_env(&Env::from_map([("DESK_SECRET".to_owned(), letter.repeat(32))].into())).unwrap()
    }

    fn thread(replies: Visibility) -> Thread {
        Thread { ticket: TicketId(Uuid::from_u128(0x0195_5555_0000_7000_8000_0000_0000_0001)), replies }
    }

    #[test]
    fn a_key_leads_to_its_thread_whatever_servers_do_to_its_case() {
        for replies in [Visibility::Public, Visibility::Internal] {
            let key = secret("a").thread_key(thread(replies));
            assert_eq!(key.len(), 44);
            assert_eq!(secret("a").thread_of(&key), Some(thread(replies)));
            assert_eq!(secret("a").thread_of(&key.to_ascii_uppercase()), Some(thread(replies)));
            assert_eq!(secret("b").thread_of(&key), None, "of another desk");
        }
    }

    #[test]
    fn rule_09_a_key_that_differs_in_one_bit_leads_nowhere() {
        let secret = secret("a");
        let bytes = BASE32_NOPAD.decode(secret.thread_key(thread(Visibility::Public)).to_ascii_uppercase().as_bytes());
        let bytes = bytes.unwrap();
        for bit in 0..bytes.len() * 8 {
            let mut other = bytes.clone();
            other[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(secret.thread_of(&BASE32_NOPAD.encode(&other)), None, "bit {bit}");
        }
        for other in ["", "a", "not-a-key", &"a".repeat(44), &"a".repeat(1000)] {
            assert_eq!(secret.thread_of(other), None);
        }
    }

    #[test]
    fn the_address_for_answers_fits_beside_the_longest_mailbox() {
        let mailbox: EmailAddress = "eighteen-letters-x@desk.example".parse().unwrap();
        let address = secret("a").reply_address(&mailbox, thread(Visibility::Public)).unwrap();
        assert_eq!(address.without_detail(), mailbox);
        assert_eq!(address.detail().and_then(|key| secret("a").thread_of(key)), Some(thread(Visibility::Public)));
    }
}
