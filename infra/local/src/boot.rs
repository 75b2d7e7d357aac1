//! Starting a desk in this process.

use crate::aws::{self, Endpoints};
use crate::buckets::BucketError;
use crate::bus::Bus;
use crate::clock::{ClockMode, DeskClock};
use crate::data::{Data, DataError};
use crate::database::{self, DatabaseError};
use crate::deliveries::Deliveries;
use crate::engine::Engine;
use crate::faults::{Dice, Faults};
use crate::functions::{self, WiringError};
use crate::gateway::{self, Gateway};
use crate::inbound::Inbound;
use crate::journal::{Journal, JournalError};
use crate::mail::outbox::Outbox;
use crate::mail::relay::{Relay, RelayError, RelaySettings};
use crate::mail::{self, Mailbox};
use crate::oidc::keys::SigningKey;
use crate::oidc::{self, Tokens};
use crate::pump::{Pump, PumpError};
use crate::queues::Queues;
use crate::running::Running;
use crate::scheduler::Scheduler;
use crate::set_aside::SetAside;
use crate::template::{Template, TemplateError};
use crate::{buckets, clock_pages, pages, set_aside_pages, smtp, web};
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{any, get};
use guichet_runtime::{ConfigError, Env};
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tower_http::compression::CompressionLayer;

/// The audience of agents' tokens, and the client id that the web signs in with.
const AUDIENCE: &str = "guichet-desk";
const MAIL_FROM: &str = "Guichet <support@guichet.example>";
const INBOUND_DOMAIN: &str = "guichet.example";

/// How a desk is to run.
#[derive(Debug, Clone)]
pub struct Options {
    /// The port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    pub data: Data,
    pub clock: ClockMode,
    pub template: PathBuf,
    /// Values for parameters of the template, in place of the host's own or of the defaults.
    pub parameters: BTreeMap<String, String>,
    /// The folder of the built web, where there is one.
    pub web: Option<PathBuf>,
    pub faults: Faults,
    pub mail: MailOptions,
    /// Whether stream, bus and schedule run by themselves; else only a drain runs them.
    pub background: bool,
}

/// How mail comes in, and where it goes beside the mail page.
#[derive(Debug, Clone, Default)]
pub struct MailOptions {
    /// The port on 127.0.0.1 that takes mail, or the next one that is free; 0 takes any.
    pub smtp_port: u16,
    /// A real server that gets every mail that the desk sends.
    pub relay: Option<RelaySettings>,
}

#[derive(Debug, thiserror::Error)]
pub enum BootError {
    #[error("Port {0} is already in use. Choose another one: PORT={next} make run", next = .0.saturating_add(1))]
    PortBusy(u16),
    #[error("the network: {0}")]
    Network(std::io::Error),
    #[error(transparent)]
    Data(#[from] DataError),
    #[error(transparent)]
    Database(#[from] DatabaseError),
    #[error("the template: {0}")]
    Template(#[from] TemplateError),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Pump(#[from] PumpError),
    #[error(transparent)]
    Wiring(#[from] WiringError),
    #[error("the names of the tables and the bucket: {0}")]
    Tables(#[from] ConfigError),
    #[error(transparent)]
    Buckets(#[from] BucketError),
    #[error(transparent)]
    Relay(#[from] RelayError),
    #[error("the data folder: {0}")]
    Files(std::io::Error),
}

/// Starts a desk; when this returns, it answers.
pub async fn boot(options: Options) -> Result<Running, BootError> {
    let listener = listen(options.port).await?;
    let s3 = listen_beside(&listener, options.port).await?;
    let smtp = listen_from(options.mail.smtp_port).await?;
    let smtp_address = address(&smtp)?;
    let dynamodb = listen(0).await?;
    let endpoints = listen(0).await?;
    let url = format!("http://{}", address(&listener)?);
    let lock = options.data.lock()?;
    let folder = options.data.folder();

    let issuer = format!("{url}/_local/oidc");
    let mut parameters = parameters(&url, &issuer, options.data.desk_secret()?);
    parameters.extend(options.parameters);
    let template = Template::load(&options.template, &parameters)?;
    let clock = DeskClock::open(options.clock, folder).map_err(BootError::Files)?;
    let database = database::open(folder, &template)?;
    if folder.is_some() && options.clock == ClockMode::Real {
        database.sweep_ttl().map_err(DatabaseError::from)?;
    }
    let journal = Journal::open(folder)?;
    let mailbox = Arc::new(Mailbox::open(folder.map(|folder| folder.join("mail"))).map_err(BootError::Files)?);
    let received = Mailbox::open(folder.map(|folder| folder.join("received"))).map_err(BootError::Files)?;
    let key = SigningKey::open(folder).map_err(BootError::Files)?;
    let tokens = Arc::new(Tokens::new(key, issuer.clone(), AUDIENCE.to_owned()));

    let clients = aws::clients(address(&dynamodb)?, address(&s3)?, address(&endpoints)?, clock.clone());
    let settings = settings(&template);
    let inbound = Inbound::new(template.receipt_rules.first().cloned(), clients.s3.clone(), received, clock.clone());
    let inbound = Arc::new(inbound);
    let store = guichet_runtime::store(&settings, &clients)?;
    let files = guichet_runtime::files(&settings, &clients)?;
    let files_origin = format!("http://{}", address(&s3)?);
    let policy = web::policy(&files_origin).map_err(BucketError::from)?;
    let objects = options.data.buckets()?;
    let dice = Arc::new(Dice::new(options.faults));
    // Dice of its own: calls come from many tasks at once, and must not change what befalls the deliveries.
    let of_the_wire = Arc::new(Dice::new(options.faults));
    let undisturbed = clients.dynamodb.clone();
    let clients = if dice.reach_the_database() { aws::with_faults(&clients, of_the_wire) } else { clients };
    let functions = functions::wire(&template, &clients)?;
    let deliveries = Arc::new(Deliveries::open(&template, functions.clone(), journal.clone(), Arc::clone(&dice))?);
    let pump = |source: &_| {
        Pump::open(Clone::clone(source), functions.clone(), database.clone(), journal.clone(), Arc::clone(&dice))
    };
    let pumps = template.streams.iter().map(pump).collect::<Result<_, _>>()?;
    let scheduler = Scheduler::new(&template, Arc::clone(&deliveries), clock.now());
    let bus = Arc::new(Bus::new(&template, Arc::clone(&deliveries), clock.clone()));
    let set_aside = SetAside::new(&template, Queues::new(journal), functions.clone());
    let engine = Arc::new(Engine::new(pumps, deliveries, scheduler, set_aside, clock.clone()));

    let gateway = Arc::new(Gateway::new(&template, Arc::clone(&tokens), functions.clone()));
    let canonical = url.clone();
    let front = Router::new()
        .route("/api/{*rest}", any(gateway::handle).with_state(gateway))
        .route("/_local/style.css", get(pages::style))
        .merge(mail::pages::router(Arc::clone(&mailbox), Arc::clone(&inbound), smtp_address))
        .merge(clock_pages::router(Arc::clone(&engine)))
        .merge(set_aside_pages::router(Arc::clone(&engine)))
        .merge(oidc::router(Arc::clone(&tokens), store.clone()))
        .merge(web::router(options.web, &issuer, AUDIENCE))
        .layer(from_fn_with_state(policy, web::headers))
        .layer(from_fn_with_state(clock.clone(), web::date))
        .layer(from_fn(move |request, next| web::one_origin(canonical.clone(), request, next)))
        .layer(CompressionLayer::new());
    let stored = buckets::router(objects.path(), &template.buckets, Some(Arc::clone(&bus)))?;
    let relay = options.mail.relay.map(|settings| Relay::new(&settings, Arc::clone(&mailbox))).transpose()?;
    let outbox = Outbox::new(&template, Arc::clone(&mailbox), Arc::clone(&bus), clock, relay);
    let back = aws::router(Endpoints { bus, outbox: Arc::new(outbox) });

    let (stop, stopped) = watch::channel(false);
    let mut tasks = vec![
        serve(listener, front, stopped.clone()),
        serve(s3, stored, stopped.clone()),
        serve(endpoints, back, stopped.clone()),
        tokio::spawn(smtp::serve(smtp, Arc::clone(&inbound), stopped.clone())),
        tokio::spawn(serve_database(dynamodb, database, stopped.clone())),
    ];
    if options.background {
        let engine = Arc::clone(&engine);
        tasks.push(tokio::spawn(async move { engine.run(stopped).await }));
    }
    Ok(Running {
        url,
        files_origin,
        store,
        files,
        dynamodb: undisturbed,
        mailbox,
        inbound,
        smtp_address,
        engine,
        tokens,
        functions,
        stop,
        tasks,
        _buckets: objects,
        _lock: lock,
    })
}

/// Values for the parameters that have no default, or whose default belongs to the cloud.
fn parameters(url: &str, issuer: &str, secret: String) -> BTreeMap<String, String> {
    let values = [
        ("DeskSecret", secret),
        ("PublicUrl", url.to_owned()),
        ("MailFrom", MAIL_FROM.to_owned()),
        ("InboundDomain", INBOUND_DOMAIN.to_owned()),
        ("OidcIssuer", issuer.to_owned()),
        ("OidcAudience", AUDIENCE.to_owned()),
    ];
    values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The host reads the directory and the files as functions do, by the names that the template gives the tables and the bucket.
fn settings(template: &Template) -> Env {
    Env::from_map(template.functions.first().map(|function| function.environment.clone()).unwrap_or_default())
}

async fn listen(port: u16) -> Result<TcpListener, BootError> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => BootError::PortBusy(port),
        _ => BootError::Network(error),
    })
}

/// A port next to the desk's, where that is a fixed one: links to files lead there and must survive a restart.
async fn listen_beside(desk: &TcpListener, port: u16) -> Result<TcpListener, BootError> {
    let beside = address(desk)?.port().checked_add(1).filter(|_| port != 0).unwrap_or_default();
    match listen(beside).await {
        Err(BootError::PortBusy(_)) => listen(0).await,
        listener => listener,
    }
}

/// How many ports are tried before any will do.
const NEIGHBOURS: u16 = 20;

/// A port, or the next one that is free: two desks may run side by side.
async fn listen_from(port: u16) -> Result<TcpListener, BootError> {
    for beside in port..port.saturating_add(NEIGHBOURS) {
        match listen(beside).await {
            Err(BootError::PortBusy(_)) => {}
            listener => return listener,
        }
    }
    listen(0).await
}

fn address(listener: &TcpListener) -> Result<SocketAddr, BootError> {
    listener.local_addr().map_err(BootError::Network)
}

fn serve(listener: TcpListener, router: Router, stopped: watch::Receiver<bool>) -> JoinHandle<()> {
    tokio::spawn(async move {
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        if let Err(error) = axum::serve(listener, service).with_graceful_shutdown(until(stopped)).await {
            tracing::error!(%error, "a server ended");
        }
    })
}

async fn serve_database(listener: TcpListener, database: dynoxide::Database, stopped: watch::Receiver<bool>) {
    if let Err(error) = dynoxide::server::serve_with_shutdown(listener, database, until(stopped)).await {
        tracing::error!(error, "the database's server ended");
    }
}

/// Resolves when the host stops, or when whoever could stop it is gone.
async fn until(mut stopped: watch::Receiver<bool>) {
    while !*stopped.borrow() {
        if stopped.changed().await.is_err() {
            return;
        }
    }
}
