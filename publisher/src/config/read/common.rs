//! What is set for all editions: the address of the folder, pictures, and hosts.

use toml::Spanned;
use toml::de::DeValue;
use url::Url;

use crate::config::section::Section;
use crate::config::{Pictures, Problem};

/// In pixels. No picture needs to be wider than a screen.
const WIDEST: i64 = 4096;
/// Most sizes of one picture. Each costs time and space.
const MOST_WIDTHS: usize = 8;

pub fn address(value: &str) -> Result<Url, &'static str> {
    const NOT_PUBLIC: &str = "is not a public http(s) address";
    let mut url = Url::parse(value.trim()).map_err(|_| NOT_PUBLIC)?;
    // Everybody reads it in the files. So a password in it would be none.
    let is_public = url.username().is_empty() && url.password().is_none();
    if !matches!(url.scheme(), "http" | "https") || !is_public {
        return Err(NOT_PUBLIC);
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err("has a query or a fragment, and no file is below such an address");
    }
    if !url.path().ends_with('/') {
        url.set_path(&format!("{}/", url.path()));
    }
    Ok(url)
}

pub fn pictures(top: &mut Section<'_>, problems: &mut Vec<Problem>) -> Option<Pictures> {
    match top.take("pictures").map(Spanned::get_ref) {
        None | Some(DeValue::Boolean(true)) => return Some(Pictures::default()),
        Some(DeValue::Boolean(false)) => return None,
        Some(_) => {}
    }
    let mut section = top.section("pictures")?;
    let mut pictures = Pictures::default();
    if let Some((mut widths, span)) = section.numbers("widths") {
        widths.sort_unstable();
        widths.dedup();
        let fit = widths.iter().all(|width| (16..=WIDEST).contains(width));
        if fit && (1..=MOST_WIDTHS).contains(&widths.len()) {
            pictures.widths = widths
                .iter()
                .filter_map(|w| u32::try_from(*w).ok())
                .collect();
        } else {
            let message = format!(
                "pictures.widths must be 1 to {MOST_WIDTHS} widths of 16 to {WIDEST} pixels, such \
                 as [320, 640, 960]"
            );
            section.problem(&span, message);
        }
    }
    problems.extend(section.end());
    Some(pictures)
}

/// Whether this is a host, with or without a port. Hosts are compared as a whole, so a pattern would
/// allow none.
pub fn is_host(text: &str) -> bool {
    let other = |c: char| c.is_whitespace() || matches!(c, '/' | '@' | '*' | '?' | '#' | '\\');
    let bare = text.parse::<std::net::Ipv6Addr>().is_ok();
    !text.contains(other) && (bare || Url::parse(&format!("http://{text}/")).is_ok())
}
