//! The sites and the services of a scenario as a sheet of cells, as in a spreadsheet: each cell is a text that can be read, changed, copied
//! and pasted.

mod cells;
mod columns;
mod lists;
mod names;
mod paste;
mod rename;
mod set;

pub use self::cells::cell;
pub use self::columns::{Column, columns};
pub use self::paste::{
    CellChange, CellError, LARGEST_PASTE, MOST_ERRORS, MOST_LINES, Pasted, Place, change_cells, fill_down, folded,
    parse_tsv, paste, to_tsv,
};
pub use self::set::{no_decimal, no_whole, read_decimal, read_whole};
