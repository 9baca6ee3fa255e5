-- Approvals go up a level when nobody answers, and may be answered with another discount (module quotes; ACC-38, ACC-39).

alter table quote_approval
  -- Who is asked now: the managers of the location, then the administrators.
  add column level text not null default 'MANAGER',
  add constraint quote_approval_level check (level in ('MANAGER', 'ADMIN')),
  -- Not this discount, but that one, in millionths: the price it gives is approved with the answer.
  add column counter_discount integer,
  add column counter_mark text,
  add column counter_total_minor bigint,
  add constraint quote_approval_counter check (
    (counter_discount is null) = (counter_mark is null) and (counter_discount is null) = (counter_total_minor is null)
    and (counter_discount is null or (state = 'REJECTED' and counter_discount between 0 and 1000000)));
create index quote_approval_rising on quote_approval (company_id, asked_at, id) where state = 'ASKED' and level = 'MANAGER';
