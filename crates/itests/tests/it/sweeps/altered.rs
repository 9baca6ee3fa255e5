//! Operations with a planted hole: the product's own, with another declaration or another example.

use std::sync::Arc;

use engine::{
    Module, PlatformTx, Resource, Spec, TenantTx,
    module::{AnyOperation, BoxFuture},
};
use kernel::Result;
use serde_json::Value;

pub struct Altered {
    inner: Arc<dyn AnyOperation>,
    spec: Spec,
    example: Option<Value>,
    schema: Option<Value>,
}

impl AnyOperation for Altered {
    fn spec(&self) -> Spec {
        self.spec
    }
    fn is_platform(&self) -> bool {
        self.inner.is_platform()
    }
    fn input_schema(&self) -> Value {
        self.schema.clone().unwrap_or_else(|| self.inner.input_schema())
    }
    fn output_schema(&self) -> Value {
        self.inner.output_schema()
    }
    fn example(&self) -> Value {
        self.example.clone().unwrap_or_else(|| self.inner.example())
    }
    fn check(&self, input: &Value) -> Result<()> {
        self.inner.check(input)
    }
    fn run<'a>(&'a self, tx: &'a TenantTx, input: Value) -> BoxFuture<'a, Result<Value>> {
        self.inner.run(tx, input)
    }
    fn run_platform<'a>(&'a self, tx: &'a PlatformTx, input: Value) -> BoxFuture<'a, Result<Value>> {
        self.inner.run_platform(tx, input)
    }
}

/// The operation with another declaration.
pub fn declared(inner: &Arc<dyn AnyOperation>, change: impl FnOnce(&mut Spec)) -> Arc<dyn AnyOperation> {
    let mut spec = inner.spec();
    change(&mut spec);
    Arc::new(Altered { inner: inner.clone(), spec, example: None, schema: None })
}

/// The operation with another example.
pub fn exemplified(inner: &Arc<dyn AnyOperation>, example: Value) -> Arc<dyn AnyOperation> {
    Arc::new(Altered { inner: inner.clone(), spec: inner.spec(), example: Some(example), schema: None })
}

/// The operation with ids that do not say of what they are.
pub fn untyped(inner: &Arc<dyn AnyOperation>) -> Arc<dyn AnyOperation> {
    let text = inner.input_schema().to_string().replace("\"x-id-of\"", "\"x-id\"");
    let schema = serde_json::from_str(&text).ok();
    Arc::new(Altered { inner: inner.clone(), spec: inner.spec(), example: None, schema })
}

/// The product's modules with each operation's declaration gone through.
pub fn modules(change: impl Fn(&mut Spec)) -> Vec<Module> {
    let mut all = app::modules::all();
    for operation in all.iter_mut().flat_map(|m| &mut m.operations) {
        *operation = declared(operation, &change);
    }
    all
}

/// The product's modules with each resource gone through.
pub fn resources(change: impl Fn(&mut Resource)) -> Vec<Module> {
    let mut all = app::modules::all();
    all.iter_mut().flat_map(|m| &mut m.resources).for_each(change);
    all
}
