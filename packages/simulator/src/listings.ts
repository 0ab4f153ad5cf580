import type { SimulatedListing } from "./lead.ts";
import { bungalow, flat, PLACES, type Place, type Unit } from "./places.ts";
import { Random, STREAMS } from "./random.ts";

/** What is for sale at one project or, without one, again by its owner. */
export interface Listing {
  externalId: string;
  project: string;
  place: Place;
  unit: Unit;
  /** Rupees, of an ordinary floor. */
  price: number;
  status: SimulatedListing["status"];
}

/** The stock: the same for everyone who asks with one seed. */
export class Stock {
  readonly all: readonly Listing[];
  private readonly offers = new Map<string, Listing>();
  private readonly near = new Map<Place, Listing[]>(PLACES.map((place) => [place, []]));

  constructor(seed: number) {
    const random = new Random(seed, STREAMS.listing, 0);
    this.all = PLACES.flatMap((place) =>
      place.projects.flatMap((project) =>
        unitsOf(random, project).map((unit) => listed(random, place, project, unit)),
      ),
    );
    for (const listing of this.all) {
      this.offers.set(keyOf(listing.project, listing.unit), listing);
      this.near.get(listing.place)?.push(listing);
    }
  }

  /** Null where the project has no such unit. */
  find(project: string | null, unit: Unit): Listing | null {
    return project === null ? null : (this.offers.get(keyOf(project, unit)) ?? null);
  }

  /** What else a person looks at who asks for a place. */
  at(place: Place): readonly Listing[] {
    return this.near.get(place) ?? [];
  }
}

function keyOf(project: string, unit: Unit): string {
  return `${project} ${unit.propertyType} ${unit.bedrooms}`;
}

function unitsOf(random: Random, project: string): Unit[] {
  if (/villas|aangan|enclave/i.test(project)) return [bungalow(3), bungalow(4)];
  const units = [flat(2), flat(3)];
  if (random.chance(0.5)) units.unshift(flat(1));
  if (random.chance(0.3)) units.push(flat(4));
  return units;
}

function listed(random: Random, place: Place, project: string, unit: Unit): Listing {
  const price = Math.round((unit.area * place.rate * unit.premium * random.around(1, 0.1)) / 50_000) * 50_000;
  return {
    externalId: `${project} ${unit.bedrooms} BHK${unit.propertyType === "Bungalow" ? " bungalow" : ""}`,
    project,
    place,
    unit,
    price,
    status: random.chance(0.85) ? "available" : random.chance(0.5) ? "booked" : "sold",
  };
}

/** Higher floors cost up to a tenth more. */
export function toSimulated({ externalId, project, place, unit, price, status }: Listing): SimulatedListing {
  return {
    externalId,
    project,
    type: unit.propertyType,
    priceMinPaise: Math.round(price * 0.97) * 100,
    priceMaxPaise: Math.round(price * 1.1) * 100,
    city: place.city,
    locality: place.locality,
    status,
  };
}
