import type { SuggestionCode } from "./suggest-next-step.ts";

/** What a message is written with; what is not known is left out of it. */
export interface DraftWords {
  /** first name */
  person: string | null;
  broker: string;
  organisation: string;
  listing: string | null;
  /** to ask, in the organisation's words */
  question: string | null;
  /** of a visit, as each language writes it */
  at: Record<DraftLanguage, string> | null;
}

export const draftLanguages = ["en", "hi"] as const;
export type DraftLanguage = (typeof draftLanguages)[number];

type Template = (words: Omit<DraftWords, "at"> & { at: string | null }) => string;

const about = (listing: string | null, before: string, otherwise: string) =>
  listing === null ? otherwise : `${before}${listing}`;

const english: Partial<Record<SuggestionCode, Template>> = {
  first_reply: ({ listing }) =>
    `Thank you for your enquiry${about(listing, " about ", "")}. When is a good time to call you?`,
  answer: ({ listing }) =>
    `Thank you for your message${about(listing, " about ", "")}. I am on it and will call you shortly. Is now a good time?`,
  confirm_visit: ({ listing, at }) =>
    `Your site visit${about(listing, " to ", "")}${at === null ? " is booked" : ` is on ${at}`}. Shall I send you the location?`,
  rebook_visit: ({ listing }) =>
    `Sorry that the visit${about(listing, " to ", "")} did not work out. Which day suits you better?`,
  keep_promise: ({ listing }) =>
    `As promised, I am getting back to you${about(listing, " about ", "")}. Can we talk for two minutes?`,
  after_visit: ({ listing }) =>
    `Thank you for visiting${about(listing, " ", " the site")}. What did your family think of it?`,
  paperwork: ({ listing }) =>
    `Here are the next steps for the papers${about(listing, " of ", "")}. When can we go through them together?`,
  offer_similar: ({ listing }) =>
    `Something that may suit you has come up${about(listing, ": ", "")}. Shall I send you the details and photos?`,
  check_in: ({ listing }) =>
    `Are you still looking${about(listing, " at ", "")}? If something has changed, tell me and I will search again for you.`,
  ask: ({ question }) =>
    `One question, so that I show you only what fits: ${question ?? "what are you looking for?"}`,
  offer_visit: ({ listing }) =>
    `Would you like to see${about(listing, " ", " it on site")}? This Saturday at 11:00 or 17:00 would work.`,
  qualify: ({ listing }) =>
    `You asked${about(listing, " about ", " us about a home")}. By when do you want to move in, and what is your budget?`,
};

const hindi: Partial<Record<SuggestionCode, Template>> = {
  first_reply: ({ listing }) =>
    `${listing === null ? "आपकी पूछताछ" : `${listing} में रुचि`} के लिए धन्यवाद। आपको कॉल करने का सही समय क्या रहेगा?`,
  answer: ({ listing }) =>
    `${listing === null ? "" : `${listing} के बारे में `}आपके मैसेज के लिए धन्यवाद। हम थोड़ी देर में आपको कॉल करेंगे। क्या अभी बात हो सकती है?`,
  confirm_visit: ({ listing, at }) =>
    `${listing === null ? "" : `${listing} की `}आपकी साइट विज़िट ${at === null ? "बुक है" : `${at} को है`}। क्या हम लोकेशन भेज दें?`,
  rebook_visit: ({ listing }) =>
    `${listing === null ? "" : `${listing} की `}साइट विज़िट नहीं हो पाई। आपके लिए कौन सा दिन ठीक रहेगा?`,
  keep_promise: ({ listing }) =>
    `जैसा कहा था, ${listing === null ? "" : `${listing} के बारे में `}आपसे संपर्क कर रहे हैं। क्या दो मिनट बात हो सकती है?`,
  after_visit: ({ listing }) => `${listing ?? "साइट"} देखने आने के लिए धन्यवाद। आपके परिवार को कैसा लगा?`,
  paperwork: ({ listing }) =>
    `${listing === null ? "" : `${listing} के `}कागज़ात के अगले कदम तैयार हैं। साथ बैठकर कब देख सकते हैं?`,
  offer_similar: ({ listing }) =>
    `आपके लिए एक अच्छा विकल्प आया है${about(listing, ": ", "")}। क्या हम डिटेल और फोटो भेजें?`,
  check_in: ({ listing }) => `क्या आप अब भी ${listing ?? "घर"} देख रहे हैं? कुछ बदला हो तो बताइए, हम फिर से ढूँढेंगे।`,
  ask: ({ question }) => `एक सवाल, ताकि आपको सही घर ही दिखाएँ: ${question ?? "आप क्या ढूँढ रहे हैं?"}`,
  offer_visit: ({ listing }) =>
    `क्या आप ${listing ?? "साइट"} देखना चाहेंगे? इस शनिवार 11:00 या 17:00 बजे हो सकता है।`,
  qualify: ({ listing }) => `आपने ${listing ?? "घर"} के बारे में पूछा था। आप कब तक शिफ़्ट होना चाहते हैं, और बजट क्या है?`,
};

/** A message for WhatsApp in either language; null where there is nothing to write. */
export function draftTexts(code: SuggestionCode, words: DraftWords): Record<DraftLanguage, string> | null {
  const [en, hi] = [english[code], hindi[code]];
  if (!en || !hi) return null;
  const { person, broker, organisation, at } = words;
  return {
    en: `Hello${person === null ? "" : ` ${person}`}, this is ${broker} of ${organisation}. ${en({ ...words, at: at?.en ?? null })}`,
    hi: `नमस्ते${person === null ? "" : ` ${person} जी`}, मैं ${organisation} से ${broker}। ${hi({ ...words, at: at?.hi ?? null })}`,
  };
}
