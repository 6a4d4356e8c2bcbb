//! Finds the line and column of a value in the text: a second pass over it, made only when something is wrong.
//!
//! `ron` gives a location for what it cannot read, but values carry none; this finds them by their path.

use std::collections::HashMap;

use super::path::FieldPath;
use super::tokens::{Location, Token, Tokens};

/// The locations of the values (or entries) with these paths, as often as they occur, in the order of the file.
///
/// An entry of a map is found at its key, a field of a struct at its value. Work and memory are in proportion to the text
/// and the paths; nothing recurses, so depth does not matter.
pub fn find<'p>(text: &str, paths: impl Iterator<Item = &'p FieldPath>) -> HashMap<&'p FieldPath, Vec<Location>> {
    let mut found: HashMap<&FieldPath, Vec<Location>> = paths.map(|path| (path, Vec::new())).collect();
    let mut walk = Walk::default();
    let mut tokens = Tokens::of(text);
    while let Some((token, location)) = tokens.next_token() {
        if let Some(path) = walk.take(&token, &mut tokens)
            && let Some(locations) = found.get_mut(path)
        {
            locations.push(location);
        }
    }
    found
}

#[derive(Default)]
struct Walk {
    path: FieldPath,
    frames: Vec<Frame>,
}

struct Frame {
    braces: bool,
    /// Bytes of the path of the frame itself.
    path_len: usize,
    index: usize,
    /// Whether the path holds the present entry.
    entered: bool,
    /// Whether the entry's value has begun.
    begun: bool,
}

impl Walk {
    /// Takes a token; if it begins the entry or value of a path, returns the path.
    fn take(&mut self, token: &Token, tokens: &mut Tokens<'_>) -> Option<&FieldPath> {
        match token {
            Token::Open(open) => {
                let begins = self.begin();
                let frame =
                    Frame { braces: *open == '{', path_len: self.path.len(), index: 0, entered: false, begun: false };
                self.frames.push(frame);
                begins.then_some(&self.path)
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
                    self.path.push(text);
                    return frame.braces.then_some(&self.path);
                }
                self.begin().then_some(&self.path)
            }
        }
    }

    /// A value begins, unless it has (a name before a bracket is one value with it).
    fn begin(&mut self) -> bool {
        let Some(frame) = self.frames.last_mut() else { return true };
        if !frame.entered {
            frame.entered = true;
            self.path.push(&frame.index.to_string());
        }
        !std::mem::replace(&mut frame.begun, true)
    }
}
