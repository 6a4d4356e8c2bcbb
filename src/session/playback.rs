//! The playhead: its position, whether it moves, its speed and its direction.

use crate::units::{SimTime, Span};

/// The speeds that the keys 1 to 9 choose, in seconds of the run per second of real time.
pub const SPEEDS: [f64; 9] = [1.0, 60.0, 300.0, 900.0, 1_800.0, 3_600.0, 10_800.0, 21_600.0, 86_400.0];

/// The longest time by which one frame moves the playhead, in real seconds. A frame that takes longer does not make the playhead jump.
const LONGEST_FRAME_SECS: f64 = 0.1;

/// The position of the playhead and how it moves.
#[derive(Clone, Debug, PartialEq)]
pub struct Playback {
    /// The position in seconds since the start, within the run. Fractions make the movement smooth.
    pub playhead: f64,
    /// Whether the playhead moves.
    pub playing: bool,
    /// Whether the playhead moves backwards.
    pub reverse: bool,
    /// The speed in seconds of the run per second of real time.
    pub speed: f64,
    /// The first and the last time of the range that is played in a loop. `None` if there is no loop.
    pub looping: Option<(SimTime, SimTime)>,
}

impl Default for Playback {
    fn default() -> Self {
        Self { playhead: 0.0, playing: false, reverse: false, speed: 3_600.0, looping: None }
    }
}

impl Playback {
    /// The time at the playhead, in whole seconds.
    #[must_use]
    pub fn now(&self) -> SimTime {
        SimTime(self.playhead.floor() as i64)
    }

    /// Moves the playhead to `secs`, clamped to the run.
    pub fn go(&mut self, secs: f64, length: Span) {
        self.playhead = if secs.is_finite() { secs.clamp(0.0, length.as_secs_f64()) } else { 0.0 };
    }

    /// Moves the playhead and the ends of the loop into a run of this length. A loop that would be empty is removed.
    pub fn keep_within(&mut self, length: Span) {
        self.go(self.playhead, length);
        let end = SimTime(length.0);
        let looping = self.looping.map(|(from, until)| (from.min(end), until.min(end)));
        self.looping = looping.filter(|(from, until)| from < until);
    }

    /// Moves the playhead by one frame of `frame_secs` real seconds, unless playback is paused. At the end of the run playback pauses; at
    /// the end of a loop the playhead returns to the other end of the loop.
    pub fn advance(&mut self, frame_secs: f64, length: Span) {
        if !self.playing {
            return;
        }
        let way = if self.reverse { -1.0 } else { 1.0 };
        let next = self.playhead + way * self.speed * frame_secs.clamp(0.0, LONGEST_FRAME_SECS);
        if let Some((from, until)) = self.looping {
            let (from, until) = (from.as_secs_f64(), until.as_secs_f64());
            if !(from..=until).contains(&next) && until > from {
                self.go(if self.reverse { until } else { from }, length);
                return;
            }
        }
        self.go(next, length);
        let at_end = if self.reverse { self.playhead <= 0.0 } else { self.playhead >= length.as_secs_f64() };
        self.playing = !at_end;
    }
}
