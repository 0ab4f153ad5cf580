// @ts-check
const words = {
  en: {
    title: "No connection",
    what: "LeadLift cannot be reached. This page opens what you asked for as soon as it can.",
    again: "Try again",
    /** @param {number} count */
    waiting: (count) =>
      count === 0
        ? ""
        : `${count === 1 ? "1 update is" : `${count} updates are`} waiting to be sent. Nothing is lost: that happens once you are connected.`,
  },
  hi: {
    title: "इंटरनेट नहीं है",
    what: "LeadLift तक नहीं पहुँच पा रहे। कनेक्शन आते ही यह पेज अपने आप खुल जाएगा।",
    again: "फिर कोशिश करें",
    /** @param {number} count */
    waiting: (count) =>
      count === 0 ? "" : `आपके ${count} काम भेजे जाने बाकी हैं। कुछ खोया नहीं है: कनेक्शन आते ही भेज दिए जाएँगे।`,
  },
};

const chosen = /(?:^|; )leadlift-locale=(\w\w)/.exec(document.cookie)?.[1] ?? navigator.language.slice(0, 2);
const spoken = chosen === "hi" ? words.hi : words.en;
document.documentElement.lang = chosen === "hi" ? "hi-IN" : "en-IN";
document.title = `${spoken.title} · LeadLift`;
for (const part of /** @type {const} */ (["title", "what", "again"])) say(part, spoken[part]);
say("waiting", "");

/**
 * @param {string} id
 * @param {string} text
 */
function say(id, text) {
  const place = document.getElementById(id);
  if (place) place.textContent = text;
}

/** How many acts the pages keep until they are sent. @returns {Promise<number>} */
function waitingActs() {
  return new Promise((resolve) => {
    const opening = indexedDB.open("leadlift-acts");
    // Not there yet: nothing waits, and the pages are to make it themselves.
    opening.onupgradeneeded = () => opening.transaction?.abort();
    opening.onerror = () => resolve(0);
    opening.onsuccess = () => {
      const database = opening.result;
      if (!database.objectStoreNames.contains("waiting")) return resolve(0);
      const reading = database.transaction("waiting").objectStore("waiting").getAll();
      reading.onsuccess = () => resolve(reading.result.flat().filter((act) => act?.refused === null).length);
      reading.onerror = () => resolve(0);
    };
  });
}

waitingActs().then((count) => say("waiting", spoken.waiting(count)));
document.getElementById("again")?.addEventListener("click", () => location.reload());
window.addEventListener("online", () => location.reload());
