import type { ConnectionView } from "@leadlift/services/connection/list";
import { useTranslations } from "next-intl";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Tag } from "../../components/Tag.tsx";
import { Moment } from "../shell/Moment.tsx";
import { ConnectSteps } from "./ConnectSteps.tsx";
import { type ConnectionState, connectionState, tones } from "./connection-words.ts";
import { useNumberName } from "./use-number-name.ts";

interface ConnectionCardProps {
  connection: ConnectionView;
  apiUrl: string;
  onChangeSecret(): void;
  onDisconnect(): void;
}

/** One number: whether it works, and, until it does, what is to be done. */
export function ConnectionCard({ connection, apiUrl, onChangeSecret, onDisconnect }: ConnectionCardProps) {
  const words = useTranslations("whatsapp");
  const name = useNumberName()(connection);
  const state = connectionState(connection);
  return (
    <Card aside={<Tag tone={tones[state]}>{words(`states.${state}`)}</Tag>} title={name}>
      <div className="flex flex-col gap-3">
        <StateLine connection={connection} state={state} />
        {state === "works" ? (
          <details className="text-sub">
            <summary className="flex min-h-11 items-center text-ink2 underline underline-offset-3 md:pointer-fine:min-h-8">
              {words("howConnected")}
            </summary>
            <ConnectSteps apiUrl={apiUrl} connection={connection} />
          </details>
        ) : (
          <ConnectSteps apiUrl={apiUrl} connection={connection} />
        )}
        <div className="flex flex-wrap gap-2 border-t pt-3">
          {connection.hasSecret && (
            <Button aria-label={words("changeSecretOf", { name })} onClick={onChangeSecret}>
              {words("changeSecret")}
            </Button>
          )}
          <Button aria-label={words("disconnectOf", { name })} onClick={onDisconnect}>
            {words("disconnect")}
          </Button>
        </div>
      </div>
    </Card>
  );
}

function StateLine({ connection, state }: { connection: ConnectionView; state: ConnectionState }) {
  const words = useTranslations("whatsapp.now");
  const { account, lastMessageAt, otherAccount, previousUntil, refusedAt } = connection;
  return (
    <div aria-live="polite">
      {state === "refused" && refusedAt && (
        <p className="text-neg">{words.rich("refused", { at: () => <Moment at={refusedAt} /> })}</p>
      )}
      {state === "elsewhere" && (
        <p className="text-neg">{words("elsewhere", { other: otherAccount ?? "", own: account ?? "" })}</p>
      )}
      {state === "setup" && <p className="text-ink2">{words("setup")}</p>}
      {state === "waiting" && <p className="text-ink2">{words("waiting")}</p>}
      {lastMessageAt && <p>{words.rich("last", { at: () => <Moment at={lastMessageAt} /> })}</p>}
      {previousUntil && (
        <p className="text-ink2 text-sub">
          {words.rich("previous", { until: () => <Moment as="exact" at={previousUntil} /> })}
        </p>
      )}
    </div>
  );
}
