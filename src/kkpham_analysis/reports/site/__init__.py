"""The page in which all reports are found: made from the records beside them, and from the names that places go by."""

from kkpham_analysis.reports.site.building import Site, build_site

__all__ = ["Site", "build_site", "is_site"]
