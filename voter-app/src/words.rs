//! Messages by id and arguments: what the worker says to the page, and the page to its reader, before it is in any language.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A message of the files in `locales/`, with its arguments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Words {
    /// Its id.
    pub(crate) id: Cow<'static, str>,
    /// Its arguments by name.
    pub(crate) arguments: Vec<(Cow<'static, str>, Value)>,
}

/// An argument of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Value {
    /// A number: written as the language does, and chooses plural forms.
    Number(u64),
    /// Date and time where the reader is.
    Moment(Moment),
    /// Words that are not ours, such as a name: kept apart from the direction of the words around them.
    Name(String),
}

/// POSIX seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Moment(pub(crate) u64);

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u8> for Value {
    fn from(number: u8) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Number(u64::try_from(number).unwrap_or(u64::MAX))
    }
}

impl From<Moment> for Value {
    fn from(moment: Moment) -> Self {
        Self::Moment(moment)
    }
}

impl From<String> for Value {
    fn from(name: String) -> Self {
        Self::Name(name)
    }
}

impl From<&str> for Value {
    fn from(name: &str) -> Self {
        Self::Name(name.to_owned())
    }
}

/// [`Words`] of a message: `words!("id", argument = value)`. A test holds ids and arguments against `locales/en.ftl`.
macro_rules! words {
    ($id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::words::Words {
            id: ::std::borrow::Cow::Borrowed($id),
            arguments: vec![$((::std::borrow::Cow::Borrowed(stringify!($name)), $crate::words::Value::from($value))),*],
        }
    };
}
pub(crate) use words;
