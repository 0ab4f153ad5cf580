export { addTo } from "./histogram";
