//! Figures for Prometheus at `/metrics`.

use std::time::Duration;

use prometheus::{Encoder, HistogramOpts, HistogramVec, IntCounterVec, Opts, Registry, TextEncoder};

pub(crate) struct Metrics {
    registry: Registry,
    requests: Option<IntCounterVec>,
    seconds: Option<HistogramVec>,
}

impl Metrics {
    pub fn new() -> Self {
        let registry = Registry::new();
        let requests = IntCounterVec::new(
            Opts::new("cnc_requests_total", "Requests by operation and status."),
            &["operation", "status"],
        )
        .ok();
        let seconds = HistogramVec::new(
            HistogramOpts::new("cnc_request_seconds", "Time to answer by operation.")
                .buckets(vec![0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5]),
            &["operation"],
        )
        .ok();
        if let Some(r) = &requests {
            let _ = registry.register(Box::new(r.clone()));
        }
        if let Some(s) = &seconds {
            let _ = registry.register(Box::new(s.clone()));
        }
        Self { registry, requests, seconds }
    }
    pub fn observe(&self, operation: &str, status: u16, took: Duration) {
        if let Some(r) = &self.requests {
            r.with_label_values(&[operation, &status.to_string()]).inc();
        }
        if let Some(s) = &self.seconds {
            s.with_label_values(&[operation]).observe(took.as_secs_f64());
        }
    }
    pub fn text(&self) -> String {
        let mut out = Vec::new();
        let _ = TextEncoder::new().encode(&self.registry.gather(), &mut out);
        String::from_utf8(out).unwrap_or_default()
    }
}
