//! Formats the generated texts and writes or compares them.

use std::{
    collections::BTreeMap,
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result, bail};

use crate::fault::Fault;

/// What rustfmt makes of the text; started in the root, it finds the workspace's settings.
pub fn format(root: &Path, text: &str) -> Result<String> {
    let mut child = Command::new("rustfmt")
        .args(["--edition", "2024", "--emit", "stdout"])
        .current_dir(root)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("rustfmt cannot be started")?;
    let mut stdin = child.stdin.take().context("rustfmt takes no input")?;
    stdin.write_all(text.as_bytes())?;
    drop(stdin);
    let output = child.wait_with_output()?;
    if !output.status.success() {
        bail!("rustfmt refuses the generated text: {}\n{text}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// A kind of generated files.
pub struct Made {
    /// The folder below the root that they stand in, themselves or one folder deeper.
    pub folder: &'static str,
    /// The command that makes them.
    pub command: &'static str,
    /// What each begins with; only files with it are ever removed.
    pub mark: &'static str,
}

impl Made {
    /// Writes what changed and removes what is no longer made, except `keep`. With `check` it only says what it
    /// would do.
    pub fn settle(
        &self,
        root: &Path,
        files: &BTreeMap<String, String>,
        keep: &[String],
        check: bool,
    ) -> Result<Vec<Fault>> {
        let mut faults = vec![];
        for (file, text) in files {
            let path = root.join(file);
            if fs::read_to_string(&path).is_ok_and(|committed| committed == *text) {
                continue;
            }
            if check {
                faults.push(Fault::new(file, 1, format!("This is not what would be made now: run {}.", self.command)));
                continue;
            }
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            // Renamed into place, so that a build that runs meanwhile never sees half a file.
            let new = path.with_extension("new");
            fs::write(&new, text)?;
            fs::rename(&new, &path)?;
        }
        for file in self.before(root)? {
            if files.contains_key(&file) || keep.contains(&file) {
                continue;
            }
            if check {
                faults.push(Fault::new(&file, 1, format!("Nothing makes this any more: run {}.", self.command)));
            } else {
                fs::remove_file(root.join(&file))?;
            }
        }
        Ok(faults)
    }

    /// The files that carry the mark.
    fn before(&self, root: &Path) -> Result<Vec<String>> {
        let (mut out, mut open) = (vec![], vec![(root.join(self.folder), 0)]);
        while let Some((folder, depth)) = open.pop() {
            let Ok(entries) = fs::read_dir(&folder) else { continue };
            for entry in entries {
                let entry = entry?;
                let path = entry.path();
                if entry.file_type()?.is_dir() {
                    if depth == 0 {
                        open.push((path, 1));
                    }
                } else if fs::read(&path)?.starts_with(self.mark.as_bytes()) {
                    out.push(crate::tree::below(root, &path));
                }
            }
        }
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARK: &str = "//! Written";
    const MADE: Made = Made { folder: "generated", command: "cargo xtask sql", mark: MARK };

    #[test]
    fn a_check_names_what_differs_and_writing_settles_it() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("generated/a")).unwrap();
        fs::write(root.path().join("generated/a/old.rs"), format!("{MARK} x\n")).unwrap();
        fs::write(root.path().join("generated/a/other.rs"), "//! by hand\n").unwrap();
        let files = BTreeMap::from([("generated/a/new.rs".to_string(), "fn a() {}\n".to_string())]);
        assert_eq!(MADE.settle(root.path(), &files, &[], true).unwrap().len(), 2);
        assert!(MADE.settle(root.path(), &files, &[], false).unwrap().is_empty());
        assert!(MADE.settle(root.path(), &files, &[], true).unwrap().is_empty());
        assert!(root.path().join("generated/a/other.rs").exists());
        assert!(!root.path().join("generated/a/old.rs").exists());
    }

    #[test]
    fn text_is_formatted() {
        let root = tempfile::tempdir().unwrap();
        assert_eq!(format(root.path(), "fn  a( ) { }").unwrap(), "fn a() {}\n");
        assert!(format(root.path(), "fn fn").is_err());
    }
}
