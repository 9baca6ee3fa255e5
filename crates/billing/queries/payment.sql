-- name: invoice_to_pay :opt
-- An invoice, as far as paying it goes; the caller holds its row.
select i.id, i.number, i.status, i.entity_id, i.customer_id, i.location_id, i.job_id, i.currency, i.total_minor,
       i.paid_minor, i.balance_minor as "balance_minor!", i.issued_at, l.timezone as "timezone!"
from invoice i
join access_v_location l on l.company_id = i.company_id and l.id = i.location_id
where i.company_id = :company_id
  and i.id = :id;

-- name: photo_there :opt
-- Whether a photo belongs to this company.
select m.id as "id!"
from capture_v_media m
where m.company_id = :company_id
  and m.id = :media_id;

-- name: insert_payment :exec
insert into payment (company_id, id, number, entity_id, customer_id, location_id, method, status, currency,
  amount_minor, rounding_minor, tendered_minor, change_minor, credit_minor, reference, note, media_id, received_at,
  completed_at)
values (:company_id, :id, :number, :entity_id, :customer_id, :location_id, :method, 'COMPLETED', :currency,
  :amount_minor, :rounding_minor, :tendered_minor, :change_minor, :credit_minor, :reference, :note, :media_id,
  :received_at, :now);

-- name: insert_allocation :exec
insert into payment_allocation (company_id, id, payment_id, invoice_id, amount_minor, at)
values (:company_id, :id, :payment_id, :invoice_id, :amount_minor, :now);

-- name: insert_credit :exec
insert into customer_credit (company_id, id, customer_id, payment_id, currency, amount_minor, at)
values (:company_id, :id, :customer_id, :payment_id, :currency, :amount_minor, :now);

-- name: mark_paid :exec
update invoice i
set paid_minor = i.paid_minor + :amount,
    status = :status
where i.company_id = :company_id
  and i.id = :id
  and i.status in ('SENT', 'VIEWED', 'PARTIAL_PAID', 'OVERDUE');

-- name: payment_by_id :opt
select p.id, p.number, p.entity_id, p.customer_id, c.display_name as "customer_name!", p.location_id,
       l.timezone as "timezone!", p.method, p.status, p.currency, p.amount_minor, p.rounding_minor, p.tendered_minor,
       p.change_minor, p.credit_minor, p.reference, p.note, p.media_id, p.received_at, p.created_at, p.version
from payment p
join customers_v_card c on c.company_id = p.company_id and c.id = p.customer_id
join access_v_location l on l.company_id = p.company_id and l.id = p.location_id
where p.company_id = :company_id
  and p.id = :id;

-- name: allocations_of :many
select a.invoice_id, i.number as "invoice_number!", i.status as "invoice_status!", a.amount_minor,
       i.balance_minor as "balance_minor!", i.language as "language!"
from payment_allocation a
join invoice i on i.company_id = a.company_id and i.id = a.invoice_id
where a.company_id = :company_id
  and a.payment_id = :payment_id
order by a.id
limit 1000;

-- name: payment_list :list
-- resource: payment p
-- sort: received_at desc = p.received_at, number = p.number, amount = p.amount_minor
-- filter: status = p.status text, method = p.method text, customer_id = p.customer_id id:customer, location_id = p.location_id id:location, received_at = p.received_at timestamptz
select p.id, p.number, p.customer_id, c.display_name as "customer_name!", p.location_id, p.method, p.status,
       p.currency, p.amount_minor as amount, p.rounding_minor, p.credit_minor, p.reference, p.received_at, p.version
from payment p
join customers_v_card c on c.company_id = p.company_id and c.id = p.customer_id
where p.company_id = :company_id;
