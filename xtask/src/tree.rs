//! The project's files.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Result;

const SKIPPED: [&str; 8] =
    ["target", "node_modules", "dist", ".git", ".data", "test-results", "playwright-report", "generated"];

/// The files with these extensions below the folders of the root, in the order of their names; nothing built,
/// fetched or generated.
pub fn files(root: &Path, folders: &[&str], extensions: &[&str]) -> Result<Vec<PathBuf>> {
    let mut out = vec![];
    let mut open: Vec<PathBuf> = folders.iter().map(|f| root.join(f)).filter(|f| f.is_dir()).collect();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let (path, name) = (entry.path(), entry.file_name());
            let kind = entry.file_type()?;
            if kind.is_dir() && !SKIPPED.iter().any(|s| name == *s) {
                open.push(path);
            } else if kind.is_file() && path.extension().is_some_and(|e| extensions.iter().any(|x| e == *x)) {
                out.push(path);
            }
        }
    }
    out.sort();
    Ok(out)
}

/// The path below the root, with slashes.
pub fn below(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    path.iter().map(|p| p.to_string_lossy()).collect::<Vec<_>>().join("/")
}
