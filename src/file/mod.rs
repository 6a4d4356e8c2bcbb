//! Is this text a world we accept, and if not, where is it wrong? Reads, checks and writes scenario files; simulates nothing.
mod quick;
pub use quick::{Report, load};
