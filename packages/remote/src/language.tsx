import { setupI18n } from '@lingui/core'
import { type CompiledMessage, compileMessage } from '@lingui/message-utils/compileMessage'
import type { Language } from '@vungxanh/ui'
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react'
import type { Label } from './contract.ts'

export type { Language } from '@vungxanh/ui'

const storageKey = 'vungxanh.language'
const compiled = new Map<string, CompiledMessage>()

const i18n = setupI18n({ locale: 'vi', messages: { vi: {}, en: {} } })
i18n.setMessagesCompiler((message) => {
  const known = compiled.get(message)
  if (known) return known
  const result = compileMessage(message)
  compiled.set(message, result)
  return result
})

export interface Messages<Key extends string> {
  namespace: string
  keys: readonly Key[]
  texts: Readonly<Record<Language, Readonly<Record<Key, string>>>>
}

/**
 * A remote's texts in both languages, in ICU syntax. English must name exactly the keys of Vietnamese: a text that is
 * missing in one of them does not compile.
 */
export function defineMessages<Key extends string>(
  namespace: string,
  texts: { vi: Readonly<Record<Key, string>>; en: Readonly<Record<NoInfer<Key>, string>> },
): Messages<Key> {
  const prefixed = (language: Language) =>
    Object.fromEntries(Object.entries<string>(texts[language]).map(([key, text]) => [`${namespace}.${key}`, text]))
  i18n.load({ vi: prefixed('vi'), en: prefixed('en') })
  return { namespace, keys: Object.keys(texts.vi) as Key[], texts }
}

const LanguageContext = createContext<{ language: Language; setLanguage: (language: Language) => void }>({
  language: 'vi',
  setLanguage: () => {},
})

function storedLanguage(): Language {
  try {
    return localStorage.getItem(storageKey) === 'en' ? 'en' : 'vi'
  } catch {
    return 'vi'
  }
}

/** Vietnamese first; English by a switch that the browser remembers. */
export function LanguageProvider({ initial, children }: { initial?: Language; children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => initial ?? storedLanguage())
  if (i18n.locale !== language) i18n.activate(language)
  useEffect(() => {
    document.documentElement.lang = language
    try {
      localStorage.setItem(storageKey, language)
    } catch {
      // A browser that keeps nothing still shows the page.
    }
  }, [language])
  const value = useMemo(() => ({ language, setLanguage }), [language])
  return <LanguageContext value={value}>{children}</LanguageContext>
}

export function useLanguage() {
  return use(LanguageContext)
}

/** The texts of a namespace in the viewer's language: `t('save')`, `t('shown', { count: 3 })`. */
export function useMessages<Key extends string>(messages: Messages<Key>) {
  const { language } = useLanguage()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the function must change with the language
  return useCallback(
    (key: NoInfer<Key>, values?: Record<string, string | number>) => i18n._(`${messages.namespace}.${key}`, values),
    [messages, language],
  )
}

export function useLabel() {
  const { language } = useLanguage()
  return useCallback((label: Label) => label[language], [language])
}
