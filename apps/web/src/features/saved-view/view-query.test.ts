import { expect, it } from "vitest";
import { loadView } from "../lead/view.ts";
import { queryOf, shows, viewAddress, viewOf } from "./view-query.ts";

const view = loadView(new URLSearchParams("?q=Rhea&grade=A,B&city=Bopal&owner=me&sort=newest"));

it("a view is kept as its address, without the name that somebody searched for, and comes back", () => {
  const query = queryOf(view);
  expect(query).toEqual({ grade: "A,B", city: "Bopal", owner: "me", sort: "newest" });
  expect(viewOf(query)).toEqual({ ...view, q: "" });
  expect(viewAddress(query)).toBe("/leads?grade=A,B&city=Bopal&owner=me&sort=newest");
});

it("the list shows a kept view whatever is searched for in it, and no other", () => {
  expect(shows(view, queryOf(view))).toBe(true);
  expect(shows({ ...view, grade: ["A"] }, queryOf(view))).toBe(false);
  expect(shows(loadView(new URLSearchParams()), {})).toBe(true);
});

it("what a kept view says wrongly by now is left out", () => {
  expect(viewAddress({ grade: "A,Z", sort: "price" })).toBe("/leads?grade=A");
});
