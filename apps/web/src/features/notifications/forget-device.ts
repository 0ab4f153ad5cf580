import { deviceSubscription } from "./device.ts";

const patienceMs = 3000;

/** Ends what wakes this browser for whoever signs out: here and, by way of the push service, everywhere. */
export async function forgetDevice(): Promise<void> {
  const late = new Promise<null>((resolve) => {
    setTimeout(() => resolve(null), patienceMs);
  });
  // A push service that does not answer keeps nobody signed in.
  await Promise.race([forget(), late]).catch(() => null);
}

async function forget(): Promise<void> {
  const subscription = await deviceSubscription();
  if (!subscription) return;
  const { endpoint } = subscription;
  await Promise.allSettled([
    subscription.unsubscribe(),
    fetch("/api/trpc/notification.unsubscribe", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ endpoint }),
    }),
  ]);
}
