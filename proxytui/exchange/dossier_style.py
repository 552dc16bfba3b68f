"""The style sheet of a dossier: light and dark, from small screens to paper, nothing from outside.

Colours are told apart by words and line styles too; all have a contrast of 4.5 and more.
"""

CSS = """\
:root{color-scheme:light dark;--ink:#1b1f24;--dim:#57606a;--paper:#fff;--rule:#d0d7de;
--soft:#f3f5f7;--backs:#1a5fb4;--opposes:#a51d2d;--allied:#1b6e3c;--other:#57606a;--now:#8a5a00}
@media (prefers-color-scheme:dark){:root{--ink:#e6e8eb;--dim:#a2acb8;--paper:#15181c;
--rule:#3a424c;--soft:#1f242a;--backs:#7ab7ff;--opposes:#ff9a9a;--allied:#7fd8a0;
--other:#a2acb8;--now:#e3b341}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0 auto;padding:1rem;max-width:62rem;background:var(--paper);color:var(--ink);
font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;
overflow-wrap:break-word}
h1,h2,h3,h4,h5{line-height:1.25;margin:1.6em 0 .4em}
h1{font-size:1.9rem;margin-top:.5em}h2{font-size:1.4rem;border-top:1px solid var(--rule);
padding-top:.7em}h3{font-size:1.15rem}h4{font-size:1rem}h5{font-size:1rem}
p,ul,ol,dl{margin:.4em 0}ul{padding-left:1.3em}
a{color:var(--backs)}a:focus-visible{outline:2px solid;outline-offset:2px}
.date{font-size:1.1rem;margin:.2em 0}.intro,.dim,.facts,.support,.remark{color:var(--dim)}
nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.2em 1.2em}
.skip{position:absolute;left:-99em}.skip:focus{position:static}
article{padding:.1em 0 .6em 1em;border-left:3px solid var(--rule);margin:1em 0}
article h3,article h4,article h5{margin:.2em 0}
.facts{margin:0}.state{font-weight:600;color:var(--ink)}.alert{color:var(--opposes)}
.claims{list-style:none;padding:0}.claims li{margin:.6em 0}
.claims .support{display:block}
.mark{font-size:.85em;border:1px solid;border-radius:.2em;padding:0 .3em;white-space:nowrap}
sup{line-height:0}sup a{text-decoration:none;padding:0 .1em}
table{border-collapse:collapse;width:100%;margin:.6em 0}
th,td{text-align:left;vertical-align:top;padding:.25em .8em .25em 0;
border-bottom:1px solid var(--rule)}
td.n,th.n{text-align:right;white-space:nowrap}
.sources td:first-child{width:62%}caption{text-align:left;color:var(--dim);padding-bottom:.3em}
figure{margin:1em 0}figcaption{color:var(--dim);font-size:.9rem}
svg{display:block;width:100%;height:auto;font-family:inherit}svg.narrow{display:none}
svg text{fill:var(--ink);font-size:13px}svg .name{font-weight:600;font-size:14px}
svg .dim{fill:var(--dim);font-size:12px}svg .head{fill:var(--dim);font-size:12px;
letter-spacing:.03em}
svg .h-backs{fill:var(--backs)}svg .h-opposes{fill:var(--opposes)}
svg .h-allied-with{fill:var(--allied)}
.centre{fill:var(--soft);stroke:var(--dim);stroke-width:1.5}
.tie,.bar,.mark polygon{color:var(--other)}
.t-backs{color:var(--backs)}.t-opposes{color:var(--opposes)}.t-allied-with{color:var(--allied)}
line.tie{stroke:currentColor;stroke-width:2.5}line.maybe{stroke-dasharray:4 4;stroke-width:2}
polygon.tie{fill:currentColor}.trunk{stroke:var(--dim);stroke-width:1.2}
.grid{stroke:var(--rule);stroke-width:1}.now{stroke:var(--now);stroke-width:2}
rect.bar{fill:currentColor}rect.maybe{fill-opacity:.28}
polygon.mark{fill:var(--ink);stroke:var(--ink)}polygon.open{fill:var(--paper)}
summary{cursor:pointer;color:var(--dim)}
.notes li{margin:.7em 0}.notes li:target,article:target{background:var(--soft)}
.quote{font-family:Georgia,"Noto Serif",serif;font-size:1.06em}
.disputes{border-left:3px solid var(--opposes);padding-left:.6em}
blockquote{margin:.5em 0;padding-left:.8em;border-left:3px solid var(--rule);white-space:pre-wrap}
dt{font-weight:600;margin-top:.5em}dd{margin:0}
dd{overflow-wrap:anywhere}
@media (max-width:44rem){svg.wide{display:none}svg.narrow{display:block}
article{padding-left:.6em}h1{font-size:1.5rem}
.sources thead{display:none}.sources tr,.sources td,.sources th{display:block;border:0}
.sources tr{border-bottom:1px solid var(--rule);padding:.4em 0}}
@page{margin:18mm 16mm}
@media print{:root{color-scheme:light;--ink:#000;--dim:#444;--paper:#fff;--rule:#bbb;--soft:#eee;
--backs:#1a5fb4;--opposes:#a51d2d;--allied:#1b6e3c;--other:#555;--now:#8a5a00}
html{font-size:9.5pt}body{max-width:none;padding:0}h1{font-size:18pt}h2{font-size:13pt}h3{font-size:11pt}
svg{max-height:235mm}nav,.back,.skip{display:none}
svg.wide{display:block}svg.narrow{display:none}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
h1,h2,h3,h4,h5{break-after:avoid}.notes li,tr,.claims li,svg{break-inside:avoid}
article{break-inside:auto}details::details-content{content-visibility:visible;block-size:auto}
.break{break-before:page}a{color:inherit;text-decoration:none}}
"""
