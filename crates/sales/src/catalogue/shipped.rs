//! What every company begins with, read once from the files beside the code.

use std::sync::LazyLock;

use kernel::money::Ratio;

use super::{article::Article, service::ServiceType, size::MoveSize};
use crate::estimate::codes::{self, Flag};

pub static ARTICLES: LazyLock<Vec<Article>> = LazyLock::new(|| lines(include_str!("../../data/articles.txt"), article));
pub static SIZES: LazyLock<Vec<MoveSize>> = LazyLock::new(|| lines(include_str!("../../data/move_sizes.txt"), size));

/// Loading and unloading of each service in percent (SAL-24), and whether it takes a truck.
const SERVICE_ROWS: &[(&str, &str, &str, u32, u32, bool)] = &[
    ("MOVING", "Moving", "Déménagement", 65, 35, true),
    ("MOVING_AND_PACKING", "Moving and packing", "Déménagement et emballage", 65, 35, true),
    ("COMMERCIAL", "Commercial move", "Déménagement commercial", 65, 35, true),
    ("LOAD_ONLY", "Loading only", "Chargement seulement", 65, 0, true),
    ("UNLOAD_ONLY", "Unloading only", "Déchargement seulement", 0, 35, true),
    ("STORAGE_IN", "Into storage", "Vers l'entrepôt", 65, 15, true),
    ("STORAGE_OUT", "Out of storage", "Sortie d'entrepôt", 45, 35, true),
    ("LABOUR_ONLY", "Labour only", "Main-d'œuvre seulement", 65, 35, false),
    ("PACKING", "Packing only", "Emballage seulement", 0, 0, false),
];

pub static SERVICES: LazyLock<Vec<ServiceType>> = LazyLock::new(|| {
    let service = |(code, en, fr, load, unload, truck): &(&str, &str, &str, u32, u32, bool)| ServiceType {
        code: (*code).into(),
        name_en: (*en).into(),
        name_fr: (*fr).into(),
        load_percent: *load,
        unload_percent: *unload,
        needs_truck: *truck,
        is_active: true,
        is_own: false,
    };
    SERVICE_ROWS.iter().map(service).collect()
});

/// Reads the lines of a file; one that cannot be read is left out, and the tests count them.
fn lines<T>(text: &str, read: fn(&[&str]) -> Option<T>) -> Vec<T> {
    let rows = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    rows.filter_map(|line| read(&line.split('|').collect::<Vec<_>>())).collect()
}

fn article(cells: &[&str]) -> Option<Article> {
    let [code, en, fr, cuft, lb, room, flags, aliases] = cells else { return None };
    let flags: Option<Vec<Flag>> = flags.split(',').filter(|f| !f.is_empty()).map(|f| codes::read(f).ok()).collect();
    Some(Article {
        code: code.parse().ok()?,
        name_en: (*en).into(),
        name_fr: (*fr).into(),
        aliases: (*aliases).into(),
        volume_cuft: cuft.parse::<Ratio>().ok()?,
        weight_lb: if lb.is_empty() { None } else { Some(lb.parse().ok()?) },
        room: codes::read(room).ok()?,
        flags: flags?,
        is_active: true,
        is_own: false,
    })
}

fn size(cells: &[&str]) -> Option<MoveSize> {
    let [code, en, fr, cuft, area] = cells else { return None };
    Some(MoveSize {
        code: (*code).into(),
        name_en: (*en).into(),
        name_fr: (*fr).into(),
        volume_cuft: cuft.parse().ok()?,
        floor_area_sqft: if area.is_empty() { None } else { Some(area.parse().ok()?) },
        is_active: true,
        is_own: false,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn count(text: &str) -> usize {
        text.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).count()
    }

    #[test]
    fn every_line_of_the_shipped_files_can_be_read_and_codes_stand_once() {
        assert_eq!(ARTICLES.len(), count(include_str!("../../data/articles.txt")));
        assert_eq!(SIZES.len(), count(include_str!("../../data/move_sizes.txt")));
        assert!(ARTICLES.len() >= 250, "at least 250 articles are shipped, {}", ARTICLES.len());
        assert_eq!(ARTICLES.iter().map(|a| a.code).collect::<BTreeSet<_>>().len(), ARTICLES.len());
        assert_eq!(ARTICLES.iter().map(|a| &a.name_en).collect::<BTreeSet<_>>().len(), ARTICLES.len());
        assert_eq!(ARTICLES.iter().map(|a| &a.name_fr).collect::<BTreeSet<_>>().len(), ARTICLES.len());
        assert_eq!(SIZES.iter().map(|s| &s.code).collect::<BTreeSet<_>>().len(), SIZES.len());
    }

    #[test]
    fn the_reference_codes_101_to_150_have_their_cubic_feet() {
        let of = |code| ARTICLES.iter().find(|a| a.code == code).map(|a| a.volume_cuft.to_string()).unwrap_or_default();
        assert!((101..=150).all(|code| ARTICLES.iter().any(|a| a.code == code)));
        for (code, cuft) in [(101, "5"), (102, "10"), (107, "60"), (109, "80"), (127, "110"), (142, "26"), (150, "3")] {
            assert_eq!(of(code), cuft, "{code}");
        }
    }

    #[test]
    fn sal_29_there_is_a_shipped_list_of_prohibited_articles() {
        assert!(ARTICLES.iter().filter(|a| a.flags.contains(&Flag::Prohibited)).count() >= 20);
    }

    #[test]
    fn sal_24_shares_of_the_services() {
        let of = |code: &str| SERVICES.iter().find(|s| s.code == code).map(|s| (s.load_percent, s.unload_percent));
        assert_eq!((of("MOVING"), of("LOAD_ONLY"), of("UNLOAD_ONLY")), (Some((65, 35)), Some((65, 0)), Some((0, 35))));
        assert_eq!((of("STORAGE_IN"), of("STORAGE_OUT")), (Some((65, 15)), Some((45, 35))));
    }
}
