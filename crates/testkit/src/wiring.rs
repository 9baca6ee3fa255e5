//! The product's engine over a test's database.

use anyhow::Result;
use engine::{Engine, Module, database::Database, settings::Settings};
use tempfile::TempDir;
use tokio_postgres::Config;

/// What a test wants otherwise than the rest: its own clock, its own mail server.
pub type Otherwise<'a> = &'a (dyn Fn(&mut Settings) + Sync);

/// The engine with these modules, the key that signs the trail, and the folder of its files (kept with the value).
pub async fn engine(
    application: Config,
    worker: Config,
    modules: Vec<Module>,
    otherwise: Otherwise<'_>,
) -> Result<(Engine, compliance::AuditKey, TempDir)> {
    let files = tempfile::tempdir()?;
    let store = files::Store::local(files.path())?;
    let mut settings = app::modules::settings([7; 32], "http://127.0.0.1".into(), store, messaging::Smtp::none());
    // Stand-ins of providers run on this machine.
    settings.ports.offer::<messaging::Gateway>(messaging::Gateway::to_this_machine_too());
    settings.ports.offer::<messaging::Push>(messaging::Push::to_this_machine_too());
    settings.ports.offer::<billing::Provider>(billing::Provider::to_this_machine_too());
    otherwise(&mut settings);
    let audit_key = app::keys::load(&application, &settings).await?;
    settings.ports.offer::<compliance::AuditKey>(audit_key.clone());
    let pool = Database::connect(application, worker).await?;
    Ok((Engine::new(pool, modules, settings), audit_key, files))
}
