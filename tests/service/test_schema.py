"""The API against its own description: requests made from the schema, no server error, no answer that it does not describe."""

from __future__ import annotations

import httpx2 as httpx
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

REQUESTS = 250
NOT_HELD = [positive_data_acceptance]
"""A file can be of the right type in the schema's eyes and still be an image, empty or damaged: that is a 422 with a code."""


def test_every_route_answers_as_described(address: str) -> None:
    """All other default checks of schemathesis hold for every operation of the document."""
    schema = schemathesis.openapi.from_url(f"{address}/openapi.json")
    operations = [result.ok() for result in schema.get_all_operations()]
    assert len(operations) == 6
    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(max_examples=REQUESTS, suppress_health_check=list(HealthCheck), database=None)
        def answers(case: schemathesis.Case) -> None:
            case.call_and_validate(excluded_checks=NOT_HELD)

        answers()


def test_every_problem_is_described_as_it_is_answered(client: httpx.Client) -> None:
    """As problem details and as nothing else, with those that any route may give."""
    described = client.get("/openapi.json").json()
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    operations = [operation for path in described["paths"].values() for operation in path.values()]
    for operation in operations:
        told = {status: answer["content"] for status, answer in operation["responses"].items() if status != "200"}
        assert {"413", "421", "422", "500", "503"} <= set(told)
        assert all(content == problem for content in told.values())
    assert "HTTPValidationError" not in described["components"]["schemas"]
    answer = client.get("/api/v1/health?x=1")
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert set(answer.json()) == set(described["components"]["schemas"]["Problem"]["required"])
