import { SignatureCheck, signatureHeader } from '@vungxanh/access/gateway-signature'
import type { FastifyInstance } from 'fastify'
import { GraphQLError, type ValidationRule } from 'graphql'

/**
 * Refuses whatever was not signed with the key, before anything of it is parsed, and without saying what was wrong: whoever
 * reaches the department's address has to find the gateway, not the fault in a signature.
 */
export function onlySigned(
  app: FastifyInstance,
  key: Uint8Array,
  { header = signatureHeader, keepBytes = false }: { header?: string; keepBytes?: boolean } = {},
): void {
  const check = new SignatureCheck(key)
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.addHook('preValidation', (request, reply, done) => {
    const { method, url: path, headers } = request
    const body = Buffer.isBuffer(request.body) ? request.body : ''
    const { authorization = '', [header]: signature } = headers
    if (!check.accepts({ method, path, body, authorization }, signature)) {
      reply.code(401).send({
        errors: [{ message: 'Yêu cầu không được chấp nhận.', extensions: { code: 'UNAUTHENTICATED' } }],
      })
      return
    }
    if (body === '' || keepBytes) return done()
    parse(request, body.toString(), (error, value) => {
      request.body = value
      done(error ?? undefined)
    })
  })
}

/** Composition reads `schema.graphql` from the repository; a running department tells nobody its schema. */
export const neverTheSchema: ValidationRule = (context) => ({
  Field: ({ name }) => {
    if (name.value === '_service') context.reportError(new GraphQLError('Không có trường này.'))
  },
})
