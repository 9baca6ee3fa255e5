//! A command repeated under its key gets the stored answer; the same key with other input is refused.

use kernel::{Error, ErrorKind, Result, ids::SuperAdminId};
use serde_json::Value;
use sha2::{Digest, Sha256};
use tokio_postgres::Row;

use crate::{
    caller::Caller,
    operation::Spec,
    tx::{Core, Question},
};

pub(crate) fn input_hash(spec: &Spec, input: &Value, body: Option<&[u8]>) -> Result<Vec<u8>> {
    let mut hash = Sha256::new();
    hash.update(spec.name.as_bytes());
    hash.update(serde_json_canonicalizer::to_vec(input).map_err(Error::internal)?);
    hash.update(body.unwrap_or_default());
    Ok(hash.finalize().to_vec())
}

pub(crate) fn question(caller: &Caller, key: &str) -> Question {
    Question {
        sql: "select operation, input_hash, answer from idempotency \
              where company_id = $1 and actor_id = $2 and key = $3"
            .into(),
        params: vec![Box::new(caller.company), Box::new(caller.actor_id()), Box::new(key.to_owned())],
    }
}

/// The stored answer, if there is one.
pub(crate) fn judge(rows: &[Row], hash: &[u8]) -> Result<Option<Value>> {
    let Some(row) = rows.first() else { return Ok(None) };
    let stored: Vec<u8> = row.try_get(1).map_err(Error::internal)?;
    if stored != hash {
        return Err(Error::new(
            ErrorKind::Conflict,
            "KEY_REUSED",
            "This idempotency key was used before with other input.",
        ));
    }
    row.try_get(2).map(Some).map_err(Error::internal)
}

/// The same outside companies, where the super admins have keys of their own.
pub(crate) async fn platform_answer(core: &Core, admin: SuperAdminId, key: &str, hash: &[u8]) -> Result<Option<Value>> {
    let sql = "select operation, input_hash, answer from platform_idempotency where super_admin_id = $1 and key = $2";
    judge(&core.rows(sql, &[&admin, &key]).await?, hash)
}

pub(crate) fn platform_keep(
    core: &Core,
    admin: SuperAdminId,
    spec: &Spec,
    key: &str,
    hash: Vec<u8>,
    answer: &Value,
) -> Question {
    Question {
        sql: "insert into platform_idempotency (super_admin_id, key, operation, input_hash, answer, at) \
              values ($1, $2, $3, $4, $5, $6)"
            .into(),
        params: vec![
            Box::new(admin),
            Box::new(key.to_owned()),
            Box::new(spec.name),
            Box::new(hash),
            Box::new(answer.clone()),
            Box::new(core.now),
        ],
    }
}

pub(crate) fn keep(core: &Core, caller: &Caller, spec: &Spec, key: &str, hash: Vec<u8>, answer: &Value) -> Question {
    Question {
        sql: "insert into idempotency (company_id, actor_id, key, operation, input_hash, answer, at) \
              values ($1, $2, $3, $4, $5, $6, $7)"
            .into(),
        params: vec![
            Box::new(caller.company),
            Box::new(caller.actor_id()),
            Box::new(key.to_owned()),
            Box::new(spec.name),
            Box::new(hash),
            Box::new(answer.clone()),
            Box::new(core.now),
        ],
    }
}
