//! The rotation's clock, and the register through which stopping one widget stops all.

use super::{Purpose, Reason, Store};
use crate::browser::Guard;
use latest_news_core::carousel::{PauseReason, RotationEvent, Step};
use latest_news_core::options::DEFAULT_AUTOPLAY;
use std::cell::RefCell;
use std::rc::Rc;

thread_local! {
    /// Every widget that offers rotation.
    static ROTATING: RefCell<Vec<Store>> = const { RefCell::new(Vec::new()) };
}

impl Store {
    /// Passes an event to the rotation, and starts or stops its clock.
    pub fn rotation_event(&self, event: RotationEvent) {
        let after = self.rotation.get().after(event);
        self.rotation.set(after);
        self.offers_rotation.set(after.is_offered());
        self.run_clock();
    }

    /// A reason to pause begins or ends.
    pub fn hold(&self, reason: PauseReason, holds: bool) {
        self.rotation_event(match holds {
            true => RotationEvent::Pause(reason),
            false => RotationEvent::Resume(reason),
        });
    }

    /// The reader pressed the rotation control. Stopping one widget stops every widget on the page,
    /// so that nobody has to stop them one by one (WCAG 2.2.2, Understanding).
    pub fn toggle_rotation(&self) {
        if !self.rotation.get().is_running() {
            self.rotation_event(RotationEvent::Start);
            self.catch_up();
            return;
        }
        let all = ROTATING.with_borrow(Clone::clone);
        for store in all {
            store.rotation_event(RotationEvent::Stop);
        }
    }

    /// A script asks for rotation. The rotation control appears, too.
    pub fn play(&self) {
        self.offer_rotation(true);
        self.rotation_event(RotationEvent::Start);
        self.catch_up();
    }

    pub fn pause(&self) {
        self.rotation_event(RotationEvent::Stop);
    }

    pub(super) fn offer_rotation(&self, offered: bool) {
        if offered == self.rotation.get().is_offered() {
            // The interval may have changed.
            self.restart_clock();
        } else if offered {
            let this = Rc::as_ptr(&self.0);
            ROTATING.with_borrow_mut(|all| all.push(self.clone()));
            let registration = Guard::new(move || {
                let rest = |all: &mut Vec<Store>| all.retain(|it| Rc::as_ptr(&it.0) != this);
                ROTATING.with_borrow_mut(rest);
            });
            self.guard(Purpose::Registration, Some(registration));
            let still = self.adapters.deeds.prefers_reduced_motion();
            self.rotation_event(RotationEvent::Offer { still });
        } else {
            self.guard(Purpose::Registration, None);
            self.rotation_event(RotationEvent::Withdraw);
        }
    }

    /// Starts the clock if slides should advance and the clock is not running. Otherwise stops it.
    /// A stopped clock starts from zero, and missed steps are not made up.
    pub(super) fn run_clock(&self) {
        let turning = self.rotation.get().is_turning() && *self.can_move.get();
        if turning == self.is_clock_running.get() {
            return;
        }
        self.is_clock_running.set(turning);
        let clock = turning.then(|| {
            let interval = self.options.get().autoplay.unwrap_or(DEFAULT_AUTOPLAY);
            let store = self.clone();
            self.adapters
                .deeds
                .after(interval, Box::new(move || store.tick()))
        });
        self.guard(Purpose::RotationClock, clock);
    }

    pub(super) fn restart_clock(&self) {
        self.guard(Purpose::RotationClock, None);
        self.is_clock_running.set(false);
        self.run_clock();
    }

    fn tick(&self) {
        // The reader may still be moving the row although no event says so: a pen that scrolls it,
        // for example.
        if self.is_scrolling() {
            return self.restart_clock();
        }
        if !self.position.get().can_go_on {
            self.rotation_event(RotationEvent::Stop);
            return;
        }
        self.step(Step::Next, Reason::Rotation);
        self.restart_clock();
    }
}
