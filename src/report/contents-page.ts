import { html, raw } from "hono/html";
import type { Localized } from "../base/index.ts";

/** A study's pages as the contents page lists them. */
export interface ContentsLink {
  readonly title: Localized;
  readonly href: string;
  readonly hrefEn: string;
}

const style = `:root{color-scheme:light}body{margin:0;background:#fbfaf7;color:#1f2a30;font:1rem/1.7 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif}
main{max-width:42rem;margin:0 auto;padding:3rem 1.25rem}h1{font-size:1.6rem;margin:0 0 .5rem}p{margin:.25rem 0 1.5rem;color:#4a565d}
ul{list-style:none;padding:0}li{border-top:1px solid #d9d5cb;padding:1rem 0}a{color:#0b5a75}a:focus-visible{outline:3px solid #0b5a75;outline-offset:2px}span{display:block;color:#4a565d}`;

/** A page that leads to the pages of several studies, in both languages. */
export function renderContentsPage(links: readonly ContentsLink[]): string {
  const items = links.map(
    ({ title, href, hrefEn }) =>
      html`<li><a href="${href}">${title.zh}</a><span lang="en"><a href="${hrefEn}">${title.en}</a></span></li>`,
  );
  return String(
    html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>增值评价演示 · Value-added demonstration</title><style>${raw(style)}</style></head>
<body><main><h1>增值评价演示</h1><p>用公开研究数据演示：由已有成绩到预期成绩、学校增值及其误差范围。<span lang="en">Demonstration on published research data: from marks to expected scores and value added, with how sure it is.</span></p><ul>${items}</ul></main></body></html>
`,
  );
}
