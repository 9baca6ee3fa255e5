-- name: job_to_bill :opt
-- A job with what was signed for it, and who pays where that is not its customer: whoever the offer went to, else whoever
-- pays for the customer now (CUS-27).
select j.id, j.number, j.title, j.status, j.customer_id, j.location_id, j.service_date, j.actual_end, l.timezone,
       q.quote_id as "quote_id?", q.language as "language?", q.currency as "currency?", q.priced as "priced?",
       q.inputs as "inputs?", p.id as "payer_id?"
from dispatch_v_job j
join access_v_location l on l.company_id = j.company_id and l.id = j.location_id
left join quotes_v_accepted q on q.company_id = j.company_id and q.quote_id = j.quote_id
left join customers_v_payer y on y.company_id = j.company_id and y.customer_id = j.customer_id
left join customers_v_card p on p.company_id = j.company_id and p.id = coalesce(q.payer_id, y.payer_id)
where j.company_id = :company_id
  and j.id = :id;

-- name: signed_words :many
-- What the customer read on the lines of a quote.
select i.line_key, i.description
from quotes_v_item i
where i.company_id = :company_id
  and i.quote_id = :quote_id
order by i.position
limit 1000;

-- name: final_of_job :opt
select i.id, i.number, i.status
from invoice i
where i.company_id = :company_id
  and i.job_id = :job_id
  and i.kind = 'FINAL'
  and i.status <> 'CANCELLED';

-- name: insert_invoice :exec
insert into invoice (company_id, id, entity_id, kind, customer_id, served_customer_id, job_id, quote_id, location_id, title, language,
  currency, supply_date, tax_date, recipient, untaxed_reason, tax_notes, subtotal_minor, tax_minor, total_minor)
values (:company_id, :id, :entity_id, 'FINAL', :customer_id, :served_customer_id, :job_id, :quote_id, :location_id, :title, :language,
  :currency, :supply_date, :tax_date, :recipient, :untaxed_reason, :tax_notes, :subtotal_minor, :tax_minor,
  :total_minor);

-- name: insert_item :exec
insert into invoice_item (company_id, id, invoice_id, position, line_key, category, tax_class, description, quantity,
  unit, unit_price, amount_minor, discount_minor, net_minor, account_code, places, is_public)
values (:company_id, :id, :invoice_id, :position, :line_key, :category, :tax_class, :description, :quantity, :unit,
  :unit_price, :amount_minor, :discount_minor, :net_minor, :account_code, :places, :is_public);

-- name: change_item :exec
update invoice_item i
set description = :description,
    quantity = :quantity,
    unit_price = :unit_price,
    amount_minor = :amount_minor,
    discount_minor = :discount_minor,
    net_minor = :net_minor
where i.company_id = :company_id
  and i.id = :id;

-- name: insert_tax :exec
insert into invoice_tax (company_id, id, invoice_id, jurisdiction, tax, rate, base_minor, amount_minor, account_code,
  shares, registration)
values (:company_id, :id, :invoice_id, :jurisdiction, :tax, :rate, :base_minor, :amount_minor, :account_code, :shares,
  :registration);

-- name: clear_taxes :exec
delete from invoice_tax t
where t.company_id = :company_id
  and t.invoice_id = :invoice_id;

-- name: change_draft :exec
update invoice i
set title = :title,
    purchase_order = :purchase_order,
    supply_date = :supply_date,
    tax_date = :tax_date,
    tax_notes = :tax_notes,
    subtotal_minor = :subtotal_minor,
    tax_minor = :tax_minor,
    total_minor = :total_minor
where i.company_id = :company_id
  and i.id = :id
  and i.status = 'DRAFT';

-- name: redirect_drafts :exec
-- Drafts of a customer follow whoever pays now, unless the offer itself went to somebody who pays (CUS-27).
update invoice i
set customer_id = coalesce(:payer_id?::uuid, i.served_customer_id, i.customer_id),
    served_customer_id = case when :payer_id?::uuid is not null then coalesce(i.served_customer_id, i.customer_id) end
where i.company_id = :company_id
  and i.status = 'DRAFT'
  and (i.served_customer_id = :customer_id! or (i.customer_id = :customer_id! and i.served_customer_id is null))
  and not exists (
    select 1 from quotes_v_accepted q
    where q.company_id = i.company_id and q.quote_id = i.quote_id and q.payer_id is not null);

-- name: payer_of :opt
-- Who pays for a customer, where that is somebody else.
select y.payer_id as "payer_id!"
from customers_v_payer y
where y.company_id = :company_id
  and y.customer_id = :customer_id!;

-- name: mark_issued :exec
update invoice i
set status = 'SENT',
    number = :number,
    tax_date = :tax_date,
    tax_notes = :tax_notes,
    subtotal_minor = :subtotal_minor,
    tax_minor = :tax_minor,
    total_minor = :total_minor,
    due_date = :due_date,
    document = :document,
    issued_at = :now,
    issued_by = :issued_by
where i.company_id = :company_id
  and i.id = :id
  and i.status = 'DRAFT';

-- name: mark_cancelled :exec
update invoice i
set status = 'CANCELLED'
where i.company_id = :company_id
  and i.id = :id
  and i.status = 'DRAFT';

-- name: invoice_by_id :opt
select i.id, i.number, i.entity_id, i.kind, i.status, i.customer_id, c.display_name as "customer_name!",
       i.served_customer_id, s.display_name as "served_customer_name?", i.job_id, j.number as "job_number?", i.quote_id, i.location_id, l.timezone as "timezone!", i.title, i.language, i.currency,
       i.purchase_order, i.supply_date, i.tax_date, i.due_date, i.recipient, i.untaxed_reason, i.tax_notes,
       i.subtotal_minor, i.tax_minor, i.total_minor, i.paid_minor, i.balance_minor, i.issued_at,
       i.document, i.created_at, i.version
from invoice i
join customers_v_card c on c.company_id = i.company_id and c.id = i.customer_id
join access_v_location l on l.company_id = i.company_id and l.id = i.location_id
left join customers_v_card s on s.company_id = i.company_id and s.id = i.served_customer_id
left join dispatch_v_job j on j.company_id = i.company_id and j.id = i.job_id
where i.company_id = :company_id
  and i.id = :id;

-- name: items_of :many
select i.id, i.position, i.line_key, i.category, i.tax_class, i.description, i.quantity, i.unit, i.unit_price,
       i.amount_minor, i.discount_minor, i.net_minor, i.account_code, i.places, i.is_public
from invoice_item i
where i.company_id = :company_id
  and i.invoice_id = :invoice_id
order by i.position
limit 1000;

-- name: taxes_of :many
select t.jurisdiction, t.tax, t.rate, t.base_minor, t.amount_minor, t.account_code, t.shares, t.registration
from invoice_tax t
where t.company_id = :company_id
  and t.invoice_id = :invoice_id
order by t.jurisdiction, t.tax, t.rate
limit 100;

-- name: payments_of :many
-- What was paid towards an invoice; a cash payment that is wholly for it shows its rounding.
select p.id, p.number, p.method, p.status, p.received_at, p.rounding_minor, p.amount_minor as payment_minor,
       a.amount_minor
from payment_allocation a
join payment p on p.company_id = a.company_id and p.id = a.payment_id
where a.company_id = :company_id
  and a.invoice_id = :invoice_id
order by p.received_at, p.id
limit 200;

-- name: signed_subtotal :opt
-- Before tax, as signed; what an invoice is measured by.
select q.priced
from quotes_v_accepted q
where q.company_id = :company_id
  and q.quote_id = :quote_id;

-- name: parties :opt
-- Seller, place and payer of an invoice, as printed.
select e.legal_name, e.currency as seller_currency, e.country as seller_country, e.region as seller_region,
       e.street as seller_street, e.city as seller_city, e.postal_code as seller_postal_code, e.email as seller_email,
       e.phone as seller_phone, e.terms_days, e.payment_instructions, e.saskatchewan_crane_pst,
       l.street as "location_street?", l.city as "location_city?", l.province as "location_province!",
       l.postal_code as "location_postal_code?", l.country as "location_country!", l.phone as "location_phone?",
       l.email as "location_email?", c.display_name as "customer_name!", c.company_name as "customer_company?",
       c.street as "customer_street?", c.city as "customer_city?", c.province as "customer_province?",
       c.postal_code as "customer_postal_code?", c.email as "customer_email?", c.phone as "customer_phone?",
       c.terms_days as "customer_terms_days?", c.po_required as "po_required!"
from billing_entity e
join access_v_location l on l.company_id = e.company_id and l.id = :location_id
join customers_v_card c on c.company_id = e.company_id and c.id = :customer_id
where e.company_id = :company_id
  and e.id = :entity_id;

-- name: invoice_list :list
-- resource: invoice i
-- sort: created_at desc = i.created_at, number = i.number, status = i.status, issue_date = i.issued_at, due_date = i.due_date, total = i.total_minor, balance = i.balance_minor
-- filter: status = i.status text, kind = i.kind text, customer_id = i.customer_id id:customer, job_id = i.job_id id:job, location_id = i.location_id id:location, entity_id = i.entity_id id:billing_entity, issued_at = i.issued_at timestamptz, due_date = i.due_date date, created_at = i.created_at timestamptz
-- search: invoice_search
select i.id, i.number, i.kind, i.status, i.customer_id, c.display_name as "customer_name!", i.job_id,
       j.number as "job_number?", i.location_id, i.title, i.currency, i.tax_date, i.due_date, i.total_minor as total,
       i.paid_minor, i.balance_minor as balance, i.issued_at as issue_date, i.created_at, i.version
from invoice i
join customers_v_card c on c.company_id = i.company_id and c.id = i.customer_id
left join dispatch_v_job j on j.company_id = i.company_id and j.id = i.job_id
where i.company_id = :company_id;

-- name: to_bill :list
-- Finished jobs whose final invoice is not issued; the oldest first.
-- resource: job j rows b
-- sort: finished_at = b.finished_at
-- filter: location_id = j.location_id id:location, customer_id = j.customer_id id:customer
select b.id, j.number, j.title, j.customer_id, c.display_name as "customer_name!", j.location_id,
       b.finished_at, j.total_minor, j.currency, i.id as "draft_id?"
from job_to_bill b
join dispatch_v_job j on j.company_id = b.company_id and j.id = b.id
join customers_v_card c on c.company_id = j.company_id and c.id = j.customer_id
left join invoice i on i.company_id = b.company_id and i.job_id = b.id and i.kind = 'FINAL' and i.status <> 'CANCELLED'
where b.company_id = :company_id;

-- name: wait_for_bill :exec
-- A finished job that is not billed; told twice it waits once.
insert into job_to_bill (company_id, id, finished_at)
values (:company_id, :id, :finished_at)
on conflict do nothing;

-- name: billed :exec
delete from job_to_bill b
where b.company_id = :company_id
  and b.id = :id;

-- name: paper_of :opt
select p.pdf_key, p.pdf_sha256
from invoice_paper p
where p.company_id = :company_id
  and p.invoice_id = :invoice_id;

-- name: insert_paper :exec
insert into invoice_paper (company_id, id, invoice_id, pdf_key, pdf_sha256, made_at)
values (:company_id, :id, :invoice_id, :pdf_key, :pdf_sha256, :now);
