//! A crate depends on crates of lower floors only.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::Result;

use crate::fault::Fault;

const FLOORS: [&[&str]; 5] = [
    &["kernel"],
    &["engine"],
    &["ports", "web", "queue", "files", "render", "outside"],
    &[
        "access",
        "customers",
        "sales",
        "quotes",
        "dispatch",
        "capture",
        "calendar",
        "crew",
        "costing",
        "billing",
        "storage",
        "fleet",
        "inventory",
        "care",
        "chat",
        "messaging",
        "tagging",
        "compliance",
        "reporting",
        "automation",
        "integrations",
        "mobile",
    ],
    &["app"],
];
/// Beside the floors: each may depend on all that stand before it here, and on every floor.
const BESIDE: [&str; 2] = ["testkit", "itests"];

fn floor(name: &str) -> Option<usize> {
    FLOORS
        .iter()
        .position(|f| f.contains(&name))
        .or_else(|| BESIDE.iter().position(|b| *b == name).map(|at| FLOORS.len() + at))
}

/// Every arrow that does not go down.
pub fn faults(root: &Path) -> Result<Vec<Fault>> {
    let mut manifests = BTreeMap::new();
    if let Ok(folders) = fs::read_dir(root.join("crates")) {
        for folder in folders {
            let folder = folder?;
            let name = folder.file_name().to_string_lossy().into_owned();
            if let Ok(text) = fs::read_to_string(folder.path().join("Cargo.toml")) {
                manifests.insert(name, text);
            }
        }
    }
    let mut out = vec![];
    for (name, text) in &manifests {
        out.extend(manifest(name, text, &manifests.keys().map(String::as_str).collect::<Vec<_>>()));
    }
    if let Ok(text) = fs::read_to_string(root.join("xtask/Cargo.toml")) {
        for (line, used) in dependencies(&text) {
            if manifests.contains_key(&used) && used != "kernel" && used != "engine" {
                out.push(Fault::new(
                    "xtask/Cargo.toml",
                    line,
                    format!("xtask depends on kernel and engine alone, not on {used}."),
                ));
            }
        }
    }
    Ok(out)
}

fn manifest(name: &str, text: &str, ours: &[&str]) -> Vec<Fault> {
    let file = format!("crates/{name}/Cargo.toml");
    let Some(own) = floor(name) else {
        return vec![Fault::new(
            &file,
            1,
            format!("The crate {name} has no floor: give it one in xtask/src/tidy/floors.rs."),
        )];
    };
    let mut out = vec![];
    for (line, used) in dependencies(text).into_iter().filter(|(_, used)| ours.contains(&used.as_str())) {
        if floor(&used).is_some_and(|f| f >= own) {
            let how = if floor(&used) == Some(own) { "the same" } else { "a higher" };
            out.push(Fault::new(&file, line, format!("{name} may not depend on {used}, which stands on {how} floor.")));
        }
    }
    out
}

/// (line, crate) of what a manifest builds with; what only its tests use is free.
fn dependencies(text: &str) -> Vec<(usize, String)> {
    let (mut out, mut inside) = (vec![], false);
    for (i, line) in text.lines().enumerate() {
        let line = line.trim();
        if let Some(section) = line.strip_prefix('[') {
            let section = section.trim_end_matches(']');
            inside = section == "dependencies" || section == "build-dependencies";
            if let Some(name) = section.strip_prefix("dependencies.") {
                out.push((i + 1, name.to_string()));
            }
        } else if inside
            && let Some((name, _)) = line.split_once(['.', ' ', '='])
            && !name.is_empty()
            && !name.starts_with('#')
        {
            out.push((i + 1, name.to_string()));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, text: &str) -> usize {
        manifest(name, text, &["kernel", "engine", "web", "queue", "sales", "quotes", "app", "testkit", "itests"]).len()
    }

    #[test]
    fn arrows_go_down() {
        assert_eq!(
            found("sales", "[dependencies]\nkernel.workspace = true\nengine = { path = \"x\" }\nserde = \"1\"\n"),
            0
        );
        assert_eq!(found("app", "[dependencies]\nsales.workspace = true\n"), 0);
        assert_eq!(found("itests", "[dependencies]\ntestkit.workspace = true\napp.workspace = true\n"), 0);
        assert_eq!(found("sales", "[dependencies]\nquotes.workspace = true\n"), 1);
        assert_eq!(found("web", "[dependencies.queue]\nworkspace = true\n"), 1);
        assert_eq!(found("kernel", "[build-dependencies]\nengine.workspace = true\n"), 1);
        assert_eq!(found("app", "[dependencies]\ntestkit.workspace = true\n"), 1);
    }

    #[test]
    fn tests_may_use_what_they_like_and_new_crates_say_their_floor() {
        assert_eq!(found("sales", "[dev-dependencies]\nquotes.workspace = true\n"), 0);
        assert_eq!(found("novelty", ""), 1);
    }
}
