export { explainRows, setGroup } from "./explain";
