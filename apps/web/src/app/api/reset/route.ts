import { resetPassword } from "@leadlift/services/password/reset";
import { publicPost } from "../../../server/public-post.ts";

/** Sets a new password by link. */
export const POST = publicPost(resetPassword, "Setting a password by link failed");
