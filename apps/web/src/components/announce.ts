/** How long an action can be taken back. */
export const undoMilliseconds = 8000;

export interface Announcement {
  id: number;
  text: string;
  tone: "plain" | "bad";
  undo?: () => void;
  /** a way to what it is about */
  open?: Way;
}

interface Way {
  label: string;
  run(): void;
}

type Listener = (announcement: Announcement) => void;

const waiting: Announcement[] = [];
let listener: Listener | null = null;
let wake: (() => void) | null = null;
let count = 0;

/** Says one sentence at the edge of the screen, with a button for 8 s where there is a way back or to more. */
export function announce(
  text: string,
  options: { tone?: "plain" | "bad"; undo?: () => void; open?: Way } = {},
): void {
  const { tone = "plain", undo, open } = options;
  const announcement: Announcement = {
    id: ++count,
    text,
    tone,
    ...(undo && { undo }),
    ...(open && { open }),
  };
  if (listener) listener(announcement);
  else waiting.push(announcement);
  wake?.();
}

/** Called when the first announcement comes, so that the toaster's code is fetched only then. */
export function onFirstAnnouncement(run: () => void): () => void {
  wake = run;
  if (waiting.length > 0) run();
  return () => {
    wake = null;
  };
}

/** Hands over everything said so far and everything to come. */
export function listen(to: Listener): () => void {
  listener = to;
  for (const announcement of waiting.splice(0)) to(announcement);
  return () => {
    listener = null;
  };
}
