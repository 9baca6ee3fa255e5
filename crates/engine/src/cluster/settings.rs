//! PostgreSQL's settings, scaled to the machine.

use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use super::Durability;
use super::error::{At, ClusterError};
use super::folder::DataFolder;

const MB: u64 = 1024 * 1024;

/// Writes the settings file; `postgres.local.conf` beside it may add to it and overrule it.
pub(super) fn write(data: &DataFolder, durability: Durability, max_connections: u32) -> Result<(), ClusterError> {
    let text = text(durability, max_connections, memory_bytes());
    let path = &data.settings;
    if std::fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    let new = path.with_extension("conf.new");
    let _ = std::fs::remove_file(&new);
    let mut options = std::fs::OpenOptions::new();
    let mut file = options.write(true).create_new(true).mode(0o644).open(&new).at("cannot create", &new)?;
    file.write_all(text.as_bytes()).at("cannot write", &new)?;
    // The umask may have taken the account's right to read.
    let readable = std::os::unix::fs::PermissionsExt::from_mode(0o644);
    std::fs::set_permissions(&new, readable).at("cannot change the mode of", &new)?;
    std::fs::rename(&new, path).at("cannot write", path)
}

fn text(durability: Durability, max_connections: u32, memory: u64) -> String {
    let part = |divisor: u64, least: u64, most: u64| (memory / divisor / MB).clamp(least, most);
    let common = format!(
        "# Written at each start of the server. Own settings belong in postgres.local.conf.
max_connections = {max_connections}
effective_cache_size = {cache}MB
maintenance_work_mem = {maintenance}MB
work_mem = 8MB
random_page_cost = 1.1
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
log_min_messages = warning
log_line_prefix = '%m [%p] %d %u '
",
        cache = part(2, 256, 65_536),
        maintenance = part(32, 64, 512),
    );
    let rest = match durability {
        // Logs keep no row values: people's names and addresses are in them.
        Durability::Full => format!(
            "shared_buffers = {buffers}MB
fsync = on
synchronous_commit = on
full_page_writes = on
wal_compression = on
max_wal_size = 2GB
checkpoint_timeout = 15min
log_lock_waits = on
log_error_verbosity = terse
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
logging_collector = on
log_directory = '../log'
log_filename = 'postgres-%a.log'
log_rotation_age = 1d
log_rotation_size = 0
log_truncate_on_rotation = on
",
            buffers = part(8, 256, 1024),
        ),
        Durability::None => "shared_buffers = 128MB
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 2GB
checkpoint_timeout = 1h
autovacuum_naptime = 10min
"
        .to_owned(),
    };
    format!("{common}{rest}include_if_exists = 'postgres.local.conf'\n")
}

/// Memory this process may use: the machine's, or less where the container has a limit.
fn memory_bytes() -> u64 {
    let number = |path: &str| std::fs::read_to_string(path).ok()?.trim().parse::<u64>().ok();
    let limit = number("/sys/fs/cgroup/memory.max")
        .or_else(|| number("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
        .unwrap_or(u64::MAX);
    machine_bytes().unwrap_or(4096 * MB).min(limit)
}

#[cfg(target_os = "linux")]
fn machine_bytes() -> Option<u64> {
    let about = std::fs::read_to_string("/proc/meminfo").ok()?;
    let total = about.lines().find_map(|l| l.strip_prefix("MemTotal:"))?;
    total.trim().trim_end_matches("kB").trim().parse::<u64>().ok().map(|kb| kb * 1024)
}

#[cfg(not(target_os = "linux"))]
fn machine_bytes() -> Option<u64> {
    let said = std::process::Command::new("sysctl").args(["-n", "hw.memsize"]).output().ok()?;
    String::from_utf8_lossy(&said.stdout).trim().parse().ok()
}

/// The last lines of what PostgreSQL logged, newest file last; for error messages.
pub(super) fn log_tail(folder: &Path) -> String {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|e| Some((e.metadata().ok()?.modified().ok()?, e.path())))
        .collect();
    files.sort();
    let newest = &files[files.len().saturating_sub(2)..];
    let texts = newest.iter().filter_map(|(_, path)| std::fs::read(path).ok());
    let lines: Vec<String> =
        texts.flat_map(|t| String::from_utf8_lossy(&t).lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    let last = &lines[lines.len().saturating_sub(8)..];
    if last.is_empty() { "nothing".to_owned() } else { last.join("; ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_buffers_follow_the_memory_within_bounds() {
        let has = |gb: u64, line: &str| text(Durability::Full, 100, gb * 1024 * MB).contains(line);
        assert!(has(1, "shared_buffers = 256MB"));
        assert!(has(4, "shared_buffers = 512MB"));
        assert!(has(64, "shared_buffers = 1024MB"));
    }

    #[test]
    fn durable_settings_keep_every_commit() {
        let durable = text(Durability::Full, 100, 4096 * MB);
        for line in ["fsync = on", "synchronous_commit = on", "full_page_writes = on"] {
            assert!(durable.contains(line), "{line}");
        }
    }
}
