import type { KoaContextWithOIDC } from 'oidc-provider'
import { brand, html, page, pageHeaders } from './page.ts'

const explanations: Record<string, string> = {
  invalid_request: 'Yêu cầu đăng nhập không đầy đủ hoặc đã dùng rồi.',
  invalid_client: 'Ứng dụng gọi tới không được nhận ra.',
  access_denied: 'Bạn đã huỷ đăng nhập.',
}

export function faultPage(explanation: string): string {
  return page({
    title: 'Không đăng nhập được',
    body: html`${brand}<h1>Không đăng nhập được</h1><p>${explanation}</p><a class="button" href="/">Về trang chủ và thử lại</a>`,
  })
}

/** Tells the person what to do; the provider's own words are for developers and stay in the log. */
export function errorPage(ctx: KoaContextWithOIDC, error: string): void {
  ctx.set(pageHeaders())
  ctx.type = 'html'
  ctx.body = faultPage(explanations[error] ?? 'Phiên đăng nhập đã hết hạn hoặc có lỗi.')
}
