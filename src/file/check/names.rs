//! Checks the characters of all texts that people read: none may control a terminal or turn the direction of the texts beside it.

use super::Check;
use crate::file::path::At;
use crate::file::schema as raw;
use crate::file::suggest::of_text;
use crate::text::Saying;

impl Check {
    /// Checks every text of a scenario that people read.
    pub fn texts(&mut self, rows: &raw::Scenario) {
        let root = At::ROOT;
        self.text(&root.key("title"), &rows.title);
        self.text(&root.key("about"), &rows.about);
        self.text(&root.key("teaches"), &rows.teaches);
        self.keyed("sources", rows.sources.iter(), |check, at, row: &raw::Source| {
            check.text(&at.key("title"), &row.title);
            check.some_text(at, "address", row.address.as_ref());
        });
        self.listed("notes", rows.notes.iter(), |check, at, row: &raw::Note| {
            check.text(&at.key("about"), &row.about);
            check.text(&at.key("text"), &row.text);
        });
        self.keyed("hazards", rows.hazards.iter(), |check, at, row: &raw::Hazard| {
            check.text(&at.key("name"), &row.name);
        });
        self.keyed("sites", rows.sites.iter(), |check, at, row: &raw::Site| {
            check.text(&at.key("name"), &row.name);
            check.some_text(at, "place", row.place.as_ref());
            check.some_text(at, "operator", row.operator.as_ref());
        });
        self.keyed("services", rows.services.iter(), |check, at, row: &raw::Service| {
            check.text(&at.key("name"), &row.name);
            check.some_text(at, "kind", row.kind.as_ref());
        });
        self.keyed("exchanges", rows.exchanges.iter(), |check, at, row: &raw::Exchange| {
            check.text(&at.key("name"), &row.name);
        });
        self.keyed("companies", rows.companies.iter(), |check, at, row: &raw::Company| {
            check.text(&at.key("name"), &row.name);
            check.some_text(at, "ticker", row.ticker.as_ref());
            check.some_text(at, "currency", row.currency.as_ref());
        });
        self.keyed("rivals", rows.rivals.iter(), |check, at, row: &raw::Rival| {
            check.text(&at.key("name"), &row.name);
        });
        self.listed("news", rows.news.iter(), |check, at, row: &raw::News| {
            check.text(&at.key("title"), &row.title);
            check.text(&at.key("text"), &row.text);
        });
        self.listed("story", rows.story.iter(), |check, at, row: &raw::Chapter| {
            check.text(&at.key("title"), &row.title);
            check.text(&at.key("text"), &row.text);
            check.text(&at.key("notes"), &row.notes);
        });
        self.listed("plans", rows.plans.iter(), |check, at, row: &raw::Plan| {
            check.text(&at.key("name"), &row.name);
            check.text(&at.key("about"), &row.about);
            let measures = at.key("measures");
            for (index, measure) in row.measures.iter().enumerate() {
                check.text(&measures.index(index).key("cost"), measure.cost().unwrap_or_default());
            }
            let actions = at.key("actions");
            for (index, action) in row.actions.iter().enumerate() {
                if let raw::Act::Log { title } = &action.act {
                    check.text(&actions.index(index).key("do").key("title"), title);
                }
            }
        });
        self.keyed("translations", rows.translations.iter(), |check, at, row| {
            for (key, text) in &row.0 {
                check.text(&at.key(key), text);
            }
        });
    }

    fn keyed<'r, T: 'r>(
        &mut self,
        table: &'static str,
        rows: impl Iterator<Item = (&'r str, &'r T)>,
        mut row: impl FnMut(&mut Self, &At<'_>, &T),
    ) {
        let all = At::ROOT.key(table);
        rows.for_each(|(key, value)| row(self, &all.key(key), value));
    }

    fn listed<'r, T: 'r>(
        &mut self,
        table: &'static str,
        rows: impl Iterator<Item = &'r T>,
        mut row: impl FnMut(&mut Self, &At<'_>, &T),
    ) {
        let all = At::ROOT.key(table);
        rows.enumerate().for_each(|(index, value)| row(self, &all.index(index), value));
    }

    fn some_text(&mut self, at: &At<'_>, field: &str, text: Option<&String>) {
        self.text(&at.key(field), text.map_or("", String::as_str));
    }

    /// Checks the characters of a text. Line breaks and tabs are allowed; where a text is shown in one line, they become blanks.
    fn text(&mut self, at: &At<'_>, text: &str) {
        if text.is_ascii() && text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            return;
        }
        if let Some(c) = wrong(text) {
            let code = || [("code", Saying::from(format!("U+{:04X}", u32::from(c))))];
            let message = if c.is_control() { "file-control" } else { "file-direction" };
            let mut kept = text.to_owned();
            while let Some(c) = wrong(&kept) {
                kept.retain(|other| other != c);
            }
            self.fault(at, Saying::of(message, code()), of_text("file-write-quoted", &kept));
        } else if let Some(c) = text.chars().find(|c| is_unseen(*c)) {
            let code = ("code", Saying::from(format!("U+{:04X}", u32::from(c))));
            self.warn(at, Saying::of("file-unseen", [code]), Saying::plain("file-unseen-remedy"));
        }
    }
}

/// The first character that controls something: a terminal, or the direction of the text after this one.
fn wrong(text: &str) -> Option<char> {
    let mut rest = text.chars().peekable();
    // Isolates that are open. A closed one changes nothing outside it.
    let mut open: Vec<char> = Vec::new();
    while let Some(c) = rest.next() {
        match c {
            '\n' | '\t' => {}
            '\r' if rest.peek() == Some(&'\n') => {}
            _ if c.is_control() => return Some(c),
            '\u{202a}'..='\u{202e}' => return Some(c),
            '\u{2066}'..='\u{2068}' => open.push(c),
            '\u{2069}' => {
                open.pop();
            }
            _ => {}
        }
    }
    open.pop()
}

/// Whether nobody sees this character, so that two texts may look the same and differ.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}
