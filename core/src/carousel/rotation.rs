//! Automatic rotation: whether it runs, what pauses it, and what stops it.
//!
//! The rules are those of the W3C carousel pattern and WCAG 2.2, success criterion 2.2.2. This
//! module has no clock: the owner of a clock asks [`Rotation::is_turning`] after every event.

/// Whether rotation is on, and who asked for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RotationState {
    /// Not asked for: there is no rotation control.
    #[default]
    Off,
    /// The partner asked for it. Hover pauses it, and focus stops it.
    Running,
    /// The reader started it. Neither hover nor focus affects it.
    RunningByReader,
    /// Stopped until the reader starts it.
    Stopped,
}

/// A temporary reason to pause. Several may hold at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PauseReason {
    Hover = 1,
    PageHidden = 2,
    OffScreen = 4,
    Selection = 8,
    Touch = 16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RotationEvent {
    /// The partner asks for rotation. `still` is true if the reader prefers reduced motion.
    Offer {
        still: bool,
    },
    /// The partner no longer asks for it.
    Withdraw,
    /// The reader pressed the control, or the partner called `play()`.
    Start,
    /// The reader pressed the control, or the partner called `pause()`.
    Stop,
    /// Keyboard focus entered the widget.
    Focus,
    /// The reader moved the carousel.
    Moved,
    /// The reader's setting changed to reduced motion.
    ReduceMotion,
    Pause(PauseReason),
    Resume(PauseReason),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rotation {
    state: RotationState,
    paused: u8,
}

impl Rotation {
    pub fn state(&self) -> RotationState {
        self.state
    }

    /// Whether the reader is offered a control.
    pub fn is_offered(&self) -> bool {
        self.state != RotationState::Off
    }

    /// Whether rotation is on, paused or not. The control's label says this.
    pub fn is_running(&self) -> bool {
        matches!(
            self.state,
            RotationState::Running | RotationState::RunningByReader
        )
    }

    /// Whether slides advance by themselves at this moment.
    pub fn is_turning(&self) -> bool {
        let ignored = match self.state {
            RotationState::RunningByReader => PauseReason::Hover as u8,
            _ => 0,
        };
        self.is_running() && self.paused & !ignored == 0
    }

    /// Whether the widget can be seen, as far as the reasons to pause tell.
    pub fn is_in_sight(&self) -> bool {
        self.paused & (PauseReason::OffScreen as u8 | PauseReason::PageHidden as u8) == 0
    }

    #[must_use]
    pub fn after(mut self, event: RotationEvent) -> Self {
        use RotationEvent::*;
        use RotationState::*;
        match event {
            Pause(reason) => self.paused |= reason as u8,
            Resume(reason) => self.paused &= !(reason as u8),
            _ => {}
        }
        self.state = match (self.state, event) {
            (Off, Offer { still: false }) => Running,
            (Off, Offer { still: true }) => Stopped,
            (_, Withdraw) => Off,
            (Off, _) => Off,
            (_, Start) => RunningByReader,
            (_, Stop | ReduceMotion) => Stopped,
            (Running, Focus | Moved) => Stopped,
            (state, _) => state,
        };
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use PauseReason::*;
    use RotationEvent::*;
    use RotationState::*;

    fn reason_number(reason: PauseReason) -> usize {
        match reason {
            Hover => 0,
            PageHidden => 1,
            OffScreen => 2,
            Selection => 3,
            Touch => 4,
        }
    }

    #[test]
    fn every_event_in_every_state() {
        let states = [Off, Running, RunningByReader, Stopped];
        let table: &[(RotationEvent, [RotationState; 4])] = &[
            (
                Offer { still: false },
                [Running, Running, RunningByReader, Stopped],
            ),
            (
                Offer { still: true },
                [Stopped, Running, RunningByReader, Stopped],
            ),
            (Withdraw, [Off, Off, Off, Off]),
            (
                Start,
                [Off, RunningByReader, RunningByReader, RunningByReader],
            ),
            (Stop, [Off, Stopped, Stopped, Stopped]),
            (Focus, [Off, Stopped, RunningByReader, Stopped]),
            (Moved, [Off, Stopped, RunningByReader, Stopped]),
            (ReduceMotion, [Off, Stopped, Stopped, Stopped]),
            (Pause(Hover), states),
            (Resume(Hover), states),
            (Pause(PageHidden), states),
            (Resume(PageHidden), states),
            (Pause(OffScreen), states),
            (Resume(OffScreen), states),
            (Pause(Selection), states),
            (Resume(Selection), states),
            (Pause(Touch), states),
            (Resume(Touch), states),
        ];
        // A new event or reason does not compile here. Then this test fails until the event has its
        // row.
        let number = |event: RotationEvent| match event {
            Offer { still } => usize::from(still),
            Withdraw => 2,
            Start => 3,
            Stop => 4,
            Focus => 5,
            Moved => 6,
            ReduceMotion => 7,
            Pause(reason) => 8 + reason_number(reason),
            Resume(reason) => 13 + reason_number(reason),
        };
        let mut numbers: Vec<usize> = table.iter().map(|(event, _)| number(*event)).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (0..18).collect::<Vec<_>>());
        for (event, expected) in table {
            for (before, after) in states.into_iter().zip(expected) {
                let rotation = Rotation {
                    state: before,
                    paused: 0,
                }
                .after(*event);
                assert_eq!(rotation.state(), *after, "{event:?} in {before:?}");
            }
        }
    }

    #[test]
    fn no_other_event_ends_a_reason_to_pause() {
        let events = [
            Offer { still: false },
            Withdraw,
            Offer { still: false },
            Start,
            Stop,
            Start,
            Focus,
            Moved,
            ReduceMotion,
            Start,
            Resume(Hover),
        ];
        for reason in [PageHidden, OffScreen, Selection, Touch] {
            let mut rotation = Rotation::default().after(Pause(reason));
            for event in events {
                rotation = rotation.after(event);
                assert!(!rotation.is_turning(), "{event:?} ended {reason:?}");
            }
            assert!(rotation.is_running());
            assert!(rotation.after(Resume(reason)).is_turning());
        }
    }

    #[test]
    fn every_pause_reason_in_every_state() {
        #[track_caller]
        fn check(state: RotationState, reason: PauseReason, turning: bool) {
            let rotation = Rotation { state, paused: 0 }.after(Pause(reason));
            assert_eq!(rotation.is_turning(), turning, "{reason:?} in {state:?}");
            assert_eq!(
                rotation.is_running(),
                matches!(state, Running | RunningByReader)
            );
            let hides = matches!(reason, OffScreen | PageHidden);
            assert_eq!(rotation.is_in_sight(), !hides);
            assert!(rotation.after(Resume(reason)).is_in_sight());
            assert!(rotation.after(Resume(reason)).is_turning() == rotation.is_running());
        }
        for reason in [Hover, PageHidden, OffScreen, Selection, Touch] {
            check(Off, reason, false);
            check(Stopped, reason, false);
            check(Running, reason, false);
            check(RunningByReader, reason, reason == Hover);
        }
    }

    #[test]
    fn rotation_goes_on_only_when_the_last_reason_is_gone() {
        let rotation = Rotation::default().after(Offer { still: false });
        assert!(rotation.is_turning());
        let rotation = rotation.after(Pause(Hover)).after(Pause(PageHidden));
        assert!(!rotation.after(Resume(Hover)).is_turning());
        assert!(
            rotation
                .after(Resume(Hover))
                .after(Resume(PageHidden))
                .is_turning()
        );
    }

    #[test]
    fn focus_stops_it_for_good() {
        let rotation = Rotation::default()
            .after(Offer { still: false })
            .after(Focus);
        assert!(!rotation.is_running());
        assert!(!rotation.after(Resume(Hover)).is_running());
        assert!(!rotation.after(Offer { still: false }).is_running());
        assert!(rotation.after(Start).after(Focus).is_turning());
    }
}
