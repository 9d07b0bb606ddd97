"""Imports the packages whose folders bear their names, before pytest takes those folders for the packages."""

import importlib

for package in ("embedded", "gateway"):
    importlib.import_module(package)
