"""What is signed is checked by what Standard Webhooks says, and by nothing that this code made itself."""

from __future__ import annotations

import base64
import hashlib
import hmac

from waylight.record.webhooks.signing import headers, new_secret, signature

# The example that the libraries of Standard Webhooks test themselves with.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
UID, AT = "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330
BODY, SIGNED = b'{"test": 2432232314}', "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_the_example_of_the_specification_is_signed_as_there():
    assert signature(SECRET, UID, AT, BODY) == SIGNED


def test_each_secret_that_is_good_signs():
    other = new_secret()
    given = headers([SECRET, other], UID, AT, BODY)
    key = base64.b64decode(other.removeprefix("whsec_"))
    also = base64.b64encode(hmac.new(key, f"{UID}.{AT}.".encode() + BODY, hashlib.sha256).digest()).decode()
    assert given == {"webhook-id": UID, "webhook-timestamp": str(AT), "webhook-signature": f"{SIGNED} v1,{also}"}


def test_secrets_are_long_enough_and_never_the_same():
    made = {new_secret() for _ in range(50)}
    assert len(made) == 50
    assert {len(base64.b64decode(one.removeprefix("whsec_"))) for one in made} == {32}
