import { brand, html, type Markup, page } from './page.ts'

export interface SignInChoice {
  signInName: string
  fullName: string
  post: string
  unit: string
}

export interface SignInForm {
  action: string
  signInName: string
  fault?: string
  /** Given to whoever signs in with a password from an administrator: asks for one of their own. */
  newPassword?: { minimum: number; fault: string | undefined }
  /** Demonstration accounts to pick from; empty where real people sign in. */
  choices: SignInChoice[]
}

export function signInPage({ action, signInName, fault, newPassword, choices }: SignInForm): string {
  if (newPassword) return newPasswordPage({ action, signInName, newPassword })
  const form = html`<section>
${brand}
<h1>Đăng nhập</h1>
<p>Hệ thống phòng, chống dịch và an sinh xã hội của phường.</p>
${fault !== undefined && html`<div class="fault" role="alert" id="fault">${fault}</div>`}
<form method="post" action="${action}" id="sign-in">
<label for="signInName">Tên đăng nhập</label>
<input id="signInName" name="signInName" value="${signInName}" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="100"${signInName === '' ? html` autofocus` : ''}>
<label for="password">Mật khẩu</label>
<input id="password" name="password" type="password" autocomplete="current-password" required maxlength="200"${signInName === '' ? '' : html` autofocus`}${fault !== undefined && html` aria-describedby="fault"`}>
<button type="submit">Đăng nhập</button>
</form>
<p class="note">Quên mật khẩu hoặc chưa có tài khoản: liên hệ quản trị hệ thống của phường.</p>
</section>`
  return page({
    title: 'Đăng nhập',
    isWide: choices.length > 0,
    body: choices.length > 0 ? html`${form}${demoChoices(action, choices)}` : form,
  })
}

function newPasswordPage({
  action,
  signInName,
  newPassword,
}: Required<Pick<SignInForm, 'action' | 'signInName' | 'newPassword'>>) {
  const { minimum, fault } = newPassword
  return page({
    title: 'Đặt mật khẩu mới',
    body: html`${brand}
<h1>Đặt mật khẩu mới</h1>
<p>Mật khẩu vừa nhập do quản trị cấp và chỉ dùng được một lần. Hãy nhập lại và chọn mật khẩu của riêng bạn.</p>
${fault !== undefined && html`<div class="fault" role="alert" id="fault">${fault}</div>`}
<form method="post" action="${action}">
<label for="signInName">Tên đăng nhập</label>
<input id="signInName" name="signInName" value="${signInName}" autocomplete="username" readonly>
<label for="password">Mật khẩu được cấp</label>
<input id="password" name="password" type="password" autocomplete="current-password" required maxlength="200" autofocus>
<label for="newPassword">Mật khẩu mới, ít nhất ${minimum} ký tự</label>
<input id="newPassword" name="newPassword" type="password" autocomplete="new-password" required minlength="${minimum}" maxlength="200"${fault !== undefined && html` aria-describedby="fault"`}>
<button type="submit">Đặt mật khẩu và đăng nhập</button>
</form>`,
  })
}

function demoChoices(action: string, choices: SignInChoice[]): Markup {
  const units = [...new Set(choices.map((choice) => choice.unit))]
  const list = (unit: string) =>
    html`<ul>${choices
      .filter((choice) => choice.unit === unit)
      .map(
        (choice) => html`<li><button type="submit" name="choice" value="${choice.signInName}" form="demo">
<span class="who">${choice.fullName}</span><span class="post">${choice.post}</span><code>${choice.signInName}</code></button></li>`,
      )}</ul>`
  const [first, ...others] = units
  return html`<section class="demo" aria-labelledby="demo-title">
<form method="post" action="${action}" id="demo"></form>
<h2 id="demo-title">Tài khoản dùng thử</h2>
<p>Bản chạy thử, mọi người và số liệu về người đều là giả định. Chọn một người để đăng nhập ngay.</p>
${first !== undefined && html`<h3>${first}</h3>${list(first)}`}
${others.map((unit) => html`<details><summary>${unit}</summary>${list(unit)}</details>`)}
</section>`
}
