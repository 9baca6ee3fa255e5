-- name: insert_company :exec global
insert into company (id, name, slug, industry, is_franchise, plan, contact_email, contact_phone, website, timezone,
  currency, language, settings, features, limits)
values (:id, :name, :slug, :industry, :is_franchise, :plan, :contact_email, :contact_phone, :website, :timezone,
  :currency, :language, :settings, :features, :limits);

-- name: company :opt global
select c.id, c.name, c.slug, c.industry, c.is_franchise, c.plan, c.status, c.contact_email, c.contact_phone,
  c.website, c.timezone, c.currency, c.language, c.settings, c.features, c.limits, c.audit_enabled, c.version
from company c
where c.id = :id;

-- name: limits_locked :opt global
-- Locked, so that simultaneous creations cannot pass the limit together.
select c.limits
from company c
where c.id = :id
for update;

-- name: update_company :exec global
update company
set name = :name,
  contact_email = :contact_email?,
  contact_phone = :contact_phone?,
  website = :website?,
  timezone = :timezone,
  language = :language,
  settings = :settings,
  audit_enabled = :audit_enabled,
  updated_at = :at,
  version = version + 1
where id = :id;

-- name: set_company_status :exec global
update company
set status = :status,
  updated_at = :at,
  version = version + 1
where id = :id;
