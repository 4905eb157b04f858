//! Which slide is first in view, and the scroll offset that brings another one there.
//!
//! The reader scrolls natively, and this module follows. It asks for scrolling only for a control,
//! a method, the rotation or a new geometry.

use super::Geometry;
use std::ops::Range;

/// A request to move the carousel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Next,
    Previous,
    /// To a slide by its position, counted from 0. A position beyond the last means the last slide.
    To(usize),
}

/// The carousel's position. A move returns the scroll offset to go to, if there is one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Movement {
    geometry: Geometry,
    offset: f64,
    /// The first slide in view. Resizing keeps it.
    selected: usize,
    /// The selection that was last reported.
    reported: usize,
    /// The offset that scripted scrolling is going to.
    target: Option<f64>,
    /// Whether the selected slide has another place than when the row was last measured.
    is_displaced: bool,
}

impl Movement {
    pub fn geometry(&self) -> &Geometry {
        &self.geometry
    }

    /// The first slide in view. During scripted scrolling, the slide that will be first.
    pub fn selected(&self) -> usize {
        self.selected
    }

    pub fn selected_snap(&self) -> usize {
        self.geometry.snap_of(self.selected)
    }

    /// The slides of which any part is visible. During scripted scrolling, the slides that will be
    /// visible, so that Tab does not go back to slides that are leaving.
    pub fn visible(&self) -> Range<usize> {
        self.geometry.visible(self.target.unwrap_or(self.offset))
    }

    /// The slides that fill the view when scripted scrolling has arrived.
    pub fn in_view(&self) -> Range<usize> {
        let end = self.selected + self.geometry.slides_per_view();
        self.selected..end.min(self.geometry.count)
    }

    /// Whether scripted scrolling is in progress.
    pub fn is_moving(&self) -> bool {
        self.target.is_some()
    }

    /// The slide at whose start a drag ends, in the direction of the drag.
    pub fn slide_towards(&self, forward: bool) -> usize {
        self.geometry.slide_towards(self.offset, forward)
    }

    /// False if every slide is in view, so that controls would do nothing.
    pub fn can_move(&self) -> bool {
        self.geometry.snaps().len() > 1
    }

    pub fn is_at_start(&self) -> bool {
        self.geometry
            .is_start(self.geometry.offset_of(self.selected))
    }

    pub fn is_at_end(&self) -> bool {
        self.geometry.is_end(self.geometry.offset_of(self.selected))
    }

    /// The row has other slides now. The slide that was selected is now at this place.
    pub fn displace(&mut self, slide: usize) {
        self.selected = slide;
        self.reported = slide;
        self.target = None;
        self.is_displaced = true;
    }

    /// Whether a measurement brings nothing new.
    pub fn knows(&self, geometry: &Geometry) -> bool {
        self.geometry == *geometry && !self.is_displaced
    }

    /// Takes a new measurement. The first slide in view stays the first.
    #[must_use]
    pub fn measure(&mut self, geometry: Geometry) -> Option<f64> {
        let unchanged = self.knows(&geometry);
        self.geometry = geometry;
        self.is_displaced = false;
        if unchanged || !geometry.is_measured() {
            return None;
        }
        self.selected = self.selected.min(geometry.count - 1);
        self.reported = self.selected;
        let offset = geometry.offset_of(self.selected);
        self.target = None;
        if geometry.is_same(self.offset, offset) {
            return None;
        }
        self.offset = offset;
        Some(offset)
    }

    /// Follows the viewport's scroll offset. A row that bounces beyond an end counts as at that
    /// end.
    pub fn scroll(&mut self, offset: f64) {
        let offset = self.geometry.within(offset);
        self.offset = offset;
        match self.target {
            Some(target) if self.geometry.is_same(target, offset) => self.target = None,
            Some(_) => {}
            None => self.follow(),
        }
    }

    /// From here on the reader's hand scrolls. The target of scripted scrolling is forgotten.
    pub fn take_over(&mut self) {
        self.target = None;
    }

    /// The viewport came to rest. Returns the offset to scroll to at once if scripted scrolling did
    /// not reach its target and no hand took over. In WebKit, focus that scrolls into the row
    /// meanwhile leaves the row elsewhere, even between two slides.
    #[must_use]
    pub fn finish(&mut self) -> Option<f64> {
        self.offset = self.target.take()?;
        Some(self.offset)
    }

    /// The viewport came to rest where the reader left it. True if the selection there has not been
    /// reported yet.
    pub fn settle(&mut self) -> bool {
        self.follow();
        let news = self.reported != self.selected;
        self.reported = self.selected;
        news
    }

    /// Moves by a view or to a slide. `None` if there is nowhere to go.
    #[must_use]
    pub fn step(&mut self, step: Step, rewind: bool) -> Option<f64> {
        if !self.geometry.is_measured() {
            // There is nothing to scroll yet. As soon as there is, the carousel begins at this
            // slide.
            if let Step::To(slide) = step {
                self.displace(slide);
            }
            return None;
        }
        let here = self.geometry.offset_of(self.selected);
        let snaps = self.geometry.snaps();
        let slide = match step {
            Step::To(slide) => Some(slide.min(self.geometry.count - 1)),
            Step::Next if self.is_at_end() => rewind.then_some(0),
            Step::Next => snaps
                .into_iter()
                .find(|snap| self.differs(*snap, here) && self.is_after(*snap, here)),
            Step::Previous if self.is_at_start() => None,
            Step::Previous => snaps
                .into_iter()
                .rev()
                .find(|snap| self.differs(*snap, here) && !self.is_after(*snap, here)),
        }?;
        let offset = self.geometry.offset_of(slide);
        self.selected = self.geometry.first_in_view(offset).min(slide);
        self.reported = self.selected;
        let is_there = self.geometry.is_same(self.offset, offset);
        if is_there && self.target.is_none() {
            return None;
        }
        // The viewport may be at the target already but about to leave it, so it must be told to
        // stay.
        self.target = (!is_there).then_some(offset);
        Some(offset)
    }

    fn differs(&self, slide: usize, offset: f64) -> bool {
        !self
            .geometry
            .is_same(self.geometry.offset_of(slide), offset)
    }

    fn is_after(&self, slide: usize, offset: f64) -> bool {
        self.geometry.offset_of(slide) > offset
    }

    fn follow(&mut self) {
        // At the far end the first slide may have no rest position of its own.
        if self.geometry.is_measured() {
            self.selected = self.geometry.first_in_view(self.offset);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Twelve slides of 300 pixels, with three in view.
    fn movement() -> Movement {
        let mut movement = Movement::default();
        assert_eq!(movement.measure(row(12, 932.0)), None);
        movement
    }

    fn row(count: usize, viewport: f64) -> Geometry {
        Geometry {
            count,
            step: 316.0,
            slide: 300.0,
            viewport,
        }
    }

    #[test]
    fn steps_go_view_by_view() {
        #[track_caller]
        fn check(from: usize, step: Step, rewind: bool, offset: Option<f64>, selected: usize) {
            let mut movement = movement();
            movement.scroll(movement.geometry().offset_of(from));
            assert_eq!(movement.step(step, rewind), offset);
            assert_eq!(movement.selected(), selected);
        }
        check(0, Step::Next, true, Some(948.0), 3);
        check(3, Step::Next, true, Some(1896.0), 6);
        check(6, Step::Next, true, Some(2844.0), 9);
        check(9, Step::Next, true, Some(0.0), 0);
        check(9, Step::Next, false, None, 9);
        check(0, Step::Previous, true, None, 0);
        check(3, Step::Previous, true, Some(0.0), 0);
        check(9, Step::Previous, false, Some(1896.0), 6);
        // Between two rest positions, after a swipe of one slide.
        check(1, Step::Next, true, Some(948.0), 3);
        check(1, Step::Previous, true, Some(0.0), 0);
        check(0, Step::To(4), true, Some(1264.0), 4);
        check(0, Step::To(0), true, None, 0);
        check(0, Step::To(usize::MAX), true, Some(2844.0), 9);
    }

    #[test]
    fn quick_steps_count_from_where_the_first_is_going() {
        let mut movement = movement();
        assert_eq!(movement.step(Step::Next, true), Some(948.0));
        movement.scroll(120.0);
        assert_eq!(movement.selected(), 3);
        assert_eq!(movement.step(Step::Next, true), Some(1896.0));
        movement.scroll(1896.0);
        assert!(!movement.settle());
        assert_eq!(movement.selected(), 6);
    }

    #[test]
    fn a_reader_who_takes_over_decides_where_scrolling_ends() {
        let mut movement = movement();
        assert_eq!(movement.step(Step::Next, true), Some(948.0));
        movement.scroll(200.0);
        assert!(movement.is_moving());
        movement.take_over();
        movement.scroll(316.0);
        assert_eq!(movement.finish(), None);
        assert!(movement.settle());
        assert_eq!(movement.selected(), 1);
        assert!(!movement.is_moving() && !movement.settle());
    }

    #[test]
    fn a_step_that_stops_elsewhere_is_finished_once() {
        for stop in [0.0, 200.0, 316.0] {
            let mut movement = movement();
            assert_eq!(movement.step(Step::Next, true), Some(948.0));
            movement.scroll(stop);
            assert_eq!(movement.finish(), Some(948.0), "stopped at {stop}");
            assert_eq!(movement.selected(), 3);
            assert!(!movement.is_moving() && movement.finish().is_none());
            assert!(!movement.settle(), "it was told when it started");
        }
    }

    #[test]
    fn scrolling_by_the_reader_is_news_once_it_rests() {
        let mut movement = movement();
        for offset in [40.0, 300.0, 632.0] {
            movement.scroll(offset);
        }
        assert_eq!(movement.selected(), 2);
        assert!(movement.settle());
        assert!(!movement.settle());
    }

    #[test]
    fn a_new_width_keeps_the_first_slide_in_view() {
        #[track_caller]
        fn check(from: usize, viewport: f64, offset: Option<f64>, selected: usize) {
            let mut movement = movement();
            movement.scroll(movement.geometry().offset_of(from));
            let narrow = Geometry {
                step: 266.0,
                slide: 250.0,
                ..row(12, viewport)
            };
            assert_eq!(movement.measure(narrow), offset);
            assert_eq!(movement.selected(), selected);
        }
        check(0, 250.0, None, 0);
        check(4, 250.0, Some(1064.0), 4);
        check(9, 782.0, Some(2394.0), 9);
        // The row is hidden: it scrolls nothing and forgets nothing.
        check(4, 0.0, None, 4);
    }

    #[test]
    fn fewer_slides_than_before_select_the_last() {
        let mut movement = movement();
        movement.scroll(2844.0);
        assert_eq!(movement.measure(row(4, 300.0)), Some(948.0));
        assert_eq!(movement.selected(), 3);
    }

    #[test]
    fn nothing_moves_where_everything_is_in_view_or_nothing_is_measured() {
        for geometry in [
            row(0, 932.0),
            row(1, 932.0),
            row(3, 932.0),
            Geometry::default(),
        ] {
            let mut movement = Movement::default();
            assert_eq!(movement.measure(geometry), None);
            for step in [Step::Next, Step::Previous, Step::To(7)] {
                assert_eq!(movement.step(step, true), None, "{step:?} in {geometry:?}");
            }
            assert!(!movement.can_move());
        }
    }

    /// An event of a carousel.
    #[derive(Clone, Copy, Debug)]
    enum Event {
        Measure(Geometry),
        Scroll(f64),
        TakeOver,
        Finish,
        Settle,
        Step(Step, bool),
    }

    impl Movement {
        /// Returns the scroll offset asked for, the selection then, and whether the carousel is
        /// moving.
        fn after(mut self, event: Event) -> (Option<f64>, usize, bool) {
            let mut offset = None;
            match event {
                Event::Measure(geometry) => offset = self.measure(geometry),
                Event::Scroll(to) => self.scroll(to),
                Event::TakeOver => self.take_over(),
                Event::Finish => offset = self.finish(),
                Event::Settle => drop(self.settle()),
                Event::Step(step, rewind) => offset = self.step(step, rewind),
            }
            (offset, self.selected(), self.is_moving())
        }
    }

    #[test]
    fn every_event_in_every_state() {
        use super::Step::*;
        use Event::*;
        let states = || {
            let (mut between, mut end, mut moving) = (movement(), movement(), movement());
            between.scroll(400.0);
            end.scroll(2844.0);
            assert_eq!(moving.step(Next, true), Some(948.0));
            moving.scroll(120.0);
            let states = [Movement::default(), movement(), between, end, moving];
            [
                "unmeasured",
                "at the start",
                "between",
                "at the end",
                "moving",
            ]
            .into_iter()
            .zip(states)
        };
        let at = |selected| (None, selected, false);
        let to = |offset, selected| (Some(offset), selected, true);
        // The same width, a narrower one, and no width, as in a closed drawer.
        let (same, narrow, hidden) = (row(12, 932.0), row(12, 300.0), row(12, 0.0));
        type After = (Option<f64>, usize, bool);
        let table: [(Event, [After; 5]); 13] = [
            (Measure(same), [at(0), at(0), at(2), at(9), (None, 3, true)]),
            // The carousel scrolls at once, not smoothly, so it is not moving.
            (
                Measure(narrow),
                [
                    at(0),
                    at(0),
                    (Some(632.0), 2, false),
                    at(9),
                    (Some(948.0), 3, false),
                ],
            ),
            (
                Measure(hidden),
                [at(0), at(0), at(2), at(9), (None, 3, true)],
            ),
            (Scroll(632.0), [at(0), at(2), at(2), at(2), (None, 3, true)]),
            (Scroll(948.0), [at(0), at(3), at(3), at(3), at(3)]),
            (TakeOver, [at(0), at(0), at(2), at(9), at(3)]),
            (
                Finish,
                [at(0), at(0), at(2), at(9), (Some(948.0), 3, false)],
            ),
            // The move is finished before the viewport settles.
            (Settle, [at(0), at(0), at(2), at(9), (None, 1, true)]),
            (
                Step(Next, true),
                [at(0), to(948.0, 3), to(948.0, 3), to(0.0, 0), to(1896.0, 6)],
            ),
            (
                Step(Next, false),
                [at(0), to(948.0, 3), to(948.0, 3), at(9), to(1896.0, 6)],
            ),
            (
                Step(Previous, true),
                [at(0), at(0), to(0.0, 0), to(1896.0, 6), to(0.0, 0)],
            ),
            // As soon as it is measured, the carousel begins there.
            (
                Step(To(4), true),
                [
                    at(4),
                    to(1264.0, 4),
                    to(1264.0, 4),
                    to(1264.0, 4),
                    to(1264.0, 4),
                ],
            ),
            (
                Step(To(usize::MAX), true),
                [
                    at(usize::MAX),
                    to(2844.0, 9),
                    to(2844.0, 9),
                    at(9),
                    to(2844.0, 9),
                ],
            ),
        ];
        for (event, expected) in table {
            for ((name, state), after) in states().zip(expected) {
                assert_eq!(state.after(event), after, "{event:?} {name}");
            }
        }
    }

    #[test]
    fn what_is_visible_is_told_before_the_scrolling_gets_there() {
        let mut movement = movement();
        assert_eq!(movement.visible(), 0..3);
        assert_eq!(movement.step(Step::Next, true), Some(948.0));
        movement.scroll(120.0);
        assert_eq!(movement.visible(), 3..6);
        // The end of the reader's own scrolling is not known yet.
        movement.take_over();
        assert_eq!(movement.visible(), 0..4);
    }

    /// The reader pulls the row beyond an end and it bounces: offsets below 0, and beyond the
    /// furthest.
    #[test]
    fn a_row_that_bounces_stays_where_it_is() {
        #[track_caller]
        fn check(from: f64, bounce: &[f64], visible: Range<usize>) {
            let mut movement = movement();
            movement.scroll(from);
            movement.settle();
            let before = movement.clone();
            for by in bounce {
                movement.scroll(from + by);
                assert_eq!(movement, before, "{by} beyond {from}");
                assert_eq!(movement.visible(), visible);
                // The reader's hand may hold the row there.
                assert!(!movement.settle());
            }
        }
        check(0.0, &[-12.0, -40.0, -400.0, -6.0], 0..3);
        check(2844.0, &[12.0, 40.0, 400.0, 6.0], 9..12);
        // A step that runs beyond the end has arrived.
        let mut movement = movement();
        assert_eq!(movement.step(Step::To(11), true), Some(2844.0));
        movement.scroll(2850.0);
        assert!(!movement.is_moving());
    }

    #[test]
    fn the_ends_are_known() {
        let mut movement = movement();
        assert!(movement.is_at_start() && !movement.is_at_end());
        movement.scroll(948.0);
        assert!(!movement.is_at_start() && !movement.is_at_end());
        movement.scroll(2844.0);
        assert!(!movement.is_at_start() && movement.is_at_end());
        assert_eq!(movement.in_view(), 9..12);
    }
}
