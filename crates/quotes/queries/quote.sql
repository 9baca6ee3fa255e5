-- name: quote_by_id :opt
-- row: QuoteRow
select q.id, q.number, q.quote_version, q.superseded_by, q.kind, q.status, q.customer_id, c.display_name as customer_name,
       c.status as customer_status, q.lead_id, q.location_id, l.timezone, q.assigned_to, q.title, q.language,
       q.service_date, q.valid_until, q.valid_before, q.terms, q.stops, q.machines, q.planned_minutes, q.crew_wanted,
       q.trucks_wanted, q.inputs, q.priced, q.snapshot, q.currency, q.total_minor, q.planned_cost_minor, q.pdf_key,
       q.pdf_sha256, q.document_template_version_id, q.sent_at, q.viewed_at, q.accepted_at, q.accepted_total_minor, q.rejection_kind,
       q.rejection_reason, q.job_id, q.payer_id, q.created_at, q.version
from quote q
join access_v_location l on l.company_id = q.company_id and l.id = q.location_id
join customers_v_card c on c.company_id = q.company_id and c.id = q.customer_id
where q.company_id = :company_id
  and q.id = :id;

-- name: quote_by_id_locked :opt
-- row: QuoteRow
select q.id, q.number, q.quote_version, q.superseded_by, q.kind, q.status, q.customer_id, c.display_name as customer_name,
       c.status as customer_status, q.lead_id, q.location_id, l.timezone, q.assigned_to, q.title, q.language,
       q.service_date, q.valid_until, q.valid_before, q.terms, q.stops, q.machines, q.planned_minutes, q.crew_wanted,
       q.trucks_wanted, q.inputs, q.priced, q.snapshot, q.currency, q.total_minor, q.planned_cost_minor, q.pdf_key,
       q.pdf_sha256, q.document_template_version_id, q.sent_at, q.viewed_at, q.accepted_at, q.accepted_total_minor, q.rejection_kind,
       q.rejection_reason, q.job_id, q.payer_id, q.created_at, q.version
from quote q
join access_v_location l on l.company_id = q.company_id and l.id = q.location_id
join customers_v_card c on c.company_id = q.company_id and c.id = q.customer_id
where q.company_id = :company_id
  and q.id = :id
for update of q;

-- name: quote_by_link :opt
-- Where a link leads; a replaced version's link goes on to the version that replaced it.
with recursive chain (id, superseded_by, step) as (
  select q.id, q.superseded_by, 0
  from quote q
  where q.company_id = :company_id
    and q.link_hash = :link_hash
  union all
  select q.id, q.superseded_by, chain.step + 1
  from chain
  join quote q on q.company_id = :company_id and q.id = chain.superseded_by
  where chain.step < 50
)
select q.id
from quote q
join chain on chain.id = q.id and chain.superseded_by is null
where q.company_id = :company_id;

-- name: quote_exists :opt
select q.id
from quote q
where q.company_id = :company_id
  and q.id = :id;

-- name: quote_list :list
-- resource: quote q
-- sort: created_at desc = q.created_at, number = q.number, valid_until = q.valid_until, service_date = q.service_date, sent_at = q.sent_at, accepted_at = q.accepted_at, total_minor = q.total_minor
-- filter: status = q.status text, kind = q.kind text, customer_id = q.customer_id id:customer, lead_id = q.lead_id id:lead, location_id = q.location_id id:location, assigned_to = q.assigned_to id:app_user, created_at = q.created_at timestamptz, sent_at = q.sent_at timestamptz, service_date = q.service_date date
-- search: quote_search
select q.id, q.number, q.quote_version, q.kind, q.status, q.customer_id, c.display_name as "customer_name!", q.title,
       q.total_minor, q.accepted_total_minor, q.currency, q.service_date, q.valid_until, q.sent_at, q.viewed_at,
       q.accepted_at, q.location_id, q.lead_id, q.assigned_to, q.created_at, q.version
from quote q
join customers_v_card c on c.company_id = q.company_id and c.id = q.customer_id
where q.company_id = :company_id;

-- name: surroundings :opt
-- Who sells, where, to whom, and who pays where that is somebody else (CUS-27).
select co.name as company_name, co.contact_email as company_email, co.contact_phone as company_phone, co.website,
       co.currency as company_currency, co.language as company_language, l.name as location_name, l.street, l.city,
       l.province, l.postal_code, l.country, l.timezone, l.phone as location_phone, l.email as location_email,
       c.id as "customer_id?", c.display_name as "customer_name?", c.company_name as "customer_company?",
       c.status as "customer_status?", c.email as "customer_email?", c.phone as "customer_phone?",
       c.language as "customer_language?", c.street as "customer_street?", c.city as "customer_city?",
       c.province as "customer_province?", c.postal_code as "customer_postal_code?", c.country as "customer_country?",
       c.assigned_to as "customer_assigned_to?", p.id as "payer_id?", p.display_name as "payer_name?",
       p.company_name as "payer_company?", p.status as "payer_status?", p.email as "payer_email?",
       p.phone as "payer_phone?", p.street as "payer_street?", p.city as "payer_city?", p.province as "payer_province?",
       p.postal_code as "payer_postal_code?", p.country as "payer_country?"
from access_v_location l
join company co on co.id = l.company_id
left join customers_v_card c on c.company_id = l.company_id and c.id = :customer_id?
left join customers_v_payer y on y.company_id = c.company_id and y.customer_id = c.id
left join customers_v_card p on p.company_id = y.company_id and p.id = y.payer_id
where l.company_id = :company_id
  and l.id = :location_id;

-- name: credit :opt
-- What a customer may owe and what stands against it: open invoices and accepted work that is not billed yet, of the
-- whole family, in the currency of the limit (CUS-5). A cancelled job is not billed any more.
select c.currency, c.credit_limit_minor as "limit_minor?", c.credit_hold as "credit_hold!",
       coalesce((
         select sum(i.balance_minor)
         from customers_v_family f
         join billing_v_open_invoices i on i.company_id = f.company_id and i.customer_id = f.id
         where f.company_id = c.company_id and f.survivor_id = c.id and i.currency = c.currency
       ), 0)::bigint as "open_minor!",
       coalesce((
         select sum(q.total_minor)
         from customers_v_family f
         join quote q on q.company_id = f.company_id and q.status in ('ACCEPTED', 'CONVERTED')
           and (q.payer_id = f.id or (q.customer_id = f.id and q.payer_id is null))
         where f.company_id = c.company_id and f.survivor_id = c.id and q.currency = c.currency
           and not exists (
             select 1 from billing_v_invoice i
             where i.company_id = q.company_id and i.quote_id = q.id and i.status not in ('DRAFT', 'CANCELLED', 'VOID'))
           and not exists (
             select 1 from dispatch_v_job j
             where j.company_id = q.company_id and j.id = q.job_id and j.status = 'CANCELLED')
       ), 0)::bigint as "unbilled_minor!",
       exists (
         select 1
         from customers_v_family f
         join billing_v_open_invoices i on i.company_id = f.company_id and i.customer_id = f.id
         where f.company_id = c.company_id and f.survivor_id = c.id and i.balance_minor > 0 and i.due_date < :overdue_before
       ) as "overdue!"
from customers_v_card c
where c.company_id = :company_id
  and c.id = :customer_id;

-- name: seller :opt
select u.name, u.email, u.phone
from access_v_user u
where u.company_id = :company_id
  and u.id = :id;

-- name: any_location :opt
-- Where nobody said: the first one opened.
select l.id
from access_v_location l
where l.company_id = :company_id
  and l.status = 'ACTIVE'
order by l.created_at, l.id
limit 1;

-- name: lead_facts :opt
select v.id, v.number, v.customer_id, v.location_id, v.assigned_to, v.language, v.service_type, v.move_size, v.move_date,
       v.origin, v.destination, v.rental
from sales_v_lead v
where v.company_id = :company_id
  and v.id = :id;

-- name: estimate_of_lead :opt
-- row: EstimateRow
-- What sales estimated last.
select v.id, v.customer_id, v.lead_id, v.location_id, v.hand_over, v.counts_as_survey, v.unsettled_prohibited
from sales_v_estimate v
where v.company_id = :company_id
  and v.lead_id = :lead_id
  and v.is_newest
order by v.created_at desc, v.id
limit 1;

-- name: estimate_by_id :opt
-- row: EstimateRow
select v.id, v.customer_id, v.lead_id, v.location_id, v.hand_over, v.counts_as_survey, v.unsettled_prohibited
from sales_v_estimate v
where v.company_id = :company_id
  and v.id = :id;

-- name: estimate_of_quote :opt
select v.unsettled_prohibited
from sales_v_estimate v
where v.company_id = :company_id
  and v.quote_id = :quote_id
  and v.is_newest
order by v.created_at desc, v.id
limit 1;

-- name: stopper_of_lead :opt
-- An assessment of the lead's site with something that stops the lift, unless a newer one was signed.
select a.number
from sales_v_site_assessment a
where a.company_id = :company_id
  and a.lead_id = :lead_id!
  and a.open_stoppers > 0
  and a.superseded_at is null
order by a.created_at desc, a.id
limit 1;

-- name: stopper_of_deal :opt
select a.number
from sales_v_site_assessment a
where a.company_id = :company_id
  and a.deal_id = :deal_id!
  and a.open_stoppers > 0
  and a.superseded_at is null
order by a.created_at desc, a.id
limit 1;

-- name: deal_of_quote :opt
-- The deal a quote belongs to, and the lead that began as.
select d.id, d.lead_id
from sales_v_deal_quote k
join sales_v_deal d on d.company_id = k.company_id and d.id = k.deal_id
where k.company_id = :company_id
  and k.quote_id = :quote_id;

-- name: insert_quote :exec
insert into quote (company_id, id, number, quote_version, kind, customer_id, lead_id, location_id, assigned_to, title,
  language, service_date, valid_until, valid_before, terms, stops, machines, planned_minutes, crew_wanted, trucks_wanted,
  inputs, priced, currency, subtotal_minor, total_minor, deposit_minor, low_total_minor, high_total_minor,
  planned_cost_minor, engine_version)
values (:company_id, :id, :number, :quote_version, :kind, :customer_id, :lead_id, :location_id, :assigned_to, :title,
  :language, :service_date, :valid_until, :valid_before, :terms, :stops, :machines, :planned_minutes, :crew_wanted,
  :trucks_wanted, :inputs, :priced, :currency, :subtotal_minor, :total_minor, :deposit_minor, :low_total_minor,
  :high_total_minor, :planned_cost_minor, :engine_version);

-- name: change_draft :exec
update quote q
set assigned_to = :assigned_to,
    title = :title,
    language = :language,
    service_date = :service_date,
    valid_until = :valid_until,
    valid_before = :valid_before,
    terms = :terms,
    stops = :stops,
    machines = :machines,
    planned_minutes = :planned_minutes,
    crew_wanted = :crew_wanted,
    trucks_wanted = :trucks_wanted,
    inputs = :inputs,
    priced = :priced,
    currency = :currency,
    subtotal_minor = :subtotal_minor,
    total_minor = :total_minor,
    deposit_minor = :deposit_minor,
    low_total_minor = :low_total_minor,
    high_total_minor = :high_total_minor,
    planned_cost_minor = :planned_cost_minor,
    engine_version = :engine_version
where q.company_id = :company_id
  and q.id = :id
  and q.status = 'DRAFT';

-- name: delete_draft :exec
delete from quote q
where q.company_id = :company_id
  and q.id = :id
  and q.status = 'DRAFT';

-- name: last_version :one
select coalesce(max(q.quote_version), 0) as "quote_version!"
from quote q
where q.company_id = :company_id
  and q.number = :number;

-- name: number_is_accepted :opt
select q.id
from quote q
where q.company_id = :company_id
  and q.number = :number
  and q.status in ('ACCEPTED', 'CONVERTED');

-- name: replace_open :exec
-- The version before makes way for the one being sent.
update quote q
set status = 'REJECTED',
    rejection_kind = 'REPLACED',
    closed_at = :now,
    superseded_by = :superseded_by
where q.company_id = :company_id
  and q.number = :number
  and q.status in ('SENT', 'VIEWED');

-- name: point_to_newest :exec
-- Links of versions closed earlier lead to the newest one as well.
update quote q
set superseded_by = :superseded_by
where q.company_id = :company_id
  and q.number = :number
  and q.id <> :superseded_by
  and q.status in ('REJECTED', 'EXPIRED')
  and q.superseded_by is null;

-- name: send_quote :exec
update quote q
set status = 'SENT',
    snapshot = :snapshot,
    pdf_key = :pdf_key,
    pdf_sha256 = :pdf_sha256,
    link_hash = :link_hash,
    document_template_version_id = :document_template_version_id,
    payer_id = :payer_id,
    sent_at = :now,
    sent_by = :me
where q.company_id = :company_id
  and q.id = :id
  and q.status = 'DRAFT';

-- name: mark_viewed :exec
update quote q
set status = 'VIEWED',
    viewed_at = :now
where q.company_id = :company_id
  and q.id = :id
  and q.status = 'SENT';

-- name: insert_view :exec
insert into quote_view (company_id, id, quote_id, at, address, user_agent)
values (:company_id, :id, :quote_id, :now, :address, :user_agent);

-- name: mark_accepted :exec
update quote q
set status = 'ACCEPTED',
    viewed_at = coalesce(q.viewed_at, :now),
    accepted_at = :now,
    closed_at = :now,
    accepted_total_minor = :accepted_total_minor
where q.company_id = :company_id
  and q.id = :id
  and q.status in ('SENT', 'VIEWED');

-- name: mark_rejected :exec
update quote q
set status = 'REJECTED',
    closed_at = :now,
    rejection_kind = :rejection_kind,
    rejection_reason = :rejection_reason
where q.company_id = :company_id
  and q.id = :id
  and q.status in ('SENT', 'VIEWED');

-- name: mark_converted :exec
update quote q
set status = 'CONVERTED',
    job_id = :job_id
where q.company_id = :company_id
  and q.id = :id
  and q.status = 'ACCEPTED';

-- name: overdue :many
select q.id, q.number, q.location_id
from quote q
where q.company_id = :company_id
  and q.status in ('SENT', 'VIEWED')
  and q.valid_before <= :now
order by q.valid_before, q.id
limit 500
for update skip locked;

-- name: mark_expired :exec
update quote q
set status = 'EXPIRED',
    closed_at = :now
where q.company_id = :company_id
  and q.id = :id
  and q.status in ('SENT', 'VIEWED');

-- name: insert_signature :exec
insert into signature_log (company_id, id, quote_id, signer_name, signer_email, method, typed_name, drawing_svg,
  consent_text, consent_version, language, signed_at, timezone, address, user_agent, selected, covers, priced,
  currency, total_minor, deposit_minor, shown_sha256, signed_sha256, signed_key)
values (:company_id, :id, :quote_id, :signer_name, :signer_email, :method, :typed_name, :drawing_svg, :consent_text,
  :consent_version, :language, :now, :timezone, :address, :user_agent, :selected, :covers, :priced, :currency,
  :total_minor, :deposit_minor, :shown_sha256, :signed_sha256, :signed_key);

-- name: signature_of :opt
select s.id, s.signer_name, s.signer_email, s.method, s.signed_at, s.timezone, s.address, s.user_agent, s.selected,
       s.covers, s.priced, s.total_minor, s.deposit_minor, s.currency, s.shown_sha256, s.signed_sha256, s.signed_key
from signature_log s
where s.company_id = :company_id
  and s.quote_id = :quote_id;

-- name: remember_signed :exec global
insert into signed_document (sha256, number, signed_at)
values (:sha256, :number, :signed_at);

-- name: signed_by_hash :opt global
select d.number, d.signed_at
from signed_document d
where d.sha256 = :sha256;
