import type { Facts } from "./facts.ts";

const roles: Readonly<Record<string, string>> = { broker: "ब्रोकर", manager: "मैनेजर", admin: "एडमिन" };
const kinds: Readonly<Record<string, string>> = {
  buyer: "ख़रीदार",
  seller: "विक्रेता",
  tenant: "किराएदार",
  landlord: "मकान मालिक",
};
const files: Readonly<Record<string, string>> = {
  "an Excel workbook or a ZIP archive": "Excel फ़ाइल या ZIP",
  "an old Excel workbook": "पुरानी Excel फ़ाइल",
  "a PDF": "PDF",
  "a compressed file": "दबाई हुई (compressed) फ़ाइल",
};
const named = (words: Readonly<Record<string, string>>, fact: Facts[string] | undefined): string =>
  words[String(fact)] ?? String(fact);

/**
 * Every sentence that an error can say to whoever reads a page, by its English, with {names} for its facts; a function
 * where a fact has to be worded, too.
 */
export const hindi = {
  // nothing there
  "This act does not exist.": "यह काम मौजूद नहीं है।",
  "This appeal does not exist.": "यह अपील मौजूद नहीं है।",
  "This attribute does not exist.": "यह जानकारी मौजूद नहीं है।",
  "This connection does not exist.": "यह जुड़ाव मौजूद नहीं है।",
  "This dispute does not exist.": "यह विवाद मौजूद नहीं है।",
  "This drawn outcome does not exist.": "जाँच के लिए चुना गया यह नतीजा मौजूद नहीं है।",
  "This import does not exist.": "यह इम्पोर्ट मौजूद नहीं है।",
  "This invitation does not exist.": "यह बुलावा मौजूद नहीं है।",
  "This key does not exist.": "यह कुंजी मौजूद नहीं है।",
  "This lead does not exist.": "यह लीड मौजूद नहीं है।",
  "This leave does not exist.": "यह छुट्टी मौजूद नहीं है।",
  "This listing does not exist.": "यह प्रॉपर्टी मौजूद नहीं है।",
  "This merge does not exist.": "ये लीड मिलाई नहीं गई हैं।",
  "This model does not exist.": "यह मॉडल मौजूद नहीं है।",
  "This next step does not exist.": "यह अगला कदम मौजूद नहीं है।",
  "This notification does not exist.": "यह सूचना मौजूद नहीं है।",
  "This organisation does not exist.": "यह संगठन मौजूद नहीं है।",
  "This outcome does not exist.": "यह नतीजा मौजूद नहीं है।",
  "This person does not exist.": "यह व्यक्ति मौजूद नहीं है।",
  "This provider does not exist.": "यह सेवा मौजूद नहीं है।",
  "This receipt does not exist.": "यह रसीद मौजूद नहीं है।",
  "This question does not exist.": "यह सवाल मौजूद नहीं है।",
  "This reassignment does not exist.": "यह बँटवारा मौजूद नहीं है।",
  "This run does not exist.": "यह काम मौजूद नहीं है।",
  "This team does not exist.": "यह टीम मौजूद नहीं है।",
  "This training run does not exist.": "यह ट्रेनिंग मौजूद नहीं है।",
  "This view does not exist.": "यह व्यू मौजूद नहीं है।",
  "This webhook does not exist.": "यह वेबहुक मौजूद नहीं है।",
  "This delivery does not exist.": "यह संदेश मौजूद नहीं है।",
  "This visitor does not exist.": "यह विज़िटर मौजूद नहीं है।",

  // what pages say themselves
  "Sign in to go on.": "आगे बढ़ने के लिए साइन इन करें।",
  "What was sent is not what this expects.": "भेजी गई जानकारी सही रूप में नहीं है।",
  "Something went wrong on our side. Nothing was lost; try again.":
    "हमारी तरफ़ से कुछ गड़बड़ हुई। कुछ भी खोया नहीं है; फिर कोशिश करें।",
  "Files are taken only from LeadLift's own pages.": "फ़ाइलें सिर्फ़ LeadLift के अपने पेजों से ली जाती हैं।",
  "This may only be asked from LeadLift's own pages.": "यह सिर्फ़ LeadLift के अपने पेजों से किया जा सकता है।",
  "There is no file in this request.": "इसमें कोई फ़ाइल नहीं है।",
  "Much is being written about this lead; try again in a moment.":
    "इस लीड के बारे में अभी बहुत कुछ लिखा जा रहा है; थोड़ी देर में फिर कोशिश करें।",
  "The answer takes too long; try again in a moment.": "जवाब में ज़्यादा समय लग रहा है; थोड़ी देर में फिर कोशिश करें।",
  "There is neither a model nor a rule that could give a score.": "स्कोर देने के लिए न कोई मॉडल है, न कोई नियम।",

  // who may
  "Your role, {role}, does not allow this.": ({ role }) =>
    `आपकी भूमिका (${named(roles, role)}) में यह करने की अनुमति नहीं है।`,
  "The scopes of this key do not allow this.": "इस कुंजी से यह नहीं किया जा सकता।",

  // coming in
  "Too many attempts. Wait a few minutes, then try again.":
    "बहुत बार कोशिश हो चुकी है। कुछ मिनट रुककर फिर कोशिश करें।",
  "This address has an account already, and this is not its password.":
    "इस ई-मेल का खाता पहले से है, और यह उसका पासवर्ड नहीं है।",
  "This person is already here as {role}.": ({ role }) => `ये पहले से ${named(roles, role)} के रूप में यहाँ हैं।`,
  "New organisations are made by whoever runs this installation.": "नए संगठन इस सिस्टम को चलाने वाले ही बनाते हैं।",
  "This link was used already: sign in with the password that was chosen then.":
    "यह लिंक इस्तेमाल हो चुका है: तब चुने गए पासवर्ड से साइन इन करें।",
  "This invitation was taken back. Ask whoever invited you.":
    "यह बुलावा वापस ले लिया गया है। जिसने बुलाया था, उनसे पूछें।",
  "This link was good for seven days, which are over. Ask for a new one.":
    "यह लिंक सात दिन के लिए था, जो बीत गए। नया लिंक माँगें।",
  "This link leads nowhere. Look whether all of it was copied, or ask for a new one.":
    "यह लिंक कहीं नहीं जाता। देखें कि पूरा कॉपी हुआ या नहीं, या नया लिंक माँगें।",
  "Say your name.": "अपना नाम बताएँ।",
  "You are in {organisation} already: sign in instead.": "आप पहले से {organisation} में हैं: साइन इन करें।",
  "This person was here before: reactivate them instead.": "ये पहले यहाँ थे: इन्हें फिर चालू करें।",
  "This person is in your organisation already.": "ये पहले से आपके संगठन में हैं।",
  "At most {most} people can be invited in a day.": "एक दिन में ज़्यादा से ज़्यादा {most} लोग बुलाए जा सकते हैं।",
  "This invitation was used or revoked.": "यह बुलावा इस्तेमाल हो चुका है या वापस ले लिया गया है।",
  "It was sent a moment ago. Wait half a minute.": "अभी-अभी भेजा गया है। आधा मिनट रुकें।",
  "This invitation was used already.": "यह बुलावा इस्तेमाल हो चुका है।",
  "This is not your current password.": "यह आपका मौजूदा पासवर्ड नहीं है।",
  "The sample’s passwords stay as they are, for everybody who tries it.":
    "नमूने के पासवर्ड वही रहते हैं, आज़माने वाले सबके लिए।",
  "Your own password is changed under Me.": "अपना पासवर्ड “मैं” पेज पर बदलें।",
  "This account belongs to another organisation as well: whoever runs this installation can set its password.":
    "यह खाता किसी और संगठन में भी है: इसका पासवर्ड इस सिस्टम को चलाने वाले ही बदल सकते हैं।",
  "This link does not work any more: it is good once, for a day, and until a newer one is made. Ask your admin for a new one.":
    "यह लिंक अब नहीं चलता: यह एक बार, एक दिन तक और नया लिंक बनने तक ही चलता है। अपने एडमिन से नया लिंक माँगें।",

  // telling other systems
  "This is not an address: it begins with https://.": "यह कोई पता नहीं है: पता https:// से शुरू होता है।",
  "Only addresses of the open internet can be told: https, without a port, a user or a password.":
    "सिर्फ़ खुले इंटरनेट के पतों पर भेजा जा सकता है: https, बिना पोर्ट, यूज़र या पासवर्ड के।",
  "There can be {most} webhooks: delete one that is not needed.":
    "ज़्यादा से ज़्यादा {most} वेबहुक हो सकते हैं: जिसकी ज़रूरत न हो, उसे हटाएँ।",
  "This delivery waits to be sent already.": "यह संदेश पहले से भेजे जाने की कतार में है।",
  "This webhook is turned off: turn it on first.": "यह वेबहुक बंद है: पहले इसे चालू करें।",

  // channels
  "At most {count} numbers can be connected.": "ज़्यादा से ज़्यादा {count} नंबर जोड़े जा सकते हैं।",
  "This phone number id is connected already.": "यह फ़ोन नंबर आईडी पहले से जुड़ी है।",
  // working on leads
  "This was done in the future: set this device's clock.": "इस काम का समय आगे का है: फ़ोन की घड़ी ठीक करें।",
  "This was done more than seven days ago; write it down as a note.":
    "यह सात दिन से ज़्यादा पहले हुआ था; इसे नोट में लिख दें।",
  "Only a person can act on a lead.": "लीड पर कोई व्यक्ति ही काम कर सकता है।",
  "This id stands for another act already.": "यह आईडी पहले से किसी और काम की है।",
  "A lead can be snoozed until a time within the next year.": "लीड को ज़्यादा से ज़्यादा एक साल तक टाल सकते हैं।",
  "This was told of before.": "यह पहले ही बताया जा चुका है।",
  "Only whoever has this lead, or a manager, can give it to another.":
    "यह लीड जिसके पास है, वही या मैनेजर इसे किसी और को दे सकते हैं।",
  "Nobody here by that id works on leads.": "ऐसा कोई यहाँ लीड पर काम नहीं करता।",
  "Somebody else was first: this lead is taken.": "किसी और ने पहले ले ली: यह लीड अब उनके पास है।",
  "Somebody else has changed this lead meanwhile; look at it again.":
    "इस बीच किसी ने यह लीड बदल दी; इसे फिर देखें।",
  "Something was done since that builds on this; take that back first.":
    "इसके बाद कुछ और हुआ है जो इसी पर टिका है; पहले उसे वापस लें।",
  "Only whoever did this, or a manager, can take it back.": "जिसने यह किया, वही या मैनेजर इसे वापस ले सकते हैं।",
  "This was done more than a day ago; correct it by what you do next.":
    "यह एक दिन से ज़्यादा पहले हुआ था; आगे के काम से इसे ठीक करें।",
  "A lead was merged or deleted while its events arrived: send them again.":
    "इसी बीच लीड मिला दी गई या हटा दी गई: फिर कोशिश करें।",
  "This next step is closed already.": "यह अगला कदम पहले ही बंद हो चुका है।",
  "Say whose day it is.": "बताएँ कि किसका दिन देखना है।",
  "The time of an outcome cannot lie in the future.": "नतीजे का समय आगे का नहीं हो सकता।",
  "This lead was merged into another; work on that one.": "यह लीड दूसरी में मिला दी गई है; उसी पर काम करें।",
  "This lead is lost already.": "यह लीड पहले ही खोई हुई है।",
  "This lead is not lost, so it needs no reopening.": "यह लीड खोई नहीं है, इसलिए इसे फिर खोलने की ज़रूरत नहीं।",
  "Only a lead's last outcome can be undone, and only once.":
    "लीड का सिर्फ़ आख़िरी नतीजा वापस लिया जा सकता है, वह भी एक बार।",
  "Only whoever recorded this, or a manager, can undo it.": "जिसने यह दर्ज किया, वही या मैनेजर इसे वापस ले सकते हैं।",
  'This lead has already reached "{step}"; reopen it instead.':
    "यह लीड “{step}” तक पहले ही पहुँच चुकी है; इसे फिर खोलें।",
  'This lead has already reached "{step}"; undo the last step if that was a mistake.':
    "यह लीड “{step}” तक पहले ही पहुँच चुकी है; अगर वह गलती थी तो पिछला चरण वापस लें।",
  '"{step}" is not a step of the outcome ladder.': "“{step}” नतीजों की सीढ़ी का चरण नहीं है।",
  "This is not a field that can be changed here.": "यह जानकारी यहाँ नहीं बदली जा सकती।",
  "This has to be a number, for instance 3 or 12.5.": "यहाँ संख्या चाहिए, जैसे 3 या 12.5।",
  "This has to be yes or no.": "यहाँ हाँ या नहीं चाहिए।",
  "This has to be a date, for instance 1 Dec 2026.": "यहाँ तारीख चाहिए, जैसे 1 Dec 2026।",
  "This has to be a few words, 200 letters at most.": "यहाँ कुछ शब्द चाहिए, ज़्यादा से ज़्यादा 200 अक्षर।",
  "This has to be some text.": "यहाँ कुछ टेक्स्ट चाहिए।",
  "This has to be an amount, for instance 85 L, 1.2 Cr or 50–75 L.":
    "यहाँ रकम चाहिए, जैसे 85 L, 1.2 Cr या 50–75 L।",
  "An enquiry needs a phone number or an e-mail address.": "पूछताछ के लिए फ़ोन नंबर या ई-मेल चाहिए।",
  "This page does not belong to this list; start at its beginning.": "यह पेज इस सूची का नहीं है; शुरू से देखें।",
  "Only numbers, choices and yes or no can be asked for.": "सिर्फ़ संख्या, विकल्प और हाँ या नहीं पूछे जा सकते हैं।",

  // merging
  "A lead cannot be merged into itself.": "लीड को खुद में नहीं मिलाया जा सकता।",
  "One of these leads was merged into another already.": "इनमें से एक लीड पहले ही किसी और में मिलाई जा चुकी है।",
  "A {merged} and a {kept} are two enquiries.": ({ merged, kept }) =>
    `${named(kinds, merged)} और ${named(kinds, kept)} की पूछताछ अलग-अलग हैं।`,
  "One of these leads is a colleague’s; ask a manager to merge them.":
    "इनमें से एक लीड आपके साथी की है; मिलाने के लिए मैनेजर से कहें।",
  "Only whoever merged these leads, or a manager, can undo it.":
    "जिसने ये लीड मिलाईं, वही या मैनेजर इन्हें अलग कर सकते हैं।",
  "This merge was undone before.": "ये लीड पहले ही अलग की जा चुकी हैं।",

  // handing over
  "The leads have changed since the preview; look at it again.": "झलक के बाद लीड बदल गई हैं; फिर देखें।",
  "At most {limit} leads can be moved at once.": "एक बार में ज़्यादा से ज़्यादा {limit} लीड बाँटी जा सकती हैं।",
  "Leads can only go to members who have not left.": "लीड सिर्फ़ उन्हें मिल सकती हैं जो अभी यहाँ हैं।",
  "This reassignment was undone before.": "यह बँटवारा पहले ही वापस लिया जा चुका है।",
  "A reassignment can be undone for {hours} hours.": "बँटवारा {hours} घंटे तक वापस लिया जा सकता है।",

  // views of the list
  "You have {most} views: take one away first.": "आपके {most} व्यू हो चुके हैं: पहले कोई एक हटाएँ।",
  "This view is there already.": "यह व्यू पहले से है।",
  "Only people keep views of the list.": "सूची के व्यू लोग ही रखते हैं।",
  "This view belongs to somebody else: save your own.": "यह व्यू किसी और का है: अपना व्यू सहेजें।",
  "There is a view called “{name}” already.": "“{name}” नाम का व्यू पहले से है।",

  // consent and alerts
  "The time of a consent cannot lie in the future.": "सहमति का समय आगे का नहीं हो सकता।",
  "Only a consent expires, and after it was given.": "समय सिर्फ़ सहमति का निकलता है, और देने के बाद ही।",
  "Notifications are a person's own.": "सूचनाएँ हर व्यक्ति की अपनी होती हैं।",
  "This browser's push service is at an address that is not asked.":
    "इस ब्राउज़र की सूचना सेवा ऐसे पते पर है जहाँ नहीं भेजा जाता।",
  "This browser gave out keys that are none.": "इस ब्राउज़र ने सही कुंजियाँ नहीं दीं।",

  // the leaderboard
  "How another person's line is counted is for managers.": "किसी और की गिनती सिर्फ़ मैनेजर देख सकते हैं।",
  "Say whose line it is.": "बताएँ कि किसकी गिनती देखनी है।",
  "This month has not begun.": "यह महीना अभी शुरू नहीं हुआ।",
  "A finding is answered by whoever it is on.": "किसी बात का जवाब वही दे सकता है जिसके बारे में वह है।",
  "There is no such finding on your line of this month.": "इस महीने आपकी गिनती में ऐसी कोई बात नहीं है।",
  "You have spoken against this finding before.": "आप इस बात पर पहले ही आपत्ति कर चुके हैं।",
  "Somebody has looked at this outcome before.": "यह नतीजा पहले ही देखा जा चुका है।",
  "Somebody else decides on what you have asked for yourself.": "आपकी अपनी माँग पर फ़ैसला कोई और करेगा।",
  "This was decided before.": "इस पर फ़ैसला पहले ही हो चुका है।",
  "Somebody else settles what you have recorded yourself.": "आपने जो खुद दर्ज किया, उसका फ़ैसला कोई और करेगा।",

  // people, teams, leave
  "You cannot deactivate yourself: ask another admin.": "आप खुद को बंद नहीं कर सकते: किसी और एडमिन से कहें।",
  "They have open leads: choose who gets them.": "इनकी खुली लीड हैं: चुनें कि वे किसे मिलें।",
  "This is the last admin: make somebody else an admin first.": "ये आख़िरी एडमिन हैं: पहले किसी और को एडमिन बनाएँ।",
  "There is a team of this name.": "इस नाम की टीम पहले से है।",
  "At most {most} teams are possible.": "ज़्यादा से ज़्यादा {most} टीमें हो सकती हैं।",
  "Leave is for a year at most.": "छुट्टी ज़्यादा से ज़्यादा एक साल की हो सकती है।",
  "Some of these days are entered already.": "इनमें से कुछ दिन पहले से डले हैं।",
  "Somebody else has to cover.": "काम कोई और सँभाले, खुद नहीं।",
  "Whoever covers has left.": "जिन्हें काम सँभालना है, वे जा चुके हैं।",

  // settings
  "The ladder has changed meanwhile; look at it again.": "इस बीच सीढ़ी बदल गई; फिर देखें।",
  "Steps keep their order: what leads reached goes by it.":
    "चरणों का क्रम नहीं बदलता: लीड कहाँ पहुँचीं, यह उसी से पता चलता है।",
  'Two steps are called "{label}".': "दो चरणों का नाम “{label}” है।",
  'The step "won" can only be the last one.': "“won” वाला चरण आख़िरी ही हो सकता है।",
  'Leads reached "{label}", so it stays; you can rename it.':
    "“{label}” तक लीड पहुँच चुकी हैं, इसलिए यह रहेगा; नाम बदल सकते हैं।",
  '"{label}" is what scores predict: choose another target first.':
    "स्कोर “{label}” ही बताते हैं: पहले दूसरा लक्ष्य चुनें।",
  "An import is under way, which may need the step; wait until it is done.":
    "एक इम्पोर्ट चल रहा है जिसे यह चरण चाहिए हो सकता है; उसके पूरा होने तक रुकें।",
  "The key would have expired already: choose a later time.":
    "कुंजी का समय पहले ही निकल चुका होगा: बाद का समय चुनें।",
  "A website’s key is no secret: make another, and revoke this one.":
    "वेबसाइट की कुंजी गुप्त नहीं होती: दूसरी बनाएँ और इसे बंद करें।",
  "This key has ended: make a new one.": "यह कुंजी बंद हो चुकी है: नई बनाएँ।",
  "Another key took the place of this one already.": "इसकी जगह दूसरी कुंजी पहले ही आ चुकी है।",
  "This is your own data, not the sample: it is not removed this way.":
    "यह नमूना नहीं, आपका अपना डेटा है: इसे ऐसे नहीं हटाया जाता।",
  "Somebody has changed the rules meanwhile; look at them again.": "इस बीच किसी ने नियम बदल दिए; फिर देखें।",

  // the model
  'No training knows a column called "{column}".': "“{column}” नाम का कॉलम किसी ट्रेनिंग में नहीं है।",
  "A training run is already under way; wait until it has finished.":
    "ट्रेनिंग पहले से चल रही है; उसके पूरा होने तक रुकें।",
  'The target is "{target}" and stays so until another is chosen for the organisation.':
    "लक्ष्य “{target}” है और संगठन के लिए दूसरा चुने जाने तक यही रहेगा।",
  "A model needs 40 leads that reached a step and 40 that did not.":
    "मॉडल के लिए 40 लीड चाहिए जो किसी चरण तक पहुँचीं और 40 जो नहीं पहुँचीं।",
  'A model needs 40 leads that reached a step and 40 that did not: {reached} reached "{label}" so far and {notReached} did not.':
    "मॉडल के लिए 40 लीड चाहिए जो किसी चरण तक पहुँचीं और 40 जो नहीं पहुँचीं: अब तक {reached} “{label}” तक पहुँचीं और {notReached} नहीं।",

  // enrichment
  "Only open leads are enriched.": "सिर्फ़ खुली लीड की जानकारी ली जाती है।",
  "No provider of enrichment is switched on.": "जानकारी देने वाली कोई सेवा चालू नहीं है।",
  "This person has not consented to enrichment.": "इन्होंने अतिरिक्त जानकारी लेने की सहमति नहीं दी है।",
  "A provider of enrichment gave no answer.": "जानकारी देने वाली सेवा ने जवाब नहीं दिया।",
  "This provider is asked with a secret: enter it.": "इस सेवा से कुंजी के साथ पूछा जाता है: कुंजी डालें।",
  "Requests to {host} are not allowed: it must be a public host asked over https at its usual port, or be named in LEADLIFT_PRIVATE_HOSTS.":
    "{host} से पूछने की अनुमति नहीं है: वह https और आम पोर्ट वाला सार्वजनिक होस्ट हो, या LEADLIFT_PRIVATE_HOSTS में लिखा हो।",
  "Another provider has this name.": "इस नाम की सेवा पहले से है।",
  "There can be {limit} providers at most.": "ज़्यादा से ज़्यादा {limit} सेवाएँ हो सकती हैं।",

  // imports
  "The file is empty.": "फ़ाइल खाली है।",
  "The file has a header but no rows.": "फ़ाइल में सिर्फ़ शीर्षक की लाइन है, कोई पंक्ति नहीं।",
  "This is {what}, not a CSV file; save it as CSV first.": ({ what }) =>
    `यह CSV फ़ाइल नहीं, ${named(files, what)} है; पहले इसे CSV में सहेजें।`,
  "A quote opened in the row at line {line} is never closed; the file seems to be cut off or damaged there.":
    "लाइन {line} की पंक्ति में खुला उद्धरण चिह्न कहीं बंद नहीं होता; फ़ाइल वहाँ कटी या ख़राब लगती है।",
  "The row at line {line} is longer than 20 million characters; a quote in it is probably never closed.":
    "लाइन {line} की पंक्ति 2 करोड़ अक्षरों से लंबी है; शायद उसमें कोई उद्धरण चिह्न बंद नहीं हुआ।",
  'Only one column was found ("{name}"); leads need two or more, separated by commas, semicolons or tabs.':
    "एक ही कॉलम मिला (“{name}”); कॉमा, सेमीकोलन या टैब से अलग दो या ज़्यादा कॉलम चाहिए।",
  "The name of column {n} holds a NUL byte; the first line must name the columns.":
    "कॉलम {n} के नाम में NUL बाइट है; पहली लाइन में कॉलम के नाम होने चाहिए।",
  "The name of column {n} is longer than {limit} characters; the first line must name the columns.":
    "कॉलम {n} का नाम {limit} अक्षरों से लंबा है; पहली लाइन में कॉलम के नाम होने चाहिए।",
  'Columns {first} and {second} are both called "{name}"; rename one of them.':
    "कॉलम {first} और {second} दोनों का नाम “{name}” है; एक का नाम बदलें।",
  "The uploaded file is no longer there; upload it again.": "अपलोड की गई फ़ाइल अब नहीं है; फिर अपलोड करें।",
  "This import was started before; upload the file again to import it once more.":
    "यह इम्पोर्ट पहले ही शुरू हो चुका है; दोबारा लाने के लिए फ़ाइल फिर अपलोड करें।",
  "The upload stopped after {sent}; nothing was kept, so send the file again.":
    "अपलोड {sent} के बाद रुक गया; कुछ रखा नहीं गया, फ़ाइल फिर भेजें।",
  "The upload stopped at {sent} of {all}; nothing was kept, so send the file again.":
    "अपलोड {all} में से {sent} पर रुक गया; कुछ रखा नहीं गया, फ़ाइल फिर भेजें।",
  "The file is larger than 2 GB; split it.": "फ़ाइल 2 GB से बड़ी है; इसे हिस्सों में बाँटें।",
  "This import was undone before.": "यह इम्पोर्ट पहले ही वापस लिया जा चुका है।",
  "This import is being undone already.": "यह इम्पोर्ट पहले से वापस लिया जा रहा है।",
  "This import has not ended yet; undo it when it has.": "यह इम्पोर्ट अभी पूरा नहीं हुआ; पूरा होने पर वापस लें।",
  "This import ended more than {days} days ago and can no longer be undone.":
    "यह इम्पोर्ट {days} दिन से ज़्यादा पहले पूरा हुआ था और अब वापस नहीं लिया जा सकता।",
  "A column is mapped twice.": "एक कॉलम का मतलब दो बार चुना गया है।",
  'The file has no column "{header}" in place {place}.': "फ़ाइल में {place} नंबर पर “{header}” कॉलम नहीं है।",
  '"{first}" and "{second}" are both mapped to {field}; choose one.':
    "“{first}” और “{second}” दोनों का मतलब {field} चुना गया है; एक चुनें।",
  '"{first}" and "{second}" are both mapped to the attribute {field}.':
    "“{first}” और “{second}” दोनों एक ही जानकारी {field} में जाते हैं।",
  "An attribute cannot be called {field}; a lead has that already.":
    "जानकारी का नाम {field} नहीं हो सकता; लीड में यह पहले से है।",
  "Every column is left out; map at least one.": "सारे कॉलम छोड़ दिए गए हैं; कम से कम एक चुनें।",
  'The stage "{value}" means "{step}", which is no step of the outcome ladder.':
    "स्टेज “{value}” का मतलब “{step}” चुना गया है, जो नतीजों की सीढ़ी का चरण नहीं है।",
  "Say which values of the outcome column mean that a step was reached.":
    "बताएँ कि नतीजे वाले कॉलम के किन मानों का मतलब है कि लीड किसी चरण तक पहुँच गई।",
  "Say which column tells whose activity it is: the lead's id, a phone number or an e-mail address.":
    "बताएँ कि किस कॉलम से पता चलता है कि गतिविधि किसकी है: लीड की आईडी, फ़ोन नंबर या ई-मेल।",
  "Say which column tells when it happened.": "बताएँ कि किस कॉलम से पता चलता है कि कब हुआ।",
  "Say what happened: by a column, or for the whole file.": "बताएँ कि क्या हुआ: किसी कॉलम से, या पूरी फ़ाइल के लिए।",
  "Say which column is the listing's id.": "बताएँ कि प्रॉपर्टी की आईडी किस कॉलम में है।",
  "A listing has at most {most} details; leave some columns out.":
    "प्रॉपर्टी की ज़्यादा से ज़्यादा {most} जानकारियाँ हो सकती हैं; कुछ कॉलम छोड़ दें।",
} as const satisfies Record<string, string | ((facts: Facts) => string)>;
