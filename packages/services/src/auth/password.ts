import { z } from "zod";

export const minimumPasswordLength = 8;

export const newPassword = z
  .string()
  .min(minimumPasswordLength, `at least ${minimumPasswordLength} characters are needed`)
  .max(200);

export const personName = z.string().trim().min(1, "Say your name.").max(200);
