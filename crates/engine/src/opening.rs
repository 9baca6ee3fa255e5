//! What travels with BEGIN: the tenant's settings, is the session still good, may the caller touch this record,
//! was this key answered before.

use jiff::Timestamp;
use kernel::{
    Error, ErrorKind, Id, Result,
    ids::{CompanyId, LocationId, RoleId, SuperAdminId, UserId},
};
use serde_json::Value;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{
    caller::{Caller, Principal},
    database::Database,
    idempotency,
    module::Registry,
    operation::{Access, Kind, Spec},
    permission::{Grant, Permissions, RowFacts, Scope, StepRight, refusal},
    runner::Request,
    sql::Sql,
    tx::{Opened, Opening, Question, TargetRow},
};

/// The rights in memory are older than the company's; load them and run again.
pub(crate) const STALE_RIGHTS: &str = "STALE_RIGHTS";
/// The key was answered before; its answer is in `data`.
pub(crate) const REPLAY: &str = "REPLAY";

const SESSION: &str = "select u.status, c.status, c.access_version, \
     s.revoked_at is null and s.expires_at > $4, u.name, c.audit_enabled \
     from app_user u join company c on c.id = u.company_id \
     left join session s on s.company_id = u.company_id and s.id = $3 and s.user_id = u.id \
     where u.company_id = $1 and u.id = $2";
const SUPPORT: &str = "select ended_at is null and ends_at > $3 from support_session \
     where company_id = $1 and id = $2";

/// BEGIN with the transaction's settings. Built from typed values only, so that nothing can be injected.
pub(crate) fn begin_text(company: CompanyId, user: Uuid, entry: Uuid, now: Timestamp) -> String {
    format!(
        "begin; set local app.company_id = '{}'; set local app.user_id = '{user}'; \
         set local app.entry_id = '{entry}'; set local app.now = '{now}'",
        company.uuid()
    )
}

pub(crate) fn plain(begin: String) -> Opening {
    Opening { begin, questions: vec![], judge: Box::new(|_| Ok(Opened::default())) }
}

/// SQL that finds a record with what the permission test needs; commands lock it.
fn facts_sql(resource: &crate::Resource, lock: bool) -> String {
    format!(
        "select {} as location, ({}) as mine, to_jsonb(r) as record from {} r where r.company_id = $1 and r.id = $2 \
         and ($3::uuid is null or true){}",
        resource.location,
        resource.mine,
        resource.table,
        if lock { " for update of r" } else { "" }
    )
}

#[allow(clippy::too_many_arguments)]
pub(crate) fn of(
    registry: &Registry,
    spec: &Spec,
    caller: &Caller,
    request: &Request,
    entry: Uuid,
    now: Timestamp,
    key: Option<&str>,
    hash: Option<&[u8]>,
) -> Result<Opening> {
    let company = caller.company;
    let begin = if spec.kind == Kind::Read && !spec.audited {
        format!("begin read only; set local app.company_id = '{}'", company.uuid())
    } else {
        begin_text(company, caller.actor_id(), entry, now)
    };
    let mut questions = Vec::with_capacity(3);
    let session_at = match &caller.principal {
        Principal::User { user, session } => {
            questions.push(Question {
                sql: SESSION.into(),
                params: vec![Box::new(company), Box::new(*user), Box::new(*session), Box::new(now)],
            });
            Some(0)
        }
        Principal::Support { support, .. } => {
            questions.push(Question {
                sql: SUPPORT.into(),
                params: vec![Box::new(company), Box::new(*support), Box::new(now)],
            });
            Some(0)
        }
        _ => None,
    };
    let target = match spec.target {
        None => None,
        Some(target) => {
            let resource = registry
                .resource(target.resource)
                .ok_or_else(|| Error::internal(format!("no resource {}", target.resource)))?;
            let text = request.input.get(target.field).and_then(Value::as_str).unwrap_or_default();
            let prefix = kernel::ids::PREFIXES.iter().find(|(t, _)| *t == resource.table).map_or("", |(_, p)| p);
            let id = text
                .strip_prefix(prefix)
                .and_then(|t| t.strip_prefix('_'))
                .and_then(kernel::id::decode)
                .ok_or_else(|| Error::not_found(resource.noun))?;
            let me = caller.user().map(Id::uuid).unwrap_or_default();
            questions.push(Question {
                sql: facts_sql(resource, spec.kind == Kind::Command),
                params: vec![Box::new(company), Box::new(id), Box::new(me)],
            });
            Some((questions.len() - 1, *resource, id))
        }
    };
    let replay_at = key.map(|key| {
        questions.push(idempotency::question(caller, key));
        questions.len() - 1
    });
    let (spec, caller, if_version) = (*spec, caller.clone(), request.if_version);
    let hash = hash.map(<[u8]>::to_vec);
    let on_behalf = matches!(request.credentials, crate::Credentials::OnBehalf { .. });
    let judge = move |answers: Vec<Vec<Row>>| {
        let mut opened = Opened::default();
        if let Some(at) = session_at {
            opened.actor_name = session(&answers[at], &caller, on_behalf)?;
        }
        if let (Some(at), Some(hash)) = (replay_at, &hash)
            && let Some(answer) = idempotency::judge(&answers[at], hash)?
        {
            return Err(Error::new(ErrorKind::Conflict, REPLAY, "answered before").with_data(answer));
        }
        if let Some((at, resource, id)) = target {
            opened.target = Some(found(&answers[at], &spec, &caller, &resource, id, now, if_version)?);
        }
        Ok(opened)
    };
    Ok(Opening { begin, questions, judge: Box::new(judge) })
}

fn get<'a, T: tokio_postgres::types::FromSql<'a>>(row: &'a Row, at: usize) -> Result<T> {
    row.try_get(at).map_err(Error::internal)
}

/// Revocation, disabling and suspension take effect at the next request (ACC-19).
fn session(rows: &[Row], caller: &Caller, on_behalf: bool) -> Result<Option<String>> {
    let again = |code: &str| Err(Error::not_signed_in(code, "Please sign in again."));
    let Some(row) = rows.first() else { return again("NOT_SIGNED_IN") };
    if matches!(caller.principal, Principal::Support { .. }) {
        return if get::<bool>(row, 0)? { Ok(Some(caller.name.clone())) } else { again("SUPPORT_ENDED") };
    }
    if get::<Option<bool>>(row, 3)? != Some(true) && !on_behalf {
        return again("SESSION_ENDED");
    }
    if get::<String>(row, 0)? != "ACTIVE" {
        return again("USER_DISABLED");
    }
    let company_status: String = get(row, 1)?;
    if company_status != "ACTIVE" && caller.permissions.role_code != "ADMIN" {
        return Err(Error::forbidden(
            "COMPANY_SUSPENDED",
            "Your company's access is suspended. Please ask your administrator.",
        ));
    }
    if get::<i64>(row, 2)? != caller.permissions.access_version {
        return Err(Error::new(ErrorKind::Conflict, STALE_RIGHTS, "rights have changed"));
    }
    get(row, 4).map(Some)
}

fn facts(row: &Row) -> Result<RowFacts> {
    Ok(RowFacts {
        location: get::<Option<LocationId>>(row, 0)?,
        mine: get::<Option<bool>>(row, 1)?.unwrap_or(false),
        record: get(row, 2)?,
    })
}

/// What the permission test needs to know of a record, for one user.
pub(crate) async fn read_facts(
    tx: &crate::TenantTx,
    resource: &str,
    id: Uuid,
    user: Option<UserId>,
) -> Result<Option<RowFacts>> {
    use crate::Sql as _;
    let resource = tx.core.registry.resource(resource).ok_or_else(|| Error::not_found("record"))?;
    let user = user.map(Id::uuid).unwrap_or_default();
    let rows = tx.rows(&facts_sql(resource, false), &[&tx.company(), &id, &user]).await?;
    rows.first().map(facts).transpose()
}

fn found(
    rows: &[Row],
    spec: &Spec,
    caller: &Caller,
    resource: &crate::Resource,
    id: Uuid,
    now: Timestamp,
    if_version: Option<i64>,
) -> Result<TargetRow> {
    let Some(row) = rows.first() else { return Err(Error::not_found(resource.noun)) };
    let facts = facts(row)?;
    if let Access::Permission(wanted, action) = spec.access {
        caller.permissions.decide(wanted, action, &facts, now).map_err(|reason| {
            let e = refusal(wanted, action, reason);
            if e.kind == ErrorKind::NotFound { Error::not_found(resource.noun) } else { e }
        })?;
    }
    let version = facts.record.get("version").and_then(Value::as_i64);
    if let (Some(wanted), Some(version)) = (if_version, version)
        && wanted != version
    {
        let mut e = Error::new(
            ErrorKind::Stale,
            "STALE",
            "Somebody has changed this in the meantime. Look at the newer version and try again.",
        );
        e.data = Some(serde_json::json!({"version": version}));
        return Err(e);
    }
    Ok(TargetRow { id, version, facts })
}

/// Loads what a user holds, in a transaction of its own.
pub(crate) async fn load_permissions(database: &Database, company: CompanyId, user: UserId) -> Result<Permissions> {
    let client = database.client().await?;
    let db = |e| crate::sql::translate(e, &[]);
    client
        .batch_execute(&format!("begin read only; set local app.company_id = '{}'", company.uuid()))
        .await
        .map_err(db)?;
    let rows = Plain(&client);
    let loaded = rights(&rows, company, user).await;
    client.batch_execute("rollback").await.map_err(db)?;
    loaded
}

/// The same inside a transaction that is open already.
pub(crate) async fn read_permissions(tx: &crate::TenantTx, user: UserId) -> Result<Permissions> {
    rights(tx, tx.company(), user).await
}

struct Plain<'a>(&'a deadpool_postgres::Object);

impl Sql for Plain<'_> {
    async fn rows(&self, sql: &str, params: &[&(dyn tokio_postgres::types::ToSql + Sync)]) -> Result<Vec<Row>> {
        self.0.query(sql, params).await.map_err(|e| crate::sql::translate(e, &[]))
    }
    async fn exec(&self, sql: &str, params: &[&(dyn tokio_postgres::types::ToSql + Sync)]) -> Result<u64> {
        self.0.execute(sql, params).await.map_err(|e| crate::sql::translate(e, &[]))
    }
}

/// Role, roles at locations, own grants and denials, masks, step rights.
async fn rights(tx: &impl Sql, company: CompanyId, user: UserId) -> Result<Permissions> {
    let head = tx
        .opt(
            "select u.role_id, r.code, r.name, r.landing, u.location_id, c.access_version from app_user u \
             join role r on r.company_id = u.company_id and r.id = u.role_id join company c on c.id = u.company_id \
             where u.company_id = $1 and u.id = $2",
            &[&company, &user],
        )
        .await?
        .ok_or_else(|| Error::not_signed_in("NOT_SIGNED_IN", "Please sign in again."))?;
    let mut out = Permissions { user: Some(user), ..Permissions::default() };
    let role: RoleId = get(&head, 0)?;
    out.role = Some(role);
    out.role_code = get(&head, 1)?;
    out.role_name = get(&head, 2)?;
    out.landing = get(&head, 3)?;
    out.locations.extend(get::<Option<LocationId>>(&head, 4)?);
    out.access_version = get(&head, 5)?;
    let places = tx
        .rows(
            "select location_id, role_id from user_location where company_id = $1 and user_id = $2 order by id limit 1000",
            &[&company, &user],
        )
        .await?;
    let mut roles: Vec<(RoleId, Option<LocationId>)> = vec![(role, None)];
    for row in &places {
        let at: LocationId = get(row, 0)?;
        match get::<Option<RoleId>>(row, 1)? {
            Some(other) => roles.push((other, Some(at))),
            None if out.locations.contains(&at) => {}
            None => out.locations.push(at),
        }
    }
    for (role, at) in roles {
        let rows = tx
            .rows(
                "select p.resource, p.action, p.scope, p.condition, r.code from role_permission p \
                 join role r on r.company_id = p.company_id and r.id = p.role_id \
                 where p.company_id = $1 and p.role_id = $2 order by p.resource, p.action limit 5000",
                &[&company, &role],
            )
            .await?;
        for row in &rows {
            out.grants.push(Grant {
                resource: get(row, 0)?,
                action: get(row, 1)?,
                scope: Scope::read(&get::<String>(row, 2)?),
                condition: get(row, 3)?,
                expires_at: None,
                at,
                source: get(row, 4)?,
            });
        }
    }
    let own = tx
        .rows(
            "select resource, action, scope, condition, expires_at, act from user_permission \
             where company_id = $1 and user_id = $2 order by id limit 5000",
            &[&company, &user],
        )
        .await?;
    for row in &own {
        let grant = Grant {
            resource: get(row, 0)?,
            action: get(row, 1)?,
            scope: Scope::read(&get::<String>(row, 2)?),
            condition: get(row, 3)?,
            expires_at: get(row, 4)?,
            at: None,
            source: "given to the user".into(),
        };
        let list = if get::<String>(row, 5)? == "DENY" { &mut out.denials } else { &mut out.grants };
        list.push(grant);
    }
    let masks = tx
        .rows(
            "select field_group from field_mask where company_id = $1 and role_id = $2 order by field_group limit 10",
            &[&company, &role],
        )
        .await?;
    for row in &masks {
        out.masks.insert(get(row, 0)?);
    }
    let steps = tx
        .rows(
            "select step_number, can_view, can_edit, can_approve, part from step_permission \
             where company_id = $1 and role_id = $2 order by step_number limit 20",
            &[&company, &role],
        )
        .await?;
    for row in &steps {
        out.steps.push(StepRight {
            step_number: get(row, 0)?,
            can_view: get(row, 1)?,
            can_edit: get(row, 2)?,
            can_approve: get(row, 3)?,
            part: get(row, 4)?,
        });
    }
    Ok(out)
}

/// A signed-in super admin.
pub(crate) struct Admin {
    pub id: SuperAdminId,
    pub name: String,
    role: String,
}

impl Admin {
    pub fn may(&self, permission: &str) -> bool {
        match self.role.as_str() {
            "SUPER_ADMIN" => true,
            "SUPPORT_ADMIN" => permission.starts_with("VIEW") || permission == "SUPPORT",
            "AUDITOR" => permission.starts_with("VIEW") || permission == "EXPORT_DATA",
            _ => permission.starts_with("VIEW"),
        }
    }
}

/// The super admin behind an opaque token; it ends after 15 minutes without use (ACC-21).
pub(crate) async fn admin_of(database: &Database, token: &str, now: Timestamp) -> Result<Option<Admin>> {
    if !token.starts_with("sa_") {
        return Ok(None);
    }
    let hash = kernel::link::hash(token).to_vec();
    let idle = now - jiff::SignedDuration::from_mins(15);
    let client = database.client().await?;
    let row = client
        .query_opt(
            "update super_admin_session s set last_used_at = $2 from super_admin a \
             where a.id = s.super_admin_id and a.status = 'ACTIVE' and s.token_hash = $1 and s.revoked_at is null \
             and s.expires_at > $2 and s.last_used_at > $3 returning a.id, a.name, a.role",
            &[&hash, &now, &idle],
        )
        .await
        .map_err(|e| crate::sql::translate(e, &[]))?;
    row.map(|row| Ok(Admin { id: Id::from_uuid(get(&row, 0)?), name: get(&row, 1)?, role: get(&row, 2)? })).transpose()
}
