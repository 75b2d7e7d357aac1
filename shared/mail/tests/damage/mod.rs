//! Messages of the corpus, damaged in a way that can be repeated.

use std::path::Path;

use guichet_mail::{markdown_to_html, markdown_to_text, read, safe_html};

/// What readers of messages stumble over.
const TOKENS: [&[u8]; 40] = [
    b"\r\n",
    b"\n\n",
    b"\r",
    b"\0",
    b"--",
    b"--\r\n",
    b"=?utf-8?B?",
    b"=?utf-8?Q?=",
    b"?=",
    b"=",
    b"=\r\n",
    b"\xff\xfe",
    b"\xe2\x82",
    b"\x1b$B",
    b"Content-Type: multipart/mixed; boundary=\"",
    b"Content-Type: message/rfc822\r\n\r\n",
    b"Content-Type: text/html\r\n\r\n",
    b"Content-Transfer-Encoding: base64\r\n",
    b"Content-Disposition: attachment; filename*0*=utf-8''%",
    b"charset=utf-16",
    b"charset=utf-7",
    b"From: \"",
    b"From: <<<>>>,;:(\r\n",
    b"References: <",
    b"Subject: =?",
    b"Authentication-Results: amazonses.com; dmarc=pass (\"",
    b"> ",
    b">>>>>>>>",
    b"On 1 wrote:\r\n",
    b"From: a\r\nSent: b\r\nTo: c\r\nSubject: d\r\n",
    b"---------- Forwarded message ---------\r\n",
    b"-- \r\n",
    b"<div class=gmail_quote>",
    b"<blockquote type=cite>",
    b"<table><tr><td>",
    b"</div></div></body>",
    b"<style>",
    b"<!--",
    b"<svg><math><title>",
    b"&#x110000;&amp",
];

/// Makes one damaged message after the other.
pub struct Damage {
    corpus: Vec<Vec<u8>>,
    state: u64,
}

impl Damage {
    pub fn new(seed: u64) -> Self {
        // A generator that begins with nothing makes nothing.
        Self { corpus: corpus(), state: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1 }
    }

    /// Xorshift: it needs no more than to be different each time.
    fn random(&mut self) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.random() % limit.max(1) as u64) as usize
    }

    pub fn next_message(&mut self) -> Vec<u8> {
        let which = self.below(self.corpus.len());
        let mut message = self.corpus[which].clone();
        for _ in 0..=self.below(6) {
            self.damage(&mut message);
        }
        message.truncate(64 * 1024);
        message
    }

    fn damage(&mut self, message: &mut Vec<u8>) {
        let at = self.below(message.len());
        match self.below(9) {
            0 => {
                for _ in 0..=self.below(20) {
                    let at = self.below(message.len());
                    let bit = self.below(8);
                    message.get_mut(at).into_iter().for_each(|byte| *byte ^= 1 << bit);
                }
            }
            1 => message.truncate(at),
            2 => {
                let other = self.below(self.corpus.len());
                let from = self.below(self.corpus[other].len());
                let piece = self.corpus[other][from..].iter().take(2_000).copied().collect::<Vec<_>>();
                message.splice(at..at, piece);
            }
            3 | 4 => {
                let token = TOKENS[self.below(TOKENS.len())];
                message.splice(at..at, token.iter().copied());
            }
            5 => {
                let token = TOKENS[self.below(TOKENS.len())];
                let times = self.below(200);
                message.splice(at..at, token.repeat(times));
            }
            6 => self.repeat_line(message),
            7 => {
                let end = (at + self.below(300)).min(message.len());
                message.drain(at.min(end)..end);
            }
            _ => self.swap_lines(message),
        }
    }

    /// Of headers and boundaries there is often more than one.
    fn repeat_line(&mut self, message: &mut Vec<u8>) {
        let lines: Vec<&[u8]> = message.split_inclusive(|byte| *byte == b'\n').collect();
        let which = self.below(lines.len());
        let times = 1 + self.below(4);
        let Some(line) = lines.get(which).map(|line| line.repeat(times)) else { return };
        let at = lines[..which].iter().map(|line| line.len()).sum::<usize>();
        message.splice(at..at, line);
    }

    fn swap_lines(&mut self, message: &mut Vec<u8>) {
        let mut lines: Vec<&[u8]> = message.split_inclusive(|byte| *byte == b'\n').collect();
        if lines.is_empty() {
            return;
        }
        let (one, other) = (self.below(lines.len()), self.below(lines.len()));
        lines.swap(one, other);
        *message = lines.concat();
    }
}

fn corpus() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let folders = std::fs::read_dir(root).into_iter().flatten().flatten().map(|entry| entry.path());
    let files = folders.flat_map(|folder| std::fs::read_dir(folder).into_iter().flatten().flatten());
    let mut files: Vec<_> = files.map(|entry| entry.path()).collect();
    files.sort();
    let messages: Vec<Vec<u8>> = files.iter().filter_map(|file| std::fs::read(file).ok()).collect();
    assert!(messages.len() > 100, "the corpus was not found");
    messages
}

/// Reads a message in every way that there is, and says whether it is one.
pub fn read_it(message: &[u8]) -> bool {
    let incoming = read(message);
    let html = safe_html(message, &|id| Some(format!("/inline/{id}")), message.len().is_multiple_of(2));
    if let Some(html) = html {
        let lower = html.html.to_ascii_lowercase();
        assert!(
            !["<script", "<iframe", "<form", "<style", "<meta", "<link"].iter().any(|tag| lower.contains(tag)),
            "{lower}"
        );
    }
    let Ok(incoming) = incoming else { return false };
    let (visible, whole) = (incoming.text.visible.as_str(), incoming.text.whole.as_str());
    let mut lines = whole.lines();
    assert!(visible.lines().all(|line| lines.any(|other| other == line)), "{visible:?} is not in {whole:?}");
    assert!(incoming.references.len() <= 100);
    for attachment in &incoming.attachments {
        let name = &attachment.name;
        assert!(!name.is_empty() && name.chars().count() <= 120 && !name.contains(['/', '\\']), "{name:?}");
        assert!(!name.starts_with('.') && !name.chars().any(char::is_control), "{name:?}");
    }
    assert!(!markdown_to_html(visible).contains("<script"));
    assert!(markdown_to_text(visible).len() <= 20 * visible.len() + 100);
    true
}
