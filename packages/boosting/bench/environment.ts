/** A Python that has xgboost, where the usual names do not find it. */
export const leadliftPython = process.env.LEADLIFT_PYTHON;
