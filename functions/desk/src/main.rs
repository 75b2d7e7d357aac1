use guichet_desk::{App, router};
use guichet_runtime::{Clients, Env, http, telemetry};

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    let env = Env::process();
    telemetry::init(&env)?;
    let app = App::new(&env, &Clients::from_env(&env)?)?;
    app.store.warm_up().await?;
    http::serve(router(app)).await
}
