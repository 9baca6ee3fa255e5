-- name: certifications_of :many
select c.id, c.kind, c.class, c.capacity_t, c.number, c.issuer, c.issued_on, c.expires_on, c.state, c.verified_at
from certification c
where c.company_id = :company_id
  and c.crew_member_id = :crew_member_id
order by c.kind, c.expires_on desc, c.id
limit 200;

-- name: insert_certification :exec
insert into certification (company_id, id, crew_member_id, kind, class, capacity_t, number, issuer, issued_on, expires_on)
values (:company_id, :id, :crew_member_id, :kind, :class, :capacity_t, :number, :issuer, :issued_on, :expires_on);

-- name: certification_state :opt
select c.state, c.created_by
from certification c
where c.company_id = :company_id
  and c.crew_member_id = :crew_member_id
  and c.id = :id
for update;

-- name: judge_certification :exec
update certification c
set state = :state,
    verified_by = :me,
    verified_at = :now
where c.company_id = :company_id
  and c.id = :id;
