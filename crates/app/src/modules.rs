//! The list of modules, who owns which port, and what runs in the background.

use std::sync::Arc;

use engine::{Engine, Module, settings::Settings};

use crate::Configuration;

/// Every module of the product. A new one is one line.
pub fn all() -> Vec<Module> {
    vec![
        access::module(),
        customers::module(),
        sales::module(),
        quotes::module(),
        messaging::module(),
        crew::module(),
        fleet::module(),
        calendar::module(),
        dispatch::module(),
        capture::module(),
        mobile::module(),
        billing::module(),
        integrations::module(),
        compliance::module(),
        crate::aliases::module(),
    ]
}

/// Clock, dice, keys, and the owners of the ports.
pub fn settings(master_key: [u8; 32], public_url: String, store: files::Store, smtp: messaging::Smtp) -> Settings {
    let mut settings = Settings::new(master_key, public_url);
    let ports = &mut settings.ports;
    ports.offer::<files::Store>(store);
    ports.offer::<messaging::Smtp>(smtp);
    ports.offer::<ports::EnsureCustomerPort>(customers::ensure_customer_port());
    ports.offer::<ports::TaxPort>(Arc::new(billing::Tax));
    ports.offer::<ports::CardsPort>(Arc::new(billing::Cards));
    ports.offer::<billing::Provider>(billing::Provider::default());
    ports.offer::<ports::CalendarPort>(Arc::new(calendar::Calendar));
    ports.offer::<ports::AnsweringHoursPort>(Arc::new(sales::Answering));
    ports.offer::<ports::AudiencePort>(Arc::new(customers::Audience));
    ports.offer::<ports::ReadinessPort>(Arc::new(fleet::Readiness));
    ports.offer::<ports::AbilityPort>(Arc::new(crew::Ability));
    ports.offer::<ports::MailPort>(Arc::new(messaging::Mail));
    ports.offer::<ports::ConsentPort>(customers::consent_port());
    ports.offer::<messaging::Gateway>(messaging::Gateway::default());
    ports.offer::<messaging::Push>(messaging::Push::default());
    ports.offer::<ports::ImportObjects>(ports::ImportObjects::new(vec![customers::import_object()]));
    settings
}

/// Work that is no job: the sealer of the audit trail.
pub fn background(engine: &Engine, _: &Configuration, beat: queue::Beat) -> Vec<tokio::task::JoinHandle<()>> {
    vec![tokio::spawn(compliance::sealer::run(engine.clone(), move || beat("sealer", 5)))]
}
