//! Finds which rows of three versions of a table without ids are the same one.

use crate::file::edit::tables::{Table, table};
use crate::file::patch::RowTree;
use crate::file::schema::Scenario;

/// A row of a table without ids: its index in each version that has it. At least one of the two versions that were made from the base has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aligned {
    /// In the version from which both were made.
    pub base: Option<usize>,
    /// In the window.
    pub mine: Option<usize>,
    /// In the file.
    pub theirs: Option<usize>,
}

/// The rows of a table without ids: those of the file in its order, and then those that only the window has.
pub fn aligned(base: &Scenario, mine: &Scenario, theirs: &Scenario, of: Table) -> Vec<Aligned> {
    let [base, mine, theirs] = [base, mine, theirs].map(|rows| {
        let rows = table(rows, of);
        (0..rows.len()).filter_map(|index| rows.row(index)).map(|row| row.tree()).collect::<Vec<RowTree>>()
    });
    let (base_of_mine, base_of_theirs) = (RowTree::origins(&base, &mine), RowTree::origins(&base, &theirs));
    let mut mine_of_base = vec![None; base.len()];
    for (index, own) in base_of_mine.iter().enumerate() {
        if let Some(own) = own {
            mine_of_base[*own] = Some(index);
        }
    }
    // A row that both have added is one row only if they have added the same.
    let added = |rows: &[RowTree], bases: &[Option<usize>]| -> (Vec<usize>, Vec<RowTree>) {
        rows.iter().enumerate().filter(|(index, _)| bases[*index].is_none()).map(|(at, row)| (at, row.clone())).unzip()
    };
    let (mine_at, mine_added) = added(&mine, &base_of_mine);
    let (theirs_at, theirs_added) = added(&theirs, &base_of_theirs);
    let mut mine_of_added = vec![None; theirs.len()];
    for (index, equal) in theirs_at.into_iter().zip(RowTree::equals(&mine_added, &theirs_added)) {
        mine_of_added[index] = equal.map(|equal| mine_at[equal]);
    }
    let of_theirs = base_of_theirs.iter().enumerate().map(|(index, base)| {
        let mine = base.map_or(mine_of_added[index], |base| mine_of_base[base]);
        Aligned { base: *base, mine, theirs: Some(index) }
    });
    let mut rows: Vec<Aligned> = of_theirs.collect();
    let mut is_there = vec![false; mine.len()];
    rows.iter().filter_map(|row| row.mine).for_each(|index| is_there[index] = true);
    let only_mine = (0..mine.len()).filter(|index| !is_there[*index]);
    rows.extend(only_mine.map(|index| Aligned { base: base_of_mine[index], mine: Some(index), theirs: None }));
    rows
}
