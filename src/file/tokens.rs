//! Splits a RON text into tokens with their locations. It is used to find the locations of values and to read files with mistakes.
//!
//! Signs that RON does not know are read as those that were probably meant, such as `：` as `:`, and are reported as [`Slip`]s. So the
//! text around them can be read. A text without slips is split as `ron` splits it.

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

/// The location after the text, word or sign that begins at `start`. `None` if that is not in the text.
pub fn end_of(text: &str, start: Location) -> Option<Location> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let line = text.split_inclusive('\n').nth(start.line - 1)?;
    let before: usize = text.split_inclusive('\n').take(start.line - 1).map(str::len).sum();
    let column: usize = line.chars().take(start.column - 1).map(char::len_utf8).sum();
    let mut tokens = Tokens::of(text.get(before + column..)?);
    let (_, first) = tokens.next_token()?;
    let end = tokens.location;
    let is_here = first == Location::START;
    let column = if end.line == 1 { start.column + end.column - 1 } else { end.column };
    is_here.then(|| Location { line: start.line + end.line - 1, column })
}

/// A token of RON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    Open(char),
    Close(char),
    Comma,
    Colon,
    Text(String),
    Word(String),
}

/// A mistake in the notation that the tokens show, whatever their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slip {
    /// A sign or a word that RON does not know, and the one that was probably meant.
    Sign { found: String, meant: String },
    /// A text in other quotes than `"`. Its content.
    Quotes(String),
    /// A blank that RON does not know, such as a no-break space.
    Blank(char),
    /// A character that nobody sees and that RON does not know.
    Invisible(char),
    /// A comment that begins with `#`.
    Comment,
    /// A block comment that is never closed. Nothing after it can be read.
    OpenComment,
    /// A text that is never closed. Nothing after it can be read.
    OpenText,
    /// A text that ends at `end`, in the middle of words: a quote is missing, or there is one too many. Nothing after it can be read.
    TextInWords { end: Location, next: String },
}

impl Slip {
    /// Whether nothing after this slip can be read.
    pub const fn ends(&self) -> bool {
        matches!(self, Self::OpenComment | Self::OpenText | Self::TextInWords { .. })
    }
}

/// Iterates over the tokens of a text. There is no recursion, so deep nesting is safe.
#[derive(Clone)]
pub struct Tokens<'t> {
    chars: std::iter::Peekable<std::str::Chars<'t>>,
    location: Location,
    /// The offset of the next character in bytes.
    offset: usize,
    /// The slips that were found so far and not taken.
    slips: Vec<(Location, Slip)>,
}

/// The ASCII sign that looks like this one.
fn plain(c: char) -> Option<char> {
    match c {
        // The letters, digits and signs of full width.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        '、' | '،' | '﹐' | '︐' | '‚' => Some(','),
        '﹕' | '∶' | '︓' => Some(':'),
        '؛' | '﹔' => Some(';'),
        '−' | '–' | '‐' | '‑' | '‒' | '﹣' => Some('-'),
        '【' | '〔' => Some('['),
        '】' | '〕' => Some(']'),
        _ => None,
    }
}

/// The signs with one of which a text ends that begins with `open`, if `open` is a quote other than `"`.
const fn closing_quotes(open: char) -> Option<&'static [char]> {
    match open {
        '“' | '”' | '„' | '‟' => Some(&['”', '“', '"']),
        '«' => Some(&['»', '"']),
        '»' => Some(&['«', '»', '"']),
        '‘' | '’' | '‛' => Some(&['’', '‘']),
        '＂' | '〝' => Some(&['＂', '〞', '"']),
        '「' => Some(&['」', '"']),
        '『' => Some(&['』', '"']),
        '\'' => Some(&['\'', '’']),
        '`' => Some(&['`']),
        _ => None,
    }
}

/// Whether `ron` skips this character between tokens.
const fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t'..='\r' | '\u{85}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
}

/// Whether this character is invisible and not a blank.
pub const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

impl<'t> Tokens<'t> {
    /// Starts at the beginning of this text.
    pub fn of(text: &'t str) -> Self {
        Self { chars: text.chars().peekable(), location: Location::START, offset: 0, slips: Vec::new() }
    }

    /// The offset of the next character in bytes.
    pub const fn offset(&self) -> usize {
        self.offset
    }

    /// Returns the slips that were found since the last call, including those in the last token and in the blanks before it.
    pub fn take_slips(&mut self) -> Vec<(Location, Slip)> {
        std::mem::take(&mut self.slips)
    }

    /// Skips blanks and comments.
    pub fn skip_blank(&mut self) {
        while let Some(c) = self.chars.peek().copied() {
            match c {
                _ if is_blank(c) => {
                    self.bump();
                }
                '/' if self.begins("//") => self.skip_line(),
                '/' if self.begins("/*") => self.skip_comment(),
                '#' if !self.begins("#!") => {
                    self.slip(Slip::Comment);
                    self.skip_line();
                }
                _ if c.is_whitespace() => self.skip_strange(c, Slip::Blank(c)),
                _ if is_invisible(c) => self.skip_strange(c, Slip::Invisible(c)),
                _ => break,
            }
        }
    }

    /// Skips a run of one character that RON does not know.
    fn skip_strange(&mut self, c: char, slip: Slip) {
        self.slip(slip);
        while self.chars.next_if_eq(&c).is_some() {
            self.offset += c.len_utf8();
            self.location.column += 1;
        }
    }

    /// Whether the next token is a colon, or a sign that is read as one.
    pub fn is_colon_next(&mut self) -> bool {
        self.skip_blank();
        let next = self.chars.peek().copied();
        next.is_some_and(|c| matches!(plain(c).unwrap_or(c), ':' | '=')) || (next == Some('-') && self.begins("->"))
    }

    fn slip(&mut self, slip: Slip) {
        self.slips.push((self.location, slip));
    }

    /// Whether the rest of the text begins with these characters.
    fn begins(&self, with: &str) -> bool {
        let mut rest = self.chars.clone();
        with.chars().all(|c| rest.next() == Some(c))
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

    fn skip_line(&mut self) {
        while self.bump().is_some_and(|c| c != '\n') {}
    }

    /// Skips a block comment. Block comments may be nested.
    fn skip_comment(&mut self) {
        let start = self.location;
        let (mut depth, mut last) = (1, ' ');
        self.bump();
        self.bump();
        while depth > 0 {
            let Some(c) = self.bump() else {
                self.slips.push((start, Slip::OpenComment));
                return;
            };
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
        let first = *self.chars.peek()?;
        let closing = closing_quotes(first).filter(|closing| self.is_quote(closing));
        if let Some(closing) = closing {
            self.bump();
            let text = self.string(location, closing);
            self.slips.push((location, Slip::Quotes(text.clone())));
            return Some((Token::Text(text), location));
        }
        let c = plain(first).unwrap_or(first);
        let token = match c {
            '(' | '[' | '{' => Token::Open(c),
            ')' | ']' | '}' => Token::Close(c),
            ',' => Token::Comma,
            ':' => Token::Colon,
            ';' => return Some(self.sign(1, ",", Token::Comma)),
            '=' if self.begins("=>") => return Some(self.sign(2, ":", Token::Colon)),
            '-' if self.begins("->") => return Some(self.sign(2, ":", Token::Colon)),
            '=' => return Some(self.sign(1, ":", Token::Colon)),
            '"' => {
                self.bump();
                return Some((Token::Text(self.string(location, &['"'])), location));
            }
            _ => return Some((self.word(location), location)),
        };
        self.bump();
        if c != first {
            self.slips.push((location, Slip::Sign { found: first.into(), meant: c.into() }));
        } else if c == ':' && self.chars.peek() == Some(&'=') {
            self.bump();
            self.slips.push((location, Slip::Sign { found: ":=".into(), meant: ":".into() }));
        }
        Some((token, location))
    }

    /// Whether the quote that is next begins a text. A single quote does so only if another follows it soon on its line.
    fn is_quote(&self, closing: &[char]) -> bool {
        const FAR: usize = 200;
        let mut line = self.chars.clone().skip(1).take(FAR).take_while(|c| *c != '\n');
        closing.contains(&'"') || line.any(|c| closing.contains(&c))
    }

    /// Consumes this number of characters, which were meant as `meant`.
    fn sign(&mut self, length: usize, meant: &str, token: Token) -> (Token, Location) {
        let location = self.location;
        let found: String = (0..length).filter_map(|_| self.bump()).collect();
        self.slips.push((location, Slip::Sign { found, meant: meant.into() }));
        (token, location)
    }

    /// Reads the rest of a text, which began at `start`, up to its closing quote.
    fn string(&mut self, start: Location, closing: &[char]) -> String {
        let mut text = String::new();
        loop {
            match self.bump() {
                None => {
                    self.slips.push((start, Slip::OpenText));
                    return text;
                }
                Some(c) if closing.contains(&c) => break,
                Some('\\') => text.extend(self.bump()),
                Some(c) => text.push(c),
            }
        }
        if self.chars.peek().is_some_and(|c| c.is_alphanumeric()) {
            let end = self.location;
            let is_word = |c: &char| !c.is_whitespace() && !",:\"()[]{}".contains(*c);
            let next: String = self.chars.clone().take_while(is_word).take(20).collect();
            self.slips.push((start, Slip::TextInWords { end, next }));
        }
        text
    }

    fn word(&mut self, location: Location) -> Token {
        let from = self.offset;
        let (mut word, mut found) = (String::new(), String::new());
        let mut is_strange = false;
        while let Some(c) = self.chars.peek().copied() {
            if c == '"' && word.starts_with('r') && word[1..].bytes().all(|b| b == b'#') {
                return Token::Text(self.raw_string(location, word.len() - 1));
            }
            if is_invisible(c) {
                self.skip_strange(c, Slip::Invisible(c));
                continue;
            }
            let meant = plain(c).unwrap_or(c);
            let is_end = is_blank(c)
                || c.is_whitespace()
                || "()[]{},:\";=".contains(meant)
                || (c == '/' && (self.begins("//") || self.begins("/*")))
                || (c == '-' && self.begins("->"))
                || (closing_quotes(c).is_some() && !"'’`".contains(c));
            if is_end && self.offset > from {
                break;
            }
            is_strange |= meant != c;
            word.push(meant);
            found.push(c);
            self.bump();
        }
        if is_strange {
            self.slips.push((location, Slip::Sign { found, meant: word.clone() }));
        }
        // A raw name, such as `r#do`, means the same as the name.
        Token::Word(word.strip_prefix("r#").map(str::to_owned).unwrap_or(word))
    }

    /// Reads the rest of a raw string, beginning at its opening quote. It ends with a quote and this number of `#` characters.
    fn raw_string(&mut self, start: Location, hashes: usize) -> String {
        self.bump();
        let (mut text, mut seen) = (String::new(), None);
        loop {
            let Some(c) = self.bump() else {
                self.slips.push((start, Slip::OpenText));
                return text;
            };
            seen = match (c, seen) {
                ('"', _) => Some(0),
                ('#', Some(n)) => Some(n + 1),
                _ => None,
            };
            text.push(c);
            if seen == Some(hashes) {
                // The closing quote and its `#` are no part of the text.
                text.truncate(text.len() - hashes - 1);
                return text;
            }
        }
    }
}
