import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { generate } from "./test/generate.ts";

test("the client is made of the document beside it", async () => {
  const document = JSON.parse(await readFile(new URL("../openapi.json", import.meta.url), "utf8"));
  // When this fails: pnpm client.
  await expect(await generate(document)).toMatchFileSnapshot("./generated.ts");
});
