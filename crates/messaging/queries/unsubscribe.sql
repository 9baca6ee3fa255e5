-- name: mail_of_link :opt
select m.id, m.to_address, m.purpose, m.subject, m.customer_id, m.location_id, c.name as company_name,
       coalesce(k.language, c.language) as "language!"
from communication m
join company c on c.id = m.company_id
left join customers_v_card k on k.company_id = m.company_id and k.id = m.customer_id
where m.company_id = :company_id
  and m.unsubscribe_hash = :unsubscribe_hash;

-- name: postal_address :opt
select l.street, l.city, l.province, l.postal_code, l.country
from access_v_location l
where l.company_id = :company_id
  and (l.id = :location_id? or l.status = 'ACTIVE')
order by l.id is not distinct from :location_id? desc, l.created_at, l.id
limit 1;
