//! A single line of the sheet.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Problems, Result, ids::EstimateId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    EstimateDetail,
    change::told,
    codes::RoomKind,
    put_sheet::resolve,
    read::detail,
    reckon::Head,
    require_open,
    sheet::{Item, MOST_LINES, MOST_ROOMS, Room, Sheet},
    sheet_store, store,
};

/// Adds a line to a room, or changes one. A line with no pieces going or staying is struck.
#[derive(Deserialize, JsonSchema)]
pub struct PutItem {
    pub id: EstimateId,
    /// The room's place in the sheet, counted from 1; absent: the first room of `kind`, made where there is none.
    pub room: Option<usize>,
    pub kind: Option<RoomKind>,
    /// The line's place in the room, counted from 1; absent: a new line.
    pub line: Option<usize>,
    pub item: Item,
}

impl PutItem {
    fn room<'a>(&self, sheet: &'a mut Sheet) -> Result<&'a mut Room> {
        let unknown = || Error::invalid("room", "UNKNOWN", "There is no such room in this estimate.");
        let at = match (self.room, self.kind) {
            (Some(number), _) => number.checked_sub(1).ok_or_else(unknown)?,
            (None, Some(kind)) => match sheet.rooms.iter().position(|r| r.kind == kind) {
                Some(at) => at,
                None if sheet.rooms.len() >= MOST_ROOMS => {
                    return Err(Error::invalid("kind", "TOO_MANY", "At most 100 rooms."));
                }
                None => {
                    sheet.rooms.push(Room { kind, name: None, items: vec![] });
                    sheet.rooms.len() - 1
                }
            },
            (None, None) => return Err(Error::invalid("room", "REQUIRED", "Please say in which room.")),
        };
        sheet.rooms.get_mut(at).ok_or_else(unknown)
    }

    fn put(self, sheet: &mut Sheet) -> Result<()> {
        let full = sheet.items().count() >= MOST_LINES;
        let room = self.room(sheet)?;
        let struck = self.item.going == 0 && self.item.staying == 0;
        match self.line {
            None if struck => return Err(Error::invalid("item.going", "REQUIRED", "How many go, how many stay?")),
            None if full => return Err(Error::invalid("item", "TOO_MANY_LINES", "At most 1,000 lines.")),
            None => room.items.push(self.item),
            Some(number) => {
                let at = number.checked_sub(1).filter(|at| *at < room.items.len());
                let at = at.ok_or_else(|| Error::invalid("line", "UNKNOWN", "There is no such line in this room."))?;
                if struck {
                    room.items.remove(at);
                } else {
                    room.items[at] = self.item;
                }
            }
        }
        Ok(())
    }
}

impl Operation for PutItem {
    type Output = EstimateDetail;
    const SPEC: Spec = Spec::command("sales.estimate.put_item", "POST", "/estimates/{id}/items")
        .summary("Adds, changes or strikes one line of an estimate's sheet.")
        .permission("estimate", "UPDATE")
        .on("estimate", "id")
        .offline();

    fn check(&self, p: &mut Problems) {
        self.item.check("item", p);
    }

    async fn run(self, tx: &TenantTx) -> Result<EstimateDetail> {
        let id = self.id;
        let row = store::row(tx, id).await?;
        require_open(&row)?;
        let mut sheet = sheet_store::load(tx, id).await?;
        self.put(&mut sheet)?;
        resolve(tx, &mut sheet, row.language == "fr").await?;
        sheet_store::save(tx, id, &sheet).await?;
        store::reckon_and_keep(tx, id, &Head::of(&row)?, &sheet).await?;
        told(tx, &row);
        detail(tx, id).await
    }

    fn example() -> Value {
        json!({"id": "est_01h2xcejqtf2nbrexx3vqjhp41", "kind": "BEDROOM", "item": {"article_code": 152, "going": 2}})
    }
}
