import { exportAudit } from "@leadlift/services/audit-log/export";
import { auditFilter } from "@leadlift/services/audit-log/list";
import { sessionOf } from "@leadlift/services/auth/session";
import { userContext } from "@leadlift/services/context";
import { say } from "@leadlift/services/sentences/said";
import { requestLanguage } from "../../../i18n/request-locale.ts";
import { toResponse } from "../../../server/errors.ts";
import { platform } from "../../../server/platform.ts";
import { isSameOrigin } from "../../../server/same-origin.ts";

/** The audit log, as it is filtered, for a spreadsheet. */
export async function GET(request: Request): Promise<Response> {
  const opened = await platform();
  const language = await requestLanguage();
  try {
    const session = await sessionOf(opened, request.headers);
    if (!session || !isSameOrigin(request.headers, opened.env.publicUrl)) {
      return Response.json({ message: say("Sign in to go on.", undefined, language) }, { status: 401 });
    }
    const filter = auditFilter.parse(Object.fromEntries(new URL(request.url).searchParams));
    const text = exportAudit(await userContext(opened, session, language), filter);
    return new Response(streamOf(text), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="audit-log.csv"',
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    return toResponse(error, language, (cause) => opened.log.error("A download failed", { error: cause }));
  }
}

/** Reads on only when the receiver has room. */
function streamOf(text: AsyncGenerator<string, void, undefined>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await text.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await text.return();
    },
  });
}
