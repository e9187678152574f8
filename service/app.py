"""The application: made by a factory, opened and closed by its lifespan."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.staticfiles import StaticFiles

import service.api
import service.web
from analyzer.classifying.registry import find_model
from analyzer.pipeline import code_version
from analyzer.types.report import report_schema
from service.answers import Answers, install
from service.api.problems import ANYWHERE, Problem, known_query
from service.headers import SecurityHeaders
from service.limits import BodyLimits
from service.origin import KnownHosts
from service.pool import AnalysisPool
from service.queue import ReviewQueue
from service.settings import Settings
from service.state import State
from service.store import Store
from service.web.assets import STATIC, page

__all__ = ["create_app"]


def create_app(settings: Settings) -> FastAPI:
    """The service under the given settings; database and processes open when it starts."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        store = Store(settings.database)
        model = find_model(settings.model, settings.models) if settings.model else None
        pool = AnalysisPool(settings.workers, settings.policy, model)
        try:
            store.migrate()
            await pool.warm()
            app.state.mqa = State(settings, store, ReviewQueue(store.reviews), pool)
            yield
        finally:
            pool.close()
            store.close()

    app = FastAPI(
        title="minutes-quality-analyzer",
        version=code_version(),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    answers = Answers(lambda found: page("problem.html", problem=found))
    app.add_middleware(BodyLimits, answers=answers, form=settings.max_body_bytes, json=settings.max_json_bytes)
    install(app, answers)
    app.add_middleware(KnownHosts, answers=answers, names=(settings.host.lower(), *settings.server_names))
    app.add_middleware(SecurityHeaders)
    for package in (service.api, service.web):
        for entry in sorted(pkgutil.iter_modules(package.__path__), key=lambda found: found.name):
            router = getattr(importlib.import_module(f"{package.__name__}.{entry.name}"), "router", None)
            if router is not None and package is service.api:
                app.include_router(router, dependencies=[Depends(known_query)], responses=ANYWHERE)
            elif router is not None:
                app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    return app


def _openapi(app: FastAPI) -> dict[str, Any]:
    """OpenAPI with the schemas of problems and of the report in it."""
    if app.openapi_schema is None:
        schema = get_openapi(title=app.title, version=app.version, routes=app.routes, description="党建会议记录与谈心谈话记录质量分析")
        components = schema.setdefault("components", {}).setdefault("schemas", {})
        report = report_schema()
        components["Problem"] = Problem.model_json_schema()
        for name, definition in report["$defs"].items():
            components[name] = _rebased(definition)
        extra = {
            "id": {"type": "string"},
            "created_at": {"type": "string", "format": "date-time"},
            "others": {"type": "array", "items": {"$ref": "#/components/schemas/Report"}},
        }
        components["Analysis"] = {
            "allOf": [
                {"$ref": "#/components/schemas/Report"},
                {"type": "object", "required": ["id", "created_at", "others"], "properties": extra},
            ]
        }
        app.openapi_schema = schema
    return app.openapi_schema


def _rebased(node: Any) -> Any:
    """A schema with its references pointing into OpenAPI's components."""
    if isinstance(node, dict):
        return {
            key: value.replace("#/$defs/", "#/components/schemas/") if key == "$ref" else _rebased(value) for key, value in node.items()
        }
    return [_rebased(item) for item in node] if isinstance(node, list) else node
