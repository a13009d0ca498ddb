"""Citations in any style of the Citation Style Language, through citeproc-py (extra ``csl``)."""

import re
from pathlib import Path

from provtrack.citation import Cited
from provtrack.citation.formats import csl_json
from provtrack.citation.version import note
from provtrack.citation.words import ITALIC
from provtrack.errors import ProvtrackError


def rendered(cited: Cited, style: bytes, name: str) -> str:
    """A bibliography entry, or a note where the style has no bibliography, and the version.

    Args:
        cited: what is cited.
        style: the content of a ``.csl`` file.
        name: what to call it in errors.

    Raises:
        ProvtrackError: the extra is not installed, or the file is no independent CSL style.
    """
    try:
        import citeproc
        from citeproc.source.json import CiteProcJSON
    except ImportError:
        raise ProvtrackError(
            f"{name}: CSL styles need the extra 'csl', which is not installed",
            'pip install "provtrack[csl]"',
        ) from None
    import tempfile
    import warnings

    item = csl_json(cited)
    source = CiteProcJSON([_without_markup(item)])
    with tempfile.TemporaryDirectory() as directory, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of fields that citeproc-py does not know
        path = Path(directory) / "style.csl"
        path.write_bytes(_inert(style, name))
        try:
            made = citeproc.CitationStylesStyle(str(path), validate=False)
            bibliography = citeproc.CitationStylesBibliography(
                made, source, citeproc.formatter.html
            )
            one = citeproc.Citation([citeproc.CitationItem(item["id"])])
            bibliography.register(one)
            in_text = str(bibliography.cite(one, lambda _: None))
            listed = bibliography.bibliography() if made.has_bibliography() else []
            entries = [str(entry) for entry in listed]
        except Exception as error:  # noqa: BLE001  # a broken style makes citeproc-py raise anything
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise ProvtrackError(
                f"{name}: citeproc-py cannot use this style: {reason[:200]}",
                "take an independent style from the CSL project, and name the file itself",
            ) from None
    result = _marked(entries[0] if entries and entries[0].strip() else in_text)
    version = note(cited.version) if cited.version else ""
    return result if version in result else f"{result} Version {version}."


def _inert(style: bytes, name: str) -> bytes:
    """The style, parsed and written again without entities: it is an untrusted file.

    Raises:
        ProvtrackError: it is not XML, or no style.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(style, parser)
    except etree.XMLSyntaxError as error:
        raise ProvtrackError(
            f"{name}: not XML: {error.msg}", "name a file of the Citation Style Language (.csl)"
        ) from None
    if root.tag != "{http://purl.org/net/xbiblio/csl}style":
        raise ProvtrackError(
            f"{name}: not a CSL style", "name a file of the Citation Style Language (.csl)"
        )
    parent = root.find(".//{*}link[@rel='independent-parent']")
    if parent is not None:
        raise ProvtrackError(
            f"{name}: only points to another style, {parent.get('href', '')}",
            "name the file of that style",
        )
    return etree.tostring(root)


def _without_markup(item: dict[str, object]) -> dict[str, object]:
    """citeproc-py prints markup in a title as it stands, so that the names in it go unprotected."""
    title = re.sub(r"</?span[^>]*>", "", str(item["title"]))
    return item | {"title": title}


def _marked(html: str) -> str:
    from html import unescape

    text = re.sub(r"<i>(.*?)</i>", rf"{ITALIC[0]}\1{ITALIC[1]}", " ".join(html.split()))
    return unescape(re.sub(r"<[^>]+>", "", text))
