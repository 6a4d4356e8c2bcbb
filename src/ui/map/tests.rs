//! The map by the names on it.
