/** A port of its own, so that the journeys never meet a LeadLift that a developer is running. */
export const port = Number(process.env.LEADLIFT_E2E_PORT ?? "3217");
export const baseUrl = `http://localhost:${port}`;
