-- name: operation_list :list
-- row: OperationRow
-- resource: mobile_operation o
-- sort: received_at desc = o.received_at
-- filter: state = o.state text, operation = o.operation text, user_id = o.user_id id:app_user, device_id = o.device_id id:device
select o.id, o.client_id, o.device_id, o.user_id, o.sequence, o.operation, o.state, o.reason, o.recorded_at, o.received_at
from mobile_operation o
where o.company_id = :company_id;

-- name: insert_operation :exec
-- A receipt is written once; a repeat of the batch changes nothing.
insert into mobile_operation (company_id, id, client_id, device_id, user_id, sequence, operation, state, reason,
  recorded_at, received_at)
values (:company_id, :id, :client_id, :device_id, :user_id, :sequence, :operation, :state, :reason, :recorded_at, :now)
on conflict (company_id, user_id, client_id) do nothing;
