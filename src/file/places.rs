//! Where in the text a value stands: a light second pass, made only when something is wrong.
//!
//! `ron` gives a position for what it cannot read, but values carry none; this finds them by their path.

use std::collections::HashMap;

use super::tokens::{Place, Token, Tokens};

/// A way into the file, kept as a list on the stack so that a valid file costs nothing.
#[derive(Clone, Copy, Debug)]
pub struct At<'a> {
    parent: Option<&'a Self>,
    part: Part<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Part<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl<'a> At<'a> {
    /// The file as a whole.
    pub const ROOT: At<'static> = At { parent: None, part: Part::Root };

    /// A field or an entry.
    pub const fn key(&'a self, key: &'a str) -> Self {
        Self { parent: Some(self), part: Part::Key(key) }
    }

    /// A place in a list or a tuple.
    pub const fn index(&'a self, index: usize) -> Self {
        Self { parent: Some(self), part: Part::Index(index) }
    }

    /// The path as text; parts are set apart by a character that no id holds.
    pub fn path(&self) -> String {
        let mut path = self.parent.map_or_else(String::new, Self::path);
        match self.part {
            Part::Root => {}
            Part::Key(key) => push_part(&mut path, key),
            Part::Index(index) => push_part(&mut path, &index.to_string()),
        }
        path
    }
}

/// Adds a part to a path.
pub fn push_part(path: &mut String, part: &str) {
    path.push('\n');
    path.push_str(part);
}

/// The places of the values (or entries) with these paths, as often as they occur, in the order of the file.
///
/// An entry of a map is found at its key, a field of a struct at its value. Work and memory are in proportion to the text
/// and the paths; nothing recurses, so depth does not matter.
pub fn find<'p>(text: &str, paths: impl Iterator<Item = &'p str>) -> HashMap<&'p str, Vec<Place>> {
    let mut found: HashMap<&str, Vec<Place>> = paths.map(|path| (path, Vec::new())).collect();
    let mut walk = Walk::default();
    let mut tokens = Tokens::of(text);
    while let Some((token, place)) = tokens.next_token() {
        if let Some(path) = walk.take(&token, &mut tokens)
            && let Some(places) = found.get_mut(path)
        {
            places.push(place);
        }
    }
    found
}

#[derive(Default)]
struct Walk {
    path: String,
    frames: Vec<Frame>,
}

struct Frame {
    braces: bool,
    /// Length of the path of the frame itself.
    path_len: usize,
    index: usize,
    /// Whether the path holds the present entry.
    entered: bool,
    /// Whether the entry's value has begun.
    begun: bool,
}

impl Walk {
    /// Takes a token; if it begins the entry or value of a path, returns the path.
    fn take(&mut self, token: &Token, tokens: &mut Tokens<'_>) -> Option<&str> {
        match token {
            Token::Open(open) => {
                let begins = self.begin();
                let frame =
                    Frame { braces: *open == '{', path_len: self.path.len(), index: 0, entered: false, begun: false };
                self.frames.push(frame);
                begins.then_some(self.path.as_str())
            }
            Token::Close => {
                if let Some(frame) = self.frames.pop() {
                    self.path.truncate(frame.path_len);
                }
                None
            }
            Token::Comma => {
                if let Some(frame) = self.frames.last_mut() {
                    frame.index += 1;
                    (frame.entered, frame.begun) = (false, false);
                    self.path.truncate(frame.path_len);
                }
                None
            }
            Token::Colon => None,
            Token::Text(text) | Token::Word(text) => {
                let frame = self.frames.last_mut()?;
                let is_text = matches!(token, Token::Text(_));
                let is_key = !frame.entered && tokens.peek_char() == Some(':') && (is_text == frame.braces);
                if is_key {
                    frame.entered = true;
                    // An entry of a map is told at its key, so its value is no news.
                    frame.begun = frame.braces;
                    push_part(&mut self.path, text);
                    return frame.braces.then_some(self.path.as_str());
                }
                self.begin().then_some(self.path.as_str())
            }
        }
    }

    /// A value begins, unless it has (a name before a bracket is one value with it).
    fn begin(&mut self) -> bool {
        let Some(frame) = self.frames.last_mut() else { return true };
        if !frame.entered {
            frame.entered = true;
            push_part(&mut self.path, &frame.index.to_string());
        }
        !std::mem::replace(&mut frame.begun, true)
    }
}
