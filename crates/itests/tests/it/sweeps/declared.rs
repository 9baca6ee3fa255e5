//! What every declaration must have. A function over a registry, so that broken declarations can be shown to it.

use engine::{
    Body, Kind, Spec,
    module::{AnyOperation, Registry},
    operation::Access,
};

use super::{Finding, finding, ids, nothing_wrong};

/// These look for the record by themselves: its kind, or its company, stands in the input.
/// A segment is seen by whom it says itself, not by its customers' places; `bulk` tries one's own and another's.
const TESTED_ELSEWHERE: &[&str] = &[
    "compliance.history.list",
    "compliance.history.rollback",
    "customers.segment.change",
    "customers.segment.count",
    "customers.segment.remove",
];

/// Reads by a link may count as seen: the one command that is asked for by GET.
const CHANGES_BY_GET: &[&str] = &["quotes.portal.read"];

/// Lists without the engine's pages: the rows are few by nature, and their statements have a limit of their own; the
/// timeline, put together from many tables, pages by itself.
const FEW_BY_NATURE: &[&str] = &[
    "access.role.list",
    "access.session.list",
    "access.support.list",
    "access.user_permission.list",
    "compliance.history.list",
    "customers.customer.timeline",
    "customers.segment.list",
    // Fifty at a time, by the moment the page before ends with.
    "messaging.notification.list",
    "messaging.template.list",
];

/// Resources whose creation moves money.
const MONEY: &[&str] = &["payment", "refund", "credit_note"];

type Check = fn(&Registry, &dyn AnyOperation, &Spec) -> Option<String>;

/// The checks by name; each says what is wrong with one operation.
pub const CHECKS: &[(&str, Check)] = &[
    ("summary", |_, _, spec| {
        (spec.access != Access::Internal && spec.summary.trim().is_empty()).then(|| "has no summary".into())
    }),
    ("example", |_, operation, _| {
        let example = operation.example();
        let validator = jsonschema::validator_for(&operation.input_schema()).expect("a schema");
        let mut faults = validator.iter_errors(&example).map(|e| e.to_string());
        if let Some(fault) = faults.next() {
            return Some(format!("its example does not validate: {fault}"));
        }
        operation.check(&example).err().map(|e| format!("its example is refused: {e}"))
    }),
    ("record", |_, operation, spec| {
        let needed = !operation.is_platform() && spec.path.contains("{id}") && !TESTED_ELSEWHERE.contains(&spec.name);
        (needed && spec.target.is_none()).then(|| "has a record in its path and no `.on(…)`".into())
    }),
    ("target", |registry, operation, spec| {
        let target = spec.target?;
        let Some(resource) = registry.resource(target.resource) else {
            return Some(format!("there is no resource {}", target.resource));
        };
        let fields = ids::of(operation);
        let typed = fields.iter().any(|f| f.name() == target.field && f.table == resource.table);
        (!typed).then(|| format!("{} is no id of {}", target.field, resource.table))
    }),
    ("ids", |_, operation, _| {
        let untyped = ids::untyped(operation);
        (!untyped.is_empty()).then(|| format!("{untyped:?} are called ids and say not of what"))
    }),
    ("audit", |_, _, spec| {
        (spec.kind == Kind::Command && !spec.audited).then(|| "changes something and leaves no line".into())
    }),
    ("export", |_, _, spec| {
        let leaves = matches!(spec.access, Access::Permission(_, "EXPORT" | "REVEAL"));
        (leaves && !spec.audited).then(|| "hands out data in bulk and leaves no line".into())
    }),
    ("page", |_, operation, spec| {
        let named = spec.name.ends_with(".list");
        let items = operation.output_schema()["properties"]["next"].is_object();
        let bounded = spec.list.is_some() || FEW_BY_NATURE.contains(&spec.name) || operation.is_platform();
        ((named || items) && !bounded).then(|| "is a list without pages".into())
    }),
    ("order", |registry, _, spec| {
        let list = spec.list?;
        if registry.resource(list.resource).is_none() {
            return Some(format!("lists what is no resource: {}", list.resource));
        }
        list.sorts.is_empty().then(|| "has no stable order".into())
    }),
    ("seen", |registry, _, spec| {
        let right = registry.right_to_see(spec.list?.resource);
        let missing = !access::roles_text().contains(&format!("\n  {right}: "));
        missing.then(|| format!("its rows are {right}, which nobody may see: the list is empty for everybody"))
    }),
    ("method", |_, _, spec| {
        let wrong = match spec.kind {
            Kind::Command => spec.method == "GET" && !CHANGES_BY_GET.contains(&spec.name),
            Kind::Read => !["GET", "POST"].contains(&spec.method),
        };
        wrong.then(|| format!("{:?} by {}", spec.kind, spec.method))
    }),
    ("key", |_, _, spec| {
        let money = matches!(spec.access, Access::Permission(r, "CREATE" | "APPROVE") if MONEY.contains(&r));
        (money && spec.kind == Kind::Command && !spec.key_required).then(|| "moves money without a key".into())
    }),
    ("bytes", |_, _, spec| matches!(spec.body, Body::Bytes(0)).then(|| "takes no bytes at all".into())),
    ("public", |_, operation, spec| {
        let wrong = match spec.access {
            Access::Public | Access::SuperAdmin(_) => !operation.is_platform(),
            Access::Permission(..) | Access::Session | Access::Link(_) => operation.is_platform(),
            Access::Internal => false,
        };
        wrong.then(|| format!("{:?} does not fit where it runs", spec.access))
    }),
    ("right", |_, _, spec| {
        let Access::Permission(resource, action) = spec.access else { return None };
        let line = format!("\n  {resource}: ");
        let missing = !access::roles_text().contains(&line);
        missing.then(|| format!("{resource}:{action} stands in no role's table"))
    }),
];

/// Everything that is wrong with one declaration, as (check, finding).
pub fn one(registry: &Registry, operation: &dyn AnyOperation) -> Vec<(&'static str, Finding)> {
    let spec = operation.spec();
    let wrong = CHECKS.iter().filter_map(|(name, check)| Some((*name, check(registry, operation, &spec)?)));
    let mut out: Vec<_> = wrong.map(|(name, wrong)| (name, finding(spec.name, wrong))).collect();
    let same = |other: &Spec| other.name != spec.name && (other.method, other.path) == (spec.method, spec.path);
    if registry.operations().any(|o| same(&o.spec())) {
        out.push(("place", finding(spec.name, format!("{} {} is taken", spec.method, spec.path))));
    }
    out
}

#[test]
fn every_declaration_is_whole() {
    let registry = Registry::new(app::modules::all());
    let found = registry.operations().flat_map(|o| one(&registry, o.as_ref()));
    nothing_wrong(&found.map(|(_, finding)| finding).collect::<Vec<_>>());
}
