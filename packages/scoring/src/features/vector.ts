import { catalogue } from "./catalogue.ts";
import type { ReadInput } from "./definition.ts";
import type { RawRecord } from "./raw-value.ts";
import { type LeadState, settledSlices } from "./state.ts";

/** By the places of `featureNames`; NaN is missing, as is every feature whose purpose is not in force. */
export function featureVector(state: LeadState, input: ReadInput): Float64Array {
  const vector = new Float64Array(catalogue.length).fill(Number.NaN);
  if (!input.consents.scoring.inForce) return vector;
  const slices = settledSlices(state, input.settings);
  catalogue.forEach(({ meta, read }, place) => {
    if (meta.purpose === null || input.consents[meta.purpose].inForce) vector[place] = read(slices, input);
  });
  return vector;
}

/** The vector by name, null where it is missing: columns for a model beside the profile's. */
export function featureRecord(vector: Float64Array): RawRecord {
  return Object.fromEntries(
    catalogue.map(({ meta }, place) => {
      const value = vector[place] ?? Number.NaN;
      return [meta.name, Number.isNaN(value) ? null : value];
    }),
  );
}
