//! The calls to S3 that exist here, and the event that follows when an object was made.

use crate::bus::Bus;
use crate::ids;
use crate::template::intrinsics::ACCOUNT;
use async_trait::async_trait;
use jiff::Timestamp;
use s3s::dto::{
    AbortMultipartUploadInput, AbortMultipartUploadOutput, CompleteMultipartUploadInput, CompleteMultipartUploadOutput,
    CopyObjectInput, CopyObjectOutput, CreateMultipartUploadInput, CreateMultipartUploadOutput, DeleteObjectInput,
    DeleteObjectOutput, GetObjectInput, GetObjectOutput, GetObjectTaggingInput, GetObjectTaggingOutput,
    HeadBucketInput, HeadBucketOutput, HeadObjectInput, HeadObjectOutput, ListObjectsV2Input, ListObjectsV2Output,
    PutObjectInput, PutObjectOutput, PutObjectTaggingInput, PutObjectTaggingOutput, TagSet, UploadPartInput,
    UploadPartOutput,
};
use s3s::{S3, S3Request, S3Response, S3Result, s3_error};
use s3s_fs::FileSystem;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub struct Objects {
    files: FileSystem,
    /// The buckets that tell the bus.
    telling: BTreeSet<String>,
    bus: Option<Arc<Bus>>,
    tags: Tags,
}

/// What is noted on objects, by bucket and key, for as long as the process runs.
type Tags = Mutex<BTreeMap<(String, String), TagSet>>;

impl Objects {
    pub fn new(files: FileSystem, telling: BTreeSet<String>, bus: Option<Arc<Bus>>) -> Objects {
        Objects { files, telling, bus, tags: Tags::default() }
    }

    fn tags(&self) -> MutexGuard<'_, BTreeMap<(String, String), TagSet>> {
        self.tags.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Another object at the same place is another object: nothing is noted on it.
    fn forget_tags(&self, bucket: &str, key: &str) {
        self.tags().remove(&(bucket.to_owned(), key.to_owned()));
    }

    /// Only what is there can have something noted on it.
    async fn must_be_there(&self, bucket: &str, key: &str) -> S3Result<()> {
        let input = HeadObjectInput { bucket: bucket.to_owned(), key: key.to_owned(), ..Default::default() };
        self.files.head_object(request(input)).await.map(|_| ())
    }

    /// Tells the bus of an object. Where that fails the call fails, though the object is there: whoever made it tries again, and
    /// the event is not lost.
    async fn tell(&self, bucket: &str, key: &str, reason: &str) -> S3Result<()> {
        let Some(bus) = self.bus.as_ref().filter(|_| self.telling.contains(bucket)) else { return Ok(()) };
        let input = HeadObjectInput { bucket: bucket.to_owned(), key: key.to_owned(), ..Default::default() };
        let made = self.files.head_object(request(input)).await?.output;
        let detail = json!({
            "version": "0",
            "bucket": {"name": bucket},
            "object": {
                "key": key,
                "size": made.content_length.unwrap_or_default(),
                "etag": made.e_tag.map(|etag| etag.into_value()).unwrap_or_default(),
                // Tells which of two events of a key is the later one.
                "sequencer": format!("{:016X}", Timestamp::now().as_nanosecond()),
            },
            "request-id": ids::request_id().replace('-', "")[..16].to_uppercase(),
            "requester": ACCOUNT,
            "source-ip-address": "127.0.0.1",
            "reason": reason,
        });
        let resources = [format!("arn:aws:s3:::{bucket}")];
        bus.announce("aws.s3", "Object Created", &resources, &detail).map_err(|error| {
            tracing::error!(%error, "the event of an object could not be accepted");
            s3_error!(InternalError, "the event of the object could not be accepted")
        })
    }
}

#[async_trait]
impl S3 for Objects {
    async fn put_object(&self, call: S3Request<PutObjectInput>) -> S3Result<S3Response<PutObjectOutput>> {
        let (bucket, key) = (call.input.bucket.clone(), call.input.key.clone());
        let done = self.files.put_object(call).await?;
        self.forget_tags(&bucket, &key);
        self.tell(&bucket, &key, "PutObject").await?;
        Ok(done)
    }

    async fn copy_object(&self, call: S3Request<CopyObjectInput>) -> S3Result<S3Response<CopyObjectOutput>> {
        let (bucket, key) = (call.input.bucket.clone(), call.input.key.clone());
        let done = self.files.copy_object(call).await?;
        self.forget_tags(&bucket, &key);
        self.tell(&bucket, &key, "CopyObject").await?;
        Ok(done)
    }

    async fn complete_multipart_upload(
        &self,
        call: S3Request<CompleteMultipartUploadInput>,
    ) -> S3Result<S3Response<CompleteMultipartUploadOutput>> {
        let (bucket, key) = (call.input.bucket.clone(), call.input.key.clone());
        let done = self.files.complete_multipart_upload(call).await?;
        self.tell(&bucket, &key, "CompleteMultipartUpload").await?;
        Ok(done)
    }

    async fn get_object(&self, call: S3Request<GetObjectInput>) -> S3Result<S3Response<GetObjectOutput>> {
        self.files.get_object(call).await
    }

    async fn head_object(&self, call: S3Request<HeadObjectInput>) -> S3Result<S3Response<HeadObjectOutput>> {
        self.files.head_object(call).await
    }

    async fn delete_object(&self, call: S3Request<DeleteObjectInput>) -> S3Result<S3Response<DeleteObjectOutput>> {
        self.files.delete_object(call).await
    }

    async fn get_object_tagging(
        &self,
        call: S3Request<GetObjectTaggingInput>,
    ) -> S3Result<S3Response<GetObjectTaggingOutput>> {
        let GetObjectTaggingInput { bucket, key, .. } = call.input;
        self.must_be_there(&bucket, &key).await?;
        let tag_set = self.tags().get(&(bucket, key)).cloned().unwrap_or_default();
        Ok(S3Response::new(GetObjectTaggingOutput { tag_set, version_id: None }))
    }

    async fn put_object_tagging(
        &self,
        call: S3Request<PutObjectTaggingInput>,
    ) -> S3Result<S3Response<PutObjectTaggingOutput>> {
        let PutObjectTaggingInput { bucket, key, tagging, .. } = call.input;
        self.must_be_there(&bucket, &key).await?;
        self.tags().insert((bucket, key), tagging.tag_set);
        Ok(S3Response::new(PutObjectTaggingOutput::default()))
    }

    async fn head_bucket(&self, call: S3Request<HeadBucketInput>) -> S3Result<S3Response<HeadBucketOutput>> {
        self.files.head_bucket(call).await
    }

    async fn list_objects_v2(&self, call: S3Request<ListObjectsV2Input>) -> S3Result<S3Response<ListObjectsV2Output>> {
        self.files.list_objects_v2(call).await
    }

    async fn create_multipart_upload(
        &self,
        call: S3Request<CreateMultipartUploadInput>,
    ) -> S3Result<S3Response<CreateMultipartUploadOutput>> {
        self.files.create_multipart_upload(call).await
    }

    async fn upload_part(&self, call: S3Request<UploadPartInput>) -> S3Result<S3Response<UploadPartOutput>> {
        self.files.upload_part(call).await
    }

    async fn abort_multipart_upload(
        &self,
        call: S3Request<AbortMultipartUploadInput>,
    ) -> S3Result<S3Response<AbortMultipartUploadOutput>> {
        self.files.abort_multipart_upload(call).await
    }
}

/// A call of the host's own, past the signatures.
fn request<T>(input: T) -> S3Request<T> {
    S3Request {
        input,
        method: Default::default(),
        uri: Default::default(),
        headers: Default::default(),
        extensions: Default::default(),
        credentials: None,
        region: None,
        service: None,
        trailing_headers: None,
    }
}
