import { z } from "zod";

const text = z.string().catch("");
const captioned = z.object({ caption: text, filename: text });

const interactive = z.object({
  button_reply: z.object({ title: text }).optional().catch(undefined),
  list_reply: z.object({ title: text, description: text }).optional().catch(undefined),
  nfm_reply: z.object({ body: text, response_json: text }).optional().catch(undefined),
});

const location = z.object({
  name: text,
  address: text,
  latitude: z.number().optional().catch(undefined),
  longitude: z.number().optional().catch(undefined),
});

type Reader = (content: unknown) => string | undefined;

/** Of each type of message, where its words are. */
const readers: Readonly<Record<string, Reader>> = {
  text: (content) => read(z.object({ body: text }), content)?.body,
  button: (content) => read(z.object({ text }), content)?.text,
  image: captionOf,
  video: captionOf,
  document: captionOf,
  audio: () => undefined,
  sticker: () => undefined,
  contacts: () => undefined,
  order: (content) => read(z.object({ text }), content)?.text,
  reaction: (content) => read(z.object({ emoji: text }), content)?.emoji,
  location: locationOf,
  interactive: pressedOf,
  request_welcome: () => undefined,
  unsupported: () => undefined,
};

/** Types of messages that a person meant for the business. */
export function isKnownType(type: string): boolean {
  return Object.hasOwn(readers, type);
}

/** The words of a message; null where it has none. */
export function wordsOf(type: string, content: unknown): string | null {
  const words = Object.hasOwn(readers, type) ? readers[type]?.(content)?.trim() : undefined;
  return words === undefined || words === "" ? null : words;
}

function read<Shape extends z.ZodType>(schema: Shape, content: unknown): z.output<Shape> | undefined {
  const { data } = schema.safeParse(content);
  return data;
}

function captionOf(content: unknown): string | undefined {
  const media = read(captioned, content);
  return media && (media.caption || media.filename);
}

function locationOf(content: unknown): string | undefined {
  const place = read(location, content);
  if (!place) return undefined;
  const { name, address, latitude, longitude } = place;
  const point = latitude === undefined || longitude === undefined ? "" : `${latitude}, ${longitude}`;
  return [name, address, point].filter((part) => part !== "").join(", ");
}

function pressedOf(content: unknown): string | undefined {
  const pressed = read(interactive, content);
  if (!pressed) return undefined;
  const { button_reply: button, list_reply: list, nfm_reply: form } = pressed;
  if (button) return button.title;
  if (list) return [list.title, list.description].filter((part) => part !== "").join(": ");
  return form && [form.body, form.response_json].filter((part) => part !== "").join("\n");
}
