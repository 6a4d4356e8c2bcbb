//! The map by the names on it.

mod worlds;
