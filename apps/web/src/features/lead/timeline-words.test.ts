import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { catalogues } from "../../i18n/catalogue.ts";
import { entryWords as wordsOf } from "./timeline-words.ts";

const words = createTranslator({ locale: "en-IN", messages: catalogues["en-IN"], namespace: "lead" });
const formats = {
  reason: (reason: string) => reason,
  step: (_step: string, label: string) => label,
  moment: (at: Date) => at.toUTCString().slice(5, 22),
};
const entryWords = (entry: Parameters<typeof wordsOf>[0]) => wordsOf(entry, words, formats);
const at = new Date("2026-11-23T10:00:00Z");

describe("entryWords", () => {
  it("quotes what was written and gives its facts", () => {
    const told = entryWords({
      id: "1",
      at,
      kind: "event",
      type: "whatsapp_in",
      source: "whatsapp",
      properties: { text: "Can we see it Saturday?", seconds: 260 },
    });
    expect(told).toMatchObject({
      text: "Wrote on WhatsApp",
      quote: "Can we see it Saturday?",
      faint: "4 min · whatsapp",
    });
  });

  it("says what came of a call and for when a visit is booked, by whom in the reader's words", () => {
    const event = { id: "1", at, kind: "event", source: "team" } as const;
    const called = { ...event, type: "call_out", properties: { answered: false } };
    expect(entryWords(called).faint).toBe("not answered · team");
    const booked = {
      ...event,
      type: "site_visit_booked",
      properties: { scheduled_at: "2026-11-28T05:30:00.000Z" },
    };
    expect(entryWords(booked).faint).toBe("for 28 Nov 2026 05:30 · team");
    const hindi = createTranslator({ locale: "hi-IN", messages: catalogues["hi-IN"], namespace: "lead" });
    expect(wordsOf(called, hindi, formats).faint).toBe("नहीं उठाया · टीम");
  });

  it("words an event of a kind it has never seen", () => {
    const told = entryWords({
      id: "1",
      at,
      kind: "event",
      type: "brochure_opened",
      source: "crm",
      properties: {},
    });
    expect(told).toMatchObject({ text: "Brochure opened", faint: "crm" });
  });

  it("strikes out what was taken back and says who did what", () => {
    const outcome = {
      id: "2",
      at,
      kind: "outcome",
      outcomeId: "o",
      step: "lost",
      label: "Lost",
      reached: true,
      reason: "Budget too low",
      actor: "Meera",
      source: "user",
      undone: true,
      recordedAt: at,
    } as const;
    expect(entryWords(outcome)).toMatchObject({
      text: "Lost: Budget too low",
      faint: "by Meera · taken back",
      tone: "bad",
      struck: true,
    });
  });

  it("shows a score against the one before", () => {
    const score = {
      id: "3",
      at,
      kind: "score",
      score: 86,
      grade: "A",
      state: "scored",
      before: 65,
      cause: "lead",
      by: "model",
      tookOver: false,
    } as const;
    expect(entryWords(score)).toMatchObject({ text: "Score 86 · A (was 65)", tone: "good", faint: "" });
    expect(entryWords({ ...score, by: "rules" }).faint).toBe("by your rules");
    expect(entryWords({ ...score, tookOver: true })).toMatchObject({
      tone: "plain",
      faint: "your model takes over from your rules",
    });
  });

  it("names the field that was told or refused, and strikes out a merge that was undone", () => {
    const audit = { id: "4", at, kind: "audit", actor: "Meera" } as const;
    expect(entryWords({ ...audit, action: "lead.change-field", about: "Home loan" }).text).toBe(
      "Noted: Home loan",
    );
    expect(entryWords({ ...audit, action: "lead.reveal-contact", about: null }).text).toBe("Contact shown");
    const merge = { id: "5", at, kind: "merge", mergeId: "m", actor: "Meera", undoable: false } as const;
    expect(entryWords({ ...merge, undone: true })).toMatchObject({
      faint: "by Meera · taken back",
      struck: true,
    });
    expect(entryWords({ ...merge, undone: false }).struck).toBe(false);
  });
});
