/** The sample brokerage's own fields of a lead. */
export interface DemoAttribute {
  key: string;
  label: string;
  kind: "numeric" | "categorical" | "boolean";
}

export const demoAttributes: readonly DemoAttribute[] = [
  { key: "locality", label: "Locality", kind: "categorical" },
  { key: "project", label: "Project", kind: "categorical" },
  { key: "property_type", label: "Property type", kind: "categorical" },
  { key: "bedrooms", label: "Bedrooms", kind: "numeric" },
  { key: "asked_price_lakh", label: "Price asked about (lakh)", kind: "numeric" },
  { key: "budget_gap_percent", label: "Budget against price (%)", kind: "numeric" },
  { key: "loan_status", label: "Home loan", kind: "categorical" },
  { key: "move_in", label: "Wants to move in", kind: "categorical" },
  { key: "purpose", label: "Purpose", kind: "categorical" },
  { key: "employer_type", label: "Employer", kind: "categorical" },
  { key: "job_title", label: "Job title", kind: "categorical" },
  { key: "preferred_language", label: "Preferred language", kind: "categorical" },
  { key: "nri", label: "Non-resident Indian", kind: "boolean" },
  { key: "first_home", label: "First home", kind: "boolean" },
  { key: "commute_km", label: "Commute (km)", kind: "numeric" },
];
