-- name: insert_acceptance :exec
insert into quote_acceptance (company_id, id, quote_id, given, currency, total_minor, deposit_minor, shown_sha256,
  booking_id, intent_id, prepared_at, expires_at)
values (:company_id, :id, :quote_id, :given, :currency, :total_minor, :deposit_minor, :shown_sha256, :booking_id,
  :intent_id, :now, :expires_at);

-- name: open_acceptance :opt
-- row: AcceptanceRow
-- What is being accepted with a deposit by card; its row is held where something is done to it.
select a.id, a.quote_id, a.state, a.given, a.currency, a.total_minor, a.deposit_minor, a.booking_id, a.intent_id,
       a.expires_at
from quote_acceptance a
where a.company_id = :company_id
  and a.quote_id = :quote_id
  and a.state in ('PREPARED', 'AUTHORISED');

-- name: acceptance_locked :opt
-- row: AcceptanceRow
select a.id, a.quote_id, a.state, a.given, a.currency, a.total_minor, a.deposit_minor, a.booking_id, a.intent_id,
       a.expires_at
from quote_acceptance a
where a.company_id = :company_id
  and a.id = :id
for update;

-- name: end_acceptance :exec
update quote_acceptance a
set state = :state,
    reason = :reason
where a.company_id = :company_id
  and a.id = :id
  and a.state in ('PREPARED', 'AUTHORISED');

-- name: due_acceptances :many
select a.id, a.quote_id, a.intent_id
from quote_acceptance a
where a.company_id = :company_id
  and a.state in ('PREPARED', 'AUTHORISED')
  and a.expires_at <= :now
order by a.expires_at, a.id
limit 100
for update skip locked;

-- name: paid_ahead :one
-- What has come of a quote's deposit.
select coalesce(sum(d.amount_minor), 0)::bigint as "minor!"
from billing_v_deposit d
where d.company_id = :company_id
  and d.quote_id = :quote_id;

-- name: card_of_quote :opt
-- How the newest payment by card for a quote stands.
select i.id, i.state
from billing_v_payment_intent i
where i.company_id = :company_id
  and i.quote_id = :quote_id
order by i.created_at desc, i.id desc
limit 1;

-- name: booking_of_quote :opt
-- What is taken of a day for a quote.
select b.id, b.day, b.trucks, b.movers, b.state, b.held_until, b.end_reason
from calendar_v_booking b
where b.company_id = :company_id
  and b.quote_id = :quote_id
order by b.created_at desc, b.id desc
limit 1;
