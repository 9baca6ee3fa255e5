//! Rules for a file's name, length, head and words.

use super::File;
use crate::fault::Fault;

const MOST_LINES: usize = 400;
const CODE: [&str; 5] = ["rs", "ts", "tsx", "sql", "typ"];
const SHAPELESS: [&str; 6] = ["util", "utils", "helper", "helpers", "manager", "managers"];
/// Put together here, so that this file keeps the rules it states.
const LATER: [&str; 2] = [concat!("TO", "DO"), concat!("FIX", "ME")];
const STUBS: [&str; 2] = [concat!("todo", "!("), concat!("unimplemented", "!(")];
const CLOCK_AND_DICE: [&str; 3] =
    [concat!("Timestamp", "::now"), concat!("SystemTime", "::now"), concat!("rand", "::")];
/// Where the clock and the dice are read for everybody.
const MAY_READ_THEM: [&str; 2] = ["crates/kernel/src/time.rs", "crates/engine/src/settings.rs"];
const COMMENTS: [&str; 6] = ["//", "--", "#", "/*", "* ", "<!--"];

/// Everything untidy about one file.
pub fn faults(file: &File) -> Vec<Fault> {
    let mut out = vec![];
    let mut say = |line: usize, message: String| out.push(Fault::new(&file.name, line, message));
    let code = CODE.contains(&file.extension.as_str());
    let lines = file.text.lines().count();
    if code && lines > MOST_LINES {
        say(MOST_LINES + 1, format!("{lines} lines are too many: divide it, {MOST_LINES} at most."));
    }
    if let Some(word) = shapeless(&file.name) {
        say(1, format!("The name {word} does not tell what it is for: use the trade's word."));
    }
    if file.extension == "rs" && !file.text.trim_start().starts_with("//!") {
        say(1, "The file does not begin by saying what it is for (//!).".into());
    }
    let product = product(&file.name);
    for (i, line) in file.text.lines().enumerate() {
        if code && let Some(word) = LATER.iter().find(|w| in_comment(line, w)) {
            say(i + 1, format!("{word} is no state to leave things in: do it, or leave it out."));
        }
        if machine_path(line, &file.extension) {
            say(i + 1, "A path of somebody's machine does not belong here.".into());
        }
        if !product {
            continue;
        }
        if STUBS.iter().any(|s| line.contains(s)) {
            say(i + 1, "A stub does not belong into the product.".into());
        }
        let read = CLOCK_AND_DICE.iter().find(|c| whole(line, c));
        if let Some(call) = read.filter(|_| !MAY_READ_THEM.contains(&file.name.as_str())) {
            say(
                i + 1,
                format!(
                    "{call} is read in one place for all: take the time and the dice from the transaction or the settings."
                ),
            );
        }
    }
    out
}

/// Rust of the product itself: not its tests, not its tools.
pub fn product(name: &str) -> bool {
    let parts: Vec<&str> = name.split('/').collect();
    matches!(parts[..], ["crates", name, "src", ..] if name != "testkit" && name != "itests") && name.ends_with(".rs")
}

fn shapeless(name: &str) -> Option<&'static str> {
    let words = name.rsplit_once('.').map_or(name, |(stem, _)| stem).split(['/', '_', '-', '.']).flat_map(humps);
    let words: Vec<String> = words.map(|w| w.to_lowercase()).collect();
    SHAPELESS.into_iter().find(|s| words.iter().any(|w| w == s))
}

/// `dateUtils` → date, Utils.
fn humps(word: &str) -> Vec<&str> {
    let mut cuts: Vec<usize> =
        word.char_indices().filter(|(i, c)| *i > 0 && c.is_uppercase()).map(|(i, _)| i).collect();
    cuts.insert(0, 0);
    cuts.push(word.len());
    cuts.windows(2).map(|w| &word[w[0]..w[1]]).collect()
}

fn in_comment(line: &str, word: &str) -> bool {
    let Some(at) = line.find(word) else { return false };
    whole(line, word) && COMMENTS.iter().any(|c| line[..at].contains(c))
}

/// Whether `part` stands there and is not the end of a longer word.
fn whole(line: &str, part: &str) -> bool {
    line.match_indices(part).any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

fn machine_path(line: &str, extension: &str) -> bool {
    let work = line.match_indices(concat!("/wo", "rk")).any(|(at, found)| {
        let before = line[..at].chars().next_back();
        let after = line[at + found.len()..].chars().next();
        before.is_none_or(|c| !(c.is_alphanumeric() || "_-.}/:".contains(c))) && after == Some('/')
    });
    // The browser apps may well have a folder of that name of their own.
    let shared = !matches!(extension, "ts" | "tsx" | "css") && line.contains(concat!("../sha", "red"));
    work || shared
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, text: &str) -> Vec<usize> {
        let extension = name.rsplit('.').next().unwrap_or_default().to_string();
        faults(&File { name: name.into(), extension, text: text.into() }).into_iter().map(|f| f.line).collect()
    }
    const HEAD: &str = "//! What it is for.\n";
    const PRODUCT: &str = "crates/sales/src/lead.rs";

    #[test]
    fn files_are_short_and_say_what_they_are_for() {
        assert_eq!(found(PRODUCT, HEAD), [0_usize; 0]);
        assert_eq!(found(PRODUCT, "fn a() {}\n"), [1]);
        assert_eq!(found("web/a.tsx", &"x\n".repeat(400)), [0_usize; 0]);
        assert_eq!(found("web/a.tsx", &"x\n".repeat(401)), [401]);
        assert_eq!(found("docs/a.md", &"x\n".repeat(401)), [0_usize; 0]);
    }

    #[test]
    fn names_tell_what_a_file_is_for() {
        for name in ["crates/a/src/date_utils.rs", "web/dateHelpers.ts", "crates/a/src/manager/x.rs"] {
            assert_eq!(found(name, HEAD), [1], "{name}");
        }
        assert_eq!(found("crates/a/src/management.rs", HEAD), [0_usize; 0]);
    }

    #[test]
    fn nothing_is_left_for_later() {
        let later = format!("{HEAD}// {}: more\n", LATER[0]);
        assert_eq!(found(PRODUCT, &later), [2]);
        assert_eq!(found("migrations/1.sql", &format!("check (status in ('{}'))", LATER[0])), [0_usize; 0]);
        assert_eq!(found(PRODUCT, &format!("{HEAD}    {})\n", STUBS[0])), [2]);
    }

    #[test]
    fn the_clock_and_the_dice_are_read_in_one_place() {
        let reads = format!("{HEAD}let a = jiff::{}();\n", CLOCK_AND_DICE[0]);
        assert_eq!(found(PRODUCT, &reads), [2]);
        assert_eq!(found("crates/kernel/src/time.rs", &reads), [0_usize; 0]);
        assert_eq!(found("crates/testkit/src/a.rs", &reads), [0_usize; 0]);
        assert_eq!(found(PRODUCT, &format!("{HEAD}use operand::x;\n")), [0_usize; 0]);
    }

    #[test]
    fn machines_are_not_named() {
        let path = format!("{HEAD}// see {}/main/x\n", concat!("/wo", "rk"));
        assert_eq!(found(PRODUCT, &path), [2]);
        assert_eq!(found("README.md", concat!("see ../sha", "red/x")), [1]);
        assert_eq!(found("web/a.ts", concat!("import x from '../sha", "red/x'")), [0_usize; 0]);
        let address = format!("{HEAD}\"/api/workflow\" \"{{id}}{}/start\"\n", concat!("/wo", "rk"));
        assert_eq!(found(PRODUCT, &address), [0_usize; 0]);
    }
}
