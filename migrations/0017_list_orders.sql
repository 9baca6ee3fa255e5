-- What the lists are sorted and filtered by: a page is read from an index, however many rows a company has. Columns
-- that may be empty have one for each direction, since the empty ones stand last in both.

create index location_code on location (company_id, code, id);
create index location_created on location (company_id, created_at, id);
create index location_province on location (company_id, province, name);
create index app_user_email on app_user (company_id, email, id);
create index app_user_created on app_user (company_id, created_at, id);

create index customer_created on customer (company_id, created_at, id);
create index customer_city on customer (company_id, city, display_name);
create index duplicate_candidate_score on duplicate_candidate (company_id, score, id);
create index duplicate_candidate_created on duplicate_candidate (company_id, created_at, id);
create index duplicate_candidate_state on duplicate_candidate (company_id, state, score);
create index customer_merge_created on customer_merge (company_id, created_at, id);

create index lead_source on lead (company_id, source, received_at desc);
create index lead_service on lead (company_id, service_type, received_at desc);
create index lead_move_date_latest on lead (company_id, move_date desc nulls last, id desc);
create index lead_quarantined on lead (company_id, received_at, id) where quarantined_at is not null;
create index lead_provider_created on lead_provider (company_id, created_at, id);
create index lead_provider_source on lead_provider (company_id, source, name);
create index lead_form_created on lead_form (company_id, created_at, id);

create index crew_member_status on crew_member (company_id, status, id);
create index equipment_status on equipment (company_id, status, id);
create index equipment_category on equipment (company_id, category, number);
create index equipment_type on equipment (company_id, type, number);

create index quote_total on quote (company_id, total_minor, id);
create index quote_valid_until on quote (company_id, valid_until, id);
create index quote_service_date on quote (company_id, service_date, id);
create index quote_sent on quote (company_id, sent_at, id);
create index quote_sent_latest on quote (company_id, sent_at desc nulls last, id desc);
create index quote_accepted on quote (company_id, accepted_at, id);
create index quote_accepted_latest on quote (company_id, accepted_at desc nulls last, id desc);
create index tariff_updated on tariff (company_id, updated_at, id);

create index job_day_latest on job (company_id, service_date desc nulls last, id desc);
create index job_unplanned on job (company_id, service_date) where status in ('PENDING', 'SCHEDULED');
create index journey_planned on journey (company_id, planned_start, id);
create index journey_place on journey (company_id, location_id, planned_start);
create index schedule_entry_crew_until on schedule_entry (company_id, crew_member_id, free_at);

create index invoice_number_first on invoice (company_id, number, id);
create index invoice_number_last on invoice (company_id, number desc nulls last, id desc);
create index invoice_by_status on invoice (company_id, status, id);
create index invoice_issued on invoice (company_id, issued_at, id);
create index invoice_issued_latest on invoice (company_id, issued_at desc nulls last, id desc);
create index invoice_due on invoice (company_id, due_date, id);
create index invoice_due_latest on invoice (company_id, due_date desc nulls last, id desc);
create index invoice_total on invoice (company_id, total_minor, id);
create index invoice_balance on invoice (company_id, balance_minor, id);
create index payment_number_first on payment (company_id, number, id);
create index payment_amount on payment (company_id, amount_minor, id);
create index financial_transaction_label on financial_transaction (company_id, label, id);

create index communication_by_status on communication (company_id, status, id);
create index mobile_operation_name on mobile_operation (company_id, operation, received_at desc);
create index audit_entry_operation on audit_entry (company_id, operation, at desc);
create index audit_entry_label on audit_entry (company_id, entity_label, at desc) where entity_label is not null;

-- Parts of words. The company stands first in each, so that one's search does not read the others' rows.
create index app_user_text on app_user using gin (company_id, name gin_trgm_ops, email gin_trgm_ops, phone gin_trgm_ops);
create index location_text on location using gin (company_id, name gin_trgm_ops, code gin_trgm_ops, city gin_trgm_ops);
create index quote_title_text on quote using gin (company_id, title gin_trgm_ops);
create index quote_number_text on quote (company_id, number text_pattern_ops);
create index invoice_title_text on invoice using gin (company_id, title gin_trgm_ops);
create index invoice_number_text on invoice (company_id, number text_pattern_ops);
create index communication_text on communication using gin (company_id, to_address gin_trgm_ops, subject gin_trgm_ops);
