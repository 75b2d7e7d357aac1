//! S3, as far as the desk uses it: the template's buckets, on a folder.
//!
//! Signatures are checked, those of links included, and by the machine's clock: a link is a credential, and moving the desk's
//! clock neither revokes nor revives one.

mod objects;
#[cfg(test)]
mod tests;

use crate::bus::Bus;
use crate::template::intrinsics::REGION;
use crate::template::{Bucket, CorsRule, Template};
use aws_sdk_s3::config::{BehaviorVersion, Credentials, Region};
use axum::Router;
use axum::error_handling::HandleError;
use axum::http::header::{InvalidHeaderName, InvalidHeaderValue};
use axum::http::method::InvalidMethod;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use objects::Objects;
use s3s::HttpError;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tower_http::cors::CorsLayer;

/// The key and the secret that everything on this machine signs with.
const CREDENTIAL: &str = "local";

#[derive(Debug, thiserror::Error)]
pub enum BucketError {
    #[error("the folder of the buckets: {0}")]
    Folder(#[from] std::io::Error),
    #[error("the folder of the buckets: {0:?}")]
    Files(s3s_fs::Error),
    #[error("CORS of a bucket: {0}")]
    Value(#[from] InvalidHeaderValue),
    #[error("CORS of a bucket: {0}")]
    Name(#[from] InvalidHeaderName),
    #[error("CORS of a bucket: {0}")]
    Method(#[from] InvalidMethod),
}

/// The ordinary client; nothing about it is local but where it points, and that a bucket has no host name of its own there.
pub fn client(address: SocketAddr) -> aws_sdk_s3::Client {
    aws_sdk_s3::Client::from_conf(
        aws_sdk_s3::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new(REGION))
            .credentials_provider(Credentials::new(CREDENTIAL, CREDENTIAL, None, None, "guichet-local"))
            .endpoint_url(format!("http://{address}"))
            .force_path_style(true)
            .build(),
    )
}

/// The buckets of a template on their own, for tests of what uses them. No bus hears of what is put into them.
pub fn open(folder: &Path, template: &Template) -> Result<Router, BucketError> {
    router(folder, &template.buckets, None)
}

pub(crate) fn router(folder: &Path, buckets: &[Bucket], bus: Option<Arc<Bus>>) -> Result<Router, BucketError> {
    for bucket in buckets {
        std::fs::create_dir_all(folder.join(&bucket.name))?;
    }
    let telling = buckets.iter().filter(|bucket| bucket.tells_the_bus).map(|bucket| bucket.name.clone()).collect();
    let objects = Objects::new(FileSystem::new(folder).map_err(BucketError::Files)?, telling, bus);
    let mut service = S3ServiceBuilder::new(objects);
    service.set_auth(SimpleAuth::from_single(CREDENTIAL, CREDENTIAL));
    let service = HandleError::new(service.build(), broken);
    let mut router = Router::new();
    for bucket in buckets {
        if let Some(rule) = &bucket.cors {
            let path = format!("/{}/{{*key}}", bucket.name);
            router = router.merge(Router::new().route_service(&path, service.clone()).layer(cors(rule)?));
        }
    }
    Ok(router.fallback_service(service))
}

fn cors(rule: &CorsRule) -> Result<CorsLayer, BucketError> {
    let origins = rule.allowed_origins.iter().map(|origin| HeaderValue::try_from(origin.as_str()));
    let methods = rule.allowed_methods.iter().map(|method| method.parse::<Method>());
    let headers = |names: &[String]| names.iter().map(|name| name.parse()).collect::<Result<Vec<HeaderName>, _>>();
    Ok(CorsLayer::new()
        .allow_origin(origins.collect::<Result<Vec<_>, _>>()?)
        .allow_methods(methods.collect::<Result<Vec<_>, _>>()?)
        .allow_headers(headers(&rule.allowed_headers)?)
        .expose_headers(headers(&rule.exposed_headers)?)
        .max_age(Duration::from_secs(rule.max_age)))
}

/// What S3 has an answer for never comes here.
async fn broken(error: HttpError) -> StatusCode {
    tracing::error!(?error, "a request to a bucket could not be answered");
    StatusCode::INTERNAL_SERVER_ERROR
}
