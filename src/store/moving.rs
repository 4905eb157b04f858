//! Moves the carousel for whoever asks, and announces the move.

use super::{Drag, LoadState, Notice, Purpose, Reason, Scroll, Store};
use latest_news_core::carousel::{Geometry, RotationEvent, Step};
use latest_news_core::labels::{Phrase, fill};
use std::ops::Range;

/// If a browser has no `scrollend` event, a viewport without events for this many milliseconds is
/// at rest.
const SETTLED: i64 = 150;
/// The same during a step. It is longer because a busy machine may pause halfway, and such a pause
/// does not mean that the reader stopped the movement.
const STALLED: i64 = 1_000;

/// The position of the carousel, as far as the view shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Position {
    pub can_go_back: bool,
    pub can_go_on: bool,
    /// The first slide of every rest position, and the place of the selected one.
    pub snaps: Vec<usize>,
    pub selected_snap: usize,
    /// The slides that fill the view when scrolling has arrived.
    pub in_view: Range<usize>,
    /// The slides of which any part is visible then.
    pub visible: Range<usize>,
    /// The visible width in CSS pixels. The sizes of pictures follow it.
    pub width: f64,
}

impl Store {
    /// Moves the carousel by a step. If all articles are shown at once, it does nothing.
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
        // The movement remembers a slide itself.
        let waits = self.position.get().in_view.is_empty() && !matches!(step, Step::To(_));
        self.early_step.set(waits.then_some((step, reason)));
        let Some(offset) = offset else { return };
        self.locate();
        self.scroll_to(offset, !self.adapters.deeds.prefers_reduced_motion());
        self.moved(reason);
    }

    /// Like `step`, but after the browser's own response to the event, which may also scroll.
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
        self.sizes_may_differ.set(true);
        let offset = self.movement.borrow_mut().measure(geometry);
        self.locate();
        if let Some(offset) = offset {
            self.scroll_to(offset, false);
        }
        true
    }

    /// Takes the step that was asked for between drawing and measuring.
    pub fn take_early_step(&self) {
        if let Some((step, reason)) = self.early_step.take() {
            self.step(step, reason);
        }
    }

    /// The viewport has been scrolled to an offset.
    pub fn scrolled(&self, offset: f64) {
        self.movement.borrow_mut().scroll(offset);
        self.locate();
        let now = self.adapters.facts.now();
        let silence = match self.movement.borrow().is_moving() {
            true => STALLED,
            false => SETTLED,
        };
        let (_, known) = self.scrolled_at.replace((now, silence));
        // One timer for many events: a new one for each takes time in each frame.
        if !self.is_scrolling() || known != silence {
            self.settle_after(silence);
        }
    }

    fn settle_after(&self, rest: i64) {
        let store = self.clone();
        let settling = self
            .adapters
            .deeds
            .after(rest as u32, Box::new(move || store.settle_in_silence()));
        self.guard(Purpose::Settling, Some(settling));
    }

    /// The viewport is at rest, unless there was an event since the timer was set.
    fn settle_in_silence(&self) {
        let (last, silence) = self.scrolled_at.get();
        let rest = match self.is_held() {
            true => silence,
            false => last + silence - self.adapters.facts.now(),
        };
        // More than the silence is left only if the reader's clock was set back.
        match (1..=silence).contains(&rest) {
            true => self.settle_after(rest),
            false => self.settled(),
        }
    }

    /// The reader's hand is on the row, and the row follows the hand.
    pub fn take_over(&self) {
        self.movement.borrow_mut().take_over();
    }

    /// The browser reports the end of scrolling. A step that has not arrived is only interrupted,
    /// by the next step or by focus. Then the time without events decides when it has ended.
    pub fn scroll_ended(&self) {
        if !self.movement.borrow().is_moving() {
            self.settled();
        }
    }

    /// Whether the viewport has moved and is not at rest yet.
    pub(super) fn is_scrolling(&self) -> bool {
        self.guards[Purpose::Settling as usize].borrow().is_some()
    }

    /// Whether a mouse holds the row. A row that it holds still is not released.
    fn is_held(&self) -> bool {
        matches!(*self.drag.get(), Drag::Pulled { .. })
    }

    /// The viewport came to rest.
    fn settled(&self) {
        if self.is_held() {
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

    /// Scrolls back to the carousel's position, after the element's boxes were made again.
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

    /// "4–6 of 12": the slides in view among all slides. It follows the position. Empty until the
    /// slides are measured.
    pub fn format_position(&self) -> String {
        let in_view = self.position.follow().in_view.clone();
        if in_view.is_empty() {
            return String::new();
        }
        let count = self.teasers.follow().len();
        let locale = self.locale.follow();
        let numbers = |first, last| {
            self.adapters
                .facts
                .format_numbers(&locale.language, first, last)
        };
        fill(
            &locale.label(Phrase::Position),
            &[
                &numbers(in_view.start + 1, in_view.end),
                &numbers(count, count),
            ],
        )
    }

    /// Updates the values that the view follows from the movement.
    pub(super) fn locate(&self) {
        let ready = *self.load_state.get() == LoadState::Ready;
        let rewind = self.options.get().rewind;
        let movement = self.movement.borrow();
        // Slides are measured before they are visible. Until then, several are assumed to need controls.
        let is_measured = !movement.in_view().is_empty();
        let is_assumed =
            !is_measured && self.teasers.get().len() > 1 && !self.options.get().layout.shows_all();
        let can_move = ready && (is_assumed || movement.can_move());
        self.position.set(Position {
            can_go_back: !movement.is_at_start(),
            can_go_on: rewind || is_assumed || !movement.is_at_end(),
            snaps: movement.geometry().snaps(),
            selected_snap: movement.selected_snap(),
            in_view: movement.in_view(),
            visible: movement.visible(),
            width: movement.geometry().viewport,
        });
        self.is_moving.set(movement.is_moving());
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
            // A live region announces the same words again only if it was empty in between.
            self.announcement.set(String::new());
        }
        self.adapters.deeds.notify(&Notice::Slide { index, reason });
        self.restart_clock();
    }

    /// Announces the carousel's position once, and only if the reader asked it to move.
    fn announce_position(&self, index: usize) {
        let teaser = self.teasers.get().get(index).cloned();
        if let Some(teaser) = teaser {
            self.announcement
                .set([&self.format_position(), ": ", &teaser.headline].concat());
        }
    }
}
