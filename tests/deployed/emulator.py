"""Starts the emulator, with two of its holes closed that would make the stories worth little.

It hands what a rule matched to a function once, whatever becomes of it. EventBridge hands it to Lambda's queue of asynchronous
invocations, which tries again and sets aside; the emulator has that queue and uses it for other sources.

It evaluates the conditions of a role, but does not know the key by which the roles of this template narrow their writes to
partitions of a table. The functions' own writes have to fit these conditions, and others must not.
"""

import json

from ministack import app
from ministack.core import iam_actions, iam_evaluator
from ministack.services import eventbridge, lambda_svc


def dispatch_to_lambda(arn, payload):
    function, config, _name = lambda_svc._get_func_record_for_ref(arn)
    lambda_svc.invoke_async_with_retry(lambda_svc._execution_record_for_config(function, config), json.loads(payload))


eventbridge._dispatch_to_lambda = dispatch_to_lambda


def leading_keys(request):
    """The partition that a request names an item of, as a condition sees it."""
    item = request.get("Key") or request.get("Item")
    return {"dynamodb:LeadingKeys": [item["pk"]["S"]]} if item else {}


class TableOfPart(str):
    """The ARN of the table that a part of a transaction concerns; each part is authorized by itself."""


def context_of_request(body):
    return context_without_partition(body) | leading_keys(json.loads(body))


def parts_of_transaction(action, body, *where):
    checks = parts_without_partition(action, body, *where)
    parts = [part for item in json.loads(body).get("TransactItems", []) for part in item.values()]
    tables = [TableOfPart(table) for _action, table in checks]
    for table, part in zip(tables, parts):
        table.context = leading_keys(part)
    return [(action, table) for (action, _table), table in zip(checks, tables)]


def enforce(*request, resource_arn="*", service_context=None):
    context = (service_context or {}) | getattr(resource_arn, "context", {})
    return enforce_without_partition(*request, resource_arn=resource_arn, service_context=context)


context_without_partition = iam_actions.dynamodb_service_context
parts_without_partition = iam_actions.dynamodb_transaction_checks
enforce_without_partition = iam_evaluator.enforce
iam_actions.dynamodb_service_context = context_of_request
iam_actions.dynamodb_transaction_checks = parts_of_transaction
iam_evaluator.enforce = enforce

app.main()
