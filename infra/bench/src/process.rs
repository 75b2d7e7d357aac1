//! What Linux tells of processes and of the machine.

use std::time::{Duration, Instant};

use crate::Outcome;

/// Ticks of a process's times; the same on every Linux that runs here.
const TICKS_PER_SECOND: f64 = 100.0;

/// The time that all threads of a process were on a processor.
pub fn cpu_time(process: u32) -> Outcome<Duration> {
    // User and system, as the manual of /proc numbers them.
    spent(&process.to_string(), &[14, 15])
}

/// The same for this process and all that it started and that ended.
fn cpu_time_with_children() -> Outcome<Duration> {
    spent("self", &[14, 15, 16, 17])
}

fn spent(process: &str, fields: &[usize]) -> Outcome<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
    // The name in parentheses may hold anything, so counting begins behind it, at field 3.
    let values: Vec<&str> = stat.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace().collect();
    let ticks = |field: &usize| values.get(field - 3).and_then(|ticks| ticks.parse::<f64>().ok());
    let ticks = fields.iter().map(ticks).sum::<Option<f64>>().ok_or("/proc/<pid>/stat is unreadable")?;
    Ok(Duration::from_secs_f64(ticks / TICKS_PER_SECOND))
}

/// Watches whether the machine does other things while something is measured: such figures are worth less.
pub struct Watch {
    started: Instant,
    own: Duration,
    all: Duration,
}

impl Watch {
    pub fn start() -> Outcome<Self> {
        Ok(Self { started: Instant::now(), own: cpu_time_with_children()?, all: busy_time()? })
    }

    /// How many processors were busy with something else, on average.
    pub fn others(&self) -> Outcome<f64> {
        let own = cpu_time_with_children()?.saturating_sub(self.own);
        let others = busy_time()?.saturating_sub(self.all).saturating_sub(own);
        Ok(others.as_secs_f64() / self.started.elapsed().as_secs_f64())
    }
}

/// The time that all processors together were busy, since the machine started.
fn busy_time() -> Outcome<Duration> {
    let stat = std::fs::read_to_string("/proc/stat")?;
    let line = stat.lines().find_map(|line| line.strip_prefix("cpu ")).ok_or("/proc/stat has no line for all")?;
    let ticks: Vec<f64> = line.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
    // User, nice and system, and the two kinds of interrupt; not idling and not waiting for the disk.
    let busy: f64 = [0, 1, 2, 5, 6].iter().filter_map(|field| ticks.get(*field)).sum();
    Ok(Duration::from_secs_f64(busy / TICKS_PER_SECOND))
}

/// The most memory that a process had at once, in megabytes.
pub fn peak_memory(process: u32) -> Outcome<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<f64>().ok());
    Ok(kilobytes.ok_or("/proc/<pid>/status has no VmHWM")? / 1024.0)
}
