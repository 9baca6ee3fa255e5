-- name: limits :opt
select l.checks, l.senders, l.local_km, l.version
from quote_limits l
where l.company_id = :company_id
  and l.id = :id;

-- name: put_limits :exec
insert into quote_limits (company_id, id, checks, senders, local_km)
values (:company_id, :id, :checks, :senders, :local_km)
on conflict (company_id, id) do update
set checks = excluded.checks,
    senders = excluded.senders,
    local_km = excluded.local_km;

-- name: sending_roles :many
-- Roles and whether their people make quotes; administrators have no limits.
select r.code, r.name,
       exists (select 1 from access_v_role_right g
         where g.company_id = :company_id and g.role_id = r.id and g.resource = 'quote'
           and g.action in ('CREATE', 'UPDATE')) as "sends!"
from access_v_role r
where r.company_id = :company_id
  and r.code <> 'ADMIN'
order by r.name, r.code
limit 100;
