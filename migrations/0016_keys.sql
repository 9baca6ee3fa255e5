-- Keys between modules whose tables come in another order. Not valid: the tables are empty, and looking at rows
-- needs a company.
create index app_user_identity on app_user (company_id, identity_id);
create index app_user_identity_alone on app_user (identity_id);
alter table job add constraint job_lead foreign key (company_id, lead_id) references lead (company_id, id) not valid;
create index job_lead_id on job (company_id, lead_id);
alter table payment add constraint payment_media foreign key (company_id, media_id) references media (company_id, id) not valid;
create index payment_media_id on payment (company_id, media_id);
comment on column lead.quote_id is 'no key: the quote gets its id at once and is made by its module on the event';
create index quote_job on quote (company_id, job_id);
alter table quote add constraint quote_job foreign key (company_id, job_id) references job (company_id, id) not valid;
