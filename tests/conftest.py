"""Puts this folder on the import path, so that tests of any folder can use `finished_stories`."""
