//! Luck (MODEL.md, section 8): factors on durations, each from a stream of its own, so that one change re-rolls nothing else.

use rand_core::{Rng, SeedableRng};
use rand_pcg::Pcg64;

use crate::model::{MANUAL_FAILOVER, Service};
use crate::units::Span;

/// The luck of a hazard or a service in one run.
#[derive(Clone, Copy, Debug)]
pub struct Luck {
    seed: u64,
    uncertainty: f64,
}

impl Luck {
    /// Seed 0, or no uncertainty, is the scenario as written.
    pub const fn new(seed: u64, uncertainty: f64) -> Self {
        Self { seed, uncertainty }
    }

    /// The luck of something with an uncertainty of its own, or this.
    pub fn of(self, own: Option<f64>) -> Self {
        Self { uncertainty: own.unwrap_or(self.uncertainty), ..self }
    }

    /// The factor `exp(uncertainty * z)` for the duration `what` of the things named by `ids`; z is standard normal.
    pub fn factor(&self, what: &str, ids: &[&str]) -> f64 {
        if self.seed == 0 || self.uncertainty == 0.0 {
            return 1.0;
        }
        libm::exp(self.uncertainty * standard_normal(stream(self.seed, what, ids)))
    }

    /// How long people take to switch a service to its standby.
    pub fn manual_failover(&self, service: &Service) -> Span {
        let manual_failover = service.switch.map_or(MANUAL_FAILOVER, |switch| switch.manual_failover);
        Self::scale(manual_failover, self.of(service.uncertainty).factor("by hand", &[&service.key]), true)
    }

    /// `span` times a factor, to the nearest second; a span of more than zero keeps at least one second if it `must`.
    pub fn scale(span: Span, factor: f64, must_be_positive: bool) -> Span {
        if factor == 1.0 {
            return span;
        }
        // Longer than any run is long enough; the bound keeps sums of times far from overflow.
        let secs = (span.as_secs_f64() * factor).round().min(1e12) as i64;
        Span(if must_be_positive { secs.max(1) } else { secs })
    }
}

/// The key of a stream: FNV-1a (Fowler, Noll, Vo) over the seed and the names, zero bytes between them.
fn stream(seed: u64, what: &str, ids: &[&str]) -> u64 {
    let names = std::iter::once(what).chain(ids.iter().copied());
    let bytes = names.flat_map(|name| name.bytes().chain([0]));
    seed.to_le_bytes()
        .into_iter()
        .chain(bytes)
        .fold(0xCBF2_9CE4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3))
}

/// A standard normal number from the PCG-64 stream of `key` (O'Neill 2014; Box and Muller 1958).
///
/// `rand_distr` takes its logarithm from the platform; `libm` gives the same bits everywhere.
fn standard_normal(key: u64) -> f64 {
    let mut stream = Pcg64::seed_from_u64(key);
    // In (0, 1] and [0, 1), by the 53 bits that an f64 holds.
    let unit = 1.0 / (1_u64 << 53) as f64;
    let u = ((stream.next_u64() >> 11) + 1) as f64 * unit;
    let v = (stream.next_u64() >> 11) as f64 * unit;
    (-2.0 * libm::log(u)).sqrt() * libm::cos(std::f64::consts::TAU * v)
}
