import { useMessages, useUnit } from '@vungxanh/remote'
import { Notice, Page, Panel, Rows, recently, Skeletons } from '@vungxanh/ui'
import { lazy, Suspense, useEffect, useState } from 'react'
import { messages } from '../messages.ts'
import '../workbench.css'
import { examples } from './examples.ts'

const QueryEditor = lazy(async () => {
  const { QueryEditor: Editor, editorReady } = await import('./query-editor.tsx')
  await editorReady()
  return { default: Editor }
})

type Schema = { status: 'reading' } | { status: 'read'; sdl: string } | { status: 'forbidden' | 'away' }

function useSchema(): Schema {
  const [schema, setSchema] = useState<Schema>({ status: 'reading' })
  useEffect(() => {
    const leaving = new AbortController()
    const read = async () => {
      const response = await fetch('/graphql/schema', { signal: leaving.signal })
      if (response.ok) setSchema({ status: 'read', sdl: await response.text() })
      else setSchema({ status: response.status === 403 ? 'forbidden' : 'away' })
    }
    read().catch(() => {
      if (!leaving.signal.aborted) setSchema({ status: 'away' })
    })
    return () => leaving.abort()
  }, [])
  return schema
}

const own = 'own'

export function WorkbenchPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const schema = useSchema()
  const [chosen, setChosen] = useState<string>('report')
  const [asOf] = useState(recently)
  const example = examples.find((one) => one.id === chosen)
  return (
    <Page title={t('workbench')} subtitle={t('subtitle')}>
      {schema.status === 'away' && (
        <Notice tone="warning" title={t('schemaAway')}>
          {t('schemaAwayText')}
        </Notice>
      )}
      {schema.status === 'forbidden' && <Notice tone="warning">{t('schemaForbidden')}</Notice>}
      <div className="vx-workbench-columns">
        <Rows>
          <Panel title={t('examples')} flush>
            <ul className="vx-examples">
              {examples.map(({ id }) => (
                <li key={id}>
                  <button type="button" aria-pressed={chosen === id} onClick={() => setChosen(id)}>
                    {t(id)}
                    <span>{t(`${id}Text`)}</span>
                  </button>
                </li>
              ))}
              <li>
                <button type="button" aria-pressed={chosen === own} onClick={() => setChosen(own)}>
                  {t('own')}
                  <span>{t('ownText')}</span>
                </button>
              </li>
            </ul>
          </Panel>
        </Rows>
        <Panel title={example ? t(example.id) : t('own')} flush>
          {schema.status === 'reading' ? (
            <Skeletons rows={12} />
          ) : (
            <Suspense fallback={<Skeletons rows={12} />}>
              <QueryEditor
                key={chosen}
                sdl={schema.status === 'read' ? schema.sdl : undefined}
                query={example?.query}
                variables={JSON.stringify({ unit: unit.code, asOf }, null, 2)}
                storageKey={chosen}
              />
            </Suspense>
          )}
        </Panel>
      </div>
    </Page>
  )
}
