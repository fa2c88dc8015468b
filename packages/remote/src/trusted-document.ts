import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { type DefinitionNode, type DocumentNode, Kind, print } from 'graphql'

/**
 * A document as it is published with its portal and as the gateway knows it. The hash stands for the text: the gateway runs
 * the text that was published under it and never one that a page sends.
 */
export interface TrustedDocument {
  id: `sha256:${string}`
  text: string
}

const known = new WeakMap<DocumentNode, TrustedDocument>()

/** Where a fragment was interpolated must not matter: the operation comes first, its fragments by their names. */
const placeOf = (node: DefinitionNode) =>
  node.kind === Kind.OPERATION_DEFINITION ? '' : 'name' in node && node.name ? node.name.value : ''

/**
 * The identity of a document, by the words of the appendix on persisted documents of GraphQL over HTTP. Not by WebCrypto,
 * which browsers keep from pages under the plain address of a ward's own server.
 */
export function trustedDocument(document: DocumentNode): TrustedDocument {
  const found = known.get(document)
  if (found) return found
  const text = document.definitions
    .toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
    .map(print)
    .join('\n\n')
  const trusted: TrustedDocument = { id: `sha256:${bytesToHex(sha256(utf8ToBytes(text)))}`, text }
  known.set(document, trusted)
  return trusted
}
