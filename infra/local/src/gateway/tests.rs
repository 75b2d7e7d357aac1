//! What becomes of a function's answer, and of one that it does not give.

use super::*;
use crate::invoke::Handler;
use crate::oidc::keys::SigningKey;
use axum::Router;
use axum::routing::any;
use std::collections::BTreeMap;
use std::time::Duration;

const TEMPLATE: &str = r#"
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Any: {Type: HttpApi, Properties: {Method: any, Path: "/api/{what}", Auth: {Authorizer: NONE}}}
"#;

/// Answers as the last part of the path says.
async fn answer(event: Value) -> Result<Value, lambda_runtime::Error> {
    match event["pathParameters"]["what"].as_str().unwrap() {
        "panics" => panic!("as asked"),
        "fails" => Err("a private cause".into()),
        "hangs" => std::future::pending().await,
        "babbles" => Ok(json!({"no": "status"})),
        "binary" => Ok(json!({"statusCode": 200, "body": STANDARD.encode([0, 255]), "isBase64Encoded": true})),
        "cookies" => Ok(json!({"statusCode": 201, "headers": {"x-a": "b"}, "cookies": ["a=1", "b=2"], "body": "é"})),
        _ => Ok(json!({"statusCode": 200, "body": event["requestContext"]["http"]["method"]})),
    }
}

async fn url() -> String {
    let template = Template::parse(TEMPLATE, &BTreeMap::new()).unwrap();
    let mut functions = Functions::default();
    functions.add("F", Duration::from_millis(50), Handler::new(answer));
    let tokens = Tokens::new(SigningKey::open(None).unwrap(), "http://issuer".to_owned(), "desk".to_owned());
    let gateway = Arc::new(Gateway::new(&template, Arc::new(tokens), functions));
    let router = Router::new().fallback(any(handle).with_state(gateway));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/api", listener.local_addr().unwrap());
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await });
    url
}

#[tokio::test]
async fn a_function_that_gives_no_answer_is_an_internal_error_without_its_cause() {
    let url = url().await;
    for what in ["panics", "fails", "hangs", "babbles"] {
        let response = reqwest::get(format!("{url}/{what}")).await.unwrap();
        assert_eq!(response.status(), 500, "{what}");
        assert_eq!(response.text().await.unwrap(), r#"{"message":"Internal Server Error"}"#, "{what}");
    }
    let response = reqwest::get(format!("{url}/fine")).await.unwrap();
    assert_eq!((response.status().as_u16(), response.text().await.unwrap().as_str()), (200, "GET"));
}

#[tokio::test]
async fn an_answer_comes_through_as_it_is() {
    let url = url().await;
    let response = reqwest::get(format!("{url}/binary")).await.unwrap();
    assert_eq!(response.bytes().await.unwrap().as_ref(), [0, 255]);
    let response = reqwest::get(format!("{url}/cookies")).await.unwrap();
    assert_eq!((response.status().as_u16(), &response.headers()["x-a"]), (201, &"b".parse().unwrap()));
    let cookies: Vec<_> = response.headers().get_all("set-cookie").iter().collect();
    assert_eq!(cookies, ["a=1", "b=2"]);
    assert_eq!(response.text().await.unwrap(), "é");
}
