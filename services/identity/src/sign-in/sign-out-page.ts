import type { KoaContextWithOIDC } from 'oidc-provider'
import { brand, html, Markup, page, pageHeaders } from './page.ts'

/** The provider asks before it ends a session, because any site could link here; our own form answers by itself. */
export function signOutPage(ctx: KoaContextWithOIDC, form: string): void {
  const cameFromGateway = ctx.oidc.entities.IdTokenHint !== undefined
  ctx.set(pageHeaders({ runsScript: cameFromGateway }))
  ctx.type = 'html'
  ctx.body = page({
    title: 'Đăng xuất',
    submitsItself: cameFromGateway,
    body: html`${brand}<h1>Đăng xuất</h1><p>Kết thúc phiên làm việc trên máy này.</p>${new Markup(form)}
<button type="submit" form="op.logoutForm" value="yes" name="logout">Đăng xuất</button>`,
  })
}

export function signedOutPage(ctx: KoaContextWithOIDC, home: string): void {
  ctx.set(pageHeaders())
  ctx.type = 'html'
  ctx.body = page({
    title: 'Đã đăng xuất',
    body: html`${brand}<h1>Đã đăng xuất</h1><p>Bạn có thể đóng cửa sổ này.</p><a class="button" href="${home}">Đăng nhập lại</a>`,
  })
}
