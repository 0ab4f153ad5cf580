import type { Language } from "./language.ts";

interface Phrases {
  average: string;
  messages: string;
  readInMessages: string;
  smaller: string;
  others(count: number): string;
  notKnown(label: string): string;
  yes: string;
  no: string;
  characters(count: string): string;
}

/** What is said of no feature in particular. */
export const phrases: Readonly<Record<Language, Phrases>> = {
  en: {
    average: "Average lead of this model",
    messages: "Messages",
    readInMessages: "Read in the messages",
    smaller: "Smaller reasons",
    others: (count) => `${count} smaller ${count === 1 ? "reason" : "reasons"} together`,
    notKnown: (label) => `${label} not known`,
    yes: "yes",
    no: "no",
    characters: (count) => `${count} characters`,
  },
  hi: {
    average: "इस मॉडल की औसत लीड",
    messages: "मैसेज",
    readInMessages: "मैसेज में पढ़ा गया",
    smaller: "छोटी वजहें",
    others: (count) => (count === 1 ? "1 छोटी वजह" : `${count} छोटी वजहें मिलाकर`),
    notKnown: (label) => `${label}: पता नहीं`,
    yes: "हाँ",
    no: "नहीं",
    characters: (count) => `${count} अक्षर`,
  },
};
