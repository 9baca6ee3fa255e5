-- name: insert_account :exec
insert into provider_account (company_id, id, entity_id, base_url, secret_sealed)
values (:company_id, :id, :entity_id, :base_url, :secret_sealed);

-- name: stop_accounts :exec
-- A seller has one account at a time.
update provider_account a
set is_active = false
where a.company_id = :company_id
  and a.entity_id = :entity_id
  and a.is_active;

-- name: stop_account :exec
update provider_account a
set is_active = false
where a.company_id = :company_id
  and a.id = :id
  and a.is_active;

-- name: account_list :list
-- resource: provider_account a
-- sort: created_at = a.created_at
-- filter: entity_id = a.entity_id id:billing_entity
select a.id, a.entity_id, e.legal_name as "legal_name!", e.currency as "currency!", a.provider, a.base_url, a.is_active,
       a.created_at, a.version
from provider_account a
join billing_entity e on e.company_id = a.company_id and e.id = a.entity_id
where a.company_id = :company_id;

-- name: account_by_id :opt
select a.id, a.entity_id, a.provider, a.base_url, a.secret_sealed, a.is_active
from provider_account a
where a.company_id = :company_id
  and a.id = :id;

-- name: account_of_seller :opt
-- Where a seller takes cards, and in which currency.
select a.id, e.currency as "currency!"
from provider_account a
join billing_entity e on e.company_id = a.company_id and e.id = a.entity_id
where a.company_id = :company_id
  and a.entity_id = :entity_id
  and a.is_active;

-- name: insert_intent :exec
insert into payment_intent (company_id, id, account_id, entity_id, quote_id, customer_id, location_id, currency,
  amount_minor, label)
values (:company_id, :id, :account_id, :entity_id, :quote_id, :customer_id, :location_id, :currency, :amount_minor,
  :label);

-- name: intent_locked :opt
-- A wish, held until the transaction ends.
select i.id, i.account_id, i.entity_id, i.quote_id, i.customer_id, i.location_id, i.currency, i.amount_minor, i.label,
       i.state, i.page_ref, i.page_url, i.payment_ref, i.tries, i.next_try_at, i.give_up_at,
       l.timezone as "timezone!"
from payment_intent i
join access_v_location l on l.company_id = i.company_id and l.id = i.location_id
where i.company_id = :company_id
  and i.id = :id
for update of i;

-- name: intent_opened :exec
update payment_intent i
set state = 'OPEN',
    page_ref = :page_ref,
    page_url = :page_url
where i.company_id = :company_id
  and i.id = :id
  and i.state = 'CREATED';

-- name: intent_seen :exec
-- The provider's name of the payment, once it has one.
update payment_intent i
set payment_ref = :payment_ref
where i.company_id = :company_id
  and i.id = :id;

-- name: intent_to_do :exec
-- To be captured or voided as soon as this has committed.
update payment_intent i
set state = :state,
    tries = 0,
    next_try_at = :next_try_at,
    give_up_at = :give_up_at
where i.company_id = :company_id
  and i.id = :id
  and i.state in ('CREATED', 'OPEN');

-- name: intent_later :exec
update payment_intent i
set tries = i.tries + 1,
    next_try_at = :next_try_at,
    reason = :reason
where i.company_id = :company_id
  and i.id = :id
  and i.state in ('CAPTURING', 'VOIDING');

-- name: intent_ended :exec
update payment_intent i
set state = :state,
    reason = :reason,
    next_try_at = null
where i.company_id = :company_id
  and i.id = :id
  and i.state in ('CAPTURING', 'VOIDING');

-- name: due_intents :many
select i.id
from payment_intent i
where i.company_id = :company_id
  and i.state in ('CAPTURING', 'VOIDING')
  and i.next_try_at <= :now
order by i.next_try_at, i.id
limit 5
for update skip locked;
