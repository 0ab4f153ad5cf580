/** One thing of a notification, in words that are not the provider's. */
export type ChannelEvent = Message | Echo | Status | Preference | NumberChange | Other;

interface Common {
  /** the phone number id that it is for; null: it is of the account as a whole */
  account: string | null;
  /** the business's own number, as the provider writes it */
  display: string | null;
  /** of this thing and no other, however often it is sent */
  id: string;
  /** by the provider's clock */
  at: Date | null;
  /** as it came, as JSON */
  raw: string;
}

/** Somebody wrote to the business. */
export interface Message extends Common {
  kind: "message";
  /** "+" and the digits of the sender's WhatsApp number */
  from: string;
  /** of the sender's profile */
  name: string | null;
  /** text, image, button, reaction …; unsupported: the provider could not hand it on */
  type: string;
  /** what was written, a caption, the name of what was pressed; null: no words */
  text: string | null;
  /** of the advertisement that they came by, in the first message only */
  referral: Referral | null;
  /** how many times it was handed on, as far as the provider tells */
  forwarded: boolean;
}

export interface Referral {
  /** ad | post */
  type: string | null;
  id: string | null;
  headline: string | null;
  /** without its query */
  url: string | null;
}

/** Somebody of the business wrote in its WhatsApp Business app. */
export interface Echo extends Common {
  kind: "echo";
  to: string;
  type: string;
  text: string | null;
}

export const statusNames = ["sent", "failed", "delivered", "read", "played"] as const;
export type StatusName = (typeof statusNames)[number];

/** How far a message of the business has come. */
export interface Status extends Common {
  kind: "status";
  status: StatusName;
  /** null: a group */
  to: string | null;
  /** of a failure */
  errorCode: number | null;
}

/** Somebody stopped, or resumed, getting marketing messages. */
export interface Preference extends Common {
  kind: "preference";
  from: string;
  value: "stop" | "resume";
}

/** The same person under another number. */
export interface NumberChange extends Common {
  kind: "number_change";
  from: string;
  to: string;
}

/** What is kept and has no consequence: said in a group, of a kind that we do not know, about the account. */
export interface Other extends Common {
  kind: "group" | "other";
  /** the provider's name of it */
  what: string;
}
