import { expect, test } from "vitest";
import { html } from "./html.ts";

test("what is put into a page is text, unless it is of a page itself", () => {
  const given = `<b onclick="x('y')">&`;
  expect(html`<p>${given}${html`<i>${1}</i>`}${[null, false, undefined, [html`<u></u>`]]}</p>`.text).toBe(
    "<p>&#60;b onclick=&#34;x(&#39;y&#39;)&#34;&#62;&#38;<i>1</i><u></u></p>",
  );
});
