// Goes to visitors' browsers as it is. Use:
//   <script>window.ll = window.ll || function () { (ll.q = ll.q || []).push(arguments) }</script>
//   <script async src="https://api.example.in/t.js" data-key="lls_…"></script>
//   ll("consent", true)             once the visitor agreed; ll("consent", false) forgets them
//   ll("identify", { name, phone, email, form })      as a form is sent
//   ll("search", { locality }), ll("download", { document }), ll("page")
// Until consent nothing is sent, stored or read. Do Not Track and Global Privacy Control are a no.
(() => {
  const script = document.currentScript;
  const key = script?.dataset.key;
  const asked = window.ll?.q || [];
  if (!key || navigator.doNotTrack === "1" || window.doNotTrack === "1" || navigator.globalPrivacyControl) {
    window.ll = () => {};
    return;
  }
  const endpoint = new URL("t", script.src).href;
  const slot = "ll_visitor";
  let visitor = null;
  let queue = [];
  let page = null;

  const id = () => {
    if (crypto.randomUUID) return crypto.randomUUID();
    const b = crypto.getRandomValues(new Uint8Array(16));
    b[6] = (b[6] & 15) | 64;
    b[8] = (b[8] & 63) | 128;
    const h = Array.from(b, (x) => x.toString(16).padStart(2, "0")).join("");
    return h.replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };
  const remember = () => {
    try {
      const kept = localStorage.getItem(slot) || id();
      localStorage.setItem(slot, kept);
      return kept;
    } catch {
      return id();
    }
  };
  const forget = () => {
    try {
      localStorage.removeItem(slot);
    } catch {}
  };

  const note = (type, properties, at, contact) => {
    if (visitor) queue.push({ eventId: id(), type, at: at || Date.now(), properties, contact });
  };
  const flush = () => {
    if (!visitor || !queue.length) return;
    const body = JSON.stringify({
      key,
      visitorId: visitor,
      sentAt: Date.now(),
      webdriver: navigator.webdriver === true,
      events: queue.splice(0, 50),
    });
    if (!navigator.sendBeacon?.(endpoint, body)) {
      fetch(endpoint, { method: "POST", body, mode: "no-cors", keepalive: true, credentials: "omit" }).catch(
        () => {},
      );
    }
    flush();
  };

  const open = (again) => {
    const about = document.querySelectorAll("[data-listing]");
    // A page about one listing is a view of it; a page of many is only a page.
    const listing = about.length === 1 ? about[0].dataset.listing : null;
    page = { at: Date.now(), shown: 0, since: document.hidden ? 0 : Date.now(), listing, again };
  };
  const tell = ({ at, shown, listing, again }) => {
    // A page that nobody saw is no view, and a short look back at one is none of its own.
    if (shown < (again ? 10000 : 1)) return;
    const seconds = Math.min(86400, Math.round(shown / 1000));
    const referrer = document.referrer.split(/[?#]/)[0];
    if (listing) note("listing_view", { listing, seconds }, at);
    else note("page_view", { page: location.pathname, referrer, seconds }, at);
  };
  const leave = () => {
    if (page?.since) page.shown += Date.now() - page.since;
    if (page) tell(page);
    page = null;
    flush();
  };

  const commands = {
    consent(yes) {
      if (yes && !visitor) {
        visitor = remember();
        open();
      } else if (!yes) {
        visitor = page = null;
        queue = [];
        forget();
      }
    },
    identify(given) {
      const { name, phone, email, ...properties } = given || {};
      note("form_submit", properties, 0, { name, phone, email });
      flush();
    },
    page() {
      leave();
      if (visitor) open();
    },
    search: (properties) => note("search", properties),
    download: (properties) => note("download", properties),
  };
  window.ll = (command, value) => commands[command]?.(value);
  for (const [command, value] of asked) window.ll(command, value);

  document.addEventListener("visibilitychange", () => {
    // Hidden may be the last that a phone lets a page hear.
    if (document.hidden) leave();
    else if (visitor && !page) open(true);
    else if (page) page.since = Date.now();
  });
  addEventListener("pagehide", leave);
})();
