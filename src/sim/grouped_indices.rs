//! What happened in the order of time, dealt out to those whom it happened to.

use super::net::small;

/// For each owner the places of what is its own in a list of all, in their order.
#[derive(Debug)]
pub struct GroupedIndices {
    first: Vec<u32>,
    places: Vec<u32>,
}

impl GroupedIndices {
    /// Deals out to so many owners; some things may be nobody's. (A counting sort.)
    pub fn new(owners: usize, owner_of: impl Iterator<Item = Option<u32>> + Clone) -> Self {
        let mut first = vec![0; owners + 1];
        for owner in owner_of.clone().flatten() {
            first[owner as usize + 1] += 1;
        }
        for owner in 0..owners {
            first[owner + 1] += first[owner];
        }
        let mut next = first.clone();
        let mut places = vec![0; first[owners] as usize];
        for (place, owner) in owner_of.enumerate() {
            if let Some(owner) = owner {
                let slot = &mut next[owner as usize];
                places[*slot as usize] = small(place);
                *slot += 1;
            }
        }
        Self { first, places }
    }

    /// Places of what is one owner's.
    pub fn of(&self, owner: usize) -> &[u32] {
        &self.places[self.first[owner] as usize..self.first[owner + 1] as usize]
    }
}
