//! 收到的材料 on the page of a case.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;
pub use zhixing_app::material::stored;
use zhixing_app::material::{Media, Stored};
use zhixing_domain::{ground::entry::By, intake::filing::Material, matter::Matter};

/// 收到的一份材料
#[derive(Debug, Serialize, ToSchema)]
pub struct MaterialView {
    pub title: String,
    /// 种类代码
    pub kind: String,
    pub kind_label: String,
    pub pages: u32,
    /// 扫描件的 SM3；只登记纸质件的为空
    pub file: Option<String>,
    /// 扫描件的格式
    pub format: Option<String>,
    /// 扫描件的字节数；文件库中没有的为空
    pub size: Option<i64>,
    /// 浏览器能直接打开
    pub opens: bool,
    /// 登记人
    pub by: String,
    #[schema(format = DateTime)]
    pub at: String,
}

/// Every material, in the order in which they came.
pub fn views(file: &Matter, stored: &BTreeMap<String, Stored>) -> Vec<MaterialView> {
    let view = |(material, by): &(Material, By)| {
        let info = material.file.as_ref().and_then(|name| stored.get(name));
        let media = info.and_then(|info| info.media);
        let kind = serde_json::to_value(material.kind).ok();
        MaterialView {
            title: material.title.clone(),
            kind: kind.and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default(),
            kind_label: material.kind.title().to_owned(),
            pages: material.pages,
            file: material.file.clone(),
            format: media.map(|media| media.extension().to_uppercase()),
            size: info.map(|info| info.size),
            opens: media.is_some_and(Media::opens),
            by: by.name.clone(),
            at: by.at.to_string(),
        }
    };
    file.filing.materials.iter().map(view).collect()
}
