import type { RejectWords, WarningCode } from "./row-codes.ts";

/** Why rows are not imported. */
export const hindiRejects: RejectWords = {
  nobody: () => "पंक्ति में नाम, फ़ोन नंबर, ई-मेल या आईडी, कुछ नहीं है।",
  unreachable: ({ header }) => `"${header}" में ऐसा कुछ नहीं जिससे संपर्क हो सके, और पंक्ति में दूसरा संपर्क या आईडी नहीं है।`,
  "bad-date": ({ header }) => `"${header}" तारीख नहीं है।`,
  "no-person": () => "पंक्ति में लीड की आईडी, फ़ोन नंबर या ई-मेल नहीं है जो पढ़ा जा सके।",
  "unknown-person": () => "इस आईडी, फ़ोन नंबर या ई-मेल की कोई लीड यहाँ नहीं है; पहले लीड इम्पोर्ट करें।",
  "no-time": ({ header }) => `"${header}" खाली है: कब हुआ, पता नहीं।`,
  "too-early": ({ header }) => `"${header}" साल 2000 से पहले का है।`,
  "in-future": ({ header }) => `"${header}" आगे की तारीख है।`,
  "no-type": ({ header }) => `"${header}" खाली है: क्या हुआ, पता नहीं।`,
  "unknown-type": ({ header }) => `"${header}" में ऐसा मान है जिसका मतलब नहीं चुना गया।`,
  "left-out": ({ header }) => `"${header}" में ऐसा मान है जिसे छोड़ने को कहा गया।`,
  "not-recorded": ({ message }) => `दर्ज नहीं हो सका (${message})।`,
  "no-listing-id": () => "पंक्ति में प्रॉपर्टी की आईडी नहीं है।",
  "id-too-long": ({ header }) => `"${header}" 200 अक्षरों से लंबा है।`,
};

/** Why a cell is kept as empty. */
export const hindiWarnings: Readonly<Record<WarningCode, string>> = {
  "no-number": "मान संख्या नहीं है",
  "no-date": "मान तारीख नहीं है",
  "no-yes-or-no": "मान हाँ या नहीं में नहीं है",
  "too-long": "मान बहुत लंबा है",
  "no-phone": "मान फ़ोन नंबर नहीं है",
  "no-email": "मान ई-मेल नहीं है",
  "no-money": "मान रकम नहीं है",
  "no-duration": "मान एक दिन तक की अवधि नहीं है",
  "unknown-owner": "इस संगठन में ऐसा कोई नहीं है",
  "unknown-stage": "इस स्टेज का मतलब नहीं चुना गया",
  "unknown-listing": "इस आईडी की प्रॉपर्टी यहाँ नहीं है; प्रॉपर्टी इम्पोर्ट करके यह फ़ाइल फिर लाएँ",
};
