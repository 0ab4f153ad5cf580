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
  { key: "site_minutes", label: "Minutes on the site", kind: "numeric" },
  { key: "pages_viewed", label: "Pages viewed", kind: "numeric" },
  { key: "listing_views_7d", label: "Listings viewed in 7 days", kind: "numeric" },
  { key: "repeat_listing_views", label: "Listings viewed again", kind: "numeric" },
  { key: "searches", label: "Searches", kind: "numeric" },
  { key: "brochure_downloads", label: "Brochures downloaded", kind: "numeric" },
  { key: "whatsapp_replies", label: "WhatsApp replies", kind: "numeric" },
  { key: "first_reply_minutes", label: "Minutes to the first reply", kind: "numeric" },
  { key: "calls_tried", label: "Calls tried", kind: "numeric" },
  { key: "calls_answered", label: "Calls answered", kind: "numeric" },
  { key: "inbound_calls", label: "Calls from the lead", kind: "numeric" },
  { key: "broker_first_touch_minutes", label: "Minutes to our first touch", kind: "numeric" },
  { key: "days_since_last_activity", label: "Days since last activity", kind: "numeric" },
  { key: "asked_price_lakh", label: "Price asked about (lakh)", kind: "numeric" },
  { key: "budget_gap_percent", label: "Budget against price (%)", kind: "numeric" },
  { key: "loan_status", label: "Home loan", kind: "categorical" },
  { key: "move_in", label: "Wants to move in", kind: "categorical" },
  { key: "purpose", label: "Purpose", kind: "categorical" },
  { key: "employer_type", label: "Employer", kind: "categorical" },
  { key: "preferred_language", label: "Preferred language", kind: "categorical" },
  { key: "nri", label: "Non-resident Indian", kind: "boolean" },
  { key: "first_home", label: "First home", kind: "boolean" },
  { key: "commute_km", label: "Commute (km)", kind: "numeric" },
];
