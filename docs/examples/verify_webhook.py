# Checks that a message is LeadLift's. Needs nothing but Python.
# Try it: echo '{"secret":"whsec_…","headers":{…},"body":"{…}"}' | python3 verify_webhook.py
import base64
import hashlib
import hmac
import json
import sys
import time

TOLERANCE = 5 * 60  # seconds


def is_genuine(secret, headers, body, now=None):
    """`body`: the bytes as they came, before anything parsed them. `now`: seconds."""
    message_id = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    signatures = headers.get("webhook-signature", "")
    if not message_id or not timestamp.isdigit():
        return False
    if abs((time.time() if now is None else now) - int(timestamp)) > TOLERANCE:
        return False
    key = base64.b64decode(secret.replace("whsec_", "", 1))
    signed = f"{message_id}.{timestamp}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    # More than one while a secret is exchanged.
    return any(hmac.compare_digest(each.encode(), expected.encode()) for each in signatures.split(" "))


if __name__ == "__main__":
    given = json.load(sys.stdin)
    genuine = is_genuine(given["secret"], given["headers"], given["body"].encode(), given.get("now"))
    print("genuine" if genuine else "not genuine")
    sys.exit(0 if genuine else 1)
