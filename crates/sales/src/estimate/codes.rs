//! The closed lists of an estimate.

codes! {
    State { Draft = "DRAFT", Submitted = "SUBMITTED", Reviewed = "REVIEWED", Locked = "LOCKED" }
}

codes! {
    /// What the figures rest on: a move size, the sheet, or what a person typed.
    Mode { Preset = "PRESET", Inventory = "INVENTORY", Manual = "MANUAL" }
}

codes! {
    /// How it was taken.
    Method { Onsite = "ONSITE", Video = "VIDEO", Phone = "PHONE", SelfSurvey = "SELF_SURVEY" }
}

codes! {
    StopRole { Pickup = "PICKUP", Dropoff = "DROPOFF", Storage = "STORAGE" }
}

codes! {
    RoomKind {
        Kitchen = "KITCHEN",
        LivingRoom = "LIVING_ROOM",
        DiningRoom = "DINING_ROOM",
        Bedroom = "BEDROOM",
        KidsRoom = "KIDS_ROOM",
        Office = "OFFICE",
        Bathroom = "BATHROOM",
        Laundry = "LAUNDRY",
        Basement = "BASEMENT",
        Garage = "GARAGE",
        Outdoor = "OUTDOOR",
        Commercial = "COMMERCIAL",
        Other = "OTHER",
    }
}

codes! {
    Flag {
        Fragile = "FRAGILE",
        Heavy = "HEAVY",
        Bulky = "BULKY",
        Appliance = "APPLIANCE",
        Piano = "PIANO",
        Assembly = "ASSEMBLY",
        Crating = "CRATING",
        HighValue = "HIGH_VALUE",
        Prohibited = "PROHIBITED",
    }
}

codes! {
    PackedBy { Owner = "OWNER", Carrier = "CARRIER", Nobody = "NONE" }
}

codes! {
    Parking { Unknown = "UNKNOWN", AtDoor = "AT_DOOR", Street = "STREET", PermitNeeded = "PERMIT_NEEDED", LoadingDock = "LOADING_DOCK" }
}

/// A stored code of a list.
pub fn read<T: serde::de::DeserializeOwned>(code: &str) -> kernel::Result<T> {
    serde_json::from_value(serde_json::Value::String(code.to_owned())).map_err(kernel::Error::internal)
}
