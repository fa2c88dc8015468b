// Nothing runs on the page but the shell and files of builds whose manifests were verified, with the content that was
// signed. The browser enforces both halves: Trusted Types (security-headers.ts of the gateway) let no address become a
// script without a policy of this file, and the integrity that is put on every element lets no other content run.
//
// It holds against addresses and markup that data brings onto the page, and against a build that loads what was not signed.
// It does not hold against code that already runs here and means harm: that code has the session anyway, and a frame of its
// own making has prototypes of its own. Against that stand the signature, and the policy's list of where a page may connect.

interface TrustedTypes {
  createPolicy(name: string, rules: Partial<Rules>): Rules
}

interface Rules {
  createScriptURL(address: string, type?: string, sink?: string): string
  createHTML(text: string): string
}

/** Verified files by their address, without the part that a retry adds. */
const files = new Map<string, string>()

function addressOf(value: string): string {
  const { origin, pathname } = new URL(value, document.baseURI)
  return origin + pathname
}

/** Parts of the shell that come later. Its own code says their hashes, and the gateway sends nothing else from there. */
function isOfShell(value: string): boolean {
  return addressOf(value).startsWith(`${location.origin}/static/`)
}

/** Lets the files of a verified build be loaded, each with the hash that was signed. */
export function admitFiles(base: string, hashes: Readonly<Record<string, string>>): void {
  for (const [path, hash] of Object.entries(hashes)) files.set(addressOf(base + path), hash)
}

function integrityOf(value: string): string {
  const found = files.get(addressOf(value))
  if (found === undefined) throw new TypeError(`${value} is in no verified build`)
  return found
}

function policies(): Pick<Rules, 'createScriptURL'> {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes }
  // What code of a build assigns without a policy of its own.
  trustedTypes?.createPolicy('default', {
    // A worker takes no integrity: it must be a file of a verified build, and the gateway sends none that was changed.
    createScriptURL: (address, _type, sink) => {
      if (sink?.startsWith('HTMLScriptElement') === true) throw new TypeError('A script gets its address by `src` only')
      integrityOf(address)
      return address
    },
    // Text and style sheets; anything that could be an element is refused.
    createHTML: (text) => {
      if (text.includes('<')) throw new TypeError('Elements are made, not parsed')
      return text
    },
  })
  const rules = { createScriptURL: (address: string) => address }
  const builds = trustedTypes?.createPolicy('vungxanh-builds', rules) ?? rules
  if (trustedTypes) {
    // The names that are left belong to the analyst's editor. Whoever takes one can show markup with it, and run nothing.
    // On the prototype, for the method is reached through it as well.
    const prototype: TrustedTypes = Object.getPrototypeOf(trustedTypes)
    const create = prototype.createPolicy
    const elementsOnly: TrustedTypes['createPolicy'] = (name, { createHTML }) =>
      create.call(trustedTypes, name, { ...(createHTML && { createHTML }) })
    Object.defineProperty(prototype, 'createPolicy', { value: elementsOnly, writable: false, configurable: false })
  }
  return builds
}

/** Puts the signed hash on every script and style sheet that anybody makes from now on, and refuses those without one. */
export function guardScripts(): void {
  const policy = policies()
  guard(HTMLScriptElement.prototype, 'src', (address) => policy.createScriptURL(address))
  guard(HTMLLinkElement.prototype, 'href', (address) => address)
}

function guard<Name extends 'src' | 'href'>(
  prototype: HTMLElement & { [key in Name]: string } & { integrity: string; crossOrigin: string | null },
  name: Name,
  trust: (address: string) => string,
): void {
  const native = Object.getOwnPropertyDescriptor(prototype, name)
  Object.defineProperty(prototype, name, {
    ...native,
    set(this: typeof prototype, value: unknown) {
      const address = String(value)
      if (!isOfShell(address)) {
        this.integrity = integrityOf(address)
        this.crossOrigin = 'anonymous'
      }
      native?.set?.call(this, trust(address))
    },
  })
}
