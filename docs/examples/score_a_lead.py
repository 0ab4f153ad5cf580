"""Scores an enquiry, tells of a call, and checks the receipt. Needs Python 3.8, and nothing else.

    LEADLIFT_URL=http://localhost:4000 LEADLIFT_KEY=ll_… python3 score_a_lead.py

The key needs the scopes score:read, leads:write, events:write and receipts:read.
"""
import json
import os
import time
import urllib.error
import urllib.request

URL = os.environ["LEADLIFT_URL"]
KEY = os.environ["LEADLIFT_KEY"]


class Refused(Exception):
    """What the API refuses: `code` stays the same, the sentence may be worded anew."""

    def __init__(self, problem):
        super().__init__(problem["detail"])
        self.code = problem["code"]


def ask(method, path, body=None, attempts=4):
    """One request; asked again where that is safe and the API says when."""
    request = urllib.request.Request(
        URL + path,
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"},
    )
    for left in reversed(range(attempts)):
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            if error.code in (429, 503) and left > 0:
                time.sleep(int(error.headers.get("Retry-After", "1")))
                continue
            raise Refused(json.load(error)) from None


# 1. An enquiry comes in: it is kept, and scored as it is. It has your own id.
lead = {
    "externalId": "example-1042",
    "source": "99acres",
    "city": "Ahmedabad",
    "budget": "85 L",
    "name": "Asha Patil",
    "phone": "+91 98765 43210",
}
score = ask("POST", "/v1/score", {"lead": lead, "persist": True, "reasons": 3})
print("state:", score["state"])

# 2. Something happens. The id of the event is yours, too: sent again it counts once.
call = {
    "eventId": "example-call-8812",
    "type": "call_in",
    "properties": {"seconds": 140, "answered": True},
    "subject": {"externalId": "example-1042"},
}
for _ in range(2):
    print("event:", ask("POST", "/v1/events", call)["results"][0]["status"])

# 3. Months later: what was said can be made again, from the receipt alone.
verified = ask("POST", f"/v1/receipts/{score['receiptId']}/verify", {})
print("receipt:", verified["outcome"])

# 4. A refusal is a problem whose code stays the same.
try:
    ask("POST", "/v1/events", {"eventId": "example-2", "type": "moonwalk"})
except Refused as refused:
    print("refused:", refused.code)
