import type { TimelineEntry } from "@leadlift/services/lead/timeline";
import { sentenceCase, words } from "./lead-words.ts";

type Of<Kind extends TimelineEntry["kind"]> = Extract<TimelineEntry, { kind: Kind }>;

const eventWords: Readonly<Record<string, string>> = {
  page_view: "Looked at a page",
  listing_view: "Looked at a listing",
  search: "Searched",
  form_submit: "Sent the enquiry form",
  download: "Downloaded a file",
  email_sent: "Was sent an e-mail",
  email_open: "Opened an e-mail",
  email_click: "Followed a link in an e-mail",
  email_reply: "Replied by e-mail",
  email_bounce: "An e-mail came back",
  whatsapp_in: "Wrote on WhatsApp",
  whatsapp_out: "Was written to on WhatsApp",
  whatsapp_read: "Read a message on WhatsApp",
  call_in: "Called",
  call_out: "Was called",
  site_visit_booked: "Booked a site visit",
  site_visit_done: "Came to the site visit",
  site_visit_missed: "Missed the site visit",
  note: "Note",
};

const auditWords: Readonly<Record<string, string>> = {
  "lead.reveal-contact": "Contact shown",
  "lead.change-field": "Noted",
  "lead.refuse-question": "Would not say",
  "lead.unrefuse-question": "May be asked again",
  "lead.set-listing": "Listing asked for noted",
  "lead.enrich": "Looked up by a provider",
  "act.planned": "Next step promised",
  "act.snoozed": "Put off",
  "act.woke": "Taken up again",
  "act.judged": "Judged by hand",
  "act.reassigned": "Handed over",
  "act.undo": "Taken back",
  "next-step.close": "Next step closed",
};

/** What happened, in a few words; `quote` is what somebody wrote or said. */
export interface EntryWords {
  text: string;
  quote: string | null;
  faint: string;
  /** good, bad or nothing in particular: the dot's colour, never alone */
  tone: "good" | "bad" | "plain";
  struck: boolean;
}

export function entryWords(entry: TimelineEntry): EntryWords {
  switch (entry.kind) {
    case "event":
      return eventEntry(entry);
    case "outcome":
      return outcomeEntry(entry);
    case "undo":
      return said(`Taken back: ${entry.label}`, by(entry.actor));
    case "score":
      return scoreEntry(entry);
    case "import":
      return said(`Imported from ${entry.filename}`);
    case "merge":
      return {
        ...said("Merged with another enquiry", taken(by(entry.actor), entry.undone)),
        struck: entry.undone,
      };
    case "unmerge":
      return said("Merge undone", by(entry.actor));
    case "audit":
      return auditEntry(entry);
  }
}

function auditEntry({ action, about, actor }: Of<"audit">): EntryWords {
  const text = auditWords[action] ?? sentenceCase(words(action.replace(".", " ")));
  return said(about === null ? text : `${text}: ${about}`, by(actor));
}

function taken(faint: string, undone: boolean): string {
  return [faint, undone ? "taken back" : ""].filter(Boolean).join(" · ");
}

function eventEntry({ type, source, properties }: Of<"event">): EntryWords {
  const text = properties.text ?? properties.message ?? properties.note;
  const facts = Object.entries(properties)
    .filter(([key, value]) => !["text", "message", "note"].includes(key) && value !== null && value !== "")
    .map(([key, value]) => fact(key, value))
    .filter((words) => words !== null);
  const quote = typeof text === "string" && text ? text : null;
  return {
    ...said(eventWords[type] ?? sentenceCase(words(type)), [...facts, words(source)].join(" · ")),
    quote,
    tone: /_in$|_reply$|_done$|_booked$/.test(type) ? "good" : type.endsWith("_missed") ? "bad" : "plain",
  };
}

function fact(key: string, value: string | number | boolean | null): string | null {
  if (key === "seconds" && typeof value === "number") {
    if (value === 0) return null;
    return value >= 60 ? `${Math.round(value / 60)} min` : `${Math.round(value)} s`;
  }
  if (typeof value === "boolean") return value ? words(key) : `not ${words(key)}`;
  if (typeof value === "number") return `${words(key)} ${value}`;
  return value;
}

function outcomeEntry({ step, label, reached, reason, actor, source, undone }: Of<"outcome">): EntryWords {
  const lost = step === "lost";
  const text = lost ? `Lost${reason ? `: ${reason}` : ""}` : reached ? label : `Did not reach ${label}`;
  return {
    ...said(text, taken(actor ? by(actor) : words(source), undone)),
    tone: lost || !reached ? "bad" : "good",
    struck: undone,
  };
}

function scoreEntry({ score, grade, state, before, by, tookOver }: Of<"score">): EntryWords {
  const origin = tookOver ? "your model takes over from your rules" : by === "rules" ? "by your rules" : "";
  if (state === "unknown" || score === null) return said("Not enough known for a score", origin);
  const change = before === null ? "" : ` (was ${before})`;
  if (tookOver) return said(`Score ${score} · ${grade}${change}`, origin);
  return {
    ...said(`Score ${score} · ${grade}${change}`, origin),
    tone: before === null || before === score ? "plain" : score > before ? "good" : "bad",
  };
}

function said(text: string, faint = ""): EntryWords {
  return { text, quote: null, faint, tone: "plain", struck: false };
}

function by(actor: string | null): string {
  return actor ? `by ${actor}` : "";
}
