//! How far a message is: a late or repeated event never moves it back (MSG-1).

/// Where an event moves a message that stands at `now`; none when it changes nothing.
pub fn moved(now: &str, told: &'static str) -> Option<&'static str> {
    let on = match told {
        "SENT" => matches!(now, "QUEUED"),
        "DELIVERED" => matches!(now, "QUEUED" | "SENT"),
        "READ" => matches!(now, "QUEUED" | "SENT" | "DELIVERED"),
        "FAILED" => matches!(now, "QUEUED" | "SENT"),
        "BOUNCED" => matches!(now, "SENT" | "DELIVERED"),
        _ => false,
    };
    on.then_some(told)
}

/// What a provider's word means here; none for those that say nothing new.
pub fn of_provider(word: &str) -> Option<&'static str> {
    Some(match word.to_ascii_lowercase().as_str() {
        "sent" => "SENT",
        "delivered" => "DELIVERED",
        "read" => "READ",
        "undelivered" | "failed" => "FAILED",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(events: &[&str]) -> &'static str {
        events.iter().filter_map(|word| of_provider(word)).fold("QUEUED", |now, told| moved(now, told).unwrap_or(now))
    }

    #[test]
    fn msg_1_worked_example_9_rank_decides_not_order() {
        assert_eq!(after(&["read", "delivered", "sent"]), "READ");
        assert_eq!(after(&["queued", "sent", "delivered", "delivered", "sent"]), "DELIVERED");
        assert_eq!(after(&["sent", "failed"]), "FAILED");
        assert_eq!(after(&["delivered", "failed"]), "DELIVERED", "what has arrived has not failed");
        assert_eq!(after(&["undelivered", "delivered"]), "FAILED");
    }
}
