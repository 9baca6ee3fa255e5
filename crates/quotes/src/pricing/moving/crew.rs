//! How many people and trucks a load needs (SAL-23).

use kernel::money::Ratio;

use crate::pricing::input::Article;

/// Trucks for a weight in lb: one for each started 10,000.
pub(in crate::pricing) fn trucks(weight_lb: Ratio) -> u32 {
    started(weight_lb, 10_000)
}

/// People for a weight in lb, articles aside.
pub(in crate::pricing) fn by_weight(weight_lb: Ratio) -> u32 {
    if weight_lb < Ratio::whole(1_500) {
        return 2;
    }
    match weight_lb.minus(Ratio::whole(5_000)) {
        Ok(above) if !above.is_negative() => 3 + started(above, 3_000),
        _ => 3,
    }
}

/// People the heaviest article needs: three over 350 lb, four over 500 lb.
pub(in crate::pricing) fn by_articles(articles: &[Article]) -> u32 {
    let heaviest = articles.iter().filter(|article| article.count > 0).map(|article| article.weight_lb).max();
    match heaviest {
        Some(weight_lb) if weight_lb > Ratio::whole(500) => 4,
        Some(weight_lb) if weight_lb > Ratio::whole(350) => 3,
        _ => 0,
    }
}

fn started(amount: Ratio, size: i64) -> u32 {
    let steps = amount.over(Ratio::whole(size)).map_or(0, Ratio::ceil);
    u32::try_from(steps.max(0)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sal_23_crew_follows_the_weight() {
        let crew = |lb| by_weight(Ratio::whole(lb));
        assert_eq!([crew(1_499), crew(1_500), crew(4_999), crew(5_000)], [2, 3, 3, 3]);
        assert_eq!([crew(5_001), crew(8_000), crew(8_001)], [4, 4, 5]);
        assert_eq!([trucks(Ratio::whole(10_000)), trucks(Ratio::whole(10_001))], [1, 2]);
    }

    #[test]
    fn sal_23_heavy_articles_need_more_people() {
        let need = |lb| by_articles(&[Article { name: "safe".into(), weight_lb: Ratio::whole(lb), count: 1 }]);
        assert_eq!([need(350), need(351), need(500), need(501)], [0, 3, 3, 4]);
    }
}
