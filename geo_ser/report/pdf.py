"""A page as PDF, with the optional extra `geo_ser[pdf]`."""

import logging
from pathlib import Path

from geo_ser.errors import MissingError
from geo_ser.files import atomic_path

__all__ = ["require_pdf", "write_pdf"]

_HOW = (
    "Install it with `pip install 'geo-ser[pdf]'`; it also needs the Pango library of the system "
    "(Debian and Ubuntu: `apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`). The "
    "HTML pages print as well, from any browser."
)


def require_pdf() -> None:
    """Refuse to go on where PDFs cannot be made, and say what is missing.

    Raises
    ------
    MissingError
        If weasyprint is not installed, or does not find the libraries of the system it needs.
    """
    try:
        import weasyprint  # noqa: F401
    except ImportError as error:
        raise MissingError(f"no PDF without weasyprint ({error}). {_HOW}") from error
    except OSError as error:  # it is there, Pango or what Pango needs is not
        raise MissingError(f"weasyprint cannot work here ({error}). {_HOW}") from error


def write_pdf(path: Path, page: str) -> None:
    """Write a page that stands alone as PDF, whole or not at all; it fetches nothing.

    Raises
    ------
    MissingError
        As `require_pdf`.
    WriteError
        If the file cannot be written.
    """
    require_pdf()
    import weasyprint

    logging.getLogger("weasyprint").setLevel(logging.ERROR)  # styles of screens are no news
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    inside_only = weasyprint.urls.URLFetcher(allowed_protocols={"data"})
    document = weasyprint.HTML(string=page, url_fetcher=inside_only)
    with atomic_path(path) as temporary:
        document.write_pdf(temporary, pdf_identifier=b"geo_ser", pdf_variant=None)
