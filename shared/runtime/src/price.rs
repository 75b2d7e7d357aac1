//! What things cost at AWS, in dollars for one: the only table of prices, for what the functions log, the desk shows and
//! the bench sums up.
//!
//! From the price lists of DynamoDB (on demand), Lambda (arm64), API Gateway (HTTP API), EventBridge, SES and S3 for
//! us-east-1, November 2026, before free tiers. Other regions differ by some percent.

use std::time::Duration;

use guichet_store::Cost;

pub const WRITE_UNIT: f64 = 0.625e-6;
pub const READ_UNIT: f64 = 0.125e-6;
pub const MAIL: f64 = 0.10e-3;
/// A mail that comes in, of a size that SES does not count apart (256 KB); with it a write to S3, its event, and a read.
pub const MAIL_RECEIVED: f64 = 0.10e-3 + OBJECT_WRITE + BUS_EVENT + OBJECT_READ;
pub const OBJECT_WRITE: f64 = 5.00e-6;
pub const OBJECT_READ: f64 = 0.40e-6;
pub const BUS_EVENT: f64 = 1.00e-6;
pub const HTTP_REQUEST: f64 = 1.00e-6;
pub const LAMBDA_REQUEST: f64 = 0.20e-6;
pub const GIGABYTE_SECOND: f64 = 0.000_013_333_4;

/// The units of the store.
pub fn units(read: f64, written: f64) -> f64 {
    read * READ_UNIT + written * WRITE_UNIT
}

/// What one invocation of a function did.
pub struct Invocation {
    pub cost: Cost,
    pub took: Duration,
    pub gigabytes: f64,
    /// Whether it came through the HTTP API.
    pub is_request: bool,
    pub bus_events: u32,
    pub mails: u32,
    pub mails_received: u32,
}

impl Invocation {
    pub fn dollars(&self) -> f64 {
        // Each millisecond that was begun is billed.
        let seconds = (self.took.as_secs_f64() * 1000.0).ceil() / 1000.0;
        units(self.cost.read_units, self.cost.write_units)
            + LAMBDA_REQUEST
            + seconds * self.gigabytes * GIGABYTE_SECOND
            + if self.is_request { HTTP_REQUEST } else { 0.0 }
            + f64::from(self.bus_events) * BUS_EVENT
            + f64::from(self.mails) * MAIL
            + f64::from(self.mails_received) * MAIL_RECEIVED
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invocation_costs_what_the_price_lists_say() {
        let cost = Cost { read_units: 1e6, write_units: 1e6, calls: 9 };
        let idle = Invocation {
            cost,
            took: Duration::ZERO,
            gigabytes: 0.25,
            is_request: false,
            bus_events: 0,
            mails: 0,
            mails_received: 0,
        };
        assert!((idle.dollars() - (0.125 + 0.625 + 0.2e-6)).abs() < 1e-12);
        let busy = Invocation {
            took: Duration::from_micros(3_999_100),
            is_request: true,
            bus_events: 3,
            mails: 2,
            mails_received: 1,
            ..idle
        };
        let more = busy.dollars() - 0.75 - 0.2e-6;
        assert!((more - (0.000_013_333_4 + 1e-6 + 3e-6 + 2e-4 + 1.064e-4)).abs() < 1e-12, "{more}");
    }
}
