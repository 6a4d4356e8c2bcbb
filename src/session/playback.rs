//! The playhead: where it is, whether it moves, how fast and which way.

use crate::units::{SimTime, Span};

/// Speeds that the digits 1 to 9 choose, in seconds of the run per second of the person's time.
pub const SPEEDS: [f64; 9] = [1.0, 60.0, 300.0, 900.0, 1_800.0, 3_600.0, 10_800.0, 21_600.0, 86_400.0];

/// A frame that took longer than this does not move the playhead further: a stall is no jump.
const LONGEST_FRAME_SECS: f64 = 0.1;

/// Where the playhead is and how it moves.
#[derive(Clone, Debug, PartialEq)]
pub struct Playback {
    /// Seconds since the start, within the run; fractions make the movement smooth.
    pub playhead: f64,
    /// Whether it moves.
    pub playing: bool,
    /// Whether it moves backwards.
    pub reverse: bool,
    /// Seconds of the run per second of the person's time.
    pub speed: f64,
    /// The range that is played over and over.
    pub looping: Option<(SimTime, SimTime)>,
}

impl Default for Playback {
    fn default() -> Self {
        Self { playhead: 0.0, playing: false, reverse: false, speed: 3_600.0, looping: None }
    }
}

impl Playback {
    /// The moment that is shown.
    #[must_use]
    pub fn now(&self) -> SimTime {
        SimTime(self.playhead.floor() as i64)
    }

    /// Goes to `secs`, clamped to the run.
    pub fn go(&mut self, secs: f64, length: Span) {
        self.playhead = if secs.is_finite() { secs.clamp(0.0, length.as_secs_f64()) } else { 0.0 };
    }

    /// Stays within a run of another length.
    pub fn keep_within(&mut self, length: Span) {
        self.go(self.playhead, length);
        let end = SimTime(length.0);
        let looping = self.looping.map(|(from, until)| (from.min(end), until.min(end)));
        self.looping = looping.filter(|(from, until)| from < until);
    }

    /// Moves on by one frame of `frame_secs`. At an end of the run it pauses; at the end of a loop it begins again.
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
