//! Changes the ids of many rows of a table at once, with all references to them.

use std::collections::HashMap;

use crate::file::edit::references::{Target, led_to, path_led_to, targets};
use crate::file::edit::tables::{Table, table, table_mut};
use crate::file::pairs::Pairs;
use crate::file::schema::Scenario;
use crate::file::tables::Keyed;

/// Replaces the ids of rows: `to` has the new id of each old one. The new ids are different from all others.
pub fn rename_rows(rows: &mut Scenario, of: Table, to: &HashMap<String, String>) {
    for index in 0..table(rows, of).len() {
        let new = table(rows, of).key(index).and_then(|key| to.get(key)).cloned();
        if let Some(new) = new {
            table_mut(rows, of).set_key(index, &new.as_str().into());
        }
    }
    for other in Table::ALL {
        for index in 0..table(rows, other).len() {
            let Some(mut row) = table(rows, other).row(index) else { continue };
            let mut is_led = false;
            for (table, key) in targets(&row) {
                if let Some(new) = to.get(&key).filter(|_| table == of)
                    && let Some(led) = led_to(&row, Target { table, key: &key }, new)
                {
                    (row, is_led) = (led, true);
                }
            }
            if is_led {
                table_mut(rows, other).replace(index, row);
            }
        }
    }
    if rows.translations.is_empty() {
        return;
    }
    let texts = |texts: &Pairs<String>| -> Pairs<String> {
        texts.0.iter().map(|(path, text)| (renamed_path(path, of, to), text.clone())).collect()
    };
    let after: Keyed<Pairs<String>> = rows.translations.iter().map(|(language, row)| (language, texts(row))).collect();
    rows.translations = after;
}

/// A path with the new ids.
fn renamed_path(path: &str, of: Table, to: &HashMap<String, String>) -> String {
    let parts: Vec<&str> = path.split('.').collect();
    let mut path = path.to_owned();
    for key in [1, 3].into_iter().filter_map(|index| parts.get(index)) {
        let new = to.get(*key).and_then(|new| path_led_to(&path, Target { table: of, key }, new));
        path = new.unwrap_or(path);
    }
    path
}
