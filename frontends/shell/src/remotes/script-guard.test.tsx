import { beforeAll, expect, test, vi } from 'vitest'
import { admitFiles, guardScripts } from './script-guard.ts'

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

const factory = new Factory()

beforeAll(() => {
  vi.stubGlobal('trustedTypes', factory)
  guardScripts()
})

test('no policy makes scripts once the shell has its own, by whichever way the method is reached', () => {
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

test('a script is a file of a verified build, with its hash, or a part of the shell', () => {
  admitFiles('/remotes/health/1a2b/', { 'page.js': 'sha384-abc' })
  const load = (address: string) => Object.assign(document.createElement('script'), { src: address })
  expect(load('/remotes/health/1a2b/page.js?attempt=1').integrity).toBe('sha384-abc')
  expect(load('/static/js/async/menu.js').src).toBe(`${location.origin}/static/js/async/menu.js`)
  for (const address of [
    '/remotes/health/1a2b/other.js',
    '/static/../remotes/health/1a2b/other.js',
    '/static/%2e%2e/remotes/health/1a2b/other.js',
    '//elsewhere.example/static/js/async/menu.js',
    'data:text/javascript,//static/',
  ]) {
    expect(() => load(address), address).toThrow('is in no verified build')
  }
})
