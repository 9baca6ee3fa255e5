-- name: payable :opt
select i.id, i.number, i.entity_id, i.status, i.customer_id, i.job_id, i.location_id, i.currency, i.total_minor,
       i.paid_minor, i.balance_minor, l.timezone
from invoice i
join location l on l.company_id = :company_id and l.id = i.location_id
where i.company_id = :company_id
  and i.id = :id;

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
