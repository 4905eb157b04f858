//! Nodes that items name by id instead of containing them. Each node is kept once, under a hash of
//! its id. Following references reads no more bytes than the feed has. So a feed whose items all
//! name one long node costs no more than a feed that contains the node once.

use std::{cell::Cell, collections::BTreeMap};

use super::json::Json;

/// How many bytes every feed may read again, for example a page of authors that all items share.
const ALLOWANCE: usize = 1 << 20;

pub(super) struct References<'a> {
    /// A tree, because its look-ups stay short whatever ids a feed chooses. The hash has no key, so
    /// a feed can choose ids whose hashes share any part.
    nodes: BTreeMap<u64, Json<'a>>,
    left: Cell<usize>,
}

impl<'a> References<'a> {
    /// `bytes` is the length of the feed.
    pub(super) fn new(bytes: usize) -> References<'a> {
        References {
            nodes: BTreeMap::new(),
            left: Cell::new(ALLOWANCE + 2 * bytes),
        }
    }

    /// Adds a node. If several have the same id, the longest counts: the others only name it.
    pub(super) fn add(&mut self, id: u64, node: Json<'a>) {
        let known = self.nodes.entry(id).or_insert(node);
        if known.size() < node.size() {
            *known = node;
        }
    }

    /// The node with this id, unless it is the value that names it. Null if there is none, or if
    /// nothing may be read again.
    pub(super) fn follow(&self, id: u64, from: Json<'a>) -> Json<'a> {
        let node = self.nodes.get(&id).filter(|node| !node.is_at(from));
        let Some(node) = node else {
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

    #[test]
    fn ids_whose_hashes_look_alike_cost_no_more() {
        let text = r#"[{"name": "Ada"}, 1]"#;
        let nodes: Vec<_> = check(text).unwrap().elements().collect();
        let mut references = References::new(text.len());
        for id in 0..200_000 {
            references.add(id, nodes[0]);
        }
        // In a list, these look-ups would make 40 thousand million comparisons.
        let found = (0..200_000).filter(|id| !references.follow(id + 100_000, nodes[1]).is_null());
        assert!(found.count() > 1000);
    }
}
