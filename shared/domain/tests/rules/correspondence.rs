//! Who is written to, and what a mail does to a ticket. The rules are told in `docs/mail.md`.

use std::collections::BTreeSet;

use guichet_domain::decide::correspondence::{MOST_ATTACHMENTS, MOST_PARTICIPANTS};
use guichet_domain::{
    Actor, Attachment, AttachmentLimits, Carried, Command, Configuration, Event, Failure, FileId, FollowUp, Level,
    Mailbox, Participant, Received, Refusal, Rulebook, State, Suppression, Visibility,
};

use crate::history::{History, by_agent, by_customer, configuration, minute, names, reply, text, to_state};

fn person(address: &str) -> Participant {
    Participant { email: text(address), name: None }
}

fn by_mail() -> Carried {
    Carried {
        mail: Some(Received {
            raw: "inbound/m1".to_owned(),
            message_id: Some(text("a@b")),
            folded: false,
            unproved: false,
            automatic: false,
        }),
        ..Carried::default()
    }
}

fn files(count: usize) -> Vec<Attachment> {
    let file = |n| Attachment {
        id: FileId(uuid::Uuid::from_u128(n as u128)),
        name: text("a.txt"),
        media_type: text("text/plain"),
        size: 1,
        content_id: None,
        inline: false,
    };
    (0..count).map(file).collect()
}

fn mailbox(id: &str, address: &str) -> Mailbox {
    Mailbox::new(text(id), text(address), text("billing"))
}

#[test]
fn whoever_a_customer_writes_to_as_well_takes_part_from_then_on() {
    let mut desk = History::open();
    let marie = desk.ticket.customer.email.to_string();
    let to = vec![person("paul@example.com"), person(&marie)];
    let reply = Command::CustomerReply { body: text("Paul knows more."), carried: by_mail(), participants: to.clone() };
    assert_eq!(names(&desk.customer(10, reply.clone())), ["CustomerReplied", "ParticipantsChanged"]);
    assert_eq!(desk.ticket.participants, [person("paul@example.com")], "the customer is no guest on their own ticket");
    assert_eq!(names(&desk.customer(20, reply)), ["CustomerReplied"]);
    assert!(desk.ticket.involves(&text("paul@example.com")) && !desk.ticket.involves(&text("eve@example.com")));
}

#[test]
fn a_mail_to_everybody_brings_in_only_as_many_as_there_is_room_for() {
    let mut desk = History::open();
    let participants = (0..100).map(|n| person(&format!("p{n}@example.com"))).collect();
    desk.customer(10, Command::CustomerReply { body: text("All of you!"), carried: by_mail(), participants });
    assert_eq!(desk.ticket.participants.len(), MOST_PARTICIPANTS);
}

#[test]
fn an_agent_says_who_takes_part() {
    let mut desk = History::open();
    let set = |all: &[&str]| Command::SetParticipants(all.iter().map(|address| person(address)).collect());
    desk.agent(10, set(&["a@example.com", "b@example.com", "a@example.com"]));
    assert_eq!(desk.ticket.participants, [person("a@example.com"), person("b@example.com")]);
    let events = desk.agent(20, set(&["b@example.com", "c@example.com"]));
    let expected = Event::ParticipantsChanged {
        added: vec![person("c@example.com")],
        removed: BTreeSet::from([text("a@example.com")]),
    };
    assert_eq!(events, [expected]);
    assert_eq!(desk.agent(30, set(&["c@example.com", "b@example.com"])), []);
    let many: Vec<_> = (0..=MOST_PARTICIPANTS).map(|n| person(&format!("p{n}@example.com"))).collect();
    let refusal = desk.refused(40, by_agent(), Command::SetParticipants(many));
    assert_eq!(refusal, Refusal::TooManyParticipants { limit: MOST_PARTICIPANTS });
}

#[test]
fn an_agent_follows_a_ticket_once_and_stops() {
    let mut desk = History::open();
    let follow = |follows| Command::Follow { agent: text("ben"), follows };
    assert_eq!(names(&desk.agent(10, follow(true))), ["FollowersChanged"]);
    assert_eq!(desk.agent(20, follow(true)), []);
    assert!(desk.ticket.followers.contains(&text("ben")));
    desk.agent(30, follow(false));
    assert!(desk.ticket.followers.is_empty());
}

#[test]
fn rule_05_what_a_program_writes_changes_nothing() {
    for state in [State::WaitingCustomer, State::OnHold, State::Resolved, State::Closed] {
        let mut desk = History::open();
        desk.agent(10, to_state(state));
        let before = desk.ticket.clone();
        let automatic = Command::KeepAutomaticMail { body: text("I am out of office."), carried: by_mail() };
        assert_eq!(names(&desk.customer(20, automatic)), ["AutomaticMailReceived"]);
        assert_eq!((desk.ticket.state, &desk.ticket.clocks), (before.state, &before.clocks));
        assert_eq!(desk.ticket.unanswered_since, before.unanswered_since);
    }
}

#[test]
fn rule_10_an_answer_from_outside_that_was_asked_for_inside_stays_inside_and_ends_the_waiting() {
    let mut desk = History::open();
    desk.agent(10, to_state(State::OnHold));
    let note = Command::AddNote { body: text("The part is out of stock."), carried: by_mail() };
    assert_eq!(names(&desk.customer(20, note))[..2], ["NoteAdded", "StateChanged"]);
    assert_eq!(desk.ticket.state, State::Open);
    let typed = Command::note(text("I am no agent."));
    assert_eq!(
        desk.refused(30, by_customer(), typed),
        Refusal::AgentsOnly,
        "only by mail, to an address nobody guesses"
    );
}

#[test]
fn rule_10_the_mailbox_says_what_becomes_of_an_answer_to_a_closed_ticket() {
    let with = |follow_up| {
        let mut support = mailbox("support", "support@desk.example");
        support.follow_up = follow_up;
        Rulebook::new(1, Configuration { mailboxes: vec![support], ..configuration(Vec::new()) })
    };
    let mut desk = History::open();
    desk.agent(10, to_state(State::Closed));
    let (now, mut ticket) = (desk.ticket.updated_at, desk.ticket.clone());
    assert!(!ticket.reopens(&with(Some(FollowUp::Reopen)), now), "it came in through none");
    ticket.mailbox = Some(text("support"));
    assert!(ticket.reopens(&with(Some(FollowUp::Reopen)), now));
    assert!(!ticket.reopens(&with(None), now) && ticket.is_followed_up(&with(None)), "as its team does");
    assert!(!ticket.is_followed_up(&with(Some(FollowUp::Reject))));
}

#[test]
fn a_ticket_is_forwarded_as_long_as_somebody_works_on_it() {
    let mut desk = History::open();
    let forward = || Command::Forward {
        to: person("maker@example.com"),
        body: text("Is this covered?"),
        attachments: Vec::new(),
        replies: Visibility::Internal,
    };
    assert_eq!(names(&desk.agent(10, forward())), ["Forwarded"]);
    assert_eq!(desk.refused(20, by_customer(), forward()), Refusal::AgentsOnly);
    desk.agent(30, to_state(State::Closed));
    assert_eq!(desk.refused(40, by_agent(), forward()), Refusal::TicketClosed);
}

#[test]
fn a_message_has_so_many_files_at_most() {
    let mut desk = History::open();
    let limit = Refusal::TooManyAttachments { limit: MOST_ATTACHMENTS };
    let reply =
        |count| Command::AgentReply { body: text("See there."), carried: Carried::files(files(count)), then: None };
    assert_eq!(desk.refused(10, by_agent(), reply(MOST_ATTACHMENTS + 1)), limit);
    desk.agent(20, reply(MOST_ATTACHMENTS));
}

#[test]
fn the_files_of_a_ticket_have_so_much_room_together() {
    let mut set_up = configuration(Vec::new());
    set_up.desk.attachments = AttachmentLimits { file_megabytes: 1, message_megabytes: 1, ticket_megabytes: 2 };
    let mut desk = History::open_with(Level::Medium, Rulebook::new(1, set_up));
    let megabyte = || vec![Attachment { size: 1_000_000, ..files(1).remove(0) }];
    let note = |attachments| Command::AddNote { body: text("See there."), carried: Carried::files(attachments) };
    let full = Refusal::TicketFilesFull { megabytes: 2 };
    for minute in [10, 20] {
        desk.agent(minute, note(megabyte()));
    }
    assert_eq!(desk.refused(30, by_agent(), note(files(1))), full);
    let reply = Command::AgentReply { body: text("There."), carried: Carried::files(files(1)), then: None };
    assert_eq!(desk.refused(30, by_agent(), reply), full);
    let answer = |carried| Command::CustomerReply { body: text("Here."), carried, participants: Vec::new() };
    assert_eq!(desk.refused(30, by_customer(), answer(Carried::files(files(1)))), full);
    let forward = Command::Forward {
        to: person("maker@example.com"),
        body: text("Is this covered?"),
        attachments: files(1),
        replies: Visibility::Internal,
    };
    assert_eq!(desk.refused(30, by_agent(), forward), full);
    // Without files there is always room, and a mail is not lost for what comes with it.
    desk.agent(40, note(Vec::new()));
    desk.customer(50, answer(Carried { attachments: files(1), ..by_mail() }));
    assert_eq!(desk.ticket.attached_bytes, 2_000_001);

    // What goes on with a closed ticket has the room of its own.
    let room = |desk: &History| desk.ticket.room_for_customer(&desk.desk, minute(70));
    assert_eq!(room(&desk), 0);
    desk.agent(60, to_state(State::Closed));
    assert_eq!(room(&desk), 2_000_000);
}

#[test]
fn limits_of_files_fit_into_each_other() {
    let faults = |file_megabytes, message_megabytes, ticket_megabytes| {
        let mut set_up = configuration(Vec::new());
        set_up.desk.attachments = AttachmentLimits { file_megabytes, message_megabytes, ticket_megabytes };
        set_up.check().into_iter().map(|fault| format!("{} {}", fault.place, fault.code)).collect::<Vec<_>>()
    };
    assert_eq!(faults(28, 28, 28), [""; 0]);
    assert_eq!(faults(1, 1, 10_000), [""; 0]);
    assert_eq!(faults(0, 18, 200), ["desk.attachments.file_megabytes out_of_range"]);
    assert_eq!(faults(19, 18, 200), ["desk.attachments.file_megabytes out_of_range"]);
    assert_eq!(faults(15, 29, 200), ["desk.attachments.message_megabytes out_of_range"]);
    assert_eq!(faults(15, 18, 17), ["desk.attachments.ticket_megabytes out_of_range"]);
    assert_eq!(faults(15, 18, 10_001), ["desk.attachments.ticket_megabytes out_of_range"]);
}

#[test]
fn rule_17_a_mail_that_did_not_reach_is_told_on_the_ticket_whatever_its_state() {
    let mut desk = History::open();
    desk.agent(10, reply(Some(State::Closed)));
    let failed = Command::FailDelivery {
        of: Some(3),
        address: text("marie@example.fr"),
        failure: Failure::BouncedPermanent,
        reason: Some("550 5.1.1".to_owned()),
        mail: None,
    };
    let by = Actor::system("notifications");
    let at = crate::history::minute(20);
    assert_eq!(names(&desk.attempt(at, by.clone(), failed.clone()).unwrap()), ["DeliveryFailed"]);
    assert_eq!(desk.refused(30, by_customer(), failed), Refusal::AgentsOnly);
    let suppressed =
        Command::SuppressMail { of: 3, address: text("marie@example.fr"), why: Suppression::Undeliverable };
    assert_eq!(names(&desk.attempt(at, by, suppressed).unwrap()), ["MailSuppressed"]);
    assert_eq!(desk.ticket.state, State::Closed);
}

#[test]
fn a_mailbox_is_read_at_each_of_its_addresses_whatever_stands_after_the_plus_sign() {
    let mut support = mailbox("support", "support@desk.example");
    support.aliases.insert(text("help@desk.example"));
    let desk = Configuration { mailboxes: vec![support], ..configuration(Vec::new()) };
    for address in ["support@desk.example", "help@desk.example", "Help+abc@desk.example"] {
        assert!(desk.mailbox_at(&text(address)).is_some(), "{address}");
    }
    for address in ["support@other.example", "sales@desk.example", "+abc@desk.example"] {
        assert!(desk.mailbox_at(&text(address)).is_none(), "{address}");
    }
}

#[test]
fn a_mailbox_that_mail_could_not_find_is_refused_at_its_place() {
    let faults = |change: &dyn Fn(&mut Vec<Mailbox>)| {
        let mut mailboxes = vec![mailbox("support", "support@desk.example"), mailbox("sales", "sales@desk.example")];
        change(&mut mailboxes);
        let desk = Configuration { mailboxes, ..configuration(Vec::new()) };
        desk.check().into_iter().map(|fault| (fault.place, fault.code)).collect::<Vec<_>>()
    };
    let place = |path: &str, code: &'static str| vec![(path.to_owned(), code)];
    assert_eq!(faults(&|_| {}), []);
    assert_eq!(faults(&|all| all[1].team = text("nobody")), place("mailboxes[1].team", "unknown"));
    assert_eq!(
        faults(&|all| all[1].address = text("support@desk.example")),
        place("mailboxes[1].address", "duplicate")
    );
    assert_eq!(
        faults(&|all| all[1].aliases = BTreeSet::from([text("support@desk.example")])),
        place("mailboxes[1].aliases", "duplicate")
    );
    assert_eq!(faults(&|all| all[0].address = text("a+b@desk.example")), place("mailboxes[0].address", "malformed"));
    assert_eq!(
        faults(&|all| all[0].address = text("the-whole-support-team@desk.example")),
        place("mailboxes[0].address", "malformed")
    );
    assert_eq!(faults(&|all| all[0].form = Some(text("none"))), place("mailboxes[0].form", "unknown"));
    assert_eq!(faults(&|all| all[0].topic = Some(text("none"))), place("mailboxes[0].topic", "unknown"));
    assert_eq!(faults(&|all| all[1].id = text("support")), place("mailboxes[1].id", "duplicate"));
}
