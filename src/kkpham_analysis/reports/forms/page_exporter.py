"""What writes the page of a notebook: nbconvert's exporter with the template of this package.

Imported once a page is written, for nbconvert takes a while.
"""

from __future__ import annotations

from typing import Any

from nbconvert.exporters.html import HTMLExporter
from nbconvert.exporters.templateexporter import TemplateExporter


class PageExporter(HTMLExporter):
    """Takes what the template gives as it is: nbconvert would read the page again, to add what this template has."""

    def from_notebook_node(self, nb: Any, resources: Any = None, **kw: Any) -> Any:
        """Write the page of a notebook."""
        return TemplateExporter.from_notebook_node(self, nb, resources, **kw)
