//! What was set aside: how much, which alarms are on because of it, and doing it again.
//!
//! A replay takes the same steps as `infra/cloud/replay.mjs` takes in the cloud: it runs the function with each message and
//! takes away what then succeeds.

use crate::invoke::Functions;
use crate::journal::JournalError;
use crate::pump::{Pump, PumpError};
use crate::queues::Queues;
use crate::template::{Alarm, Template};
use serde_json::{Value, json};

/// What came of a replay.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Replayed {
    pub done: usize,
    /// What failed again and stays, with its queue.
    pub failed: Vec<String>,
}

pub struct SetAside {
    queues: Queues,
    functions: Functions,
    alarms: Vec<Alarm>,
    /// Each queue with the function whose failures it takes.
    of: Vec<(String, String)>,
}

impl SetAside {
    pub fn new(template: &Template, queues: Queues, functions: Functions) -> SetAside {
        let owner = |queue: &String| Some((queue.clone(), owner(template, queue)?.to_owned()));
        let of = template.queues.iter().filter_map(owner).collect();
        SetAside { queues, functions, alarms: template.alarms.clone(), of }
    }

    pub fn queues(&self) -> &Queues {
        &self.queues
    }

    /// Each queue with the number of its messages.
    pub fn counts(&self) -> Result<Vec<(String, usize)>, JournalError> {
        self.of.iter().map(|(queue, _)| Ok((queue.clone(), self.queues.messages(queue)?.len()))).collect()
    }

    /// The template's alarms on queues that are on.
    pub fn alarms(&self) -> Result<Vec<String>, JournalError> {
        let mut on = Vec::new();
        for alarm in &self.alarms {
            if self.queues.messages(&alarm.queue)?.len() >= alarm.threshold {
                on.push(alarm.name.clone());
            }
        }
        Ok(on)
    }

    /// Runs each function with what was set aside for it.
    pub async fn replay(&self, pumps: &[Pump]) -> Result<Replayed, PumpError> {
        let mut replayed = Replayed::default();
        for (queue, function) in &self.of {
            for (key, message) in self.queues.entries(queue)? {
                let answer = match event(&message, pumps)? {
                    Some(event) => self.functions.invoke(function, event).await.map_err(|error| error.to_string()),
                    None => Err("the stream no longer has its records".to_owned()),
                };
                let failures = |answer: &Value| answer["batchItemFailures"].as_array().map_or(0, Vec::len);
                match answer {
                    Ok(answer) if failures(&answer) == 0 => {
                        self.queues.remove(queue, &key)?;
                        replayed.done += 1;
                    }
                    Ok(answer) => replayed.failed.push(format!("{queue}: {} records failed again", failures(&answer))),
                    Err(error) => replayed.failed.push(format!("{queue}: {error}")),
                }
            }
        }
        Ok(replayed)
    }
}

/// The event of a message: one of the stream only says where its records are; what a function failed at is wrapped in how it
/// failed; what never reached one is not.
fn event(message: &Value, pumps: &[Pump]) -> Result<Option<Value>, PumpError> {
    let Some(place) = message.get("DDBStreamBatchInfo") else {
        return Ok(Some(message.get("requestPayload").unwrap_or(message).clone()));
    };
    for pump in pumps {
        if let Some(records) = pump.records_at(place)? {
            return Ok(Some(json!({"Records": records})));
        }
    }
    Ok(None)
}

fn owner<'a>(template: &'a Template, queue: &String) -> Option<&'a str> {
    let takes = |dead_letters: &Option<String>| dead_letters.as_ref() == Some(queue);
    let streams = template.streams.iter().find(|source| takes(&source.dead_letters)).map(|source| &source.function);
    let functions = template.functions.iter().find(|function| takes(&function.asynchronous.dead_letters));
    let rules = template.rules.iter().find(|rule| takes(&rule.delivery.dead_letters)).map(|rule| &rule.function);
    streams.or(functions.map(|function| &function.name)).or(rules).map(String::as_str)
}
