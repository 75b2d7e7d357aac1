//! What people write here, in lengths that people write, and who they are.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use guichet_domain::choosing::AssignmentMode;
use guichet_domain::{
    Agent, Availability, Configuration, Form, Locale, Mailbox, Metric, Role, Team, TicketType, Topic,
};
use guichet_runtime::Env;
use guichet_store::Store;
use image::{ImageFormat, Rgb, RgbImage};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::Outcome;

pub const TEAMS: [&str; 3] = ["orders", "technical", "billing"];
pub const AGENTS: usize = 10;

/// 600 characters, in two paragraphs.
pub const QUESTION: &str = "Hello,\n\nI ordered a pair of hiking boots in size 42 on the third of the month and paid at once. The \
confirmation said that they would be sent within two working days. Since then I have heard nothing, and the page with my \
orders only says \"in preparation\". I have looked into the folder for unwanted mail as well.\n\nWe leave for the mountains \
on the twentieth, so I need to know whether they will arrive before that or whether I should buy another pair in town. \
Could you please look up where the parcel is, and tell me what I can do if it has been lost on the way? My thanks in \
advance, and kind regards, Anna Keller";

/// 400 characters.
pub const ANSWER: &str = "Hello Anna,\n\nthank you for writing. I have looked at your order: the boots left our warehouse \
this morning, four days later than we had promised, because the delivery from the maker was late. I am sorry that nobody \
told you. The parcel should be with you by Thursday, well before the twentieth. You find the number to follow it by in \
the mail that the carrier has sent you. Is there anything else?\n\nKind regards, Mia";

/// 150 characters.
pub const NOTE: &str = "The warehouse says that the whole batch of the maker was late, so there will be more questions of \
this kind. I have asked them for a list of the orders.";

/// The address that customers write to.
pub const MAILBOX: &str = "help@desk.example.org";

/// A message of a customer's, as the mail service hands it over: its verdicts, text and HTML.
pub fn letter(customer: usize, to: &str, id: usize, more: &str) -> Vec<u8> {
    let from = address(customer);
    let html = QUESTION.replace('&', "&amp;").replace("\n\n", "</p><p>");
    format!(
        "Return-Path: <{from}>\r\nReceived: from mx (mx [203.0.113.25])\r\n by inbound-smtp.eu-west-1.amazonaws.com with SMTP id \
         x{id}\r\n for {to};\r\n Mon, 2 Mar 2026 09:00:00 +0000 (UTC)\r\nX-SES-Spam-Verdict: PASS\r\nX-SES-Virus-Verdict: PASS\r\n\
         Authentication-Results: amazonses.com;\r\n spf=pass (spfCheck) envelope-from={from};\r\n \
         dkim=pass header.i=@mail.example.org;\r\n dmarc=pass header.from=mail.example.org;\r\nX-SES-RECEIPT: x\r\n\
         From: Anna Keller <{from}>\r\nTo: {to}\r\nSubject: {}\r\nDate: Mon, 2 Mar 2026 09:00:00 +0000\r\n\
         Message-ID: <{id}@mail.example.org>\r\n{more}MIME-Version: 1.0\r\n\
         Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{QUESTION}\r\n\
         --b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>{html}</p>\r\n--b--\r\n",
        subject(customer)
    )
    .into_bytes()
}

/// A message with a file of so many bytes, which is as large as its encoding makes it.
pub fn letter_with_file(customer: usize, id: usize, bytes: usize) -> Vec<u8> {
    let line = concat!("JVBERi0xLjQKJcOkw7zDtsOfCjIgMCBvYmoKPDwvTGVuZ3RoIDMgMCBSL0ZpbHRlci9GbGF0ZURl", "\r\n");
    let letter = letter(customer, MAILBOX, id, "");
    let at = letter.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or_default();
    let headers = String::from_utf8_lossy(&letter[..at]).replace("multipart/alternative", "multipart/mixed");
    // What is encoded is three quarters of its letters.
    let lines = bytes * 4 / 3 / (line.len() - 2);
    let start = format!(
        "{headers}\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{QUESTION}\r\n--b\r\nContent-Type: \
         application/pdf; name=plan.pdf\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment\r\n\r\n"
    );
    [start.as_bytes(), line.repeat(lines).as_bytes(), b"--b--\r\n"].concat()
}

/// A picture of small squares, of which no two neighbours are the same.
pub fn photograph((width, height): (u32, u32)) -> Outcome<Vec<u8>> {
    let dots = RgbImage::from_fn(width, height, |x, y| {
        let [red, green, ..] = ((x / 8).wrapping_mul(31) ^ (y / 8).wrapping_mul(17)).to_le_bytes();
        Rgb([red, green, red ^ green])
    });
    let mut bytes = Vec::new();
    dots.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Jpeg)?;
    Ok(bytes)
}

pub fn agent_id(index: usize) -> String {
    format!("agent-{}", index % AGENTS)
}

/// A mail address of its own for each number.
pub fn address(customer: usize) -> String {
    format!("customer.{customer}@mail.example.org")
}

pub fn subject(number: usize) -> String {
    format!("Where is my order number {}?", 48_000_000 + number)
}

/// Three teams and ten agents, who always have room for another ticket.
pub async fn set_up(store: &Store) -> Outcome<()> {
    let (mut teams, mut topics) = (Vec::new(), Vec::new());
    for team in TEAMS {
        let id = team.parse()?;
        let lead = Some(agent_id(0).parse()?);
        teams.push(Team { lead, ..Team::new(id, team.parse()?, 1.try_into()?) });
        let label = [(Locale::En, team.parse()?), (Locale::Fr, team.parse()?)].into();
        topics.push(Topic { id: team.parse()?, label, team: team.parse()?, ticket_type: TicketType::Question });
    }
    let form = Form { id: "default".parse()?, brand: None, topics, fields: Vec::new() };
    let mailbox = Mailbox::new("help".parse()?, MAILBOX.parse()?, TEAMS[0].parse()?);
    let agents = (0..AGENTS).map(|index| Ok(agent(index)?.settings())).collect::<Outcome<Vec<_>>>()?;
    for agent in &agents {
        store.set_availability(&agent.id, Availability::Online).await?;
    }
    store
        .reconfigure(Timestamp::UNIX_EPOCH, |desk| {
            (desk.teams, desk.forms, desk.agents) = (teams.clone(), vec![form.clone()], agents.clone());
            desk.mailboxes = vec![mailbox.clone()];
            // A message of 25 MB comes with a file of 18, the most that can be allowed.
            desk.desk.attachments.file_megabytes = 18;
        })
        .await?;
    Ok(())
}

pub fn agent(index: usize) -> Outcome<Agent> {
    let id = agent_id(index);
    Ok(Agent {
        name: format!("Mia Number {index}").parse()?,
        email: format!("{id}@desk.example.org").parse()?,
        id: id.parse()?,
        role: Role::Agent,
        locale: Locale::En,
        skills: BTreeMap::new(),
        languages: BTreeSet::new(),
        shifts: None,
        out_of_office: None,
        teams: TEAMS.iter().map(|team| team.parse()).collect::<Result<BTreeSet<_>, _>>()?,
        availability: Availability::Online,
        capacity: 1_000_000,
        open_load: 0,
        last_assigned_at: None,
    })
}

/// What a desk may set up beside people and forms: nothing of it, or all.
pub fn without_promises(desk: &mut Configuration) {
    (desk.policies, desk.rules) = (Vec::new(), Vec::new());
}

/// Every metric with a target in business hours and rungs ahead, routing by words, agents by their skills.
pub fn with_every_promise(desk: &mut Configuration) -> Outcome<()> {
    let hours = json!(["09:00-12:30", "13:30-18:00"]);
    let week = json!({"monday": hours, "tuesday": hours, "wednesday": hours, "thursday": hours, "friday": hours});
    let calendar = json!({"id": "office", "name": "Office", "time_zone": "Europe/Paris", "week": week});
    desk.calendars = vec![serde_json::from_value(calendar)?];
    desk.skills = vec![serde_json::from_value(json!({"id": "shipping", "name": "Shipping"}))?];
    for agent in &mut desk.agents {
        agent.skills = [("shipping".parse()?, 3.try_into()?)].into();
    }
    for team in &mut desk.teams {
        team.assignment = AssignmentMode::Skills;
    }
    desk.rules = vec![serde_json::from_value(json!({
        "id": "parcels", "name": "Parcels", "when": {"words": ["parcel", "my order"]},
        "then": {"priority": "high", "add_tags": ["shipping"], "skills": {"shipping": 2}},
    }))?];
    let by_priority = json!({"critical": "1h", "high": "4h", "normal": "8h", "low": "24h"});
    let targets: BTreeMap<Metric, &Value> = Metric::ALL.into_iter().map(|metric| (metric, &by_priority)).collect();
    let rung = |metric: &str, at: &str| json!({"metric": metric, "at": at, "actions": [{"notify": "team_lead"}]});
    desk.policies = vec![serde_json::from_value(json!({
        "id": "gold", "name": "Gold", "calendar": "office", "targets": targets,
        "ladder": [rung("first_response", "50 %"), rung("first_response", "+1h"), rung("total_resolution", "75 %")],
    }))?];
    let faults = desk.check();
    if faults.is_empty() { Ok(()) } else { Err(format!("a desk that can not be set up like this: {faults:?}").into()) }
}

/// A store over a function's settings.
pub fn settings(template: &guichet_local::template::Template, function: &str) -> Outcome<Env> {
    let function = template.function(function).ok_or_else(|| format!("the template has no {function}"))?;
    Ok(Env::from_map(function.environment.clone()))
}
