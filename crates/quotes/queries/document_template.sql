-- name: document_template_list :list
-- resource: document_template t
-- sort: name = t.name
-- filter: kind = t.kind text
select t.id, t.name, t.kind,
       (select v.number from document_template_version v
        where v.company_id = :company_id and v.document_template_id = t.id and v.state = 'PUBLISHED') as published,
       (select v.number from document_template_version v
        where v.company_id = :company_id and v.document_template_id = t.id and v.state = 'DRAFT') as draft,
       t.version
from document_template t
where t.company_id = :company_id;

-- name: document_template_by_id :opt
select t.id, t.name, t.kind, t.version
from document_template t
where t.company_id = :company_id
  and t.id = :id;

-- name: insert_document_template :exec
insert into document_template (company_id, id, name, kind)
values (:company_id, :id, :name, :kind);

-- name: versions_of_template :many
-- Newest first.
select v.id, v.number, v.state, v.content, v.published_at
from document_template_version v
where v.company_id = :company_id
  and v.document_template_id = :document_template_id
order by v.number desc
limit 20;

-- name: insert_template_version :exec
insert into document_template_version (company_id, id, document_template_id, number, content)
values (:company_id, :id, :document_template_id, :number, :content);

-- name: change_template_draft :exec
update document_template_version v
set content = :content
where v.company_id = :company_id
  and v.document_template_id = :document_template_id
  and v.state = 'DRAFT';

-- name: retire_template_version :exec
update document_template_version v
set state = 'RETIRED'
where v.company_id = :company_id
  and v.document_template_id = :document_template_id
  and v.state = 'PUBLISHED';

-- name: publish_template_draft :exec
update document_template_version v
set state = 'PUBLISHED',
    published_at = :now,
    published_by = :published_by?
where v.company_id = :company_id
  and v.document_template_id = :document_template_id
  and v.state = 'DRAFT';

-- name: template_for :opt
-- What quotes of a kind are sent with: its own template's published version before that for all kinds.
select v.id, v.content
from document_template_version v
join document_template t on t.company_id = v.company_id and t.id = v.document_template_id
where v.company_id = :company_id
  and v.state = 'PUBLISHED'
  and (t.kind = :kind! or t.kind is null)
order by t.kind nulls last, v.published_at desc, v.id
limit 1;

-- name: published_rival :opt
-- Another template that holds for the same quotes.
select t.name
from document_template t
join document_template_version v on v.company_id = t.company_id and v.document_template_id = t.id
where t.company_id = :company_id
  and t.id <> :id
  and t.kind is not distinct from :kind?
  and v.state = 'PUBLISHED'
order by t.name, t.id
limit 1;

-- name: template_version_by_id :opt
select v.id, v.content
from document_template_version v
where v.company_id = :company_id
  and v.id = :id;
