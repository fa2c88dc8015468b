import { readFileSync } from 'node:fs'
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway'
import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import { signatureHeader, signRequest } from '@vungxanh/access/gateway-signature'

// The gateway as its makers document it, over the same supergraph and the same subgraphs, to compare ours with. It trusts
// the token unread and has none of our limits, so the comparison flatters it. It signs as ours does: nobody else is answered.

const [, , supergraphFile = '', urlsText = '{}', signingKey = ''] = process.argv
const key = Buffer.from(signingKey, 'hex')
const urls: Record<string, string> = JSON.parse(urlsText)

interface Caller {
  authorization?: string
}

const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(supergraphFile, 'utf8'),
  buildService: ({ name }) => {
    const source = new RemoteGraphQLDataSource<Caller>({
      url: urls[name],
      willSendRequest: ({ request, context }) => {
        if (context.authorization) request.http?.headers.set('authorization', context.authorization)
      },
    })
    // Only here is the body the text that travels.
    const { fetcher } = source
    source.fetcher = (url, init) => fetcher(url, { ...init, headers: { ...init?.headers, ...signatureOf(url, init) } })
    return source
  },
})
function signatureOf(
  url: string,
  init: Parameters<RemoteGraphQLDataSource['fetcher']>[1] = {},
): Record<string, string> {
  const { authorization = '' } = { ...(init.headers as Record<string, string> | undefined) }
  const request = { method: 'POST', path: new URL(url).pathname, body: String(init.body), authorization }
  return { [signatureHeader]: signRequest(request, key) }
}

const server = new ApolloServer<Caller>({ gateway })
const { url } = await startStandaloneServer(server, {
  listen: { host: '127.0.0.1', port: 0 },
  context: ({ req }) => Promise.resolve({ authorization: req.headers.authorization }),
})

process.on('message', () => process.send?.({ cpu: process.cpuUsage() }))
process.on('disconnect', () => process.exit(0))
process.send?.({ url })
