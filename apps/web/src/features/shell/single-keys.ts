import { useSyncExternalStore } from "react";

const stored = "leadlift-single-keys";
const changed = "leadlift:single-keys";

/** Whether J, K and their kin act on their own; whoever speaks to a computer may want them off (WCAG 2.1.4). */
export function useSingleKeys(): boolean {
  return useSyncExternalStore(subscribe, read, () => true);
}

export function setSingleKeys(on: boolean): void {
  localStorage.setItem(stored, on ? "on" : "off");
  window.dispatchEvent(new Event(changed));
}

function read(): boolean {
  return localStorage.getItem(stored) !== "off";
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener(changed, onChange);
  window.addEventListener("storage", onChange);
  return () => {
    window.removeEventListener(changed, onChange);
    window.removeEventListener("storage", onChange);
  };
}

/** True where a key belongs to what has the focus: text, choices, an open dialog. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return true;
  const { target } = event;
  return (
    target instanceof HTMLElement &&
    target.closest("input, select, textarea, [contenteditable], [role=dialog]") !== null
  );
}
