//! The desk's own texts of mail: what they become before they are set up, and that none is set up which could not be sent.

use axum::http::Method;
use guichet_tests::Answer;
use serde_json::{Value, json};

use crate::bus::Bus;
use crate::door::{Desk, Expect};

fn text(body: &str) -> Value {
    json!({"mail": "answer", "language": "en", "body": body})
}

async fn attempt(desk: &Desk, who: &str, what: &str, text: &Value) -> Answer {
    desk.write(who, Method::POST, &format!("configuration/texts/{what}"), &json!({"text": text})).await
}

fn errors(problem: &Value) -> Vec<(&str, &str)> {
    let errors = problem["errors"].as_array().unwrap();
    errors.iter().map(|error| (error["field"].as_str().unwrap(), error["code"].as_str().unwrap())).collect()
}

#[tokio::test]
async fn who_words_a_text_begins_with_the_one_that_is_delivered() {
    let desk = Desk::open().await;
    let answer = desk.get("sana", "configuration/texts/defaults").await.expect(200);
    let texts = answer["texts"].as_array().unwrap();
    assert_eq!(texts.len(), 8, "four mails in two languages");
    assert_eq!(
        texts[4],
        json!({
            "mail": "forward", "language": "en", "body": "{{ body }}",
            "heading": "{% if agent %}{{ agent }} asks for your help{% else %}We ask for your help{% endif %}",
        })
    );
    let placeholders = answer["placeholders"].as_array().unwrap();
    let named = |name: &str| placeholders.iter().find(|one| one["name"] == name).unwrap();
    assert_eq!(
        (&named("body")["mails"], &named("agent")["may_be_empty"], &named("link")["fits_heading"]),
        (&json!(["answer", "forward"]), &json!(true), &json!(false))
    );
    assert_eq!((&named("desk")["sample"], &named("number")["sample"]), (&json!("Guichet"), &json!("1042")));
    for text in texts {
        let preview = attempt(&desk, "sana", "preview", text).await.expect(200);
        assert!(preview["html"].as_str().unwrap().contains("</html>"), "{text}");
    }
}

#[tokio::test]
async fn a_text_is_shown_as_a_mail_before_it_is_set_up() {
    let desk = Desk::open().await;
    let mut worded = text("Dear **{{ name }}**,\n\n{{ body }}");
    worded["heading"] = json!("News of #{{ number }}");
    let preview = attempt(&desk, "sana", "preview", &worded).await.expect(200);
    assert_eq!(preview["subject"], "[#1042] Charged twice");
    let (plain, html) = (preview["text"].as_str().unwrap(), preview["html"].as_str().unwrap());
    assert!(plain.starts_with("News of #1042\n\nDear Anna Keller,\n\nHello Anna,"), "{plain}");
    assert!(html.starts_with("<!doctype html>") && html.contains("Dear <strong>Anna Keller</strong>,"), "{html}");
    let mut french = text("{{ body }}");
    french["language"] = json!("fr");
    let preview = attempt(&desk, "sana", "preview", &french).await.expect(200);
    assert!(preview["html"].as_str().unwrap().contains("Léna Martin vous a répondu"));
    let configuration = desk.get("sana", "configuration").await.expect(200);
    assert!(configuration["configuration"].get("texts").is_none(), "nothing was set up");
}

#[tokio::test]
async fn a_text_that_could_not_be_sent_is_refused_wherever_it_is_tried_or_set_up() {
    let desk = Bus::default().desk().await;
    let mut headed = text("{{ body }}");
    headed["heading"] = json!("{{ link }}");
    let mut unknown = text("{{ body }}");
    unknown["mail"] = json!("assigned");
    let mut html = text("{{ body }}");
    html["html"] = json!("<b>");
    let now = desk.get("sana", "configuration").await.expect(200);
    for (wrong, key, code) in [
        (text("{{ body }}{{ nobody }}"), ".body", "unknown_placeholder"),
        (text("Hello"), ".body", "body_not_once"),
        (text("{{ body"), ".body", "malformed"),
        (text("{{ body }}{% for x in name %}{% endfor %}"), ".body", "malformed"),
        (text(&"x".repeat(4_001)), ".body", "malformed"),
        (headed, ".heading", "unknown_placeholder"),
        (unknown, ".mail", "malformed"),
        (html, ".html", "malformed"),
    ] {
        for what in ["preview", "test"] {
            let problem = attempt(&desk, "sana", what, &wrong).await.expect_problem(422, "configuration_invalid");
            assert_eq!(errors(&problem), [(format!("text{key}").as_str(), code)], "{wrong}");
        }
        let mut configuration = now["configuration"].clone();
        configuration["texts"] = json!([wrong]);
        for dry_run in [true, false] {
            let wish = json!({"base": now["revision"], "configuration": configuration, "dry_run": dry_run});
            let answer = desk.write("admin", Method::PUT, "configuration", &wish).await;
            let problem = answer.expect_problem(422, "configuration_invalid");
            assert_eq!(errors(&problem), [(format!("texts[0]{key}").as_str(), code)], "{wrong}");
        }
    }
    let problem = attempt(&desk, "sana", "preview", &Value::Null).await.expect_problem(422, "configuration_invalid");
    assert_eq!(errors(&problem), [("text", "malformed")]);
}

#[tokio::test]
async fn a_text_is_set_up_and_the_history_tells_what_it_was() {
    let desk = Desk::open().await;
    let now = desk.get("sana", "configuration").await.expect(200);
    let (base, mut configuration) = (now["revision"].as_u64().unwrap(), now["configuration"].clone());
    configuration["texts"] = json!([text("{{ body }}"), {"mail": "rejected", "language": "fr", "body": "Non."}]);
    let wish = json!({"base": base, "configuration": configuration});
    let done = desk.write("admin", Method::PUT, "configuration", &wish).await.expect(200);
    assert_eq!(done["changed"], json!(["texts.answer.en", "texts.rejected.fr"]));
    configuration["texts"] = json!([text("Hello,\n\n{{ body }}")]);
    let wish = json!({"base": base + 1, "configuration": configuration});
    desk.write("admin", Method::PUT, "configuration", &wish).await.expect(200);
    let detail = desk.get("sana", &format!("configuration/revisions/{}", base + 2)).await.expect(200);
    let [answer, rejected] = &detail["differences"].as_array().unwrap()[..] else { panic!("{detail}") };
    assert_eq!((&answer["before"], &answer["after"]), (&text("{{ body }}"), &text("Hello,\n\n{{ body }}")));
    assert_eq!((&rejected["before"]["body"], rejected.get("after")), (&json!("Non."), None));
    let yaml = desk.get("sana", "configuration/export").await.expect(200);
    assert!(yaml.as_str().unwrap().contains("texts:\n- body: "), "{yaml}");
}

#[tokio::test]
async fn a_test_is_asked_for_on_the_bus_for_the_one_who_asks() {
    let bus = Bus::default();
    let desk = bus.desk().await;
    let worded = text("Dear {{ name }},\n\n{{ body }}");
    for who in ["sana", "admin", "sana"] {
        attempt(&desk, who, "test", &worded).await.expect(202);
    }
    let told = bus.told("TestMail");
    assert!(told.iter().all(|asked| asked["text"] == worded && asked.as_object().unwrap().len() == 3));
    assert_eq!(told.iter().map(|asked| asked["to"].as_str().unwrap()).collect::<Vec<_>>(), ["sana", "admin", "sana"]);
    assert_ne!(told[0]["id"], told[2]["id"], "who asks again gets another");
    bus.be_busy(true);
    attempt(&desk, "sana", "test", &worded).await.expect_problem(503, "unavailable");
}

#[tokio::test]
async fn who_oversees_the_desk_words_its_mail() {
    let bus = Bus::default();
    let desk = bus.desk().await;
    for who in ["mia", "light_agent", "reporter", "auditor"] {
        for what in ["preview", "test"] {
            attempt(&desk, who, what, &text("{{ body }}")).await.expect_problem(403, "role_not_allowed");
        }
        desk.get(who, "configuration/texts/defaults").await.expect_problem(403, "role_not_allowed");
    }
    for who in ["sana", "admin", "owner"] {
        attempt(&desk, who, "preview", &text("{{ body }}")).await.expect(200);
    }
    assert!(bus.told("TestMail").is_empty());
}
