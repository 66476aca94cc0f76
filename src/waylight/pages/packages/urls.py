"""Hours bought for an engagement, and what kind of coaching it is."""

from django.urls import path

from waylight.pages.packages import editing, view

urlpatterns = [
    path("packages/", view.packages, name="packages"),
    path("packages.csv", view.packages_csv, name="packages-csv"),
    path("packages/corrections/", view.correct, name="correct-hours"),
    path("packages/corrections/<int:corrected>/", view.correction_counts, name="correction-counts"),
    path("packages/corrections/<int:corrected>/edit/", editing.edit_correction, name="edit-correction"),
    path("packages/kind/", view.kind, name="kind-of-coaching"),
    path("packages/group/", view.in_group, name="in-group"),
    path("packages/group/<int:in_group>/", view.in_group_counts, name="in-group-counts"),
    path("packages/<int:package>/", view.package_counts, name="package-counts"),
    path("packages/<int:package>/edit/", editing.edit_package, name="edit-package"),
]
