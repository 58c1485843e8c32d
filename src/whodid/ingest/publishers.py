"""Settles whose page it is: the outlet that printed it, or, where it names none, the agency of its dateline.

An agency that another outlet's page names in dateline or line of copyright is a relay of the story.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from whodid.ingest.agencies import agencies_in_credit, agency_name, agency_of_host
from whodid.ingest.draft import Draft
from whodid.ingest.mastheads import (
    is_unnamed,
    outlet_of_byline,
    outlet_of_copyright,
    outlet_of_staff,
    plain_name,
    same_name,
)


def credit_dateline(draft: Draft) -> None:
    """Credit the agency of the draft's dateline; "(Agencies)" names none and is left out of the dateline, too."""
    if draft.dateline is None or not draft.dateline.agency:
        return
    agency = draft.dateline.agency
    if is_unnamed(agency):
        draft.dateline = replace(draft.dateline, agency=None)
        draft.basis["relays"] = f"the dateline says only {agency!r}"
    else:
        draft.credits = [*(agencies_in_credit(agency) or [agency]), *draft.credits]


def fill_publisher(draft: Draft, furniture: Iterable[str], *, printed: Iterable[str] = ()) -> None:
    """Who printed the page: by label or masthead, else as below; the dateline's agency only where the page names none.

    `printed` are the outlets of lines below the lead. Where the page names an outlet, an agency in dateline or line of
    copyright brought the story to it, and stays among the credits.
    """
    names = [name for line in furniture if (name := outlet_of_copyright(line))]
    agencies = [name for name in names if agency_name(name)]
    for name in (name for name in names if name not in agencies):
        draft.fill("publisher", plain_name(name), "copyright line")
    byline = draft.fields.get("byline", "")
    draft.fill("publisher", outlet_of_staff(byline), "office in the byline")
    draft.fill("publisher", host_name(draft.fields.get("url", "")), "host of the page's address")
    draft.fill("publisher", outlet_of_byline(byline), "the byline names the outlet")
    draft.fill("publisher", next(iter(printed), None), "line that tells where the story was printed")
    for name in agencies:
        draft.fill("publisher", name, "copyright line")
    reprinted = [name for name in agencies if not _is_same(name, draft.fields["publisher"])]
    draft.credits += [credit for name in reprinted if (credit := agency_name(name))]
    if reprinted:
        draft.basis["relays"] = f"agency {reprinted[0]!r} in the line of copyright"
    credit_or_publish(draft, "the page names none")


def credit_or_publish(draft: Draft, none: str) -> None:
    """Take the dateline's agency as publisher where there is none yet, and leave the publisher out of the credits.

    `none` is the basis of a publisher that is not known.
    """
    agency = draft.dateline.agency if draft.dateline is not None else None
    if "publisher" not in draft.fields:
        draft.basis.pop("publisher", None)  # why one way of finding it failed
    if agency:
        draft.fill("publisher", agency, "agency in the dateline")
    only = draft.basis.get("relays")
    draft.fill("publisher", None, f"{none}; {only}" if only else none)
    publisher = draft.fields.get("publisher", "")
    draft.credits = [name for name in draft.credits if not same_name(name, publisher)]
    if agency and draft.credits and not _is_same(agency, publisher):
        draft.basis["relays"] = f"agency {agency!r} in the dateline of a page that {publisher} printed"


def _is_same(agency: str, publisher: str) -> bool:
    """Whether the publisher is the agency itself, under any of its names or as a host."""
    own = agency_name(publisher) or agency_of_host(publisher)
    return same_name(agency, publisher) or (own is not None and own == agency_name(agency))


def host_name(url: str) -> str | None:
    """The host of an address without "www.", or None where it has none."""
    host = urlsplit(url if "//" in url else f"//{url}").hostname
    return host.removeprefix("www.") if host else None
