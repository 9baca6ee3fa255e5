-- What is drawn on a picture of a site: arrows, circles, words (module sales). The picture itself stays as it was taken.

create table assessment_drawing (
  company_id uuid not null references company (id),
  id uuid not null,
  assessment_id uuid not null,
  picture_id uuid not null,
  -- [{kind, colour, points: [[x, y], …] in ten-thousandths of width and height, text?}]
  marks jsonb not null check (jsonb_typeof(marks) = 'array'),
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint assessment_drawing_picture unique (company_id, picture_id),
  foreign key (company_id, assessment_id) references site_assessment (company_id, id),
  foreign key (company_id, picture_id) references media (company_id, id)
);
create index assessment_drawing_assessment on assessment_drawing (company_id, assessment_id, picture_id);
select tenant_table('assessment_drawing');
