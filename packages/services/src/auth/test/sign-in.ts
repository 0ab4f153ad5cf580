import { readEnvironment } from "../../environment.ts";
import { type TestPlatform, testPlatform } from "../../lead/test/tenant.ts";
import { authOf } from "../server.ts";

export const password = "correct horse battery";

/** A platform on which people can sign in. */
export async function signInPlatform(variables: Record<string, string> = {}): Promise<TestPlatform> {
  const platform = await testPlatform();
  return { ...platform, env: readEnvironment({ LEADLIFT_KEY_FILE: platform.db.keyFile, ...variables }) };
}

let asker = 0;

/** The cookies of a new session; null when it is refused. Each call comes from an address of its own. */
export async function signIn(
  platform: TestPlatform,
  email: string,
  secret: string = password,
): Promise<Headers | null> {
  const response = await authOf(platform).handler(
    new Request(`${platform.env.publicUrl}/api/auth/sign-in/email`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-forwarded-for": `10.9.${++asker >> 8}.${asker & 255}`,
        origin: platform.env.publicUrl,
      },
      body: JSON.stringify({ email, password: secret }),
    }),
  );
  if (!response.ok) return null;
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? "");
  return new Headers({ cookie: cookies.join("; ") });
}
