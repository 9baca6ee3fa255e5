-- An invoice goes to whoever pays (CUS-27): its customer is the payer, and beside it stands for whom the work was done.

alter table invoice add column served_customer_id uuid;
alter table invoice add constraint invoice_served foreign key (company_id, served_customer_id)
  references customer (company_id, id) not valid;
create index invoice_served_customer on invoice (company_id, served_customer_id, created_at desc, id desc)
  where served_customer_id is not null;

create or replace view billing_v_invoice with (security_invoker = true) as
select i.company_id, i.id, i.number, i.kind, i.status, i.customer_id, i.job_id, i.quote_id, i.location_id, i.title,
       i.currency, i.subtotal_minor, i.tax_minor, i.total_minor, i.paid_minor, i.balance_minor, i.due_date,
       i.issued_at, i.created_by, i.created_at, i.served_customer_id
from invoice i;
