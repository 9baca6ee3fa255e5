-- name: stops_of :many
select s.id, s.stop_number, s.role, s.address, s.floor, s.elevator, s.carry_ft, s.parking, s.notes
from estimate_stop s
where s.company_id = :company_id
  and s.estimate_id = :estimate_id
order by s.stop_number
limit 50;

-- name: rooms_of :many
select r.id, r.room_number, r.kind, r.name
from estimate_room r
where r.company_id = :company_id
  and r.estimate_id = :estimate_id
order by r.room_number
limit 100;

-- name: items_of :many
select i.id, i.room_number, i.line_number, i.article_code, i.name, i.volume_centi_cuft, i.weight_lb, i.going, i.staying,
       i.flags, i.from_stop, i.to_stop, i.acknowledged, i.declared_value, i.notes
from estimate_item i
where i.company_id = :company_id
  and i.estimate_id = :estimate_id
order by i.room_number, i.line_number
limit 1000;

-- name: cartons_of :many
select c.id, c.material, c.quantity, c.packed_by, c.unpacked
from estimate_carton c
where c.company_id = :company_id
  and c.estimate_id = :estimate_id
order by c.material, c.packed_by
limit 200;

-- name: insert_stop :exec
insert into estimate_stop (company_id, id, estimate_id, stop_number, role, address, floor, elevator, carry_ft, parking,
  notes)
values (:company_id, :id, :estimate_id, :stop_number, :role, :address, :floor, :elevator, :carry_ft, :parking, :notes);

-- name: change_stop :exec
update estimate_stop
set role = :role,
    address = :address,
    floor = :floor,
    elevator = :elevator,
    carry_ft = :carry_ft,
    parking = :parking,
    notes = :notes
where company_id = :company_id
  and id = :id;

-- name: delete_stops :exec
delete from estimate_stop
where company_id = :company_id
  and id = any (:ids!);

-- name: insert_room :exec
insert into estimate_room (company_id, id, estimate_id, room_number, kind, name)
values (:company_id, :id, :estimate_id, :room_number, :kind, :name);

-- name: change_room :exec
update estimate_room
set kind = :kind,
    name = :name
where company_id = :company_id
  and id = :id;

-- name: delete_rooms :exec
delete from estimate_room
where company_id = :company_id
  and id = any (:ids!);

-- name: insert_item :exec
insert into estimate_item (company_id, id, estimate_id, room_number, line_number, article_code, name, volume_centi_cuft,
  weight_lb, going, staying, flags, from_stop, to_stop, acknowledged, declared_value, notes)
values (:company_id, :id, :estimate_id, :room_number, :line_number, :article_code, :name, :volume_centi_cuft,
  :weight_lb, :going, :staying, :flags, :from_stop, :to_stop, :acknowledged, :declared_value, :notes);

-- name: change_item :exec
update estimate_item
set article_code = :article_code,
    name = :name,
    volume_centi_cuft = :volume_centi_cuft,
    weight_lb = :weight_lb,
    going = :going,
    staying = :staying,
    flags = :flags,
    from_stop = :from_stop,
    to_stop = :to_stop,
    acknowledged = :acknowledged,
    declared_value = :declared_value,
    notes = :notes
where company_id = :company_id
  and id = :id;

-- name: delete_items :exec
delete from estimate_item
where company_id = :company_id
  and id = any (:ids!);

-- name: insert_carton :exec
insert into estimate_carton (company_id, id, estimate_id, material, quantity, packed_by, unpacked)
values (:company_id, :id, :estimate_id, :material, :quantity, :packed_by, :unpacked);

-- name: change_carton :exec
update estimate_carton
set quantity = :quantity,
    unpacked = :unpacked
where company_id = :company_id
  and id = :id;

-- name: delete_cartons :exec
delete from estimate_carton
where company_id = :company_id
  and id = any (:ids!);
