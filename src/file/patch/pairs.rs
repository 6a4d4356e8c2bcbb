//! Pairs the entries of a value with those that it had before.

use std::collections::{BTreeMap, VecDeque};

use super::put::{Style, put};
use super::tree::{Entry, Value};

/// The most comparisons of entries with each other that are made to find those that are similar.
const MOST_COMPARISONS: usize = 20_000;

/// For each new entry of a map or a list, the index of the old entry that it was made from, if there is one. No old entry has two.
pub fn pairs(old: &[Entry], new: &[Entry]) -> Vec<Option<usize>> {
    let mut found = Found { pairs: vec![None; new.len()], is_used: vec![false; old.len()] };
    let id = |entry: &Entry| entry.id().map(str::to_owned);
    if old.iter().chain(new).any(|entry| entry.id().is_some()) {
        found.matching(old, new, id, |entry| entry.was.clone());
        found.matching(old, new, id, id);
    } else {
        let start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
        let rest = old.len().min(new.len()) - start;
        let end = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
        (0..start).for_each(|index| found.pair(index, index));
        (1..=end).for_each(|back| found.pair(old.len() - back, new.len() - back));
    }
    // A row without an id that has moved, and a row that has another id now.
    let value = |entry: &Entry| Some(shown(&entry.value));
    found.matching(old, new, value, value);
    found.similar(old, new);
    found.between(old, new);
    found.rest(old, new);
    found.pairs
}

/// A text that is equal only for equal values.
fn shown(value: &Value) -> String {
    if let Value::Same(address) = value {
        return format!("&{address}");
    }
    let mut out = String::new();
    put(&mut out, value, 0, "", &Style { newline: "\n", unit: String::new(), has_names: true });
    out
}

struct Found {
    pairs: Vec<Option<usize>>,
    is_used: Vec<bool>,
}

impl Found {
    fn pair(&mut self, old: usize, new: usize) {
        self.pairs[new] = Some(old);
        self.is_used[old] = true;
    }

    fn unpaired(&self) -> (Vec<usize>, Vec<usize>) {
        let old = (0..self.is_used.len()).filter(|index| !self.is_used[*index]).collect();
        let new = (0..self.pairs.len()).filter(|index| self.pairs[*index].is_none()).collect();
        (old, new)
    }

    /// Pairs entries with the same text, in their order.
    fn matching(
        &mut self,
        old: &[Entry],
        new: &[Entry],
        of_old: impl Fn(&Entry) -> Option<String>,
        of_new: impl Fn(&Entry) -> Option<String>,
    ) {
        let (free, missing) = self.unpaired();
        if free.is_empty() || missing.is_empty() {
            return;
        }
        let mut by_text: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
        for (index, text) in free.into_iter().filter_map(|index| Some((index, of_old(&old[index])?))) {
            by_text.entry(text).or_default().push_back(index);
        }
        for (index, text) in missing.into_iter().filter_map(|index| Some((index, of_new(&new[index])?))) {
            if let Some(old) = by_text.get_mut(&text).and_then(VecDeque::pop_front) {
                self.pair(old, index);
            }
        }
    }

    /// Pairs entries of which at least half is equal, the most similar first come, first served.
    fn similar(&mut self, old: &[Entry], new: &[Entry]) {
        let (mut free, missing) = self.unpaired();
        if free.len().saturating_mul(missing.len()) > MOST_COMPARISONS {
            return;
        }
        for index in missing {
            let scores = free.iter().map(|old_index| similarity(&old[*old_index].value, &new[index].value));
            let best = scores
                .enumerate()
                .filter(|(_, score)| *score >= 500)
                .max_by_key(|(at, score)| (*score, usize::MAX - at));
            if let Some((at, _)) = best {
                self.pair(free.remove(at), index);
            }
        }
    }

    /// Pairs what is left at the same position after the same neighbour, in lists if it has the same form: a row without an id, in which
    /// little is equal, is rather the old one with another value than a new one. In maps, where keys say which entry is which, this is
    /// done only if there were too many entries for a comparison.
    fn between(&mut self, old: &[Entry], new: &[Entry]) {
        let (free, missing) = self.unpaired();
        let are_many = free.len().saturating_mul(missing.len()) > MOST_COMPARISONS;
        let mut free = free.into_iter().peekable();
        for index in missing {
            let before = index.checked_sub(1).and_then(|before| self.pairs[before]);
            let at = before.map_or(0, |before| before + 1);
            while free.next_if(|old| *old < at).is_some() {}
            let is_next = |free: &usize| {
                let may_be = are_many || new[index].key.is_empty();
                *free == at && may_be && is_same_form(&old[*free].value, &new[index].value)
            };
            if let Some(found) = free.next_if(is_next) {
                self.pair(found, index);
            }
        }
    }

    /// Pairs what is left of a list, in its order, unless its entries have ids, or there are fewer now, so that some of these are rather gone.
    /// If nothing was removed, every old entry then has a new one, and its comments are kept: nothing else says which row without an id was
    /// moved and written anew.
    fn rest(&mut self, old: &[Entry], new: &[Entry]) {
        let (free, mut missing) = self.unpaired();
        if free.len() > missing.len() || new.iter().any(|entry| entry.id().is_some()) {
            return;
        }
        for old_index in free {
            let is_like = |index: &usize| is_same_form(&old[old_index].value, &new[*index].value);
            if let Some(at) = missing.iter().position(is_like) {
                self.pair(old_index, missing.remove(at));
            }
        }
    }
}

/// Whether one value can be written into the other.
fn is_same_form(from: &Value, to: &Value) -> bool {
    match (from, to) {
        (Value::Leaf(_), Value::Leaf(_)) => true,
        (Value::Items(from), Value::Items(to)) => (from.shape, from.name) == (to.shape, to.name),
        (Value::Same(_) | Value::Leaf(_) | Value::Items(_), _) => false,
    }
}

/// How much of two values is equal, in thousandths.
fn similarity(old: &Value, new: &Value) -> usize {
    let (Value::Items(old), Value::Items(new)) = (old, new) else { return 0 };
    if (old.shape, old.name) != (new.shape, new.name) {
        return 0;
    }
    let most = old.entries.len().max(new.entries.len());
    let equal = if old.entries.iter().chain(&new.entries).any(|entry| !entry.key.is_empty()) {
        new.entries.iter().filter(|entry| old.entries.contains(entry)).count()
    } else {
        new.entries.iter().zip(&old.entries).filter(|(a, b)| a == b).count()
    };
    (equal * 1000).checked_div(most).unwrap_or(1000)
}

/// The longest list of pairs whose old indices increase, as a mark for each new index. These entries stay where they are.
pub fn staying(pairs: &[Option<usize>]) -> Vec<bool> {
    let mut stays = vec![false; pairs.len()];
    // For each length, the new index at which the best list of that length ends; and for each new index the one before it in its list.
    let mut ends: Vec<usize> = Vec::new();
    let mut before = vec![None; pairs.len()];
    for (index, old) in pairs.iter().enumerate().filter_map(|(index, old)| Some((index, (*old)?))) {
        let length = ends.partition_point(|end| pairs[*end].is_some_and(|other| other < old));
        before[index] = length.checked_sub(1).map(|shorter| ends[shorter]);
        if length == ends.len() {
            ends.push(index);
        } else {
            ends[length] = index;
        }
    }
    let mut at = ends.last().copied();
    while let Some(index) = at {
        stays[index] = true;
        at = before[index];
    }
    stays
}
