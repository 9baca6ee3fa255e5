-- name: defaults :one
-- What a new customer takes over when nothing is said; the country is the location's, else that of the first location.
select c.currency, c.language,
       coalesce(
         (select l.country from access_v_location l where l.company_id = :company_id and l.id = :location_id?),
         (select l.country from access_v_location l where l.company_id = :company_id order by l.created_at, l.id limit 1),
         'CA') as "country!"
from company c
where c.id = :company_id;

-- name: customer_by_id :opt
select c.id, c.number, c.kind, c.first_name, c.last_name, c.company_name, c.display_name, c.type, c.status,
       c.location_id, l.name as "location_name?", c.assigned_to, u.name as "assigned_name?", c.designation, c.email,
       c.phone, c.street, c.city, c.province, c.postal_code, c.country, c.billing_address, c.language, c.currency,
       c.website, c.registration_number, c.lead_source, c.preferences, c.terms_days, c.credit_limit_minor,
       c.credit_hold, c.po_required, c.statement_cycle, c.blocked_reason, c.blocked_at, c.blocked_until, c.merged_into,
       c.tags, c.do_not_contact, c.notes, c.created_at, c.updated_at, c.version
from customer c
left join access_v_location l on l.company_id = c.company_id and l.id = c.location_id
left join access_v_user u on u.company_id = c.company_id and u.id = c.assigned_to
where c.company_id = :company_id
  and c.id = :id;

-- name: customer_list :list
-- resource: customer c
-- sort: display_name = c.display_name, number = c.number, created_at = c.created_at, updated_at = c.updated_at
-- filter: kind = c.kind text, status = c.status text, type = c.type text, city = c.city text, province = c.province text, language = c.language text, lead_source = c.lead_source text, assigned_to = c.assigned_to id:app_user, location_id = c.location_id id:location, created_at = c.created_at timestamptz
-- search: customer_search
select c.id, c.number, c.kind, c.display_name, c.email, c.phone, c.type, c.status, c.city, c.province, c.language,
       c.location_id, c.assigned_to, c.tags, c.created_at, c.updated_at, c.version
from customer c
where c.company_id = :company_id;

-- name: insert_customer :exec
insert into customer (company_id, id, number, kind, first_name, last_name, company_name, display_name, name_key,
  match_key, type, location_id, assigned_to, designation, email, phone, street, city, province, postal_code, country,
  language, currency, website, registration_number, lead_source, preferences, terms_days, tags, notes)
values (:company_id, :id, :number, :kind, :first_name, :last_name, :company_name, :display_name, :name_key,
  :match_key, :type, :location_id, :assigned_to, :designation, :email, :phone, :street, :city, :province, :postal_code,
  :country, :language, :currency, :website, :registration_number, :lead_source, :preferences, :terms_days, :tags,
  :notes);

-- name: change_customer :exec
-- What is absent stays; an empty text clears.
update customer c
set first_name = :first_name,
    last_name = :last_name,
    company_name = :company_name,
    display_name = :display_name,
    name_key = :name_key,
    match_key = :match_key,
    type = coalesce(:type?, c.type),
    status = coalesce(:status?, c.status),
    location_id = coalesce(:location_id?, c.location_id),
    assigned_to = coalesce(:assigned_to?, c.assigned_to),
    designation = nullif(coalesce(:designation?, c.designation), ''),
    email = nullif(coalesce(:email?, c.email), ''),
    phone = nullif(coalesce(:phone?, c.phone), ''),
    street = nullif(coalesce(:street?, c.street), ''),
    city = nullif(coalesce(:city?, c.city), ''),
    province = nullif(coalesce(:province?, c.province), ''),
    postal_code = nullif(coalesce(:postal_code?, c.postal_code), ''),
    country = coalesce(:country?, c.country),
    billing_address = coalesce(:billing_address?, c.billing_address),
    language = coalesce(:language?, c.language),
    website = nullif(coalesce(:website?, c.website), ''),
    registration_number = nullif(coalesce(:registration_number?, c.registration_number), ''),
    preferences = coalesce(:preferences?, c.preferences),
    po_required = coalesce(:po_required?, c.po_required),
    tags = coalesce(:tags?, c.tags),
    do_not_contact = coalesce(:do_not_contact?, c.do_not_contact),
    notes = nullif(coalesce(:notes?, c.notes), '')
where c.company_id = :company_id
  and c.id = :id;

-- name: set_credit :exec
update customer
set terms_days = :terms_days,
    credit_limit_minor = :credit_limit_minor,
    credit_hold = :credit_hold
where company_id = :company_id
  and id = :id;

-- name: set_mirrors :exec
update customer c
set email = coalesce(:email?, c.email),
    phone = coalesce(:phone?, c.phone)
where c.company_id = :company_id
  and c.id = :id;

-- name: block_customer :exec
update customer
set status = 'BLOCKED',
    blocked_reason = :blocked_reason,
    blocked_by = :blocked_by,
    blocked_at = :now,
    blocked_until = :blocked_until
where company_id = :company_id
  and id = :id;

-- name: unblock_customer :exec
update customer
set status = 'ACTIVE',
    blocked_reason = null,
    blocked_by = null,
    blocked_at = null,
    blocked_until = null
where company_id = :company_id
  and id = :id;

-- name: lookalikes :many
-- Customers that share a point, an address or a similar name, with everything that is compared; a merged one stands
-- for its survivor.
select c.id, c.number, c.kind, c.display_name, c.first_name, c.match_key, c.email, c.phone, c.status, c.city,
       coalesce((select array_agg(p.email_match) from contact_point p
         join customer f on f.company_id = p.company_id and f.id = p.customer_id
         where p.company_id = :company_id and (f.id = c.id or f.merged_into = c.id)
           and p.email_match is not null), '{}') as "emails!",
       coalesce((select array_agg(p.phone_e164) from contact_point p
         join customer f on f.company_id = p.company_id and f.id = p.customer_id
         where p.company_id = :company_id and (f.id = c.id or f.merged_into = c.id)
           and p.phone_e164 is not null), '{}') as "phones!",
       coalesce((select array_agg(a.address_key) from customer_address a
         join customer f on f.company_id = a.company_id and f.id = a.customer_id
         where a.company_id = :company_id and (f.id = c.id or f.merged_into = c.id)), '{}') as "addresses!"
from (
  select distinct coalesce(m.merged_into, m.id) as id
  from customer m
  where m.company_id = :company_id
    and m.id in (select customer_lookalikes(:emails, :phones, :address, :wanted_key))) s
join customer c on c.id = s.id
where c.company_id = :company_id
  and c.status in ('ACTIVE', 'INACTIVE', 'BLOCKED')
order by c.id
limit 40;

-- name: suggest :many
select c.id, c.number, c.kind, c.display_name, c.email, c.phone, c.city, c.status, h.matched as "matched!"
from customer_hits(:q, :everywhere, :locations, :mine, 16) h
join customer c on c.company_id = :company_id and c.id = h.id
where c.status in ('ACTIVE', 'BLOCKED')
order by h.rank, c.updated_at desc, c.id
limit 8;

-- name: recent :many
-- What an empty search shows: what was touched last, by the caller's reach.
select c.id, c.number, c.kind, c.display_name, c.email, c.phone, c.city, c.status, 'RECENT' as "matched!"
from customer c
where c.company_id = :company_id
  and c.status in ('ACTIVE', 'BLOCKED')
  and (:everywhere! or c.location_id is null or c.location_id = any (:locations!) or c.assigned_to = :mine!)
order by c.updated_at desc, c.id
limit 8;

-- name: insert_candidate :exec
insert into duplicate_candidate (company_id, id, customer_id, other_id, score, reasons)
values (:company_id, :id, :customer_id, :other_id, :score, :reasons)
on conflict (company_id, customer_id, other_id) do nothing;

-- name: candidates_of :many
select d.id, d.score, d.reasons, o.id as other_id, o.number as other_number, o.display_name as other_name
from duplicate_candidate d
join customer o on o.company_id = d.company_id
  and o.id = case when d.customer_id = :customer_id then d.other_id else d.customer_id end
where d.company_id = :company_id
  and d.state = 'OPEN'
  and (d.customer_id = :customer_id or d.other_id = :customer_id)
order by d.score desc, d.id
limit 20;

-- name: open_leads_of :many
select l.id, l.number, l.full_name, l.status, l.received_at
from sales_v_open_leads l
where l.company_id = :company_id
  and l.customer_id in (select f.id from customer f
    where f.company_id = :company_id and (f.id = :customer_id or f.merged_into = :customer_id))
order by l.received_at desc, l.id
limit 10;

-- name: quotes_of :many
select q.id, q.number, q.status, q.service_date, q.total_minor, q.currency, q.sent_at, q.viewed_at, q.location_id,
       (select count(*) from quotes_v_opened v where v.company_id = :company_id and v.quote_id = q.id) as "views!"
from quotes_v_quote q
where q.company_id = :company_id
  and q.customer_id in (select f.id from customer f
    where f.company_id = :company_id and (f.id = :customer_id or f.merged_into = :customer_id))
order by q.created_at desc, q.id
limit 10;

-- name: jobs_of :many
select j.id, j.number, j.title, j.status, j.service_date, j.location_id
from dispatch_v_job j
where j.company_id = :company_id
  and j.customer_id in (select f.id from customer f
    where f.company_id = :company_id and (f.id = :customer_id or f.merged_into = :customer_id))
order by j.service_date desc nulls last, j.id
limit 10;

-- name: invoices_of :many
select i.id, i.number, i.status, i.balance_minor, i.currency, i.due_date, i.location_id
from billing_v_open_invoices i
where i.company_id = :company_id
  and i.customer_id in (select f.id from customer f
    where f.company_id = :company_id and (f.id = :customer_id or f.merged_into = :customer_id))
order by i.due_date, i.id
limit 20;

-- name: next_job_of :opt
select j.id, j.number, j.title, j.status, j.service_date, j.location_id
from dispatch_v_job j
where j.company_id = :company_id
  and j.customer_id in (select f.id from customer f
    where f.company_id = :company_id and (f.id = :customer_id or f.merged_into = :customer_id))
  and j.status in ('PENDING', 'SCHEDULED', 'IN_PROGRESS')
  and j.service_date >= :today
order by j.service_date, j.id
limit 1;

-- name: last_contact_of :opt
-- The last message to or from the family.
select m.queued_at
from messaging_v_message m
where m.company_id = :company_id
  and m.customer_id in (select f.id from customer f
    where f.company_id = :company_id and (f.id = :customer_id or f.merged_into = :customer_id))
order by m.queued_at desc, m.id
limit 1;
