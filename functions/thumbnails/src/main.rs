use guichet_runtime::{Clients, Env, events, telemetry};
use guichet_thumbnails::{App, handle};

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    let env = Env::process();
    telemetry::init(&env)?;
    let app = App::new(&env, &Clients::from_env(&env)?)?;
    events::serve(|event| handle(&app, event)).await
}
