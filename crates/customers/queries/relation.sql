-- name: relations_of :many
-- How a family stands to others, the newest first: as the first of the two, then as the second. What was dismissed or
-- ended is not told.
select e.id as "id!", e.kind as "kind!", e.state as "state!", e.is_first as "is_first!", e.note, e.created_at as "created_at!",
       e.version as "version!", x.id as "other_id!", x.number as "number!", x.display_name as "display_name!",
       x.status as "status!"
from (
  (select r.id, r.kind, r.state, true as is_first, r.note, r.created_at, r.version, r.other_id
   from customer_relation r
   where r.company_id = :company_id
     and r.customer_id = any (:family!)
     and r.state in ('SUGGESTED', 'ACTIVE')
   order by r.created_at desc, r.id desc
   limit 100)
  union all
  (select r.id, r.kind, r.state, false, r.note, r.created_at, r.version, r.customer_id
   from customer_relation r
   where r.company_id = :company_id
     and r.other_id = any (:family!)
     and r.state in ('SUGGESTED', 'ACTIVE')
   order by r.created_at desc, r.id desc
   limit 100)
) e
join customer o on o.company_id = :company_id and o.id = e.other_id
join customer x on x.company_id = o.company_id and x.id = case when o.merged_into is null then o.id else o.merged_into end
where not (x.id = any (:family!))
order by e.created_at desc, e.id desc
limit 200;

-- name: relation_by_id :opt
select r.id, r.customer_id, r.other_id, r.kind, r.state
from customer_relation r
where r.company_id = :company_id
  and r.id = :id
  and (r.customer_id = any (:family!) or r.other_id = any (:family!));

-- name: standing_between :many
-- What stands between two families, whoever is first.
select r.id, r.customer_id, r.kind, r.state
from customer_relation r
where r.company_id = :company_id
  and ((r.customer_id = any (:family!) and r.other_id = any (:others!))
    or (r.customer_id = any (:others!) and r.other_id = any (:family!)))
order by r.created_at desc, r.id desc
limit 100;

-- name: payer_of :opt
-- Who pays for a customer, where that is somebody else.
select y.payer_id as "payer_id!", p.display_name as "display_name!"
from customers_v_payer y
join customer p on p.company_id = y.company_id and p.id = y.payer_id
where y.company_id = :company_id
  and y.customer_id = :customer_id!;

-- name: insert_relation :exec
insert into customer_relation (company_id, id, customer_id, other_id, kind, state, note)
values (:company_id, :id, :customer_id, :other_id, :kind, :state, :note);

-- name: confirm_relation :exec
update customer_relation r
set state = 'ACTIVE',
    note = coalesce(:note?, r.note)
where r.company_id = :company_id
  and r.id = :id
  and r.state = 'SUGGESTED';

-- name: end_relation :exec
-- A suggestion is dismissed, anything else has ended.
update customer_relation r
set state = case when r.state = 'SUGGESTED' then 'DISMISSED' else 'ENDED' end,
    ended_at = :now
where r.company_id = :company_id
  and r.id = :id
  and r.state in ('SUGGESTED', 'ACTIVE');
