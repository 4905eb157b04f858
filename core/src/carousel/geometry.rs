//! The measured row of slides, and the snap list that follows from it.

use std::ops::Range;

/// Every engine rounds half-pixel positions differently. Positions closer than this are equal.
const TOLERANCE: f64 = 1.5;

/// A row of slides of equal width, and the viewport that shows part of it, in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Geometry {
    /// How many slides there are.
    pub count: usize,
    /// From the start of one slide to the start of the next.
    pub step: f64,
    /// The width of one slide.
    pub slide: f64,
    /// The visible width.
    pub viewport: f64,
}

impl Geometry {
    /// False until something with a size has been measured. In a closed drawer, for example, it
    /// stays false.
    pub fn is_measured(&self) -> bool {
        self.count > 0 && self.step > 0.0 && self.viewport > 0.0
    }

    /// How many slides are wholly visible at once, at least one.
    pub fn slides_per_view(&self) -> usize {
        if !self.is_measured() {
            return 1;
        }
        let gap = self.step - self.slide;
        (((self.viewport + gap + TOLERANCE) / self.step) as usize).max(1)
    }

    /// The scroll offset at which a slide rests: its start, or the end of the track.
    pub fn offset_of(&self, slide: usize) -> f64 {
        (slide as f64 * self.step).min(self.furthest())
    }

    /// The largest scroll offset.
    pub fn furthest(&self) -> f64 {
        if !self.is_measured() {
            return 0.0;
        }
        ((self.count - 1) as f64 * self.step + self.slide - self.viewport).max(0.0)
    }

    /// A scroll offset, limited to the row. A row that bounces reports offsets beyond its ends.
    pub fn within(&self, offset: f64) -> f64 {
        match self.is_measured() {
            true => offset.clamp(0.0, self.furthest()),
            false => offset,
        }
    }

    /// The first slide that is wholly visible at a scroll offset.
    pub fn first_in_view(&self, offset: f64) -> usize {
        if !self.is_measured() {
            return 0;
        }
        (((offset - TOLERANCE) / self.step).ceil().max(0.0) as usize).min(self.count - 1)
    }

    /// The nearest slide start in a direction, beginning at a scroll offset.
    pub fn slide_towards(&self, offset: f64, forward: bool) -> usize {
        if forward || !self.is_measured() {
            return self.first_in_view(offset);
        }
        (((offset + TOLERANCE) / self.step).floor().max(0.0) as usize).min(self.count - 1)
    }

    /// The slides of which any part is visible at a scroll offset.
    pub fn visible(&self, offset: f64) -> Range<usize> {
        if !self.is_measured() {
            return 0..self.count;
        }
        let hidden_before = (offset - self.slide + TOLERANCE) / self.step;
        let start = (hidden_before.floor() + 1.0).max(0.0) as usize;
        let end = ((offset + self.viewport - TOLERANCE) / self.step)
            .ceil()
            .max(0.0) as usize;
        start.min(self.count - 1)..end.clamp(1, self.count)
    }

    /// The first slide of every rest position: one view after the other, without repetition.
    pub fn snaps(&self) -> Vec<usize> {
        let mut snaps = vec![0];
        if self.is_measured() {
            let view = self.slides_per_view();
            let last = (view..self.count).step_by(view);
            snaps.extend(
                last.filter(|slide| self.offset_of(slide - view) + TOLERANCE < self.furthest()),
            );
        }
        snaps
    }

    /// The snap whose rest position is nearest to that of a slide.
    pub fn snap_of(&self, slide: usize) -> usize {
        let offset = self.offset_of(slide);
        let distance = |snap: usize| (self.offset_of(snap) - offset).abs();
        let snaps = self.snaps();
        let mut nearest = 0;
        for (index, snap) in snaps.iter().enumerate() {
            if distance(*snap) < distance(snaps[nearest]) {
                nearest = index;
            }
        }
        nearest
    }

    pub(super) fn is_start(&self, offset: f64) -> bool {
        offset <= TOLERANCE
    }

    pub(super) fn is_end(&self, offset: f64) -> bool {
        offset + TOLERANCE >= self.furthest()
    }

    pub(super) fn is_same(&self, one: f64, other: f64) -> bool {
        (one - other).abs() <= TOLERANCE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn geometry(count: usize, slide: f64, viewport: f64) -> Geometry {
        Geometry {
            count,
            step: slide + 16.0,
            slide,
            viewport,
        }
    }

    #[test]
    fn snaps_advance_by_whole_views_and_end_at_the_last_slide() {
        #[track_caller]
        fn check(count: usize, slide: f64, viewport: f64, view: usize, snaps: &[usize]) {
            let geometry = geometry(count, slide, viewport);
            assert_eq!(geometry.slides_per_view(), view);
            assert_eq!(geometry.snaps(), snaps);
        }
        check(12, 284.0, 284.0, 1, &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
        check(12, 300.0, 932.0, 3, &[0, 3, 6, 9]);
        check(11, 300.0, 932.0, 3, &[0, 3, 6, 9]);
        check(10, 300.0, 932.0, 3, &[0, 3, 6, 9]);
        check(3, 300.0, 932.0, 3, &[0]);
        check(2, 300.0, 932.0, 3, &[0]);
        check(1, 300.0, 300.0, 1, &[0]);
        // A slide and a half in view: the last slide rests at the end of the track.
        check(3, 300.0, 458.0, 1, &[0, 1, 2]);
        // A viewport narrower than one slide.
        check(3, 300.0, 250.0, 1, &[0, 1, 2]);
        check(3, 0.0, 0.0, 1, &[0]);
        check(0, 300.0, 300.0, 1, &[0]);
    }

    #[test]
    fn visible_slides_include_partly_visible_ones() {
        #[track_caller]
        fn check(offset: f64, visible: Range<usize>, first: usize) {
            let geometry = geometry(12, 300.0, 458.0);
            assert_eq!(geometry.visible(offset), visible);
            assert_eq!(geometry.first_in_view(offset), first);
        }
        check(0.0, 0..2, 0);
        check(1.0, 0..2, 0);
        check(100.0, 0..2, 1);
        check(310.0, 1..3, 1);
        check(316.0, 1..3, 1);
        check(3318.0 + 16.0, 10..12, 11);
        check(-40.0, 0..2, 0);
    }

    #[test]
    fn a_drag_ends_at_the_next_start_in_its_direction() {
        #[track_caller]
        fn check(offset: f64, forward: bool, slide: usize) {
            assert_eq!(
                geometry(12, 300.0, 932.0).slide_towards(offset, forward),
                slide
            );
        }
        check(40.0, true, 1);
        check(40.0, false, 0);
        check(316.5, true, 1);
        check(316.5, false, 1);
        check(600.0, false, 1);
        check(9_999.0, true, 11);
    }

    #[test]
    fn unmeasured_geometry_shows_everything_and_rests_at_the_start() {
        let geometry = Geometry {
            count: 4,
            ..Geometry::default()
        };
        assert_eq!(geometry.visible(0.0), 0..4);
        assert_eq!(geometry.first_in_view(500.0), 0);
        assert_eq!(geometry.furthest(), 0.0);
        assert_eq!(geometry.snap_of(3), 0);
    }

    #[test]
    fn a_slide_belongs_to_the_nearest_snap() {
        let geometry = geometry(11, 300.0, 932.0);
        let snaps: Vec<usize> = (0..11).map(|slide| geometry.snap_of(slide)).collect();
        assert_eq!(snaps, [0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3]);
    }
}
