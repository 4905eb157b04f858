//! A value that the view follows.
//!
//! Leptos' own signals compile their code again for every type they hold. Here, only the value
//! itself depends on the type. Reading a value inside an effect or a reactive part of the view
//! subscribes to it.

use leptos::reactive::graph::{AnySubscriber, Observer, ReactiveNode};
use std::cell::{Ref, RefCell};

pub struct Watched<T> {
    subscribers: Subscribers,
    value: RefCell<T>,
}

/// The subscribers of a value. Effects that end do not unsubscribe. Leptos' triggers would keep
/// them until the next notification, and most values of a widget never change while its slides come
/// and go.
#[derive(Default)]
struct Subscribers(RefCell<Vec<AnySubscriber>>);

impl Subscribers {
    fn track(&self) {
        let Some(subscriber) = Observer::get() else {
            return;
        };
        let mut all = self.0.borrow_mut();
        if all.contains(&subscriber) {
            return;
        }
        if all.len() == all.capacity() {
            all.retain(|it| it.1.strong_count() > 0);
        }
        all.push(subscriber);
    }

    /// Subscribers subscribe again when they run.
    fn notify(&self) {
        let all = self.0.take();
        for subscriber in all {
            subscriber.mark_dirty();
        }
    }
}

impl<T: PartialEq> Watched<T> {
    pub fn new(value: T) -> Self {
        Self {
            subscribers: Subscribers::default(),
            value: RefCell::new(value),
        }
    }

    /// The value, subscribing to its changes.
    pub fn follow(&self) -> Ref<'_, T> {
        self.subscribers.track();
        self.value.borrow()
    }

    /// The current value, without subscribing.
    pub fn get(&self) -> Ref<'_, T> {
        self.value.borrow()
    }

    /// Sets a value and notifies the subscribers if it differs. True if it does.
    pub fn set(&self, value: T) -> bool {
        let news = *self.value.borrow() != value;
        if news {
            self.value.replace(value);
            self.subscribers.notify();
        }
        news
    }
}

impl<T: PartialEq + Default> Default for Watched<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use leptos::reactive::graph::{AnySource, Subscriber, WithObserver};
    use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
    use std::sync::{Arc, Weak};

    /// A fake effect with the parts that a value uses. It counts how often it is asked to run.
    #[derive(Default)]
    struct Effect(AtomicUsize);

    impl ReactiveNode for Effect {
        fn mark_dirty(&self) {
            self.0.fetch_add(1, Relaxed);
        }
        fn mark_check(&self) {}
        fn mark_subscribers_check(&self) {}
        fn update_if_necessary(&self) -> bool {
            false
        }
    }

    impl Subscriber for Effect {
        fn add_source(&self, _: AnySource) {}
        fn clear_sources(&self, _: &AnySubscriber) {}
    }

    fn follow(effect: &Arc<Effect>, watched: &Watched<u32>) {
        let weak: Weak<dyn Subscriber + Send + Sync> = Arc::downgrade(effect) as _;
        let subscriber = AnySubscriber(Arc::as_ptr(effect) as usize, weak);
        subscriber.with_observer(|| drop(watched.follow()));
    }

    #[test]
    fn who_follows_is_told_once_of_each_change() {
        let (watched, effect) = (Watched::new(1), Arc::new(Effect::default()));
        follow(&effect, &watched);
        follow(&effect, &watched);
        assert!(watched.set(2) && !watched.set(2));
        assert_eq!(effect.0.load(Relaxed), 1);
        // The effect is already marked to run.
        assert!(watched.set(3));
        assert_eq!(effect.0.load(Relaxed), 1);
        follow(&effect, &watched);
        assert!(watched.set(4));
        assert_eq!(effect.0.load(Relaxed), 2);
        // Reading outside of effects does not subscribe.
        drop(watched.follow());
        assert!(watched.subscribers.0.borrow().is_empty());
    }

    #[test]
    fn effects_that_have_ended_are_not_kept() {
        let watched = Watched::new(1);
        let stays = [(); 9].map(|()| Arc::new(Effect::default()));
        for effect in &stays {
            follow(effect, &watched);
        }
        for _ in 0..10_000 {
            follow(&Arc::new(Effect::default()), &watched);
        }
        let kept = watched.subscribers.0.borrow().len();
        assert!(kept <= 4 * stays.len(), "{kept} are kept");
        watched.set(2);
        assert!(stays.iter().all(|effect| effect.0.load(Relaxed) == 1));
    }
}
