-- name: insert_entity :exec
insert into billing_entity (company_id, id, legal_name, currency, country, region, street, city, postal_code, email, phone, terms_days, saskatchewan_crane_pst, is_default)
values (:company_id, :id, :legal_name, :currency, :country, :region, :street, :city, :postal_code, :email, :phone, :terms_days, :saskatchewan_crane_pst, :is_default);

-- name: insert_registration :exec
insert into tax_registration (company_id, id, entity_id, tax, jurisdiction, number, valid_from, valid_to)
values (:company_id, :id, :entity_id, :tax, :jurisdiction, :number, :valid_from, :valid_to);

-- name: default_entity :opt
select e.id
from billing_entity e
where e.company_id = :company_id
  and e.is_default;

-- name: entity_list :list
-- resource: billing_entity e
-- sort: legal_name = e.legal_name
-- filter: country = e.country text
select e.id, e.legal_name, e.currency, e.country, e.region, e.city, e.is_default, e.version
from billing_entity e
where e.company_id = :company_id;

-- name: seller_of_location :opt
-- A location's own seller, else the company's default one.
select e.id, e.country, e.region, e.saskatchewan_crane_pst
from billing_entity e
left join access_v_location l on l.company_id = e.company_id and l.id = :location_id? and l.billing_entity_id = e.id
where e.company_id = :company_id
  and (l.id is not null or e.is_default)
order by l.id nulls last, e.id
limit 1;

-- name: registrations :many
select r.tax, r.jurisdiction, r.number, r.valid_from, r.valid_to
from tax_registration r
where r.company_id = :company_id
  and r.entity_id = :entity_id
order by r.jurisdiction, r.tax, r.valid_from
limit 500;
