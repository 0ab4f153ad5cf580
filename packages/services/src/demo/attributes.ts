/** The sample brokerage's own fields of a lead. */
export interface DemoAttribute {
  key: string;
  label: string;
  kind: "numeric" | "categorical" | "boolean";
  /** where a form or a broker may ask for it */
  question?: string;
}

export const demoAttributes: readonly DemoAttribute[] = [
  { key: "locality", label: "Locality", kind: "categorical" },
  { key: "project", label: "Project", kind: "categorical" },
  { key: "property_type", label: "Property type", kind: "categorical" },
  { key: "bedrooms", label: "Bedrooms", kind: "numeric", question: "How many bedrooms do you need?" },
  { key: "asked_price_lakh", label: "Price asked about (lakh)", kind: "numeric" },
  { key: "budget_gap_percent", label: "Budget against price (%)", kind: "numeric" },
  {
    key: "loan_status",
    label: "Home loan",
    kind: "categorical",
    question: "Have you applied for a home loan?",
  },
  {
    key: "move_in",
    label: "Wants to move in",
    kind: "categorical",
    question: "When would you like to move in?",
  },
  { key: "purpose", label: "Purpose", kind: "categorical", question: "Is it to live in or to invest?" },
  { key: "employer_type", label: "Employer", kind: "categorical", question: "Where do you work?" },
  { key: "job_title", label: "Job title", kind: "categorical", question: "What do you do?" },
  {
    key: "preferred_language",
    label: "Preferred language",
    kind: "categorical",
    question: "Which language do you prefer?",
  },
  { key: "nri", label: "Non-resident Indian", kind: "boolean", question: "Do you live outside India?" },
  { key: "first_home", label: "First home", kind: "boolean", question: "Will it be your first home?" },
  {
    key: "commute_km",
    label: "Commute (km)",
    kind: "numeric",
    question: "How far is it to your work, in km?",
  },
];
