"""Trained models: how they are made (`training`), measured (`evaluation`) and shipped (`artefacts`)."""
