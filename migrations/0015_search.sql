-- What the palette finds by its exact business number, whichever module it belongs to.
create view search_v_number with (security_invoker = true) as
select 'quote' as kind, q.company_id, q.id, q.number, q.title, q.status, q.customer_id, q.location_id, q.assigned_to,
       q.created_by
from quotes_v_quote q
union all
select 'job', j.company_id, j.id, j.number, j.title, j.status, j.customer_id, j.location_id, null::uuid, null::uuid
from dispatch_v_job j
union all
select 'invoice', i.company_id, i.id, i.number, i.title, i.status, i.customer_id, i.location_id, null::uuid, i.created_by
from billing_v_invoice i;
grant select on search_v_number to cnc_app;
