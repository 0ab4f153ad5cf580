import type { Choice } from "../../components/Choices.tsx";

/** One filter: what there is, and what is chosen of it. */
export interface FilterOptions {
  label: string;
  options: readonly Choice[];
  chosen: readonly string[];
  onChoose(chosen: string[]): void;
}
