import type { FastifyInstance } from 'fastify'

/**
 * Who may turn a text into a script or an element. `default` and `vungxanh-builds` are the shell's (script-guard.ts): files
 * of verified builds, and texts without elements. The others are those of the analyst's editor; the shell lets them make
 * elements only. No name can be taken twice, and a remote cannot make one of its own.
 */
const policyNames = [
  'default',
  'vungxanh-builds',
  'defaultWorkerFactory',
  'diffEditorWidget',
  'diffReview',
  'domLineBreaksComputer',
  'dompurify',
  'editorGhostText',
  'editorViewLayer',
  'standaloneColorizer',
  'stickyScrollViewLayer',
  'tokenizeToString',
]

/**
 * Scripts come from this origin only, and nothing is evaluated: the remotes are plain script files behind the same door.
 * Styles may be inline (the component library writes them); data leave for this origin only.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "require-trusted-types-for 'script'",
  `trusted-types ${policyNames.join(' ')}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
].join('; ')

export function securityHeaders(app: FastifyInstance, publicUrl: string): void {
  const isSecure = publicUrl.startsWith('https:')
  app.addHook('onSend', async (_request, reply) => {
    // The identity provider's pages bring their own, stricter policy.
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', policy)
    reply.header('x-content-type-options', 'nosniff')
    if (!reply.hasHeader('referrer-policy')) reply.header('referrer-policy', 'same-origin')
    reply.header('cross-origin-opener-policy', 'same-origin')
    reply.header('cross-origin-resource-policy', 'same-origin')
    reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=()')
    reply.header('x-frame-options', 'DENY')
    if (isSecure) reply.header('strict-transport-security', 'max-age=31536000')
  })
}
