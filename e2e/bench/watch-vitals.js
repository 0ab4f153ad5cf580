// Runs in the page before anything of its own; vitals.ts reads what is kept here.
window.leadliftVitals = { lcpMs: 0, shifts: [], events: new Map() };

new PerformanceObserver((list) => {
  for (const { startTime } of list.getEntries()) window.leadliftVitals.lcpMs = startTime;
}).observe({ type: "largest-contentful-paint", buffered: true });

new PerformanceObserver((list) => {
  for (const { startTime, value, hadRecentInput } of list.getEntries()) {
    if (!hadRecentInput) window.leadliftVitals.shifts.push({ at: startTime, value });
  }
}).observe({ type: "layout-shift", buffered: true });

// One press is several events; the slowest of them is what was felt.
new PerformanceObserver((list) => {
  const { events } = window.leadliftVitals;
  for (const { interactionId, duration } of list.getEntries()) {
    if (interactionId) events.set(interactionId, Math.max(events.get(interactionId) ?? 0, duration));
  }
}).observe({ type: "event", durationThreshold: 16, buffered: true });
