import { authOf } from "@leadlift/services/auth/server";
import { platform } from "../../../../server/platform.ts";

async function handle(request: Request): Promise<Response> {
  return authOf(await platform()).handler(request);
}

export { handle as GET, handle as POST };
