/** Fonts found on Chinese and other systems; nothing is fetched. */
const sans =
  '"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Hiragino Sans GB","Microsoft YaHei","Segoe UI",system-ui,sans-serif';
const serif = '"Noto Serif CJK SC","Source Han Serif SC","Songti SC","STSong","SimSun",Georgia,serif';

/** The style of every page. Palette: ink, two greys, one blue, one orange, the red of official headings. */
export const pageStyle = `
:root{--ink:#1f2733;--soft:#515b69;--line:#dfe3e8;--wash:#f5f6f8;--blue:#0b4f8a;--orange:#b4500a;--red:#9b1c1c;--grey:#6a7280;color-scheme:light}
*{box-sizing:border-box}
html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:#fff;color:var(--ink);font:15px/1.75 ${sans};overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
.skip{position:absolute;left:-999px;top:0;background:#fff;padding:.5rem 1rem;z-index:9}
.skip:focus{left:0}
a{color:var(--blue);text-underline-offset:.2em}
:focus-visible{outline:3px solid var(--blue);outline-offset:2px}
.wrap{max-width:1200px;margin:0 auto;padding:0 24px}
header.top{border-top:5px solid var(--red);padding:36px 0 22px;border-bottom:1px solid var(--line)}
.kicker{color:var(--red);font-weight:600;letter-spacing:.12em;margin:0;display:flex;justify-content:space-between;gap:1rem;align-items:baseline}
.kicker a{letter-spacing:0;font-weight:400}
h1,h2{font-family:${serif};line-height:1.35;font-weight:700;text-wrap:balance}
h1{font-size:clamp(1.6rem,4.2vw,2.4rem);margin:.35em 0 .2em}
h2{font-size:clamp(1.3rem,3vw,1.7rem);margin:0 0 .7em;padding-top:44px}
h3{font-size:1.12rem;margin:2.2em 0 .6em;line-height:1.5}
h4{font-size:1rem;margin:0 0 .4em;line-height:1.5}
.year{margin:0;color:var(--soft)}
.note{color:var(--soft);font-size:.9rem;margin:.4em 0 0}
nav.contents{padding:14px 0;border-bottom:1px solid var(--line);font-size:.93rem}
nav.contents ol{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.5rem;margin:0;padding:0}
nav.contents a{display:inline-block;padding:.15rem 0;text-decoration:none}
nav.contents a:hover{text-decoration:underline}
main{display:block;padding-bottom:24px}
p{margin:.55em 0}
.lead{font-size:1.05rem;max-width:58em}
.text{max-width:58em}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(140px,1fr));margin:1.4em 0 1.6em;border:1px solid var(--line);border-radius:6px;overflow:hidden}
.tiles div{padding:16px 20px;box-shadow:0 0 0 .5px var(--line)}
.tiles dt{color:var(--soft);font-size:.87rem;margin:0}
.tiles dd{margin:0;font-size:1.65rem;line-height:1.3;font-family:${serif};font-weight:700}
ul.findings{margin:.4em 0 1em;padding-left:1.3em;max-width:60em}
ul.findings li{margin:.45em 0}
.mark{border-left:4px solid var(--orange);background:#fdf6f0;padding:.7em 1em;margin:1em 0;max-width:62em}
.scroll{overflow-x:auto;margin:.6em 0 1em}
table{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.5}
caption{text-align:left;font-weight:600;padding:.2em 0 .5em}
th,td{text-align:right;padding:.45em .7em;border-bottom:1px solid var(--line);vertical-align:top;font-weight:400}
thead th{color:var(--soft);font-size:.84rem;vertical-align:bottom;border-bottom:1.5px solid var(--ink)}
th[scope=row],th.t,td.t{text-align:left}
tbody th{font-weight:600}
tfoot th,tfoot td{border-top:1.5px solid var(--ink);border-bottom:0;font-weight:600}
.basis{font-size:.85rem;color:var(--soft);margin:.2em 0 .8em;max-width:70em}
.plain table{width:auto;min-width:min(100%,36em)}
.plain th,.plain td{white-space:nowrap}
.figures{display:grid;grid-template-columns:1fr 1fr;gap:34px 40px;align-items:start;margin:1.2em 0 1.6em}
.figures .tall{grid-row:span 2}
.figures{grid-template-rows:auto 1fr}
figure{margin:0;min-width:0}
figure.single{max-width:640px;margin-bottom:1.6em}
svg.picture{display:block;width:100%;height:auto;font-family:${sans};overflow:visible}
svg.picture text{white-space:pre;unicode-bidi:isolate}
svg.narrow{display:none}
.legend{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;list-style:none;margin:0 0 .3em;padding:0;font-size:.84rem;color:var(--soft)}
.legend svg{width:14px;height:14px;vertical-align:-2px;margin-right:.35em}
.reads{border-left:3px solid var(--line);padding-left:.9em;font-size:.93rem;margin:.8em 0 0}
.tool{display:flex;flex-wrap:wrap;gap:.6rem 1.2rem;align-items:center;margin:.4em 0 .8em;font-size:.88rem}
.tool label{display:flex;gap:.5em;align-items:center;color:var(--soft)}
.tool input,.tool select,.tool button{font:inherit;color:var(--ink);border:1px solid #8a929e;border-radius:4px;background:#fff;padding:.3em .6em;min-height:34px}
.tool button,thead button{cursor:pointer}
.tool output{color:var(--soft)}
[hidden]{display:none!important}
thead button{font:inherit;color:inherit;background:none;border:0;padding:.2em 0;margin:0;text-align:inherit}
thead button:hover{color:var(--blue);text-decoration:underline}
thead button::after{content:"↕";color:#6a7280;margin-left:.1em;font-size:.75em}
th[aria-sort=ascending] button,th[aria-sort=descending] button{color:var(--blue);font-weight:600}
th[aria-sort=ascending] button::after{content:"↑";color:inherit}
th[aria-sort=descending] button::after{content:"↓";color:inherit}
table.rows,table.rows caption,table.rows thead,table.rows tbody,table.rows tfoot{display:block}
table.rows tr{display:grid;grid-template-columns:var(--grid);column-gap:12px;border-bottom:1px solid var(--line);padding:.5em 0}
table.rows th,table.rows td{border:0;padding:0;min-width:0}
table.rows thead tr{border-bottom:1.5px solid var(--ink);align-items:end;position:sticky;top:0;background:#fff;z-index:1}
table.rows thead th{line-height:1.35}
table.rows thead th.r,table.rows td.r{grid-column:1/-1;text-align:left}
table.rows thead th.r{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table.rows td.r{font-size:.84rem;color:var(--soft);line-height:1.55}
table.rows tfoot tr:first-child{border-top:1.5px solid var(--ink)}
table.rows tfoot th,table.rows tfoot td{border:0}
tr[data-k=above] .v{color:var(--blue);font-weight:700}
tr[data-k=below] .v{color:var(--orange);font-weight:700}
td.c small{display:block;font-size:.8rem;color:var(--soft);line-height:1.35}
td.g i{display:block;position:relative;height:1.9em;margin-top:-.2em;background:linear-gradient(#8a929e,#8a929e) calc(var(--zero)*1%) 0/1px 100% no-repeat}
td.g i::before,td.g i::after{content:"";position:absolute}
td.g i::before{top:calc(50% - 1px);height:2px;left:calc(var(--l)*1%);width:calc(var(--w)*1%);background:var(--grey)}
td.g i::after{top:calc(50% - 4px);left:calc(var(--p)*1% - 4px);width:8px;height:8px;border-radius:50%;border:1.5px solid var(--grey);background:#fff}
tr[data-k=above] td.g i::before{background:var(--blue);height:3px;top:calc(50% - 1.5px)}
tr[data-k=above] td.g i::after{background:var(--blue);border-color:var(--blue)}
tr[data-k=below] td.g i::before{background:var(--orange);height:3px;top:calc(50% - 1.5px)}
tr[data-k=below] td.g i::after{background:var(--orange);border-color:var(--orange);border-radius:0;transform:rotate(45deg)}
details{margin:1.4em 0;border-top:1px solid var(--line);border-bottom:1px solid var(--line);padding:.6em 0}
summary{cursor:pointer;font-weight:600}
blockquote{margin:.6em 0;padding:.5em 1em;border-left:4px solid var(--red);background:var(--wash);max-width:62em}
blockquote p{margin:.2em 0}
dl.method{display:grid;grid-template-columns:minmax(7em,11em) minmax(0,48em);gap:.7em 1.6em}
dl.method dt{font-weight:600}
dl.method dd{margin:0}
dl.prints{display:grid;grid-template-columns:auto minmax(0,1fr);gap:.2em 1.2em;font-size:.86rem}
dl.prints dd{margin:0;font-family:ui-monospace,Consolas,monospace;color:var(--soft)}
.level{display:inline-block;min-width:3.4em;font-weight:600}
.level.warning,.level.stop{color:var(--orange)}
footer{border-top:1px solid var(--line);margin-top:44px;padding:20px 0 44px;color:var(--soft);font-size:.88rem}
.history{background:var(--red);color:#fff;text-align:center;padding:.55em 1em;font-weight:600;position:sticky;top:0;z-index:5}
.historical table.rows thead tr{position:static}
.watermark{position:fixed;inset:0;display:flex;align-items:center;justify-content:center;pointer-events:none;z-index:4}
.watermark svg{width:min(92vw,1000px);height:auto;overflow:visible}
@media screen and (max-width:1199px){
table.rows{--cards:repeat(auto-fill,minmax(100px,1fr))}
table.rows tr{grid-template-columns:var(--cards);gap:.35em 1em;padding:.8em 0}
table.rows tbody th,table.rows tfoot th{grid-column:1/-1;font-size:1rem}
table.rows td{text-align:left}
table.rows td:not(.r)::before{display:block;font-size:.78rem;color:var(--soft);line-height:1.4}
table.rows td.g{grid-column:span 2;min-width:0}
table.rows thead tr{display:flex;flex-wrap:wrap;gap:.1em 1em;position:static}
table.rows thead th.g{display:none}
}
@media screen and (max-width:859px){
.figures{grid-template-columns:minmax(0,1fr)}
}
@media screen and (max-width:639px){
.wrap{padding:0 20px}
svg.wide{display:none}
svg.narrow{display:block}
dl.method{grid-template-columns:minmax(0,1fr);gap:.1em}
dl.method dd{margin-bottom:.8em}
header.top{padding-top:24px}
h2{padding-top:34px}
.tiles{grid-template-columns:1fr 1fr}
.tiles div{padding:12px 14px}
.tiles dd{font-size:1.35rem}
.tool label{width:100%}
.tool input,.tool select{flex:1;min-width:0}
}
@media print{
@page{size:A4;margin:16mm 14mm}
html{font-size:9.5pt}
body{font-size:9.5pt;line-height:1.6;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.wrap{max-width:none;padding:0}
nav.contents,.tool,.skip,.kicker a,.back{display:none!important}
.figures{gap:18px 22px}
figure,table.rows tr,.tiles,.mark,blockquote{break-inside:avoid}
figure.tall{break-inside:auto}
h2,h3,h4,caption,thead,table.rows thead tr{break-after:avoid}
thead button::after{content:""}
table{font-size:8.2pt}
table.rows{font-size:7.4pt;line-height:1.4}
table.rows td.r{font-size:7.4pt}
h2{padding-top:20px}
table.rows tr{grid-template-columns:var(--print);column-gap:6px}
table.rows thead tr{position:static}
.history{position:fixed;top:0;left:0;right:0;background:#fff;color:var(--red);border-bottom:1px solid var(--red);padding:1mm}
.historical header.top{padding-top:14mm;border-top:0}
.historical main{-webkit-box-decoration-break:clone;box-decoration-break:clone;padding-top:9mm}
.watermark{display:block;inset:auto;left:0;top:70mm;width:180mm}
.watermark svg{width:180mm;height:108mm}
a{color:inherit;text-decoration:none}
}
`;
