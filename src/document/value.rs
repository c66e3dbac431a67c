//! A JSON value as the user has it, cheap to clone, with numbers kept as they were typed.

use std::rc::Rc;

/// A JSON value. Clones share their contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Null,
    Bool(bool),
    /// The number's JSON text, as typed: `6379`, `1e3`.
    Number(Rc<str>),
    String(Rc<str>),
    List(Rc<Vec<Value>>),
    Map(Rc<Map>),
}

/// A JSON object; the order is that in which members were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map(Vec<(Rc<str>, Value)>);

/// The key that makes an object stand for an environment variable: `{"$env": "NAME"}`.
pub const ENV_KEY: &str = "$env";

/// The key that makes an object stand for what AWS answers about another resource, by its label:
/// `{"$ref": "east", "member": "arn"}`.
pub const REF_KEY: &str = "$ref";

impl Value {
    pub fn string(text: impl Into<Rc<str>>) -> Self {
        Self::String(text.into())
    }

    pub fn integer(number: i64) -> Self {
        Self::Number(number.to_string().into())
    }

    pub fn list(items: impl IntoIterator<Item = Value>) -> Self {
        Self::List(Rc::new(items.into_iter().collect()))
    }

    pub fn map(entries: impl IntoIterator<Item = (Rc<str>, Value)>) -> Self {
        Self::Map(Rc::new(entries.into_iter().collect()))
    }

    /// `{"$env": name}`.
    pub fn env(name: &str) -> Self {
        Self::map([(ENV_KEY.into(), Self::string(name))])
    }

    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// A whole number in the range of 64 bits.
    pub fn as_integer(&self) -> Option<i64> {
        match self {
            Self::Number(text) => text.parse().ok(),
            _ => None,
        }
    }

    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(flag) => Some(*flag),
            _ => None,
        }
    }

    pub fn as_list(&self) -> Option<&[Value]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    pub fn as_map(&self) -> Option<&Map> {
        match self {
            Self::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The variable's name, where the value is `{"$env": "NAME"}`.
    pub fn as_env(&self) -> Option<&str> {
        let map = self.as_map()?;
        if map.len() == 1 {
            map.get(ENV_KEY)?.as_str()
        } else {
            None
        }
    }

    /// The label of a resource and the member of its response, where the value is `{"$ref": "east", "member": "arn"}`.
    pub fn as_ref_to(&self) -> Option<(&str, &str)> {
        let map = self.as_map().filter(|map| map.len() == 2)?;
        Some((map.get(REF_KEY)?.as_str()?, map.get("member")?.as_str()?))
    }

    /// The JSON type in words: `text`, `a number`, …
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "text",
            Self::List(_) => "a list",
            Self::Map(_) => "an object",
        }
    }

    // Typed members of an object; `None` where the value is no object, or the member absent or ill-typed.

    pub fn get(&self, name: &str) -> Option<&Value> {
        self.as_map()?.get(name)
    }

    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str()
    }

    pub fn int(&self, name: &str) -> Option<i64> {
        self.get(name)?.as_integer()
    }

    pub fn flag(&self, name: &str) -> Option<bool> {
        self.get(name)?.as_bool()
    }

    pub fn items(&self, name: &str) -> Option<&[Value]> {
        self.get(name)?.as_list()
    }

    /// The texts of a list member, each with its index; items of another type are left out.
    pub fn texts<'a>(&'a self, name: &str) -> impl Iterator<Item = (usize, &'a str)> + use<'a> {
        let items = self.items(name).unwrap_or_default();
        items
            .iter()
            .enumerate()
            .filter_map(|(i, item)| Some((i, item.as_str()?)))
    }
}

impl Map {
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0
            .iter()
            .find(|(name, _)| &**name == key)
            .map(|(_, value)| value)
    }

    pub fn contains(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&Rc<str>, &Value)> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    /// The entry at a position in the order of writing.
    pub fn at(&self, position: usize) -> Option<(&Rc<str>, &Value)> {
        self.0.get(position).map(|(key, value)| (key, value))
    }

    /// Replaces the value of a key, or adds the key at the end.
    pub fn insert(&mut self, key: impl Into<Rc<str>>, value: Value) {
        let key = key.into();
        match self.get_mut(&key) {
            Some(slot) => *slot = value,
            None => self.0.push((key, value)),
        }
    }

    pub fn get_mut(&mut self, key: &str) -> Option<&mut Value> {
        self.0
            .iter_mut()
            .find(|(name, _)| &**name == key)
            .map(|(_, value)| value)
    }

    pub fn remove(&mut self, key: &str) -> Option<Value> {
        let at = self.0.iter().position(|(name, _)| &**name == key)?;
        Some(self.0.remove(at).1)
    }

    /// Renames a key in place; the value of a key that already has that name is replaced.
    pub fn rename(&mut self, from: &str, to: &str) {
        if from == to || !self.contains(from) {
            return;
        }
        self.remove(to);
        if let Some((name, _)) = self.0.iter_mut().find(|(name, _)| &**name == from) {
            *name = to.into();
        }
    }
}

impl FromIterator<(Rc<str>, Value)> for Map {
    /// All entries are kept; of several with one key the first one is found.
    fn from_iter<T: IntoIterator<Item = (Rc<str>, Value)>>(entries: T) -> Self {
        Self(entries.into_iter().collect())
    }
}
