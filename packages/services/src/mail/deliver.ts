import { createTransport } from "nodemailer";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

const patienceMs = 20_000;

/** Hands one mail to the configured server. Throws UNAVAILABLE where there is none or it refuses; never says for whom. */
export async function deliver(ctx: Pick<Context, "mail">, mail: Mail): Promise<void> {
  if (!ctx.mail) throw new ServiceError("UNAVAILABLE", { worded: "No mail server is set up." });
  const { smtpUrl, from } = ctx.mail;
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
  });
  try {
    await transport.sendMail({ from, ...mail });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    // Servers repeat the address in what they answer, which has no place in a log.
    throw new ServiceError("UNAVAILABLE", { worded: "The mail server did not take the mail." }, { code });
  } finally {
    transport.close();
  }
}
