//! Finds the line and column of a value in the text of a file. The text is searched only if there is a problem or a warning.
//!
//! `ron` reports the location of a mistake, but not the location of a value that it could read. This module finds the location of a value
//! by its path.

use std::collections::HashMap;

use super::path::FieldPath;
use super::tokens::{Location, Token, Tokens};

/// Finds the locations of the values (or entries) with these paths, in the order of the file. A path that occurs several times in the file
/// has several locations; a path that does not occur has none.
///
/// The location of a map's entry is that of its key, the location of a struct's field that of its value. Time and memory are proportional
/// to the text and the paths. There is no recursion, so deep nesting is safe.
pub fn find<'p>(text: &str, paths: impl Iterator<Item = &'p FieldPath>) -> HashMap<&'p FieldPath, Vec<Location>> {
    let mut found: HashMap<&FieldPath, Vec<Location>> = paths.map(|path| (path, Vec::new())).collect();
    let deepest = found.keys().map(|path| path.parts().count()).max().unwrap_or(0);
    let mut walk = Walk { path: FieldPath::default(), frames: Vec::new(), deepest };
    let mut tokens = Tokens::of(text);
    while let Some((token, location)) = tokens.next_token() {
        if let Some(path) = walk.take(&token, &mut tokens)
            && let Some(locations) = found.get_mut(path)
        {
            locations.push(location);
        }
        drop(tokens.take_slips());
    }
    found
}

struct Walk {
    path: FieldPath,
    frames: Vec<Frame>,
    /// The number of parts of the longest path that is sought. Deeper brackets are only counted.
    deepest: usize,
}

struct Frame {
    /// The length in bytes of the path of this bracket, without the part for the current entry.
    path_len: usize,
    index: usize,
    /// Whether the part for the current entry, its key or its index, was added to the path.
    entered: bool,
    /// Whether the value of the current entry has begun.
    begun: bool,
}

impl Walk {
    /// Processes a token. If an entry or a value begins with it, returns its path.
    fn take(&mut self, token: &Token, tokens: &mut Tokens<'_>) -> Option<&FieldPath> {
        match token {
            Token::Open(_) => {
                let begins = self.begin();
                self.frames.push(Frame { path_len: self.path.len(), index: 0, entered: false, begun: false });
                begins.then_some(&self.path)
            }
            Token::Close(_) => {
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
                if self.frames.len() > self.deepest {
                    return None;
                }
                let frame = self.frames.last_mut()?;
                let is_text = matches!(token, Token::Text(_));
                if !frame.entered && tokens.is_colon_next() {
                    frame.entered = true;
                    // The location of a map's entry is that of its key, so the location of the value is not returned.
                    frame.begun = is_text;
                    self.path.push(text);
                    return is_text.then_some(&self.path);
                }
                self.begin().then_some(&self.path)
            }
        }
    }

    /// Records that the value of the current entry begins. Returns `false` if it has begun before, because a name and the bracket after it
    /// are one value.
    fn begin(&mut self) -> bool {
        if self.frames.len() > self.deepest {
            return false;
        }
        let Some(frame) = self.frames.last_mut() else { return true };
        if !frame.entered {
            frame.entered = true;
            self.path.push(&frame.index.to_string());
        }
        !std::mem::replace(&mut frame.begun, true)
    }
}
