import { acceptInvitation } from "@leadlift/services/invitation/accept";
import { publicPost } from "../../../server/public-post.ts";

/** Takes up an invitation. */
export const POST = publicPost(acceptInvitation, "Joining failed");
