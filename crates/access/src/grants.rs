//! What the built-in roles hold when a company begins (ACC-9, ACC-13, ACC-15): one table, read row by row.

use engine::permission::Scope;

/// A built-in role.
#[derive(Debug)]
pub struct BuiltIn {
    pub code: &'static str,
    pub name: &'static str,
    pub landing: &'static str,
    /// Whether its people count against the plan (ACC-4).
    pub counts_as_user: bool,
    /// Field groups hidden from it (ACC-9).
    pub masks: &'static [&'static str],
    /// May edit, may approve, and the part of the step-1 checklist that is its own (ACC-13).
    pub steps: (bool, bool, Option<&'static str>),
    /// Only companies with machines need it.
    pub cranes_only: bool,
}

const MONEY: &[&str] = &["BILL", "COST", "PAY", "SENSITIVE"];
const COST_AND_PAY: &[&str] = &["COST", "PAY", "SENSITIVE"];
const SENSITIVE: &[&str] = &["SENSITIVE"];

const fn role(code: &'static str, name: &'static str) -> BuiltIn {
    let (landing, masks, steps) = ("/dashboard", SENSITIVE, (false, false, None));
    BuiltIn { code, name, landing, counts_as_user: true, masks, steps, cranes_only: false }
}

const fn crew(code: &'static str, name: &'static str, part: &'static str, cranes_only: bool) -> BuiltIn {
    let steps = (true, false, Some(part));
    BuiltIn { code, name, landing: "/mobile", counts_as_user: false, masks: MONEY, steps, cranes_only }
}

/// In the order of the columns of [`TABLE`], ADMIN first.
pub const ROLES: [BuiltIn; 10] = [
    BuiltIn { steps: (true, true, None), ..role("ADMIN", "Administrator") },
    BuiltIn { steps: (true, true, None), ..role("MANAGER", "Manager") },
    BuiltIn { steps: (true, false, None), masks: MONEY, ..role("DISPATCHER", "Dispatcher") },
    crew("DRIVER", "Driver", "TRUCK", false),
    crew("MOVER", "Mover", "MOVING", false),
    role("AUDITOR", "Auditor"),
    BuiltIn { masks: COST_AND_PAY, cranes_only: true, ..role("SALES_AGENT", "Sales agent") },
    BuiltIn { steps: (true, true, None), cranes_only: true, ..role("OPERATIONS_MANAGER", "Operations manager") },
    crew("OPERATOR", "Machine operator", "TRUCK", true),
    BuiltIn { masks: COST_AND_PAY, cranes_only: true, ..role("SUPPORT", "Support") },
];

/// Steps of the standard workflow.
pub const STEPS: std::ops::RangeInclusive<i32> = 1..=4;

/// V VIEW, C CREATE, U UPDATE, D DELETE, A APPROVE, E EXPORT, S ASSIGN, X AUDIT, R REVEAL, N RUN; then the scope:
/// o OWN, l LOCATION, c CLIENT. Several parts are separated by commas.
type Cells = [&'static str; 10];

/// Resources · ADMIN · MANAGER · DISPATCHER · DRIVER · MOVER · AUDITOR · SALES_AGENT · OPERATIONS_MANAGER ·
/// OPERATOR · SUPPORT.
#[rustfmt::skip]
const TABLE: &[(&str, Cells)] = &[
    ("company setting",       ["*", "V l", "", "", "", "V c", "", "V c", "", ""]),
    ("role key",              ["*", "V l", "", "", "", "V c", "", "V c", "", ""]),
    ("location",              ["*", "V l", "V l", "V l", "V l", "V c", "V c", "V c", "V l", "V c"]),
    ("user",                  ["*", "V l", "V l", "", "", "V c", "", "V c", "", ""]),
    ("session",               ["*", "V o", "V o", "V o", "V o", "V c", "V o", "V o", "V o", "V o"]),
    ("customer",              ["*", "VCUE l", "V l", "V o", "V o", "V c", "VCU l", "VCU c", "V o", "VU c"]),
    ("consent",               ["*", "VCUE l", "V l", "V o", "V o", "V c", "VCU l", "VCU c", "V o", "VU c"]),
    ("customer_merge",        ["*", "VN l", "", "", "", "V c", "", "", "", "VN c"]),
    ("customer_block",        ["*", "VCUD l", "", "", "", "V c", "", "", "", ""]),
    ("credit_term",           ["*", "VCUA l", "", "", "", "V c", "", "", "", ""]),
    ("lead deal activity estimate",
                              ["*", "VCUDAES l", "V l", "", "", "V c", "VCUDE o, V l", "V c", "", "V c"]),
    ("routing formula catalogue sales_target",
                              ["*", "VCUD l", "", "", "", "V c", "V l", "", "", ""]),
    ("contact_block",         ["*", "VCUD l", "", "", "", "V c", "VC l", "", "", ""]),
    ("score_model",           ["*", "", "", "", "", "V c", "", "", "", ""]),
    ("site_assessment inspection",
                              ["*", "VCUA l", "VC l", "VC o", "VC o", "V c", "VCU o", "VCUDA c", "VCU o", "V c"]),
    ("quote",                 ["*", "VCUDAE l", "V l", "", "", "V c", "VCUD o, V l", "V c", "", "V c"]),
    ("price",                 ["*", "VUA l", "", "", "", "V c", "VU o", "V c", "", ""]),
    ("tariff",                ["*", "VU l", "", "", "", "V c", "V c", "V c", "", ""]),
    ("service",               ["*", "VU l", "V l", "", "", "V c", "V c", "VCUD c", "", "V c"]),
    ("template",              ["*", "VCUA l", "", "", "", "V c", "VCU c", "V c", "", "V c"]),
    ("job journey",           ["*", "VCUAES l", "VCUS l", "VU o", "VU o", "VX c", "V o", "VCUDAES c", "VU o", "V c"]),
    ("lift",                  ["*", "V l", "VC c", "", "", "V c", "", "VCUA c", "VC o", ""]),
    ("critical_lift",         ["*", "", "", "", "", "V c", "", "V c", "", ""]),
    ("workflow",              ["*", "V l", "", "", "", "V c", "", "VCUD c", "", ""]),
    ("booking schedule shift absence",
                              ["*", "VCUA l", "VCUD l", "VC o", "VC o", "V c", "VC l", "VCUDA c", "VC o", "V c"]),
    ("capacity",              ["*", "VCU l", "V l", "", "", "V c", "V l", "VCU c", "", ""]),
    ("crew certification performance rating",
                              ["*", "VCUA l", "V l", "V o", "V o", "V c", "", "VCUA c", "V o", ""]),
    ("trust",                 ["*", "", "", "", "", "V c", "", "", "", ""]),
    ("time",                  ["*", "VCUA l", "VCU l", "VC o", "VC o", "V c", "", "VCUA c", "VC o", ""]),
    ("job_cost payroll",      ["*", "VA l", "", "V o", "V o", "V c", "", "V c", "V o", ""]),
    ("invoice payment",       ["*", "VCUAE l", "", "VC o", "", "V c", "VC o", "V c", "VC o", "V c"]),
    ("credit_note refund",    ["*", "VCUAE l", "", "", "", "V c", "", "", "", ""]),
    ("dispute settlement dunning",
                              ["*", "VCUAE l", "", "", "", "V c", "", "", "", ""]),
    ("ledger",                ["VCAE c", "V l", "", "", "", "V c", "", "", "", ""]),
    ("tax",                   ["*", "V l", "", "", "", "V c", "", "", "", ""]),
    ("billing_setting",       ["*", "", "", "", "", "V c", "", "", "", ""]),
    ("storage storage_booking",
                              ["*", "VCU l", "V l", "V o", "", "V c", "VC l", "V c", "", "V c"]),
    ("equipment maintenance", ["*", "VCUAS l", "VS l", "V o", "V o", "V c", "V c", "VCUAS c", "V o", ""]),
    ("defect hold",           ["*", "VCUAS l", "VCS l", "VC o", "VC o", "V c", "", "VCUAS c", "VC o", ""]),
    ("load_chart",            ["*", "V l", "", "", "", "V c", "", "VCUD c", "V o", ""]),
    ("equipment_cost",        ["*", "VCU l", "", "", "", "V c", "", "VCU c", "", ""]),
    ("material stock supplier",
                              ["*", "VCUA l", "VC l", "VC o", "VC o", "V c", "", "VCU c", "VC o", ""]),
    ("media",                 ["*", "VCU l", "VCU l", "VC o", "VC o", "V c", "VC o", "VC c", "VC o", "V c"]),
    ("message conversation chat task letter",
                              ["*", "VCU l", "VCU l", "VC o", "VC o", "V c", "VCU o", "VCU c", "VC o", "VCU c"]),
    ("notification",          ["*", "VU o", "VU o", "VU o", "VU o", "V c", "VU o", "VU o", "VU o", "VU o"]),
    ("recording",             ["*", "VR l", "", "", "", "V c", "", "", "", "VR c"]),
    ("sequence sender suppression",
                              ["*", "VCU l", "", "", "", "V c", "", "", "", ""]),
    ("bulk_send",             ["*", "VCUN l", "", "", "", "V c", "", "", "", ""]),
    ("feedback complaint",    ["*", "VCUAE l", "V l", "V o", "V o", "V c", "V o", "VCUA c", "VC o", "VCU c"]),
    ("audit",                 ["VUE c", "V l", "", "", "", "VE c", "", "V c", "", ""]),
    ("policy",                ["*", "V l", "", "", "", "VE c", "", "V c", "", ""]),
    ("violation",             ["*", "VU l", "", "", "", "VUE c", "", "VU c", "", ""]),
    ("privacy",               ["*", "", "", "", "", "V c", "", "", "", ""]),
    ("report dashboard",      ["*", "VCUE l", "V o", "", "", "VE c", "V o", "VCE c", "", "V o"]),
    ("kpi",                   ["*", "VU l", "V o", "", "", "V c", "V o", "V c", "", "V o"]),
    ("rule integration webhook import",
                              ["*", "V l", "", "", "", "V c", "", "V c", "", ""]),
    ("approval",              ["*", "VCU l", "VC o", "VC o", "VC o", "V c", "VC o", "VCU c", "VC o", "VC o"]),
    ("tag",                   ["*", "VCUDA l", "V c", "V c", "V c", "V c", "V c", "V c", "V c", "V c"]),
    ("device mobile_operation",
                              ["*", "VU l", "V l", "V o", "V o", "V c", "", "VU c", "V o", ""]),
    ("saved_view",            ["*", "VCUD l", "VCUD o", "", "", "V c", "VCUD o", "VCUD o", "", "VCUD o"]),
    ("ui",                    ["*", "", "", "", "", "V c", "", "", "", ""]),
];

/// Letter and name of every action.
pub const ACTIONS: [(char, &str); 10] = [
    ('V', "VIEW"),
    ('C', "CREATE"),
    ('U', "UPDATE"),
    ('D', "DELETE"),
    ('A', "APPROVE"),
    ('E', "EXPORT"),
    ('S', "ASSIGN"),
    ('X', "AUDIT"),
    ('R', "REVEAL"),
    ('N', "RUN"),
];

/// One default grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DefaultGrant {
    pub resource: &'static str,
    pub action: &'static str,
    pub scope: Scope,
}

/// Everything a built-in role holds from the start.
pub fn grants_of(code: &str) -> Vec<DefaultGrant> {
    let Some(column) = ROLES.iter().position(|r| r.code == code) else { return vec![] };
    let mut out = Vec::new();
    for (resources, cells) in TABLE {
        for resource in resources.split(' ') {
            for (action, scope) in read(cells[column]) {
                out.push(DefaultGrant { resource, action, scope });
            }
        }
    }
    out
}

fn read(cell: &'static str) -> Vec<(&'static str, Scope)> {
    if cell == "*" {
        return ACTIONS.iter().map(|(_, name)| (*name, Scope::Client)).collect();
    }
    let mut out = Vec::new();
    for part in cell.split(", ") {
        let Some((letters, scope)) = part.split_once(' ') else { continue };
        let scope = match scope {
            "c" => Scope::Client,
            "l" => Scope::Location,
            _ => Scope::Own,
        };
        for letter in letters.chars() {
            out.extend(ACTIONS.iter().filter(|(l, _)| *l == letter).map(|(_, name)| (*name, scope)));
        }
    }
    out
}

/// The built-in roles an industry begins with.
pub fn roles_for(industry: &str) -> impl Iterator<Item = &'static BuiltIn> {
    let cranes = industry == "CRANE_RENTAL";
    ROLES.iter().filter(move |r| cranes || !r.cranes_only)
}

/// Every resource of the table.
pub fn resources() -> impl Iterator<Item = &'static str> {
    TABLE.iter().flat_map(|(resources, _)| resources.split(' '))
}

/// Every right, as a support session sees the company with.
pub fn everything() -> Vec<crate::role::list::GrantCard> {
    let card = |resource: &str, action: &str| crate::role::list::GrantCard {
        resource: resource.into(),
        action: action.into(),
        scope: "CLIENT".into(),
        condition: None,
    };
    resources().flat_map(|r| ACTIONS.iter().map(move |(_, a)| card(r, a))).collect()
}

/// Whether an action is one of the ten.
pub fn is_action(text: &str) -> bool {
    ACTIONS.iter().any(|(_, name)| *name == text)
}

/// The table as a text for people and for comparison: role, resource, actions with scopes.
pub fn roles_text() -> String {
    let mut out = String::from("Built-in roles and what they hold when a company begins.\n");
    for role in &ROLES {
        let column = ROLES.iter().position(|r| r.code == role.code).unwrap_or_default();
        let (edit, approve, part) = role.steps;
        out.push_str(&format!(
            "\n{} ({}), lands on {}, hides {}, steps: view{}{}{}\n",
            role.code,
            role.name,
            role.landing,
            role.masks.join(" "),
            if edit { " edit" } else { "" },
            if approve { " approve" } else { "" },
            part.map(|p| format!(", own part {p}")).unwrap_or_default(),
        ));
        let mut lines: Vec<String> = TABLE
            .iter()
            .filter(|(_, cells)| !cells[column].is_empty())
            .flat_map(|(resources, cells)| resources.split(' ').map(|r| format!("  {r}: {}\n", cells[column])))
            .collect();
        lines.sort();
        out.extend(lines);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn holds(role: &str, resource: &str, action: &str) -> Option<Scope> {
        grants_of(role).into_iter().filter(|g| g.resource == resource && g.action == action).map(|g| g.scope).max()
    }

    #[test]
    fn acc_15_each_resource_stands_once_and_every_cell_can_be_read() {
        let names: Vec<_> = resources().collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
        for (resources, cells) in TABLE {
            for cell in cells.iter().filter(|c| !c.is_empty() && **c != "*") {
                let letters = cell.chars().filter(char::is_ascii_uppercase).count();
                assert_eq!(read(cell).len(), letters, "{resources}: {cell}");
            }
        }
    }
    #[test]
    fn acc_15_what_the_table_says() {
        assert_eq!(holds("MANAGER", "quote", "APPROVE"), Some(Scope::Location));
        assert_eq!(holds("DISPATCHER", "quote", "VIEW"), Some(Scope::Location));
        assert_eq!(holds("DISPATCHER", "invoice", "VIEW"), None);
        assert_eq!(holds("DRIVER", "journey", "UPDATE"), Some(Scope::Own));
        assert_eq!(holds("AUDITOR", "journey", "AUDIT"), Some(Scope::Client));
        assert_eq!(holds("AUDITOR", "lead", "UPDATE"), None);
        assert_eq!(holds("SALES_AGENT", "lead", "VIEW"), Some(Scope::Location));
        assert_eq!(holds("MANAGER", "audit", "VIEW"), Some(Scope::Location));
        assert_eq!(holds("ADMIN", "audit", "UPDATE"), Some(Scope::Client));
        assert_eq!(holds("ADMIN", "ledger", "UPDATE"), None);
    }
    #[test]
    fn acc_8_an_administrator_can_give_every_built_in_role() {
        for role in &ROLES {
            for grant in grants_of(role.code) {
                assert_eq!(
                    holds("ADMIN", grant.resource, grant.action),
                    Some(Scope::Client),
                    "{} {grant:?}",
                    role.code
                );
            }
        }
    }
    #[test]
    fn acc_15_the_auditor_views_everything_and_changes_nothing_but_findings() {
        for resource in resources() {
            assert_eq!(holds("AUDITOR", resource, "VIEW"), Some(Scope::Client), "{resource}");
        }
        let changes: Vec<_> = grants_of("AUDITOR")
            .into_iter()
            .filter(|g| !["VIEW", "EXPORT", "AUDIT"].contains(&g.action))
            .map(|g| (g.resource, g.action))
            .collect();
        assert_eq!(changes, [("violation", "UPDATE")]);
    }
    #[test]
    fn acc_9_a_dispatcher_and_a_crew_see_no_money() {
        for role in ROLES.iter().filter(|r| ["DISPATCHER", "DRIVER", "MOVER", "OPERATOR"].contains(&r.code)) {
            assert_eq!(role.masks, MONEY);
        }
    }
    #[test]
    fn acc_4_crews_never_count_as_users() {
        let free: Vec<_> = ROLES.iter().filter(|r| !r.counts_as_user).map(|r| r.code).collect();
        assert_eq!(free, ["DRIVER", "MOVER", "OPERATOR"]);
    }
    #[test]
    fn acc_15_a_mover_has_six_roles_and_a_crane_company_ten() {
        assert_eq!((roles_for("MOVING").count(), roles_for("CRANE_RENTAL").count()), (6, 10));
        assert!(roles_text().contains("DISPATCHER (Dispatcher), lands on /dashboard, hides BILL COST PAY SENSITIVE"));
    }
}
