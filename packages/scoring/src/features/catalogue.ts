import type { FeatureGroup, FeatureMeta, ReadInput } from "./definition.ts";
import { engagement } from "./engagement.ts";
import type { Slices } from "./slices.ts";

/** Raised whenever a feature is added, taken away or computed otherwise. */
export const featureSetVersion = 1;

interface CatalogueEntry {
  meta: FeatureMeta;
  read(slices: Slices, input: ReadInput): number;
}

function entriesOf<Slice>(
  group: Pick<FeatureGroup<Slice>, "features">,
  pick: (slices: Slices) => Slice,
): CatalogueEntry[] {
  return group.features.map((definition) => ({
    meta: definition,
    read: (slices, input) => definition.value(pick(slices), input),
  }));
}

/** The vector's places, in order. */
export const catalogue: readonly CatalogueEntry[] = [...entriesOf(engagement, (slices) => slices.engagement)];

export const featureNames: readonly string[] = catalogue.map(({ meta }) => meta.name);

const metaByName: ReadonlyMap<string, FeatureMeta> = new Map(catalogue.map(({ meta }) => [meta.name, meta]));

export function featureByName(name: string): FeatureMeta | undefined {
  return metaByName.get(name);
}
