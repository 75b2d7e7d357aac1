"""Starts the emulator, with four of its holes closed that would make the stories worth little.

It hands what a rule matched to a function once, whatever becomes of it. EventBridge hands it to Lambda's queue of asynchronous
invocations, which tries again and sets aside; the emulator has that queue and uses it for other sources.

It evaluates the conditions of a role, but does not know the keys by which the roles of this template narrow their writes to
partitions of a table and their events to those of one source. What the functions do has to fit these conditions, and other things
must not.

Of a mail that it takes it keeps texts and subject. What an answer finds its way back by is in the headers.
"""

import base64
import json
import os
from pathlib import Path

from ministack import app
from ministack.core import iam_actions, iam_evaluator
from ministack.services import eventbridge, lambda_svc, ses_v2


def dispatch_to_lambda(arn, payload):
    function, config, _name = lambda_svc._get_func_record_for_ref(arn)
    lambda_svc.invoke_async_with_retry(lambda_svc._execution_record_for_config(function, config), json.loads(payload))


eventbridge._dispatch_to_lambda = dispatch_to_lambda


def leading_keys(request):
    """The partition that a request names an item of, as a condition sees it."""
    item = request.get("Key") or request.get("Item")
    return {"dynamodb:LeadingKeys": [item["pk"]["S"]]} if item else {}


class Concerned(str):
    """The ARN of what a part of a request concerns, with what a condition sees of that part: each is authorized by itself."""


def context_of_request(body):
    return context_without_partition(body) | leading_keys(json.loads(body))


def parts_of_transaction(action, body, *where):
    checks = parts_without_partition(action, body, *where)
    parts = [part for item in json.loads(body).get("TransactItems", []) for part in item.values()]
    tables = [Concerned(table) for _action, table in checks]
    for table, part in zip(tables, parts):
        table.context = leading_keys(part)
    return [(action, table) for (action, _table), table in zip(checks, tables)]


def buses_of_events(body, *where):
    """The buses that events are put on, with the names under which all of them are put there."""
    buses = [Concerned(bus) for bus in buses_without_source(body, *where)]
    for bus in buses:
        bus.context = {"events:source": [entry.get("Source") for entry in json.loads(body).get("Entries", [])]}
    return buses


def enforce(*request, resource_arn="*", service_context=None):
    context = (service_context or {}) | getattr(resource_arn, "context", {})
    return enforce_without_partition(*request, resource_arn=resource_arn, service_context=context)


def pin_request_origin(source_ip, _secure_transport):
    """The bucket's policy asks for TLS. In a network that holds nothing else, all that comes counts as if it came by it."""
    pin_without_tls(source_ip, True)


pin_without_tls = app.pin_request_origin
app.pin_request_origin = pin_request_origin
context_without_partition = iam_actions.dynamodb_service_context
parts_without_partition = iam_actions.dynamodb_transaction_checks
buses_without_source = iam_actions.eventbridge_resource_arns
enforce_without_partition = iam_evaluator.enforce
iam_actions.dynamodb_service_context = context_of_request
iam_actions.dynamodb_transaction_checks = parts_of_transaction
iam_actions.eventbridge_resource_arns = buses_of_events
iam_evaluator.enforce = enforce

class Sent:
    """The mails that were taken. The whole of each is kept in a file, by its id."""

    raw = None

    def __iter__(self):
        return iter(sent_mails())

    def append(self, record):
        sent_mails().append(record)
        (MAILS / record["MessageId"]).write_bytes(base64.b64decode(Sent.raw))


def parse_raw_mime(data):
    Sent.raw = data
    return parse_without_keeping(data)


MAILS = Path(os.environ["TMPDIR"]) / "mails"
MAILS.mkdir()
parse_without_keeping = ses_v2._parse_raw_mime
sent_mails = ses_v2._sent_emails_list
ses_v2._parse_raw_mime = parse_raw_mime
ses_v2._sent_emails_list = Sent

app.main()
