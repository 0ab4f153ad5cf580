export { ViewInAddress as default } from "../../../features/shell/ViewInAddress.tsx";
