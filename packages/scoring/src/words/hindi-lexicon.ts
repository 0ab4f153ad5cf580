import { lexiconKey } from "./column-label.ts";
import type { Entry } from "./entry.ts";
import { formatDays, formatMinutes, formatNumber, formatRupees } from "./format-value.ts";
import { entryFor, number, text, worded, yesNo } from "./say.ts";

const rupees = (value: number) => formatRupees(value, "hi");
const often = (value: number) => (value === 1 ? "एक बार" : `${formatNumber(value)} बार`);

function onSite(label: string, minutesPerUnit: number): Entry {
  const minutes = (value: number) => formatMinutes(value * minutesPerUnit, "hi");
  return entryFor(
    label,
    number((v) => (v === 0 ? "वेबसाइट पर समय नहीं बिताया" : `वेबसाइट पर ${minutes(v)} बिताए`)),
    { show: number(minutes), unknown: "वेबसाइट पर क्या देखा, पता नहीं" },
  );
}

function money(label: string, factor: number): Entry {
  return entryFor(
    label,
    number((value) => `${label} ${rupees(value * factor)}`),
    { show: number((value) => rupees(value * factor)) },
  );
}

const counted = (label: string, say: (value: string) => string, none: string): Entry =>
  entryFor(
    label,
    number((v) => (v === 0 ? none : say(formatNumber(v)))),
  );

const repeated = (label: string, say: (often: string) => string, none: string, unknown?: string): Entry =>
  entryFor(
    label,
    number((v) => (v === 0 ? none : say(often(v)))),
    unknown === undefined ? {} : { unknown },
  );

const plainly = (label: string, say: (value: string) => string, unknown?: string): Entry =>
  entryFor(label, text(say), unknown === undefined ? {} : { unknown });

const loan: Readonly<Record<string, string>> = {
  approved: "लोन मंज़ूर हो चुका है",
  sanctioned: "लोन मंज़ूर हो चुका है",
  applied: "लोन के लिए अर्ज़ी दी है",
  rejected: "लोन नामंज़ूर हुआ",
  "not asked": "लोन नहीं माँगा",
  "not needed": "लोन की ज़रूरत नहीं",
  yes: "लोन है",
  no: "लोन नहीं है",
};
const purposes: Readonly<Record<string, string>> = {
  "self use": "अपने रहने के लिए ख़रीद रहे हैं",
  investment: "निवेश के लिए ख़रीद रहे हैं",
};
const employers: Readonly<Record<string, string>> = {
  private: "प्राइवेट कंपनी में काम करते हैं",
  government: "सरकारी नौकरी में हैं",
  business: "अपना बिज़नेस है",
  professional: "अपना पेशा करते हैं",
  retired: "रिटायर्ड हैं",
};
const kinds: Readonly<Record<string, string>> = {
  buyer: "ख़रीदना चाहते हैं",
  seller: "बेचना चाहते हैं",
  tenant: "किराए का घर ढूँढ रहे हैं",
  landlord: "घर किराए पर देना चाहते हैं",
};
const months: Readonly<Record<string, string>> = { month: "महीने", months: "महीने", weeks: "हफ़्ते", days: "दिन" };
const span = (value: string) =>
  value.replace(/\b(months?|weeks|days)\b/i, (word) => months[word.toLowerCase()] ?? word);

const source = entryFor(
  "सोर्स",
  text((v) => {
    if (/^(walk[ -]?in)$/i.test(v)) return "ख़ुद चलकर आए";
    if (/^referr?als?( sites?)?$|^reference$|^word of mouth$/i.test(v)) return "किसी की सिफ़ारिश से आए";
    return `${v} से आए`;
  }),
);
const visits = counted("वेबसाइट पर आना", (v) => `वेबसाइट पर ${v} बार आए`, "वेबसाइट पर नहीं आए");
const pages = counted("देखे गए पेज", (v) => `वेबसाइट पर ${v} पेज देखे`, "वेबसाइट पर कोई पेज नहीं देखा");
const bedrooms = entryFor(
  "बेडरूम",
  number((v) => `${formatNumber(v)} BHK चाहिए`),
);
const budgetMax = money("बजट", 1);
const noCalls = "इस लीड से अब तक कोई कॉल नहीं";
const occupation = plainly("पेशा", (v) => `पेशा: ${v}`);

/** The same columns as the English ones, key by key. */
export const hindiEntries: ReadonlyMap<string, Entry> = new Map(
  Object.entries({
    time_on_site_minutes: onSite("वेबसाइट पर समय", 1),
    "Total Time Spent on Website": onSite("वेबसाइट पर समय", 1 / 60),
    time_on_site: onSite("वेबसाइट पर समय", 1 / 60),
    site_seconds: onSite("वेबसाइट पर समय", 1 / 60),
    pages_viewed: pages,
    page_views: pages,
    "Page Views Per Visit": entryFor(
      "हर बार देखे गए पेज",
      number((v) => `हर बार ${formatNumber(v)} पेज देखते हैं`),
    ),
    TotalVisits: visits,
    visits,
    site_visits: visits,
    listing_views_7d: counted(
      "7 दिनों में देखी लिस्टिंग",
      (v) => `7 दिनों में ${v} लिस्टिंग देखीं`,
      "7 दिनों में कोई लिस्टिंग नहीं देखी",
    ),
    listing_views: counted("देखी गई लिस्टिंग", (v) => `${v} लिस्टिंग देखीं`, "कोई लिस्टिंग नहीं देखी"),
    repeat_listing_views: repeated(
      "दोबारा देखी लिस्टिंग",
      (v) => `एक लिस्टिंग पर ${v} लौटे`,
      "किसी लिस्टिंग पर नहीं लौटे",
    ),
    searches: repeated("वेबसाइट पर खोज", (v) => `वेबसाइट पर ${v} खोजा`, "वेबसाइट पर कुछ नहीं खोजा"),
    brochure_downloads: counted(
      "डाउनलोड किए ब्रोशर",
      (v) => `${v} ब्रोशर डाउनलोड किए`,
      "कोई ब्रोशर डाउनलोड नहीं किया",
    ),
    whatsapp_replies: repeated(
      "WhatsApp पर जवाब",
      (v) => `WhatsApp पर ${v} जवाब दिया`,
      "WhatsApp पर जवाब नहीं दिया",
      "WhatsApp पर कोई बातचीत नहीं",
    ),
    calls_tried: repeated("किए गए कॉल", (v) => `${v} कॉल किया गया`, "अब तक कॉल नहीं किया", noCalls),
    calls_answered: entryFor(
      "उठाए गए कॉल",
      number((v) => (v === 0 ? "कोई कॉल नहीं उठाया" : `${formatNumber(v)} कॉल उठाए`)),
      { unknown: noCalls },
    ),
    inbound_calls: repeated(
      "हमें किए गए कॉल",
      (v) => `हमें ${v} कॉल किया`,
      "हमें कॉल नहीं किया",
      "हमें कॉल किया या नहीं, पता नहीं",
    ),
    days_since_last_activity: entryFor(
      "आख़िरी गतिविधि से दिन",
      number((v) => {
        if (v < 1) return "पिछले एक दिन में सक्रिय";
        return v < 3 ? `${formatDays(v, "hi")} पहले सक्रिय थे` : `${formatDays(v, "hi")} से चुप`;
      }),
      { show: number((v) => formatDays(v, "hi")), unknown: "आख़िरी गतिविधि पता नहीं" },
    ),
    asked_price_lakh: entryFor(
      "पूछे गए घर की कीमत",
      number((v) => `${rupees(v * 100_000)} के घर के बारे में पूछा`),
      { show: number((v) => rupees(v * 100_000)), unknown: "किसी ख़ास घर के बारे में नहीं पूछा" },
    ),
    budget_gap_percent: entryFor(
      "कीमत के मुकाबले बजट",
      number((v) =>
        v === 0 ? "बजट कीमत के बराबर" : `बजट कीमत से ${formatNumber(Math.abs(v))} % ${v < 0 ? "कम" : "ज़्यादा"}`,
      ),
      { show: number((v) => `${formatNumber(v)} %`), unknown: "कीमत के मुकाबले बजट पता नहीं" },
    ),
    budget: budgetMax,
    budget_max: budgetMax,
    budget_min: money("बजट कम से कम", 1),
    budget_max_paise: money("बजट", 1 / 100),
    budget_min_paise: money("बजट कम से कम", 1 / 100),
    budget_lakh: money("बजट", 100_000),
    income: money("आमदनी", 1),
    loan_status: entryFor(
      "लोन",
      worded(loan, (v) => `लोन: ${v}`),
      { unknown: "लोन की स्थिति पता नहीं" },
    ),
    move_in: plainly(
      "शिफ़्ट होना",
      (v) => (v.toLowerCase() === "later" ? "बाद में शिफ़्ट होना चाहते हैं" : `${span(v)} में शिफ़्ट होना चाहते हैं`),
      "कब शिफ़्ट होना है, पता नहीं",
    ),
    purpose: entryFor(
      "मक़सद",
      worded(purposes, (v) => `मक़सद: ${v}`),
    ),
    employer_type: entryFor(
      "काम",
      worded(employers, (v) => `काम: ${v}`),
    ),
    preferred_language: plainly("भाषा", (v) => `${v} में बात करना पसंद`),
    nri: entryFor("NRI", yesNo("विदेश में रहते हैं (NRI)", "भारत में रहते हैं"), {
      unknown: "NRI हैं या नहीं, पता नहीं",
    }),
    first_home: entryFor("पहला घर", yesNo("पहला घर ख़रीद रहे हैं", "पहले भी घर ले चुके हैं"), {
      unknown: "पहला घर है या नहीं, पता नहीं",
    }),
    commute_km: entryFor(
      "आना-जाना",
      number((v) => `काम पर ${formatNumber(v)} किमी आते-जाते हैं`),
      { show: number((v) => `${formatNumber(v)} किमी`) },
    ),
    has_email: entryFor("ई-मेल", yesNo("ई-मेल पता दिया", "ई-मेल पता नहीं दिया")),
    has_phone: entryFor("फ़ोन", yesNo("फ़ोन नंबर दिया", "फ़ोन नंबर नहीं दिया")),
    source,
    lead_source: source,
    city: plainly("शहर", (v) => `${v} से`),
    kind: entryFor(
      "पूछताछ",
      worded(kinds, (v) => `पूछताछ: ${v}`),
    ),
    locality: plainly("इलाका", (v) => `${v} में ढूँढ रहे हैं`),
    project: plainly("प्रोजेक्ट", (v) => `${v} के बारे में पूछा`, "किसी प्रोजेक्ट का नाम नहीं लिया"),
    property_type: plainly("प्रॉपर्टी का प्रकार", (v) => `चाहिए: ${v}`),
    bedrooms,
    bhk: bedrooms,
    lead_origin: plainly("कैसे आई", (v) => `${v} से आई`),
    last_activity: plainly("आख़िरी गतिविधि", (v) => `आख़िरी गतिविधि: ${v}`),
    "What is your current occupation": occupation,
    occupation,
    specialization: plainly("विशेषज्ञता", (v) => `विशेषज्ञता: ${v}`),
    country: plainly("देश", (v) => `${v} से`),
    do_not_email: entryFor("ई-मेल से मना", yesNo("ई-मेल भेजने से मना किया", "ई-मेल से मना नहीं किया")),
    do_not_call: entryFor("कॉल से मना", yesNo("कॉल करने से मना किया", "कॉल से मना नहीं किया")),
    emails_opened: counted("खोले गए ई-मेल", (v) => `${v} ई-मेल खोले`, "कोई ई-मेल नहीं खोला"),
    age: entryFor(
      "उम्र",
      number((v) => `उम्र ${formatNumber(v)} साल`),
    ),
  } satisfies Record<string, Entry>).map(([name, entry]) => [lexiconKey(name), entry]),
);
