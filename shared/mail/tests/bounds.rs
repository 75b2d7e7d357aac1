//! Messages that are written to keep a reader busy: each is read in a time in proportion to its length.

use std::time::{Duration, Instant};

use guichet_mail::{read, safe_html};

/// Long enough that a reader that passes it once per line would never end.
const LENGTH: usize = 512 * 1024;
/// Some fifty times what it takes, for machines that do something else meanwhile; a reader that is not in proportion takes minutes.
const LONGEST: Duration = Duration::from_secs(20);

#[expect(clippy::disallowed_methods, reason = "how long reading takes is what is measured, from outside")]
fn assert_bounded(name: &str, head: &str, piece: &str, tail: &str) {
    let raw = format!("{head}{}{tail}", piece.repeat(LENGTH / piece.len()));
    let start = Instant::now();
    assert!(read(raw.as_bytes()).is_ok(), "{name}");
    safe_html(raw.as_bytes(), &|_| None, false);
    let took = start.elapsed();
    assert!(took < LONGEST, "{name} took {took:?}");
}

#[test]
fn structure() {
    let mixed = "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n";
    assert_bounded("parts", mixed, "--b\n\nx\n", "--b--\n");
    assert_bounded(
        "multiparts without their boundary",
        mixed,
        "--b\nContent-Type: multipart/mixed; boundary=zz\n\n",
        "",
    );
    assert_bounded("messages in messages", "Subject: x\n", "Content-Type: message/rfc822\n\n", "");
    assert_bounded("lines like boundaries", mixed, "--b-\n", "");
    assert_bounded("hyphens", mixed, "-", "");
    let shown = "Content-Type: image/png\nContent-ID: <a@b>\n\nx\n";
    let html = format!("{mixed}--b\nContent-Type: text/html\n\n{}\n", "<img src=cid:c>".repeat(50_000));
    assert_bounded("images of a message", &html, &format!("--b\n{shown}"), "--b--\n");
}

#[test]
fn headers() {
    assert_bounded("fields", "Subject: x\n", "X-Y: z\n", "\nx");
    assert_bounded("addresses", "To: ", "a@b.example, ", "\n\nx");
    assert_bounded("open brackets", "From: ", "<", "\n\nx");
    assert_bounded("open comments", "From: a@b.example ", "(", "\n\nx");
    assert_bounded("quotes", "To: ", "\"a\\", "\n\nx");
    assert_bounded("encoded words that do not end", "Subject: ", "=?a?B? ", "\n\nx");
    assert_bounded("encoded words", "Subject: ", "=?utf-8?Q?=C3?= ", "\n\nx");
    assert_bounded("ids", "Subject: x\nReferences: ", "<a@b> ", "\n\nx");
    assert_bounded("folds", "Subject: x", "\n y", "\n\nx");
    assert_bounded("parameters", "Subject: x\nContent-Type: text/plain", "; a*0=b", "\n\nx");
    assert_bounded(
        "results",
        "Authentication-Results: amazonses.com",
        "; dkim=pass header.i=@a.example",
        "\nFrom: a@b.example\n\nx",
    );
}

#[test]
fn text() {
    let plain = "Subject: Fwd: x\nReturn-Path: <>\nContent-Type: text/plain; charset=utf-8\n\n";
    for (name, piece) in [
        ("quotes", "> a\nb\n"),
        ("introductions", "On 1 a@b.example\n"),
        ("introduced", "On 1, a@b.example wrote:\n> x\nyes\n"),
        ("fields", "From: a\nTo: b\n"),
        ("whole fields", "From: a\nSent: x\nTo: b\nSubject: c\n\n"),
        ("forwards", "---------- Forwarded message ---------\n\n"),
        ("empty lines", "\n"),
        ("signatures", "-- \na\n"),
        ("footers", "Sent from my iPhone\n"),
        ("rules", "____________________\n"),
        ("marks", "[guichet:"),
        ("one line", "a@b "),
        ("broken characters", "\u{e9}\u{0}"),
    ] {
        assert_bounded(name, plain, piece, "");
        assert_bounded(name, "Subject: Re: x\n\nown\n\n", piece, "");
    }
}

#[test]
fn html() {
    let html = "Subject: x\nContent-Type: text/html; charset=utf-8\n\n";
    for (name, piece) in [
        ("divisions", "<div>"),
        ("quotes", "<blockquote type=cite>a"),
        ("lists", "<ul><li>a"),
        ("items", "<li>a"),
        ("bold paragraphs", "<b><p>x"),
        ("tables", "<table><tr><td>"),
        ("cells", "<td>a"),
        ("ends", "</div></b></p>"),
        ("links", "<a href=x>"),
        ("history", "<div class=gmail_quote><br>"),
        ("signatures", "<div id=Signature>a</div>"),
        ("comments", "<!--"),
        ("references", "&amp&#x41"),
        ("open tags", "<a b=\""),
        ("images", "<img src=cid:a@b>"),
        ("hidden", "<p hidden>a"),
        ("templates", "<template><svg><math>"),
        ("selects", "<select><option><font>"),
    ] {
        assert_bounded(name, html, piece, "");
    }
    let attributes: String = (0..LENGTH / 8).map(|n| format!("a{n} ")).collect();
    assert_bounded("attributes", &format!("{html}<p {attributes}>"), "x", "");
}
