//! What a module brings: operations, resources, subscribers, sentences for its constraints.

use std::{collections::BTreeMap, pin::Pin, sync::Arc};

use kernel::{Error, Problems, Result};
use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{
    Value,
    value::{RawValue, to_raw_value},
};

use crate::{
    event::Event,
    operation::{Operation, PlatformOperation, Spec},
    platform::PlatformTx,
    sql::ConstraintText,
    tx::TenantTx,
};

pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// How the permission test sees a table (ACC-6). The expressions use the alias `r`; `$3` is the acting user's id.
#[derive(Clone, Copy, Debug)]
pub struct Resource {
    pub name: &'static str,
    pub table: &'static str,
    /// SQL: the row's location, or `null::uuid` for a resource without one (LOCATION then means CLIENT).
    pub location: &'static str,
    /// SQL: whether the row is mine, for scope OWN.
    pub mine: &'static str,
    /// What people call one, for "There is no such …".
    pub noun: &'static str,
}

pub struct Subscriber {
    /// Unique, `dispatch.create_job`.
    pub name: &'static str,
    /// The event it acts on.
    pub event: &'static str,
    pub run: for<'a> fn(&'a TenantTx, Event) -> BoxFuture<'a, Result<()>>,
}

/// A job that runs by the clock, once per company.
pub struct Schedule {
    pub name: &'static str,
    /// Seconds between runs.
    pub every_s: u64,
    pub run: for<'a> fn(&'a TenantTx) -> BoxFuture<'a, Result<()>>,
}

#[derive(Default)]
pub struct Module {
    pub name: &'static str,
    /// The pair's name and one line, for the module's page in the app.
    pub about: &'static str,
    pub operations: Vec<Arc<dyn AnyOperation>>,
    pub resources: Vec<Resource>,
    /// Resources without rights of their own, each with the one whose right to see it is theirs.
    pub seen_with: Vec<(&'static str, &'static str)>,
    pub subscribers: Vec<Subscriber>,
    pub schedules: Vec<Schedule>,
    pub constraints: Vec<ConstraintText>,
}

impl Module {
    pub fn new(name: &'static str, about: &'static str) -> Self {
        Self { name, about, ..Self::default() }
    }
    pub fn operation<O: Operation>(mut self) -> Self {
        self.operations.push(Arc::new(Tenant::<O>(std::marker::PhantomData)));
        self
    }
    pub fn platform<O: PlatformOperation>(mut self) -> Self {
        self.operations.push(Arc::new(Platform::<O>(std::marker::PhantomData)));
        self
    }
    pub fn resource(mut self, resource: Resource) -> Self {
        self.resources.push(resource);
        self
    }
    /// A resource that no role names: who may see `other` sees it.
    pub fn seen_with(mut self, resource: &'static str, other: &'static str) -> Self {
        self.seen_with.push((resource, other));
        self
    }
    pub fn on(
        mut self,
        event: &'static str,
        name: &'static str,
        run: for<'a> fn(&'a TenantTx, Event) -> BoxFuture<'a, Result<()>>,
    ) -> Self {
        self.subscribers.push(Subscriber { name, event, run });
        self
    }
    pub fn every(
        mut self,
        every_s: u64,
        name: &'static str,
        run: for<'a> fn(&'a TenantTx) -> BoxFuture<'a, Result<()>>,
    ) -> Self {
        self.schedules.push(Schedule { name, every_s, run });
        self
    }
    /// A constraint's name turned into what a person can do.
    pub fn constraint(
        mut self,
        name: &'static str,
        code: &'static str,
        field: &'static str,
        text: &'static str,
    ) -> Self {
        self.constraints.push((name, code, field, text));
        self
    }
}

/// An operation with its types erased.
pub trait AnyOperation: Send + Sync {
    fn spec(&self) -> Spec;
    fn is_platform(&self) -> bool;
    fn input_schema(&self) -> Value;
    fn output_schema(&self) -> Value;
    fn example(&self) -> Value;
    /// Reads and checks the input; the answer is everything that is wrong with it.
    fn check(&self, input: &Value) -> Result<()>;
    /// Checks the input and runs.
    fn run<'a>(&'a self, tx: &'a TenantTx, input: Value) -> BoxFuture<'a, Result<Value>>;
    /// The same with the answer as text.
    fn run_text<'a>(&'a self, tx: &'a TenantTx, input: Value) -> BoxFuture<'a, Result<Box<RawValue>>> {
        Box::pin(async move { to_raw_value(&self.run(tx, input).await?).map_err(Error::internal) })
    }
    fn run_platform<'a>(&'a self, tx: &'a PlatformTx, input: Value) -> BoxFuture<'a, Result<Value>>;
}

struct Tenant<O>(std::marker::PhantomData<fn() -> O>);
struct Platform<O>(std::marker::PhantomData<fn() -> O>);

fn schema_of<T: JsonSchema>(output: bool) -> Value {
    let mut settings = SchemaSettings::draft2020_12();
    settings.inline_subschemas = false;
    if output {
        settings = settings.for_serialize();
    }
    SchemaGenerator::new(settings).into_root_schema_for::<T>().to_value()
}

fn parse<T: serde::de::DeserializeOwned>(input: &Value) -> Result<T> {
    serde_path_to_error::deserialize(input).map_err(|e| {
        let path = e.path().to_string();
        let field = if path == "." { String::new() } else { path };
        Error::invalid(&field, "NOT_READABLE", e.inner().to_string())
    })
}

fn checked<O: Operation>(input: &Value) -> Result<O> {
    let input: O = parse(input)?;
    let mut problems = Problems::new();
    input.check(&mut problems);
    problems.finish()?;
    Ok(input)
}

fn to_value<T: serde::Serialize>(output: &T) -> Result<Value> {
    serde_json::to_value(output).map_err(Error::internal)
}

impl<O: Operation> AnyOperation for Tenant<O> {
    fn spec(&self) -> Spec {
        O::SPEC
    }
    fn is_platform(&self) -> bool {
        false
    }
    fn input_schema(&self) -> Value {
        schema_of::<O>(false)
    }
    fn output_schema(&self) -> Value {
        schema_of::<O::Output>(true)
    }
    fn example(&self) -> Value {
        O::example()
    }
    fn check(&self, input: &Value) -> Result<()> {
        checked::<O>(input).map(drop)
    }
    fn run<'a>(&'a self, tx: &'a TenantTx, input: Value) -> BoxFuture<'a, Result<Value>> {
        Box::pin(async move { to_value(&checked::<O>(&input)?.run(tx).await?) })
    }
    fn run_text<'a>(&'a self, tx: &'a TenantTx, input: Value) -> BoxFuture<'a, Result<Box<RawValue>>> {
        Box::pin(async move { to_raw_value(&checked::<O>(&input)?.run(tx).await?).map_err(Error::internal) })
    }
    fn run_platform<'a>(&'a self, _: &'a PlatformTx, _: Value) -> BoxFuture<'a, Result<Value>> {
        Box::pin(async { Err(Error::internal("a company's operation was run outside of one")) })
    }
}

impl<O: PlatformOperation> AnyOperation for Platform<O> {
    fn spec(&self) -> Spec {
        O::SPEC
    }
    fn is_platform(&self) -> bool {
        true
    }
    fn input_schema(&self) -> Value {
        schema_of::<O>(false)
    }
    fn output_schema(&self) -> Value {
        schema_of::<O::Output>(true)
    }
    fn example(&self) -> Value {
        O::example()
    }
    fn check(&self, input: &Value) -> Result<()> {
        let mut problems = Problems::new();
        parse::<O>(input)?.check(&mut problems);
        problems.finish()
    }
    fn run<'a>(&'a self, _: &'a TenantTx, _: Value) -> BoxFuture<'a, Result<Value>> {
        Box::pin(async { Err(Error::internal("a platform operation was run inside a company")) })
    }
    fn run_platform<'a>(&'a self, tx: &'a PlatformTx, input: Value) -> BoxFuture<'a, Result<Value>> {
        Box::pin(async move {
            let input: O = parse(&input)?;
            to_value(&input.run(tx).await?)
        })
    }
}

/// All modules together, looked up by name.
pub struct Registry {
    pub modules: Vec<Module>,
    by_name: BTreeMap<&'static str, Arc<dyn AnyOperation>>,
    resources: BTreeMap<&'static str, Resource>,
    seen_with: BTreeMap<&'static str, &'static str>,
    pub(crate) constraints: Vec<ConstraintText>,
}

impl Registry {
    /// # Panics
    /// When two operations or resources share a name: a mistake of the program, found at its start.
    pub fn new(modules: Vec<Module>) -> Self {
        let mut by_name = BTreeMap::new();
        let mut resources = BTreeMap::new();
        let mut seen_with = BTreeMap::new();
        let mut constraints = Vec::new();
        for module in &modules {
            for operation in &module.operations {
                let name = operation.spec().name;
                assert!(by_name.insert(name, operation.clone()).is_none(), "two operations are called {name}");
            }
            for resource in &module.resources {
                let name = resource.name;
                assert!(resources.insert(name, *resource).is_none(), "two resources are called {name}");
            }
            seen_with.extend(module.seen_with.iter().copied());
            constraints.extend(module.constraints.iter().copied());
        }
        Self { modules, by_name, resources, seen_with, constraints }
    }
    pub fn operation(&self, name: &str) -> Option<&Arc<dyn AnyOperation>> {
        self.by_name.get(name)
    }
    pub fn operations(&self) -> impl Iterator<Item = &Arc<dyn AnyOperation>> {
        self.by_name.values()
    }
    pub fn resource(&self, name: &str) -> Option<&Resource> {
        self.resources.get(name)
    }
    /// The resource whose right to see is asked for before rows of this one are listed.
    pub fn right_to_see<'a>(&self, resource: &'a str) -> &'a str {
        self.seen_with.get(resource).copied().unwrap_or(resource)
    }
    pub fn resources(&self) -> impl Iterator<Item = &Resource> {
        self.resources.values()
    }
    pub fn subscribers(&self, event: &str) -> impl Iterator<Item = &Subscriber> {
        let event = event.to_owned();
        self.modules.iter().flat_map(|m| &m.subscribers).filter(move |s| s.event == event)
    }
    pub fn subscriber(&self, name: &str) -> Option<&Subscriber> {
        self.modules.iter().flat_map(|m| &m.subscribers).find(|s| s.name == name)
    }
    pub fn schedules(&self) -> impl Iterator<Item = &Schedule> {
        self.modules.iter().flat_map(|m| &m.schedules)
    }
    pub fn schedule(&self, name: &str) -> Option<&Schedule> {
        self.schedules().find(|s| s.name == name)
    }
}
