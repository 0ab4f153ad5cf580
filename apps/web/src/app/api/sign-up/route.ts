import { signUp } from "@leadlift/services/organisation/sign-up";
import { publicPost } from "../../../server/public-post.ts";

/** Makes an organisation with its first admin. */
export const POST = publicPost(signUp, "Signing up failed");
