//! The installation's signing keys: made at the first start, sealed by the master key, loaded into memory.

use std::sync::Arc;

use anyhow::{Context, Result, anyhow};
use ed25519_dalek::SigningKey;
use engine::settings::Settings;
use tokio_postgres::{Client, Config, NoTls};

/// Loads the token keys into the ring and answers the key that signs audit checkpoints.
pub async fn load(application: &Config, settings: &Settings) -> Result<Arc<SigningKey>> {
    let (client, connection) = application.connect(NoTls).await.context("the database")?;
    let task = tokio::spawn(connection);
    let token = newest(&client, settings, "TOKEN").await?;
    let audit = newest(&client, settings, "AUDIT").await?;
    for (id, seed) in token {
        settings.keys.add(&id, &seed)?;
    }
    let (_, seed) = audit.last().ok_or_else(|| anyhow!("no audit key"))?;
    let key = Arc::new(SigningKey::from_bytes(seed));
    drop(client);
    let _ = task.await;
    Ok(key)
}

type Seeds = Vec<(String, [u8; 32])>;

/// All keys of a purpose, oldest first; the first one is made when there is none.
async fn newest(client: &Client, settings: &Settings, purpose: &str) -> Result<Seeds> {
    let mut found = read(client, settings, purpose).await?;
    if found.is_empty() {
        // Two copies may start at once: both keys verify, the newer one signs.
        make(client, settings, purpose).await?;
        found = read(client, settings, purpose).await?;
    }
    Ok(found)
}

async fn read(client: &Client, settings: &Settings, purpose: &str) -> Result<Seeds> {
    let rows = client
        .query("select id, sealed_private from signing_key where purpose = $1 order by valid_from, id", &[&purpose])
        .await?;
    rows.iter()
        .map(|row| {
            let id: String = row.try_get(0)?;
            let sealed: Vec<u8> = row.try_get(1)?;
            let wrong = |_| anyhow!("the master key does not open the signing keys of this database");
            let seed = settings.unseal(&id, &sealed).map_err(wrong)?;
            let seed = <[u8; 32]>::try_from(seed).map_err(|_| anyhow!("a signing key is broken"))?;
            Ok((id, seed))
        })
        .collect()
}

async fn make(client: &Client, settings: &Settings, purpose: &str) -> Result<()> {
    let mut seed = [0u8; 32];
    settings.dice.fill(&mut seed);
    let public = SigningKey::from_bytes(&seed).verifying_key();
    let now = settings.now();
    let id = format!("{}-{}", purpose.to_lowercase(), kernel::id::encode(settings.uuid(now)));
    let sealed = settings.seal(&id, &seed)?;
    client
        .execute(
            "insert into signing_key (id, purpose, public_key, sealed_private, valid_from) values ($1, $2, $3, $4, $5)",
            &[&id, &purpose, &public.as_bytes().to_vec(), &sealed, &now],
        )
        .await?;
    Ok(())
}

/// Makes the first super admin and answers the one-time link as a text for people (ACC-28).
pub async fn first_admin(engine: &engine::Engine, username: &str, email: &str, name: &str) -> Result<String> {
    let made = platform(
        engine,
        "access.platform.admin.invite",
        serde_json::json!({"username": username, "email": email, "name": name}),
    )
    .await?;
    let link = made["setup_url"].as_str().unwrap_or_default();
    Ok(format!("Super admin {username} is made. Set the password within 24 hours: {link}"))
}

/// Runs a platform operation as the command line.
pub async fn platform(engine: &engine::Engine, operation: &str, input: serde_json::Value) -> Result<serde_json::Value> {
    let nobody = kernel::ids::CompanyId::from_uuid(uuid::Uuid::nil());
    Ok(engine.run_internal(nobody, "command line", operation, input).await?)
}
