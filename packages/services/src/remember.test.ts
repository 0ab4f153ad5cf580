import { expect, test } from "vitest";
import { rememberBriefly } from "./remember.ts";

function counting(answer: (call: number) => Promise<string>) {
  let calls = 0;
  const clock = { now: 0 };
  const read = rememberBriefly(
    () => answer(++calls),
    () => clock.now,
  );
  return { read, clock, calls: () => calls };
}

test("asks once for all who ask at once and within the second after", async () => {
  const { read, clock, calls } = counting(async (call) => `answer ${call}`);
  expect(await Promise.all([read("a"), read("a")])).toEqual(["answer 1", "answer 1"]);
  clock.now = 999;
  expect(await read("a")).toBe("answer 1");
  expect(calls()).toBe(1);
});

test("asks anew after a second, and for each key apart", async () => {
  const { read, clock } = counting(async (call) => `answer ${call}`);
  await read("a");
  expect(await read("b")).toBe("answer 2");
  clock.now = 1_000;
  expect(await read("a")).toBe("answer 3");
});

test("does not keep a failure", async () => {
  const { read } = counting(async (call) => {
    if (call === 1) throw new Error("down");
    return "up";
  });
  await expect(read("a")).rejects.toThrow("down");
  expect(await read("a")).toBe("up");
});

test("keeps no more than ten thousand", async () => {
  const { read, calls } = counting(async (call) => `answer ${call}`);
  for (let key = 0; key < 10_001; key++) await read(String(key));
  expect(await read("10000")).toBe("answer 10001");
  expect(await read("0")).toBe("answer 10002");
  expect(calls()).toBe(10_002);
});
