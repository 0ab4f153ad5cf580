import { Html } from "./html.ts";

/** Warm neutrals, one accent, tabular figures; dark is designed, not inverted. */
export const style = new Html(`
:root{--bg:#f7f6f3;--surface:#fff;--sunk:#efede8;--line:#e3e0d8;--ink:#1d1c1a;--ink2:#5d5a53;--accent:#2f4bd8;--warn:#8a6100;--warn-soft:#fbf0d4}
@media(prefers-color-scheme:dark){:root{--bg:#151513;--surface:#1f1e1c;--sunk:#191816;--line:#34322e;--ink:#f1efe9;--ink2:#b5b1a7;--accent:#8fa2ff;--warn:#e7bd55;--warn-soft:#3b300f}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 Inter,"Noto Sans",system-ui,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:820px;margin:0 auto;padding:32px 20px 64px}
h1{font-size:22px;line-height:1.25;letter-spacing:-.02em;margin:0 0 6px;overflow-wrap:anywhere}
h2{font-size:15px;margin:0 0 8px}
section,figure{background:var(--surface);border:1px solid var(--line);border-radius:12px;padding:16px;margin:16px 0 0}
.faint,figcaption{color:var(--ink2);font-size:13px;margin:0 0 8px}
.notice{background:var(--warn-soft);border:1px solid var(--line);border-radius:12px;padding:14px 16px;margin:16px 0 0}
.notice h2,.notice strong{color:var(--warn)}
.notice ul{margin:0;padding-left:18px}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(300px,1fr));gap:16px;background:none;border:0;padding:0}
.pair figure{margin:0}
dl{margin:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(220px,1fr));gap:12px 20px}
dt{color:var(--ink2);font-size:13px}
dd{margin:0}
dd b{font-size:20px;letter-spacing:-.01em}
dd span{display:block;color:var(--ink2);font-size:12px}
svg{display:block;max-width:100%;height:auto}
svg text{font-size:11px;fill:var(--ink2)}
.grid{stroke:var(--line)}
.reference{stroke:var(--ink2);stroke-dasharray:4 4}
.interval{stroke:var(--accent);stroke-width:2;opacity:.45}
.point{fill:var(--accent)}
.curve{fill:none;stroke:var(--accent);stroke-width:2.5;stroke-linejoin:round}
table{width:100%;border-collapse:collapse;font-size:13px}
th,td{text-align:left;padding:6px 8px 6px 0;border-bottom:1px solid var(--line);font-weight:400;overflow-wrap:anywhere}
thead th{color:var(--ink2);font-size:12px}
td:last-child{white-space:nowrap;text-align:right}
thead th:last-child{text-align:right}
.columns td:last-child,.columns thead th:last-child{text-align:left;white-space:normal}
.bar{width:40%}
.bar svg{width:100%;height:8px;background:var(--sunk);border-radius:4px}
.bar rect{fill:var(--accent)}
summary{cursor:pointer;color:var(--accent);font-size:13px;padding:6px 0}
.spoken{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
`);
