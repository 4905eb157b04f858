//! Moving the carousel, whoever asks for it, and saying so.

use super::{Drag, LoadState, Notice, Purpose, Reason, Scroll, Store};
use latest_news_core::carousel::{Geometry, RotationEvent, Step};
use latest_news_core::labels::{Phrase, fill};
use std::ops::Range;

/// Without a `scrollend` event, a viewport silent for so many milliseconds has come to rest.
const SETTLED: u32 = 150;
/// The same while a step is under way. It is longer, because a busy machine may pause halfway, and
/// such a pause is not a stop by the reader.
const STALLED: u32 = 1_000;

/// Where the carousel is, as far as the view shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Position {
    pub can_go_back: bool,
    pub can_go_on: bool,
    /// The first slide of every rest position, and which of them is selected.
    pub snaps: Vec<usize>,
    pub selected_snap: usize,
    /// The slides that fill the view once scrolling has arrived.
    pub in_view: Range<usize>,
    /// The slides of which any part is visible then.
    pub visible: Range<usize>,
    /// Scripted scrolling is under way.
    pub is_moving: bool,
    /// The visible width in CSS pixels, which the pictures' sizes follow.
    pub width: f64,
}

impl Store {
    /// Moves the carousel by a step; where all articles are on show, there is nowhere to go.
    pub fn step(&self, step: Step, reason: Reason) {
        let last = self.teasers.get().len().saturating_sub(1);
        let step = match step {
            Step::To(slide) => Step::To(slide.min(last)),
            step => step,
        };
        if self.options.get().layout.shows_all() || *self.load_state.get() != LoadState::Ready {
            return;
        }
        let rewind = self.options.get().rewind;
        let offset = self.movement.borrow_mut().step(step, rewind);
        let Some(offset) = offset else { return };
        self.locate();
        self.scroll_to(offset, !self.adapters.deeds.prefers_reduced_motion());
        self.moved(reason);
    }

    /// The same, once the browser has done what it does by itself: it may scroll as well.
    pub fn step_soon(&self, step: Step, reason: Reason) {
        let store = self.clone();
        let act = Box::new(move || store.step(step, reason));
        let soon = self.adapters.deeds.after(0, act);
        self.guard(Purpose::Step, Some(soon));
    }

    /// The viewport was measured. True if its geometry has changed.
    pub fn measure(&self, geometry: Geometry) -> bool {
        if self.movement.borrow().knows(&geometry) {
            return false;
        }
        let offset = self.movement.borrow_mut().measure(geometry);
        self.locate();
        if let Some(offset) = offset {
            self.scroll_to(offset, false);
        }
        true
    }

    /// The viewport is scrolled to an offset.
    pub fn scrolled(&self, offset: f64) {
        self.movement.borrow_mut().scroll(offset);
        self.locate();
        let store = self.clone();
        let silence = match self.movement.borrow().is_moving() {
            true => STALLED,
            false => SETTLED,
        };
        let settling = self
            .adapters
            .deeds
            .after(silence, Box::new(move || store.settled()));
        self.guard(Purpose::Settling, Some(settling));
    }

    /// The reader's hand is on the row: it goes where the hand moves it.
    pub fn take_over(&self) {
        self.movement.borrow_mut().take_over();
    }

    /// The browser says that scrolling ended. A step that is not there yet is only interrupted, by
    /// the next step or by focus: the silence afterwards tells.
    pub fn scroll_ended(&self) {
        if !self.movement.borrow().is_moving() {
            self.settled();
        }
    }

    /// Whether the viewport has moved and not come to rest yet.
    pub(super) fn is_scrolling(&self) -> bool {
        self.guards[Purpose::Settling as usize].borrow().is_some()
    }

    /// The viewport came to rest.
    fn settled(&self) {
        // A mouse that holds the row still has not let go of it.
        if matches!(*self.drag.get(), Drag::Pulled { .. }) {
            return;
        }
        self.guard(Purpose::Settling, None);
        let unfinished = self.movement.borrow_mut().finish();
        let moved = unfinished.is_none() && self.movement.borrow_mut().settle();
        self.locate();
        if let Some(offset) = unfinished {
            self.scroll_to(offset, false);
        }
        if moved {
            self.moved(Reason::Scroll);
        }
    }

    /// Scrolls back to where the carousel was, after the element's boxes were made anew.
    pub fn restore_position(&self) {
        let offset = {
            let movement = self.movement.borrow();
            movement.geometry().offset_of(movement.selected())
        };
        self.scroll_to(offset, false);
    }

    /// Ends a drag at the next slide in its direction.
    pub fn let_go(&self, forward: bool) {
        let slide = self.movement.borrow().slide_towards(forward);
        self.step(Step::To(slide), Reason::Scroll);
    }

    /// "4–6 of 12": the slides in view among all of them. Follows the position.
    pub fn format_position(&self) -> String {
        let in_view = self.position.follow().in_view.clone();
        let count = self.teasers.follow().len();
        let locale = self.locale.follow();
        let numbers = |first, last| {
            self.adapters
                .facts
                .format_numbers(&locale.language, first, last)
        };
        let first = in_view.start + 1;
        fill(
            &locale.label(Phrase::Position),
            &[
                &numbers(first, in_view.end.max(first)),
                &numbers(count, count),
            ],
        )
    }

    /// Brings what the view follows into line with the movement.
    pub(super) fn locate(&self) {
        let ready = *self.load_state.get() == LoadState::Ready;
        let rewind = self.options.get().rewind;
        let movement = self.movement.borrow();
        let can_move = ready && movement.can_move();
        self.position.set(Position {
            can_go_back: !movement.is_at_start(),
            can_go_on: rewind || !movement.is_at_end(),
            snaps: movement.geometry().snaps(),
            selected_snap: movement.selected_snap(),
            in_view: movement.in_view(),
            visible: movement.visible(),
            is_moving: movement.is_moving(),
            width: movement.geometry().viewport,
        });
        drop(movement);
        if self.can_move.set(can_move) {
            self.run_clock();
        }
    }

    fn scroll_to(&self, offset: f64, smooth: bool) {
        let right_to_left = self.locale.get().right_to_left;
        self.adapters.deeds.scroll_to(Scroll {
            offset,
            right_to_left,
            smooth,
        });
    }

    fn moved(&self, reason: Reason) {
        let index = self.movement.borrow().selected();
        if reason.is_by_reader() {
            self.rotation_event(RotationEvent::Moved);
        }
        if matches!(reason, Reason::Control | Reason::Marker) {
            self.announce_position(index);
        } else {
            // The same words again would not be news.
            self.announcement.set(String::new());
        }
        self.adapters.deeds.notify(&Notice::Slide { index, reason });
        self.restart_clock();
    }

    /// Says where the carousel is now, once, and only because the reader asked it to move.
    fn announce_position(&self, index: usize) {
        let teaser = self.teasers.get().get(index).cloned();
        if let Some(teaser) = teaser {
            self.announcement
                .set([&self.format_position(), ": ", &teaser.headline].concat());
        }
    }
}
