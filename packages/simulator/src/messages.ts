import type { Random } from "./random.ts";

type Texts = readonly [string, ...string[]];

const EAGER: Texts = [
  "Can we see it Saturday?",
  "Loan sanctioned ho gaya hai, visit kab kar sakte hain?",
  "Please share the final price and payment plan",
  "Is possession confirmed by next month?",
  "Family ke saath kal aa sakte hain?",
  "Token amount kitna hai?",
  "Aa project ma ketla flat baki che?",
  "4th floor wala unit abhi available hai?",
];
const CURIOUS: Texts = [
  "Please send the floor plan",
  "Is parking included?",
  "Location pin bhejo please",
  "What is the maintenance per month?",
  "Bhav ma kai ochhu thase?",
  "School kitna door hai?",
  "Is it ready to move or under construction?",
  "Carpet area kitna hai?",
];
const COOL: Texts = [
  "Ok will see",
  "Abhi just dekh rahe hain",
  "Will discuss at home and tell you",
  "Budget thoda kam hai",
  "Pachhi vaat karishu",
  "Please message, do not call",
  "Not in a hurry",
];

const GREETINGS: Texts = [
  "Namaste, thank you for your enquiry. When may I call you?",
  "Hello, I can help you with this property. What is a good time to talk?",
  "Kem chho! Shall I send you the brochure and the price list?",
];

const OUTGOING: Texts = [
  "Sharing the brochure and price list as discussed",
  "Would you like to visit this weekend?",
  "Is there any question I can answer?",
  "Two units of this type are left on the higher floors",
  "Here is the location pin and the site office number",
  "I checked with the developer and will call you with the figure",
];

export function greeting(random: Random): string {
  return random.pick(GREETINGS);
}

/** What a person writes; warmer words come with stronger intent, but not always. */
export function incomingText(random: Random, intent: number): string {
  const mood = intent + random.normal();
  return random.pick(mood > 1.1 ? EAGER : mood > -0.5 ? CURIOUS : COOL);
}

export function outgoingText(random: Random): string {
  return random.pick(OUTGOING);
}
