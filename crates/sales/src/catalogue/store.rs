//! The company's rows laid over the shipped ones.

use engine::TenantTx;
use kernel::{Error, Result, money::Ratio};
use uuid::Uuid;

use super::{article::Article, service::ServiceType, shipped, size::MoveSize};
use crate::{estimate::codes, sql::catalogue as sql};

pub use crate::sql::catalogue::{
    ChangeArticle, ChangeService, ChangeSize, InsertArticle, InsertService, InsertSize, change_article, change_service,
    change_size, insert_article, insert_service, insert_size,
};

/// Hundredths of a cubic foot, as stored.
pub fn centi(cuft: Ratio) -> Result<i32> {
    let scaled = cuft.times(Ratio::whole(100)).map_err(Error::internal)?;
    i32::try_from(scaled.round_half_up()).map_err(Error::internal)
}

/// A stored volume.
pub fn cuft(centi: i32) -> Result<Ratio> {
    Ratio::new(centi.into(), 100).map_err(Error::internal)
}

/// Rows of the company replace shipped ones of the same key and stand behind the others.
fn laid_over<T: Clone, K: Ord>(shipped: &[T], own: Vec<T>, key: fn(&T) -> K) -> Vec<T> {
    let mut out: Vec<T> = shipped.iter().filter(|s| !own.iter().any(|o| key(o) == key(s))).cloned().collect();
    out.extend(own);
    out
}

/// The company's own rows with their ids.
pub async fn own_articles(tx: &TenantTx) -> Result<Vec<(Uuid, Article)>> {
    let read = |row: sql::OwnArticlesRow| -> Result<(Uuid, Article)> {
        Ok((
            row.id,
            Article {
                code: row.code,
                name_en: row.name_en,
                name_fr: row.name_fr,
                aliases: row.aliases,
                volume_cuft: cuft(row.volume_centi_cuft)?,
                weight_lb: row.weight_lb,
                room: codes::read(&row.room_kind)?,
                flags: serde_json::from_value(row.flags).map_err(Error::internal)?,
                is_active: row.is_active,
                is_own: true,
            },
        ))
    };
    sql::own_articles(tx).await?.into_iter().map(read).collect()
}

pub async fn articles(tx: &TenantTx) -> Result<Vec<Article>> {
    let own = own_articles(tx).await?.into_iter().map(|(_, article)| article).collect();
    let mut all = laid_over(&shipped::ARTICLES, own, |a| a.code);
    all.sort_by_key(|a| a.code);
    Ok(all)
}

pub async fn own_sizes(tx: &TenantTx) -> Result<Vec<(Uuid, MoveSize)>> {
    let size = |row: sql::OwnSizesRow| {
        let size = MoveSize {
            code: row.code,
            name_en: row.name_en,
            name_fr: row.name_fr,
            volume_cuft: row.volume_cuft,
            floor_area_sqft: row.floor_area_sqft,
            is_active: row.is_active,
            is_own: true,
        };
        (row.id, size)
    };
    Ok(sql::own_sizes(tx).await?.into_iter().map(size).collect())
}

pub async fn sizes(tx: &TenantTx) -> Result<Vec<MoveSize>> {
    let own = own_sizes(tx).await?.into_iter().map(|(_, size)| size).collect();
    Ok(laid_over(&shipped::SIZES, own, |s| s.code.clone()))
}

pub async fn own_services(tx: &TenantTx) -> Result<Vec<(Uuid, ServiceType)>> {
    let service = |row: sql::OwnServicesRow| -> Result<(Uuid, ServiceType)> {
        let service = ServiceType {
            code: row.code,
            name_en: row.name_en,
            name_fr: row.name_fr,
            load_percent: u32::try_from(row.load_percent).map_err(Error::internal)?,
            unload_percent: u32::try_from(row.unload_percent).map_err(Error::internal)?,
            needs_truck: row.needs_truck,
            is_active: row.is_active,
            is_own: true,
        };
        Ok((row.id, service))
    };
    sql::own_services(tx).await?.into_iter().map(service).collect()
}

pub async fn services(tx: &TenantTx) -> Result<Vec<ServiceType>> {
    let own = own_services(tx).await?.into_iter().map(|(_, service)| service).collect();
    Ok(laid_over(&shipped::SERVICES, own, |s| s.code.clone()))
}
