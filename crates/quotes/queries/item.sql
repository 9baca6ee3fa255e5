-- name: insert_item :exec
insert into quote_item (company_id, id, quote_id, position, line_key, part, rule_key, category, tax_class, description,
  quantity, unit, unit_price, computed_minor, amount_minor, discount_minor, total_minor, is_optional, option_group,
  selected, is_public)
values (:company_id, :id, :quote_id, :position, :line_key, :part, :rule_key, :category, :tax_class, :description,
  :quantity, :unit, :unit_price, :computed_minor, :amount_minor, :discount_minor, :total_minor, :is_optional,
  :option_group, :selected, :is_public);

-- name: change_item :exec
update quote_item i
set position = :position,
    part = :part,
    rule_key = :rule_key,
    category = :category,
    tax_class = :tax_class,
    description = :description,
    quantity = :quantity,
    unit = :unit,
    unit_price = :unit_price,
    computed_minor = :computed_minor,
    amount_minor = :amount_minor,
    discount_minor = :discount_minor,
    total_minor = :total_minor,
    is_optional = :is_optional,
    option_group = :option_group,
    selected = :selected,
    is_public = :is_public
where i.company_id = :company_id
  and i.id = :id;

-- name: drop_items :exec
delete from quote_item i
where i.company_id = :company_id
  and i.quote_id = :quote_id
  and i.id = any(:ids);

-- name: clear_items :exec
delete from quote_item i
where i.company_id = :company_id
  and i.quote_id = :quote_id;

-- name: items_of :many
select i.id, i.position, i.line_key, i.part, i.rule_key, i.category, i.tax_class, i.description, i.quantity, i.unit,
       i.unit_price, i.computed_minor, i.amount_minor, i.discount_minor, i.total_minor, i.is_optional, i.option_group,
       i.selected, i.is_public
from quote_item i
where i.company_id = :company_id
  and i.quote_id = :quote_id
order by i.position
limit 1000;
