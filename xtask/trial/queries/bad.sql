-- Statements with mistakes; each line that has one says what the fault must say.

-- name: unknown_column :opt
select l.id,
  l.idd -- wrong: l.idd does not exist
from lead l
where l.company_id = :company_id;

-- name: everything :many
select * -- wrong: instead of *
from lead
where company_id = :company_id
order by id
limit :most; -- wrong: must be a number

-- name: few :few -- wrong: :few is no kind
select 1;

-- name: not_a_day :opt
select l.id
from lead l
where l.company_id = :company_id
  and l.day = :now; -- wrong: :now is a timestamptz

-- name: two_kinds :opt
select l.id
from lead l
where l.company_id = :company_id
  and (l.id = :x or l.customer_id = :x); -- wrong: lead and customer

-- name: other_companies :opt
select l.id
from lead l
join v_lead v on v.id = l.id -- wrong: v_lead (as v) is not narrowed
where l.company_id = :company_id;
