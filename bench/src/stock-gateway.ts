import { readFileSync } from 'node:fs'
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway'
import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'

// The gateway as its makers document it, over the same supergraph and the same subgraphs, to compare ours with. It trusts
// the token unread and has none of our limits, so the comparison flatters it.

const [, , supergraphFile = '', urlsText = '{}'] = process.argv
const urls: Record<string, string> = JSON.parse(urlsText)

interface Caller {
  authorization?: string
}

const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(supergraphFile, 'utf8'),
  buildService: ({ name }) =>
    new RemoteGraphQLDataSource<Caller>({
      url: urls[name],
      willSendRequest: ({ request, context }) => {
        if (context.authorization) request.http?.headers.set('authorization', context.authorization)
      },
    }),
})
const server = new ApolloServer<Caller>({ gateway })
const { url } = await startStandaloneServer(server, {
  listen: { host: '127.0.0.1', port: 0 },
  context: ({ req }) => Promise.resolve({ authorization: req.headers.authorization }),
})

process.on('message', () => process.send?.({ cpu: process.cpuUsage() }))
process.on('disconnect', () => process.exit(0))
process.send?.({ url })
