-- name: lead_lines :many
-- Leads a text may mean, within the caller's reach.
select l.id, l.number, l.full_name, l.company_name, l.status, h.matched as "matched!"
from lead_hits(:q, :everywhere, :locations, :mine, 8) h
join sales_v_lead l on l.company_id = :company_id and l.id = h.id
order by h.rank, l.received_at desc, l.id
limit 8;

-- name: customer_lines :many
-- Customers a text may mean; a merged one leads to its survivor.
select s.id, s.number, s.display_name, s.city, s.email, s.status, h.matched as "matched!"
from customer_hits(:q, :everywhere, :locations, :mine, 20) h
join customer c on c.company_id = :company_id and c.id = h.id
join customer s on s.company_id = :company_id and s.id = coalesce(c.merged_into, c.id)
order by h.rank, c.updated_at desc, c.id
limit 12;

-- name: numbered :many
-- Records of other modules by their exact business number.
select n.kind as "kind!", n.id as "id!", n.number as "number!", n.title, n.status, n.location_id, n.assigned_to,
       n.created_by, k.display_name as "customer_name?"
from search_v_number n
left join customers_v_card k on k.company_id = n.company_id and k.id = n.customer_id
where n.company_id = :company_id
  and n.number = :number!
order by n.kind, n.id
limit 10;
