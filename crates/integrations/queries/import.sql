-- name: insert_run :exec
insert into import_run (company_id, id, object, file_name, folder, sha256, bytes, format, encoding, delimiter,
  file_columns, row_total, mapping, location_id, state)
values (:company_id, :id, :object, :file_name, :folder, :sha256, :bytes, :format, :encoding, :delimiter,
  :file_columns, :row_total, :mapping, :location_id, 'UPLOADED');

-- name: run_by_id :opt
select r.id, r.object, r.file_name, r.folder, r.sha256, r.bytes, r.format, r.encoding, r.delimiter, r.file_columns,
       r.row_total, r.mapping, r.day_order, r.location_id, r.policy, r.reason, r.leave_out, r.state, r.phase, r.staged,
       r.done_line, r.counts, r.failure, r.checked_at, r.started_at, r.finished_at, r.undone_at, r.created_at,
       r.created_by, r.version
from import_run r
where r.company_id = :company_id
  and r.id = :id;

-- name: lock_run :opt
-- One batch at a time: a second one of the same run waits here and then sees how far the first one came.
select r.id
from import_run r
where r.company_id = :company_id
  and r.id = :id
for update of r;

-- name: run_list :list
-- resource: import r
-- sort: created_at desc = r.created_at
-- filter: state = r.state text, created_at = r.created_at timestamptz
select r.id, r.object, r.file_name, r.row_total, r.state, r.phase, r.done_line, r.counts, r.policy, r.created_at,
       u.name as "created_name?", r.version
from import_run r
left join access_v_user u on u.company_id = r.company_id and u.id = r.created_by
where r.company_id = :company_id;

-- name: set_mapping :exec
update import_run r
set mapping = :mapping,
    day_order = :day_order,
    location_id = :location_id,
    state = 'MAPPED'
where r.company_id = :company_id
  and r.id = :id;

-- name: begin_phase :exec
update import_run r
set state = :state,
    phase = :phase,
    done_line = 0,
    counts = :counts,
    failure = null,
    started_at = coalesce(:started_at?, r.started_at)
where r.company_id = :company_id
  and r.id = :id;

-- name: set_policy :exec
update import_run r
set policy = :policy,
    reason = :reason,
    leave_out = :leave_out
where r.company_id = :company_id
  and r.id = :id;

-- name: set_state :exec
update import_run r
set state = :state,
    failure = :failure
where r.company_id = :company_id
  and r.id = :id;

-- name: advance :exec
update import_run r
set staged = :staged,
    done_line = :done_line,
    counts = :counts
where r.company_id = :company_id
  and r.id = :id;

-- name: finish_phase :exec
update import_run r
set state = :state,
    counts = :counts,
    checked_at = coalesce(:checked_at?, r.checked_at),
    finished_at = coalesce(:finished_at?, r.finished_at),
    undone_at = coalesce(:undone_at?, r.undone_at)
where r.company_id = :company_id
  and r.id = :id;

-- name: insert_row :exec
insert into import_row (company_id, id, import_run_id, line, cells, state, problems, has_warnings, match_id, match_label,
  match_score, same_line)
values (:company_id, :id, :import_run_id, :line, :cells, :state, :problems, :has_warnings, :match_id, :match_label,
  :match_score, :same_line);

-- name: insert_key :exec
insert into import_key (company_id, import_run_id, key, line)
values (:company_id, :import_run_id, :key, :line)
on conflict (company_id, import_run_id, key, line) do nothing;

-- name: insert_change :exec
insert into import_change (company_id, import_run_id, line, before)
values (:company_id, :import_run_id, :line, :before);

-- name: keep_ref :exec
insert into external_ref (company_id, id, object, key, record_id)
values (:company_id, :id, :object, :key, :record_id)
on conflict (company_id, object, key) do update
set record_id = excluded.record_id;

-- name: refs :many
-- The records known under these keys.
select e.key, e.record_id
from external_ref e
where e.company_id = :company_id
  and e.object = :object
  and e.key = any (:keys)
order by e.key
limit 1000;

-- name: rows_from :many
-- row: BatchRow
-- The next batch, whatever became of its rows.
select w.id, w.line, w.cells, w.state, w.record_id
from import_row w
where w.company_id = :company_id
  and w.import_run_id = :import_run_id
  and w.line > :line
order by w.line
limit 500;

-- name: ready_from :many
-- row: BatchRow
select w.id, w.line, w.cells, w.state, w.record_id
from import_row w
where w.company_id = :company_id
  and w.import_run_id = :import_run_id
  and w.state = 'READY'
  and w.line > :line
order by w.line
limit 500;

-- name: made_from :many
-- row: BatchRow
-- What a run made or changed.
select w.id, w.line, w.cells, w.state, w.record_id
from import_row w
where w.company_id = :company_id
  and w.import_run_id = :import_run_id
  and w.state in ('CREATED', 'CHANGED')
  and w.line > :line
order by w.line
limit 500;

-- name: row_by_line :opt
-- row: BatchRow
select w.id, w.line, w.cells, w.state, w.record_id
from import_row w
where w.company_id = :company_id
  and w.import_run_id = :import_run_id
  and w.line = :line;

-- name: rows_of_lines :many
-- row: BatchRow
select w.id, w.line, w.cells, w.state, w.record_id
from import_row w
where w.company_id = :company_id
  and w.import_run_id = :import_run_id
  and w.line = any (:lines)
order by w.line
limit 10000;

-- name: lines_of_keys :many
-- Lines that share a key, the first few of each: a number that a whole office has is no reason to read it all.
select k.key as "key!", near.line as "line!"
from (select distinct w.key from unnest(:keys::text[]) w (key)) k
cross join lateral (
  select s.line
  from import_key s
  where s.company_id = :company_id
    and s.import_run_id = :import_run_id
    and s.key = k.key
  order by s.line
  limit 8
) near
order by k.key, near.line
limit 20000;

-- name: changes_of :many
select c.line, c.before
from import_change c
where c.company_id = :company_id
  and c.import_run_id = :import_run_id
  and c.line = any (:lines)
order by c.line
limit 500;

-- name: settle_rows :exec
-- What became of the rows of a batch.
update import_row w
set state = s.state,
    problems = coalesce(s.problems, w.problems),
    has_warnings = coalesce(s.has_warnings, w.has_warnings),
    match_id = s.match_id,
    match_label = s.match_label,
    match_score = s.match_score,
    same_line = s.same_line,
    record_id = s.record_id,
    note = s.note
from jsonb_to_recordset(:settled!::jsonb) as s (line integer, state text, problems jsonb, has_warnings boolean,
  match_id uuid, match_label text, match_score integer, same_line integer, record_id uuid, note text)
where w.company_id = :company_id
  and w.import_run_id = :import_run_id
  and w.line = s.line;

-- name: settle_undone :exec
-- What became of the rows of a batch that was taken back.
update import_row w
set state = s.state,
    note = s.note
from jsonb_to_recordset(:settled!::jsonb) as s (line integer, state text, note text)
where w.company_id = :company_id
  and w.import_run_id = :import_run_id
  and w.line = s.line;

-- name: leave_out_errors :exec
update import_row w
set state = 'LEFT_OUT'
where w.company_id = :company_id
  and w.import_run_id = :import_run_id
  and w.state = 'ERROR';

-- name: correct_row :exec
update import_row w
set cells = :cells,
    edited = true
where w.company_id = :company_id
  and w.import_run_id = :import_run_id
  and w.line = :line;

-- name: touched_records :many
-- Records that an earlier row of the run already became or changed.
select distinct w.record_id as "record_id!"
from import_row w
where w.company_id = :company_id
  and w.record_id = any (:records)
  and w.import_run_id = :import_run_id
  and w.state in ('CREATED', 'CHANGED', 'UNCHANGED')
order by 1
limit 2000;

-- name: taken_back_records :many
-- Records that an import made and that were taken back.
select distinct w.record_id as "record_id!"
from import_row w
where w.company_id = :company_id
  and w.record_id = any (:records)
  and w.state = 'TAKEN_BACK'
order by 1
limit 2000;

-- name: tally :many
select w.state, w.match_id is not null as "known!", w.same_line is not null as "repeated!", w.has_warnings, count(*) as "rows!"
from import_row w
where w.company_id = :company_id
  and w.import_run_id = :import_run_id
group by w.state, w.match_id is not null, w.same_line is not null, w.has_warnings
order by w.state, 2, 3, 4
limit 100;

-- name: row_list :list
-- resource: import r rows w
-- sort: line = w.line
-- filter: import_run_id = w.import_run_id id:import_run, state = w.state text, has_warnings = w.has_warnings bool, match_score = w.match_score integer, same_line = w.same_line integer
select w.id, w.line, w.cells, w.edited, w.state, w.problems, w.match_id, w.match_label, w.match_score, w.same_line,
       w.record_id, w.note, r.object, r.mapping
from import_run r
join import_row w on w.company_id = r.company_id and w.import_run_id = r.id
where r.company_id = :company_id;

-- name: report_from :many
-- Rows as a report tells them, for a file.
select w.line, w.cells, w.state, w.problems, w.match_label, w.same_line, w.note
from import_row w
where w.company_id = :company_id
  and w.import_run_id = :import_run_id
  and w.line > :line
order by w.line
limit 2000;

-- name: save_profile :exec
insert into import_profile (company_id, id, object, name, mapping, day_order)
values (:company_id, :id, :object, :name, :mapping, :day_order)
on conflict (company_id, object, name) do update
set mapping = excluded.mapping,
    day_order = excluded.day_order;

-- name: profiles :many
select p.id, p.object, p.name, p.mapping, p.day_order, p.version
from import_profile p
where p.company_id = :company_id
order by p.name, p.id
limit 200;

-- name: setting_facts :one
-- How numbers and days of this run are read where nothing is said.
select coalesce(
         (select l.country from access_v_location l where l.company_id = :company_id and l.id = :location_id?),
         (select l.country from access_v_location l where l.company_id = :company_id order by l.created_at, l.id limit 1),
         'CA') as "country!"
from company c
where c.id = :company_id;

-- name: location_is_there :one
select exists (select 1 from access_v_location l where l.company_id = :company_id and l.id = :location_id) as "there!";
