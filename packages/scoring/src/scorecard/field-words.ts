import { featureByName } from "../features/catalogue.ts";
import type { FeatureUnit } from "../features/definition.ts";
import { labelOf } from "../words/word-reason.ts";

export type RuleLocale = "en" | "hi";

/** What rules can ask of a profile beside the features. */
const profileUnits: Readonly<Record<string, FeatureUnit | "text">> = {
  kind: "text",
  source: "text",
  city: "text",
  move_in: "text",
  budget_min: "rupees",
  budget_max: "rupees",
  has_phone: "flag",
  has_email: "flag",
};

const english: Readonly<Record<string, string>> = {
  budget_min: "Lowest budget",
  budget_max: "Budget",
  has_phone: "Has a phone number",
  has_email: "Has an e-mail address",
};

const hindi: Readonly<Record<string, string>> = {
  engagement_score: "दिलचस्पी",
  interaction_frequency: "30 दिन की गतिविधि",
  acts_7d: "7 दिन की गतिविधि",
  engagement_trend: "महीने के मुकाबले इस हफ़्ते की गतिविधि",
  active_days_30d: "30 में से सक्रिय दिन",
  recency_frequency: "हाल की और बार-बार गतिविधि",
  silence_days: "कितने दिन से चुप",
  response_velocity: "आम तौर पर जवाब का समय",
  first_reply_minutes: "पहले जवाब का समय",
  broker_first_touch_minutes: "हमारे पहले संपर्क का समय",
  whatsapp_response_rate: "WhatsApp पर जवाब",
  messages_in: "उनके मैसेज",
  calls_answered_share: "उठाई गई कॉल",
  calls_in: "उनकी कॉल",
  email_click_rate: "ई-मेल में क्लिक",
  email_bounced: "ई-मेल लौट आती है",
  visits_booked: "बुक हुई साइट विज़िट",
  visits_done: "हो चुकी साइट विज़िट",
  visits_missed: "छूटी हुई साइट विज़िट",
  days_since_visit: "पिछली साइट विज़िट",
  sessions: "वेबसाइट पर आना",
  session_depth: "एक बार में देखे पेज",
  site_minutes: "वेबसाइट पर समय",
  days_since_session: "पिछली बार वेबसाइट पर",
  listing_returns: "लिस्टिंग पर वापस आना",
  listings_seen: "देखी गई लिस्टिंग",
  top_listing_share: "एक ही लिस्टिंग में रुचि",
  lead_age_score: "पूछताछ की ताज़गी",
  time_of_day_fit: "दिन का समय",
  seasonal_intent: "सीज़न",
  day_of_week: "हफ़्ते का दिन",
  month: "महीना",
  quarter: "तिमाही",
  time_to_quarter_end: "तिमाही खत्म होने में समय",
  decision_maker_probability: "फ़ैसला खुद लेते हैं",
  company_maturity_score: "कंपनी",
  free_mail: "निजी ई-मेल",
  phone_valid: "फ़ोन नंबर सही है",
  name_email_agreement: "नाम और ई-मेल का मेल",
  city_tier: "शहर का टियर",
  profile_completeness: "भरी हुई प्रोफ़ाइल",
  network_profile_completeness: "प्रोफ़ेशनल नेटवर्क की प्रोफ़ाइल",
  budget_fit: "बजट और कीमत का मेल",
  financing_stated: "पैसे का इंतज़ाम",
  kind: "पूछताछ",
  source: "सोर्स",
  city: "शहर",
  move_in: "कब तक रहना है",
  budget_min: "सबसे कम बजट",
  budget_max: "बजट",
  has_phone: "फ़ोन नंबर है",
  has_email: "ई-मेल है",
};

/** What a field is called; an attribute of the organisation's has its own label, whatever the language. */
export function labelIn(locale: RuleLocale, feature: string, own?: string): string {
  if (locale === "hi" && Object.hasOwn(hindi, feature)) return hindi[feature] ?? feature;
  if (Object.hasOwn(english, feature)) return english[feature] ?? feature;
  return own ?? labelOf(feature);
}

/** How a field is measured; null: an attribute, which only the organisation knows. */
export function unitOf(feature: string): FeatureUnit | "text" | null {
  return featureByName(feature)?.unit ?? profileUnits[feature] ?? null;
}

/** Fields of the profile that rules can ask about. */
export const profileFields: readonly string[] = Object.keys(profileUnits).filter(
  (name) => name !== "move_in",
);
