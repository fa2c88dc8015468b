import { expect, test, vi } from 'vitest'
import { guardScripts } from './script-guard.ts'

interface Rules {
  createHTML?: (text: string) => string
  createScript?: (text: string) => string
  createScriptURL?: (address: string) => string
}

/** As browsers have it: the method is the prototype's. */
class Factory {
  createPolicy(_name: string, rules: Rules): Rules {
    return rules
  }
}

test('no policy makes scripts once the shell has its own, by whichever way the method is reached', () => {
  const factory = new Factory()
  vi.stubGlobal('trustedTypes', factory)
  guardScripts()
  const rules: Rules = {
    createHTML: (text) => text,
    createScript: (text) => text,
    createScriptURL: (address) => address,
  }
  const { createPolicy } = Factory.prototype
  for (const policy of [factory.createPolicy('editor', rules), createPolicy.call(factory, 'editor', rules)])
    expect(Object.keys(policy)).toEqual(['createHTML'])
  expect(() => Object.defineProperty(Factory.prototype, 'createPolicy', { value: () => rules })).toThrow(TypeError)
})
