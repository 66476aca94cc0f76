"""The Django admin for support staff: who and when, never what was said, noted or written."""

from __future__ import annotations

from django.contrib import admin

from waylight.record import models


class WithoutContent(admin.ModelAdmin):  # type: ignore[type-arg]
    """Shows dates and counts; nothing can be added here, because every change has one function of its own."""

    def has_add_permission(self, request: object) -> bool:
        return False


@admin.register(models.Practice)
class PracticeAdmin(admin.ModelAdmin[models.Practice]):
    list_display = ("name",)


@admin.register(models.Member)
class MemberAdmin(admin.ModelAdmin[models.Member]):
    list_display = ("user", "practice", "role")
    list_filter = ("role",)


@admin.register(models.Engagement)
class EngagementAdmin(WithoutContent):
    list_display = ("pk", "practice", "coach", "begins", "ends")
    fields = ("practice", "coach", "begins", "ends", "zone")
    readonly_fields = ("practice",)


@admin.register(models.Import)
class ImportAdmin(WithoutContent):
    list_display = ("pk", "engagement_id", "at", "state")
    fields = ("at", "state", "failure")
    readonly_fields = ("at", "state", "failure")


@admin.register(models.AuditEvent)
class AuditEventAdmin(WithoutContent):
    list_display = ("number", "at", "user_id", "engagement_id", "verb", "what")
    readonly_fields = ("number", "at", "user_id", "practice_id", "engagement_id", "verb", "what", "hash")

    def has_change_permission(self, request: object, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: object, obj: object = None) -> bool:
        return False
