-- Pictures of a site belong to its assessment (module capture).

alter table media
  drop constraint media_owner_check,
  add constraint media_owner_check check (owner in ('journey', 'journey_step', 'job', 'quote', 'site_assessment'));
