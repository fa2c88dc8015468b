import { lintSource } from '@secretlint/core'
import { creator } from '@secretlint/secretlint-rule-preset-recommend'

/** Credentials in a text, found by the recommended rules of secretlint: keys of clouds, tokens, private keys, passwords in URLs. */
export async function findSecrets(path: string, text: string): Promise<string[]> {
  const { messages } = await lintSource({
    source: { filePath: path, content: text, contentType: 'text', ext: '' },
    options: {
      config: { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }] },
      noPhysicFilePath: true,
    },
  })
  return messages.map(({ message, loc }) => `${path}:${loc.start.line} holds a secret: ${message}`)
}
