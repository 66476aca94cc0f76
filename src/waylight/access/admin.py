"""Accounts in the Django admin, for support staff."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin

from waylight.access.models import User

# With these, support staff could let themselves in as anybody: keys of second factors, addresses, open sessions.
admin.site.unregister([EmailAddress, Authenticator, UserSession])


@admin.register(User)
class UserAdmin(admin.ModelAdmin[User]):
    list_display = ("email", "name", "is_active", "last_login")
    search_fields = ("email", "name")
    fields = ("email", "name", "is_active", "is_staff", "last_login")
    # An address is confirmed by its owner, and accounts come by invitation.
    readonly_fields = ("email", "last_login")

    def has_add_permission(self, request: object) -> bool:
        return False
