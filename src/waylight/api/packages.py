"""Hours bought: the coach notes them, the client reads them. What is left is counted from the meetings held."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of
from waylight.api.operations import operation
from waylight.api.paging import RemovedToo, page
from waylight.api.problem import refusing
from waylight.api.rewritten import change, change_back, entries, entry
from waylight.api.shapes.base import Page
from waylight.api.shapes.hours import ChangedPackage, HoursAccount, NewPackage, Package, PackageUsed
from waylight.pages.brief.commitments import today
from waylight.pages.packages.accounts import accounts
from waylight.record import package as record
from waylight.record.rewritten import remove

router = Router()
LIST, IT = f"{ONE}/packages", f"{ONE}/packages/{{int:package}}"


def _shown(one: record.Package) -> Package:
    removed, changed = one.removed_at is not None, one.replaces_id is not None
    return Package(id=one.pk, on=one.on, minutes=one.minutes, paid=one.paid, changed=changed, removed=removed)


@operation(router, "GET", f"{ONE}/hours", like="packages", answers=HoursAccount)
def get_hours_account(request: HttpRequest, engagement: int) -> HoursAccount:
    """What was bought, used and is left, with the rows that were counted."""
    found = engagement_of(request, engagement)
    made = accounts([found], today())[found.pk]
    return HoursAccount(
        bought=made.bought,
        used=made.used,
        left=made.left,
        beyond=made.beyond,
        paid=made.paid,
        pro_bono=made.pro_bono,
        usual=made.usual,
        packages=[PackageUsed(package=one.package.id, used=one.used, left=one.left) for one in made.packages],
        meetings=list(made.meetings),
        corrections=list(made.corrections),
        why_not=made.why_not,
    )


@operation(router, "GET", LIST, like="packages", answers=Page[Package])
def list_packages(request: HttpRequest, engagement: int, asked: Query[RemovedToo]) -> Page[Package]:
    """The hours that were bought."""
    return page(entries(request, engagement, record.Package, removed=asked.removed), asked, _shown)


@operation(router, "GET", IT, like="packages", answers=Package)
def get_package(request: HttpRequest, engagement: int, package: int) -> Package:
    """One package of hours. If it was written again, it has another number, and is found by the one before too."""
    return _shown(entry(request, engagement, record.Package, package))


@operation(router, "POST", LIST, like="packages", answers=Package, status=201)
def buy_package(request: HttpRequest, engagement: int, given: NewPackage) -> Package:
    """Note hours that were bought, or are given for nothing."""
    with refusing():
        return _shown(record.buy(engagement_of(request, engagement), **given.model_dump()))


@operation(router, "PATCH", IT, like="edit-package", answers=Package)
def change_package(request: HttpRequest, engagement: int, package: int, given: ChangedPackage) -> Package:
    """Write a package again, remove it, or put it back. What it said before can be taken up again."""
    change(entry(request, engagement, record.Package, package), given, record.rebuy)
    return get_package(request, engagement, package)


@operation(router, "POST", f"{IT}/before", like="edit-package", answers=Package)
def take_package_change_back(request: HttpRequest, engagement: int, package: int) -> Package:
    """Let a package say what it said before its last change."""
    return _shown(change_back(entry(request, engagement, record.Package, package)))


@operation(router, "DELETE", IT, like="package-counts", answers=None, status=204)
def remove_package(request: HttpRequest, engagement: int, package: int) -> None:
    """Count a package no more; it can be put back."""
    remove(entry(request, engagement, record.Package, package))
