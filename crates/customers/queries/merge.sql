-- name: lock_both :many
-- Locked in the order of their ids so that two merges never wait for each other.
select c.id
from customer c
where c.company_id = :company_id
  and c.id = any (:ids)
order by c.id
limit 2
for update of c;

-- name: both :many
-- The rows as they stand.
select c.id, c.status, c.number, c.display_name, c.location_id, c.merged_into, c.version, to_jsonb(c) as "row!"
from customer c
where c.company_id = :company_id
  and c.id = any (:ids)
order by c.id
limit 2;

-- name: followers_of :many
select c.id
from customer c
where c.company_id = :company_id
  and c.merged_into = :customer_id
order by c.id
limit 60;

-- name: become_row :exec
-- The survivor takes the values of a whole row.
update customer c
set first_name = r.first_name,
    last_name = r.last_name,
    company_name = r.company_name,
    display_name = r.display_name,
    name_key = r.name_key,
    match_key = r.match_key,
    type = r.type,
    status = r.status,
    location_id = r.location_id,
    assigned_to = r.assigned_to,
    designation = r.designation,
    email = r.email,
    phone = r.phone,
    street = r.street,
    city = r.city,
    province = r.province,
    postal_code = r.postal_code,
    country = r.country,
    billing_address = r.billing_address,
    language = r.language,
    website = r.website,
    registration_number = r.registration_number,
    lead_source = r.lead_source,
    preferences = r.preferences,
    terms_days = r.terms_days,
    credit_limit_minor = r.credit_limit_minor,
    credit_hold = r.credit_hold,
    po_required = r.po_required,
    statement_cycle = r.statement_cycle,
    blocked_reason = r.blocked_reason,
    blocked_by = r.blocked_by,
    blocked_at = r.blocked_at,
    blocked_until = r.blocked_until,
    tags = r.tags,
    do_not_contact = r.do_not_contact,
    notes = r.notes
from jsonb_populate_record(null::customer, :row!::jsonb) r
where c.company_id = :company_id
  and c.id = :id;

-- name: follow :exec
-- The loser and those merged into it earlier lead to the survivor.
update customer c
set status = 'MERGED',
    merged_into = :survivor_id
where c.company_id = :company_id
  and c.id = any (:ids);

-- name: return_loser :exec
update customer c
set status = :status,
    merged_into = null
where c.company_id = :company_id
  and c.id = :id;

-- name: insert_merge :exec
insert into customer_merge (company_id, id, survivor_id, loser_id, location_id, choices, survivor_before, loser_before,
  survivor_after, followers)
values (:company_id, :id, :survivor_id, :loser_id, :location_id, :choices, :survivor_before, :loser_before,
  :survivor_after, :followers);

-- name: merge_by_id :opt
select m.id, m.survivor_id, m.loser_id, m.survivor_before, m.loser_before, m.survivor_after, m.followers, m.undone_at,
       m.created_at
from customer_merge m
where m.company_id = :company_id
  and m.id = :id;

-- name: later_merges :one
-- Whether the survivor was merged again since, as loser: that one is undone first.
select exists (select 1 from customer c
  where c.company_id = :company_id and c.id = :survivor_id and c.merged_into is not null) as "merged!";

-- name: mark_undone :exec
update customer_merge m
set undone_at = :now,
    undone_by = :by
where m.company_id = :company_id
  and m.id = :id;

-- name: close_candidate :exec
update duplicate_candidate d
set state = :state!
where d.company_id = :company_id
  and d.customer_id = :customer_id
  and d.other_id = :other_id;

-- name: weight :one
-- What stands behind a customer: nothing of it is rewritten by a merge, it is read through the family.
select (select count(*) from sales_v_lead l where l.company_id = :company_id and l.customer_id = :id) as "leads!",
       (select count(*) from quotes_v_quote q where q.company_id = :company_id and q.customer_id = :id) as "quotes!",
       (select count(*) from dispatch_v_job j where j.company_id = :company_id and j.customer_id = :id) as "jobs!",
       (select count(*) from billing_v_invoice i where i.company_id = :company_id and i.customer_id = :id) as "invoices!",
       (select count(*) from contact t where t.company_id = :company_id and t.customer_id = :id) as "contacts!",
       (select count(*) from contact_point p where p.company_id = :company_id and p.customer_id = :id) as "points!",
       (select count(*) from customer_address a where a.company_id = :company_id and a.customer_id = :id) as "addresses!";

-- name: made_since :many
-- What was made for the survivor after a merge: it stays there when the merge is undone, and is listed.
select made.kind as "kind!", made.id as "id!", made.number
from (
  select 'quote' as kind, q.id, q.number, q.created_at as at from quotes_v_quote q
  where q.company_id = :company_id and q.customer_id = :survivor_id and q.created_at > :since!
  union all
  select 'invoice', i.id, i.number, i.created_at from billing_v_invoice i
  where i.company_id = :company_id and i.customer_id = :survivor_id and i.created_at > :since!
) made
order by made.at desc, made.id
limit 100;

-- name: duplicate_list :list
-- resource: customer a rows d
-- sort: score = d.score, created_at = d.created_at
-- filter: state = d.state text
select d.id, d.score, d.reasons, d.state, d.created_at, d.customer_id, a.number as "number!", a.display_name as "display_name!",
       a.version as "customer_version!", d.other_id, b.number as "other_number!", b.display_name as "other_display_name!",
       b.version as "other_version!", d.version
from duplicate_candidate d
join customer a on a.company_id = d.company_id and a.id = d.customer_id
join customer b on b.company_id = d.company_id and b.id = d.other_id
where d.company_id = :company_id;

-- name: merge_list :list
-- resource: customer_merge m
-- sort: created_at = m.created_at
-- filter: survivor_id = m.survivor_id id:customer, loser_id = m.loser_id id:customer
select m.id, m.survivor_id, s.number as "survivor_number!", s.display_name as "survivor_name!", m.loser_id,
       l.number as "loser_number!", l.display_name as "loser_name!", m.undone_at, m.created_at, m.version
from customer_merge m
join customer s on s.company_id = m.company_id and s.id = m.survivor_id
join customer l on l.company_id = m.company_id and l.id = m.loser_id
where m.company_id = :company_id;

-- name: dismiss :exec
update duplicate_candidate d
set state = 'DISMISSED'
where d.company_id = :company_id
  and d.id = :id;
