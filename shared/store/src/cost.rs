//! What the store's calls consumed, summed over whatever runs inside [`measured`].

use std::cell::Cell;
use std::future::Future;

use aws_sdk_dynamodb::types::ConsumedCapacity;

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

/// Runs something, a request say, and tells what its calls to the store consumed.
pub async fn measured<T>(work: impl Future<Output = T>) -> (T, Cost) {
    COST.scope(Cell::new(Cost::default()), async {
        let output = work.await;
        (output, COST.with(Cell::get))
    })
    .await
}

fn add(units: f64, kind: Kind) {
    // Outside `measured`, as in a program that only seeds data, nobody asks for the sum.
    COST.try_with(|cost| {
        let mut sum = cost.get();
        match kind {
            Kind::Read => sum.read_units += units,
            Kind::Write => sum.write_units += units,
        }
        sum.calls += 1;
        cost.set(sum);
    })
    .ok();
}

#[derive(Clone, Copy)]
enum Kind {
    Read,
    Write,
}

pub(crate) fn read<'a>(consumed: impl IntoIterator<Item = &'a ConsumedCapacity>) {
    add(total(consumed), Kind::Read);
}

pub(crate) fn wrote<'a>(consumed: impl IntoIterator<Item = &'a ConsumedCapacity>) {
    add(total(consumed), Kind::Write);
}

fn total<'a>(consumed: impl IntoIterator<Item = &'a ConsumedCapacity>) -> f64 {
    consumed.into_iter().filter_map(ConsumedCapacity::capacity_units).sum()
}
