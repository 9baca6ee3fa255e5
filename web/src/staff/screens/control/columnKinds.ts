/** Group of labels, below `enums.`, by which the codes of a column are read. */
const KINDS: Record<string, string> = {
  '*.language': 'language', '*.priority': 'priority', '*.service_type': 'service_type', '*.scope': 'scope', '*.field_group': 'field_group', '*.flag': 'board_flag', '*.unit': 'unit',
  '*.tax': 'tax', '*.storage_type': 'storage_type', '*.industry': 'industry', '*.approval': 'step_approval', '*.job_kind': 'job_kind', '*.shift': 'shift', '*.day_night': 'work_time',
  'lead.status': 'lead_status', 'lead.status_before': 'lead_status', 'lead.phone_state': 'point_state', 'lead.channel': 'lead_channel', 'lead_touch.kind': 'touch', 'lead_intake.channel': 'lead_channel', 'lead_intake.outcome': 'intake_outcome',
  'customer.kind': 'customer_kind', 'customer.type': 'customer_type', 'customer.status': 'customer_status', 'customer.statement_cycle': 'statement_cycle',
  'contact_point.kind': 'point_kind', 'contact_point.label': 'address_kind', 'contact_point.state': 'point_state', 'customer_address.kind': 'address_kind',
  'consent_entry.act': 'consent', 'consent_entry.channel': 'message_channel', 'consent_entry.purpose': 'message_purpose', 'duplicate_candidate.state': 'duplicate_state', 'customer_relation.kind': 'relation_kind', 'customer_relation.state': 'relation_state',
  'quote.kind': 'quote_kind', 'quote_approval.state': 'approval_state', 'quote.status': 'quote_status', 'quote.rejection_kind': 'rejection_kind', 'quote.role': 'stop_role', 'quote_item.category': 'category', 'signature_log.method': 'signature_method',
  'job.kind': 'job_kind', 'job.status': 'job_status', 'job_stop.role': 'stop_role', 'job_item.state': 'job_item_state',
  'journey.kind': 'journey_kind', 'journey.status': 'journey_status', 'journey.audit': 'journey_audit', 'journey_transition.from_status': 'journey_status', 'journey_transition.to_status': 'journey_status',
  'journey_transition.source': 'recorded_by', 'journey_stop.state': 'stop_state', 'journey_stop.source': 'recorded_by', 'journey_step.status': 'step_status',
  'journey_entry.type': 'entry_type', 'journey_entry.tag': 'entry_tag', 'journey_flag.owner': 'role', 'assigned_crew.role': 'position', 'assigned_crew.state': 'crew_state', 'assigned_crew.mode': 'assign_mode',
  'crew_member.kind': 'crew_kind', 'crew_member.position': 'position', 'crew_member.status': 'crew_status', 'certification.kind': 'certification', 'certification.state': 'certification_state',
  'equipment.type': 'equipment_type', 'equipment.status': 'equipment_status', 'equipment.owner_kind': 'owner_kind', 'equipment_document.kind': 'equipment_document', 'schedule_entry.type': 'schedule_type', 'schedule_entry.status': 'job_status',
  'tariff.kind': 'quote_kind', 'tariff.distance_unit': 'distance_unit', 'tariff.price_by': 'price_by', 'tariff.reach': 'tariff_reach', 'document_template.kind': 'quote_kind', 'document_template_version.state': 'version_state', 'tariff_version.state': 'paper_state', 'template_version.state': 'version_state', 'sequence.enters': 'sequence_enters', 'sequence_enrolment.state': 'enrolment_state', 'sequence_enrolment.exit_reason': 'exit_reason', 'sequence_step.kind': 'step_kind', 'sequence_step.wait_unit': 'wait_unit', 'sequence_step.wait_from': 'wait_from', 'bulk_send.state': 'bulk_state', 'bulk_send.channel': 'message_channel', 'bulk_send.purpose': 'message_purpose', 'segment.scope': 'segment_scope', 'workflow_template.state': 'paper_state',
  'invoice.kind': 'invoice_kind', 'invoice.status': 'invoice_status', 'payment.method': 'payment_method', 'payment.status': 'payment_status', 'booking.state': 'booking_state', 'quote_acceptance.state': 'acceptance_state', 'payment_intent.state': 'intent_state', 'provider_account.provider': 'payment_provider', 'payment.provider': 'payment_provider', 'financial_transaction.type': 'ledger_kind', 'ledger_account.kind': 'account_kind',
  'media.kind': 'media_kind', 'media.state': 'media_state', 'communication.type': 'message_channel', 'communication.purpose': 'message_purpose', 'communication.status': 'message_status', 'device.state': 'device_state', 'mobile_operation.state': 'operation_state',
  'score_model.state': 'model_state', 'score_model.state_reason': 'model_reason', 'conversion_score.moment': 'model_moment',
  'sales_activity.type': 'activity', 'sales_activity.state': 'activity_state', 'sales_activity.call_outcome': 'call_outcome', 'site_assessment.state': 'assessment_state', 'assessment_constraint.kind': 'constraint_kind', 'assessment_constraint.severity': 'site_severity', 'self_survey.state': 'survey_state', 'self_survey.channel': 'message_channel', 'survey_picture.state': 'media_state',
  'app_user.status': 'user_status', 'app_user.kind': 'user_kind', 'user_permission.act': 'permission_act', 'location.kind': 'location_kind', 'location.status': 'location_status', 'company.status': 'company_status',
  'role_permission.action': 'permission_action', 'user_permission.action': 'permission_action',
};

export const kindOf = (table: string, column: string): string | undefined => KINDS[`${table}.${column}`] ?? KINDS[`*.${column}`];

/** Every group of labels that a column is read by. */
export const columnKinds = (): string[] => [...new Set(Object.values(KINDS))];
