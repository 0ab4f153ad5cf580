import { purposes } from "@leadlift/scoring/features";
import { z } from "zod";

export { type Purpose, purposes } from "@leadlift/scoring/features";

export const purposeSchema = z.enum(purposes);
