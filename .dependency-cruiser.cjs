// Who may import whom. Every rule is an error: the house is drawn in docs/architecture.md.
const path = (pattern) => ({ path: pattern });
const room = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

const HEAVY_SCORING = "^packages/scoring/(src|dist)/(train|model|onnx)/";
const HEAVY_SERVICES =
  "^packages/services/src/(training/|scoring/|answer/|receipt/|operate/|demo/load)|^packages/services/src/jobs/(backend|migrate|relay|reconcile|redis|run|work)";

module.exports = {
  forbidden: [
    room("no-cycles", "A cycle is one module in two files.", {}, { circular: true }),
    room("unresolved", "An import must resolve.", {}, { couldNotResolve: true }),
    room(
      "leaves-import-nothing-of-ours",
      "boosting, connectors, simulator, client and db stand alone.",
      path("^(packages/(boosting|connectors|simulator|client)|prisma)/"),
      {
        path: "^(packages|apps|prisma|e2e)/",
        pathNot: "^(packages/(boosting|connectors|simulator|client)|prisma)/",
      },
    ),
    ...["packages/boosting", "packages/connectors", "packages/simulator", "packages/client", "prisma"].map(
      (leaf) =>
        room(`${leaf}-alone`, "A leaf does not import another leaf.", path(`^${leaf}/`), {
          path: "^(packages|apps|prisma|e2e)/",
          pathNot: `^${leaf}/`,
        }),
    ),
    room("scoring-imports-boosting-only", "scoring is pure.", path("^packages/scoring/"), {
      path: "^(packages|apps|prisma|e2e)/",
      pathNot: "^packages/(scoring|boosting)/",
    }),
    room("services-do-not-import-apps", "Types flow from packages to apps.", path("^packages/services/"), {
      path: "^(apps|e2e)/",
    }),
    room("apps-do-not-import-db", "Only services open the database.", path("^apps/"), { path: "^prisma/" }),
    room(
      "apps-do-not-import-leaves",
      "Learning, connectors and the simulator are reached through services and scoring.",
      path("^apps/"),
      { path: "^packages/(boosting|connectors|simulator)/" },
    ),
    ...["web", "api", "worker", "cli", "extension"].map((app) =>
      room(`app-${app}-alone`, "An app does not import another.", path(`^apps/${app}/`), {
        path: "^apps/",
        pathNot: `^apps/${app}/`,
      }),
    ),
    room("web-is-light", "ONNX Runtime and the queue stay out of the web.", path("^apps/web/"), {
      path: HEAVY_SCORING,
      reachable: true,
    }),
    room("web-imports-light-services", "Heavy rooms belong to the worker.", path("^apps/web/"), {
      path: HEAVY_SERVICES,
      reachable: true,
    }),
    room(
      "api-answers-requests",
      "Training, the queue and the sample brokerage are the worker's. Tests train what the API then serves.",
      { path: "^apps/api/", pathNot: "\\.test\\.ts$|/test/" },
      {
        path: "^packages/services/src/(training|demo)/|^packages/services/src/jobs/(backend|migrate|relay|reconcile|redis|run|work)|^packages/scoring/(src|dist)/train/",
        reachable: true,
      },
    ),
    room("e2e-over-http", "Journeys use the app as a person does.", path("^e2e/"), {
      path: "^(packages|apps|prisma)/",
    }),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(node_modules|\\.next|generated)/|/dist/.*\\.d\\.ts$" },
    tsConfig: { fileName: "tsconfig.base.json" },
    tsPreCompilationDeps: true,
    preserveSymlinks: false,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
      mainFields: ["module", "main", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".cjs", ".d.ts"],
    },
  },
};
