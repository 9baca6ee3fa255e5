//! Floor 2: files by key. On the local disk by default; anything that speaks S3 when configured.

use std::{path::Path, sync::Arc};

use bytes::Bytes;
use kernel::{Error, Result, ids::CompanyId};
use object_store::{ObjectStore, ObjectStoreExt, local::LocalFileSystem, path::Path as Key};
use sha2::{Digest, Sha256};

/// Offered to the modules as a port: `tx.port::<files::Store>()`.
#[derive(Clone)]
pub struct Store(Arc<dyn ObjectStore>);

impl Store {
    /// Files below a folder of this machine, which is made when it is missing.
    pub fn local(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder).map_err(Error::internal)?;
        Ok(Self(Arc::new(LocalFileSystem::new_with_prefix(folder).map_err(Error::internal)?)))
    }
    pub fn new(store: Arc<dyn ObjectStore>) -> Self {
        Self(store)
    }
    /// The key of a file of one company. `folder` is the module's; the name must be an id or a hash.
    pub fn key(company: CompanyId, folder: &str, name: &str) -> String {
        format!("{}/{folder}/{name}", company.uuid())
    }
    pub async fn put(&self, key: &str, bytes: Bytes) -> Result<()> {
        let path = Key::parse(key).map_err(Error::internal)?;
        self.0.put(&path, bytes.into()).await.map_err(unreachable_store)?;
        Ok(())
    }
    pub async fn get(&self, key: &str) -> Result<Bytes> {
        let path = Key::parse(key).map_err(Error::internal)?;
        let found = match self.0.get(&path).await {
            Ok(found) => found,
            Err(object_store::Error::NotFound { .. }) => return Err(Error::not_found("file")),
            Err(e) => return Err(unreachable_store(e)),
        };
        found.bytes().await.map_err(unreachable_store)
    }
}

fn unreachable_store(e: object_store::Error) -> Error {
    let mut out = Error::unavailable("The file store is not reachable right now. Please try again.");
    out.cause = Some(e.to_string());
    out
}

/// SHA-256, hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[tokio::test]
    async fn a_file_comes_back_and_a_missing_one_is_not_found() {
        let folder = std::env::temp_dir().join(format!("cnc-files-{}", std::process::id()));
        let store = Store::local(&folder).expect("a folder");
        let key = Store::key(CompanyId::from_uuid(Uuid::from_u128(1)), "media", "a");
        store.put(&key, Bytes::from_static(b"x")).await.expect("stored");
        assert_eq!(store.get(&key).await.expect("there").as_ref(), b"x");
        assert!(store.get("nothing/here").await.is_err());
        std::fs::remove_dir_all(folder).expect("removed");
    }
}
