// @ts-check
/// <reference lib="webworker" />
// Receives notifications, and says that there is no network where there is none. Nothing of anybody's data is kept
// here: the cache holds the page that says so and what it is drawn with.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

// Another version is another cache; the page that is kept changes only with it.
const cacheName = "leadlift-offline-1";
const offlinePage = "/offline.html";
const kept = [offlinePage, "/offline.js", "/icons/icon-192.png"];

worker.addEventListener("install", (event) => {
  // Nothing of the application is kept, so a new worker fits every page that is open.
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => cache.addAll(kept.map((url) => new Request(url, { cache: "reload" }))))
      .then(() => worker.skipWaiting()),
  );
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(
    Promise.all([
      caches
        .keys()
        .then((names) =>
          Promise.all(
            names
              .filter((name) => name.startsWith("leadlift-") && name !== cacheName)
              .map((name) => caches.delete(name)),
          ),
        ),
      worker.registration.navigationPreload?.enable(),
      worker.clients.claim(),
    ]),
  );
});

worker.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.mode === "navigate") {
    event.respondWith(
      Promise.resolve(event.preloadResponse)
        .then((preloaded) => preloaded ?? fetch(event.request))
        .catch(() => fromCache(offlinePage)),
    );
  } else if (url.origin === worker.location.origin && kept.includes(url.pathname)) {
    event.respondWith(fetch(event.request).catch(() => fromCache(url.pathname)));
  }
});

/** @param {string} path */
async function fromCache(path) {
  return (await caches.match(path)) ?? Response.error();
}

worker.addEventListener("push", (event) => {
  event.waitUntil(show(event.data));
});

/** @param {PushMessageData | null} data */
async function show(data) {
  /** @type {{ id?: string, title?: string, body?: string, url?: string }} */
  const message = data ? data.json() : {};
  const windows = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  // Whoever looks at LeadLift is told there.
  if (windows.some(({ focused }) => focused)) return;
  await worker.registration.showNotification(message.title ?? "LeadLift", {
    body: message.body ?? "",
    // What comes twice takes its own place.
    tag: message.id ?? "leadlift",
    icon: "/icons/icon-192.png",
    badge: "/icons/badge-96.png",
    data: { url: message.url ?? "/today" },
  });
}

worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const url = new URL(event.notification.data?.url ?? "/today", worker.location.origin);
  if (url.origin === worker.location.origin) event.waitUntil(open(url.href));
});

/** @param {string} href */
async function open(href) {
  const [first] = await worker.clients.matchAll({ type: "window" });
  if (!first) return worker.clients.openWindow(href);
  await first.focus();
  return first.navigate(href);
}
