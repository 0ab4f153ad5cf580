/** The sample brokerage is the same organisation on every installation. */
export const demoOrganisationId = "0194a3f0-5d00-7000-8000-5ab4a7111e55";

/** Of the sample brokerage's team, those whose sign-ins are shown: one in each role. The others have the same password. */
export const demoAccounts = [
  { role: "broker", email: "hetal@sabarmati-homes.example" },
  { role: "manager", email: "meera@sabarmati-homes.example" },
  { role: "admin", email: "anand@sabarmati-homes.example" },
] as const;

export const demoPassword = "leadlift-demo";

/** What the sample's score predicts: won is too rare in it to learn much from. */
export const demoTarget = "visit_done";
