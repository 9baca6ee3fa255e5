-- How the signer chose to have the goods protected, part by part (QUO-16).
alter table signature_log add column covers jsonb not null default '[]';
