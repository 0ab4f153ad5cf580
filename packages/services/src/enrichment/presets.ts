import type { z } from "zod";
import type { providerSettings } from "./provider-settings.ts";

type SettingsInput = z.input<typeof providerSettings>;

export const presetNames = ["clearbit", "apollo", "zoominfo"] as const;
export type PresetName = (typeof presetNames)[number];

export interface Preset {
  name: string;
  settings: SettingsInput;
}

/** Settings to begin with, as far as the providers document their interfaces; each can be changed. */
export const presets: Readonly<Record<PresetName, Preset>> = {
  clearbit: {
    name: "Clearbit",
    settings: {
      method: "GET",
      // The streaming host answers once it has looked: the other one says 202 and wants to be asked again.
      url: "https://person-stream.clearbit.com/v2/combined/find?email={email}",
      headers: { authorization: "Bearer {secret}" },
      mapping: {
        job_title: "person.employment.title",
        seniority: "person.employment.seniority",
        company: ["company.name", "person.employment.name"],
        employees: ["company.metrics.employees", "company.metrics.employeesRange"],
        founded_year: "company.foundedYear",
        industry: ["company.category.industry", "company.category.sector"],
        country: ["person.geo.country", "company.geo.country"],
      },
      timeoutMs: 30_000,
    },
  },
  apollo: {
    name: "Apollo",
    settings: {
      method: "POST",
      url: "https://api.apollo.io/api/v1/people/match?email={email}&reveal_personal_emails=false&reveal_phone_number=false",
      headers: { "x-api-key": "{secret}", "cache-control": "no-cache", "content-type": "application/json" },
      mapping: {
        job_title: "person.title",
        seniority: "person.seniority",
        company: "person.organization.name",
        employees: "person.organization.estimated_num_employees",
        founded_year: "person.organization.founded_year",
        industry: "person.organization.industry",
        country: "person.country",
      },
      timeoutMs: 10_000,
    },
  },
  zoominfo: {
    name: "ZoomInfo",
    settings: {
      method: "POST",
      url: "https://api.zoominfo.com/gtm/data/v1/contacts/enrich",
      headers: {
        authorization: "Bearer {secret}",
        accept: "application/vnd.api+json",
        "content-type": "application/vnd.api+json",
      },
      body: {
        data: {
          type: "ContactEnrich",
          attributes: {
            matchPersonInput: [{ emailAddress: "{email}" }],
            outputFields: [
              "jobTitle",
              "managementLevel",
              "companyName",
              "companyEmployeeCount",
              "companyPrimaryIndustry",
            ],
          },
        },
      },
      mapping: {
        job_title: "data[0].attributes.jobTitle",
        seniority: ["data[0].attributes.managementLevel[0]", "data[0].attributes.managementLevel"],
        company: ["data[0].attributes.company.name", "data[0].attributes.companyName"],
        employees: ["data[0].attributes.company.employeeCount", "data[0].attributes.companyEmployeeCount"],
        industry: [
          "data[0].attributes.company.primaryIndustry[0]",
          "data[0].attributes.company.primaryIndustry",
          "data[0].attributes.companyPrimaryIndustry",
        ],
      },
      login: { url: "https://okta-login.zoominfo.com/oauth2/default/v1/token" },
      timeoutMs: 15_000,
    },
  },
};
