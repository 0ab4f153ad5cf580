import { z } from "zod";
import { storable } from "../lead/view.ts";

const part = z.string().min(1).max(2_000).refine(storable).optional();

/** The parts of a view of the list as its address has them. What is searched for names people and is never kept. */
export const viewQuerySchema = z.strictObject({
  status: part,
  grade: part,
  state: part,
  source: part,
  city: part,
  owner: part,
  sort: part,
});
export type ViewQuery = z.infer<typeof viewQuerySchema>;

export const viewName = z.string().trim().min(1).max(60).refine(storable);

export interface SavedView {
  id: string;
  name: string;
  /** everybody of the organisation sees it */
  shared: boolean;
  query: ViewQuery;
  owner: { id: string; name: string };
  /** the asker may rename it, change it and take it away */
  changeable: boolean;
}
