/** Of the sample brokerage's team, those whose sign-ins are shown: one in each role. The others have the same password. */
export const demoAccounts = [
  { role: "broker", email: "hetal@sabarmati-homes.example" },
  { role: "manager", email: "meera@sabarmati-homes.example" },
  { role: "admin", email: "anand@sabarmati-homes.example" },
] as const;

export const demoPassword = "leadlift-demo";
