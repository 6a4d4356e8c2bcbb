//! The text of a list of bookmarks (Desktop Bookmark Specification, an extension of XBEL), and what changes in it when a document was used.

use std::ops::Range;
use std::path::PathBuf;

use quick_xml::escape::escape;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer, XmlVersion};
use url::Url;

/// A list without bookmarks.
pub const EMPTY: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<xbel version="1.0"
      xmlns:bookmark="http://www.freedesktop.org/standards/desktop-bookmarks"
      xmlns:mime="http://www.freedesktop.org/standards/shared-mime-info"
>
</xbel>
"#;
/// The names by which the root must declare the parts of a bookmark, as all programs do that write the list.
const NAMESPACES: [(&str, &str); 2] = [
    ("xmlns:bookmark", "http://www.freedesktop.org/standards/desktop-bookmarks"),
    ("xmlns:mime", "http://www.freedesktop.org/standards/shared-mime-info"),
];
/// The program as it registers itself in a bookmark, and how it opens the document.
const PROGRAM: &str = "Firedrill";
const COMMAND: &str = "'firedrill %f'";
/// The owner of the metadata in which programs register themselves.
const OWNER: &str = "http://freedesktop.org";
/// The part of a bookmark with the programs that have registered themselves.
const PROGRAMS: &str = "bookmark:applications";

/// A document that was used.
pub struct Used {
    /// Its `file:` address.
    pub address: String,
    pub mime_type: &'static str,
    /// When it was used, as in the list.
    pub moment: String,
}

/// The text of the list with the document. `None` if the text is no such list; then it must not be replaced.
pub fn with(text: &str, used: &Used) -> Option<String> {
    let mut events = events(text)?;
    let root = root(&events)?;
    match bookmark(&events, &root, &used.address) {
        Some(at) => update(&mut events, &at, used)?,
        None => {
            let new = parsed(&format!(
                "  <bookmark href=\"{address}\" added=\"{moment}\" modified=\"{moment}\" visited=\"{moment}\">\n    {}  </bookmark>\n",
                info(used, 1),
                address = escape(&*used.address),
                moment = used.moment,
            ))?;
            events.splice(root.end..root.end, new);
        }
    }
    let mut writer = Writer::new(Vec::with_capacity(text.len() + 1024));
    for event in events {
        writer.write_event(event).ok()?;
    }
    String::from_utf8(writer.into_inner()).ok()
}

/// All parts of the text. `None` if it is no XML, or if an element is not closed.
fn events(text: &str) -> Option<Vec<Event<'_>>> {
    let mut reader = Reader::from_str(text);
    let (mut events, mut depth) = (Vec::new(), 0_usize);
    loop {
        let event = reader.read_event().ok()?;
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.checked_sub(1)?,
            Event::Eof => return (depth == 0).then_some(events),
            Event::Empty(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => {}
        }
        events.push(event);
    }
}

/// The parts of a text of our own.
fn parsed(text: &str) -> Option<Vec<Event<'static>>> {
    Some(events(text)?.into_iter().map(Event::into_owned).collect())
}

/// The indices of the start and the end of the root. `None` if this is no list of bookmarks.
fn root(events: &[Event<'_>]) -> Option<Range<usize>> {
    let start = events.iter().position(|event| matches!(event, Event::Start(_)))?;
    let Event::Start(tag) = &events[start] else { return None };
    let is_declared = |(name, meaning): &(&str, &str)| attribute(tag, name).as_deref() == Some(*meaning);
    if tag.name().as_ref() != b"xbel" || !NAMESPACES.iter().all(is_declared) {
        return None;
    }
    let end = end_of(events, start)?;
    // A second root would be no XML.
    let has_more = events[end + 1..].iter().any(|event| matches!(event, Event::Start(_) | Event::Empty(_)));
    let has_before = events[..start].iter().any(|event| matches!(event, Event::Empty(_)));
    (!has_more && !has_before).then_some(start..end)
}

/// The index of the end of the element that starts at an index.
fn end_of(events: &[Event<'_>], start: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (index, event) in events.iter().enumerate().skip(start) {
        if matches!(event, Event::Start(_)) {
            depth += 1;
        } else if matches!(event, Event::End(_)) {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(index);
            }
        }
    }
    None
}

/// The value of an attribute. `None` if there is no such attribute, or no such value is possible.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    Some(attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// The indices of the start and the end of the first element directly in another one that is as asked. Elements without content must be expanded.
fn child(events: &[Event<'_>], parent: &Range<usize>, is: impl Fn(&BytesStart<'_>) -> bool) -> Option<Range<usize>> {
    let mut index = parent.start + 1;
    while index < parent.end {
        if let Event::Start(tag) = &events[index] {
            let end = end_of(events, index)?;
            if is(tag) {
                return Some(index..end);
            }
            index = end;
        }
        index += 1;
    }
    None
}

/// The bookmark of the document with this address. Programs write the letters of an address differently, so what counts is the path.
fn bookmark(events: &[Event<'_>], root: &Range<usize>, address: &str) -> Option<Range<usize>> {
    let path = |address: &str| -> Option<PathBuf> { Url::parse(address).ok()?.to_file_path().ok() };
    let wanted = path(address)?;
    child(events, root, |tag| {
        let href = || attribute(tag, "href");
        tag.name().as_ref() == b"bookmark" && href().is_some_and(|href| path(&href).as_ref() == Some(&wanted))
    })
}

/// Notes in a bookmark that the document was used again.
fn update(events: &mut Vec<Event<'_>>, at: &Range<usize>, used: &Used) -> Option<()> {
    let mut new = Vec::new();
    for event in events.drain(at.start..=at.end) {
        let event = event.into_owned();
        if let Event::Empty(tag) = event {
            let end = tag.to_end().into_owned();
            new.extend([Event::Start(tag), Event::End(end)]);
        } else {
            new.push(event);
        }
    }
    if let Event::Start(tag) = &new[0] {
        new[0] = Event::Start(with_moments(tag, &used.moment)?);
    }
    register(&mut new, used)?;
    events.splice(at.start..at.start, new);
    Some(())
}

/// The start of a bookmark that was changed and visited at this moment.
fn with_moments(tag: &BytesStart<'_>, moment: &str) -> Option<BytesStart<'static>> {
    const MOMENTS: [&[u8]; 2] = [b"modified", b"visited"];
    let mut new = BytesStart::new("bookmark");
    for attribute in tag.attributes() {
        let attribute = attribute.ok()?;
        if !MOMENTS.contains(&attribute.key.as_ref()) {
            new.push_attribute(attribute);
        }
    }
    for name in MOMENTS {
        new.push_attribute(Attribute::from((name, moment.as_bytes())));
    }
    Some(new.into_owned())
}

/// Registers the program in a bookmark, which is all of `events`, or counts once more if it is registered.
fn register(events: &mut Vec<Event<'static>>, used: &Used) -> Option<()> {
    let named = |name: &'static str| move |tag: &BytesStart<'_>| tag.name().as_ref() == name.as_bytes();
    let bookmark = 0..events.len() - 1;
    let Some(information) = child(events, &bookmark, named("info")) else {
        return insert(events, bookmark.end, &info(used, 1));
    };
    let is_owner = |tag: &BytesStart<'_>| named("metadata")(tag) && attribute(tag, "owner").as_deref() == Some(OWNER);
    let Some(metadata) = child(events, &information, is_owner) else {
        return insert(events, information.end, &metadata(used, 1));
    };
    let Some(programs) = child(events, &metadata, named(PROGRAMS)) else {
        return insert(events, metadata.end, &programs(used, 1));
    };
    let is_own =
        |tag: &BytesStart<'_>| named("bookmark:application")(tag) && attribute(tag, "name").as_deref() == Some(PROGRAM);
    let Some(own) = child(events, &programs, is_own) else {
        return insert(events, programs.end, &program(used, 1));
    };
    let count = if let Event::Start(tag) = &events[own.start] { attribute(tag, "count") } else { None };
    let count = count.and_then(|count| count.parse::<u32>().ok()).unwrap_or(0);
    events.splice(own.start..=own.end, parsed(program(used, count.saturating_add(1)).trim_end())?);
    Some(())
}

/// Inserts a text of our own before the end of an element.
fn insert(events: &mut Vec<Event<'static>>, before: usize, text: &str) -> Option<()> {
    events.splice(before..before, parsed(text)?);
    Some(())
}

fn info(used: &Used, count: u32) -> String {
    format!("<info>\n      {}    </info>\n", metadata(used, count))
}

fn metadata(used: &Used, count: u32) -> String {
    let kind = used.mime_type;
    format!(
        "<metadata owner=\"{OWNER}\">\n        <mime:mime-type type=\"{kind}\"/>\n        {}      </metadata>\n",
        programs(used, count)
    )
}

fn programs(used: &Used, count: u32) -> String {
    format!("<{PROGRAMS}>\n          {}        </{PROGRAMS}>\n", program(used, count))
}

fn program(used: &Used, count: u32) -> String {
    let (command, moment) = (escape(COMMAND), &used.moment);
    format!("<bookmark:application name=\"{PROGRAM}\" exec=\"{command}\" modified=\"{moment}\" count=\"{count}\"/>\n")
}
