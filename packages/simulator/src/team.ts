export interface SimulatedBroker {
  key: string;
  name: string;
  email: string;
  role: "broker" | "manager" | "admin";
}

/** What the truth knows about a broker and the data only shows. */
export interface BrokerHabits {
  key: string;
  /** Median minutes from enquiry to first touch in office hours. */
  firstTouchMinutes: number;
  /** Added to the logit of every step after contact. */
  skill: number;
  /** Share of new leads, relative. */
  share: number;
}

const DOMAIN = "sabarmati-homes.example";

export const TEAM: readonly SimulatedBroker[] = [
  { key: "hetal", name: "Hetal Rathod", email: `hetal@${DOMAIN}`, role: "broker" },
  { key: "faizan", name: "Faizan Mansuri", email: `faizan@${DOMAIN}`, role: "broker" },
  { key: "jignesh", name: "Jignesh Prajapati", email: `jignesh@${DOMAIN}`, role: "broker" },
  { key: "lakshmi", name: "Lakshmi Pillai", email: `lakshmi@${DOMAIN}`, role: "broker" },
  { key: "gurpreet", name: "Gurpreet Saini", email: `gurpreet@${DOMAIN}`, role: "broker" },
  { key: "nisha", name: "Nisha Agarwal", email: `nisha@${DOMAIN}`, role: "broker" },
  { key: "meera", name: "Meera Vyas", email: `meera@${DOMAIN}`, role: "manager" },
  { key: "anand", name: "Anand Kulkarni", email: `anand@${DOMAIN}`, role: "admin" },
];

export const HABITS: readonly [BrokerHabits, ...BrokerHabits[]] = [
  { key: "hetal", firstTouchMinutes: 9, skill: 0.15, share: 1.2 },
  { key: "faizan", firstTouchMinutes: 14, skill: 0.2, share: 1.1 },
  { key: "jignesh", firstTouchMinutes: 45, skill: 0, share: 1 },
  { key: "lakshmi", firstTouchMinutes: 20, skill: 0.05, share: 1 },
  { key: "gurpreet", firstTouchMinutes: 70, skill: -0.1, share: 0.9 },
  { key: "nisha", firstTouchMinutes: 30, skill: -0.05, share: 0.8 },
];

/** A lead nobody owns is picked up late by whoever looks first. */
export const NOBODY: BrokerHabits = { key: "", firstTouchMinutes: 360, skill: -0.1, share: 0 };
