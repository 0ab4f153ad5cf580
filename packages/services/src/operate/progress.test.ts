import { expect, test } from "vitest";
import { Progress, type Screen } from "./progress.ts";

function recording(isTTY: boolean): { screen: Screen; text: () => string } {
  let text = "";
  const write = (more: string) => {
    text += more;
  };
  return { screen: { isTTY, columns: 60, write }, text: () => text };
}

test("without a terminal each task ends as one plain line with its time", () => {
  const { screen, text } = recording(false);
  let now = 0;
  const task = new Progress(screen, () => now).start("Loading");
  now = 1500;
  task.done("Loaded");
  expect(text()).toBe("✓ Loaded (1.5 s)\n");
});

test("without a terminal a long task says how far it is a few times only", () => {
  const { screen, text } = recording(false);
  const task = new Progress(screen, () => 0).start("Loading");
  for (let step = 0; step <= 1000; step++) task.update("Loading", step / 1000);
  task.done();
  expect(text().split("\n").filter(Boolean)).toEqual([
    "  Loading 25 %",
    "  Loading 50 %",
    "  Loading 75 %",
    "✓ Loading (0.0 s)",
  ]);
});

test("on a terminal one line shows all that is under way and is cleared at the end", () => {
  const { screen, text } = recording(true);
  const progress = new Progress(screen, () => 0);
  progress.start("Building");
  progress.start("Training").update("Training", 0.5);
  expect(text().split("\r").at(-1)).toBe("\u001b[2KBuilding … · Training 50 %");
  progress.end();
  expect(text().endsWith("\r\u001b[2K")).toBe(true);
});

test("a task ends once", () => {
  const { screen, text } = recording(false);
  const task = new Progress(screen, () => 0).start("Loading");
  task.done();
  task.failed("Not loaded");
  expect(text()).not.toContain("Not loaded");
});
