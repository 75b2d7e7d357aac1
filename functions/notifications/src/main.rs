use guichet_notifications::{App, handle};
use guichet_runtime::{Clients, Env, events, telemetry};

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    telemetry::init();
    let app = App::new(&Env::process(), &Clients::connect().await)?;
    events::serve(|event| handle(&app, event)).await
}
