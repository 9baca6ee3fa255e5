-- A new customer with an e-mail address and a phone number, numbered, compared with those that look alike, read back.
\set k random(0, 1152921504606846975)
\set p random(0, 1152921504606846975)
\set q random(0, 1152921504606846975)
\set phone random(2000000, 9999999)
begin;
select set_config('app.company_id', :company_{i}, true), set_config('app.user_id', :user_{i}, true),
       set_config('app.entry_id', (lpad(to_hex((extract(epoch from now()) * 1000)::bigint), 12, '0') || '70008' || lpad(to_hex(:k::bigint), 15, '0')), true),
       set_config('app.now', now()::text, true),
       initcap(translate(substr(md5(:k::text), 1, 10), '0123456789abcdef', 'abdefgiklmnoprst')) as word,
       (lpad(to_hex((extract(epoch from now()) * 1000)::bigint), 12, '0') || '70008' || lpad(to_hex(:k::bigint), 15, '0')) as id,
       (lpad(to_hex((extract(epoch from now()) * 1000)::bigint), 12, '0') || '70008' || lpad(to_hex(:p::bigint), 15, '0')) as mail,
       (lpad(to_hex((extract(epoch from now()) * 1000)::bigint), 12, '0') || '70008' || lpad(to_hex(:q::bigint), 15, '0')) as call \gset
-- (:
select u.status, c.status, c.access_version, s.revoked_at is null and s.expires_at > now(), u.name, c.audit_enabled
from app_user u join company c on c.id = u.company_id
left join session s on s.company_id = u.company_id and s.id = :session_{i} and s.user_id = u.id
where u.company_id = :company_{i} and u.id = :user_{i};
select operation, input_hash, answer from idempotency
where company_id = :company_{i} and actor_id = :user_{i} and key = :id;
-- :)
select c.currency, c.language,
       coalesce(
         (select l.country from access_v_location l where l.company_id = :company_{i} and l.id = :location_{i}),
         (select l.country from access_v_location l where l.company_id = :company_{i} order by l.created_at, l.id limit 1),
         'CA') as "country!"
from company c
where c.id = :company_{i};
insert into number_series as n (company_id, name, last) values (:company_{i}, 'customer-turn', 1)
on conflict (company_id, name) do update set last = n.last + 1 returning last;
select c.id, c.number, c.kind, c.display_name, c.first_name, c.match_key, c.email, c.phone, c.status, c.city,
       coalesce((select array_agg(p.email_match) from contact_point p
         where p.company_id = :company_{i} and p.customer_id = c.id and p.email_match is not null), '{}') as "emails!",
       coalesce((select array_agg(p.phone_e164) from contact_point p
         where p.company_id = :company_{i} and p.customer_id = c.id and p.phone_e164 is not null), '{}') as "phones!",
       coalesce((select array_agg(a.address_key) from customer_address a
         where a.company_id = :company_{i} and a.customer_id = c.id), '{}') as "addresses!"
from customer c
where c.company_id = :company_{i}
  and c.id in (select customer_lookalikes(array[lower(:word) || '@example.com'], array['+1416' || :phone], '',
    'nora ' || lower(:word)))
  and c.status in ('ACTIVE', 'INACTIVE', 'BLOCKED')
order by c.id
limit 40;
insert into number_series as n (company_id, name, last) values (:company_{i}, 'customer', 1)
on conflict (company_id, name) do update set last = n.last + 1 returning last as number \gset
insert into customer (company_id, id, number, kind, first_name, last_name, company_name, display_name, name_key,
  match_key, type, location_id, assigned_to, designation, email, phone, street, city, province, postal_code, country,
  language, currency, website, lead_source, preferences, terms_days, tags, notes)
values (:company_{i}, :id, 'C-' || lpad(:number, 6, '0'), 'PERSON', 'Nora', :word, null, 'Nora ' || :word,
  'nora ' || lower(:word), 'nora ' || lower(:word), 'RESIDENTIAL', :location_{i}, :user_{i}, null,
  lower(:word) || '@example.com', '+1416' || :phone, null, null, null, null, null, 'en', 'CAD', null, null, '{}', 0, '{}',
  null);
insert into contact_point (company_id, id, customer_id, contact_id, kind, given, email_lower, email_match, phone_e164,
  extension, label, is_primary, state)
values (:company_{i}, :mail, :id, null, 'EMAIL', lower(:word) || '@example.com', lower(:word) || '@example.com',
  lower(:word) || '@example.com', null, null, 'OTHER', true, 'UNVERIFIED');
insert into contact_point (company_id, id, customer_id, contact_id, kind, given, email_lower, email_match, phone_e164,
  extension, label, is_primary, state)
values (:company_{i}, :call, :id, null, 'PHONE', '416' || :phone, null, null, '+1416' || :phone, null, 'OTHER', true,
  'UNVERIFIED');
select c.id, c.number, c.kind, c.first_name, c.last_name, c.company_name, c.display_name, c.type, c.status,
       c.location_id, l.name as "location_name?", c.assigned_to, u.name as "assigned_name?", c.designation, c.email,
       c.phone, c.street, c.city, c.province, c.postal_code, c.country, c.billing_address, c.language, c.currency,
       c.website, c.registration_number, c.lead_source, c.preferences, c.terms_days, c.credit_limit_minor,
       c.credit_hold, c.po_required, c.statement_cycle, c.blocked_reason, c.blocked_at, c.blocked_until, c.merged_into,
       c.tags, c.do_not_contact, c.notes, c.created_at, c.updated_at, c.version
from customer c
left join access_v_location l on l.company_id = c.company_id and l.id = c.location_id
left join access_v_user u on u.company_id = c.company_id and u.id = c.assigned_to
where c.company_id = :company_{i} and c.id = :id;
select p.id, p.contact_id, p.kind, p.given, p.email_lower, p.email_match, p.phone_e164, p.extension, p.label,
       p.is_primary, p.state, p.version
from contact_point p
where p.company_id = :company_{i} and p.customer_id = :id
order by p.kind, p.is_primary desc, p.id
limit 200;
select t.id, t.name, t.designation, t.email, t.phone, t.language, t.is_primary, t.is_billing, t.is_site, t.is_approver,
       t.notes, t.version
from contact t
where t.company_id = :company_{i} and t.customer_id = :id and t.left_at is null
order by t.is_primary desc, t.name, t.id
limit 200;
select a.id, a.kind, a.label, a.street, a.city, a.province, a.postal_code, a.country, a.access, a.version
from customer_address a
where a.company_id = :company_{i} and a.customer_id = :id
order by a.kind, a.id
limit 200;
-- (:
insert into event (company_id, id, name, entity, entity_id, location_id, actor_id, entry_id, at, data)
values (:company_{i}, :id, 'customers.customer.created', 'customer', :id, :location_{i}, :user_{i}, :id, now(),
  '{"number": "C-000000"}');
insert into outbox (event_id, company_id, name, at) values (:id, :company_{i}, 'customers.customer.created', now());
insert into idempotency (company_id, actor_id, key, operation, input_hash, answer, at)
values (:company_{i}, :user_{i}, :id, 'customers.customer.create', sha256(:id::bytea), :answer, now());
-- :)
insert into audit_entry (company_id, id, at, occurred_at, operation, action, outcome, severity, reason, actor_kind,
  actor_id, actor_name, support_session_id, entity, entity_id, entity_label, location_id, request_id, address, agent,
  input, canonical, leaf)
values (:company_{i}, :id, now(), null, 'customers.customer.create', 'CREATE', 'DONE', 'INFO', null, 'USER', :user_{i},
  'Ada Bench', null, 'customer', :id, 'C-000000', :location_{i}, :id, '127.0.0.1', null, :input, :canonical, '\x');
commit;
