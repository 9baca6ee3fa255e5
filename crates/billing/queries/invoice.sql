-- name: billable_job :opt
select j.id, j.number, j.title, j.status, j.customer_id, j.quote_id, j.location_id, j.service_date, j.actual_end,
       a.priced as "priced?", a.inputs as "inputs?", c.language, l.timezone,
       (select i.id from invoice i
         where i.company_id = :company_id and i.job_id = j.id and i.kind = 'FINAL' and i.status <> 'CANCELLED'
         limit 1) as "invoice_id?"
from dispatch_v_job j
join customers_v_card c on c.company_id = :company_id and c.id = j.customer_id
join location l on l.company_id = :company_id and l.id = j.location_id
left join quotes_v_accepted a on a.company_id = :company_id and a.quote_id = j.quote_id
where j.company_id = :company_id
  and j.id = :id;

-- name: insert_invoice :exec
insert into invoice (company_id, id, entity_id, kind, customer_id, job_id, quote_id, location_id, title, language,
  currency, supply_date, tax_date, recipient, untaxed_reason, tax_notes, subtotal_minor, tax_minor, total_minor)
values (:company_id, :id, :entity_id, :kind, :customer_id, :job_id, :quote_id, :location_id, :title, :language,
  :currency, :supply_date, :tax_date, :recipient, :untaxed_reason, :tax_notes, :subtotal_minor, :tax_minor, :total_minor);

-- name: insert_item :exec
insert into invoice_item (company_id, id, invoice_id, position, line_key, category, tax_class, description, quantity,
  unit, unit_price, amount_minor, discount_minor, net_minor, account_code, places, is_public)
values (:company_id, :id, :invoice_id, :position, :line_key, :category, :tax_class, :description, :quantity,
  :unit, :unit_price, :amount_minor, :discount_minor, :net_minor, :account_code, :places, :is_public);

-- name: insert_tax :exec
insert into invoice_tax (company_id, id, invoice_id, jurisdiction, tax, rate, base_minor, amount_minor, account_code,
  shares, registration)
values (:company_id, :id, :invoice_id, :jurisdiction, :tax, :rate, :base_minor, :amount_minor, :account_code,
  :shares, :registration);

-- name: delete_taxes :exec
delete from invoice_tax t
where t.company_id = :company_id
  and t.invoice_id = :invoice_id;

-- name: invoice_by_id :opt
select i.id, i.number, i.entity_id, i.kind, i.status, i.customer_id, i.job_id, i.quote_id, i.location_id, i.title,
       i.language, i.currency, i.purchase_order, i.supply_date, i.tax_date, i.due_date, i.recipient, i.untaxed_reason,
       i.tax_notes, i.subtotal_minor, i.tax_minor, i.total_minor, i.paid_minor, i.balance_minor, i.issued_at,
       i.document, i.created_at, i.version, c.display_name as customer_name, c.company_name as customer_company,
       c.street, c.city, c.province, c.postal_code, c.country, c.email, c.phone, c.terms_days, c.po_required,
       j.number as "job_number?", l.timezone, l.province as location_province,
       p.pdf_key as "pdf_key?", p.pdf_sha256 as "pdf_sha256?"
from invoice i
join customers_v_card c on c.company_id = :company_id and c.id = i.customer_id
join location l on l.company_id = :company_id and l.id = i.location_id
left join dispatch_v_job j on j.company_id = :company_id and j.id = i.job_id
left join invoice_paper p on p.company_id = :company_id and p.invoice_id = i.id
where i.company_id = :company_id
  and i.id = :id;

-- name: items :many
select t.id, t.position, t.line_key, t.category, t.tax_class, t.description, t.quantity, t.unit, t.unit_price,
       t.amount_minor, t.discount_minor, t.net_minor, t.account_code, t.places, t.is_public
from invoice_item t
where t.company_id = :company_id
  and t.invoice_id = :invoice_id
order by t.position
limit 1000;

-- name: taxes :many
select t.jurisdiction, t.tax, t.rate, t.base_minor, t.amount_minor, t.account_code, t.shares, t.registration
from invoice_tax t
where t.company_id = :company_id
  and t.invoice_id = :invoice_id
order by t.jurisdiction, t.tax, t.rate
limit 100;

-- name: payments_of :many
select p.id, p.number, p.method, p.status, p.currency, a.amount_minor, p.rounding_minor, p.received_at
from payment_allocation a
join payment p on p.company_id = :company_id and p.id = a.payment_id
where a.company_id = :company_id
  and a.invoice_id = :invoice_id
order by p.received_at, p.id
limit 500;

-- name: issue :exec
update invoice
set number = :number,
    status = 'SENT',
    tax_date = :tax_date,
    due_date = :due_date,
    purchase_order = coalesce(:purchase_order?, purchase_order),
    tax_notes = :tax_notes,
    tax_minor = :tax_minor,
    total_minor = :total_minor,
    issued_at = :now,
    issued_by = :me,
    document = :document
where company_id = :company_id
  and id = :id;

-- name: settle :exec
update invoice
set paid_minor = :paid_minor,
    status = :status
where company_id = :company_id
  and id = :id;

-- name: insert_paper :exec
insert into invoice_paper (company_id, id, invoice_id, pdf_key, pdf_sha256, made_at)
values (:company_id, :id, :invoice_id, :pdf_key, :pdf_sha256, :now)
on conflict (company_id, invoice_id) do nothing;

-- name: invoice_list :list
-- row: InvoiceListRow
-- resource: invoice i
-- sort: created_at desc = i.created_at, due_date = i.due_date, balance_minor = i.balance_minor, total_minor = i.total_minor
-- filter: status = i.status text, kind = i.kind text, customer_id = i.customer_id id:customer, job_id = i.job_id id:job, location_id = i.location_id id:location, due_date = i.due_date date, created_at = i.created_at timestamptz
-- search: invoice_search
select i.id, i.number, i.kind, i.status, i.customer_id, c.display_name as customer_name, i.job_id, i.location_id,
       i.title, i.currency, i.total_minor, i.paid_minor, i.balance_minor, i.due_date, i.issued_at, i.created_at,
       i.version
from invoice i
join customers_v_card c on c.company_id = :company_id and c.id = i.customer_id
where i.company_id = :company_id;

-- name: to_bill :many
select j.id, j.number, j.title, j.customer_id, c.display_name as customer_name, j.location_id, j.actual_end,
       j.total_minor, j.currency,
       (select i.id from invoice i
         where i.company_id = :company_id and i.job_id = j.id and i.kind = 'FINAL' and i.status = 'DRAFT'
         limit 1) as "draft_id?"
from dispatch_v_job j
join customers_v_card c on c.company_id = :company_id and c.id = j.customer_id
where j.company_id = :company_id
  and j.status = 'COMPLETED'
  and (:everywhere or j.location_id = any(:locations))
  and not exists (select 1 from invoice i
    where i.company_id = :company_id and i.job_id = j.id and i.kind = 'FINAL'
      and i.status not in ('DRAFT', 'CANCELLED'))
order by j.actual_end, j.id
limit 200;
