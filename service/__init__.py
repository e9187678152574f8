"""The service: HTTP, pages, database. It adds nothing to a judgement; every report comes from `analyzer.pipeline`."""
