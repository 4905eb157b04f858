//! Nodes that items name by id instead of containing them. Each node is kept once, under a hash of
//! its id. Following references reads no more bytes than the feed has. So a feed whose items all
//! name one long node costs no more than a feed that contains the node once.

use std::cell::Cell;

use super::json::Json;

/// One list for each value of a hash's first byte, so that each list is short.
const LISTS: usize = 256;
/// How many bytes every feed may read again, for example a page of authors that all items share.
const ALLOWANCE: usize = 1 << 20;

pub(super) struct References<'a> {
    lists: Vec<Vec<(u64, Json<'a>)>>,
    left: Cell<usize>,
}

impl<'a> References<'a> {
    /// `bytes` is the length of the feed.
    pub(super) fn new(bytes: usize) -> References<'a> {
        References {
            lists: vec![Vec::new(); LISTS],
            left: Cell::new(ALLOWANCE + 2 * bytes),
        }
    }

    /// Adds a node. If several have the same id, the longest counts: the others only name it.
    pub(super) fn add(&mut self, id: u64, node: Json<'a>) {
        if let Some(list) = self.lists.get_mut(place(id)) {
            match list.iter_mut().find(|(known, _)| *known == id) {
                Some((_, known)) if known.size() >= node.size() => {}
                Some((_, known)) => *known = node,
                None => list.push((id, node)),
            }
        }
    }

    /// The node with this id, unless it is the value that names it. Null if there is none, or if
    /// nothing may be read again.
    pub(super) fn follow(&self, id: u64, from: Json<'a>) -> Json<'a> {
        let list = self.lists.get(place(id));
        let mut known = list.into_iter().flatten();
        let Some((_, node)) = known.find(|(known, node)| *known == id && !node.is_at(from)) else {
            return Json::NULL;
        };
        match self.left.get().checked_sub(node.size()) {
            Some(left) => {
                self.left.set(left);
                *node
            }
            None => Json::NULL,
        }
    }
}

fn place(id: u64) -> usize {
    (id >> 56) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::json::check;

    #[test]
    fn the_longest_node_of_an_id_is_followed() {
        let text = r#"[{"@id": "a"}, {"@id": "a", "name": "Ada"}, {"@id": "a", "n": 1}]"#;
        let nodes: Vec<_> = check(text).unwrap().elements().collect();
        let mut references = References::new(text.len());
        for node in &nodes {
            references.add(1, *node);
        }
        assert_eq!(references.follow(1, nodes[0]).get("name").text(), "Ada");
        assert!(references.follow(1, nodes[1]).is_null(), "itself");
        assert!(references.follow(2, nodes[0]).is_null());
    }

    #[test]
    fn what_is_read_by_following_ends() {
        let text = format!(r#"[{{"@id": "a"}}, {{"name": "{}"}}]"#, "x".repeat(500_000));
        let nodes: Vec<_> = check(&text).unwrap().elements().collect();
        let mut references = References::new(text.len());
        references.add(1, nodes[1]);
        let followed = (0..100).filter(|_| !references.follow(1, nodes[0]).is_null());
        assert_eq!(followed.count(), 4);
    }
}
