/** Ports of their own, so that the journeys never meet a LeadLift that a developer is running. */
export const port = Number(process.env.LEADLIFT_E2E_PORT ?? "3217");
export const apiPort = port + 1;
export const baseUrl = `http://localhost:${port}`;
export const apiUrl = `http://localhost:${apiPort}`;
