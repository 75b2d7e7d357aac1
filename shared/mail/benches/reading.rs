//! What it takes to read a message: the letter that most people write, and the largest that is accepted.

#![allow(clippy::unwrap_used, reason = "a benchmark that can not be set up has nothing to say")]

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use guichet_mail::{read, safe_html};

/// What is quoted in a conversation that has gone on for some time.
const ANSWER: &str = "Bonjour, merci pour votre réponse. J’ai essayé ce que vous proposez : le voyant clignote trois fois, puis s’éteint. \
                      Le numéro est sous l’appareil ; la commande date du trois. Pouvez-vous me dire ce qu’il faut faire maintenant ?";
const PARAGRAPHS: usize = 30;
const MEGABYTE: usize = 1024 * 1024;

/// Some 50 KB: text and HTML, as Gmail writes them, with four answers inside each other.
fn letter() -> Vec<u8> {
    let (mut plain, mut html) = (String::new(), String::new());
    for depth in 0..5 {
        let quote = "> ".repeat(depth);
        if depth > 0 {
            let above = "> ".repeat(depth - 1);
            write!(plain, "{above}Le lun. 23 nov. 2026 à 10:12, Desk <support@desk.example> a écrit :\n{above}\n")
                .unwrap();
            html.push_str("<div class=\"gmail_quote\"><div class=\"gmail_attr\">Le lun. 23 nov. 2026 à 10:12, Desk &lt;<a href=\"mailto:support@desk.example\">support@desk.example</a>&gt; a écrit :<br></div><blockquote class=\"gmail_quote\" style=\"margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex\">");
        }
        for number in 0..PARAGRAPHS / 2 {
            write!(plain, "{quote}{ANSWER}\n{quote}\n").unwrap();
            write!(html, "<div style=\"font-family:Arial,sans-serif;color:#222\">{ANSWER} <a href=\"https://shop.example/{number}\">ici</a></div><div><br></div>").unwrap();
        }
    }
    html.push_str(&"</blockquote></div>".repeat(4));
    let head = "Return-Path: <anna@mail.example>\r\nX-SES-Spam-Verdict: PASS\r\nAuthentication-Results: amazonses.com; spf=pass; dkim=pass header.i=@mail.example; dmarc=pass header.from=mail.example;\r\nFrom: Anna <anna@mail.example>\r\nTo: support@desk.example\r\nSubject: Re: [#1001] =?utf-8?Q?Le_chargeur_ne_charge_plus?=\r\nMessage-ID: <1@mail.example>\r\nReferences: <key@desk.example>\r\nMIME-Version: 1.0\r\n";
    let raw = format!(
        "{head}Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{plain}\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}\r\n--b--\r\n"
    );
    raw.into_bytes()
}

/// Some 25 MB: a line of text and three files in Base64.
fn largest() -> Vec<u8> {
    let line = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGM4IScHAAK2AQU0pnWq\r\n";
    let file = line.repeat(8 * MEGABYTE / line.len());
    let mut raw = String::from(
        "From: Anna <anna@mail.example>\r\nSubject: Photos\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nHere they are.\r\n",
    );
    for number in 0..3 {
        write!(raw, "--b\r\nContent-Type: image/png; name=photo-{number}.png\r\nContent-Transfer-Encoding: base64\r\n\r\n{file}\r\n").unwrap();
    }
    raw.push_str("--b--\r\n");
    raw.into_bytes()
}

fn reading(criterion: &mut Criterion) {
    let (letter, largest) = (letter(), largest());
    // The cases are what they say.
    let read_letter = read(&letter).unwrap();
    assert!(letter.len() > 40_000 && read_letter.text.folded && read_letter.verdicts.authenticated, "{}", letter.len());
    assert_eq!(
        read(&largest).unwrap().attachments.iter().filter(|file| file.sniffed_type == Some("image/png")).count(),
        3
    );

    let mut group = criterion.benchmark_group("reading");
    let show = || safe_html(&letter, &|_| None, false).unwrap();
    group.bench_function("letter_read_and_shown", |bencher| {
        bencher.iter(|| black_box((read(&letter).unwrap(), show())))
    });
    group.bench_function("letter_read", |bencher| bencher.iter(|| black_box(read(&letter).unwrap())));
    group.bench_function("letter_shown", |bencher| bencher.iter(|| black_box(show())));
    group.sample_size(10);
    group.bench_function("largest_read", |bencher| bencher.iter(|| black_box(read(&largest).unwrap())));
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
