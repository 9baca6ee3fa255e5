-- name: insert_approval :exec
insert into quote_approval (company_id, id, quote_id, location_id, price_mark, reason, findings, currency, total_minor,
  discount_minor, asked_by, asked_at, level, expires_at)
values (:company_id, :id, :quote_id, :location_id, :price_mark, :reason, :findings, :currency, :total_minor,
  :discount_minor, :asked_by, :now, :level, :expires_at);

-- name: newest_approval :opt
-- What was asked last about a quote, and what was answered.
select a.id, a.quote_id, a.location_id, a.state, a.price_mark, a.reason, a.findings, a.currency, a.total_minor,
       a.discount_minor, a.asked_by, asker.name as "asked_by_name?", a.asked_at, a.expires_at, a.answered_by,
       answerer.name as "answered_by_name?", a.answered_at, a.note, a.level, a.counter_discount, a.counter_total_minor
from quote_approval a
left join access_v_user asker on asker.company_id = a.company_id and asker.id = a.asked_by
left join access_v_user answerer on answerer.company_id = a.company_id and answerer.id = a.answered_by
where a.company_id = :company_id
  and a.quote_id = :quote_id
order by a.asked_at desc, a.id desc
limit 1;

-- name: approval_list :list
-- resource: quote q rows a
-- sort: asked_at desc = a.asked_at
-- filter: state = a.state text, location_id = a.location_id id:location, quote_id = a.quote_id id:quote, asked_by = a.asked_by id:app_user
select a.id, a.quote_id, q.number as "number!", q.quote_version as "quote_version!", q.title as "title!",
       c.display_name as "customer_name!", a.location_id, a.state, a.reason, a.findings, a.currency, a.total_minor,
       a.discount_minor, a.asked_by, asker.name as "asked_by_name?", a.asked_at, a.expires_at, a.answered_at, a.note,
       a.level
from quote_approval a
join quote q on q.company_id = a.company_id and q.id = a.quote_id
join customers_v_card c on c.company_id = q.company_id and c.id = q.customer_id
left join access_v_user asker on asker.company_id = a.company_id and asker.id = a.asked_by
where a.company_id = :company_id;

-- name: is_marked :opt
-- Whether this very price was approved, or offered with a no.
select a.id
from quote_approval a
where a.company_id = :company_id
  and a.quote_id = :quote_id
  and ((a.state = 'APPROVED' and a.price_mark = :price_mark) or (a.state = 'REJECTED' and a.counter_mark = :price_mark))
order by a.asked_at desc, a.id
limit 1;

-- name: clear_approvals :exec
delete from quote_approval a
where a.company_id = :company_id
  and a.quote_id = :quote_id;

-- name: answer_approval :exec
update quote_approval a
set state = :state,
    answered_by = :answered_by,
    answered_at = :now,
    note = :note
where a.company_id = :company_id
  and a.id = :id
  and a.state = 'ASKED';

-- name: close_approval :exec
-- Nobody answers any more.
update quote_approval a
set state = :state
where a.company_id = :company_id
  and a.quote_id = :quote_id
  and a.state = 'ASKED';

-- name: due_approvals :many
select a.id, a.quote_id, a.location_id, a.asked_by
from quote_approval a
where a.company_id = :company_id
  and a.state = 'ASKED'
  and a.expires_at <= :now
order by a.expires_at, a.id
limit 500
for update skip locked;

-- name: rising_approvals :many
-- Nobody answered for a while: the next level is asked.
select a.id, a.quote_id, a.location_id, a.asked_by
from quote_approval a
where a.company_id = :company_id
  and a.state = 'ASKED'
  and a.level = 'MANAGER'
  and a.asked_at <= :before!
order by a.asked_at, a.id
limit 500
for update skip locked;

-- name: set_level :exec
update quote_approval a
set level = :level
where a.company_id = :company_id
  and a.id = :id
  and a.state = 'ASKED';

-- name: offer_counter :exec
update quote_approval a
set counter_discount = :counter_discount!,
    counter_mark = :counter_mark!,
    counter_total_minor = :counter_total_minor!
where a.company_id = :company_id
  and a.id = :id
  and a.state = 'REJECTED';

-- name: set_waiting :exec
update quote q
set status = 'PENDING_APPROVAL'
where q.company_id = :company_id
  and q.id = :id
  and q.status = 'DRAFT';

-- name: set_draft_again :exec
update quote q
set status = 'DRAFT'
where q.company_id = :company_id
  and q.id = :id
  and q.status = 'PENDING_APPROVAL';
