//! CloudFormation's short-hand tags and intrinsic functions, resolved to plain JSON.
//!
//! Only what is asked for is resolved: an output that needs something which exists in the cloud alone does not keep the
//! host from starting.

use super::TemplateError;
use serde_json::{Map, Value};
use serde_yaml_ng::Value as Yaml;
use std::collections::BTreeMap;

/// Names and identifiers that stand for the account which the local host plays.
pub const REGION: &str = "local-1";
pub const ACCOUNT: &str = "000000000000";
pub const STACK: &str = "guichet-local";

/// Turns YAML with tags (`!Ref x`) into JSON with the long form (`{"Ref": "x"}`).
pub fn untag(yaml: Yaml, place: &str) -> Result<Value, TemplateError> {
    Ok(match yaml {
        Yaml::Null => Value::Null,
        Yaml::Bool(value) => Value::Bool(value),
        Yaml::Number(number) => {
            serde_json::to_value(number).map_err(|error| TemplateError::at(place, error.to_string()))?
        }
        Yaml::String(text) => Value::String(text),
        Yaml::Sequence(items) => Value::Array(
            items
                .into_iter()
                .enumerate()
                .map(|(index, item)| untag(item, &format!("{place}/{index}")))
                .collect::<Result<_, _>>()?,
        ),
        Yaml::Mapping(mapping) => {
            let mut object = Map::new();
            for (key, value) in mapping {
                let key = match key {
                    Yaml::String(key) => key,
                    Yaml::Number(key) => key.to_string(),
                    Yaml::Bool(key) => key.to_string(),
                    _ => return Err(TemplateError::at(place, "a key that is not plain text")),
                };
                let value = untag(value, &format!("{place}/{key}"))?;
                object.insert(key, value);
            }
            Value::Object(object)
        }
        Yaml::Tagged(tagged) => {
            let tag = tagged.tag.to_string();
            let name = tag.trim_start_matches('!');
            let mut value = untag(tagged.value, place)?;
            let key = match name {
                "Ref" | "Condition" => name.to_owned(),
                "GetAtt" => {
                    if let Value::String(text) = &value {
                        let (resource, attribute) = text
                            .split_once('.')
                            .ok_or_else(|| TemplateError::at(place, format!("`!GetAtt {text}` names no attribute")))?;
                        value = serde_json::json!([resource, attribute]);
                    }
                    "Fn::GetAtt".to_owned()
                }
                other => format!("Fn::{other}"),
            };
            Value::Object(Map::from_iter([(key, value)]))
        }
    })
}

/// Resolves intrinsic functions against parameters, conditions and the resources' local names.
#[derive(Debug)]
pub struct Resolver<'a> {
    pub parameters: &'a BTreeMap<String, String>,
    pub conditions: &'a Map<String, Value>,
    pub resources: &'a Map<String, Value>,
}

/// The value of an absent property (`!Ref AWS::NoValue`), which its parent then leaves out.
enum Resolved {
    Value(Value),
    Nothing,
}

impl Resolver<'_> {
    pub fn resolve(&self, value: &Value, place: &str) -> Result<Value, TemplateError> {
        Ok(match self.resolve_or_nothing(value, place)? {
            Resolved::Value(value) => value,
            Resolved::Nothing => Value::Null,
        })
    }

    fn resolve_or_nothing(&self, value: &Value, place: &str) -> Result<Resolved, TemplateError> {
        match value {
            Value::Object(object) => {
                if let (1, Some((name, argument))) = (object.len(), object.iter().next())
                    && (name == "Ref" || name.starts_with("Fn::"))
                {
                    return self.call(name, argument, place);
                }
                let mut out = Map::new();
                for (key, value) in object {
                    if let Resolved::Value(value) = self.resolve_or_nothing(value, &format!("{place}/{key}"))? {
                        out.insert(key.clone(), value);
                    }
                }
                Ok(Resolved::Value(Value::Object(out)))
            }
            Value::Array(items) => {
                let mut out = Vec::with_capacity(items.len());
                for (index, item) in items.iter().enumerate() {
                    if let Resolved::Value(value) = self.resolve_or_nothing(item, &format!("{place}/{index}"))? {
                        out.push(value);
                    }
                }
                Ok(Resolved::Value(Value::Array(out)))
            }
            plain => Ok(Resolved::Value(plain.clone())),
        }
    }

    fn call(&self, name: &str, argument: &Value, place: &str) -> Result<Resolved, TemplateError> {
        let error = |message: String| TemplateError::at(place, message);
        let value = match name {
            "Ref" => {
                let target = argument.as_str().ok_or_else(|| error("`Ref` takes a name".to_owned()))?;
                if target == "AWS::NoValue" {
                    return Ok(Resolved::Nothing);
                }
                Value::String(self.reference(target, place)?)
            }
            "Fn::GetAtt" => {
                let [Value::String(resource), Value::String(attribute)] =
                    argument.as_array().map(Vec::as_slice).unwrap_or_default()
                else {
                    return Err(error("`GetAtt` takes a resource and an attribute".to_owned()));
                };
                Value::String(self.attribute(resource, attribute, place)?)
            }
            "Fn::Sub" => Value::String(self.substitute(argument, place)?),
            "Fn::Join" => {
                let [Value::String(glue), Value::Array(parts)] =
                    argument.as_array().map(Vec::as_slice).unwrap_or_default()
                else {
                    return Err(error("`Join` takes a delimiter and a list".to_owned()));
                };
                let parts = parts.iter().map(|part| self.text(part, place)).collect::<Result<Vec<_>, _>>()?;
                Value::String(parts.join(glue))
            }
            "Fn::Split" => {
                let [Value::String(delimiter), text] = argument.as_array().map(Vec::as_slice).unwrap_or_default()
                else {
                    return Err(error("`Split` takes a delimiter and a text".to_owned()));
                };
                let text = self.text(text, place)?;
                text.split(delimiter.as_str()).map(Value::from).collect()
            }
            "Fn::If" => {
                let [Value::String(condition), then, otherwise] =
                    argument.as_array().map(Vec::as_slice).unwrap_or_default()
                else {
                    return Err(error("`If` takes a condition and two values".to_owned()));
                };
                let chosen = if self.condition(condition, place)? { then } else { otherwise };
                return self.resolve_or_nothing(chosen, place);
            }
            other => return Err(error(format!("`{other}` is not known to the local host"))),
        };
        Ok(Resolved::Value(value))
    }

    fn text(&self, value: &Value, place: &str) -> Result<String, TemplateError> {
        match self.resolve(value, place)? {
            Value::String(text) => Ok(text),
            Value::Number(number) => Ok(number.to_string()),
            Value::Bool(value) => Ok(value.to_string()),
            _ => Err(TemplateError::at(place, "a text is expected")),
        }
    }

    fn reference(&self, target: &str, place: &str) -> Result<String, TemplateError> {
        Ok(match target {
            "AWS::Region" => REGION.to_owned(),
            "AWS::AccountId" => ACCOUNT.to_owned(),
            "AWS::StackName" => STACK.to_owned(),
            "AWS::Partition" => "aws".to_owned(),
            "AWS::URLSuffix" => "amazonaws.com".to_owned(),
            _ => {
                if let Some(value) = self.parameters.get(target) {
                    return Ok(value.clone());
                }
                let resource = self.resource(target, place)?;
                match resource_type(resource) {
                    "AWS::SQS::Queue" => format!("http://queues.local/{ACCOUNT}/{target}"),
                    _ => self.physical_name(target, resource, place)?,
                }
            }
        })
    }

    /// The name that a resource goes by: its own, where the template gives one, else its logical id.
    pub fn physical_name(&self, logical: &str, resource: &Value, place: &str) -> Result<String, TemplateError> {
        let property = match resource_type(resource) {
            "AWS::DynamoDB::Table" => "TableName",
            "AWS::Events::EventBus" => "Name",
            "AWS::Serverless::Function" => "FunctionName",
            "AWS::SQS::Queue" => "QueueName",
            "AWS::S3::Bucket" => "BucketName",
            "AWS::SES::ConfigurationSet" => "Name",
            "AWS::SES::ReceiptRuleSet" => "RuleSetName",
            _ => return Ok(logical.to_owned()),
        };
        match resource.get("Properties").and_then(|properties| properties.get(property)) {
            Some(name) => self.text(name, place),
            // As CloudFormation names one, but for the random end: a bucket's name has no capitals.
            None if property == "BucketName" => Ok(format!("{STACK}-{}", logical.to_lowercase())),
            None => Ok(logical.to_owned()),
        }
    }

    fn attribute(&self, logical: &str, attribute: &str, place: &str) -> Result<String, TemplateError> {
        let resource = self.resource(logical, place)?;
        let name = self.physical_name(logical, resource, place)?;
        Ok(match (resource_type(resource), attribute) {
            ("AWS::DynamoDB::Table", "Arn") => format!("arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{name}"),
            ("AWS::DynamoDB::Table", "StreamArn") => {
                format!("arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{name}/stream/local")
            }
            ("AWS::SQS::Queue", "Arn") => format!("arn:aws:sqs:{REGION}:{ACCOUNT}:{name}"),
            ("AWS::SQS::Queue", "QueueName") | ("AWS::Events::EventBus", "Name") => name,
            ("AWS::Events::EventBus", "Arn") => format!("arn:aws:events:{REGION}:{ACCOUNT}:event-bus/{name}"),
            ("AWS::S3::Bucket", "Arn") => format!("arn:aws:s3:::{name}"),
            ("AWS::Serverless::Function", "Arn") => format!("arn:aws:lambda:{REGION}:{ACCOUNT}:function:{name}"),
            (kind, attribute) => {
                return Err(TemplateError::at(
                    place,
                    format!("the local host has no value for `{attribute}` of {logical} ({kind})"),
                ));
            }
        })
    }

    fn resource(&self, logical: &str, place: &str) -> Result<&Value, TemplateError> {
        self.resources.get(logical).ok_or_else(|| {
            TemplateError::at(place, format!("`{logical}` is neither a parameter with a value nor a resource"))
        })
    }

    fn substitute(&self, argument: &Value, place: &str) -> Result<String, TemplateError> {
        let none = Map::new();
        let (text, variables) = match argument {
            Value::String(text) => (text, &none),
            Value::Array(items) => match items.as_slice() {
                [Value::String(text), Value::Object(variables)] => (text, variables),
                _ => return Err(TemplateError::at(place, "`Sub` takes a text, or a text and a map")),
            },
            _ => return Err(TemplateError::at(place, "`Sub` takes a text, or a text and a map")),
        };
        let mut out = String::new();
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once("${") {
            out.push_str(before);
            let (name, after) = after
                .split_once('}')
                .ok_or_else(|| TemplateError::at(place, "`Sub` with a `${` that is not closed"))?;
            if let Some(literal) = name.strip_prefix('!') {
                out.push_str(&format!("${{{literal}}}"));
            } else if let Some(value) = variables.get(name) {
                out.push_str(&self.text(value, place)?);
            } else if let Some((resource, attribute)) = name.split_once('.') {
                out.push_str(&self.attribute(resource, attribute, place)?);
            } else {
                out.push_str(&self.reference(name, place)?);
            }
            rest = after;
        }
        out.push_str(rest);
        Ok(out)
    }

    pub fn condition(&self, name: &str, place: &str) -> Result<bool, TemplateError> {
        let expression = self
            .conditions
            .get(name)
            .ok_or_else(|| TemplateError::at(place, format!("no condition is called `{name}`")))?;
        self.truth(expression, &format!("Conditions/{name}"))
    }

    fn truth(&self, expression: &Value, place: &str) -> Result<bool, TemplateError> {
        let unknown = || TemplateError::at(place, "a condition that the local host cannot judge");
        let (name, argument) = expression
            .as_object()
            .filter(|object| object.len() == 1)
            .and_then(|object| object.iter().next())
            .ok_or_else(unknown)?;
        let arguments = argument.as_array().map(Vec::as_slice).unwrap_or_default();
        match (name.as_str(), arguments) {
            ("Condition", _) => self.condition(argument.as_str().ok_or_else(unknown)?, place),
            ("Fn::Equals", [left, right]) => Ok(self.resolve(left, place)? == self.resolve(right, place)?),
            ("Fn::Not", [inner]) => Ok(!self.truth(inner, place)?),
            ("Fn::And", all) => all.iter().try_fold(true, |so_far, one| Ok(so_far & self.truth(one, place)?)),
            ("Fn::Or", any) => any.iter().try_fold(false, |so_far, one| Ok(so_far | self.truth(one, place)?)),
            _ => Err(unknown()),
        }
    }
}

pub fn resource_type(resource: &Value) -> &str {
    resource.get("Type").and_then(Value::as_str).unwrap_or_default()
}
