//! The kinds of ids: one line a table that others refer to. The SQL generator reads [`TABLES`].

use crate::id::{Id, Kind};

macro_rules! ids {
    ($($name:ident $alias:ident $prefix:literal $table:literal;)*) => {
        $(
            #[derive(Debug)]
            pub enum $name {}
            impl Kind for $name {
                const PREFIX: &'static str = $prefix;
                const TABLE: &'static str = $table;
            }
            pub type $alias = Id<$name>;
        )*
        /// (table, Rust type) of every kind.
        pub const TABLES: &[(&str, &str)] = &[$(($table, stringify!($alias)),)*];
        /// (table, prefix) of every kind.
        pub const PREFIXES: &[(&str, &str)] = &[$(($table, $prefix),)*];
    };
}

ids! {
    Company CompanyId "com" "company";
    Location LocationId "loc" "location";
    Identity IdentityId "idn" "identity";
    User UserId "usr" "app_user";
    Role RoleId "rol" "role";
    Session SessionId "ses" "session";
    SuperAdmin SuperAdminId "sad" "super_admin";
    SupportSession SupportSessionId "sup" "support_session";
    AuditEntry AuditEntryId "aud" "audit_entry";
    Event EventId "evt" "event";
    Customer CustomerId "cus" "customer";
    CustomerMerge CustomerMergeId "mrg" "customer_merge";
    DuplicateCandidate DuplicateCandidateId "dup" "duplicate_candidate";
    Contact ContactId "con" "contact";
    ContactPoint ContactPointId "cpt" "contact_point";
    CustomerAddress CustomerAddressId "cad" "customer_address";
    Lead LeadId "lea" "lead";
    LeadProvider LeadProviderId "lpr" "lead_provider";
    LeadForm LeadFormId "lfo" "lead_form";
    LeadIntake LeadIntakeId "lin" "lead_intake";
    MoveSource MoveSourceId "mso" "move_source";
    Tariff TariffId "tar" "tariff";
    TariffVersion TariffVersionId "tav" "tariff_version";
    Quote QuoteId "quo" "quote";
    QuoteItem QuoteItemId "qit" "quote_item";
    QuoteApproval QuoteApprovalId "qap" "quote_approval";
    QuoteAcceptance QuoteAcceptanceId "qac" "quote_acceptance";
    QuotePreset QuotePresetId "qpr" "quote_preset";
    DocumentTemplate DocumentTemplateId "dtp" "document_template";
    DocumentTemplateVersion DocumentTemplateVersionId "dtv" "document_template_version";
    Signature SignatureId "sig" "signature_log";
    Job JobId "job" "job";
    JobStop JobStopId "jst" "job_stop";
    Journey JourneyId "jny" "journey";
    JourneyStep JourneyStepId "jsp" "journey_step";
    JourneyEntry JourneyEntryId "jen" "journey_entry";
    AssignedCrew AssignedCrewId "acr" "assigned_crew";
    WorkflowTemplate WorkflowTemplateId "wft" "workflow_template";
    CrewMember CrewMemberId "crw" "crew_member";
    Equipment EquipmentId "equ" "equipment";
    ScheduleEntry ScheduleEntryId "sch" "schedule_entry";
    CapacityRule CapacityRuleId "cap" "capacity_rule";
    Booking BookingId "bkg" "booking";
    Media MediaId "med" "media";
    Communication CommunicationId "cmm" "communication";
    Conversation ConversationId "cnv" "conversation";
    SenderIdentity SenderIdentityId "snd" "sender_identity";
    SendSuppression SendSuppressionId "sps" "send_suppression";
    Template TemplateId "tpl" "template";
    TemplateVersion TemplateVersionId "tpv" "template_version";
    Notification NotificationId "ntf" "notification";
    Sequence SequenceId "seq" "sequence";
    SequenceVersion SequenceVersionId "sqv" "sequence_version";
    BulkSend BulkSendId "blk" "bulk_send";
    BulkRecipient BulkRecipientId "blr" "bulk_recipient";
    Segment SegmentId "sgm" "segment";
    SequenceEnrolment SequenceEnrolmentId "sqe" "sequence_enrolment";
    BillingEntity BillingEntityId "ben" "billing_entity";
    Invoice InvoiceId "inv" "invoice";
    InvoiceItem InvoiceItemId "iit" "invoice_item";
    Charge ChargeId "chg" "charge";
    Payment PaymentId "pay" "payment";
    ProviderAccount ProviderAccountId "pac" "provider_account";
    PaymentIntent PaymentIntentId "pin" "payment_intent";
    Deposit DepositId "dep" "deposit";
    LedgerAccount LedgerAccountId "acc" "ledger_account";
    FinancialTransaction FinancialTransactionId "ftx" "financial_transaction";
    ApprovalRequest ApprovalRequestId "apr" "approval_request";
    SiteAssessment SiteAssessmentId "sas" "site_assessment";
    LiftRequirement LiftRequirementId "lif" "lift_requirement";
    LiftDuty LiftDutyId "ldu" "lift_duty";
    SelfSurvey SelfSurveyId "ssu" "self_survey";
    SurveyPicture SurveyPictureId "spi" "survey_picture";
    Estimate EstimateId "est" "estimate";
    Formula FormulaId "fml" "formula";
    SalesActivity SalesActivityId "act" "sales_activity";
    Deal DealId "dea" "deal";
    Pipeline PipelineId "pip" "pipeline";
    PipelineStage PipelineStageId "pst" "pipeline_stage";
    ScoreModel ScoreModelId "scm" "score_model";
    SalesTarget SalesTargetId "tgt" "sales_target";
    ExchangeRate ExchangeRateId "xrt" "exchange_rate";
    RoutingRule RoutingRuleId "rru" "routing_rule";
    RoutingPool RoutingPoolId "rpo" "routing_pool";
    Device DeviceId "dev" "device";
    Material MaterialId "mat" "material";
    Dashboard DashboardId "das" "dashboard";
    ImportRun ImportRunId "imp" "import_run";
    ImportRow ImportRowId "imr" "import_row";
    ImportProfile ImportProfileId "ipf" "import_profile";
    CustomerNote CustomerNoteId "cno" "customer_note";
    CustomerRelation CustomerRelationId "crl" "customer_relation";
}
