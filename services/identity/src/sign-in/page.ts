import { createHash } from 'node:crypto'

/** Escapes what it is given unless it is a page part made by this tag: nothing typed by a person becomes markup. */
export function html(
  strings: TemplateStringsArray,
  ...values: (Markup | Markup[] | string | number | false)[]
): Markup {
  const text = strings.reduce((out, part, index) => `${out}${part}${render(values[index])}`, '')
  return new Markup(text)
}

export class Markup {
  constructor(readonly text: string) {}
}

function render(value: Markup | Markup[] | string | number | false | undefined): string {
  if (value === undefined || value === false) return ''
  if (value instanceof Markup) return value.text
  if (Array.isArray(value)) return value.map((part) => part.text).join('')
  return String(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

const style = `
:root{color-scheme:light dark;--ground:#f4f7f5;--sheet:#fff;--ink:#17211c;--muted:#56645c;--line:#d5ded9;--edge:#7d8a83;--accent:#1b6e4a;--accent-ink:#fff;--danger:#a32020;--danger-ground:#fdf0ef}
@media(prefers-color-scheme:dark){:root{--ground:#111814;--sheet:#19221d;--ink:#e8efeb;--muted:#a3b2aa;--line:#33413a;--edge:#76867d;--accent:#4fb487;--accent-ink:#08140e;--danger:#ff9d94;--danger-ground:#3a1d1a}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;background:var(--ground);color:var(--ink);font:16px/1.5 "Be Vietnam Pro","Segoe UI",system-ui,"Noto Sans",sans-serif;display:flex;justify-content:center;align-items:flex-start;padding:clamp(16px,8vh,72px) 16px 32px}
main{width:100%;max-width:420px;background:var(--sheet);border:1px solid var(--line);border-radius:10px;padding:28px 28px 24px}
main.wide{max-width:860px;display:grid;gap:32px;grid-template-columns:minmax(0,1fr)}
@media(min-width:760px){main.wide{grid-template-columns:minmax(0,340px) minmax(0,1fr)}}
@media(max-width:420px){main{padding:22px 18px}}
.mark{display:flex;align-items:center;gap:10px;font-weight:600;color:var(--accent);margin:0 0 20px}
h1{font-size:22px;line-height:1.3;margin:0 0 6px;font-weight:600}
h2{font-size:15px;margin:0 0 4px;font-weight:600}
p{margin:0 0 16px;color:var(--muted)}
label{display:block;font-weight:500;font-size:14px;margin:14px 0 4px}
input{width:100%;font:inherit;color:inherit;background:transparent;border:1px solid var(--edge);border-radius:6px;padding:9px 11px;min-height:44px}
button,.button{font:inherit;font-weight:600;border:0;border-radius:6px;background:var(--accent);color:var(--accent-ink);padding:10px 16px;min-height:44px;width:100%;margin-top:20px;cursor:pointer;display:block;text-align:center;text-decoration:none}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.fault{background:var(--danger-ground);color:var(--danger);border:1px solid currentColor;border-radius:6px;padding:10px 12px;margin:0 0 12px}
.demo{min-width:0}
.demo h3{font-size:13px;color:var(--muted);font-weight:600;margin:16px 0 4px}
.demo ul{list-style:none;margin:0;padding:0;border:1px solid var(--line);border-radius:6px;overflow:hidden}
.demo li+li{border-top:1px solid var(--line)}
.demo li button{all:unset;box-sizing:border-box;cursor:pointer;display:grid;grid-template-columns:minmax(0,1fr) auto;gap:0 12px;width:100%;padding:7px 12px;min-height:44px;align-items:center}
.demo li button:hover{background:color-mix(in srgb,var(--accent) 9%,transparent)}
.demo li button:focus-visible{outline:3px solid var(--accent);outline-offset:-3px}
.demo .who{font-size:14px;font-weight:500}.demo .post{font-size:13px;color:var(--muted);grid-column:1}
.demo code{font-size:12px;color:var(--muted);grid-column:2;grid-row:1/span 2}
details summary{cursor:pointer;font-size:13px;font-weight:600;color:var(--muted);margin-top:16px;min-height:32px}
.note{font-size:13px;margin:16px 0 0}
`

const submitScript = `document.forms[0].requestSubmit(document.querySelector('button[name]'))`

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

const styleHash = hashOf(style)
const scriptHash = hashOf(submitScript)

interface Page {
  title: string
  body: Markup
  isWide?: boolean
  /** Sends the page's only form by itself; the button stays for browsers without scripts. */
  submitsItself?: boolean
}

export function page({ title, body, isWide = false, submitsItself = false }: Page): string {
  return html`<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Vùng Xanh</title>
<link rel="icon" href="data:,">
<style>${new Markup(style)}</style>
</head>
<body>
<main${new Markup(isWide ? ' class="wide"' : '')}>
${body}
</main>
${submitsItself && new Markup(`<script>${submitScript}</script>`)}
</body>
</html>
`.text
}

export const brand = html`<div class="mark"><svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true"><rect width="26" height="26" rx="7" fill="currentColor"/><path d="M6.5 13.5l4.5 4.5 8.5-9.5" fill="none" stroke="var(--sheet)" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/></svg>Vùng Xanh</div>`

export function pageHeaders({ runsScript = false } = {}): Record<string, string> {
  return {
    'content-security-policy': [
      "default-src 'none'",
      `style-src ${styleHash}`,
      `script-src ${runsScript ? scriptHash : "'none'"}`,
      'img-src data:',
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'cache-control': 'no-store',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  }
}
