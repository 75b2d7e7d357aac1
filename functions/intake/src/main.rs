use guichet_intake::{App, router};
use guichet_runtime::{Clients, Env, http, telemetry};

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    telemetry::init();
    let app = App::new(&Env::process(), &Clients::connect().await)?;
    app.warm_up().await?;
    http::serve(router(app)).await
}
