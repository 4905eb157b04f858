//! The included objects of a JSON:API document, to which its articles refer by type and id. They
//! are there only if the request asked for them.

use super::{
    MAX_ITEMS,
    json::{Json, Object, unescape},
    references::References,
};
use crate::hash::Hash;

/// Far more than so many articles need: each brings dozens of terms.
const MAX_INCLUDED: usize = 50 * MAX_ITEMS;
/// Far more than any real article has. Each relation is looked up.
pub(super) const MAX_RELATIONS: usize = 100;
/// How many objects of one relation are used.
const MAX_RELATED: usize = 10;

pub(super) struct Included<'a>(References<'a>);

impl<'a> Included<'a> {
    /// `list` is the document's `included`. `bytes` is the length of the feed.
    pub(super) fn new(list: Json<'a>, bytes: usize) -> Included<'a> {
        let mut included = References::new(bytes);
        for object in list.elements().take(MAX_INCLUDED) {
            included.add(id(object), object);
        }
        Included(included)
    }

    /// The object that a reference names, or null.
    pub(super) fn find(&self, reference: Json<'a>) -> Json<'a> {
        self.0.follow(id(reference), reference)
    }

    /// Calls `with` for each of an item's relations, with its name and the object it refers to.
    pub(super) fn each(&self, item: &Object<'a>, with: &mut dyn FnMut(String, Json<'a>)) {
        for (name, relation) in item.get("relationships").members().take(MAX_RELATIONS) {
            for reference in relation.get("data").one_or_many().take(MAX_RELATED) {
                with(unescape(name), reference);
            }
        }
    }

    /// Adds the related objects to an item, under the relations' names.
    pub(super) fn add_all(&self, item: &mut Object<'a>) {
        let mut related = Vec::new();
        self.each(item, &mut |name, reference| {
            related.push((name, self.find(reference)))
        });
        for (name, object) in related {
            item.add(&name, object.get("attributes"));
        }
    }
}

/// Ids are unique only among objects of one type, so the hash covers both.
fn id(object: Json<'_>) -> u64 {
    Hash::of(&[
        object.get("type").text().as_bytes(),
        object.get("id").text().as_bytes(),
    ])
}
