//! The line in which a record of a table begins.

/// The line of a text, counted from 1, in which the record that was read from this position begins.
///
/// The reader of the library notes where it goes on reading, which is before empty lines and, if lines end with a carriage return and a line
/// feed, before the line feed. Its own number of the line is too low then.
#[must_use]
pub fn line_of_record(text: &str, at: &csv::Position) -> usize {
    let from = usize::try_from(at.byte()).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let ends = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n').count();
    usize::try_from(at.line()).unwrap_or(usize::MAX).saturating_add(ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_the_one_in_which_the_record_stands() {
        for text in ["a,b\nc,d\n\n\ne,f", "a,b\r\nc,d\r\n\r\n\r\ne,f\r\n", "a,b\r\nc,d\n\r\n\ne,f"] {
            let mut reader = csv::ReaderBuilder::new();
            let records = reader.has_headers(false).from_reader(text.as_bytes()).into_records();
            let lines = records.map(|record| line_of_record(text, record.unwrap().position().unwrap()));
            assert_eq!(lines.collect::<Vec<_>>(), [1, 2, 5], "{text:?}");
        }
    }
}
