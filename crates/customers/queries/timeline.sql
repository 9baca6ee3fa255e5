-- name: family_of :many
-- A customer and those merged into it.
select f.id
from customer f
where f.company_id = :company_id
  and case when f.merged_into is null then f.id else f.merged_into end = :customer_id!
order by f.id
limit 60;

-- name: survivor_of :opt
select s.id, s.number, s.display_name, s.location_id
from customer c
join customer s on s.company_id = c.company_id
  and s.id = case when c.merged_into is null then c.id else c.merged_into end
where c.company_id = :company_id
  and c.id = :customer_id!;

-- name: entries :many
-- What all modules know of a family, newest first, behind a place: (at, id, kind). Each part is read from its own index by
-- customer and gives no more than a page. Where somebody else pays, quotes and invoices are told of both (CUS-27).
select e.kind as "kind!", e.id as "id!", e.at as "at!", e.of as "of!", e.number, e.title, e.status, e.amount_minor,
       e.currency, e.location_id, e.owner_id, e.author_id, u.name as "author_name?"
from (
  (select 'LEAD' as kind, l.id, l.received_at as at, l.id as of, l.number, l.full_name as title, l.status,
          null::bigint as amount_minor, null::text as currency, l.location_id, l.assigned_to as owner_id,
          null::uuid as author_id
   from sales_v_lead l
   where l.company_id = :company_id
     and l.customer_id = any (:family!)
     and 'LEAD' = any (:kinds!)
     and (l.received_at, l.id, 'LEAD') < (:at!, coalesce(:behind!::uuid), :kind!)
     and (:part?::text is null or l.number ilike :part? or l.full_name ilike :part?)
   order by l.received_at desc, l.id desc
   limit 51)
  union all
  (select 'ESTIMATE', s.id, s.created_at, s.id, s.number, s.mode, s.state, null, null, s.location_id, null, null
   from sales_v_estimate s
   where s.company_id = :company_id
     and s.customer_id = any (:family!)
     and 'ESTIMATE' = any (:kinds!)
     and (s.created_at, s.id, 'ESTIMATE') < (:at!, coalesce(:behind!::uuid), :kind!)
     and (:part?::text is null or s.number ilike :part?)
   order by s.created_at desc, s.id desc
   limit 51)
  union all
  (select 'DEAL', d.id, d.created_at, d.id, d.number, d.title, d.stage, d.value_minor, d.currency, d.location_id,
          d.assigned_to, null
   from sales_v_deal d
   where d.company_id = :company_id
     and d.customer_id = any (:family!)
     and 'DEAL' = any (:kinds!)
     and (d.created_at, d.id, 'DEAL') < (:at!, coalesce(:behind!::uuid), :kind!)
     and (:part?::text is null or d.number ilike :part? or d.title ilike :part?)
   order by d.created_at desc, d.id desc
   limit 51)
  union all
  (select 'QUOTE', q.id, q.created_at, q.id, q.number || '-' || q.quote_version, q.title, 'DRAFT', q.total_minor,
          q.currency, q.location_id, q.assigned_to, q.created_by
   from quotes_v_quote q
   where q.company_id = :company_id
     and q.customer_id = any (:family!)
     and 'QUOTE' = any (:kinds!)
     and (q.created_at, q.id, 'QUOTE') < (:at!, coalesce(:behind!::uuid), :kind!)
     and (:part?::text is null or q.number ilike :part? or q.title ilike :part?)
   order by q.created_at desc, q.id desc
   limit 51)
  union all
  (select 'QUOTE', q.id, q.created_at, q.id, q.number || '-' || q.quote_version, q.title, 'DRAFT', q.total_minor,
          q.currency, q.location_id, q.assigned_to, q.created_by
   from quotes_v_quote q
   where q.company_id = :company_id
     and q.payer_id = any (:family!)
     and not (q.customer_id = any (:family!))
     and 'QUOTE' = any (:kinds!)
     and (q.created_at, q.id, 'QUOTE') < (:at!, coalesce(:behind!::uuid), :kind!)
     and (:part?::text is null or q.number ilike :part? or q.title ilike :part?)
   order by q.created_at desc, q.id desc
   limit 51)
  union all
  (select 'QUOTE_SENT', q.id, q.sent_at, q.id, q.number || '-' || q.quote_version, q.title, 'SENT', q.total_minor,
          q.currency, q.location_id, q.assigned_to, null
   from quotes_v_quote q
   where q.company_id = :company_id
     and q.customer_id = any (:family!)
     and 'QUOTE' = any (:kinds!)
     and (q.sent_at, q.id, 'QUOTE_SENT') < (:at!, coalesce(:behind!::uuid), :kind!)
     and (:part?::text is null or q.number ilike :part? or q.title ilike :part?)
   order by q.sent_at desc, q.id desc
   limit 51)
  union all
  (select 'QUOTE_SENT', q.id, q.sent_at, q.id, q.number || '-' || q.quote_version, q.title, 'SENT', q.total_minor,
          q.currency, q.location_id, q.assigned_to, null
   from quotes_v_quote q
   where q.company_id = :company_id
     and q.payer_id = any (:family!)
     and not (q.customer_id = any (:family!))
     and 'QUOTE' = any (:kinds!)
     and (q.sent_at, q.id, 'QUOTE_SENT') < (:at!, coalesce(:behind!::uuid), :kind!)
     and (:part?::text is null or q.number ilike :part? or q.title ilike :part?)
   order by q.sent_at desc, q.id desc
   limit 51)
  union all
  (select 'QUOTE_ACCEPTED', q.id, q.accepted_at, q.id, q.number || '-' || q.quote_version, q.title, 'ACCEPTED',
          q.accepted_total_minor, q.currency, q.location_id, q.assigned_to, null
   from quotes_v_quote q
   where q.company_id = :company_id
     and q.customer_id = any (:family!)
     and 'QUOTE' = any (:kinds!)
     and (q.accepted_at, q.id, 'QUOTE_ACCEPTED') < (:at!, coalesce(:behind!::uuid), :kind!)
     and (:part?::text is null or q.number ilike :part? or q.title ilike :part?)
   order by q.accepted_at desc, q.id desc
   limit 51)
  union all
  (select 'QUOTE_ACCEPTED', q.id, q.accepted_at, q.id, q.number || '-' || q.quote_version, q.title, 'ACCEPTED',
          q.accepted_total_minor, q.currency, q.location_id, q.assigned_to, null
   from quotes_v_quote q
   where q.company_id = :company_id
     and q.payer_id = any (:family!)
     and not (q.customer_id = any (:family!))
     and 'QUOTE' = any (:kinds!)
     and (q.accepted_at, q.id, 'QUOTE_ACCEPTED') < (:at!, coalesce(:behind!::uuid), :kind!)
     and (:part?::text is null or q.number ilike :part? or q.title ilike :part?)
   order by q.accepted_at desc, q.id desc
   limit 51)
  union all
  (select 'QUOTE_VIEW', v.id, v.at, v.quote_id, v.number || '-' || v.quote_version, v.title, 'VIEWED', null, null,
          v.location_id, v.assigned_to, null
   from quotes_v_opened v
   where v.company_id = :company_id
     and v.customer_id = any (:family!)
     and 'QUOTE' = any (:kinds!)
     and (v.at, v.id, 'QUOTE_VIEW') < (:at!, coalesce(:behind!::uuid), :kind!)
     and (:part?::text is null or v.number ilike :part? or v.title ilike :part?)
   order by v.at desc, v.id desc
   limit 51)
  union all
  (select 'QUOTE_VIEW', v.id, v.at, v.quote_id, v.number || '-' || v.quote_version, v.title, 'VIEWED', null, null,
          v.location_id, v.assigned_to, null
   from quotes_v_opened v
   where v.company_id = :company_id
     and v.payer_id = any (:family!)
     and not (v.customer_id = any (:family!))
     and 'QUOTE' = any (:kinds!)
     and (v.at, v.id, 'QUOTE_VIEW') < (:at!, coalesce(:behind!::uuid), :kind!)
     and (:part?::text is null or v.number ilike :part? or v.title ilike :part?)
   order by v.at desc, v.id desc
   limit 51)
  union all
  (select 'JOB', j.id, j.created_at, j.id, j.number, j.title, j.status, null, null, j.location_id, null, j.created_by
   from dispatch_v_job_begun j
   where j.company_id = :company_id
     and j.customer_id = any (:family!)
     and 'JOB' = any (:kinds!)
     and (j.created_at, j.id, 'JOB') < (:at!, coalesce(:behind!::uuid), :kind!)
     and (:part?::text is null or j.number ilike :part? or j.title ilike :part?)
   order by j.created_at desc, j.id desc
   limit 51)
  union all
  (select 'MESSAGE', m.id, m.queued_at, m.id, m.type, m.subject, m.direction, null, null, null, null, null
   from messaging_v_message m
   where m.company_id = :company_id
     and m.customer_id = any (:family!)
     and 'MESSAGE' = any (:kinds!)
     and (m.queued_at, m.id, 'MESSAGE') < (:at!, coalesce(:behind!::uuid), :kind!)
     and (:part?::text is null or m.subject ilike :part?)
   order by m.queued_at desc, m.id desc
   limit 51)
  union all
  (select 'INVOICE', i.id, i.created_at, i.id, i.number, i.title, i.status, i.total_minor, i.currency, i.location_id,
          null, i.created_by
   from billing_v_invoice i
   where i.company_id = :company_id
     and i.customer_id = any (:family!)
     and 'INVOICE' = any (:kinds!)
     and (i.created_at, i.id, 'INVOICE') < (:at!, coalesce(:behind!::uuid), :kind!)
     and (:part?::text is null or i.number ilike :part? or i.title ilike :part?)
   order by i.created_at desc, i.id desc
   limit 51)
  union all
  (select 'INVOICE', i.id, i.created_at, i.id, i.number, i.title, i.status, i.total_minor, i.currency, i.location_id,
          null, i.created_by
   from billing_v_invoice i
   where i.company_id = :company_id
     and i.served_customer_id = any (:family!)
     and not (i.customer_id = any (:family!))
     and 'INVOICE' = any (:kinds!)
     and (i.created_at, i.id, 'INVOICE') < (:at!, coalesce(:behind!::uuid), :kind!)
     and (:part?::text is null or i.number ilike :part? or i.title ilike :part?)
   order by i.created_at desc, i.id desc
   limit 51)
  union all
  (select 'PAYMENT', b.id, b.received_at, b.id, b.number, b.method, b.status, b.amount_minor, b.currency, b.location_id,
          null, b.created_by
   from billing_v_payment b
   where b.company_id = :company_id
     and b.customer_id = any (:family!)
     and 'PAYMENT' = any (:kinds!)
     and (b.received_at, b.id, 'PAYMENT') < (:at!, coalesce(:behind!::uuid), :kind!)
     and (:part?::text is null or b.number ilike :part?)
   order by b.received_at desc, b.id desc
   limit 51)
  union all
  (select 'NOTE', n.id, n.created_at, n.id, null, n.body, case when n.is_pinned then 'PINNED' end, null, null, null, null,
          n.created_by
   from customer_note n
   where n.company_id = :company_id
     and n.customer_id = any (:family!)
     and 'NOTE' = any (:kinds!)
     and (n.created_at, n.id, 'NOTE') < (:at!, coalesce(:behind!::uuid), :kind!)
     and (:part?::text is null or n.body ilike :part?)
   order by n.created_at desc, n.id desc
   limit 51)
  union all
  (select 'MERGE', g.id, g.created_at, g.loser_id, x.number, x.display_name,
          case when g.undone_at is null then 'MERGED' else 'UNDONE' end, null, null, null, null, g.created_by
   from customer_merge g
   join customer x on x.company_id = g.company_id and x.id = g.loser_id
   where g.company_id = :company_id
     and g.survivor_id = any (:family!)
     and 'MERGE' = any (:kinds!)
     and (g.created_at, g.id, 'MERGE') < (:at!, coalesce(:behind!::uuid), :kind!)
     and (:part?::text is null or x.number ilike :part? or x.display_name ilike :part?)
   order by g.created_at desc, g.id desc
   limit 51)
  union all
  (select 'CONSENT', c.id, c.at, c.id, c.channel, c.purpose, c.act, null, null, null, null, c.actor_id
   from consent_entry c
   where c.company_id = :company_id
     and c.customer_id = any (:family!)
     and 'CONSENT' = any (:kinds!)
     and (c.at, c.id, 'CONSENT') < (:at!, coalesce(:behind!::uuid), :kind!)
     and (:part?::text is null or c.channel ilike :part? or c.purpose ilike :part?)
   order by c.at desc, c.id desc
   limit 51)
) e
left join access_v_user u on u.company_id = :company_id and u.id = e.author_id
order by e.at desc, e.id desc, e.kind desc
limit 51;

-- name: pinned_notes :many
select n.id, n.body, n.created_at, n.created_by, u.name as "author_name?", n.version
from customer_note n
left join access_v_user u on u.company_id = n.company_id and u.id = n.created_by
where n.company_id = :company_id
  and n.customer_id = any (:family!)
  and n.is_pinned
order by n.created_at desc, n.id
limit 20;

-- name: insert_note :exec
insert into customer_note (company_id, id, customer_id, body, is_pinned)
values (:company_id, :id, :customer_id, :body, :is_pinned);

-- name: change_note :exec
update customer_note n
set body = coalesce(:body?, n.body),
    is_pinned = coalesce(:is_pinned?, n.is_pinned)
where n.company_id = :company_id
  and n.id = :id
  and n.customer_id = any (:family!);

-- name: note_by_id :opt
select n.id, n.customer_id, n.body, n.is_pinned, n.created_at, n.created_by, n.version
from customer_note n
where n.company_id = :company_id
  and n.id = :id
  and n.customer_id = any (:family!);
