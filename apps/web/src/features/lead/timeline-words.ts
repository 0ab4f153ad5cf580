import type { TimelineEntry } from "@leadlift/services/lead/timeline";
import { type LeadTranslator, plainWords, sentenceCase } from "./lead-words.ts";

type Of<Kind extends TimelineEntry["kind"]> = Extract<TimelineEntry, { kind: Kind }>;

/** What happened, in a few words; `quote` is what somebody wrote or said. */
export interface EntryWords {
  text: string;
  quote: string | null;
  faint: string;
  /** good, bad or nothing in particular: the dot's colour, never alone */
  tone: "good" | "bad" | "plain";
  struck: boolean;
}

/** How the reader has what no message can word. */
export interface EntryFormats {
  /** why a lead was lost */
  reason(reason: string): string;
  /** a step's name, else the label it had */
  step(step: string, label: string): string;
  /** day and time */
  moment(at: Date): string;
}

export function entryWords(entry: TimelineEntry, words: LeadTranslator, formats: EntryFormats): EntryWords {
  const by = (actor: string | null) => (actor ? words("timeline.by", { name: actor }) : "");
  const stepText = (step: string, label: string) => {
    if (step === "lost") return words("timeline.lost");
    return step === "reopened" ? words("timeline.reopened") : formats.step(step, label);
  };
  switch (entry.kind) {
    case "event":
      return eventEntry(entry, words, formats);
    case "outcome": {
      const lost = entry.step === "lost";
      const label = stepText(entry.step, entry.label);
      const reached = entry.reached ? label : words("timeline.notReached", { step: label });
      const why = lost && entry.reason;
      const faint = entry.actor ? by(entry.actor) : sourceText(entry.source, words);
      return {
        ...said(
          why ? words("timeline.lostFor", { reason: formats.reason(why) }) : reached,
          taken(faint, entry.undone, words),
        ),
        tone: lost || !entry.reached ? "bad" : "good",
        struck: entry.undone,
      };
    }
    case "undo":
      return said(words("timeline.takenBack", { step: stepText(entry.step, entry.label) }), by(entry.actor));
    case "score":
      return scoreEntry(entry, words);
    case "import":
      return said(words("timeline.imported", { filename: entry.filename }));
    case "merge":
      return {
        ...said(words("timeline.merged"), taken(by(entry.actor), entry.undone, words)),
        struck: entry.undone,
      };
    case "unmerge":
      return said(words("timeline.unmerged"), by(entry.actor));
    case "audit":
      return said(auditText(entry, words), by(entry.actor));
  }
}

function auditText({ action, about }: Of<"audit">, words: LeadTranslator): string {
  const plain = sentenceCase(plainWords(action.replace(".", " ")));
  const what = words("timeline.audit", { action: action.replaceAll(/[.-]/g, "_"), plain });
  return about === null ? what : words("timeline.auditAbout", { what, about });
}

function taken(faint: string, undone: boolean, words: LeadTranslator): string {
  return [faint, undone ? words("timeline.isTakenBack") : ""].filter(Boolean).join(" · ");
}

function eventEntry(
  { type, source, properties }: Of<"event">,
  words: LeadTranslator,
  formats: EntryFormats,
): EntryWords {
  const text = properties.text ?? properties.message ?? properties.note;
  const facts = Object.entries(properties)
    .filter(([key, value]) => !["text", "message", "note"].includes(key) && value !== null && value !== "")
    .map(([key, value]) => fact(key, value, words, formats))
    .filter((known) => known !== null);
  return {
    ...said(
      words("timeline.event", { type, plain: sentenceCase(plainWords(type)) }),
      [...facts, sourceText(source, words)].join(" · "),
    ),
    quote: typeof text === "string" && text ? text : null,
    tone: /_in$|_reply$|_done$|_booked$/.test(type) ? "good" : type.endsWith("_missed") ? "bad" : "plain",
  };
}

/** Ours by their names, others' as they call themselves. */
function sourceText(source: string, words: LeadTranslator): string {
  return words("timeline.source", { source, plain: plainWords(source) });
}

function fact(
  key: string,
  value: string | number | boolean | null,
  words: LeadTranslator,
  { moment }: EntryFormats,
): string | null {
  if (key === "seconds" && typeof value === "number") {
    if (value === 0) return null;
    return value >= 60
      ? words("timeline.minutes", { count: Math.round(value / 60) })
      : words("timeline.seconds", { count: Math.round(value) });
  }
  if (key === "answered") return words("timeline.answered", { answered: String(value) });
  if (key === "scheduled_at" && typeof value === "string") {
    return words("timeline.scheduled", { at: moment(new Date(value)) });
  }
  const name = plainWords(key);
  if (typeof value === "boolean") return value ? name : words("timeline.not", { what: name });
  if (typeof value === "number") return `${name} ${value}`;
  return value;
}

function scoreEntry(
  { score, grade, state, before, by, tookOver }: Of<"score">,
  words: LeadTranslator,
): EntryWords {
  const origin = tookOver ? words("timeline.tookOver") : by === "rules" ? words("timeline.byRules") : "";
  if (state === "unknown" || score === null) return said(words("timeline.unknown"), origin);
  const of = { score, grade: grade ?? "" };
  const text = before === null ? words("timeline.score", of) : words("timeline.scoreWas", { ...of, before });
  // What another scorer says differently is no news of the lead.
  const same = before === null || before === score || tookOver;
  return { ...said(text, origin), tone: same ? "plain" : score > before ? "good" : "bad" };
}

function said(text: string, faint = ""): EntryWords {
  return { text, quote: null, faint, tone: "plain", struck: false };
}
