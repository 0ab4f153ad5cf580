import { activity } from "./activity.ts";
import { age } from "./age.ts";
import { calendar } from "./calendar.ts";
import { conversation } from "./conversation.ts";
import type { FeatureGroup, FeatureMeta, ReadInput } from "./definition.ts";
import { engagement } from "./engagement.ts";
import { listings } from "./listings.ts";
import { money } from "./money.ts";
import { person } from "./person.ts";
import { response } from "./response.ts";
import { sessions } from "./sessions.ts";
import type { Slices } from "./slices.ts";
import { targetFeatures } from "./source.ts";
import { visits } from "./visits.ts";

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

const fromNoEvent = () => null;

/** The vector's places, in order. */
export const catalogue: readonly CatalogueEntry[] = [
  ...entriesOf(engagement, (slices) => slices.engagement),
  ...entriesOf(activity, (slices) => slices.activity),
  ...entriesOf(response, (slices) => slices.response),
  ...entriesOf(conversation, (slices) => slices.conversation),
  ...entriesOf(visits, (slices) => slices.visits),
  ...entriesOf(sessions, (slices) => slices.sessions),
  ...entriesOf(listings, (slices) => slices.listings),
  ...entriesOf(age, fromNoEvent),
  ...entriesOf(calendar, fromNoEvent),
  ...entriesOf(person, fromNoEvent),
  ...entriesOf(money, fromNoEvent),
];

export const featureNames: readonly string[] = catalogue.map(({ meta }) => meta.name);

const metaByName: ReadonlyMap<string, FeatureMeta> = new Map(
  [...catalogue.map(({ meta }) => meta), ...targetFeatures].map((meta) => [meta.name, meta]),
);

/** Of the vector's features and of those that models compute themselves. */
export function featureByName(name: string): FeatureMeta | undefined {
  return metaByName.get(name);
}
