//! One table of the file, key by key. Each method takes one known key. The keys that remain at the
//! end are problems.

use std::ops::{Range, RangeInclusive};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::place::{Problem, meant};

pub struct Section<'a> {
    text: &'a str,
    /// The name between brackets. Empty for the top of the file.
    path: String,
    table: &'a DeTable<'a>,
    known: Vec<&'static str>,
    pub problems: Vec<Problem>,
}

impl<'a> Section<'a> {
    pub fn new(text: &'a str, path: &str, table: &'a DeTable<'a>) -> Section<'a> {
        Section {
            text,
            path: path.to_owned(),
            table,
            known: Vec::new(),
            problems: Vec::new(),
        }
    }

    pub fn take(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.known.push(key);
        self.table.get(key)
    }

    pub fn string(&mut self, key: &'static str) -> Option<(String, Range<usize>)> {
        let value = self.take(key)?;
        match value.get_ref().as_str() {
            Some(text) => Some((text.to_owned(), value.span())),
            None => self.wrong(key, value, "a text in quotes"),
        }
    }

    /// A text, a number or a boolean, in the form of an element's attribute.
    pub fn attribute(&mut self, key: &'static str) -> Option<(String, Range<usize>)> {
        let value = self.take(key)?;
        let text = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(number) => number.to_string(),
            DeValue::Float(number) => number.to_string(),
            DeValue::Boolean(true) => String::new(),
            DeValue::Boolean(false) => "off".to_owned(),
            _ => return self.wrong(key, value, "a text or a number"),
        };
        Some((text, value.span()))
    }

    /// A list of texts. A single text counts as a list of one.
    pub fn strings(&mut self, key: &'static str) -> Option<Vec<(String, Range<usize>)>> {
        let value = self.take(key)?;
        let list = match value.get_ref() {
            DeValue::String(text) => return Some(vec![(text.to_string(), value.span())]),
            DeValue::Array(list) => list,
            _ => return self.wrong(key, value, "a list of texts: [\"…\", \"…\"]"),
        };
        let mut texts = Vec::new();
        for item in list.iter() {
            match item.get_ref().as_str() {
                Some(text) => texts.push((text.to_owned(), item.span())),
                None => return self.wrong(key, item, "a list of texts: [\"…\", \"…\"]"),
            }
        }
        Some(texts)
    }

    /// A whole number, also in quotes.
    pub fn number<N>(&mut self, key: &'static str, range: RangeInclusive<i64>) -> Option<N>
    where
        N: TryFrom<i64>,
    {
        let value = self.take(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
            DeValue::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        let number = number.filter(|number| range.contains(number));
        if number.is_none() {
            let (path, least, most) = (self.path_of(key), range.start(), range.end());
            let message = format!("{path} is not a whole number from {least} to {most}");
            self.problem(&value.span(), message);
        }
        N::try_from(number?).ok()
    }

    pub fn numbers(&mut self, key: &'static str) -> Option<(Vec<i64>, Range<usize>)> {
        let value = self.take(key)?;
        let expected = "a list of whole numbers: [320, 640]";
        let Some(list) = value.get_ref().as_array() else {
            return self.wrong(key, value, expected);
        };
        let numbers = list.iter().map(|item| {
            let number = item.get_ref().as_integer()?;
            i64::from_str_radix(number.as_str(), number.radix()).ok()
        });
        match numbers.collect::<Option<Vec<i64>>>() {
            Some(numbers) => Some((numbers, value.span())),
            None => self.wrong(key, value, expected),
        }
    }

    pub fn section(&mut self, key: &'static str) -> Option<Section<'a>> {
        let value = self.take(key)?;
        match value.get_ref().as_table() {
            Some(table) => Some(Section::new(self.text, &self.path_of(key), table)),
            None => self.wrong(key, value, "a section of its own, in brackets"),
        }
    }

    /// The keys and values of a table whose keys are names chosen by the publisher.
    pub fn named(&self) -> Vec<(&'a str, Range<usize>, &'a Spanned<DeValue<'a>>)> {
        self.table
            .iter()
            .map(|(key, value)| (key.get_ref().as_ref(), key.span(), value))
            .collect()
    }

    pub fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.path)
        }
    }

    pub fn problem(&mut self, span: &Range<usize>, message: String) {
        self.problems.push(Problem::at(self.text, span, message));
    }

    pub fn wrong<T>(
        &mut self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        expected: &str,
    ) -> Option<T> {
        let message = format!(
            "{} is of type {}; write {expected}",
            self.path_of(key),
            value.get_ref().type_str()
        );
        self.problem(&value.span(), message);
        None
    }

    /// Reports the keys that nobody took. Without a report, a misspelt key would have no effect and
    /// no message.
    pub fn end(mut self) -> Vec<Problem> {
        for (key, span, _) in self.named() {
            if self.known.contains(&key) {
                continue;
            }
            let path = self.path_of(key);
            let message = match meant(key, self.known.iter().copied()) {
                Some(name) => format!("{path} is not known; did you mean {name}?"),
                None => format!("{path} is not known; known here: {}", self.known.join(", ")),
            };
            self.problem(&span, message);
        }
        self.problems
    }
}
