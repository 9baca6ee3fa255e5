-- name: preset_list :list
-- resource: quote_preset p
-- sort: name = p.name
-- filter: kind = p.kind text
select p.id, p.name, p.kind, p.inputs, p.terms, p.version
from quote_preset p
where p.company_id = :company_id;

-- name: insert_preset :exec
insert into quote_preset (company_id, id, name, kind, inputs, terms)
values (:company_id, :id, :name, :kind, :inputs, :terms);

-- name: delete_preset :exec
delete from quote_preset p
where p.company_id = :company_id
  and p.id = :id;
