//! Splits a RON text into tokens with their locations. It is used to find the locations of values and to count comments.

/// A position in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
}

impl Location {
    /// The location of the first character.
    pub const START: Self = Self { line: 1, column: 1 };
}

/// The number of comments in a text.
pub fn comments(text: &str) -> usize {
    let mut tokens = Tokens::of(text);
    while tokens.next_token().is_some() {}
    tokens.comments
}

/// The texts of a file that have letters beyond ASCII, with their locations, in the order of the file. Comments are not among them.
pub fn texts_beyond_ascii(text: &str) -> Vec<(Location, String)> {
    let mut tokens = Tokens::of(text);
    let mut texts = Vec::new();
    while let Some((token, location)) = tokens.next_token() {
        // A raw string is a word.
        if let Token::Text(text) | Token::Word(text) = token
            && !text.is_ascii()
        {
            texts.push((location, text));
        }
    }
    texts
}

/// A token of RON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    Open(char),
    Close,
    Comma,
    Colon,
    Text(String),
    Word(String),
}

/// Iterates over the tokens of a text. There is no recursion, so deep nesting is safe.
pub struct Tokens<'t> {
    chars: std::iter::Peekable<std::str::Chars<'t>>,
    location: Location,
    /// The offset of the next character in bytes.
    offset: usize,
    /// The number of comments that were skipped so far.
    comments: usize,
}

impl<'t> Tokens<'t> {
    /// Starts at the beginning of this text.
    pub fn of(text: &'t str) -> Self {
        Self { chars: text.chars().peekable(), location: Location::START, offset: 0, comments: 0 }
    }

    /// The offset of the next character in bytes.
    pub const fn offset(&self) -> usize {
        self.offset
    }

    /// The first character of the next token. `None` at the end of the text.
    pub fn peek_char(&mut self) -> Option<char> {
        self.skip_blank();
        self.chars.peek().copied()
    }

    fn bump(&mut self) -> Option<char> {
        let c = self.chars.next()?;
        self.offset += c.len_utf8();
        if c == '\n' {
            self.location = Location { line: self.location.line + 1, column: 1 };
        } else {
            self.location.column += 1;
        }
        Some(c)
    }

    fn skip_blank(&mut self) {
        while let Some(c) = self.chars.peek().copied() {
            if c.is_whitespace() {
                self.bump();
            } else if c == '/' {
                self.bump();
                match self.chars.peek() {
                    Some('/') => {
                        self.comments += 1;
                        while self.bump().is_some_and(|c| c != '\n') {}
                    }
                    Some('*') => self.skip_comment(),
                    Some(_) | None => {}
                }
            } else {
                break;
            }
        }
    }

    /// Skips the rest of a block comment, beginning at the `*` of its `/*`. Block comments may be nested.
    fn skip_comment(&mut self) {
        let (mut depth, mut last) = (1, ' ');
        self.comments += 1;
        self.bump();
        while depth > 0 {
            let Some(c) = self.bump() else { return };
            match (last, c) {
                ('*', '/') => (depth, last) = (depth - 1, ' '),
                ('/', '*') => (depth, last) = (depth + 1, ' '),
                _ => last = c,
            }
        }
    }

    /// Returns the next token and its location. `None` at the end of the text.
    pub fn next_token(&mut self) -> Option<(Token, Location)> {
        self.skip_blank();
        let location = self.location;
        let token = match self.bump()? {
            open @ ('(' | '[' | '{') => Token::Open(open),
            ')' | ']' | '}' => Token::Close,
            ',' => Token::Comma,
            ':' => Token::Colon,
            '"' => Token::Text(self.string()),
            first => Token::Word(self.word(first)),
        };
        Some((token, location))
    }

    fn string(&mut self) -> String {
        let mut text = String::new();
        while let Some(c) = self.bump() {
            match c {
                '"' => break,
                '\\' => text.extend(self.bump()),
                _ => text.push(c),
            }
        }
        text
    }

    fn word(&mut self, first: char) -> String {
        let mut word = String::from(first);
        while let Some(c) = self.chars.peek().copied() {
            if c == '"' && word.starts_with('r') && word[1..].bytes().all(|b| b == b'#') {
                return self.raw_string(word.len() - 1);
            }
            if c.is_whitespace() || "()[]{},:\"/".contains(c) {
                break;
            }
            word.push(c);
            self.bump();
        }
        word
    }

    /// Reads the rest of a raw string, beginning at its opening quote. It ends with a quote and this number of `#` characters.
    fn raw_string(&mut self, hashes: usize) -> String {
        self.bump();
        let (mut text, mut seen) = (String::new(), None);
        while let Some(c) = self.bump() {
            seen = match (c, seen) {
                ('"', _) => Some(0),
                ('#', Some(n)) => Some(n + 1),
                _ => None,
            };
            text.push(c);
            if seen == Some(hashes) {
                break;
            }
        }
        text
    }
}
