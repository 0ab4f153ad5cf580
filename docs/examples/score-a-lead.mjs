// Scores an enquiry, tells of a call, and checks the receipt. Needs Node 20, and nothing else.
//   LEADLIFT_URL=http://localhost:4000 LEADLIFT_KEY=ll_… node score-a-lead.mjs
// The key needs the scopes score:read, leads:write, events:write and receipts:read.
import { setTimeout as wait } from "node:timers/promises";

const { LEADLIFT_URL: url, LEADLIFT_KEY: key } = process.env;

/** One request; asked again where that is safe and the API says when. */
async function ask(method, path, body, attempts = 4) {
  const answer = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  });
  if ((answer.status === 429 || answer.status === 503) && attempts > 1) {
    await wait(1_000 * Number(answer.headers.get("retry-after") ?? 1));
    return ask(method, path, body, attempts - 1);
  }
  const json = await answer.json();
  // `code` stays the same, the sentence may be worded anew.
  if (!answer.ok) throw Object.assign(new Error(json.detail), { code: json.code });
  return json;
}

// 1. An enquiry comes in: it is kept, and scored as it is. It has your own id.
const lead = {
  externalId: "example-1042",
  source: "99acres",
  city: "Ahmedabad",
  budget: "85 L",
  name: "Asha Patil",
  phone: "+91 98765 43210",
};
const score = await ask("POST", "/v1/score", { lead, persist: true, reasons: 3 });
console.log("state:", score.state);

// 2. Something happens. The id of the event is yours, too: sent again it counts once.
const call = {
  eventId: "example-call-8812",
  type: "call_in",
  properties: { seconds: 140, answered: true },
  subject: { externalId: "example-1042" },
};
for (let sent = 0; sent < 2; sent++) {
  const { results } = await ask("POST", "/v1/events", call);
  console.log("event:", results[0].status);
}

// 3. Months later: what was said can be made again, from the receipt alone.
const verified = await ask("POST", `/v1/receipts/${score.receiptId}/verify`, {});
console.log("receipt:", verified.outcome);

// 4. A refusal is a problem whose code stays the same.
try {
  await ask("POST", "/v1/events", { eventId: "example-2", type: "moonwalk" });
} catch (refused) {
  console.log("refused:", refused.code);
}
