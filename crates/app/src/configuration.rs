//! What the environment and the command line say. Everything has a default that works on one machine.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;

#[derive(Args, Clone, Debug)]
pub struct Configuration {
    /// Address to listen on.
    #[arg(long, env = "CNC_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: String,
    /// Address browsers use, when it is not the one listened on.
    #[arg(long, env = "CNC_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// Folder for the private database cluster, files and the master key.
    #[arg(long, env = "CNC_DATA")]
    pub data: Option<PathBuf>,
    /// A server of your own instead of the private cluster, as the role cnc_app.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// The same server as a role that may migrate.
    #[arg(long, env = "CNC_DATABASE_OWNER_URL", hide_env_values = true)]
    pub database_owner_url: Option<String>,
    /// The same server as the role cnc_worker.
    #[arg(long, env = "CNC_DATABASE_WORKER_URL", hide_env_values = true)]
    pub database_worker_url: Option<String>,
    /// Mail server, `smtp://host:port` or `smtps://user:password@host`. Without it messages wait in the outbox.
    #[arg(long, env = "CNC_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<String>,
    /// The address mail comes from; the name before it is the company's.
    #[arg(long, env = "CNC_MAIL_FROM", default_value = messaging::Smtp::DEFAULT_FROM)]
    pub mail_from: String,
    /// 64 hexadecimal digits; otherwise a file in the data folder, made at the first start.
    #[arg(long, env = "CNC_MASTER_KEY", hide_env_values = true)]
    pub master_key: Option<String>,
    /// Texts may also go to a provider on this machine or network, and without TLS.
    #[arg(long, env = "CNC_TEXTS_INSIDE")]
    pub texts_inside: bool,
    /// Notifications may also go to a push service on this machine or network, and without TLS.
    #[arg(long, env = "CNC_PUSHES_INSIDE")]
    pub pushes_inside: bool,
    /// Cards may also be taken by a payment provider on this machine or network, and without TLS.
    #[arg(long, env = "CNC_CARDS_INSIDE")]
    pub cards_inside: bool,
    /// Switches the limits a minute off, for load tests on this machine.
    #[arg(long, env = "CNC_NO_RATE_LIMITS", hide = true)]
    pub no_rate_limits: bool,
    /// Jobs that run at the same time.
    #[arg(long, env = "CNC_JOBS", default_value_t = 4)]
    pub jobs: usize,
}

impl Configuration {
    /// The data folder: as root one that the database's own account can reach.
    pub fn data_folder(&self) -> Result<PathBuf> {
        if let Some(folder) = &self.data {
            return std::path::absolute(folder).context("the data folder");
        }
        if nix::unistd::geteuid().is_root() {
            return Ok(PathBuf::from("/var/lib/cnc"));
        }
        let home = std::env::var_os("HOME").map(PathBuf::from).context("HOME is not set; name a folder with --data")?;
        Ok(home.join(".local/share/cnc"))
    }

    pub fn url(&self) -> String {
        match &self.public_url {
            Some(url) => url.trim_end_matches('/').to_owned(),
            None => format!("http://{}", self.listen.replace("0.0.0.0", "127.0.0.1")),
        }
    }

    /// The 256-bit key outside the database and every backup (ACC-31).
    pub fn master_key(&self) -> Result<[u8; 32]> {
        if let Some(text) = &self.master_key {
            return read_key(text);
        }
        let path = self.data_folder()?.join("master.key");
        match std::fs::read_to_string(&path) {
            Ok(text) => read_key(&text),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => make_key(&path),
            Err(e) => Err(e).with_context(|| format!("the master key {}", path.display())),
        }
    }
}

fn read_key(text: &str) -> Result<[u8; 32]> {
    let bytes = hex::decode(text.trim()).context("the master key must be 64 hexadecimal digits")?;
    match <[u8; 32]>::try_from(bytes) {
        Ok(key) => Ok(key),
        Err(_) => bail!("the master key must be 64 hexadecimal digits"),
    }
}

fn make_key(path: &std::path::Path) -> Result<[u8; 32]> {
    use engine::settings::{Dice, SystemDice};
    use std::{io::Write, os::unix::fs::OpenOptionsExt};
    let mut key = [0u8; 32];
    SystemDice.fill(&mut key);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(hex::encode(key).as_bytes())?;
    file.sync_all()?;
    Ok(key)
}
