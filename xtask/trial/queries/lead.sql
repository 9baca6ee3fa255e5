-- Statements of every kind.

-- name: lead_by_id :opt
-- The lead with its customer's name.
select l.id, l.number, l.status, l.type, l.customer_id, c.display_name as customer_name, l.tags, l.data, l.day,
  l.at_time, l.rate, l.raw, l.currency, l.latitude, l.created_by, l.company_id
from lead l
left join customer c on c.company_id = l.company_id and c.id = l.customer_id
where l.company_id = :company_id
  and l.id = :id;

-- name: insert_lead :exec
insert into lead (company_id, id, number, status, email, customer_id, type, received_at, data, tags, raw, rate)
values (:company_id, :id, :number, :status, :email, :customer_id, :type, :now, :data, :tags, :raw, :rate);

-- name: lead_count :one
select count(*) as "count!", max(l.score) as best
from lead l
where l.company_id = :company_id
  and (:customer_id?::uuid is null or l.customer_id = :customer_id)
  and l.id <> all(:ids)
  and l.created_by is distinct from :me;

-- name: leads_of :many
-- row: LeadCard
select v.id, v.number, v.display_name, v.found_id
from v_lead v
where v.company_id = :company_id
  and v.customer_id = :customer_id
order by v.id
limit 200;

-- name: lead_card :one
-- row: LeadCard
select v.id, v.number, v.display_name, v.found_id
from v_lead v
where v.company_id = :company_id
  and v.id = :lead_id;

-- name: touch :opt
update lead
set score = :score!, email = :email
where company_id = :company_id
  and id = :id
  and version = :version
returning id, version;

-- name: next_number :one
insert into number_series as s (company_id, name, last)
values (:company_id, :name, 1)
on conflict (company_id, name) do update
set last = s.last + 1
returning last;

-- name: slug_taken :one global
select exists (select 1 from company c where c.slug = :slug) as "taken!";

-- name: lead_list :list
-- Newest first.
-- resource: lead l
-- sort: received_at desc = l.received_at, number = l.number, score = l.score
-- filter: status = l.status text, customer_id = l.customer_id id:customer, received_at = l.received_at timestamptz
-- search: lead_search
select l.id, l.number, l.received_at, l.score, c.display_name as customer_name
from lead l
left join customer c on c.company_id = l.company_id and c.id = l.customer_id
where l.company_id = :company_id;
