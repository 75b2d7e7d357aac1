//! The local host as a process of its own: told by lines on its input what to do, until that ends.

use std::path::Path;

use guichet_local::{ClockMode, Data, Faults, MailOptions, Options, boot};
use serde_json::json;
use tokio::io::{AsyncBufReadExt, BufReader, stdin};

use crate::{Outcome, content, root};

pub const COMMAND: &str = "serve";
pub const DRAIN: &str = "drain";

pub async fn run(folder: &Path) -> Outcome<()> {
    let parameters = [("ChallengeCost", "1"), ("RatePerAddress", "1000000000"), ("RatePerSender", "1000000000")];
    let running = boot(Options {
        port: 0,
        data: Data::Folder(folder.to_owned()),
        clock: ClockMode::Real,
        template: root()?.join("template.yaml"),
        parameters: parameters.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        web: None,
        faults: Faults::default(),
        mail: MailOptions::default(),
        background: true,
    })
    .await?;
    content::set_up(running.store()).await?;
    println!("{}", json!({"url": running.url(), "token": running.token_for(&content::agent_id(0)).await?}));
    let mut lines = BufReader::new(stdin()).lines();
    while let Some(line) = lines.next_line().await? {
        if line == DRAIN {
            running.drain().await?;
            println!("{}", json!({"mails": running.mails().len()}));
        }
    }
    running.shutdown().await;
    Ok(())
}
