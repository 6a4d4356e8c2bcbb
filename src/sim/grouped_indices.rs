//! Indices of a list, grouped by the owner of each entry and stored in compressed rows, like a sparse matrix.

use super::net::small;

/// For each owner, the indices of the owner's entries in a common list, in ascending order.
#[derive(Clone, Debug)]
pub struct GroupedIndices {
    first: Vec<u32>,
    indices: Vec<u32>,
}

impl GroupedIndices {
    /// Groups the entries of a list by owner with a counting sort. `owners` is the number of owners; an entry may have no owner.
    pub fn new(owners: usize, owner_of: impl Iterator<Item = Option<u32>> + Clone) -> Self {
        let mut first = vec![0; owners + 1];
        for owner in owner_of.clone().flatten() {
            first[owner as usize + 1] += 1;
        }
        for owner in 0..owners {
            first[owner + 1] += first[owner];
        }
        let mut next = first.clone();
        let mut indices = vec![0; first[owners] as usize];
        for (index, owner) in owner_of.enumerate() {
            if let Some(owner) = owner {
                let slot = &mut next[owner as usize];
                indices[*slot as usize] = small(index);
                *slot += 1;
            }
        }
        Self { first, indices }
    }

    /// The indices of the entries of one owner.
    pub fn of(&self, owner: usize) -> &[u32] {
        &self.indices[self.first[owner] as usize..self.first[owner + 1] as usize]
    }
}
