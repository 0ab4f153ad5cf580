import { grades, scoreStates } from "@leadlift/services/lead/lead-row";
import type { LeadSort, LeadView, listLeadsInput } from "@leadlift/services/lead/list";
import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import type { z } from "zod";

export const statuses = ["open", "won", "lost", "all"] as const satisfies readonly LeadView["status"][];
export const sorts = ["score", "newest", "updated"] as const satisfies readonly LeadSort[];

/** Every part of a view of the list, as it stands in the address. */
export const viewParsers = {
  q: parseAsString.withDefault(""),
  status: parseAsStringLiteral(statuses).withDefault("open"),
  grade: parseAsArrayOf(parseAsStringLiteral(grades)).withDefault([]),
  /** unknown or not scored, in place of grades */
  state: parseAsStringLiteral(scoreStates),
  source: parseAsArrayOf(parseAsString).withDefault([]),
  city: parseAsArrayOf(parseAsString).withDefault([]),
  /** me, none, or a member's id */
  owner: parseAsString.withDefault(""),
  sort: parseAsStringLiteral(sorts).withDefault("score"),
};

export type View = inferParserType<typeof viewParsers>;

/** Changes some parts of the view; null takes a part back to its default. */
export type SetView = (change: { [Key in keyof View]?: View[Key] | null }) => unknown;

export const loadView = createLoader(viewParsers);
export const serializeView = createSerializer(viewParsers);

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The question behind a view. What an address says wrongly is left out. */
export function listInput(view: View, userId: string): z.input<typeof listLeadsInput> {
  const owner = view.owner === "me" ? userId : view.owner;
  const search = view.q.trim().slice(0, 200);
  return {
    view: {
      status: view.status,
      grade: view.grade,
      source: view.source.slice(0, 50),
      city: view.city.slice(0, 50),
      ...((owner === "none" || uuid.test(owner)) && { ownerId: owner }),
      ...(view.state && { state: view.state }),
    },
    sort: view.sort,
    ...(search && { search }),
  };
}

/** How many filters are on besides the status. */
export function filterCount(view: View): number {
  return (
    Number(view.grade.length > 0 || view.state !== null) +
    Number(view.source.length > 0) +
    Number(view.city.length > 0) +
    Number(view.owner !== "")
  );
}

export const noFilters = {
  grade: null,
  state: null,
  source: null,
  city: null,
  owner: null,
  q: null,
} as const;
