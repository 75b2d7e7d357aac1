//! Who is told, and when nobody is.

use guichet_domain::{Actor, Command, CustomerId, State};

use crate::desk::{Desk, by, text};

#[tokio::test]
async fn who_takes_a_ticket_is_not_told_that_they_have_it() {
    let desk = Desk::start().await;
    let opened = desk.open(|_| {}).await;
    let claimed = desk.assign(opened, "ana", by("ana")).await;
    desk.deliver(claimed).await.unwrap();
    assert!(desk.ses.sent().is_empty());
}

#[tokio::test]
async fn who_has_lost_a_ticket_again_is_not_told_that_they_had_it() {
    let desk = Desk::start().await;
    let opened = desk.open(|_| {}).await;
    let first = desk.assign(opened, "ana", Actor::system("assignment")).await;
    let second = desk.assign(opened, "lena", by("ana")).await;
    desk.deliver(first).await.unwrap();
    desk.deliver(second).await.unwrap();
    assert_eq!(desk.ses.only().to, ["lena@desk.example"]);
}

#[tokio::test]
async fn a_breach_is_told_to_the_lead_or_the_assignee_or_nobody() {
    for (lead, assignee, told) in [
        (Some("lena"), Some("ana"), vec!["lena@desk.example"]),
        (None, Some("ana"), vec!["ana@desk.example"]),
        (Some("gone"), Some("ana"), vec!["ana@desk.example"]),
        (None, None, vec![]),
    ] {
        let desk = Desk::start().await;
        desk.reconfigure(|desk| desk.teams[0].lead = lead.map(text)).await;
        let opened = desk.open(|_| {}).await;
        if let Some(assignee) = assignee {
            desk.assign(opened, assignee, by("lena")).await;
        }
        let breached = desk.breach(opened).await;
        desk.deliver(breached).await.unwrap();
        let to: Vec<String> = desk.ses.sent().into_iter().flat_map(|mail| mail.to).collect();
        assert_eq!(to, told, "{lead:?} {assignee:?}");
    }
}

#[tokio::test]
async fn rule_15_robots_get_answers_but_nothing_automatic() {
    let desk = Desk::start().await;
    let opened = desk
        .open(|ticket| {
            ticket.customer.email = text("noreply@shop.example");
            ticket.customer.id = CustomerId::of(&ticket.customer.email);
        })
        .await;
    desk.deliver(opened).await.unwrap();
    assert!(desk.ses.sent().is_empty());
    let answered = desk.answer(opened, "We have your order.").await;
    desk.deliver(answered).await.unwrap();
    assert_eq!(desk.ses.only().to, ["noreply@shop.example"]);
}

#[tokio::test]
async fn what_was_set_aside_meanwhile_is_told_to_nobody_but_an_answer_still_arrives() {
    let desk = Desk::start().await;
    let opened = desk.open(|_| {}).await;
    let assigned = desk.assign(opened, "ana", by("lena")).await;
    let answered = desk.answer(opened, "Which card was it?").await;
    desk.act(opened, by("ana"), Command::MarkSpam, "StateChanged").await;
    for place in [opened, assigned] {
        desk.deliver(place).await.unwrap();
    }
    assert!(desk.ses.sent().is_empty());
    desk.deliver(answered).await.unwrap();
    assert_eq!(desk.ses.only().to, ["marie@example.fr"]);
}

#[tokio::test]
async fn other_events_are_told_to_nobody() {
    let desk = Desk::start().await;
    let opened = desk.open(|_| {}).await;
    let note = Command::note(text("Ask accounting."));
    let noted = desk.act(opened, by("ana"), note, "NoteAdded").await;
    let resolved = Command::ChangeState { to: State::Resolved, resolution: None, until: None };
    let resolved = desk.act(opened, by("ana"), resolved, "StateChanged").await;
    for place in [noted, resolved] {
        desk.deliver(place).await.unwrap();
    }
    assert!(desk.ses.sent().is_empty());
}

#[tokio::test]
async fn addresses_travel_as_mail_servers_take_them_or_not_at_all() {
    for (typed, wire) in [("anna@exämple.de", Some("anna@xn--exmple-cua.de")), ("jürgen@example.de", None)] {
        let desk = Desk::start().await;
        let opened = desk.open(|ticket| ticket.customer.email = text(typed)).await;
        desk.deliver(opened).await.unwrap();
        let to: Vec<String> = desk.ses.sent().into_iter().flat_map(|mail| mail.to).collect();
        assert_eq!(to, wire.into_iter().collect::<Vec<_>>());
    }
}
