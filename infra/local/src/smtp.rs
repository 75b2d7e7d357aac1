//! A door for real mail: SMTP on this machine, for mail programs and scripts.

mod dialogue;
#[cfg(test)]
pub(crate) mod tests;

use crate::inbound::Inbound;
use dialogue::Dialogue;
use std::io::ErrorKind;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

/// RFC 5321, 4.5.3.2.7: how long a client may take for its next line.
const PATIENCE: Duration = Duration::from_secs(300);
/// Most often too many files are open, and one of them has to be closed first.
const AFTER_A_FAILURE: Duration = Duration::from_secs(1);
const READ_AT_ONCE: usize = 64 * 1024;

/// Takes mail until the desk stops. Conversations that are under way then end with it: what was not answered with 250 was not
/// taken, and the client knows.
pub async fn serve(listener: TcpListener, inbound: Arc<Inbound>, mut stopped: watch::Receiver<bool>) {
    let mut conversations = JoinSet::new();
    while !*stopped.borrow() {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    let inbound = Arc::clone(&inbound);
                    conversations.spawn(async move { conversation(stream, &inbound).await });
                }
                Err(error) => {
                    tracing::warn!(%error, "a connection for mail could not be taken");
                    tokio::time::sleep(AFTER_A_FAILURE).await;
                }
            },
            Some(ended) = conversations.join_next(), if !conversations.is_empty() => match ended {
                // People pull plugs.
                Ok(Err(error)) if error.kind() != ErrorKind::ConnectionReset => {
                    tracing::debug!(%error, "a conversation about mail broke off");
                }
                Err(error) => tracing::error!(%error, "a conversation about mail failed"),
                Ok(_) => {}
            },
            changed = stopped.changed() => if changed.is_err() { return },
        }
    }
}

async fn conversation(mut stream: TcpStream, inbound: &Inbound) -> std::io::Result<()> {
    let mut dialogue = Dialogue::new(inbound);
    stream.write_all(dialogue::GREETING).await?;
    let mut buffer = vec![0; READ_AT_ONCE];
    loop {
        let Ok(read) = tokio::time::timeout(PATIENCE, stream.read(&mut buffer)).await else {
            return stream.write_all(dialogue::TOO_SLOW).await;
        };
        let read = read?;
        if read == 0 {
            return Ok(());
        }
        let heard = dialogue.hear(&buffer[..read]).await;
        stream.write_all(&heard.answers).await?;
        if heard.ends {
            return stream.shutdown().await;
        }
    }
}
