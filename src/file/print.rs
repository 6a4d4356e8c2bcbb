//! Prints rows as the text of a file in canonical form: a line for each row, without fields that have their default value.

use ron::ser::PrettyConfig;
use serde::Serialize;

use super::pairs::Pairs;
use super::schema::Scenario;
use super::syntax::options;
use super::tables::Keyed;
use super::version::needed;

/// Prints these rows. Reading the text gives the same rows.
pub fn print(rows: &Scenario) -> String {
    let translations = print_translations(&rows.translations);
    let firedrill = rows.firedrill.max(needed(rows));
    let rows = Scenario { firedrill, translations: Keyed::default(), ..rows.clone() };
    let pretty = PrettyConfig::new().depth_limit(2).new_line("\n").indentor("  ").separator(" ");
    let text = options().to_string_pretty(&rows, pretty).expect("every field of the format can be written");
    format!("{}{translations})\n", text.trim_end_matches(')'))
}

/// Prints the translations, one on each line. This is done separately, because they are nested one level deeper than other rows.
fn print_translations(translations: &Keyed<Pairs<String>>) -> String {
    #[derive(Serialize)]
    struct Field<'a> {
        translations: &'a Keyed<Pairs<String>>,
    }
    if translations.is_empty() {
        return String::new();
    }
    let pretty = PrettyConfig::new().new_line("\n").indentor("  ").separator(" ");
    let text =
        options().to_string_pretty(&Field { translations }, pretty).expect("every field of the format can be written");
    text.trim_start_matches("(\n").trim_end_matches(')').to_owned()
}
