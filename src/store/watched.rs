//! A value the view follows.
//!
//! Leptos' own signals compile their code anew for every type they hold; a trigger has no type, so
//! a watched value costs next to nothing. Reading it inside an effect or a reactive part of the
//! view subscribes to it.

use leptos::prelude::*;
use std::cell::{Ref, RefCell};

pub struct Watched<T> {
    changed: ArcTrigger,
    value: RefCell<T>,
}

impl<T: PartialEq> Watched<T> {
    pub fn new(value: T) -> Self {
        Self {
            changed: ArcTrigger::new(),
            value: RefCell::new(value),
        }
    }

    /// The value, subscribing to its changes.
    pub fn follow(&self) -> Ref<'_, T> {
        self.changed.track();
        self.value.borrow()
    }

    /// The value as it is now.
    pub fn get(&self) -> Ref<'_, T> {
        self.value.borrow()
    }

    /// Takes a value and tells subscribers, if it is another one. True if it is.
    pub fn set(&self, value: T) -> bool {
        let news = *self.value.borrow() != value;
        if news {
            self.value.replace(value);
            self.changed.notify();
        }
        news
    }
}

impl<T: PartialEq + Default> Default for Watched<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}
