//! Each kind of bad input has a clear answer, and nothing is lost or half done.

use serde_json::{Value, json};

use crate::harness::Desk;

fn codes(problem: &Value) -> Vec<(&str, &str)> {
    let errors = problem["errors"].as_array().unwrap().iter();
    errors.map(|error| (error["field"].as_str().unwrap(), error["code"].as_str().unwrap())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_says_all_that_is_wrong_at_once() {
    let desk = Desk::open().await;
    let mut form = desk.filled_form().await;
    form["name"] = json!(" ");
    form["email"] = json!("anna at example");
    form["topic"] = json!("nothing");
    form["subject"] = json!("x".repeat(10_000));
    let problem = desk.post_form("k", &form).await.expect_problem(400, "validation_failed");
    assert_eq!(
        codes(&problem),
        [("name", "required"), ("email", "invalid"), ("topic", "unknown"), ("subject", "too_long")]
    );
    form = desk.filled_form().await;
    form["subject"] = json!("Hello\r\nBcc: everybody@example.com");
    let problem = desk.post_form("k", &form).await.expect_problem(400, "validation_failed");
    assert_eq!(codes(&problem), [("subject", "invalid")]);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_is_a_text() {
    let desk = Desk::open().await;
    let script = "<script>alert(1)</script> & <img src=x onerror=alert(2)>";
    let ticket = desk.open_ticket("d1", json!({"message": script, "subject": "<b>Bold</b>"})).await;
    desk.settle().await;
    assert_eq!(ticket.ticket().await.expect(200)["messages"][0]["body"], script);
    let mia = desk.agent("mia").await;
    mia.act(ticket.number, "replies", json!({"body": script})).await.expect(200);
    desk.settle().await;
    for mail in desk.mails_to("anna@example.com") {
        let html = mail.html.unwrap();
        assert!(!html.contains("<script>") && !html.contains("<img src=x") && !html.contains("<b>Bold"), "{html}");
    }
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn agents_need_a_token_and_a_record() {
    let desk = Desk::open().await;
    let refused = desk.get("/api/v1/desk/me").await;
    assert_eq!((refused.status.as_u16(), refused.json), (401, json!({"message": "Unauthorized"})));
    desk.agent("nobody").await.get("/me").await.expect_problem(403, "not_an_agent");
    let ticket = desk.open_ticket("d1", json!({})).await;
    desk.settle().await;
    let lea = desk.agent("lea").await;
    lea.act(ticket.number, "notes", json!({"body": "Seen."})).await.expect(200);
    lea.act(ticket.number, "replies", json!({"body": "Hello"})).await.expect_problem(403, "role_not_allowed");
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_that_make_no_sense() {
    let desk = Desk::open().await;
    let mia = desk.agent("mia").await;
    mia.get("/tickets?view=all_open&cursor=bm9uc2Vuc2U").await.expect_problem(400, "cursor_invalid");
    mia.get("/tickets?view=all_open&cursor=%FF").await.expect_problem(400, "cursor_invalid");
    mia.get("/tickets/number/99999").await.expect_problem(404, "not_found");
    mia.get("/tickets/not-an-id").await.expect_problem(404, "not_found");
    assert_eq!(mia.get("/nothing").await.status, 404);
    let ticket = desk.open_ticket("d1", json!({})).await;
    desk.settle().await;
    mia.act(ticket.number, "state", json!({"state": "merged"})).await.expect_problem(409, "transition_not_allowed");
    mia.act(ticket.number, "state", json!({"state": "sleeping"})).await.expect_problem(400, "malformed_body");
    mia.act(ticket.number, "assign", json!({"agent": "jonas"})).await.expect_problem(422, "assignee_not_in_team");
    mia.act(ticket.number, "restore", json!({})).await.expect_problem(409, "nothing_to_restore");
    desk.close().await;
}
