import { changePassword } from "@leadlift/services/password/change";
import { publicPost } from "../../../server/public-post.ts";

/** Changes the password of whoever is signed in; the verb asks for the session itself. */
export const POST = publicPost(changePassword, "Changing a password failed");
