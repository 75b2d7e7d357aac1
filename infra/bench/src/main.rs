//! `make bench`: what the desk costs in units, dollars and time.
//!
//! Each part measures one thing and puts its figures into one summary, which is printed beside the aims and written to
//! `target/bench/summary.json`. `docs/benchmarks.md` says what each name means.

mod cold;
mod content;
mod deciding;
mod desk;
mod event;
mod host;
mod price;
mod process;
mod seed;
mod serve;
mod services;
mod summary;
mod sweep;
mod time;
mod units;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use summary::Summary;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

const PARTS: [&str; 6] = ["units", "price", "host", "cold", "deciding", "sweep"];

#[tokio::main]
async fn main() -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("error"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match run(std::env::args().skip(1).collect()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Vec<String>) -> Outcome<()> {
    if cfg!(debug_assertions) {
        return Err("Figures of a debug build say nothing. Run: make bench".into());
    }
    // The host is measured as a process of its own, so that what it uses can be told from what its client uses.
    if let [serve, folder] = arguments.as_slice()
        && serve == serve::COMMAND
    {
        return serve::run(Path::new(folder)).await;
    }
    let unknown = arguments.iter().find(|part| !PARTS.contains(&part.as_str()));
    if let Some(unknown) = unknown {
        return Err(format!("There is no part {unknown}; there are: {}", PARTS.join(" ")).into());
    }
    let wanted = |part: &str| arguments.is_empty() || arguments.iter().any(|argument| argument == part);

    let folder = root()?.join("target/bench");
    std::fs::create_dir_all(&folder)?;
    let seeds = seed::Seeds::new(&folder)?;
    let mut summary = Summary::default();
    for part in PARTS.into_iter().filter(|part| wanted(part)) {
        let watch = process::Watch::start()?;
        match part {
            "units" => units::measure(&seeds, &mut summary).await?,
            "price" => price::measure(&seeds, &mut summary).await?,
            "host" => host::measure(&seeds, &mut summary).await?,
            "deciding" => deciding::measure(&mut summary)?,
            "sweep" => sweep::measure(&seeds, &mut summary).await?,
            _ => cold::measure(&seeds, &mut summary).await?,
        }
        summary.put(format!("machine.others_during_{part}"), watch.others()?);
    }
    println!("{summary}");
    summary.write(&folder.join("summary.json"))
}

/// The folder that cargo builds into, in which this program lies too.
pub fn target() -> Outcome<PathBuf> {
    let program = std::env::current_exe()?;
    Ok(program.ancestors().nth(2).ok_or("this program is in no target folder")?.to_owned())
}

/// The folder of the template.
pub fn root() -> Outcome<PathBuf> {
    let here = std::env::current_dir()?;
    let found = here.ancestors().find(|folder| folder.join("template.yaml").is_file());
    Ok(found.ok_or("There is no template.yaml here or above: run this inside the repository.")?.to_owned())
}
