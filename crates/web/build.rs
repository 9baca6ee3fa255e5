//! Names the folder of the built browser apps by its real path: while developing, files are read from there at run
//! time and only below exactly this path.

use std::{env, fs, path::Path};

fn main() {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../../web/dist");
    fs::create_dir_all(&folder).expect("a writable checkout");
    let folder = folder.canonicalize().expect("a folder that was just made");
    println!("cargo:rustc-env=CNC_WEB_DIST={}", folder.display());
    println!("cargo:rerun-if-changed=build.rs");
}
