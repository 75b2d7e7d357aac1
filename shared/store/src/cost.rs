//! What the store's calls consumed, summed over whatever runs inside [`measured`].

use std::cell::Cell;
use std::future::Future;

use aws_sdk_dynamodb::types::ConsumedCapacity;

use crate::Units;

/// DynamoDB request units.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cost {
    pub read_units: f64,
    pub write_units: f64,
    pub calls: u32,
}

tokio::task_local! {
    static COST: Cell<Cost>;
}

/// Runs something, a request say, and tells what its calls to the store consumed. Whoever measures around it is told too.
pub async fn measured<T>(work: impl Future<Output = T>) -> (T, Cost) {
    let (output, cost) = COST
        .scope(Cell::new(Cost::default()), async {
            let output = work.await;
            (output, COST.with(Cell::get))
        })
        .await;
    add(cost);
    (output, cost)
}

/// What was consumed so far in what is being measured.
pub(crate) fn so_far() -> Units {
    let cost = COST.try_with(Cell::get).unwrap_or_default();
    Units { read: cost.read_units, written: cost.write_units }
}

fn add(more: Cost) {
    // Outside `measured`, as in a program that only seeds data, nobody asks for the sum.
    COST.try_with(|cost| {
        let sum = cost.get();
        cost.set(Cost {
            read_units: sum.read_units + more.read_units,
            write_units: sum.write_units + more.write_units,
            calls: sum.calls + more.calls,
        });
    })
    .ok();
}

pub(crate) fn read<'a>(consumed: impl IntoIterator<Item = &'a ConsumedCapacity>) {
    add(Cost { read_units: total(consumed), write_units: 0.0, calls: 1 });
}

pub(crate) fn wrote<'a>(consumed: impl IntoIterator<Item = &'a ConsumedCapacity>) {
    add(Cost { read_units: 0.0, write_units: total(consumed), calls: 1 });
}

/// A write that was refused: it is billed as one that is carried out, but not reported.
pub(crate) fn refused(write_units: f64) {
    add(Cost { read_units: 0.0, write_units, calls: 1 });
}

fn total<'a>(consumed: impl IntoIterator<Item = &'a ConsumedCapacity>) -> f64 {
    consumed.into_iter().filter_map(ConsumedCapacity::capacity_units).sum()
}
