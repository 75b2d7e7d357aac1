//! `make run`: the desk on this machine, until Ctrl-C.

use guichet_local::{
    BootError, ClockMode, Data, Faults, Login, MailOptions, Options, RelayError, RelaySettings, Running, boot,
};
use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const PORT: u16 = 3000;
const SMTP_PORT: u16 = 2525;

#[tokio::main]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let port = port_of("PORT", PORT)?;
    let root = root()?;
    let data = Data::Folder(std::env::var_os("GUICHET_DATA").map_or_else(|| root.join(".guichet"), PathBuf::from));
    if std::env::var("FRESH").is_ok_and(|fresh| !fresh.is_empty() && fresh != "0") {
        check_port(port)?;
        data.start_over()?;
    }
    let options = Options {
        port,
        data,
        clock: ClockMode::Real,
        template: root.join("template.yaml"),
        parameters: BTreeMap::new(),
        web: Some(root.join("web/dist")),
        faults: Faults::default(),
        mail: MailOptions { smtp_port: port_of("SMTP_PORT", SMTP_PORT)?, relay: relay()? },
        background: true,
    };
    let running = boot(options).await?;
    running.seed_demo().await?;
    greet(&running);
    stop_signal().await?;
    println!("\nStopping.");
    running.shutdown().await;
    Ok(())
}

fn port_of(variable: &str, otherwise: u16) -> Result<u16, String> {
    match std::env::var(variable) {
        Ok(port) => port.parse().map_err(|_| format!("{variable} must be a number between 0 and 65535, not `{port}`")),
        Err(_) => Ok(otherwise),
    }
}

/// Where sent mail goes as well, if `SMTP_RELAY` says so.
fn relay() -> Result<Option<RelaySettings>, RelayError> {
    let setting = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let login = setting("SMTP_RELAY_USER")
        .map(|user| Login { user, password: setting("SMTP_RELAY_PASSWORD").unwrap_or_default() });
    setting("SMTP_RELAY").map(|address| RelaySettings::parse(&address, login)).transpose()
}

/// The folder of the template: where one stands, or above.
fn root() -> Result<PathBuf, Box<dyn Error>> {
    let here = std::env::current_dir()?;
    let found = here.ancestors().find(|folder| folder.join("template.yaml").is_file());
    Ok(found.ok_or("There is no template.yaml here or above: run this inside the repository.")?.to_owned())
}

/// Looks at the port before anything is deleted: a start that fails must not cost the data.
fn check_port(port: u16) -> Result<(), BootError> {
    std::net::TcpListener::bind(("127.0.0.1", port)).map(drop).map_err(|_| BootError::PortBusy(port))
}

fn greet(running: &Running) {
    println!("\n  Guichet is open.\n");
    let places = [
        ("Portal", "/"),
        ("Desk", "/desk/"),
        ("API", "/api/v1"),
        ("OpenAPI", "/api/openapi.json"),
        ("API, readable", "/api/docs"),
        ("Mail", "/_local/mail"),
        ("Clock", "/_local/clock"),
    ];
    for (name, path) in places {
        println!("  {name:<14} {}{path}", running.url());
    }
    println!("  {:<14} smtp://{}, for anybody at guichet.example", "Mail comes in", running.smtp_address());
    println!("\n  Data is kept in .guichet; start over with: make run FRESH=1. Stop with Ctrl-C.\n");
}

async fn stop_signal() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        tokio::select! {
            interrupted = tokio::signal::ctrl_c() => interrupted,
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}
