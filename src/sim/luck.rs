//! Random factors on durations (MODEL.md, section 8). Each factor comes from a random stream of its own, so that changing one thing
//! leaves all other factors as they were.

use rand_core::{Rng, SeedableRng};
use rand_pcg::Pcg64;

use crate::model::{MANUAL_FAILOVER, Service};
use crate::units::{Span, WHOLE};

/// The seed of a run and an uncertainty. The random factors of a hazard or service in this run are computed from them.
#[derive(Clone, Copy, Debug)]
pub struct Luck {
    seed: u64,
    uncertainty: f64,
}

impl Luck {
    /// With seed 0, or with an uncertainty of 0, every factor is 1 and the scenario runs as written.
    pub const fn new(seed: u64, uncertainty: f64) -> Self {
        Self { seed, uncertainty }
    }

    /// Uses the uncertainty of a hazard or service if it has one of its own, else keeps the present uncertainty.
    pub fn of(self, own: Option<f64>) -> Self {
        Self { uncertainty: own.unwrap_or(self.uncertainty), ..self }
    }

    /// The factor `exp(uncertainty * z)` for the duration named `what` of the objects (sites, hazards or a service) with the ids `ids`,
    /// where z is a standard normal number.
    pub fn factor(&self, what: &str, ids: &[&str]) -> f64 {
        if self.seed == 0 || self.uncertainty == 0.0 {
            return 1.0;
        }
        libm::exp(self.uncertainty * standard_normal(stream(self.seed, what, ids)))
    }

    /// How long manual failover of a service to its standby takes, random factor included.
    pub fn manual_failover(&self, service: &Service) -> Span {
        let manual_failover = service.switch.map_or(MANUAL_FAILOVER, |switch| switch.manual_failover);
        Self::scale(manual_failover, self.of(service.uncertainty).factor("by hand", &[&service.key]), true)
    }

    /// Whether the standby of a service works when it is needed. With seed 0 it does if its chance is at least one half (MODEL.md,
    /// section 4).
    pub fn standby_works(&self, service: &Service) -> bool {
        let success = service.switch.map_or(WHOLE, |switch| switch.success);
        if self.seed == 0 {
            return success * 2 >= WHOLE;
        }
        let mut stream = Pcg64::seed_from_u64(stream(self.seed, "success", &[&service.key]));
        let u = (stream.next_u64() >> 11) as f64 / (1_u64 << 53) as f64;
        u < f64::from(success) / f64::from(WHOLE)
    }

    /// Multiplies `span` by a factor and rounds to the nearest second. With `must_be_positive`, a changed span is at least one second.
    pub fn scale(span: Span, factor: f64, must_be_positive: bool) -> Span {
        if factor == 1.0 {
            return span;
        }
        // The upper bound is longer than any run, and small enough that sums of times do not overflow.
        let secs = (span.as_secs_f64() * factor).round().min(1e12) as i64;
        Span(if must_be_positive { secs.max(1) } else { secs })
    }
}

/// The key of a random stream: the FNV-1a hash (Fowler, Noll, Vo) of the seed and the names, each name followed by a zero byte.
fn stream(seed: u64, what: &str, ids: &[&str]) -> u64 {
    let names = std::iter::once(what).chain(ids.iter().copied());
    let bytes = names.flat_map(|name| name.bytes().chain([0]));
    seed.to_le_bytes()
        .into_iter()
        .chain(bytes)
        .fold(0xCBF2_9CE4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3))
}

/// A standard normal number from the PCG-64 stream of `key` (O'Neill 2014), by the method of Box and Muller (1958).
///
/// `rand_distr` computes the logarithm with the platform's library. `libm` returns the same bits on every platform.
fn standard_normal(key: u64) -> f64 {
    let mut stream = Pcg64::seed_from_u64(key);
    // `u` is in (0, 1] and `v` is in [0, 1), both with the 53 bits of precision of an `f64`.
    let unit = 1.0 / (1_u64 << 53) as f64;
    let u = ((stream.next_u64() >> 11) + 1) as f64 * unit;
    let v = (stream.next_u64() >> 11) as f64 * unit;
    (-2.0 * libm::log(u)).sqrt() * libm::cos(std::f64::consts::TAU * v)
}
