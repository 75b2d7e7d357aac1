//! The configuration as a company keeps it: a file, changed by hand, put back from the command line.

use std::path::Path;
use std::process::{Command, Output};

use crate::harness::Desk;

/// Runs the program on a desk in the name of an agent. Off the threads that the desk runs on.
async fn run(desk: &Desk, who: &str, args: &[&str]) -> Output {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../infra/cloud");
    let mut command = Command::new("node");
    command.current_dir(folder).arg("configuration.mjs").args(args);
    command.env("DESK_URL", desk.running.url()).env("DESK_TOKEN", desk.running.token_for(who).await.unwrap());
    let ran = tokio::task::spawn_blocking(move || command.output()).await.unwrap();
    ran.expect("node is needed, as for the web")
}

async fn done(desk: &Desk, args: &[&str]) -> String {
    let output = run(desk, "ada", args).await;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

async fn refused(desk: &Desk, who: &str, args: &[&str]) -> String {
    let output = run(desk, who, args).await;
    assert!(!output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn exported_changed_tried_and_imported() {
    let desk = Desk::open().await;
    desk.hire(&crate::harness::an_agent("ada", guichet_domain::Role::Admin, guichet_domain::Locale::En, &[], 0)).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("desk.yaml");
    let path = file.to_str().unwrap();
    let exported = done(&desk, &["export"]).await;
    std::fs::write(&file, &exported).unwrap();
    assert!(done(&desk, &["import", path]).await.starts_with("Nothing differs"), "what was exported is what is so");

    let changed = exported.replace("name: Customer support", "name: First line");
    assert_ne!(changed, exported);
    std::fs::write(&file, &changed).unwrap();
    let tried = done(&desk, &["import", path, "--dry-run"]).await;
    assert!(tried.starts_with("Would change: teams.support"), "{tried}");
    assert!(tried.contains("-  name: Customer support\n+  name: First line"), "line by line: {tried}");
    assert_eq!(done(&desk, &["export"]).await, exported, "nothing was changed yet");
    let before = desk.agent("ada").await.get("/configuration").await.expect(200)["revision"].clone();
    assert!(done(&desk, &["import", path]).await.starts_with("Changed: teams.support"));
    assert_eq!(done(&desk, &["export"]).await, changed);

    // What is wrong is told with its place, and nothing is changed by half.
    std::fs::write(&file, changed.replace("name: First line", "name: First line\n  opens_at: 9")).unwrap();
    let wrong = refused(&desk, "ada", &["import", path]).await;
    assert!(wrong.contains("configuration_invalid") && wrong.contains("teams[0].opens_at"), "{wrong}");
    std::fs::write(&file, &exported).unwrap();
    let stale = refused(&desk, "ada", &["import", path, "--base", &before.to_string()]).await;
    assert!(stale.starts_with("stale_revision"), "{stale}");
    let not_allowed = refused(&desk, "mia", &["import", path]).await;
    assert!(not_allowed.starts_with("role_not_allowed"), "{not_allowed}");
    assert!(refused(&desk, "ada", &["inport", path]).await.starts_with("usage:"));
    assert_eq!(done(&desk, &["export"]).await, changed);
    let made = desk.agent("ada").await.get("/configuration/revisions").await.expect(200);
    assert_eq!(made["revisions"][0]["by"]["id"], "ada");
    desk.close().await;
}
