import type { FeatureMeta } from "./definition.ts";

/** A feature that a model computes itself: how often leads of the same kind as this one got there, smoothed. */
export interface TargetFeature extends FeatureMeta {
  /** Columns it may be learned from; the first that a table has. */
  from: readonly string[];
}

const common = {
  unit: "share",
  kind: "numeric",
  needs: [],
  purpose: "scoring",
  actionable: false,
  halfLifeDays: null,
  winsorise: false,
} as const;

/** Not in the vector: their tables belong to the artefact, because they are learned from outcomes. */
export const targetFeatures: readonly TargetFeature[] = [
  {
    ...common,
    name: "source_quality",
    words: {
      label: "Quality of the source",
      known: "{value} of the leads from this source get there",
      zero: "No lead from this source got there",
      missing: "Source not known",
    },
    from: ["source", "lead_source"],
  },
  {
    ...common,
    name: "industry_affinity",
    words: {
      label: "Industry",
      known: "{value} of the leads from this industry get there",
      zero: "No lead from this industry got there",
      missing: "Industry not known",
    },
    from: ["industry", "sector", "employer_type", "occupation"],
  },
];
