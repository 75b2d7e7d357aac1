//! What is wrong in a configuration, and where.

use std::fmt;

/// Something that a desk can not be run with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The way to it from the top of the configuration, as in `policies[2].ladder[0].at`.
    pub place: String,
    /// Stable; callers may rely on it.
    pub code: &'static str,
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

/// Collects faults while a configuration is walked through, so that all are reported at once.
#[derive(Debug, Default)]
pub struct Faults {
    place: String,
    found: Vec<Fault>,
}

impl Faults {
    /// Looks at what a key leads to.
    pub fn key<T>(&mut self, key: impl fmt::Display, look: impl FnOnce(&mut Self) -> T) -> T {
        let step = if self.place.is_empty() { key.to_string() } else { format!(".{key}") };
        self.step(&step, look)
    }

    /// Looks at an element of a list.
    pub fn element<T>(&mut self, index: usize, look: impl FnOnce(&mut Self) -> T) -> T {
        self.step(&format!("[{index}]"), look)
    }

    fn step<T>(&mut self, step: &str, look: impl FnOnce(&mut Self) -> T) -> T {
        let back_to = self.place.len();
        self.place.push_str(step);
        let seen = look(self);
        self.place.truncate(back_to);
        seen
    }

    pub fn report(&mut self, code: &'static str, message: impl Into<String>) {
        self.found.push(Fault { place: self.place.clone(), code, message: message.into() });
    }

    pub fn found(self) -> Vec<Fault> {
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_names_its_place() {
        let mut faults = Faults::default();
        faults.key("policies", |faults| {
            faults.element(2, |faults| faults.key("ladder", |faults| faults.report("empty", "must not be empty")));
        });
        faults.report("unknown", "is not known");
        let places: Vec<String> = faults.found().into_iter().map(|fault| fault.place).collect();
        assert_eq!(places, ["policies[2].ladder", ""]);
    }
}
