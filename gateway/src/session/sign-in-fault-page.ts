/** Shown when the way back from the provider is broken, before any portal is there to say it. */
export function signInFaultPage(explanation: string): string {
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Không đăng nhập được · Vùng Xanh</title>
<style>
:root{color-scheme:light dark}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:16px;box-sizing:border-box;font:16px/1.5 "Be Vietnam Pro","Segoe UI",system-ui,sans-serif}
main{max-width:420px}
h1{font-size:22px;margin:0 0 8px}
a{display:inline-block;margin-top:12px;padding:11px 18px;border-radius:6px;background:#1b6e4a;color:#fff;font-weight:600;text-decoration:none}
</style>
</head>
<body><main><h1>Không đăng nhập được</h1><p>${explanation}</p><a href="/auth/login">Đăng nhập lại</a></main></body>
</html>
`
}
