-- Marketing mail brings a link that ends it (module messaging). Only the link's hash is kept.
alter table communication
  add column unsubscribe_hash bytea;
create unique index communication_unsubscribe on communication (company_id, unsubscribe_hash)
  where unsubscribe_hash is not null;
