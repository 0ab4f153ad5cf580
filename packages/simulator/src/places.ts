export interface Place {
  locality: string;
  city: "Ahmedabad" | "Gandhinagar";
  /** Market price in rupees per square foot, carpet and bungalow alike. */
  rate: number;
  /** Relative demand. */
  demand: number;
  /** Invented projects; any likeness to a real one is chance. */
  projects: readonly [string, ...string[]];
}

export const PLACES: readonly [Place, ...Place[]] = [
  {
    locality: "Bopal",
    city: "Ahmedabad",
    rate: 5200,
    demand: 12,
    projects: ["Saptarang Residency", "Kesar Aangan", "Vatsal Greens"],
  },
  {
    locality: "South Bopal",
    city: "Ahmedabad",
    rate: 5500,
    demand: 10,
    projects: ["Tulip Parisar", "Neelambari Heights"],
  },
  {
    locality: "Shela",
    city: "Ahmedabad",
    rate: 5300,
    demand: 9,
    projects: ["Moonlit Meadows", "Anokhi Villas", "Shela Crest"],
  },
  {
    locality: "SG Highway",
    city: "Ahmedabad",
    rate: 7200,
    demand: 9,
    projects: ["Highway Hallmark", "Pragati Square"],
  },
  {
    locality: "Thaltej",
    city: "Ahmedabad",
    rate: 8000,
    demand: 6,
    projects: ["Amrakunj Luxuria", "Thaltej Terrace"],
  },
  {
    locality: "Satellite",
    city: "Ahmedabad",
    rate: 7800,
    demand: 6,
    projects: ["Jodhpur Jewel", "Satyam Sky"],
  },
  {
    locality: "Prahlad Nagar",
    city: "Ahmedabad",
    rate: 8200,
    demand: 5,
    projects: ["Garden Gallery", "Prahlad Pinnacle"],
  },
  {
    locality: "Vastrapur",
    city: "Ahmedabad",
    rate: 8500,
    demand: 4,
    projects: ["Lakeview Laurel", "Vastra Vista"],
  },
  {
    locality: "Bodakdev",
    city: "Ahmedabad",
    rate: 9500,
    demand: 3,
    projects: ["Bodak Bliss", "Ivory Enclave"],
  },
  { locality: "Ambawadi", city: "Ahmedabad", rate: 9000, demand: 2, projects: ["Ambavan Royale"] },
  {
    locality: "CG Road",
    city: "Ahmedabad",
    rate: 10500,
    demand: 2,
    projects: ["Navrang Trade House", "Circle One"],
  },
  {
    locality: "Gota",
    city: "Ahmedabad",
    rate: 4600,
    demand: 9,
    projects: ["Vandemataram Nest", "Gota Grove", "Suryamukhi Homes"],
  },
  {
    locality: "Chandkheda",
    city: "Ahmedabad",
    rate: 4200,
    demand: 8,
    projects: ["Sangath Stories", "Chandan Court"],
  },
  {
    locality: "Motera",
    city: "Ahmedabad",
    rate: 4800,
    demand: 5,
    projects: ["Stadium Springs", "Motera Marigold"],
  },
  {
    locality: "Naranpura",
    city: "Ahmedabad",
    rate: 7500,
    demand: 4,
    projects: ["Naran Niwas", "Ankur Avenue"],
  },
  {
    locality: "Maninagar",
    city: "Ahmedabad",
    rate: 5800,
    demand: 5,
    projects: ["Kankariya Kinara", "Mani Manor"],
  },
  {
    locality: "Nikol",
    city: "Ahmedabad",
    rate: 3900,
    demand: 7,
    projects: ["Nikol Nandanvan", "Shukan Saffron"],
  },
  {
    locality: "Vastral",
    city: "Ahmedabad",
    rate: 3500,
    demand: 6,
    projects: ["Vastral Vihar", "Madhuvrund Flats"],
  },
  {
    locality: "Kudasan",
    city: "Gandhinagar",
    rate: 4700,
    demand: 4,
    projects: ["Kudasan Kunj", "Raysan Ray"],
  },
  {
    locality: "GIFT City",
    city: "Gandhinagar",
    rate: 8800,
    demand: 3,
    projects: ["Riverbend One", "Sankalp Towers"],
  },
];

/** Carpet area in square feet by bedrooms; index 0 is unused. */
const FLAT_AREAS = [0, 620, 1080, 1560, 2350] as const;

export interface Unit {
  propertyType: string;
  bedrooms: number | null;
  /** Square feet. */
  area: number;
  /** Relative to the locality's rate. */
  premium: number;
}

export function flat(bedrooms: 1 | 2 | 3 | 4): Unit {
  return { propertyType: "Apartment", bedrooms, area: FLAT_AREAS[bedrooms], premium: 1 };
}

export function bungalow(bedrooms: 3 | 4): Unit {
  return { propertyType: "Bungalow", bedrooms, area: bedrooms === 3 ? 2100 : 3000, premium: 1.25 };
}

export const PLOT: Unit = { propertyType: "Plot", bedrooms: null, area: 1800, premium: 0.75 };
export const OFFICE: Unit = { propertyType: "Office", bedrooms: null, area: 700, premium: 1.15 };
export const SHOP: Unit = { propertyType: "Shop", bedrooms: null, area: 320, premium: 1.9 };
