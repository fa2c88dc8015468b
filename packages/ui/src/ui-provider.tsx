import { createTheme, MantineProvider } from '@mantine/core'
import { createContext, type ReactNode, use, useEffect, useMemo } from 'react'
import { formatDate, formatDateTime } from './format/dates.ts'
import { formatNumber, formatVnd, type Language } from './format/numbers.ts'
import { notePresses } from './forms/presses.ts'
import './styles/index.css'
import { type UiWords, uiWords } from './words.ts'

const theme = createTheme({
  primaryColor: 'green',
  primaryShade: 8,
  fontFamily: 'var(--vx-font)',
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
})

const UiContext = createContext<{ language: Language; words: UiWords } | undefined>(undefined)

/** Gives components their language. The variables are a static style sheet, so that a strict content-security policy holds. */
export function UiProvider({ language, children }: { language: Language; children: ReactNode }) {
  const value = useMemo(() => ({ language, words: uiWords[language] }), [language])
  useEffect(notePresses, [])
  return (
    <UiContext value={value}>
      <MantineProvider theme={theme} withCssVariables={false} withGlobalClasses={false} forceColorScheme="light">
        {children}
      </MantineProvider>
    </UiContext>
  )
}

function documentLanguage(): Language {
  return typeof document !== 'undefined' && document.documentElement.lang === 'en' ? 'en' : 'vi'
}

/** A remote that carries its own copy of this package has no provider above it; its pages and panels bring one. */
export function EnsureUi({ children }: { children: ReactNode }) {
  return use(UiContext) ? children : <UiProvider language={documentLanguage()}>{children}</UiProvider>
}

export function useUi() {
  const context = use(UiContext)
  const language = context?.language ?? documentLanguage()
  return context ?? { language, words: uiWords[language] }
}

/** Formats in the viewer's language. */
export function useFormat() {
  const { language } = useUi()
  return useMemo(
    () => ({
      number: (value: number | null | undefined) => formatNumber(value, language),
      vnd: (value: number | null | undefined) => formatVnd(value, language),
      date: formatDate,
      dateTime: formatDateTime,
    }),
    [language],
  )
}
