const clock = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:\.\d+)?$/;
const spoken =
  /^(?:(\d+(?:\.\d+)?) ?h(?:ours?|rs?)?)? ?(?:(\d+(?:\.\d+)?) ?m(?:in(?:ute)?s?)?)? ?(?:(\d+(?:\.\d+)?) ?s(?:ec(?:ond)?s?)?)?$/;

/** "4:10", "00:04:10", "4 min 10 s", "250"; a bare number is in `unit`. Seconds, or null. */
export function readDuration(text: string, unit: "seconds" | "minutes"): number | null {
  const tidy = text
    .trim()
    .toLowerCase()
    .replace(/[,\s]+/g, " ");
  if (/^\d+(\.\d+)?$/.test(tidy)) return Math.round(Number(tidy) * (unit === "minutes" ? 60 : 1));
  const parts = clock.exec(tidy) ?? spoken.exec(tidy);
  if (!parts || tidy === "") return null;
  const [, hours = "0", minutes = "0", seconds = "0"] = parts;
  return Math.round(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
}
