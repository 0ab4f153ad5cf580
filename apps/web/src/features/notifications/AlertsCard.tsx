"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useId, useState } from "react";
import { announce } from "../../components/announce.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { deviceSubscription, type Obstacle, obstacle, wakeDevice } from "./device.ts";

/** What the reader is told of, and whether this browser may be woken for it. */
export function AlertsCard() {
  const words = useTranslations("notifications");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { here, look } = useDevice();
  const { data: settings } = useQuery(
    trpc.notification.settings.queryOptions({ endpoint: here?.endpoint ?? null }, { enabled: here !== null }),
  );
  const settle = () => queries.invalidateQueries(trpc.notification.settings.pathFilter());
  const failed = () => announce(words("failed"), { tone: "bad" });
  const setHot = useMutation(
    trpc.notification.setHotAlerts.mutationOptions({ onSettled: settle, onError: failed }),
  );
  const subscribe = useMutation(trpc.notification.subscribe.mutationOptions());
  const unsubscribe = useMutation(trpc.notification.unsubscribe.mutationOptions());
  const change = useMutation({
    async mutationFn(on: boolean) {
      const subscription = on ? await wakeDevice(settings?.publicKey ?? "") : await deviceSubscription();
      const { endpoint, keys } = subscription?.toJSON() ?? {};
      if (!subscription || !endpoint) return false;
      if (on)
        await subscribe.mutateAsync({
          endpoint,
          keys: { p256dh: keys?.p256dh ?? "", auth: keys?.auth ?? "" },
        });
      else await Promise.all([subscription.unsubscribe(), unsubscribe.mutateAsync({ endpoint })]);
      return true;
    },
    onSuccess: (done, on) => {
      if (done) announce(words(on ? "deviceOn" : "deviceOff"));
    },
    onError: () => announce(words("deviceFailed"), { tone: "bad" }),
    async onSettled() {
      await look();
      await settle();
    },
  });
  const against = here?.obstacle ?? null;
  return (
    <div className="flex flex-col gap-2">
      <Switch
        checked={setHot.isPending ? setHot.variables.on : (settings?.hotAlerts ?? true)}
        disabled={!settings}
        label={words("hotAlerts")}
        onChange={(on) => setHot.mutate({ on })}
        what={words("hotAlertsWhat")}
      />
      <Switch
        checked={change.isPending ? change.variables : (settings?.subscribed ?? false)}
        disabled={!settings || against !== null || change.isPending}
        label={words("device")}
        onChange={(on) => change.mutate(on)}
        what={against === null ? words("deviceWhat") : words(reasons[against])}
      />
    </div>
  );
}

const reasons = { cannot: "deviceCannot", insecure: "deviceInsecure", denied: "deviceDenied" } as const;

/** What of this browser matters; null until it was looked at. */
function useDevice() {
  const [here, setHere] = useState<{ obstacle: Obstacle; endpoint: string | null } | null>(null);
  const look = async () => {
    const subscription = await deviceSubscription().catch(() => null);
    setHere({ obstacle: obstacle(), endpoint: subscription?.endpoint ?? null });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at once, and after each change
  useEffect(() => void look(), []);
  return { here, look };
}

interface SwitchProps {
  label: string;
  what: string;
  checked: boolean;
  disabled: boolean;
  onChange(on: boolean): void;
}

/** Shows what was tapped at once: a mutation says that it is under way a moment later. */
function Switch({ label, what, checked, disabled, onChange }: SwitchProps) {
  const explained = useId();
  const [shown, setShown] = useState(checked);
  useEffect(() => setShown(checked), [checked]);
  return (
    <label className="flex min-h-11 cursor-pointer items-start gap-3 py-1 has-disabled:cursor-default">
      <input
        aria-describedby={explained}
        aria-label={label}
        checked={shown}
        className="mt-0.5 size-5 shrink-0 accent-[var(--accent)]"
        disabled={disabled}
        onChange={(event) => {
          setShown(event.target.checked);
          onChange(event.target.checked);
        }}
        type="checkbox"
      />
      <span>
        {label}
        <span className="block text-ink2 text-sub" id={explained}>
          {what}
        </span>
      </span>
    </label>
  );
}
