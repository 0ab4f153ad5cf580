import type { ViewQuery } from "@leadlift/services/saved-view/list";
import { loadView, serializeView, type View } from "../lead/view.ts";

const parts = ["status", "grade", "state", "source", "city", "owner", "sort"] as const;

/** What is kept of a view: its parts as the address has them, without what was searched for. */
export function queryOf(view: View): ViewQuery {
  const address = new URLSearchParams(serializeView({ ...view, q: "" }));
  return Object.fromEntries(
    parts.flatMap((part) => {
      const text = address.get(part);
      return text ? [[part, text]] : [];
    }),
  );
}

/** The view that was kept; what it says wrongly by now is left out. */
export function viewOf(query: ViewQuery): View {
  return loadView(
    new URLSearchParams(Object.entries(query).flatMap(([part, text]) => (text ? [[part, text]] : []))),
  );
}

export function viewAddress(query: ViewQuery): string {
  return `/leads${serializeView(viewOf(query))}`;
}

/** Whether the list shows what was kept, whatever is searched for in it. */
export function shows(view: View, query: ViewQuery): boolean {
  return serializeView({ ...view, q: "" }) === serializeView(viewOf(query));
}
