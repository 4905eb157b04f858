//! What mdBook's pages need for narrow screens and for the keyboard. Pure.

/// A page without mdBook's enlarged copies of pictures, which need its own style sheet, and with
/// tables that can be read on a phone.
pub fn finished(html: &str) -> String {
    let html = each(
        html,
        ("<label class=\"checkbox-label\">", "</label>"),
        picture,
    );
    each(&html, ("<table>", "</table>"), table).replace(
        "<div class=\"table-wrapper\">",
        // A table that is wider than the screen scrolls by itself, which keys must be able to do, too.
        "<div class=\"table-wrapper\" role=\"group\" aria-label=\"Table\" tabindex=\"0\">",
    )
}

/// Replaces every text between two marks, marks included.
fn each(html: &str, (start, end): (&str, &str), replaced: impl Fn(&str) -> String) -> String {
    let mut written = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(start) {
        let Some((inside, after)) = after.split_once(end) else {
            break;
        };
        written += before;
        written += &replaced(inside);
        rest = after;
    }
    written + rest
}

/// The picture itself, which stands between the control and its enlarged copy.
fn picture(inside: &str) -> String {
    let from = inside.find("<img").unwrap_or(0);
    let to = inside.find("<span").unwrap_or(inside.len());
    inside.get(from..to).unwrap_or_default().to_owned()
}

/// Each cell names its column in `data-column`, because on a phone the cells are below each other.
fn table(inside: &str) -> String {
    let columns: Vec<String> = inside
        .split("<th")
        .skip(1)
        .filter_map(|cell| cell.strip_prefix('>')?.split("</th>").next())
        .map(|head| words(head).replace('"', "&quot;"))
        .collect();
    let mut text = "<table>".to_owned();
    for (at, row) in inside.split("<tr").enumerate() {
        text += if at > 0 { "<tr" } else { "" };
        for (column, cell) in row.split("<td").enumerate() {
            let column = column.checked_sub(1).map(|column| columns.get(column));
            text += &match column {
                Some(Some(name)) => format!("<td data-column=\"{name}\"{cell}"),
                Some(None) => format!("<td{cell}"),
                None => cell.to_owned(),
            };
        }
    }
    text + "</table>"
}

/// The text of a cell without its tags.
fn words(html: &str) -> String {
    let parts = html.split('<').enumerate();
    let texts = parts.map(|(at, part)| match at {
        0 => part,
        _ => part.split_once('>').map_or("", |(_, text)| text),
    });
    texts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_there_once() {
        let html = "<p><label class=\"checkbox-label\"><input type=\"checkbox\"><img src=\"a.png\">\
                    <span class=\"img-wrapper\"><img src=\"a.png\"></span></label></p>";
        assert_eq!(finished(html), "<p><img src=\"a.png\"></p>");
    }

    #[test]
    fn cells_name_their_columns() {
        let html = "<table><thead><tr><th>a <code>b</code></th><th></th></tr></thead><tbody>\
                    <tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></tbody></table>x";
        assert_eq!(
            finished(html),
            "<table><thead><tr><th>a <code>b</code></th><th></th></tr></thead><tbody>\
             <tr><td data-column=\"a b\">1</td><td data-column=\"\">2</td></tr>\
             <tr><td data-column=\"a b\">3</td></tr></tbody></table>x"
        );
    }
}
