-- What a proof of consent shows (CUS-12): the version of the wording, and each entry's leaf in the chain of the audit trail.

-- As the form or script names it; where it names none, the digest of the text itself.
alter table consent_entry add column wording_version text;

create view compliance_v_leaf with (security_invoker = true) as
select r.company_id, r.table_name, r.row_id, r.version, r.entry_id, e.leaf
from row_change r
join audit_entry e on e.company_id = r.company_id and e.id = r.entry_id;
grant select on compliance_v_leaf to cnc_app;

create view compliance_v_block with (security_invoker = true) as
select b.company_id, b.number, b.hash, b.last_at, b.sealed_at
from audit_block b;
grant select on compliance_v_block to cnc_app;
