export const organisationName = "Journey Realty";

export const adminAccount = {
  name: "Asha Admin",
  email: "admin@journey.example",
  password: "correct-horse-battery-admin",
  role: "admin",
} as const;

export const brokerAccount = {
  name: "Bhavin Broker",
  email: "broker@journey.example",
  password: "correct-horse-battery-broker",
  role: "broker",
} as const;
