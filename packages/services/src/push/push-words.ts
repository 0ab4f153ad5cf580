import type { Language } from "@leadlift/scoring/words";
import type { NotificationNews } from "../notification/kinds.ts";

export interface PushWords {
  title: string;
  body: string;
}

const steps = {
  en: { call: "A call", whatsapp: "A WhatsApp message", visit: "A site visit", other: "A promised step" },
  hi: { call: "कॉल", whatsapp: "WhatsApp मैसेज", visit: "साइट विज़िट", other: "तय किया हुआ काम" },
} as const;

/** What a locked screen may show to whoever looks at it: no name, no number, nothing anybody wrote. */
export function pushWords(news: NotificationNews, language: Language, timezone: string): PushWords {
  const hindi = language === "hi";
  switch (news.kind) {
    case "hot": {
      const { score, grade, rise } = news.params;
      return hindi
        ? {
            title: `हॉट लीड: ${score} · ${grade}`,
            body: rise ? `एक दिन में ${rise} अंक ऊपर। अभी कॉल करें।` : "नई लीड। अभी कॉल करें।",
          }
        : {
            title: `A hot lead: ${score} · ${grade}`,
            body: rise ? `Up ${rise} points within a day. Call now.` : "A new one. Call now.",
          };
    }
    case "assigned": {
      const { leads } = news.params;
      if (leads === 1) {
        return hindi
          ? { title: "आपको एक लीड मिली", body: "देखने के लिए खोलें।" }
          : { title: "You were given a lead", body: "Open it to see who it is." };
      }
      return hindi
        ? { title: `आपको ${leads} लीड मिलीं`, body: "देखने के लिए खोलें।" }
        : { title: `You were given ${leads} leads`, body: "Open your list to see them." };
    }
    case "unclaimed":
      return hindi
        ? { title: "नई पूछताछ: अभी किसी की नहीं", body: "जो पहले जवाब देगा, लीड उसकी।" }
        : { title: "A new enquiry, nobody's yet", body: "First to reply takes it." };
    case "webhook_off":
      return hindi
        ? { title: "एक वेबहुक बंद हो गया", body: "उसका पता संदेश नहीं ले रहा। देखने के लिए खोलें।" }
        : { title: "A webhook was turned off", body: "Its address takes no messages. Open to see why." };
    case "due": {
      const { step, dueAt, owner } = news.params;
      const time = new Date(dueAt).toLocaleTimeString(hindi ? "hi-IN" : "en-IN", {
        timeZone: timezone,
        hour: "numeric",
        minute: "2-digit",
      });
      if (step === null) {
        return hindi
          ? { title: "नई पूछताछ का जवाब बाकी है", body: `${time} तक जवाब देने का वादा है।` }
          : { title: "A new enquiry waits for a reply", body: `A reply is promised by ${time}.` };
      }
      return hindi
        ? {
            title: `${steps.hi[step]} का समय: ${time}`,
            body: owner ? "जो छुट्टी पर हैं, उनकी जगह आप।" : "आपने यह तय किया था।",
          }
        : {
            title: `${steps.en[step]} is due at ${time}`,
            body: owner ? "You cover for whoever promised it." : "You promised it.",
          };
    }
  }
}
