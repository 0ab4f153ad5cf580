export type {
  ChannelEvent,
  Echo,
  Message,
  NumberChange,
  Other,
  Preference,
  Referral,
  Status,
  StatusName,
} from "./channel-event.ts";
export { answerHandshake } from "./handshake.ts";
export { asksToStop } from "./opt-out.ts";
export { parseNotification, Unreadable } from "./parse.ts";
export { isSigned } from "./verify.ts";
