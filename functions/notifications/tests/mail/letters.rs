//! Whole mails in both languages, as they are read and as they travel.

use guichet_domain::Locale;

use crate::desk::{Desk, agent, by, text};

async fn in_english_and_french(name: &str, tell: impl AsyncFn(&Desk, Locale)) {
    for locale in [Locale::En, Locale::Fr] {
        let desk = Desk::start().await;
        // Ana is assigned tickets and leads the team when her language is that of the test.
        desk.reconfigure(|desk| {
            desk.teams[0].lead = Some(text("ana"));
            desk.put_agent(agent("ana", "Ana Costa", locale).settings());
        })
        .await;
        tell(&desk, locale).await;
        insta::assert_snapshot!(format!("{name}_{}", locale.as_str()), desk.ses.only().whole());
    }
}

#[tokio::test]
async fn the_acknowledgement() {
    in_english_and_french("acknowledgement", async |desk, locale| {
        let opened = desk.open(|ticket| ticket.locale = locale).await;
        desk.deliver(opened).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn rule_18_the_agents_answer() {
    in_english_and_french("answer", async |desk, locale| {
        let opened = desk.open(|ticket| ticket.locale = locale).await;
        let body =
            "Dear Marie,\n\nthe second payment was <cancelled> & you get it back:\n- 12 €\n- within 3 days\n\nAna";
        let answered = desk.answer(opened, body).await;
        desk.deliver(answered).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn assigned_to_you() {
    in_english_and_french("assigned", async |desk, _| {
        let opened = desk.open(|_| {}).await;
        let assigned = desk.assign(opened, "ana", by("lena")).await;
        desk.deliver(assigned).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_target_was_missed() {
    in_english_and_french("breached", async |desk, _| {
        let opened = desk.open(|_| {}).await;
        desk.assign(opened, "lena", by("ana")).await;
        let breached = desk.breach(opened).await;
        desk.deliver(breached).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn rule_14_every_mail_of_a_ticket_carries_its_id_and_only_the_first_answers_nothing() {
    let desk = Desk::start().await;
    let opened = desk.open(|_| {}).await;
    desk.deliver(opened).await.unwrap();
    let answered = desk.answer(opened, "Which card was it?").await;
    desk.deliver(answered).await.unwrap();
    let assigned = desk.assign(opened, "ana", by("lena")).await;
    desk.deliver(assigned).await.unwrap();

    let sent = desk.ses.sent();
    let thread = sent[0].header("References").unwrap();
    assert!(thread.len() == "<@desk.example>".len() + 44 && thread.ends_with("@desk.example>"), "{thread}");
    assert_eq!(sent[1].header("References").as_ref(), Some(&thread));
    let between_colleagues = sent[2].header("References").unwrap();
    assert_ne!(between_colleagues, thread, "what an agent answers to a notice is no answer to the customer");
    assert!(sent.iter().all(|mail| mail.parsed().subject() == Some("[#1042] Charged twice")));
    let answers: Vec<Option<String>> = sent.iter().map(|mail| mail.header("In-Reply-To")).collect();
    assert_eq!(answers, [None, Some(thread), Some(between_colleagues)]);
    let automatic: Vec<Option<String>> = sent.iter().map(|mail| mail.header("Auto-Submitted")).collect();
    assert_eq!(automatic, [Some("auto-replied".to_owned()), None, Some("auto-generated".to_owned())]);
    let suppress: Vec<bool> = sent.iter().map(|mail| mail.header("X-Auto-Response-Suppress").is_some()).collect();
    assert_eq!(suppress, [true, false, true]);
}

#[tokio::test]
async fn rule_13_two_tickets_have_keys_of_their_own() {
    let desk = Desk::start().await;
    let first = desk.open(|_| {}).await;
    let second = desk
        .open(|ticket| {
            ticket.id = guichet_domain::TicketId(uuid::Uuid::from_u128(2));
            ticket.number = 1043;
        })
        .await;
    desk.deliver(first).await.unwrap();
    desk.deliver(second).await.unwrap();
    let key = |index: usize| {
        let thread = desk.ses.sent()[index].header("References").unwrap();
        thread.split_once('@').unwrap().0.to_owned()
    };
    assert_ne!(key(0), key(1));
}

#[tokio::test]
async fn the_link_of_a_mail_opens_the_ticket_from_then_on() {
    let desk = Desk::start().await;
    let opened = desk.open(|_| {}).await;
    desk.deliver(opened).await.unwrap();
    let sent = desk.ses.only();
    let text = sent.text();
    let token = text.split_once("https://help.desk.example/ticket/#").unwrap().1.lines().next().unwrap();
    assert!(sent.html().contains(&format!("href=\"https://help.desk.example/ticket/#{token}\"")));
    let hash = guichet_runtime::Token::presented(token).hash();
    let link = desk.store.link(&hash).await.unwrap().unwrap();
    assert_eq!(link.ticket, opened.ticket);
    assert!(link.valid_until > desk.now());

    desk.pass(jiff::SignedDuration::from_hours(24 * 30));
    let answered = desk.answer(opened, "Sorry for the delay.").await;
    desk.deliver(answered).await.unwrap();
    let renewed = desk.store.link(&hash).await.unwrap().unwrap();
    assert!(renewed.valid_until > link.valid_until, "the link is good for as long after the last mail");
}

/// A form that anyone can fill in must not send anyone's text to anyone's address.
#[tokio::test]
async fn the_acknowledgement_does_not_repeat_the_message() {
    let desk = Desk::start().await;
    let opened = desk.open(|ticket| ticket.body = text("Buy pills at https://spam.example")).await;
    desk.deliver(opened).await.unwrap();
    let sent = desk.ses.only();
    assert!(!sent.text().contains("pills") && !sent.html().contains("pills"));
}

#[tokio::test]
async fn rule_18_times_are_by_the_customers_clock_as_far_as_it_is_known() {
    for (zone, told) in [(Some("Europe/Paris"), "2 March 2026 at 10:00 CET"), (None, "2 March 2026 at 09:00 UTC")] {
        let desk = Desk::start().await;
        let opened = desk.open(|ticket| ticket.arrival.carried.zone = zone.map(text)).await;
        let answered = desk.answer(opened, "Here you are.").await;
        desk.deliver(answered).await.unwrap();
        let line = format!("On {told}, Marie Dubois wrote:");
        assert!(desk.ses.only().text().contains(&line), "{}", desk.ses.only().text());
    }
}
