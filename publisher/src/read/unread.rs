//! Why feed-rs has not read a feed. It knows no other reason than that there is no root if its own
//! reader of XML refuses the first tag, so that reader is asked again.

use quick_xml::NsReader;
use quick_xml::errors::Error;
use quick_xml::events::Event;
use quick_xml::name::NamespaceError;

use super::ReadError;

/// The reason for a text that feed-rs has refused in these words.
pub fn reason(text: &str, words: &str) -> ReadError {
    let mut reader = NsReader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(Error::Namespace(NamespaceError::TooManyBindings(most))) => {
                return ReadError::TooManyNamespaces { most };
            }
            Err(error) => return unread(&error.to_string()),
        }
    }
    unread(words)
}

fn unread(why: &str) -> ReadError {
    ReadError::UnreadXml {
        why: why.replace('\n', " "),
    }
}

#[cfg(test)]
mod tests {
    use super::super::xml;

    fn feed(root: &str, channel: &str) -> String {
        format!(
            "<rss version=\"2.0\" {root}><channel {channel}><title>T</title><item><title>A</title>\
             <link>https://news.example/a</link></item></channel></rss>"
        )
    }

    fn declarations(count: usize) -> String {
        (0..count)
            .map(|n| format!("xmlns:a{n}=\"https://a.example/{n}\" "))
            .collect()
    }

    #[track_caller]
    fn check(feed: &str, expected: Option<&str>) {
        let read = xml::read(feed, "https://news.example/rss.xml");
        let error = read.err().map(|error| error.to_string());
        assert_eq!(error.as_deref(), expected);
    }

    #[test]
    fn the_first_tag_is_refused_for_what_is_wrong_with_it() {
        const MANY: &str = "cannot be used: its XML declares more than 128 namespaces (xmlns:) at once; \
            leave out those that it does not use";
        check(&feed(&declarations(128), ""), None);
        check(&feed(&declarations(129), ""), Some(MANY));
        check(&feed(&declarations(5_000), ""), Some(MANY));
        check(&feed(&declarations(100), &declarations(100)), Some(MANY));
        check(
            &feed("xmlns:xml=\"https://a.example/\"", ""),
            Some(
                "cannot be used: its XML is no feed that can be read: the namespace prefix 'xml' \
                 cannot be bound to 'https://a.example/'",
            ),
        );
    }
}
