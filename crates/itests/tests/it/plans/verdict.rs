//! What is wrong with a plan that was carried out.

use serde_json::Value;

/// Rows that may be read and thrown away, or sorted, for one page.
const ROWS: f64 = 5_000.0;
/// Blocks of 8 kB that one page may touch.
const BLOCKS: f64 = 2_500.0;
/// The same for a search, which looks at some hundred records to rank them.
const SEARCH_BLOCKS: f64 = 15_000.0;
/// Blocks for each row of a long answer: it and what stands beside it.
const ROW_BLOCKS: f64 = 40.0;
/// Time one page may take, in milliseconds: a coarse net for what touches little and reckons much.
const TIME_MS: f64 = 1_000.0;

/// CNC_PLANS_BOUND=0.7 narrows all bounds: what is found then is near to them.
fn bound(most: f64) -> f64 {
    let narrowed = std::env::var("CNC_PLANS_BOUND").ok().and_then(|share| share.parse::<f64>().ok());
    most * narrowed.unwrap_or(1.0)
}

/// The reasons why it does not hold; none when all is well.
pub fn reasons(explained: &Value, search: bool) -> Vec<String> {
    let top = &explained[0];
    let mut out = Vec::new();
    node(&top["Plan"], &mut out);
    let blocks = number(&top["Plan"], "Shared Hit Blocks") + number(&top["Plan"], "Shared Read Blocks");
    let most = if search { SEARCH_BLOCKS } else { BLOCKS.max(ROW_BLOCKS * number(&top["Plan"], "Actual Rows")) };
    if blocks > bound(most) {
        out.push(format!("touches {blocks} blocks"));
    }
    let time = number(top, "Execution Time");
    if time > bound(TIME_MS) {
        out.push(format!("takes {time:.0} ms"));
    }
    out
}

fn node(plan: &Value, out: &mut Vec<String>) {
    let kind = plan["Node Type"].as_str().unwrap_or_default();
    let loops = number(plan, "Actual Loops").max(1.0);
    let rows = number(plan, "Actual Rows") * loops;
    let removed = ["Rows Removed by Filter", "Rows Removed by Join Filter", "Rows Removed by Index Recheck"]
        .iter()
        .map(|name| number(plan, name) * loops)
        .sum::<f64>();
    let relation = plan["Relation Name"].as_str().unwrap_or("its input");
    if kind == "Seq Scan" && rows + removed > bound(ROWS) {
        out.push(format!("reads all of {relation}: {} rows", rows + removed));
    } else if removed > bound(ROWS) {
        out.push(format!("throws away {removed} rows of {relation}"));
    }
    let children = plan["Plans"].as_array().map(Vec::as_slice).unwrap_or_default();
    if matches!(kind, "Sort" | "Incremental Sort" | "Hash" | "Aggregate" | "Unique") {
        let input = children.iter().map(|c| number(c, "Actual Rows") * number(c, "Actual Loops").max(1.0)).sum::<f64>();
        if input > bound(ROWS) {
            out.push(format!("puts {input} rows through {kind}"));
        }
    }
    children.iter().for_each(|child| node(child, out));
}

fn number(of: &Value, name: &str) -> f64 {
    of[name].as_f64().unwrap_or_default()
}
