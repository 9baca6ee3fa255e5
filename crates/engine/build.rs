//! Lists the migrations of the repository's `migrations/` folder, in name order, into the binary.

use std::{env, fs, path::Path};

fn main() {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../../migrations");
    println!("cargo:rerun-if-changed={}", folder.display());
    let mut names: Vec<_> = fs::read_dir(&folder)
        .expect("the migrations folder")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".sql"))
        .collect();
    names.sort();
    let mut text =
        String::from("/// (name, text) of every migration, in order.\npub const MIGRATIONS: &[(&str, &str)] = &[\n");
    for name in names {
        let path = folder.join(&name).canonicalize().expect("a file that was just listed");
        println!("cargo:rerun-if-changed={}", path.display());
        text.push_str(&format!("    ({:?}, include_str!({:?})),\n", name.trim_end_matches(".sql"), path));
    }
    text.push_str("];\n");
    fs::write(Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join("migrations.rs"), text)
        .expect("writable OUT_DIR");
}
