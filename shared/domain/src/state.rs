//! The states of a ticket and the whole table of moves between them.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum State {
    New,
    Open,
    WaitingCustomer,
    /// Waits for a third party.
    OnHold,
    /// Comes back by itself at a date.
    Scheduled,
    Resolved,
    Closed,
    Merged,
    Spam,
    Deleted,
}

/// Where a ticket is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StateGroup {
    /// Somebody still has to do something about it; it counts towards its agent's load.
    Active,
    /// Answered: resolved or closed.
    Done,
    Spam,
    /// Merged or deleted: in no list.
    Hidden,
}

use State::*;

/// From each state, every state that may follow. `new` is never entered again; `closed` is left only by what a customer
/// writes, where the team wants that, and has follow-ups, which are tickets of their own, otherwise; `merged`, `spam` and `deleted` lead back to where the ticket was.
const TABLE: [(State, &[State]); 10] = [
    (New, &[Open, WaitingCustomer, OnHold, Scheduled, Resolved, Closed, Merged, Spam, Deleted]),
    (Open, &[WaitingCustomer, OnHold, Scheduled, Resolved, Closed, Merged, Spam, Deleted]),
    (WaitingCustomer, &[Open, OnHold, Scheduled, Resolved, Closed, Merged, Spam, Deleted]),
    (OnHold, &[Open, WaitingCustomer, Scheduled, Resolved, Closed, Merged, Spam, Deleted]),
    (Scheduled, &[Open, WaitingCustomer, OnHold, Resolved, Closed, Merged, Spam, Deleted]),
    (Resolved, &[Open, Closed, Merged, Spam, Deleted]),
    (Closed, &[Open]),
    (Merged, &[Open, WaitingCustomer, OnHold, Scheduled, Resolved]),
    (Spam, &[Open, WaitingCustomer, OnHold, Scheduled, Resolved]),
    (Deleted, &[Open, WaitingCustomer, OnHold, Scheduled, Resolved]),
];

impl State {
    pub const ALL: [Self; 10] =
        [New, Open, WaitingCustomer, OnHold, Scheduled, Resolved, Closed, Merged, Spam, Deleted];

    /// Every state that may follow this one.
    pub fn next(self) -> &'static [State] {
        TABLE[self as usize].1
    }

    pub fn may_become(self, to: State) -> bool {
        self.next().contains(&to)
    }

    pub fn group(self) -> StateGroup {
        match self {
            New | Open | WaitingCustomer | OnHold | Scheduled => StateGroup::Active,
            Resolved | Closed => StateGroup::Done,
            Spam => StateGroup::Spam,
            Merged | Deleted => StateGroup::Hidden,
        }
    }

    pub fn is_active(self) -> bool {
        self.group() == StateGroup::Active
    }

    /// Out of sight, and undone only by a restore.
    pub fn is_set_aside(self) -> bool {
        matches!(self, Merged | Spam | Deleted)
    }

    /// What an agent may choose by name, as opposed to what has a command of its own (spam, merge, delete, restore).
    pub fn choices(self) -> impl Iterator<Item = State> {
        let by_name = !self.is_set_aside() && self != Closed;
        self.next().iter().copied().filter(move |to| by_name && !to.is_set_aside())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_one_row_for_each_state_in_order() {
        for (index, state) in State::ALL.into_iter().enumerate() {
            assert_eq!(TABLE[index].0, state);
            assert_eq!(state as usize, index);
        }
    }

    /// The vocabulary in a picture: rows are "from", columns are "to", in the order of `State::ALL`.
    #[test]
    fn every_cell_of_the_table() {
        let picture = [
            //          new opn wai hld sch res clo mrg spm del
            (New, "      .   x   x   x   x   x   x   x   x   x"),
            (Open, "     .   .   x   x   x   x   x   x   x   x"),
            (WaitingCustomer, ".   x   .   x   x   x   x   x   x   x"),
            (OnHold, "   .   x   x   .   x   x   x   x   x   x"),
            (Scheduled, ".   x   x   x   .   x   x   x   x   x"),
            (Resolved, " .   x   .   .   .   .   x   x   x   x"),
            (Closed, "   .   x   .   .   .   .   .   .   .   ."),
            (Merged, "   .   x   x   x   x   x   .   .   .   ."),
            (Spam, "     .   x   x   x   x   x   .   .   .   ."),
            (Deleted, "  .   x   x   x   x   x   .   .   .   ."),
        ];
        for (from, row) in picture {
            let cells: Vec<&str> = row.split_whitespace().collect();
            assert_eq!(cells.len(), State::ALL.len());
            for (to, cell) in State::ALL.into_iter().zip(cells) {
                assert_eq!(from.may_become(to), cell == "x", "{from:?} -> {to:?}");
            }
        }
    }

    #[test]
    fn new_is_never_entered_and_closed_never_left_by_an_agent() {
        assert!(State::ALL.into_iter().all(|from| !from.may_become(New)));
        assert_eq!(Closed.choices().count(), 0);
        assert!(State::ALL.into_iter().filter(|s| s.is_set_aside()).all(|s| s.choices().count() == 0));
    }
}
