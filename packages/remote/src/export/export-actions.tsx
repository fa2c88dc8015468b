// By the package's name: the components of the page, and not a second copy of them.
import { defineMessages, ServiceRefusal, useMessages, useStepUp } from '@vungxanh/remote'
import { ActionMenu, Dialog, Notice } from '@vungxanh/ui'
import { useState } from 'react'
import { saveFile } from './save-file.ts'

export const messages = defineMessages('export', {
  vi: {
    export: 'Xuất XLSX / CSV',
    exporting: 'Đang xuất…',
    xlsx: 'Xuất XLSX (Excel)',
    csv: 'Xuất CSV',
    refused: 'Chưa xuất được danh sách',
    away: 'Chưa kết nối được với máy chủ. Hãy thử lại sau ít phút.',
  },
  en: {
    export: 'Export XLSX / CSV',
    exporting: 'Exporting…',
    xlsx: 'Export XLSX (Excel)',
    csv: 'Export CSV',
    refused: 'The list was not exported',
    away: 'The server did not answer. Try again in a few minutes.',
  },
})

export interface ExportActionsProps {
  /** Whose list it is. */
  department: string
  /** The name under which the department exports the list. */
  list: string
  /** What the list on the page was asked with. How long its pages are does not matter to a file. */
  variables: Readonly<Record<string, string | number | boolean | null | undefined>>
  /** What the page shows as its conditions, word for word: they go on a sheet of their own. */
  conditions?: readonly (readonly [label: string, value: string | undefined])[]
}

type Format = 'xlsx' | 'csv'

/** Takes the list away as it is seen: its rows, its order, its masks. */
export function ExportActions({ department, list, variables, conditions = [] }: ExportActionsProps) {
  const t = useMessages(messages)
  const prove = useStepUp()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string>()

  async function take(format: Format): Promise<void> {
    const { first, ...asked } = variables
    const body = { format, variables: asked, conditions: conditions.filter(([, value]) => value) }
    try {
      await saveFile(`/files/${department}/exports/${list}`, body)
    } catch (error) {
      if (error instanceof ServiceRefusal && error.code === 'STEP_UP_REQUIRED' && (await prove())) return take(format)
      setRefusal(error instanceof ServiceRefusal ? error.message : t('away'))
    }
  }

  const choose = (format: Format) => async () => {
    setBusy(true)
    await take(format)
    setBusy(false)
  }

  return (
    <>
      <ActionMenu
        kind="default"
        size="small"
        busy={busy}
        label={busy ? t('exporting') : t('export')}
        actions={[
          { key: 'xlsx', label: t('xlsx'), onChoose: choose('xlsx') },
          { key: 'csv', label: t('csv'), onChoose: choose('csv') },
        ]}
      />
      {refusal && (
        <Dialog title={t('refused')} opened onClose={() => setRefusal(undefined)}>
          <Notice tone="warning">{refusal}</Notice>
        </Dialog>
      )}
    </>
  )
}
