-- name: entity_of_location :opt
-- row: EntityRow
-- The seller of a location: its own entity, else the company's default one; registrations with it.
select e.id, e.legal_name, e.currency, e.country, e.region, e.street, e.city, e.postal_code, e.email, e.phone,
       e.terms_days, e.payment_instructions, e.saskatchewan_crane_pst, e.is_default, e.version,
       (select coalesce(jsonb_agg(jsonb_build_object(
                 'tax', r.tax, 'jurisdiction', r.jurisdiction, 'number', r.number,
                 'valid_from', r.valid_from, 'valid_to', r.valid_to) order by r.jurisdiction, r.tax, r.valid_from), '[]')
          from tax_registration r
         where r.company_id = :company_id and r.entity_id = e.id) as "registrations!"
from billing_entity e
where e.company_id = :company_id
  and (e.is_default
    or e.id = (select l.billing_entity_id from location l where l.company_id = :company_id and l.id = :location_id?))
order by e.is_default
limit 1;

-- name: entity_by_id :opt
-- row: EntityRow
select e.id, e.legal_name, e.currency, e.country, e.region, e.street, e.city, e.postal_code, e.email, e.phone,
       e.terms_days, e.payment_instructions, e.saskatchewan_crane_pst, e.is_default, e.version,
       (select coalesce(jsonb_agg(jsonb_build_object(
                 'tax', r.tax, 'jurisdiction', r.jurisdiction, 'number', r.number,
                 'valid_from', r.valid_from, 'valid_to', r.valid_to) order by r.jurisdiction, r.tax, r.valid_from), '[]')
          from tax_registration r
         where r.company_id = :company_id and r.entity_id = e.id) as "registrations!"
from billing_entity e
where e.company_id = :company_id
  and e.id = :id;

-- name: place_of_location :opt
select l.country, l.province
from location l
where l.company_id = :company_id
  and l.id = :id;

-- name: default_exists :opt
select e.id
from billing_entity e
where e.company_id = :company_id
  and e.is_default
limit 1;

-- name: insert_entity :exec
insert into billing_entity (company_id, id, legal_name, currency, country, region, street, city, postal_code, email,
  phone, terms_days, payment_instructions, saskatchewan_crane_pst, is_default)
values (:company_id, :id, :legal_name, :currency, :country, :region, :street, :city, :postal_code, :email,
  :phone, :terms_days, :payment_instructions, :saskatchewan_crane_pst, :is_default);

-- name: insert_registration :exec
insert into tax_registration (company_id, id, entity_id, tax, jurisdiction, number, valid_from, valid_to)
values (:company_id, :id, :entity_id, :tax, :jurisdiction, :number, :valid_from, :valid_to);
