//! The start page: every edition as readers see it, with its embed code.

use url::Url;

use crate::config::{Config, Edition};
use crate::render::{embed_code, escaped, live, title};

/// The content of the page.
#[derive(Clone, Debug)]
pub struct Shown {
    editions: Vec<Edition>,
    /// The address at which pages find the folder.
    address: Option<Url>,
}

impl Shown {
    /// Uses `here` if the configuration names no address.
    pub fn of(config: &Config, here: Option<&Url>) -> Shown {
        Shown {
            editions: config.editions.clone(),
            address: config.address.clone().or(here.cloned()),
        }
    }

    pub fn page(&self) -> String {
        let mut page = HEAD.to_owned();
        for edition in &self.editions {
            page += &self.section(edition);
        }
        page + "</main>\n</html>\n"
    }

    fn section(&self, edition: &Edition) -> String {
        let name = escaped(&edition.name);
        let mut section = format!(
            "<section id=\"{name}\">\n<h2>{}</h2>\n<p><a href=\"/{name}.json\">{name}.json</a></p>\n",
            escaped(title(edition))
        );
        section += &live(edition);
        if let Some(address) = &self.address {
            let code = escaped(&embed_code(edition, address));
            section += &format!("\n<h3>For a page</h3>\n<pre><code>{code}</code></pre>\n");
        } else {
            section += NO_CODE;
        }
        section + "</section>\n"
    }
}

const NO_CODE: &str = "\n<h3>For a page</h3>\n<p>Set <code>address</code> in the configuration to where others \
    find this server. Then the code for pages is here.</p>\n";

const HEAD: &str = "<!DOCTYPE html>
<html lang=\"en\">
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width\">
<meta name=\"robots\" content=\"noindex\">
<title>Editions</title>
<style>
  body { max-width: 60rem; margin: 0 auto; padding: 1rem; font-family: system-ui, sans-serif; \
color-scheme: light dark }
  section { margin-block: 3rem }
  pre { padding: 1rem; overflow: auto; border: 1px solid }
</style>
<main>
<h1>Editions</h1>
";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;
    use std::path::Path;

    #[test]
    fn every_edition_is_shown_with_its_code() {
        let text = "address = \"https://news.example/embed/\"\n[edition.news]\nfeeds = \"a.xml\"\n\
                    heading = \"A <b> & \\\"C\\\"\"\n[edition.sport]\nfeeds = \"b.xml\"\n";
        let config = config::read(text, Path::new("")).unwrap();
        let page = Shown::of(&config, None).page();
        for expected in [
            "<section id=\"news\">",
            "<section id=\"sport\">",
            "<h2>A &lt;b&gt; &amp; &quot;C&quot;</h2>",
            "src=\"/latest-news.js\"",
            "https://news.example/embed/",
        ] {
            assert!(page.contains(expected), "{expected}\n{page}");
        }
        assert!(!page.contains("<b>"), "{page}");
        let unnamed = Config {
            address: None,
            ..config
        };
        let page = Shown::of(&unnamed, None).page();
        assert!(page.contains("Set <code>address</code>"), "{page}");
        assert!(!page.contains("<pre>"), "{page}");
    }
}
