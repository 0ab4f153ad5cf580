#!/bin/sh
# Scores an enquiry, tells of a call, and checks the receipt. Needs curl.
#   LEADLIFT_URL=http://localhost:4000 LEADLIFT_KEY=ll_… sh score-a-lead.sh
# The key needs the scopes score:read, leads:write, events:write and receipts:read.
set -eu

ask() { # method, path, body
  curl --silent --show-error --max-time 30 --retry 3 --request "$1" "$LEADLIFT_URL$2" \
    --header "Authorization: Bearer $LEADLIFT_KEY" \
    --header "Content-Type: application/json" \
    ${3:+--data "$3"}
}
field() { sed -n "s/.*\"$1\":\"\{0,1\}\([^,\"}]*\).*/\1/p"; }

# 1. An enquiry comes in: it is kept, and scored as it is. It has your own id.
scored=$(ask POST /v1/score '{
  "lead": { "externalId": "example-1042", "source": "99acres", "city": "Ahmedabad", "budget": "85 L",
            "name": "Asha Patil", "phone": "+91 98765 43210" },
  "persist": true, "reasons": 0
}')
echo "state: $(echo "$scored" | field state)"
receipt=$(echo "$scored" | field receiptId)

# 2. Something happens. The id of the event is yours, too: sent again it counts once.
for attempt in first again; do
  told=$(ask POST /v1/events '{
    "eventId": "example-call-8812", "type": "call_in",
    "properties": { "seconds": 140, "answered": true }, "subject": { "externalId": "example-1042" }
  }')
  echo "event: $(echo "$told" | field status)"
done

# 3. Months later: what was said can be made again, from the receipt alone.
echo "receipt: $(ask POST "/v1/receipts/$receipt/verify" '{}' | field outcome)"

# 4. A refusal is a problem whose code stays the same.
echo "refused: $(ask POST /v1/events '{ "eventId": "example-2", "type": "moonwalk" }' | field code)"
