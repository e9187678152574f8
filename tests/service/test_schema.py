"""The API against its own description: thousands of requests made from the schema, no server error, no answer that it does not describe."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, settings


@pytest.fixture
def web_api(address: str) -> schemathesis.schemas.BaseSchema:
    return schemathesis.openapi.from_url(f"{address}/openapi.json")


schema = schemathesis.pytest.from_fixture("web_api")


@schema.parametrize()
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_route_answers_as_described(case: schemathesis.Case) -> None:
    """All default checks of schemathesis hold."""
    case.call_and_validate()
