import type { LeadKind, SimulatedPerson } from "./lead.ts";
import { Random, STREAMS, type Weighted } from "./random.ts";

type Names = readonly [string, ...string[]];

interface Community {
  given: Names;
  family: Names;
  language: string;
}

const GUJARATI: Community = {
  given: [
    "Rhea",
    "Kavita",
    "Bhavesh",
    "Hiral",
    "Jignasha",
    "Ketan",
    "Chirag",
    "Darshana",
    "Nirav",
    "Komal",
    "Parth",
    "Dhruvi",
    "Mehul",
    "Falguni",
    "Kinjal",
    "Vishal",
    "Urvashi",
    "Tejas",
    "Ruchita",
    "Yash",
  ],
  family: [
    "Mehta",
    "Desai",
    "Trivedi",
    "Patel",
    "Shah",
    "Joshi",
    "Panchal",
    "Solanki",
    "Parmar",
    "Thakkar",
    "Bhatt",
    "Vaghela",
    "Dholakia",
    "Sutariya",
    "Makwana",
  ],
  language: "Gujarati",
};
const HINDI: Community = {
  given: [
    "Pooja",
    "Rakesh",
    "Sunita",
    "Alok",
    "Neha",
    "Manoj",
    "Shalini",
    "Vivek",
    "Ankita",
    "Pankaj",
    "Rashmi",
    "Deepak",
    "Swati",
    "Saurabh",
  ],
  family: [
    "Sharma",
    "Verma",
    "Gupta",
    "Mishra",
    "Tiwari",
    "Agrawal",
    "Yadav",
    "Chauhan",
    "Saxena",
    "Jha",
    "Rajpurohit",
    "Choudhary",
  ],
  language: "Hindi",
};
const MUSLIM: Community = {
  given: [
    "Sana",
    "Faisal",
    "Nasreen",
    "Arbaz",
    "Rukhsar",
    "Zubair",
    "Aaliya",
    "Sajid",
    "Mehjabeen",
    "Tausif",
    "Yasmin",
    "Junaid",
  ],
  family: ["Shaikh", "Pathan", "Mansuri", "Saiyed", "Vohra", "Memon", "Ansari", "Malek", "Qureshi"],
  language: "Hindi",
};
const SIKH: Community = {
  given: ["Harleen", "Jaspreet", "Manpreet", "Simran", "Amarjeet", "Navdeep", "Ravneet", "Tejinder"],
  family: ["Kaur Gill", "Singh Sandhu", "Singh Bedi", "Kaur Arora", "Singh Chadha"],
  language: "Punjabi",
};
const CHRISTIAN: Community = {
  given: ["Anita", "Joel", "Sheryl", "Kevin", "Priscilla", "Melvin", "Rosemary", "Clifford"],
  family: ["Christian", "Macwan", "Fernandes", "D'Souza", "Parmar", "Thomas"],
  language: "English",
};
const SOUTHERN: Community = {
  given: ["Arjun", "Divya", "Karthik", "Revathi", "Suresh", "Anjali", "Harish", "Padma", "Ganesh", "Sowmya"],
  family: ["Nair", "Iyer", "Venkatesh", "Reddy", "Rao", "Menon", "Subramanian", "Hegde", "Naidu"],
  language: "English",
};
const MARATHI: Community = {
  given: ["Sneha", "Aniket", "Prachi", "Omkar", "Vaishali", "Nilesh"],
  family: ["Deshpande", "Patil", "Jadhav", "Gaikwad", "Joshi", "Shinde"],
  language: "Marathi",
};
const BENGALI: Community = {
  given: ["Sourav", "Moumita", "Debashish", "Ishani", "Anirban"],
  family: ["Banerjee", "Mukherjee", "Das", "Ghosh", "Sarkar"],
  language: "Hindi",
};
const SINDHI: Community = {
  given: ["Lavina", "Hitesh", "Bhavna", "Jaikishan", "Karishma"],
  family: ["Lalwani", "Motwani", "Chandnani", "Kriplani", "Tolani"],
  language: "Hindi",
};

const COMMUNITIES: readonly [Weighted<Community>, ...Weighted<Community>[]] = [
  [GUJARATI, 50],
  [HINDI, 17],
  [MUSLIM, 10],
  [SOUTHERN, 6],
  [SINDHI, 5],
  [MARATHI, 4],
  [CHRISTIAN, 3],
  [SIKH, 3],
  [BENGALI, 2],
];

/** Reserved by RFC 2606: no message sent here reaches anyone. */
const DOMAINS: readonly [string, ...string[]] = ["example.com", "example.net", "example.org"];

export interface Character {
  person: SimulatedPerson;
  language: string;
}

/** India reserves no numbers for fiction; we know of no operator series or area code at +91 640. */
function phoneOf(personIndex: number): string {
  const digits = (personIndex * 7_368_787 + 1_234_567) % 10_000_000;
  return `+91640${String(digits).padStart(7, "0")}`;
}

function emailOf(random: Random, name: string, personIndex: number): string {
  const local = name
    .toLowerCase()
    .replace(/[^a-z]+/g, ".")
    .replace(/\.$/, "");
  return `${local}${personIndex}@${random.pick(DOMAINS)}`;
}

/** The same index always gives the same person, whichever lead asks. */
export function personAt(seed: number, personIndex: number): Character {
  const random = new Random(seed, STREAMS.person, personIndex);
  const community = random.weighted(COMMUNITIES);
  const family = random.pick(community.family);
  let given = random.pick(community.given);
  if (random.chance(0.03)) {
    const partner = random.pick(community.given);
    if (partner !== given) given = `${given} & ${partner}`;
  }
  const name = `${random.chance(0.04) ? `${given.charAt(0)}.` : given} ${family}`;
  const phone = random.chance(0.03) ? null : phoneOf(personIndex);
  const email = phone === null || random.chance(0.55) ? emailOf(random, name, personIndex) : null;
  const language = random.chance(0.25) ? random.pick(["English", "Hindi", "Gujarati"]) : community.language;
  return { person: { name, phone, email }, language };
}

/** What a portal passes on when the visitor tapped "show number" and nothing else. */
export function anonymous(kind: LeadKind, personIndex: number): SimulatedPerson {
  return { name: `Anonymous ${kind}`, phone: phoneOf(personIndex), email: null };
}
