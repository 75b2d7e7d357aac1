//! The issuer's key pair, made once and kept with the data folder so that a restart signs nobody out.

use crate::ids;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use jsonwebtoken::jwk::{Jwk, ThumbprintHash};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::io::Error;
use std::path::Path;

const ALGORITHM: Algorithm = Algorithm::ES256;

pub struct SigningKey {
    id: String,
    private: EncodingKey,
    public: DecodingKey,
    jwk: Value,
}

impl SigningKey {
    /// Reads the key of a data folder, or makes one; in memory each host has its own.
    pub fn open(folder: Option<&Path>) -> std::io::Result<SigningKey> {
        let der = match folder.map(|folder| folder.join("issuer-key.der")) {
            Some(file) if file.exists() => std::fs::read(&file)?,
            Some(file) => {
                let der = generate()?;
                ids::write_private(&file, &der)?;
                der
            }
            None => generate()?,
        };
        let private = EncodingKey::from_ec_der(&der);
        let jwk = Jwk::from_encoding_key(&private, ALGORITHM).map_err(Error::other)?;
        let id = jwk.thumbprint(ThumbprintHash::SHA256).map_err(Error::other)?;
        let public = DecodingKey::from_jwk(&jwk).map_err(Error::other)?;
        let mut jwk = serde_json::to_value(&jwk)?;
        jwk["kid"] = json!(id);
        jwk["use"] = json!("sig");
        jwk["alg"] = json!("ES256");
        Ok(SigningKey { id, private, public, jwk })
    }

    pub fn public_key(&self) -> &Value {
        &self.jwk
    }

    pub fn sign(&self, claims: &impl Serialize) -> jsonwebtoken::errors::Result<String> {
        let header = Header { kid: Some(self.id.clone()), ..Header::new(ALGORITHM) };
        jsonwebtoken::encode(&header, claims, &self.private)
    }

    /// The claims of a token that this key signed, for this issuer and one of these audiences, and that is valid now.
    pub fn verify(
        &self,
        token: &str,
        issuer: &str,
        audience: &[String],
    ) -> jsonwebtoken::errors::Result<Map<String, Value>> {
        let mut validation = Validation::new(ALGORITHM);
        validation.set_issuer(&[issuer]);
        validation.set_audience(audience);
        validation.set_required_spec_claims(&["exp", "iss", "aud"]);
        validation.validate_nbf = true;
        validation.leeway = 0;
        Ok(jsonwebtoken::decode(token, &self.public, &validation)?.claims)
    }
}

fn generate() -> std::io::Result<Vec<u8>> {
    let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new())
        .map_err(|_| Error::other("no key pair could be made"))?;
    Ok(document.as_ref().to_vec())
}
