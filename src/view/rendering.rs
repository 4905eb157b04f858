//! The traits that Leptos requires of a view before it mounts one.

use super::drawing::Drawn;
use super::element::View;
use super::nodes::{Old, insert};
use leptos::attr::Attribute;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::prelude::{AddAnyAttr, Render, RenderHtml};
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::types;
use leptos::tachys::view::{Mountable, Position, PositionState};

impl Render for View {
    type State = Drawn;

    /// Takes over the nodes in the root.
    fn build(self) -> Drawn {
        let old = self.scope.root().map(|root| Old::children_of(root));
        self.draw(&old.unwrap_or_default())
    }

    fn rebuild(self, state: &mut Drawn) {
        let old = Old::from(Some(state.node.clone().into()));
        *state = self.draw(&old);
    }
}

impl Mountable for Drawn {
    fn unmount(&mut self) {
        self.node.remove();
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        if self.node.parent_node().as_ref() != Some(parent) {
            insert(parent, &self.node, marker);
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let Some(parent) = self.node.parent_element() else {
            return false;
        };
        child.mount(&parent, Some(&self.node));
        true
    }

    fn elements(&self) -> Vec<types::Element> {
        vec![self.node.clone()]
    }
}

impl AddAnyAttr for View {
    type Output<NewAttribute: Attribute> = Self;

    /// Nobody adds attributes, because the widget is the outermost component.
    fn add_any_attr<NewAttribute: Attribute>(self, _: NewAttribute) -> Self {
        self
    }
}

impl RenderHtml for View {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    #[cfg_attr(target_arch = "wasm32", allow(unused_variables))]
    fn to_html_with_buf(
        self,
        buffer: &mut String,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
        #[cfg(not(target_arch = "wasm32"))]
        self.tree().write_html(buffer);
    }

    /// Drawing already takes nodes over.
    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Drawn {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
