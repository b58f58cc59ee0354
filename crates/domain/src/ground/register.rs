//! 登记册：one part of a matter, shared by all states of the matter between which nothing was written into it. A state is
//! copied by counting, and what a command changed is told by identity: nothing is compared that nobody touched.

use std::{
    ops::{Deref, DerefMut},
    sync::Arc,
};

/// A part of a matter. Reading is reading what it holds; the first write after a copy makes it this state's own.
#[derive(Debug, Clone, Default)]
pub struct Register<T>(Arc<T>);

impl<T> Register<T> {
    /// Whether two states hold the very same, so that nothing was written into it between them.
    pub fn is_same(&self, other: &Register<T>) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> From<T> for Register<T> {
    fn from(held: T) -> Register<T> {
        Register(Arc::new(held))
    }
}

impl<T> Deref for Register<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Clone> DerefMut for Register<T> {
    fn deref_mut(&mut self) -> &mut T {
        Arc::make_mut(&mut self.0)
    }
}

impl<T: PartialEq> PartialEq for Register<T> {
    fn eq(&self, other: &Register<T>) -> bool {
        self.is_same(other) || *self.0 == *other.0
    }
}

impl<'a, T> IntoIterator for &'a Register<Vec<T>> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
