import { z } from "zod";
import { type FeatureGroup, feature } from "./definition.ts";

export const conversationSlice = z.object({
  whatsappOut: z.number(),
  /** WhatsApp messages of ours that were followed by one of theirs before our next. */
  whatsappAnswered: z.number(),
  whatsappOpen: z.boolean(),
  messagesIn: z.number(),
  callsTried: z.number(),
  callsAnswered: z.number(),
  callsIn: z.number(),
  emailsSent: z.number(),
  emailsClicked: z.number(),
  /** The last that is known of the address. */
  bounces: z.boolean().nullable(),
});
export type ConversationSlice = z.infer<typeof conversationSlice>;

const noCalls = "No calls with this lead yet";

export const conversation: FeatureGroup<ConversationSlice> = {
  name: "conversation",
  start: () => ({
    whatsappOut: 0,
    whatsappAnswered: 0,
    whatsappOpen: false,
    messagesIn: 0,
    callsTried: 0,
    callsAnswered: 0,
    callsIn: 0,
    emailsSent: 0,
    emailsClicked: 0,
    bounces: null,
  }),
  apply(slice, { type, answered }) {
    switch (type) {
      case "whatsapp_out":
        slice.whatsappOut += 1;
        slice.whatsappOpen = true;
        return;
      case "whatsapp_in":
        slice.messagesIn += 1;
        if (slice.whatsappOpen) slice.whatsappAnswered += 1;
        slice.whatsappOpen = false;
        return;
      case "chat":
        slice.messagesIn += 1;
        return;
      case "call_out":
        slice.callsTried += 1;
        if (answered) slice.callsAnswered += 1;
        return;
      case "call_in":
        slice.callsIn += 1;
        return;
      case "email_sent":
        slice.emailsSent += 1;
        slice.bounces ??= false;
        return;
      case "email_bounce":
        slice.bounces = true;
        return;
      case "email_click":
        slice.emailsClicked += 1;
        slice.bounces = false;
        return;
      case "email_open":
        slice.bounces = false;
        return;
      case "email_reply":
        slice.messagesIn += 1;
        slice.bounces = false;
        return;
    }
  },
  features: [
    feature({
      name: "whatsapp_response_rate",
      words: {
        label: "Replies on WhatsApp",
        known: "Answers {value} of WhatsApp messages",
        missing: "No WhatsApp conversation",
      },
      unit: "share",
      needs: ["whatsapp_in", "whatsapp_out"],
      actionable: true,
      value: ({ whatsappOut, whatsappAnswered }) =>
        whatsappOut === 0 ? Number.NaN : (whatsappAnswered + 1) / (whatsappOut + 2),
    }),
    feature({
      name: "messages_in",
      words: {
        label: "Messages from them",
        known: "Wrote to us {value} times",
        one: "Wrote to us once",
        zero: "Has not written to us",
        missing: "No messages with this lead yet",
      },
      unit: "count",
      needs: ["whatsapp_in", "email_reply", "chat", "whatsapp_out", "email_sent"],
      winsorise: true,
      value: ({ messagesIn, whatsappOut, emailsSent }) =>
        messagesIn + whatsappOut + emailsSent === 0 ? Number.NaN : messagesIn,
    }),
    feature({
      name: "calls_answered_share",
      words: {
        label: "Calls answered",
        known: "Answers {value} of our calls",
        zero: "Answered no call",
        missing: noCalls,
      },
      unit: "share",
      needs: ["call_out"],
      purpose: "calls",
      actionable: true,
      value: ({ callsTried, callsAnswered }) => (callsTried === 0 ? Number.NaN : callsAnswered / callsTried),
    }),
    feature({
      name: "calls_in",
      words: {
        label: "Calls made to us",
        known: "Called us {value} times",
        one: "Called us once",
        zero: "Has not called us",
        missing: noCalls,
      },
      unit: "count",
      needs: ["call_in", "call_out"],
      purpose: "calls",
      winsorise: true,
      value: ({ callsIn, callsTried }) => (callsIn + callsTried === 0 ? Number.NaN : callsIn),
    }),
    feature({
      name: "email_click_rate",
      words: {
        label: "Clicks in e-mails",
        known: "Clicks in {value} of e-mails",
        zero: "Has clicked in no e-mail",
        missing: "No e-mails to this lead yet",
      },
      unit: "share",
      needs: ["email_sent", "email_click"],
      value: ({ emailsSent, emailsClicked }) =>
        emailsSent === 0 ? Number.NaN : Math.min(1, emailsClicked / emailsSent),
    }),
    feature({
      name: "email_bounced",
      words: {
        label: "E-mail arrives",
        known: "E-mails come back",
        zero: "E-mails arrive",
        missing: "Whether e-mails arrive is not known",
      },
      unit: "flag",
      needs: ["email_sent", "email_open", "email_click", "email_reply", "email_bounce"],
      actionable: true,
      value: ({ bounces }) => (bounces === null ? Number.NaN : Number(bounces)),
    }),
  ],
};
