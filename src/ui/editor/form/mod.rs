//! What the fields of a row have in common while they are drawn: where they stand in the file, the problems there, which field the person
//! is typing in, and to which field the form leads.

mod focus;
mod problems;
mod rows;
mod value;

pub(super) use self::rows::Candidate;
pub(super) use self::value::Form;
