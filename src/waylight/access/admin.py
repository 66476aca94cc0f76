"""Accounts in the Django admin, for support staff."""

from django.contrib import admin

from waylight.access.models import User


@admin.register(User)
class UserAdmin(admin.ModelAdmin[User]):
    list_display = ("email", "name", "is_active", "last_login")
    search_fields = ("email", "name")
    fields = ("email", "name", "is_active", "is_staff", "last_login")
    readonly_fields = ("last_login",)
