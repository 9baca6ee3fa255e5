-- Who a quote was sent to where somebody else pays for the customer (CUS-27); set when it is sent.

alter table quote add column payer_id uuid;
alter table quote add constraint quote_payer foreign key (company_id, payer_id)
  references customer (company_id, id) not valid;
create index quote_payer_created on quote (company_id, payer_id, created_at desc, id desc) where payer_id is not null;

create or replace view quotes_v_quote with (security_invoker = true) as
select q.company_id, q.id, q.number, q.quote_version, q.kind, q.status, q.customer_id, q.lead_id, q.location_id,
       q.assigned_to, q.title, q.service_date, q.valid_until, q.total_minor, q.accepted_total_minor, q.currency,
       q.created_by, q.created_at, q.sent_at, q.viewed_at, q.accepted_at, q.closed_at, q.payer_id
from quote q;

create or replace view quotes_v_accepted with (security_invoker = true) as
select q.company_id, q.id as quote_id, q.number, q.customer_id, q.location_id, q.kind, q.title, q.service_date,
       q.planned_minutes, q.crew_wanted, q.trucks_wanted, q.stops, s.total_minor, s.deposit_minor, s.currency, q.lead_id,
       q.machines, s.priced, q.inputs, q.accepted_at, q.language, q.payer_id
from quote q
join signature_log s on s.company_id = q.company_id and s.quote_id = q.id
where q.status in ('ACCEPTED', 'CONVERTED');

create or replace view quotes_v_opened with (security_invoker = true) as
select v.company_id, v.id, v.at, q.customer_id, q.id as quote_id, q.number, q.quote_version, q.title, q.location_id,
       q.assigned_to, q.created_by, q.payer_id
from quote q
join quote_view v on v.company_id = q.company_id and v.quote_id = q.id;
-- Which roles may do what at all, for modules that speak of roles by their rights (the limits of those who make quotes).
create view access_v_role_right with (security_invoker = true) as
select p.company_id, p.role_id, p.resource, p.action
from role_permission p;
grant select on access_v_role_right to cnc_app;
