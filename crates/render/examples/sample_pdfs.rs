//! Writes a sample of every paper into the folder given as argument and tells how long each took.

use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

use render::{Template, pdf};

#[path = "../tests/samples/mod.rs"]
mod samples;

fn main() -> Result<(), Box<dyn Error>> {
    let folder: PathBuf = std::env::args_os().nth(1).ok_or("usage: sample_pdfs FOLDER")?.into();
    std::fs::create_dir_all(&folder)?;
    for (name, template, data) in samples::all() {
        let start = Instant::now();
        let paper = pdf(&template, &data)?;
        let first_ms = start.elapsed().as_millis();
        let start = Instant::now();
        let mut other = data.clone();
        rename_customer(&mut other);
        pdf(&template, &other)?;
        let warm_ms = start.elapsed().as_millis();
        std::fs::write(folder.join(format!("{name}.pdf")), &paper.bytes)?;
        println!(
            "{name}: {} pages, {} bytes, first {first_ms} ms, other data {warm_ms} ms",
            paper.pages,
            paper.bytes.len()
        );
    }
    let start = Instant::now();
    let pages = render::preview(&Template::quote(), &samples::toronto_quote())?;
    println!("preview: {} pages in {} ms", pages.len(), start.elapsed().as_millis());
    Ok(())
}

/// Changes the data, so that the second render is not answered from memory.
fn rename_customer(data: &mut serde_json::Value) {
    for pointer in ["/customer/name", "/quote/customer/name", "/bill_to/name", "/0/customer/name"] {
        if let Some(name) = data.pointer_mut(pointer) {
            *name = "Somebody Else".into();
        }
    }
}
