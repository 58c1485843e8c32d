"""From files to stories: `read_paths` gives the pages of files, folders, tables; `read_story` a page's story."""

from whodid.ingest.paths import read_paths
from whodid.ingest.story import read_story

__all__ = ["read_paths", "read_story"]
