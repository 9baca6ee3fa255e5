-- name: own_articles :many
-- A company's own and changed articles; a company keeps at most 2,000.
select a.id, a.code, a.name_en, a.name_fr, a.aliases, a.volume_centi_cuft, a.weight_lb, a.room_kind, a.flags, a.is_active
from article_catalogue a
where a.company_id = :company_id
order by a.code
limit 2000;

-- name: insert_article :exec
insert into article_catalogue (company_id, id, code, name_en, name_fr, aliases, volume_centi_cuft, weight_lb, room_kind,
  flags, is_active)
values (:company_id, :id, :code, :name_en, :name_fr, :aliases, :volume_centi_cuft, :weight_lb, :room_kind, :flags,
  :is_active);

-- name: change_article :exec
update article_catalogue
set name_en = :name_en,
    name_fr = :name_fr,
    aliases = :aliases,
    volume_centi_cuft = :volume_centi_cuft,
    weight_lb = :weight_lb,
    room_kind = :room_kind,
    flags = :flags,
    is_active = :is_active
where company_id = :company_id
  and id = :id;

-- name: own_sizes :many
select m.id, m.code, m.name_en, m.name_fr, m.volume_cuft, m.floor_area_sqft, m.is_active
from move_size m
where m.company_id = :company_id
order by m.code
limit 500;

-- name: insert_size :exec
insert into move_size (company_id, id, code, name_en, name_fr, volume_cuft, floor_area_sqft, is_active)
values (:company_id, :id, :code, :name_en, :name_fr, :volume_cuft, :floor_area_sqft, :is_active);

-- name: change_size :exec
update move_size
set name_en = :name_en,
    name_fr = :name_fr,
    volume_cuft = :volume_cuft,
    floor_area_sqft = :floor_area_sqft,
    is_active = :is_active
where company_id = :company_id
  and id = :id;

-- name: own_services :many
select s.id, s.code, s.name_en, s.name_fr, s.load_percent, s.unload_percent, s.needs_truck, s.is_active
from service_type s
where s.company_id = :company_id
order by s.code
limit 500;

-- name: insert_service :exec
insert into service_type (company_id, id, code, name_en, name_fr, load_percent, unload_percent, needs_truck, is_active)
values (:company_id, :id, :code, :name_en, :name_fr, :load_percent, :unload_percent, :needs_truck, :is_active);

-- name: change_service :exec
update service_type
set name_en = :name_en,
    name_fr = :name_fr,
    load_percent = :load_percent,
    unload_percent = :unload_percent,
    needs_truck = :needs_truck,
    is_active = :is_active
where company_id = :company_id
  and id = :id;
